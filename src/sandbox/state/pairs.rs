//! The tokens that are out and come in pairs. Those that descend from one code are a family.
//!
//! A table of its own: who comes here may be told that a token is over or that it never was one, a
//! refresh token that comes twice ends its family (S09), and KFTC's revocation sends the other one of
//! the pair back. For that the identifier is kept from which, with the key, a token can be made again.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::sandbox::secrets;
use crate::sandbox::state::forgetting::{Bounds, LOOKED_AT, MANY};

/// This module's table.
pub(crate) const SCHEMA: &str = "
CREATE TABLE pair_token (
    digest     BLOB PRIMARY KEY,
    issuer     TEXT NOT NULL,
    kind       TEXT NOT NULL,
    number     INTEGER NOT NULL,
    family     BLOB NOT NULL,
    client_id  TEXT NOT NULL,
    audience   TEXT NOT NULL,
    scope      TEXT NOT NULL,
    jti        TEXT NOT NULL,
    auth_time  INTEGER,
    expires_at INTEGER NOT NULL,
    dead       INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX pair_token_living ON pair_token (family, expires_at) WHERE dead = 0;
CREATE INDEX pair_token_queue ON pair_token (issuer, kind, number);
";

/// Which one of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// Lets its bearer in.
    Access,
    /// Gets the next pair.
    Refresh,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Access => "access",
            Self::Refresh => "refresh",
        }
    }
}

/// What a family is known by: the digest of what it descends from.
pub(crate) type Family = [u8; 32];

/// What a token stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Token {
    /// Which provider of the sandbox issued it; no other one takes it.
    pub(crate) issuer: &'static str,
    /// What it descends from.
    pub(crate) family: Family,
    /// To which client it was issued.
    pub(crate) client_id: String,
    /// A user, or the client itself.
    pub(crate) audience: String,
    /// For what, space separated.
    pub(crate) scope: String,
    /// Its identifier.
    pub(crate) jti: String,
    /// When the user agreed, in seconds since 1970, where the provider says so.
    pub(crate) auth_time: Option<i64>,
    /// Until when, in seconds since 1970.
    pub(crate) expires_at: i64,
    /// Revoked, or replaced by another.
    pub(crate) dead: bool,
}

impl Token {
    /// Whether it is for this.
    pub(crate) fn is_for(&self, scope: &str) -> bool {
        self.scope.split(' ').any(|granted| granted == scope)
    }

    /// Whether it can still be used.
    pub(crate) fn stands(&self, now: Timestamp) -> bool {
        !self.dead && self.expires_at > now.as_second()
    }
}

/// Remembers that `token` was issued. A token of the very same bytes was issued before where two
/// logins fall into one second and nothing tells their tokens apart: it is the last one's then. An
/// older one of its kind is [forgotten](super::forgetting).
pub(crate) fn keep(
    connection: &Connection,
    kind: Kind,
    token: &str,
    facts: &Token,
    now: Timestamp,
) -> Result<(), rusqlite::Error> {
    let Token { issuer, family, client_id, audience, scope, jti, auth_time, expires_at, dead } =
        facts;
    let digest = secrets::digest(token);
    let sql = "REPLACE INTO pair_token
                   (digest, issuer, kind, family, client_id, audience, scope, jti, auth_time,
                    expires_at, dead, number)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11,
                       (SELECT coalesce(max(number), 0) + 1 FROM pair_token
                        WHERE issuer = ?2 AND kind = ?3))
               RETURNING number";
    let values = params![
        digest,
        issuer,
        kind.name(),
        family,
        client_id,
        audience,
        scope,
        jti,
        auth_time,
        expires_at,
        dead
    ];
    let newest = connection.prepare_cached(sql)?.query_row(values, |row| row.get(0))?;
    let Some(bounds) = Bounds::of(newest, MANY, now) else { return Ok(()) };
    match kind {
        Kind::Access => forget_access(connection, issuer, &bounds),
        Kind::Refresh => forget_refresh(connection, issuer, &bounds),
    }
}

fn forget_access(
    connection: &Connection,
    issuer: &str,
    bounds: &Bounds,
) -> Result<(), rusqlite::Error> {
    let sql = "DELETE FROM pair_token
               WHERE digest IN (SELECT digest FROM pair_token
                                WHERE issuer = ?1 AND kind = 'access' AND number <= ?2
                                ORDER BY number LIMIT ?3)
                 AND (expires_at <= ?4 OR number <= ?5)";
    let Bounds { looked_at, too_many, long_over } = bounds;
    connection
        .prepare_cached(sql)?
        .execute(params![issuer, looked_at, LOOKED_AT, long_over, too_many])
        .map(drop)
}

/// S09: as long as its family lives, a refresh token is known, for it may come a second time; one
/// that could go but for that waits at the end of the queue.
fn forget_refresh(
    connection: &Connection,
    issuer: &str,
    bounds: &Bounds,
) -> Result<(), rusqlite::Error> {
    const OLDEST: &str = "digest IN (SELECT digest FROM pair_token
                                     WHERE issuer = ?1 AND kind = 'refresh' AND number <= ?2
                                     ORDER BY number LIMIT ?3)
                          AND expires_at <= ?4";
    const LIVING: &str = "(SELECT 1 FROM pair_token AS living
                           WHERE living.family = pair_token.family
                             AND living.dead = 0 AND living.expires_at > ?4)";

    let Bounds { looked_at, long_over, .. } = bounds;
    let sql = format!(
        "UPDATE pair_token SET number = (SELECT max(number) + 1 FROM pair_token
                                         WHERE issuer = ?1 AND kind = 'refresh')
         WHERE {OLDEST} AND EXISTS {LIVING}"
    );
    let values = params![issuer, looked_at, LOOKED_AT, long_over];
    connection.prepare_cached(&sql)?.execute(values)?;
    let sql = format!("DELETE FROM pair_token WHERE {OLDEST} AND NOT EXISTS {LIVING}");
    connection.prepare_cached(&sql)?.execute(values).map(drop)
}

/// What is known of `token` at `issuer`, dead or alive.
pub(crate) fn known(
    connection: &Connection,
    issuer: &'static str,
    kind: Kind,
    token: &str,
) -> Result<Option<Token>, rusqlite::Error> {
    let sql = "SELECT family, client_id, audience, scope, jti, auth_time, expires_at, dead
               FROM pair_token
               WHERE digest = ?1 AND issuer = ?2 AND kind = ?3";
    connection
        .prepare_cached(sql)?
        .query_row(params![secrets::digest(token), issuer, kind.name()], |row| read(issuer, row))
        .optional()
}

/// The refresh token of a family that is alive, where there is one.
pub(crate) fn living_refresh(
    connection: &Connection,
    issuer: &'static str,
    family: &Family,
) -> Result<Option<Token>, rusqlite::Error> {
    let sql = "SELECT family, client_id, audience, scope, jti, auth_time, expires_at, dead
               FROM pair_token
               WHERE family = ?1 AND kind = 'refresh' AND dead = 0";
    connection.prepare_cached(sql)?.query_row([family], |row| read(issuer, row)).optional()
}

/// Ends one token.
pub(crate) fn end(connection: &Connection, token: &str) -> Result<(), rusqlite::Error> {
    connection
        .prepare_cached("UPDATE pair_token SET dead = 1 WHERE digest = ?1")?
        .execute([secrets::digest(token)])
        .map(drop)
}

/// Ends a family.
pub(crate) fn end_family(connection: &Connection, family: &Family) -> Result<(), rusqlite::Error> {
    connection
        .prepare_cached("UPDATE pair_token SET dead = 1 WHERE family = ?1 AND dead = 0")?
        .execute([family])
        .map(drop)
}

/// Ends every refresh token of somebody but the `newest`, those first that end first.
pub(crate) fn end_oldest(
    connection: &Connection,
    issuer: &str,
    audience: &str,
    newest: i64,
) -> Result<(), rusqlite::Error> {
    let sql = "UPDATE pair_token SET dead = 1 WHERE digest IN (
                   SELECT digest FROM pair_token
                   WHERE issuer = ?1 AND audience = ?2 AND kind = 'refresh' AND dead = 0
                   ORDER BY expires_at DESC LIMIT -1 OFFSET ?3)";
    connection.prepare_cached(sql)?.execute(params![issuer, audience, newest]).map(drop)
}

/// Ends every token, and says how many lived.
pub(crate) fn end_all(connection: &Connection) -> Result<usize, rusqlite::Error> {
    connection.execute("UPDATE pair_token SET dead = 1 WHERE dead = 0", [])
}

fn read(issuer: &'static str, row: &Row<'_>) -> Result<Token, rusqlite::Error> {
    Ok(Token {
        issuer,
        family: row.get(0)?,
        client_id: row.get(1)?,
        audience: row.get(2)?,
        scope: row.get(3)?,
        jti: row.get(4)?,
        auth_time: row.get(5)?,
        expires_at: row.get(6)?,
        dead: row.get(7)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::State;

    fn token(expires_at: i64) -> Token {
        Token {
            issuer: "kftc",
            family: [7; 32],
            client_id: "c".into(),
            audience: "1".into(),
            scope: "login".into(),
            jti: "j".into(),
            auth_time: None,
            expires_at,
            dead: false,
        }
    }

    #[test]
    fn a_token_is_of_its_issuer_and_its_kind_alone() {
        let state = State::in_memory().unwrap();
        let done = state.write(|transaction| {
            keep(transaction, Kind::Access, "t", &token(1), Timestamp::UNIX_EPOCH)?;
            assert_eq!(known(transaction, "kftc", Kind::Access, "t")?, Some(token(1)));
            assert_eq!(known(transaction, "ottm", Kind::Access, "t")?, None);
            assert_eq!(known(transaction, "kftc", Kind::Refresh, "t")?, None);
            Ok(())
        });
        done.unwrap();
    }

    #[test]
    fn the_oldest_go_and_the_newest_stay() {
        let state = State::in_memory().unwrap();
        let done = state.write(|transaction| {
            for (name, ends) in [("a", 1), ("b", 3), ("c", 2)] {
                keep(transaction, Kind::Refresh, name, &token(ends), Timestamp::UNIX_EPOCH)?;
            }
            end_oldest(transaction, "kftc", "1", 2)?;
            for (name, dead) in [("a", true), ("b", false), ("c", false)] {
                let found = known(transaction, "kftc", Kind::Refresh, name)?.unwrap();
                assert_eq!(found.dead, dead, "{name}");
            }
            Ok(())
        });
        done.unwrap();
    }
}
