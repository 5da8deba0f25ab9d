//! The tokens that are out. Those that descend from one code are a family.
//!
//! A table of its own: KFTC says of a token that it is over (`O0003`) or that it never was one
//! (`O0002`), its tokens come in pairs, and a revocation sends the other one of the pair back. For
//! that the identifier is kept from which, with the key, a token can be made again.

use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::sandbox::secrets;

/// Which one of a pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox::kftc) enum Kind {
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
pub(in crate::sandbox::kftc) type Family = [u8; 32];

/// What a token stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox::kftc) struct Token {
    pub(in crate::sandbox::kftc) family: Family,
    /// A user, or the institution itself.
    pub(in crate::sandbox::kftc) audience: String,
    /// For what, space separated.
    pub(in crate::sandbox::kftc) scope: String,
    /// Its identifier.
    pub(in crate::sandbox::kftc) jti: String,
    /// Until when, in seconds since 1970.
    pub(in crate::sandbox::kftc) expires_at: i64,
    /// Revoked, or replaced by another.
    pub(in crate::sandbox::kftc) dead: bool,
}

/// Remembers that `token` was issued.
pub(in crate::sandbox::kftc) fn keep(
    connection: &Connection,
    kind: Kind,
    token: &str,
    facts: &Token,
) -> Result<(), rusqlite::Error> {
    let Token { family, audience, scope, jti, expires_at, dead } = facts;
    let digest = secrets::digest(token);
    let sql = "INSERT INTO kftc_token
                   (digest, kind, family, audience, scope, jti, expires_at, dead)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
    connection
        .prepare_cached(sql)?
        .execute(params![digest, kind.name(), family, audience, scope, jti, expires_at, dead])
        .map(drop)
}

/// What is known of `token`, dead or alive.
pub(in crate::sandbox::kftc) fn known(
    connection: &Connection,
    kind: Kind,
    token: &str,
) -> Result<Option<Token>, rusqlite::Error> {
    let sql = "SELECT family, audience, scope, jti, expires_at, dead FROM kftc_token
               WHERE digest = ?1 AND kind = ?2";
    connection
        .prepare_cached(sql)?
        .query_row(params![secrets::digest(token), kind.name()], read)
        .optional()
}

/// The refresh token of a family that is alive, where there is one.
pub(in crate::sandbox::kftc) fn living_refresh(
    connection: &Connection,
    family: &Family,
) -> Result<Option<Token>, rusqlite::Error> {
    let sql = "SELECT family, audience, scope, jti, expires_at, dead FROM kftc_token
               WHERE family = ?1 AND kind = 'refresh' AND dead = 0";
    connection.prepare_cached(sql)?.query_row([family], read).optional()
}

/// Ends one token.
pub(in crate::sandbox::kftc) fn end(
    connection: &Connection,
    token: &str,
) -> Result<(), rusqlite::Error> {
    connection
        .prepare_cached("UPDATE kftc_token SET dead = 1 WHERE digest = ?1")?
        .execute([secrets::digest(token)])
        .map(drop)
}

/// Ends a family.
pub(in crate::sandbox::kftc) fn end_family(
    connection: &Connection,
    family: &Family,
) -> Result<(), rusqlite::Error> {
    connection
        .prepare_cached("UPDATE kftc_token SET dead = 1 WHERE family = ?1")?
        .execute([family])
        .map(drop)
}

/// Ends every token, and says how many lived.
pub(in crate::sandbox) fn end_all(connection: &Connection) -> Result<usize, rusqlite::Error> {
    connection.execute("UPDATE kftc_token SET dead = 1 WHERE dead = 0", [])
}

fn read(row: &Row<'_>) -> Result<Token, rusqlite::Error> {
    Ok(Token {
        family: row.get(0)?,
        audience: row.get(1)?,
        scope: row.get(2)?,
        jti: row.get(3)?,
        expires_at: row.get(4)?,
        dead: row.get(5)?,
    })
}
