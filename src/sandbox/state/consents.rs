//! From the page in the browser to the code: both are known by a random text of which only the
//! digest is kept, both live ten minutes (S07), and neither can be used twice.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::Serialize;
use serde::de::DeserializeOwned;

use crate::sandbox::state::forgetting::{Bounds, LOOKED_AT, MANY};
use crate::sandbox::{SandboxError, secrets};

/// This module's tables.
pub(crate) const SCHEMA: &str = "
CREATE TABLE consent_request (
    ticket     BLOB PRIMARY KEY,
    issuer     TEXT NOT NULL,
    request    TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX consent_request_end ON consent_request (expires_at);
CREATE TABLE code (
    digest       BLOB PRIMARY KEY,
    issuer       TEXT NOT NULL,
    number       INTEGER NOT NULL,
    client_id    TEXT NOT NULL,
    redirect_uri TEXT NOT NULL,
    scope        TEXT NOT NULL,
    subject      TEXT NOT NULL,
    challenge    TEXT,
    nonce        TEXT,
    expires_at   INTEGER NOT NULL,
    used         INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX code_queue ON code (issuer, number);
";

/// How long the page and the code live, in seconds.
pub(crate) const LIFE: i64 = 600;

/// Remembers a request that waits for its user, and gives it a ticket. What waited too long goes, a
/// little at a time.
pub(crate) fn wait(
    connection: &Connection,
    issuer: &str,
    request: &impl Serialize,
    now: Timestamp,
) -> Result<String, SandboxError> {
    let now = now.as_second();
    let sql = "DELETE FROM consent_request
               WHERE ticket IN (SELECT ticket FROM consent_request WHERE expires_at <= ?1
                                ORDER BY expires_at LIMIT ?2)";
    connection.prepare_cached(sql)?.execute([now, LOOKED_AT])?;
    // Our own documents have string keys and cannot fail.
    let request = serde_json::to_string(request).unwrap_or_default();
    let ticket = secrets::random_text()?;
    let sql =
        "INSERT INTO consent_request (ticket, issuer, request, expires_at) VALUES (?1, ?2, ?3, ?4)";
    connection.prepare_cached(sql)?.execute(params![
        secrets::digest(&ticket),
        issuer,
        request,
        now + LIFE
    ])?;
    Ok(ticket)
}

/// The request that waits at `issuer` under `ticket`.
pub(crate) fn waiting<T: DeserializeOwned>(
    connection: &Connection,
    issuer: &str,
    ticket: &str,
    now: Timestamp,
) -> Result<Option<T>, SandboxError> {
    let sql = "SELECT request FROM consent_request
               WHERE ticket = ?1 AND issuer = ?2 AND expires_at > ?3";
    let found: Option<String> = connection
        .prepare_cached(sql)?
        .query_row(params![secrets::digest(ticket), issuer, now.as_second()], |row| row.get(0))
        .optional()?;
    Ok(found.and_then(|request| serde_json::from_str(&request).ok()))
}

/// The user has decided: the ticket is used up. Whether it still was there to be.
pub(crate) fn decided(connection: &Connection, ticket: &str) -> Result<bool, rusqlite::Error> {
    connection
        .prepare_cached("DELETE FROM consent_request WHERE ticket = ?1")?
        .execute([secrets::digest(ticket)])
        .map(|deleted| deleted == 1)
}

/// What a code stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Code {
    /// Which provider of the sandbox gave it out; no other one takes it.
    pub(crate) issuer: &'static str,
    /// To which client.
    pub(crate) client_id: String,
    /// Where it was sent; it is good for no other place.
    pub(crate) redirect_uri: String,
    /// What was granted.
    pub(crate) scope: String,
    /// By whom, in the provider's own numbering.
    pub(crate) subject: String,
    /// RFC 7636: what its verifier has to hash to.
    pub(crate) challenge: Option<String>,
    /// `OpenID` Connect: what goes into the `id_token`.
    pub(crate) nonce: Option<String>,
    /// Until when it can be exchanged, in seconds since 1970.
    pub(crate) expires_at: i64,
    /// Whether it has been.
    pub(crate) used: bool,
}

/// Remembers a code, and [forgets](super::forgetting) an older one of its issuer.
pub(crate) fn keep(
    connection: &Connection,
    code: &str,
    granted: &Code,
    now: Timestamp,
) -> Result<(), rusqlite::Error> {
    let Code {
        issuer,
        client_id,
        redirect_uri,
        scope,
        subject,
        challenge,
        nonce,
        expires_at,
        used,
    } = granted;
    let sql = "INSERT INTO code
                   (digest, issuer, client_id, redirect_uri, scope, subject, challenge, nonce,
                    expires_at, used, number)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10,
                       (SELECT coalesce(max(number), 0) + 1 FROM code WHERE issuer = ?2))
               RETURNING number";
    let digest = secrets::digest(code);
    let values = params![
        digest,
        issuer,
        client_id,
        redirect_uri,
        scope,
        subject,
        challenge,
        nonce,
        expires_at,
        used
    ];
    let newest = connection.prepare_cached(sql)?.query_row(values, |row| row.get(0))?;
    Bounds::of(newest, MANY, now).map_or(Ok(()), |bounds| forget_old(connection, issuer, &bounds))
}

/// S08: as long as what was issued for it lives, a code is known, for it may come a second time; one
/// that could go but for that waits at the end of the queue.
fn forget_old(
    connection: &Connection,
    issuer: &str,
    bounds: &Bounds,
) -> Result<(), rusqlite::Error> {
    const OLDEST: &str = "digest IN (SELECT digest FROM code WHERE issuer = ?1 AND number <= ?2
                                     ORDER BY number LIMIT ?3)
                          AND (expires_at <= ?4 OR number <= ?5)";
    const LIVING: &str = "(SELECT 1 FROM pair_token AS living
                           WHERE living.family = code.digest
                             AND living.dead = 0 AND living.expires_at > ?4)";

    let Bounds { looked_at, too_many, long_over } = bounds;
    let sql = format!(
        "UPDATE code SET number = (SELECT max(number) + 1 FROM code WHERE issuer = ?1)
         WHERE {OLDEST} AND EXISTS {LIVING}"
    );
    let values = params![issuer, looked_at, LOOKED_AT, long_over, too_many];
    connection.prepare_cached(&sql)?.execute(values)?;
    let sql = format!("DELETE FROM code WHERE {OLDEST} AND NOT EXISTS {LIVING}");
    connection.prepare_cached(&sql)?.execute(values).map(drop)
}

/// A code of `issuer`, used or not, over or not.
pub(crate) fn code(
    connection: &Connection,
    issuer: &'static str,
    code: &str,
) -> Result<Option<Code>, rusqlite::Error> {
    by_digest(connection, issuer, &secrets::digest(code))
}

/// The same by its digest, which is how a family of tokens knows the code that it descends from.
pub(crate) fn by_digest(
    connection: &Connection,
    issuer: &'static str,
    digest: &[u8; 32],
) -> Result<Option<Code>, rusqlite::Error> {
    let sql = "SELECT client_id, redirect_uri, scope, subject, challenge, nonce, expires_at, used
               FROM code WHERE digest = ?1 AND issuer = ?2";
    connection
        .prepare_cached(sql)?
        .query_row(params![digest, issuer], |row| read(issuer, row))
        .optional()
}

/// A code is good for one exchange.
pub(crate) fn use_up(connection: &Connection, code: &str) -> Result<(), rusqlite::Error> {
    connection
        .prepare_cached("UPDATE code SET used = 1 WHERE digest = ?1")?
        .execute([secrets::digest(code)])
        .map(drop)
}

/// Forgets a code as if there had been none.
pub(crate) fn forget(connection: &Connection, code: &str) -> Result<(), rusqlite::Error> {
    connection
        .prepare_cached("DELETE FROM code WHERE digest = ?1")?
        .execute([secrets::digest(code)])
        .map(drop)
}

fn read(issuer: &'static str, row: &Row<'_>) -> Result<Code, rusqlite::Error> {
    Ok(Code {
        issuer,
        client_id: row.get(0)?,
        redirect_uri: row.get(1)?,
        scope: row.get(2)?,
        subject: row.get(3)?,
        challenge: row.get(4)?,
        nonce: row.get(5)?,
        expires_at: row.get(6)?,
        used: row.get(7)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::State;

    #[test]
    fn a_code_and_a_page_are_of_one_provider_alone() {
        let state = State::in_memory().unwrap();
        let granted = Code {
            issuer: "kftc",
            client_id: "c".into(),
            redirect_uri: "http://127.0.0.1/".into(),
            scope: "login".into(),
            subject: "1".into(),
            challenge: None,
            nonce: Some("n".into()),
            expires_at: 1_000,
            used: false,
        };
        let now = Timestamp::from_second(0).unwrap();
        let done = state.write(|transaction| {
            keep(transaction, "canary", &granted, now)?;
            let ticket = wait(transaction, "kftc", &"asked", now)?;
            assert_eq!(code(transaction, "kftc", "canary")?.as_ref(), Some(&granted));
            assert_eq!(code(transaction, "ottm", "canary")?, None);
            let asked_at = |issuer| waiting::<String>(transaction, issuer, &ticket, now);
            assert_eq!(asked_at("kftc")?.as_deref(), Some("asked"));
            assert_eq!(asked_at("ottm")?, None);
            forget(transaction, "canary")?;
            assert_eq!(code(transaction, "kftc", "canary")?, None);
            Ok(())
        });
        done.unwrap();
    }
}
