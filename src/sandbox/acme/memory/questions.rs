//! The questions that wait for a person to answer them on a page. Each is known by a ticket that
//! stands in that page alone: no other web page can read it, so none can send the page's form, and
//! it is used up by the answer.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::{Deserialize, Serialize};

use crate::sandbox::{SandboxError, secrets};

/// How long a page waits, in seconds.
pub(in crate::sandbox::acme) const LIFE: i64 = 600;

/// What a client asked for and is fit to be shown.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(in crate::sandbox::acme) struct Asked {
    pub(in crate::sandbox::acme) client_id: String,
    pub(in crate::sandbox::acme) redirect_uri: String,
    pub(in crate::sandbox::acme) scope: String,
    pub(in crate::sandbox::acme) state: Option<String>,
    pub(in crate::sandbox::acme) nonce: Option<String>,
    /// By S256, which is the only method.
    pub(in crate::sandbox::acme) challenge: Option<String>,
}

/// What a person is asked.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, Serialize)]
pub(in crate::sandbox::acme) enum Question {
    /// For a client that sent the browser.
    Browser(Asked),
    /// For the device of this number.
    Device([u8; 32]),
}

/// Remembers a question. What waited too long goes.
pub(in crate::sandbox::acme) fn wait(
    connection: &Connection,
    ticket: &str,
    question: &Question,
    now: Timestamp,
) -> Result<(), SandboxError> {
    let now = now.as_second();
    connection.execute("DELETE FROM acme_question WHERE expires_at <= ?1", [now])?;
    // Our own documents have string keys and cannot fail.
    let question = serde_json::to_string(question).unwrap_or_default();
    connection
        .prepare_cached(
            "INSERT INTO acme_question (ticket, question, expires_at) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![secrets::digest(ticket), question, now + LIFE])?;
    Ok(())
}

/// The question that waits under `ticket`.
pub(in crate::sandbox::acme) fn waiting(
    connection: &Connection,
    ticket: &str,
    now: Timestamp,
) -> Result<Option<Question>, SandboxError> {
    let sql = "SELECT question FROM acme_question WHERE ticket = ?1 AND expires_at > ?2";
    let found: Option<String> = connection
        .prepare_cached(sql)?
        .query_row(params![secrets::digest(ticket), now.as_second()], |row| row.get(0))
        .optional()?;
    Ok(found.and_then(|question| serde_json::from_str(&question).ok()))
}

/// It is answered: the ticket is used up.
pub(in crate::sandbox::acme) fn answered(
    connection: &Connection,
    ticket: &str,
) -> Result<(), SandboxError> {
    connection
        .prepare_cached("DELETE FROM acme_question WHERE ticket = ?1")?
        .execute([secrets::digest(ticket)])?;
    Ok(())
}
