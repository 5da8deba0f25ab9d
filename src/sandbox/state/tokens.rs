//! The tokens that are out. Only their digests are kept.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::sandbox::secrets;
use crate::sandbox::state::forgetting::{Bounds, LOOKED_AT};

/// This module's table.
pub(crate) const SCHEMA: &str = "
CREATE TABLE token (
    digest     BLOB PRIMARY KEY,
    issuer     TEXT NOT NULL,
    number     INTEGER NOT NULL,
    client_id  TEXT NOT NULL,
    scope      TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    revoked    INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX token_queue ON token (issuer, number);
";

/// So many are known at one provider. A client needs one at a time, and many thousands are a load that
/// asks for a new one with each call.
pub(crate) const MANY: i64 = 10_000;

/// What a token stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Grant {
    /// Which provider of the sandbox issued it; no other one takes it.
    pub(crate) issuer: &'static str,
    /// To which client.
    pub(crate) client_id: String,
    /// For what, space separated.
    pub(crate) scope: String,
    /// Until when, in seconds since 1970.
    pub(crate) expires_at: i64,
}

/// Remembers that `token` was issued, and [forgets](super::forgetting) an older one of its issuer.
pub(crate) fn keep(
    connection: &Connection,
    token: &str,
    grant: &Grant,
    now: Timestamp,
) -> Result<(), rusqlite::Error> {
    let sql = "INSERT INTO token (digest, issuer, number, client_id, scope, expires_at)
               VALUES (?1, ?2, (SELECT coalesce(max(number), 0) + 1 FROM token WHERE issuer = ?2),
                       ?3, ?4, ?5)
               RETURNING number";
    let Grant { issuer, client_id, scope, expires_at } = grant;
    let digest = secrets::digest(token);
    let newest = connection
        .prepare_cached(sql)?
        .query_row(params![digest, issuer, client_id, scope, expires_at], |row| row.get(0))?;
    Bounds::of(newest, MANY, now).map_or(Ok(()), |bounds| forget(connection, issuer, &bounds))
}

fn forget(connection: &Connection, issuer: &str, bounds: &Bounds) -> Result<(), rusqlite::Error> {
    let sql = "DELETE FROM token
               WHERE digest IN (SELECT digest FROM token WHERE issuer = ?1 AND number <= ?2
                                ORDER BY number LIMIT ?3)
                 AND (expires_at <= ?4 OR number <= ?5)";
    let Bounds { looked_at, too_many, long_over } = bounds;
    connection
        .prepare_cached(sql)?
        .execute(params![issuer, looked_at, LOOKED_AT, long_over, too_many])
        .map(drop)
}

/// What `token` stands for at `issuer`, while it stands for anything: neither over nor revoked.
pub(crate) fn standing(
    connection: &Connection,
    issuer: &'static str,
    token: &str,
    now: Timestamp,
) -> Result<Option<Grant>, rusqlite::Error> {
    let sql = "SELECT client_id, scope, expires_at FROM token
               WHERE digest = ?1 AND issuer = ?2 AND expires_at > ?3 AND revoked = 0";
    connection
        .prepare_cached(sql)?
        .query_row(params![secrets::digest(token), issuer, now.as_second()], |row| {
            Ok(Grant {
                issuer,
                client_id: row.get(0)?,
                scope: row.get(1)?,
                expires_at: row.get(2)?,
            })
        })
        .optional()
}

/// What `token` stood for at `issuer`, over or not, and whether it was revoked.
pub(crate) fn known(
    connection: &Connection,
    issuer: &'static str,
    token: &str,
) -> Result<Option<(Grant, bool)>, rusqlite::Error> {
    let sql = "SELECT client_id, scope, expires_at, revoked FROM token
               WHERE digest = ?1 AND issuer = ?2";
    connection
        .prepare_cached(sql)?
        .query_row(params![secrets::digest(token), issuer], |row| {
            let (client_id, scope, expires_at) = (row.get(0)?, row.get(1)?, row.get(2)?);
            Ok((Grant { issuer, client_id, scope, expires_at }, row.get(3)?))
        })
        .optional()
}

/// How many tokens stand at `issuer`.
pub(crate) fn count(
    connection: &Connection,
    issuer: &str,
    now: Timestamp,
) -> Result<u64, rusqlite::Error> {
    let sql = "SELECT count(*) FROM token WHERE issuer = ?1 AND expires_at > ?2 AND revoked = 0";
    let count: i64 = connection
        .prepare_cached(sql)?
        .query_row(params![issuer, now.as_second()], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

/// Revokes a token of one client at `issuer`; another's stays.
pub(crate) fn revoke(
    connection: &Connection,
    issuer: &str,
    client_id: &str,
    token: &str,
) -> Result<(), rusqlite::Error> {
    let sql = "UPDATE token SET revoked = 1
               WHERE digest = ?1 AND issuer = ?2 AND client_id = ?3";
    let digest = secrets::digest(token);
    connection.prepare_cached(sql)?.execute(params![digest, issuer, client_id]).map(drop)
}

/// Revokes every token there is, and says how many.
pub(crate) fn revoke_all(connection: &Connection) -> Result<usize, rusqlite::Error> {
    connection.execute("UPDATE token SET revoked = 1 WHERE revoked = 0", [])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::State;

    fn grant() -> Grant {
        Grant { issuer: "toss", client_id: "c".into(), scope: "ca".into(), expires_at: 1_000 }
    }

    fn standing_at(state: &State, issuer: &'static str, token: &str, now: i64) -> Option<Grant> {
        let now = Timestamp::from_second(now).unwrap();
        state.read(|connection| Ok(standing(connection, issuer, token, now)?)).unwrap()
    }

    #[test]
    fn a_token_stands_until_its_end_and_at_its_issuer_alone() {
        let state = State::in_memory().unwrap();
        state
            .write(|transaction| Ok(keep(transaction, "t", &grant(), Timestamp::UNIX_EPOCH)?))
            .unwrap();
        assert_eq!(standing_at(&state, "toss", "t", 999), Some(grant()));
        assert_eq!(standing_at(&state, "toss", "t", 1_000), None);
        assert_eq!(standing_at(&state, "kftc", "t", 999), None);
        assert_eq!(standing_at(&state, "toss", "T", 999), None);
    }

    #[test]
    fn a_revoked_token_stands_no_more() {
        let state = State::in_memory().unwrap();
        state
            .write(|transaction| Ok(keep(transaction, "t", &grant(), Timestamp::UNIX_EPOCH)?))
            .unwrap();
        assert_eq!(state.revoke_tokens().unwrap(), 1);
        assert_eq!(state.revoke_tokens().unwrap(), 0);
        assert_eq!(standing_at(&state, "toss", "t", 0), None);
    }

    #[test]
    fn one_token_of_one_client_is_revoked() {
        let state = State::in_memory().unwrap();
        let now = Timestamp::from_second(0).unwrap();
        let done = state.write(|transaction| {
            keep(transaction, "t", &grant(), Timestamp::UNIX_EPOCH)?;
            keep(transaction, "u", &grant(), Timestamp::UNIX_EPOCH)?;
            for (issuer, client_id) in [("kftc", "c"), ("toss", "d")] {
                revoke(transaction, issuer, client_id, "t")?;
                assert_eq!(count(transaction, "toss", now)?, 2);
            }
            revoke(transaction, "toss", "c", "t")?;
            assert_eq!(count(transaction, "toss", now)?, 1);
            assert_eq!(count(transaction, "kftc", now)?, 0);
            assert_eq!(known(transaction, "toss", "t")?, Some((grant(), true)));
            assert_eq!(known(transaction, "toss", "u")?, Some((grant(), false)));
            assert_eq!(known(transaction, "kftc", "u")?, None);
            Ok(())
        });
        done.unwrap();
    }
}
