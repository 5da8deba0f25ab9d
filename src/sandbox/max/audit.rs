//! What is noted of what was done, and `GET /api/admin/oauth/service/audit-logs`.
//!
//! By the guide every use of a token is noted. As it is coded, no more than issuing and revoking; and
//! only people can read it.

use http::StatusCode;
use http::header::USER_AGENT;
use rusqlite::Connection;

use crate::sandbox::Behavior;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::jwt;
use crate::sandbox::max::memory::{self, Deed, Wanted};
use crate::sandbox::max::query::Query;
use crate::sandbox::max::{behavior, clients, gate, moment, refusal};
use crate::wire::max::Audit;

/// As long as an id, or a user agent worth keeping, can be.
const ID_LENGTH: usize = 50;
const USER_AGENT_LENGTH: usize = 200;

/// What came of it.
#[derive(Clone, Copy, Debug)]
pub(super) enum Outcome<'a> {
    /// Done, with what there is to say of it.
    Done(Option<&'a str>),
    /// A code of RFC 6749, and words.
    Refused(&'a str, &'a str),
}

/// Notes it.
pub(super) fn note(
    action: &str,
    client_id: &str,
    outcome: Outcome<'_>,
    call: &Call,
    connection: &Connection,
    context: &Context,
) -> Result<(), Stop> {
    let short = |text: &str, length: usize| text.chars().take(length).collect::<String>();
    let (error_code, description) = match outcome {
        Outcome::Done(description) => (None, description),
        Outcome::Refused(code, description) => (Some(code), Some(description)),
    };
    let deed = Deed {
        id: jwt::uuid()?,
        action: action.to_owned(),
        client_id: short(client_id, ID_LENGTH),
        user_agent: call.header(USER_AGENT).map(|agent| short(agent, USER_AGENT_LENGTH)),
        error_code: error_code.map(str::to_owned),
        description: description.map(str::to_owned),
        at: context.now(),
    };
    Ok(memory::note(connection, &deed)?)
}

/// What was done, newest first.
pub(super) fn ask(call: &Call, context: &Context) -> Result<Answer, Stop> {
    if behavior(context) == Behavior::AsCoded {
        return Err(refusal::not_there().into());
    }
    gate::served("audit-logs", call, context, |_, connection| {
        let wanted = wanted(call)?;
        let rows: Vec<Audit> = memory::deeds(connection, &wanted)?
            .into_iter()
            .map(|deed| row(deed, context))
            .collect();
        Ok(Answer::json(StatusCode::OK, &rows))
    })
}

/// The filters of the list that people have, but for the person.
fn wanted(call: &Call) -> Result<Wanted, Answer> {
    let mut query = Query::read(call);
    let wanted = Wanted {
        action: query.text("action"),
        client_id: query.text("client_id"),
        success: query.flag("success"),
        from: query.moment("start_date"),
        to: query.moment("end_date"),
        skip: query.whole("skip", 0, 0, None),
        limit: query.whole("limit", 50, 1, Some(200)),
    };
    query.checked().map(|()| wanted)
}

fn row(deed: Deed, context: &Context) -> Audit {
    Audit {
        id: deed.id,
        action: deed.action,
        client_name: clients::known(&deed.client_id).map(|client| client.name.to_owned()),
        client_id: Some(deed.client_id),
        user_id: None,
        user_email: None,
        // The sandbox listens on this machine alone.
        ip_address: Some(context.address.ip().to_string()),
        user_agent: deed.user_agent,
        success: deed.error_code.is_none(),
        error_code: deed.error_code,
        error_description: deed.description,
        created_at: Some(moment(deed.at, context)),
    }
}
