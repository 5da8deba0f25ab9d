//! What was done with which token, when and by whom: a file that is only ever added to.
//!
//! `audit.log` is JSON, a line an entry, for `tail` and `jq`. Every entry holds the hash of the one
//! before it, so that none can be altered, removed or moved without those behind it telling; the first
//! line holds the hash of the last entry, so that the last ones cannot be removed either. Whoever wrote
//! an entry with the store's key has sealed it: without the key the chain can be read and checked, and
//! cannot be made anew.
//!
//! It is a file and not a table, because using a stored token is to cost neither a transaction nor a
//! sync: an entry is one line and the first line again, written under a lock that lasts as long. What
//! changes something is synced besides.
//!
//! Nothing that is done fails because it could not be recorded: a token in a folder that nobody may
//! write to can still be used. `-v` says so.

mod append;
mod entry;
mod file;
mod head;
mod seal;
#[cfg(test)]
mod tests;
mod verify;

use std::path::Path;
use std::sync::OnceLock;

use jiff::Timestamp;

use crate::model::{AccessToken, ConnectionKey};
use crate::store::audit::append::append;
use crate::store::{Store, StoreError, Vault};

pub use entry::Entry;
pub use file::{AuditLog, Entries};
use seal::Sealer;
pub use verify::{Flaw, Verdict};

/// The log's name in the data folder.
pub(super) const FILE_NAME: &str = "audit.log";

/// What happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    /// A chain of entries begins.
    Begin,
    /// A token was asked for: by a login, or in our own name.
    Issue,
    /// A token was asked for by refresh token.
    Refresh,
    /// A token was handed to a request of ours.
    Use,
    /// A token was handed out: printed, or given to a program.
    Export,
    /// A provider was asked to end a token.
    Revoke,
    /// A connection was forgotten.
    Disconnect,
    /// The store's secrets were sealed anew, or their key was.
    Rekey,
    /// The secrets were moved to another place.
    Move,
    /// The store was copied.
    Backup,
    /// A copy took the store's place.
    Restore,
    /// Something else about a connection or the store was set otherwise; the detail says what.
    Config,
}

impl Event {
    /// All of them.
    pub const ALL: [Self; 12] = [
        Self::Begin,
        Self::Issue,
        Self::Refresh,
        Self::Use,
        Self::Export,
        Self::Revoke,
        Self::Disconnect,
        Self::Rekey,
        Self::Move,
        Self::Backup,
        Self::Restore,
        Self::Config,
    ];

    /// As the log has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Begin => "begin",
            Self::Issue => "issue",
            Self::Refresh => "refresh",
            Self::Use => "use",
            Self::Export => "export",
            Self::Revoke => "revoke",
            Self::Disconnect => "disconnect",
            Self::Rekey => "rekey",
            Self::Move => "move",
            Self::Backup => "backup",
            Self::Restore => "restore",
            Self::Config => "config",
        }
    }

    /// Whether its entry is on the disk before the command goes on. What changes nothing is written
    /// and left to the system, which loses it in a power cut alone.
    fn is_durable(self) -> bool {
        !matches!(self, Self::Use | Self::Export)
    }

    /// Whether nobody can do it without the store's key: its entry without a seal is somebody else's.
    fn takes_the_key(event: &str) -> bool {
        [Self::Issue, Self::Refresh, Self::Use, Self::Export]
            .into_iter()
            .any(|one| one.as_str() == event)
    }
}

/// What is to be recorded. Never a secret: of a token only its fingerprint is written.
#[derive(Clone, Copy, Debug)]
pub struct Happening<'a> {
    /// What happened.
    pub event: Event,
    /// To which connection, where to one.
    pub key: Option<&'a ConnectionKey>,
    /// How it went: [`OK`](Self::OK), or the kind of the error.
    pub result: &'a str,
    /// The provider's own code, where one came.
    pub provider_code: Option<&'a str>,
    /// Which token.
    pub token: Option<&'a AccessToken>,
    /// What else there is to say.
    pub detail: Option<&'a str>,
}

impl<'a> Happening<'a> {
    /// The result of what went well.
    pub const OK: &'static str = "ok";

    /// Something that went well, and of which there is nothing more to say.
    pub fn new(event: Event) -> Self {
        let result = Self::OK;
        Self { event, key: None, result, provider_code: None, token: None, detail: None }
    }

    /// With the connection that it happened to.
    #[must_use]
    pub fn to(self, key: &'a ConnectionKey) -> Self {
        Self { key: Some(key), ..self }
    }

    /// With the token that it is about.
    #[must_use]
    pub fn with(self, token: &'a AccessToken) -> Self {
        Self { token: Some(token), ..self }
    }

    /// With what else there is to say.
    #[must_use]
    pub fn detail(self, detail: &'a str) -> Self {
        Self { detail: Some(detail), ..self }
    }
}

/// What this process was started to do, in words that were typed and are nobody's secret.
static COMMAND: OnceLock<String> = OnceLock::new();

/// Says once what this process does, such as `token toss`; its entries say so too.
pub fn introduce(command: String) {
    let _ = COMMAND.set(command);
}

fn command() -> &'static str {
    COMMAND.get().map_or("", String::as_str)
}

impl Vault {
    /// Records what happened, under seal.
    pub fn note(&self, happening: &Happening<'_>, now: Timestamp) {
        let sealer = Sealer::of(&self.root());
        written(self.store().folder(), happening, now, Some(&sealer));
    }

    /// The same, unless this process has recorded the very same already.
    pub fn note_once(&self, happening: &Happening<'_>, now: Timestamp) {
        let sealer = Sealer::of(&self.root());
        let Happening { event, key, result, provider_code, token, .. } = happening;
        let what = format!(
            "{} {} {result} {provider_code:?} {:?}",
            event.as_str(),
            key.map(ConnectionKey::canonical).unwrap_or_default(),
            token.map(|token| sealer.fingerprint(token)),
        );
        if self.store().recorded.borrow_mut().insert(what) {
            written(self.store().folder(), happening, now, Some(&sealer));
        }
    }

    /// The log of this store, with the key that checks its seals.
    pub fn audit_log(&self) -> Result<Option<AuditLog>, StoreError> {
        let log = AuditLog::find(self.store().folder())?;
        Ok(log.map(|log| log.checked_by(Sealer::of(&self.root()))))
    }
}

impl Store {
    /// Records what happened where nobody has the key: chained, and not sealed.
    pub fn note(&self, happening: &Happening<'_>, now: Timestamp) {
        written(self.folder(), happening, now, None);
    }
}

/// What cannot be recorded is done all the same.
fn written(folder: &Path, happening: &Happening<'_>, now: Timestamp, sealer: Option<&Sealer>) {
    if let Err(error) = append(folder, happening, now, sealer) {
        tracing::info!(target: "qetta::audit", "nothing was recorded in {FILE_NAME}: {error}");
    }
}
