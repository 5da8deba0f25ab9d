//! `/toss/app`: the phone. Toss's own app cannot be asked here, so a page stands for it.
//!
//! Opening a transaction is what makes it go on; whoever refuses lets it end by itself, for Toss has no
//! word for that.

use http::StatusCode;
use http::header::LOCATION;
use rusqlite::Connection;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::oauth::Form;
use crate::sandbox::state::consents;
use crate::sandbox::toss::memory::{self, Transaction};
use crate::sandbox::toss::page;
use crate::sandbox::toss::people::Citizen;

/// Where everything that waits is listed, and where decisions go.
pub(super) const APP: &str = "/toss/app";

/// A ticket of these pages is good for no other.
const DOOR: &str = "toss-app";

/// Where one transaction is decided.
pub(super) fn address(tx_id: &str, context: &Context) -> String {
    format!("{}{APP}/{tx_id}", context.url)
}

/// `GET` of the list.
pub(super) fn list(_: &Call, context: &Context) -> Result<Answer, Stop> {
    let waiting =
        context.state().read(|connection| Ok(memory::waiting(connection, context.now())?))?;
    Ok(page::list(&waiting))
}

/// `GET` of one.
pub(super) fn show(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let tx_id = call.path().rsplit('/').next().unwrap_or_default();
    context.answered(|connection| shown(tx_id, connection, context))
}

fn shown(tx_id: &str, connection: &Connection, context: &Context) -> Result<Answer, Stop> {
    let found = memory::known(connection, tx_id)?;
    let found = found.ok_or_else(|| page::unknown().breaking("T01: unknown txId"))?;
    let now = context.now();
    if found.completed_at.is_some() {
        return Ok(page::done());
    }
    if found.refused {
        return Ok(page::refused());
    }
    if found.is_over(now) {
        return Err(page::over().breaking("N05: nobody agreed in time").into());
    }
    memory::opened(connection, tx_id)?;
    let ticket = consents::wait(connection, DOOR, &found.tx_id, now)?;
    Ok(page::question(&found, &people(&found, context), &ticket))
}

/// Who could agree: whoever was named, or anybody.
fn people(found: &Transaction, context: &Context) -> Vec<Citizen> {
    let is_theirs =
        |citizen: &Citizen| found.person.as_ref().is_none_or(|phone| *phone == citizen.phone());
    Citizen::all(context).filter(is_theirs).collect()
}

/// `POST` of the form.
pub(super) fn decide(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let form = Form::read(call)?;
    context.answered(|connection| decided(&form, connection, context))
}

/// One transaction of the memory from the ticket to the decision, so that no two browsers decide.
fn decided(form: &Form, connection: &Connection, context: &Context) -> Result<Answer, Stop> {
    let (now, ticket) = (context.now(), form.get("ticket").unwrap_or_default());
    let waiting = consents::waiting::<String>(connection, DOOR, ticket, now)?;
    let tx_id = waiting.ok_or_else(|| page::over().breaking("S07: not a ticket"))?;
    let waits = memory::known(connection, &tx_id)?
        .filter(|found| found.completed_at.is_none() && !found.refused && !found.is_over(now));
    let found = waits.ok_or_else(|| page::over().breaking("N05: nobody agreed in time"))?;
    if form.get("decision") == Some("approve") {
        let chosen = form.get("person").unwrap_or_default();
        let citizen = people(&found, context).into_iter().find(|it| it.phone() == chosen);
        let citizen = citizen.ok_or_else(|| page::over().breaking("R11: nobody is chosen"))?;
        memory::completed(connection, &tx_id, &citizen.phone(), now)?;
    } else {
        memory::refused(connection, &tx_id)?;
    }
    consents::decided(connection, ticket)?;
    // S18: so that the form is not sent on.
    Ok(Answer::empty(StatusCode::SEE_OTHER).with(LOCATION, &format!("{APP}/{tx_id}")))
}
