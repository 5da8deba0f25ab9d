//! `/__qetta/…`: the sandbox's own pages. All but the health page and the empty inspector want
//! the run's token (S25).
//!
//! ```text
//! basics      health, and the settings that lead here
//! inspector   the page for people
//! clock       what time it is here, and who says so
//! faults      what goes wrong on purpose
//! requests    the log, what found no route, what broke a rule, assertions, metrics
//! run         status, personas, reset, snapshots, the end
//! ```

mod basics;
mod clock;
mod faults;
mod inspector;
mod requests;
mod run;

pub(super) use requests::patience;

use http::StatusCode;
use http::header::WWW_AUTHENTICATE;

use crate::sandbox::answer::Answer;
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::router::{Route, Service};

/// The sandbox's own pages.
pub(crate) static SERVICE: Service = Service {
    prefix: "/__qetta",
    routes: &[
        Route::get("/__qetta", inspector::moved),
        Route::get("/__qetta/", inspector::page),
        Route::get("/__qetta/health", basics::health),
        Route::get("/__qetta/env", basics::env),
        Route::get("/__qetta/clock", clock::show),
        Route::post("/__qetta/clock", clock::change),
        Route::get("/__qetta/faults", faults::list),
        Route::post("/__qetta/faults", faults::add),
        Route::delete("/__qetta/faults", faults::clear),
        Route::post("/__qetta/faults/enqueue", faults::enqueue),
        Route::delete("/__qetta/faults/{id}", faults::remove),
        Route::get("/__qetta/requests", requests::requests),
        Route::get("/__qetta/near-misses", requests::near_misses),
        Route::get("/__qetta/violations", requests::violations),
        Route::post("/__qetta/verify", requests::verify),
        Route::get("/__qetta/metrics", requests::measured),
        Route::get("/__qetta/status", run::status),
        Route::get("/__qetta/personas", run::personas),
        Route::post("/__qetta/reset", run::reset),
        Route::get("/__qetta/snapshot", run::snapshots),
        Route::post("/__qetta/snapshot", run::snapshot),
        Route::post("/__qetta/restore", run::restore),
        Route::post("/__qetta/stop", run::stop),
    ],
    refuse: |_, miss| miss.answer(),
    environment: |_| Vec::new(),
};

/// The refusal of a question that makes no sense.
fn bad_request(words: &str) -> Answer {
    Answer::error(StatusCode::BAD_REQUEST, "invalid_request", words)
}

/// Lets in who has the run's token.
fn admitted(call: &Call, context: &Context) -> Result<(), Answer> {
    if call.bearer().is_some_and(|offered| context.scenario.admin_token.is(offered)) {
        return Ok(());
    }
    let words =
        "this page needs the token of this run; the ready event and `qetta sandbox status` tell it";
    Err(Answer::error(StatusCode::UNAUTHORIZED, "invalid_token", words)
        .with(WWW_AUTHENTICATE, r#"Bearer error="invalid_token""#)
        .breaking("S25: not the run's token"))
}

#[cfg(test)]
mod tests;
