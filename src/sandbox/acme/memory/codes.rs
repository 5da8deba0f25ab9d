//! The authorization codes that are out.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::sandbox::acme::memory::Login;
use crate::sandbox::{SandboxError, secrets};

/// How long a code can be exchanged, in seconds (S07).
pub(in crate::sandbox::acme) const LIFE: i64 = 60;

/// What a code stands for, and what it is bound to (S07).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox::acme) struct Code {
    pub(in crate::sandbox::acme) client_id: String,
    /// Where it was sent, to the letter.
    pub(in crate::sandbox::acme) redirect_uri: String,
    pub(in crate::sandbox::acme) scope: String,
    pub(in crate::sandbox::acme) challenge: Option<String>,
    pub(in crate::sandbox::acme) nonce: Option<String>,
    pub(in crate::sandbox::acme) login: Login,
    /// Until when it can be exchanged, in seconds since 1970.
    pub(in crate::sandbox::acme) expires_at: i64,
    /// Whether it has been.
    pub(in crate::sandbox::acme) used: bool,
}

/// Remembers a code.
pub(in crate::sandbox::acme) fn keep(
    connection: &Connection,
    code: &str,
    granted: &Code,
) -> Result<(), SandboxError> {
    let Code { client_id, redirect_uri, scope, challenge, nonce, login, expires_at, used } =
        granted;
    let sql = "INSERT INTO acme_code
                   (digest, client_id, redirect_uri, scope, challenge, nonce,
                    subject, auth_time, expires_at, used)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)";
    connection.prepare_cached(sql)?.execute(params![
        secrets::digest(code),
        client_id,
        redirect_uri,
        scope,
        challenge,
        nonce,
        login.subject,
        login.at,
        expires_at,
        used
    ])?;
    Ok(())
}

/// A code, used or not, over or not.
pub(in crate::sandbox::acme) fn known(
    connection: &Connection,
    code: &str,
) -> Result<Option<Code>, SandboxError> {
    let sql = "SELECT client_id, redirect_uri, scope, challenge, nonce,
                      subject, auth_time, expires_at, used
               FROM acme_code WHERE digest = ?1";
    let found = connection
        .prepare_cached(sql)?
        .query_row([secrets::digest(code)], |row| {
            Ok(Code {
                client_id: row.get(0)?,
                redirect_uri: row.get(1)?,
                scope: row.get(2)?,
                challenge: row.get(3)?,
                nonce: row.get(4)?,
                login: Login { subject: row.get(5)?, at: row.get(6)? },
                expires_at: row.get(7)?,
                used: row.get(8)?,
            })
        })
        .optional()?;
    Ok(found)
}

/// A code is good for one exchange.
pub(in crate::sandbox::acme) fn use_up(
    connection: &Connection,
    code: &str,
) -> Result<(), SandboxError> {
    connection
        .prepare_cached("UPDATE acme_code SET used = 1 WHERE digest = ?1")?
        .execute([secrets::digest(code)])?;
    Ok(())
}
