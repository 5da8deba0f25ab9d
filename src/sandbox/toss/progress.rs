//! `…/status` and `…/result`: how far a transaction is, and what came of it.

use std::collections::BTreeMap;

use http::StatusCode;
use jiff::Timestamp;
use rusqlite::Connection;
use serde_json::Value;

use crate::sandbox::SandboxError;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::toss::family::Family;
use crate::sandbox::toss::gate::{self, no_such_request};
use crate::sandbox::toss::memory::{self, Transaction};
use crate::sandbox::toss::people::Citizen;
use crate::sandbox::toss::request::written;
use crate::sandbox::toss::session::Session;
use crate::sandbox::toss::{PARTNER, signature};
use crate::wire::toss::{EXPIRED, NOT_COMPLETED, Progress, READ_TOO_OFTEN, SignedText, Verified};

/// So often a result can be read,
const READS: i64 = 2;
/// and for so many seconds after the person was done.
const READABLE: i64 = 3_600;

/// How far a transaction is.
pub(super) fn status(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let client_id = gate::admitted(call, context)?;
    let question = gate::question(call)?;
    let found = context.answered(|open| own(call, &question, &client_id, open))?;
    let progress = Progress {
        status: found.status(context.now()).to_owned(),
        requested_dt: written(found.requested_at),
        tx_id: found.tx_id,
    };
    Ok(gate::granted(&progress))
}

/// What came of a transaction, encrypted for the session of this very call.
pub(super) fn result(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let client_id = gate::admitted(call, context)?;
    let question = gate::question(call)?;
    gate::text(&question, "txId")?;
    gate::text(&question, "sessionKey")?;
    context.answered(|open| own(call, &question, &client_id, open))?;
    let session = gate::session(&question, context)?;
    // One transaction of the memory from the look to the count, or a third reader might slip through.
    let (found, citizen, at) = context.answered(|open| {
        let found = own(call, &question, &client_id, open)?;
        let at = readable(&found, context.now())?;
        let citizen = found.person.as_deref().and_then(|it| Citizen::with_phone(it, context));
        let citizen = citizen.ok_or_else(no_such_request)?;
        memory::was_read(open, &found.tx_id)?;
        Ok((found, citizen, at))
    })?;
    let family = Family::of(call);
    Ok(gate::granted(&verified(found, citizen, at, family, &session, context)?))
}

/// The transaction that a client began with this product; any other is unknown to it.
fn own(
    call: &Call,
    question: &Value,
    client_id: &str,
    connection: &Connection,
) -> Result<Transaction, Stop> {
    let tx_id = gate::text(question, "txId")?;
    let family = Family::of(call).key();
    let own = memory::known(connection, tx_id)?
        .filter(|found| found.client_id == client_id && found.family == family);
    Ok(own.ok_or_else(no_such_request)?)
}

/// When the person was done, while the result can be read.
fn readable(found: &Transaction, now: Timestamp) -> Result<Timestamp, Answer> {
    let refused =
        |code, words, rule| Err(gate::refusal(StatusCode::BAD_REQUEST, code, words).breaking(rule));
    let expired = "요청이 만료되었습니다.";
    let waiting = "요청이 아직 완료되지 않았습니다.";
    match found.completed_at {
        None if found.is_over(now) => refused(EXPIRED, expired, "N05: nobody agreed in time"),
        None if found.refused => refused(NOT_COMPLETED, waiting, "N03: the person refused"),
        None => refused(NOT_COMPLETED, waiting, "N02: nobody has agreed yet"),
        Some(at) if now.as_second() >= at + READABLE => {
            refused(EXPIRED, expired, "T04: a result after its hour")
        }
        Some(_) if found.reads >= READS => {
            let words = "결과 조회 횟수를 초과했습니다.";
            refused(READ_TOO_OFTEN, words, "T04: a result for the third time")
        }
        Some(at) => Ok(Timestamp::from_second(at).unwrap_or(now)),
    }
}

fn verified(
    found: Transaction,
    citizen: Citizen,
    at: Timestamp,
    family: Family,
    session: &Session,
    context: &Context,
) -> Result<Verified, SandboxError> {
    let text = signed_text(&found, family);
    let document = found.asked.document.map(|document| document.text);
    let signed_doc =
        document.as_deref().map(|text| signature::of(text, citizen, at)).transpose()?;
    Ok(Verified {
        signature: signature::of(&text, citizen, at)?,
        status: "COMPLETED".to_owned(),
        user_identifier: None,
        user_ci_token: None,
        random_value: None,
        completed_dt: written(at.as_second()),
        requested_dt: written(found.requested_at),
        personal_data: personal(citizen, family, session, context.now())?,
        tx_id: found.tx_id,
        doc: document,
        signed_doc,
    })
}

/// What a person agreed to, as Toss's sample has it.
fn signed_text(found: &Transaction, family: Family) -> String {
    let text = SignedText {
        tx_id: found.tx_id.clone(),
        partner_code: PARTNER.to_owned(),
        service_type: family.name().to_owned(),
        identifier: None,
        user_identifier: None,
        request_ts: written(found.requested_at),
        nonce: found.asked.nonce.clone(),
    };
    // Our own documents have string keys and cannot fail.
    serde_json::to_string(&text).unwrap_or_default()
}

/// Member by member encrypted; what a product does not tell is not there, and what Toss never fills in
/// is `null`.
fn personal(
    citizen: Citizen,
    family: Family,
    session: &Session,
    now: Timestamp,
) -> Result<BTreeMap<String, Option<String>>, SandboxError> {
    let everywhere = [
        ("ci", Some(citizen.ci())),
        ("name", Some(citizen.name.to_owned())),
        ("birthday", Some(citizen.birthday().to_owned())),
        ("gender", Some(citizen.gender().to_owned())),
        ("nationality", Some(citizen.nationality().to_owned())),
        ("di", Some(citizen.di())),
        ("ci2", None),
        ("ciUpdate", None),
    ];
    let more = match family {
        Family::Identity => vec![("ageGroup", Some(citizen.age_group(now).to_owned()))],
        Family::Simple | Family::Document => vec![
            ("phone", Some(citizen.phone())),
            ("address", None),
            ("addressDetails", None),
            ("zipCode", None),
            ("email", None),
        ],
    };
    let sealed = |(name, text): (&str, Option<String>)| {
        let field = text.map(|text| session.sealed(&text)).transpose()?;
        Ok((name.to_owned(), field))
    };
    everywhere.into_iter().chain(more).map(sealed).collect()
}
