//! What the providers remember: one SQLite database, in memory or in a file.
//!
//! Separate processes that open the same file see one provider, as they would on the network: a
//! token issued through one is accepted by the other. Whoever changes something does it in one
//! immediate transaction, so two never act on the same old facts.
//!
//! Nothing in here is worth a migration. A file of ours whose tables are not the ones of this version is
//! emptied and begun anew, and a crash of the machine may lose the last changes
//! (`synchronous=OFF`): it is only a sandbox. The tokens in it are kept as digests all the same, for
//! a habit that is not always kept is none.

pub(crate) mod attempts;
mod change;
pub(crate) mod consents;
pub(crate) mod forgetting;
mod ours;
pub(crate) mod pairs;
pub(crate) mod snapshot;
pub(crate) mod tokens;

use std::fmt;
use std::path::Path;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::Duration;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, ErrorCode, OpenFlags, Transaction, TransactionBehavior};
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use crate::model::Clock;
use crate::sandbox::clock::{self, ClockChange, Shift, WrongTime};
use crate::sandbox::{SandboxError, acme, hive, kftc, max, secrets, seeded, toss};

use change::Change;

/// Every table. A provider that remembers more than tokens adds a line.
const SCHEMA: [&str; 12] = [
    KEY_SCHEMA,
    seeded::SCHEMA,
    clock::SCHEMA,
    tokens::SCHEMA,
    pairs::SCHEMA,
    consents::SCHEMA,
    attempts::SCHEMA,
    kftc::memory::SCHEMA,
    hive::memory::SCHEMA,
    max::memory::SCHEMA,
    acme::memory::SCHEMA,
    toss::memory::SCHEMA,
];

const KEY_SCHEMA: &str = "
CREATE TABLE signing_key (
    id     INTEGER PRIMARY KEY CHECK (id = 1),
    secret BLOB NOT NULL
) STRICT;
";

/// How long one process waits for another's transaction.
const PATIENCE: Duration = Duration::from_secs(5);

/// More than the providers have between them, so that none is read twice.
const STATEMENTS: usize = 128;

/// As long as a block of SHA-256, which HMAC takes as it is.
pub(crate) type SigningKey = [u8; 64];

/// What the providers remember. A clone is another handle to the same memory.
#[derive(Clone)]
pub struct State(Arc<Inner>);

struct Inner {
    connection: Mutex<Connection>,
    signing_key: Zeroizing<SigningKey>,
    /// Made when it is first asked for.
    acme_key: OnceLock<acme::key::Key>,
    /// As the table has it, for whoever is in the middle of a transaction.
    shift: Mutex<Shift>,
}

impl State {
    /// A memory that ends with its last handle.
    pub fn in_memory() -> Result<Self, SandboxError> {
        Self::from_connection(Connection::open_in_memory()?)
    }

    /// The memory in the file at `path`, which is made where it is missing, readable by its owner
    /// alone. The folder is the caller's.
    pub fn at(path: &Path) -> Result<Self, SandboxError> {
        create_private(path)
            .map_err(|source| SandboxError::File { path: path.to_owned(), source })?;
        #[expect(clippy::disallowed_methods, reason = "one of the two doors to SQLite")]
        let connection = Connection::open(path)?;
        connection.busy_timeout(PATIENCE)?;
        ours::check(&connection, version(), path)?;
        write_ahead(&connection)?;
        Self::from_connection(connection)
    }

    fn from_connection(mut connection: Connection) -> Result<Self, SandboxError> {
        connection.pragma_update(None, "synchronous", "OFF")?;
        connection.pragma_update(None, "foreign_keys", false)?;
        // Or SQLite plans a statement anew for every value that is bound to its limit.
        connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
        connection.set_prepared_statement_cache_capacity(STATEMENTS);
        let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
        bring_up(&transaction)?;
        let signing_key = signing_key(&transaction)?;
        let shift = Mutex::new(clock::kept(&transaction)?);
        transaction.commit()?;
        let (connection, acme_key) = (Mutex::new(connection), OnceLock::new());
        Ok(Self(Arc::new(Inner { connection, signing_key, acme_key, shift })))
    }

    /// How the time of the memory in the file at `path` was moved; not at all where there is none.
    pub fn shift_at(path: &Path) -> Shift {
        // Not for reading alone: who may not write leaves SQLite's log and its index lying about.
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let kept = Connection::open_with_flags(path, flags)
            .and_then(|connection| clock::kept(&connection));
        // A file of another version will be begun anew by whoever uses it, with its time unmoved.
        kept.unwrap_or_default()
    }

    /// How the sandbox's time was moved.
    pub fn shift(&self) -> Shift {
        *self.shift_cell()
    }

    /// Moves the sandbox's time, which lies over `machine`'s, for every handle to this memory; who
    /// has the same file open in another process keeps the time that it began with.
    pub fn turn_clock(
        &self,
        change: ClockChange,
        machine: Clock,
    ) -> Result<Result<Shift, WrongTime>, SandboxError> {
        let turned = self.write(|transaction| {
            let turned = clock::kept(transaction)?.after(change, machine);
            if let Ok(shift) = turned {
                clock::keep(transaction, shift)?;
            }
            Ok(turned)
        })?;
        if let Ok(shift) = turned {
            *self.shift_cell() = shift;
        }
        Ok(turned)
    }

    /// Has the sandbox's time be this, wherever it was.
    pub fn set_clock(&self, shift: Shift) -> Result<(), SandboxError> {
        self.write(|transaction| Ok(clock::keep(transaction, shift)?))?;
        *self.shift_cell() = shift;
        Ok(())
    }

    /// Takes the time from the table, where that was changed as a whole.
    fn read_clock(&self) -> Result<(), SandboxError> {
        let kept = self.read(|connection| Ok(clock::kept(connection)?))?;
        *self.shift_cell() = kept;
        Ok(())
    }

    fn shift_cell(&self) -> MutexGuard<'_, Shift> {
        self.0.shift.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Revokes every token of every provider, and says how many that were: what a client meets
    /// after an incident at the provider's.
    pub fn revoke_tokens(&self) -> Result<usize, SandboxError> {
        self.write(
            |transaction| Ok(tokens::revoke_all(transaction)? + pairs::end_all(transaction)?),
        )
    }

    /// Looks something up.
    pub(crate) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, SandboxError>,
    ) -> Result<T, SandboxError> {
        work(&self.connection())
    }

    /// Changes something: all of it where `work` succeeds, nothing where it fails.
    pub(crate) fn write<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, SandboxError>,
    ) -> Result<T, SandboxError> {
        let connection = self.connection();
        let change = Change::begin(&connection)?;
        let done = work(&connection)?;
        change.keep()?;
        Ok(done)
    }

    /// Signs the tokens of every provider that signs.
    pub(crate) fn signing_key(&self) -> &SigningKey {
        &self.0.signing_key
    }

    /// Signs the id tokens of the one that publishes its key.
    pub(crate) fn acme_key(&self) -> &acme::key::Key {
        self.0.acme_key.get_or_init(|| acme::key::Key::following(self.signing_key()))
    }

    fn connection(&self) -> MutexGuard<'_, Connection> {
        // A handler that panicked has left no half of a change behind: its transaction rolled back.
        self.0.connection.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl fmt::Debug for State {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("State(…)")
    }
}

/// Makes the file, where it is missing, with a mode that SQLite's own files beside it inherit.
///
/// An existing file is not opened: closing it again would drop the locks that SQLite holds on it
/// elsewhere in this process (<https://sqlite.org/howtocorrupt.html>, §2.2).
fn create_private(path: &Path) -> std::io::Result<()> {
    let mut options = std::fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    match options.open(path) {
        Err(error) if error.kind() != std::io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

/// Switches to a write-ahead log. Where two do that to one file at once, SQLite fails one of them
/// on the spot rather than let it wait, for both hold a read lock; that one tries again.
fn write_ahead(connection: &Connection) -> Result<(), SandboxError> {
    const PAUSE: Duration = Duration::from_millis(5);

    let mut waited = Duration::ZERO;
    loop {
        match connection.pragma_update(None, "journal_mode", "WAL") {
            Err(error) if is_busy(&error) && waited < PATIENCE => {
                std::thread::sleep(PAUSE);
                waited += PAUSE;
            }
            outcome => return Ok(outcome?),
        }
    }
}

fn is_busy(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DatabaseBusy)
}

/// Makes the tables, after dropping those of another version.
fn bring_up(transaction: &Transaction<'_>) -> Result<(), SandboxError> {
    let version = version();
    let found: i32 = transaction.pragma_query_value(None, "user_version", |row| row.get(0))?;
    ours::mark(transaction)?;
    if found == version {
        return Ok(());
    }
    let tables: Vec<String> = transaction
        .prepare(
            "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
        )?
        .query_map([], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    for table in tables {
        transaction.execute_batch(&format!("DROP TABLE \"{}\"", table.replace('"', "\"\"")))?;
    }
    transaction.execute_batch(&SCHEMA.concat())?;
    transaction.pragma_update(None, "user_version", version)?;
    Ok(())
}

/// The tables' own fingerprint, so that nobody has to remember to count it up. Never 0, which is
/// what a new file has.
fn version() -> i32 {
    let digest: [u8; 32] = Sha256::digest(SCHEMA.concat()).into();
    let [a, b, c, d, ..] = digest;
    i32::from_be_bytes([a, b, c, d]) | 1
}

/// The key of this memory, drawn when it is first asked for.
fn signing_key(transaction: &Transaction<'_>) -> Result<Zeroizing<SigningKey>, SandboxError> {
    let drawn: Zeroizing<SigningKey> = Zeroizing::new(secrets::random()?);
    transaction.execute(
        "INSERT INTO signing_key (id, secret) VALUES (1, ?1) ON CONFLICT DO NOTHING",
        [drawn.as_slice()],
    )?;
    let key = transaction.query_row("SELECT secret FROM signing_key", [], |row| row.get(0))?;
    Ok(Zeroizing::new(key))
}

#[cfg(test)]
mod tests {
    use std::sync::Barrier;

    use super::*;

    #[test]
    fn two_handles_to_one_file_share_one_memory() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sandbox.db");
        let (one, other) = (State::at(&path).unwrap(), State::at(&path).unwrap());
        assert_eq!(one.signing_key(), other.signing_key());
        assert_ne!(one.signing_key(), State::in_memory().unwrap().signing_key());
    }

    #[test]
    fn many_may_open_a_new_file_at_once() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sandbox.db");
        let start = Barrier::new(8);
        let keys: Vec<SigningKey> = std::thread::scope(|scope| {
            let open = || {
                start.wait();
                *State::at(&path).unwrap().signing_key()
            };
            let threads: Vec<_> = (0..8).map(|_| scope.spawn(open)).collect();
            threads.into_iter().map(|thread| thread.join().unwrap()).collect()
        });
        assert!(keys.iter().all(|key| *key == keys[0]));
    }

    #[test]
    fn a_file_of_another_version_is_begun_anew() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sandbox.db");
        let old = State::at(&path).unwrap();
        old.write(|transaction| {
            transaction
                .execute_batch("CREATE TABLE \"of \"\"old\" (x); PRAGMA user_version = 7")?;
            Ok(())
        })
        .unwrap();
        let new = State::at(&path).unwrap();
        assert_ne!(new.signing_key(), old.signing_key());
        let tables: i64 = new
            .read(|connection| {
                let count = "SELECT count(*) FROM sqlite_schema WHERE name = 'of \"old'";
                Ok(connection.query_row(count, [], |row| row.get(0))?)
            })
            .unwrap();
        assert_eq!(tables, 0);
    }

    #[test]
    fn what_fails_changes_nothing() {
        let state = State::in_memory().unwrap();
        let outcome = state.write(|transaction| {
            transaction.execute("DELETE FROM signing_key", [])?;
            Err::<(), _>(SandboxError::Randomness)
        });
        assert!(outcome.is_err());
        let keys: i64 = state
            .read(|connection| {
                let count = "SELECT count(*) FROM signing_key";
                Ok(connection.query_row(count, [], |row| row.get(0))?)
            })
            .unwrap();
        assert_eq!(keys, 1);
    }

    #[cfg(unix)]
    #[test]
    fn its_files_are_for_their_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().unwrap();
        let _state = State::at(&folder.path().join("sandbox.db")).unwrap();
        let mut files = 0;
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let file = file.unwrap();
            assert_eq!(file.metadata().unwrap().permissions().mode() & 0o777, 0o600, "{file:?}");
            files += 1;
        }
        assert!(files >= 2, "the database and its log");
    }

    #[test]
    fn a_missing_folder_is_named() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("missing/sandbox.db");
        let error = State::at(&path).unwrap_err();
        assert!(matches!(&error, SandboxError::File { path: named, .. } if *named == path));
        assert!(error.to_string().contains("sandbox.db"));
    }
}
