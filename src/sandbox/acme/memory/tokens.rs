//! The tokens that are out. Those that descend from one consent are a family.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::sandbox::acme::memory::Login;
use crate::sandbox::{SandboxError, secrets};

/// What a token can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::sandbox::acme) enum Kind {
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
pub(in crate::sandbox::acme) type Family = [u8; 32];

/// What a token stands for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox::acme) struct Token {
    pub(in crate::sandbox::acme) family: Family,
    pub(in crate::sandbox::acme) client_id: String,
    /// For what, space separated.
    pub(in crate::sandbox::acme) scope: String,
    /// Who agreed; nobody did where the client asked for itself.
    pub(in crate::sandbox::acme) login: Option<Login>,
    /// Since when, in seconds since 1970.
    pub(in crate::sandbox::acme) issued_at: i64,
    /// Until when.
    pub(in crate::sandbox::acme) expires_at: i64,
    /// Revoked, or replaced by another.
    pub(in crate::sandbox::acme) dead: bool,
}

impl Token {
    /// Whether it is for this.
    pub(in crate::sandbox::acme) fn is_for(&self, scope: &str) -> bool {
        self.scope.split(' ').any(|granted| granted == scope)
    }

    /// Whether it can still be used.
    pub(in crate::sandbox::acme) fn stands(&self, now: jiff::Timestamp) -> bool {
        !self.dead && self.expires_at > now.as_second()
    }
}

/// Remembers that `token` was issued.
pub(in crate::sandbox::acme) fn keep(
    connection: &Connection,
    kind: Kind,
    token: &str,
    facts: &Token,
) -> Result<(), SandboxError> {
    let Token { family, client_id, scope, login, issued_at, expires_at, dead } = facts;
    let sql = "INSERT INTO acme_token
                   (digest, kind, family, client_id, scope, subject, auth_time,
                    issued_at, expires_at, dead)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    connection.prepare_cached(sql)?.execute(params![
        secrets::digest(token),
        kind.name(),
        family,
        client_id,
        scope,
        login.as_ref().map(|login| &login.subject),
        login.as_ref().map(|login| login.at),
        issued_at,
        expires_at,
        dead
    ])?;
    Ok(())
}

/// What is known of `token`, dead or alive.
pub(in crate::sandbox::acme) fn known(
    connection: &Connection,
    kind: Kind,
    token: &str,
) -> Result<Option<Token>, SandboxError> {
    let sql = "SELECT family, client_id, scope, subject, auth_time, issued_at, expires_at, dead
               FROM acme_token WHERE digest = ?1 AND kind = ?2";
    let found = connection
        .prepare_cached(sql)?
        .query_row(params![secrets::digest(token), kind.name()], |row| {
            Ok(Token {
                family: row.get(0)?,
                client_id: row.get(1)?,
                scope: row.get(2)?,
                login: Login::read(row.get(3)?, row.get(4)?),
                issued_at: row.get(5)?,
                expires_at: row.get(6)?,
                dead: row.get(7)?,
            })
        })
        .optional()?;
    Ok(found)
}

/// A token of either kind. The hint of a request would save one of two lookups (RFC 7009 §2.1), and
/// counts for nothing.
pub(in crate::sandbox::acme) fn known_of_any_kind(
    connection: &Connection,
    token: &str,
) -> Result<Option<(Kind, Token)>, SandboxError> {
    for kind in [Kind::Access, Kind::Refresh] {
        if let Some(known) = known(connection, kind, token)? {
            return Ok(Some((kind, known)));
        }
    }
    Ok(None)
}

/// Ends one token.
pub(in crate::sandbox::acme) fn end(
    connection: &Connection,
    token: &str,
) -> Result<(), SandboxError> {
    connection
        .prepare_cached("UPDATE acme_token SET dead = 1 WHERE digest = ?1")?
        .execute([secrets::digest(token)])?;
    Ok(())
}

/// Ends a family.
pub(in crate::sandbox::acme) fn end_family(
    connection: &Connection,
    family: &Family,
) -> Result<(), SandboxError> {
    connection
        .prepare_cached("UPDATE acme_token SET dead = 1 WHERE family = ?1")?
        .execute([family])?;
    Ok(())
}

/// Ends every token, and says how many lived.
pub(in crate::sandbox) fn end_all(connection: &Connection) -> Result<usize, rusqlite::Error> {
    connection.execute("UPDATE acme_token SET dead = 1 WHERE dead = 0", [])
}
