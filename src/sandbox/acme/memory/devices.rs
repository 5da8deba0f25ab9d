//! The devices that wait for somebody to type their code elsewhere (RFC 8628).

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use crate::sandbox::acme::memory::Login;
use crate::sandbox::state::forgetting::{Bounds, MANY, Queue};
use crate::sandbox::{SandboxError, secrets};

/// What a device is known by: the digest of its device code.
pub(in crate::sandbox::acme) type Number = [u8; 32];

/// What became of the question.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox::acme) enum Decision {
    /// Nobody has answered.
    Waiting,
    /// Somebody agreed.
    Approved(Login),
    /// Somebody refused.
    Refused,
    /// The tokens were fetched.
    Used,
}

impl Decision {
    fn name(&self) -> &'static str {
        match self {
            Self::Waiting => "waiting",
            Self::Approved(_) => "approved",
            Self::Refused => "refused",
            Self::Used => "used",
        }
    }

    fn login(&self) -> Option<&Login> {
        if let Self::Approved(login) = self { Some(login) } else { None }
    }
}

/// One device.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox::acme) struct Device {
    pub(in crate::sandbox::acme) number: Number,
    pub(in crate::sandbox::acme) client_id: String,
    pub(in crate::sandbox::acme) scope: String,
    /// Until when it can be approved and fetched, in seconds since 1970.
    pub(in crate::sandbox::acme) expires_at: i64,
    /// How many seconds it has to leave between two polls.
    pub(in crate::sandbox::acme) interval: i64,
    /// How many polls were not too early.
    pub(in crate::sandbox::acme) polls: i64,
    /// When it last asked.
    pub(in crate::sandbox::acme) last_poll: Option<i64>,
    pub(in crate::sandbox::acme) decision: Decision,
}

/// Remembers a new device, and [forgets](crate::sandbox::state::forgetting) an older one.
pub(in crate::sandbox::acme) fn keep(
    connection: &Connection,
    user_code: &str,
    device: &Device,
    now: Timestamp,
) -> Result<(), SandboxError> {
    let Device { number, client_id, scope, expires_at, interval, decision, .. } = device;
    let sql = "INSERT INTO acme_device
                   (digest, user_code, client_id, scope, expires_at, poll_interval, decision,
                    number)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7,
                       (SELECT coalesce(max(number), 0) + 1 FROM acme_device))
               RETURNING number";
    let shown = secrets::digest(user_code);
    let values = params![number, shown, client_id, scope, expires_at, interval, decision.name()];
    let newest = connection.prepare_cached(sql)?.query_row(values, |row| row.get(0))?;
    if let Some(bounds) = Bounds::of(newest, MANY, now) {
        let queue = Queue { table: "acme_device", key: "digest", end: "expires_at" };
        bounds.forget(connection, queue)?;
    }
    Ok(())
}

/// The device with this number.
pub(in crate::sandbox::acme) fn known(
    connection: &Connection,
    number: &Number,
) -> Result<Option<Device>, SandboxError> {
    found(connection, "digest", number)
}

/// The device that shows this code.
pub(in crate::sandbox::acme) fn showing(
    connection: &Connection,
    user_code: &str,
) -> Result<Option<Device>, SandboxError> {
    found(connection, "user_code", &secrets::digest(user_code))
}

/// What changed while it polled.
pub(in crate::sandbox::acme) fn polled(
    connection: &Connection,
    device: &Device,
) -> Result<(), SandboxError> {
    let sql = "UPDATE acme_device SET poll_interval = ?2, polls = ?3, last_poll = ?4
               WHERE digest = ?1";
    let Device { number, interval, polls, last_poll, .. } = device;
    connection.prepare_cached(sql)?.execute(params![number, interval, polls, last_poll])?;
    Ok(())
}

/// What somebody decided, or that the tokens were fetched.
pub(in crate::sandbox::acme) fn decided(
    connection: &Connection,
    number: &Number,
    decision: &Decision,
) -> Result<(), SandboxError> {
    let sql = "UPDATE acme_device SET decision = ?2, subject = ?3, auth_time = ?4
               WHERE digest = ?1";
    let login = decision.login();
    connection.prepare_cached(sql)?.execute(params![
        number,
        decision.name(),
        login.map(|login| &login.subject),
        login.map(|login| login.at)
    ])?;
    Ok(())
}

/// `column` is one of ours.
fn found(
    connection: &Connection,
    column: &'static str,
    digest: &[u8; 32],
) -> Result<Option<Device>, SandboxError> {
    let sql = format!(
        "SELECT digest, client_id, scope, expires_at, poll_interval, polls, last_poll,
                decision, subject, auth_time
         FROM acme_device WHERE {column} = ?1"
    );
    Ok(connection.prepare_cached(&sql)?.query_row([digest], read).optional()?)
}

fn read(row: &Row<'_>) -> Result<Device, rusqlite::Error> {
    let decision: String = row.get(7)?;
    let login = Login::read(row.get(8)?, row.get(9)?);
    Ok(Device {
        number: row.get(0)?,
        client_id: row.get(1)?,
        scope: row.get(2)?,
        expires_at: row.get(3)?,
        interval: row.get(4)?,
        polls: row.get(5)?,
        last_poll: row.get(6)?,
        decision: match (decision.as_str(), login) {
            ("approved", Some(login)) => Decision::Approved(login),
            ("waiting", _) => Decision::Waiting,
            ("refused", _) => Decision::Refused,
            _ => Decision::Used,
        },
    })
}
