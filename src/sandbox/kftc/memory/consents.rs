//! From the consent page to the code: both are known by a random text of which only the digest is
//! kept, both live ten minutes, and neither can be used twice.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::sandbox::secrets;

/// How long the page and the code live, in seconds; KFTC publishes neither (S07).
pub(in crate::sandbox::kftc) const LIFE: i64 = 600;

/// Remembers a request that waits for its user, as JSON. What waited too long goes.
pub(in crate::sandbox::kftc) fn wait(
    connection: &Connection,
    ticket: &str,
    request: &str,
    now: Timestamp,
) -> Result<(), rusqlite::Error> {
    let now = now.as_second();
    connection.execute("DELETE FROM kftc_request WHERE expires_at <= ?1", [now])?;
    connection
        .prepare_cached(
            "INSERT INTO kftc_request (ticket, request, expires_at) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![secrets::digest(ticket), request, now + LIFE])
        .map(drop)
}

/// The request that waits under `ticket`.
pub(in crate::sandbox::kftc) fn waiting(
    connection: &Connection,
    ticket: &str,
    now: Timestamp,
) -> Result<Option<String>, rusqlite::Error> {
    connection
        .prepare_cached("SELECT request FROM kftc_request WHERE ticket = ?1 AND expires_at > ?2")?
        .query_row(params![secrets::digest(ticket), now.as_second()], |row| row.get(0))
        .optional()
}

/// The user has decided: the ticket is used up. Whether it still was there to be.
pub(in crate::sandbox::kftc) fn decided(
    connection: &Connection,
    ticket: &str,
) -> Result<bool, rusqlite::Error> {
    connection
        .prepare_cached("DELETE FROM kftc_request WHERE ticket = ?1")?
        .execute([secrets::digest(ticket)])
        .map(|deleted| deleted == 1)
}

/// What a code stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox::kftc) struct Code {
    /// Where it was sent; it is good for no other place.
    pub(in crate::sandbox::kftc) redirect_uri: String,
    /// What was granted.
    pub(in crate::sandbox::kftc) scope: String,
    /// By whom.
    pub(in crate::sandbox::kftc) user_seq_no: String,
    /// Until when it can be exchanged, in seconds since 1970.
    pub(in crate::sandbox::kftc) expires_at: i64,
    /// Whether it has been.
    pub(in crate::sandbox::kftc) used: bool,
}

/// Remembers a code.
pub(in crate::sandbox::kftc) fn keep(
    connection: &Connection,
    code: &str,
    granted: &Code,
) -> Result<(), rusqlite::Error> {
    let Code { redirect_uri, scope, user_seq_no, expires_at, used } = granted;
    let sql = "INSERT INTO kftc_code (digest, redirect_uri, scope, user_seq_no, expires_at, used)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6)";
    connection
        .prepare_cached(sql)?
        .execute(params![secrets::digest(code), redirect_uri, scope, user_seq_no, expires_at, used])
        .map(drop)
}

/// A code, used or not, over or not.
pub(in crate::sandbox::kftc) fn code(
    connection: &Connection,
    code: &str,
) -> Result<Option<Code>, rusqlite::Error> {
    let sql = "SELECT redirect_uri, scope, user_seq_no, expires_at, used
               FROM kftc_code WHERE digest = ?1";
    connection
        .prepare_cached(sql)?
        .query_row([secrets::digest(code)], |row| {
            Ok(Code {
                redirect_uri: row.get(0)?,
                scope: row.get(1)?,
                user_seq_no: row.get(2)?,
                expires_at: row.get(3)?,
                used: row.get(4)?,
            })
        })
        .optional()
}

/// A code is good for one exchange.
pub(in crate::sandbox::kftc) fn use_up(
    connection: &Connection,
    code: &str,
) -> Result<(), rusqlite::Error> {
    connection
        .prepare_cached("UPDATE kftc_code SET used = 1 WHERE digest = ?1")?
        .execute([secrets::digest(code)])
        .map(drop)
}
