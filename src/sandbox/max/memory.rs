//! What the platform remembers: which secrets were made anew, and what was done by whom.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::sandbox::state::forgetting::{EVERY, LOOKED_AT, MANY};

/// The tables of this folder.
pub(in crate::sandbox) const SCHEMA: &str = "
CREATE TABLE max_secret (
    client_id  TEXT PRIMARY KEY,
    digest     BLOB NOT NULL,
    changed_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE max_audit (
    number      INTEGER PRIMARY KEY,
    id          TEXT NOT NULL,
    action      TEXT NOT NULL,
    client_id   TEXT NOT NULL,
    user_agent  TEXT,
    error_code  TEXT,
    description TEXT,
    at          INTEGER NOT NULL
) STRICT;
";

/// How long the platform's clean-up leaves a row, in microseconds.
const NINETY_DAYS: i64 = 90 * 24 * 3_600 * 1_000_000;

/// A secret that was made anew.
pub(super) struct Regenerated {
    pub(super) digest: [u8; 32],
    pub(super) at: Timestamp,
}

/// The latest secret of a client, where one was made.
pub(super) fn secret(
    connection: &Connection,
    client_id: &str,
) -> Result<Option<Regenerated>, rusqlite::Error> {
    connection
        .prepare_cached("SELECT digest, changed_at FROM max_secret WHERE client_id = ?1")?
        .query_row([client_id], |row| {
            Ok(Regenerated { digest: row.get(0)?, at: moment(row.get(1)?) })
        })
        .optional()
}

/// From now on this is the secret.
pub(super) fn set_secret(
    connection: &Connection,
    client_id: &str,
    new: &Regenerated,
) -> Result<(), rusqlite::Error> {
    connection
        .prepare_cached(
            "REPLACE INTO max_secret (client_id, digest, changed_at) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![client_id, new.digest, new.at.as_microsecond()])
        .map(drop)
}

/// Something that was done or tried.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Deed {
    pub(super) id: String,
    pub(super) action: String,
    pub(super) client_id: String,
    pub(super) user_agent: Option<String>,
    /// `None` where it was done.
    pub(super) error_code: Option<String>,
    pub(super) description: Option<String>,
    pub(super) at: Timestamp,
}

/// Remembers it. What is older than the platform's clean-up leaves goes, a little at a time, and so
/// does the oldest of very many.
pub(super) fn note(connection: &Connection, deed: &Deed) -> Result<(), rusqlite::Error> {
    let Deed { id, action, client_id, user_agent, error_code, description, at } = deed;
    let at = at.as_microsecond();
    let sql = "INSERT INTO max_audit
                   (id, action, client_id, user_agent, error_code, description, at)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
    connection.prepare_cached(sql)?.execute(params![
        id,
        action,
        client_id,
        user_agent,
        error_code,
        description,
        at
    ])?;
    let newest = connection.last_insert_rowid();
    if newest % EVERY != 0 {
        return Ok(());
    }
    let sql = "DELETE FROM max_audit
               WHERE number IN (SELECT number FROM max_audit ORDER BY number LIMIT ?1)
                 AND (at < ?2 OR number <= ?3)";
    connection
        .prepare_cached(sql)?
        .execute([LOOKED_AT, at.saturating_sub(NINETY_DAYS), newest - MANY])
        .map(drop)
}

/// Which deeds somebody wants to see.
#[derive(Debug, Default)]
pub(super) struct Wanted {
    pub(super) action: Option<String>,
    pub(super) client_id: Option<String>,
    pub(super) success: Option<bool>,
    pub(super) from: Option<Timestamp>,
    pub(super) to: Option<Timestamp>,
    pub(super) skip: i64,
    pub(super) limit: i64,
}

/// Those, newest first.
pub(super) fn deeds(
    connection: &Connection,
    wanted: &Wanted,
) -> Result<Vec<Deed>, rusqlite::Error> {
    let sql = "SELECT id, action, client_id, user_agent, error_code, description, at FROM max_audit
               WHERE (?1 IS NULL OR action = ?1)
                 AND (?2 IS NULL OR client_id = ?2)
                 AND (?3 IS NULL OR (error_code IS NULL) = ?3)
                 AND (?4 IS NULL OR at >= ?4)
                 AND (?5 IS NULL OR at <= ?5)
               ORDER BY at DESC, number DESC LIMIT ?6 OFFSET ?7";
    let Wanted { action, client_id, success, from, to, skip, limit } = wanted;
    let (from, to) = (from.map(Timestamp::as_microsecond), to.map(Timestamp::as_microsecond));
    connection
        .prepare_cached(sql)?
        .query_map(params![action, client_id, success, from, to, limit, skip], read)?
        .collect()
}

fn read(row: &Row<'_>) -> Result<Deed, rusqlite::Error> {
    Ok(Deed {
        id: row.get(0)?,
        action: row.get(1)?,
        client_id: row.get(2)?,
        user_agent: row.get(3)?,
        error_code: row.get(4)?,
        description: row.get(5)?,
        at: moment(row.get(6)?),
    })
}

/// What was written here was a moment.
fn moment(microseconds: i64) -> Timestamp {
    Timestamp::from_microsecond(microseconds).unwrap_or_default()
}
