//! The database file: how it is made, opened, and brought up to date.
//!
//! A new database is built under another name and moved into place, so that no process ever sees a
//! half-made one and of two that are first together one wins. SQLite alone opens it from then on:
//! were we to open and close the file ourselves, POSIX would drop SQLite's locks on it.

use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{fs, io};

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags, Transaction};

use crate::store::filesystem::Journal;
use crate::store::migrations::{MIGRATIONS, immediate, migrate, user_version, version_after};
use crate::store::{StoreError, files};

/// The database's name in the data folder.
pub(super) const FILE_NAME: &str = "qetta.db";

/// `qett`, which `file` and SQLite's own shell show of a database.
pub(super) const APPLICATION_ID: i64 = 0x7165_7474;

/// How long one process waits for another's transaction. Ours take milliseconds, but the first may
/// ask a keyring for its key.
const BUSY_TIMEOUT: Duration = Duration::from_secs(10);

/// An open database of the newest schema.
#[derive(Debug)]
pub(super) struct Database {
    connection: Connection,
    path: PathBuf,
    /// Which file had that name when it was opened.
    identity: Option<(u64, u64)>,
}

impl Database {
    /// Opens the one in `folder`, which is a canonical path; `None` where there is none.
    pub(super) fn open(folder: &Path) -> Result<Option<Self>, StoreError> {
        Self::open_with(folder, Journal::of(folder))
    }

    /// Opens the one in `folder`, which is a canonical path; makes it where there is none.
    pub(super) fn create(folder: &Path) -> Result<Self, StoreError> {
        Self::create_with(folder, Journal::of(folder))
    }

    fn open_with(folder: &Path, journal: Journal) -> Result<Option<Self>, StoreError> {
        let path = folder.join(FILE_NAME);
        match fs::symlink_metadata(&path) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            Err(error) => return Err(StoreError::io(&path)(error)),
            Ok(found) if found.is_symlink() => return Err(StoreError::SymbolicLink { path }),
            Ok(found) if !found.is_file() => return Err(StoreError::NotOurs { path }),
            Ok(_) => {}
        }
        let database = Self::connect(path)?;
        if journal == Journal::Rollback {
            // So that the index of a log that is still there is not shared with another machine.
            database.lock_as("EXCLUSIVE")?;
        }
        database.check()?;
        database.keep(journal)?;
        Ok(Some(database))
    }

    /// Opens this file, which may have any name and keeps the journal that it has.
    pub(super) fn open_at(path: PathBuf) -> Result<Self, StoreError> {
        let database = Self::connect(path)?;
        database.check()?;
        Ok(database)
    }

    pub(super) fn create_with(folder: &Path, journal: Journal) -> Result<Self, StoreError> {
        if let Some(database) = Self::open_with(folder, journal)? {
            return Ok(database);
        }
        Self::build(folder, journal)?;
        let gone = || StoreError::io(&folder.join(FILE_NAME))(io::ErrorKind::NotFound.into());
        Self::open_with(folder, journal)?.ok_or_else(gone)
    }

    /// Runs `work` in no transaction of ours, and names what goes wrong in it.
    pub(super) fn read<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        work(&self.connection).map_err(|error| error.at(&self.path))
    }

    /// Changes all of what `work` changes, or nothing; durable when it returns, and so is, in its
    /// folder, that a rollback journal is gone.
    pub(super) fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.read(|connection| {
            connection.execute_batch("PRAGMA secure_delete = ON; PRAGMA synchronous = EXTRA;")?;
            let transaction = immediate(connection)?;
            self.still_there()?;
            let value = work(&transaction)?;
            transaction.commit()?;
            Ok(value)
        })
    }

    /// Writes the log back and empties it, so that nothing of a deleted row stays in it. Where
    /// another process is reading just now, the last one to close the database does this instead.
    pub(super) fn empty_log(&self) {
        let checkpoint = "PRAGMA wal_checkpoint(TRUNCATE)";
        if let Err(error) = self.connection.query_row(checkpoint, [], |_| Ok(())) {
            tracing::debug!(%error, "the store's log was not emptied");
        }
    }

    /// The file.
    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    /// Refuses a file whose name another one has by now: what is written into it, nobody finds.
    pub(super) fn still_there(&self) -> Result<(), StoreError> {
        if files::identity(&self.path) == self.identity {
            return Ok(());
        }
        Err(StoreError::Replaced { path: self.path.clone() })
    }

    /// The file of its log.
    pub(super) fn log(&self) -> PathBuf {
        let mut log = self.path.clone().into_os_string();
        log.push("-wal");
        log.into()
    }

    /// What is at fault when a row is not as we write it.
    pub(super) fn damaged(&self, reason: &str) -> StoreError {
        StoreError::Damaged { path: self.path.clone(), reason: reason.to_owned() }
    }

    /// Opens a file that is there; makes none, and reads nothing of it yet.
    fn connect(path: PathBuf) -> Result<Self, StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_NOFOLLOW;
        let open = || {
            let connection = Connection::open_with_flags(&path, flags)?;
            connection.busy_timeout(BUSY_TIMEOUT)?;
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_FKEY, true)?;
            // A statement is planned once, and not again for the value that is bound to its limit.
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)?;
            Ok(connection)
        };
        let identity = files::identity(&path);
        let connection = open().map_err(|error| StoreError::Sqlite(error).at(&path))?;
        Ok(Self { connection, path, identity })
    }

    /// Whether the file is ours, and of a schema that we know or can bring up to it.
    fn check(&self) -> Result<(), StoreError> {
        let looked = self.read(|connection| {
            let id: i64 =
                connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
            Ok((id == APPLICATION_ID, user_version(connection)?))
        });
        if looked.is_err() {
            self.leave_as_it_is()?;
        }
        let (ours, found) = looked?;
        let known = version_after(MIGRATIONS);
        if ours && found == known {
            return Ok(());
        }
        if !ours || found > known {
            self.leave_as_it_is()?;
            let newer = StoreError::NewerSchema { found, known };
            return Err(if ours { newer } else { StoreError::NotOurs { path: self.path.clone() } });
        }
        self.read(|connection| migrate(connection, MIGRATIONS))
    }

    /// Sees to it that the journal is of the kind that the place wants; the file remembers it.
    fn keep(&self, journal: Journal) -> Result<(), StoreError> {
        let mode = self.read(|connection| Ok(journal_mode(connection)?))?;
        let kept = mode.eq_ignore_ascii_case(journal.as_str());
        match journal {
            Journal::Log if kept => Ok(()),
            // It was moved here from a place that machines share, where it was as good and slower.
            Journal::Log => {
                if let Err(error) = self.set_journal(journal) {
                    tracing::debug!(%error, "the store stays without a log");
                }
                Ok(())
            }
            Journal::Rollback => {
                if !kept {
                    self.set_journal(journal)?;
                }
                self.lock_as("NORMAL")
            }
        }
    }

    fn set_journal(&self, journal: Journal) -> Result<(), StoreError> {
        self.read(|connection| {
            let set = |row: &rusqlite::Row<'_>| row.get::<_, String>(0);
            connection.pragma_update_and_check(None, "journal_mode", journal.as_str(), set)?;
            Ok(())
        })
    }

    /// From the next look at the file on it is locked so: for as long as we have it open, or for as
    /// long as each transaction takes.
    fn lock_as(&self, mode: &str) -> Result<(), StoreError> {
        self.read(|connection| {
            let set = |row: &rusqlite::Row<'_>| row.get::<_, String>(0);
            connection.pragma_update_and_check(None, "locking_mode", mode, set)?;
            if mode == "NORMAL" {
                user_version(connection)?;
            }
            Ok(())
        })
    }

    /// Keeps SQLite from writing somebody else's log back when we close. An empty log is our own
    /// opening's, and goes as it came.
    fn leave_as_it_is(&self) -> Result<(), StoreError> {
        let foreign = fs::metadata(self.log()).is_ok_and(|log| log.len() > 0);
        self.read(|connection| {
            connection.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, foreign)?;
            Ok(())
        })
    }

    /// Makes a whole database at once, unless another process has made one meanwhile.
    fn build(folder: &Path, journal: Journal) -> Result<(), StoreError> {
        let path = folder.join(FILE_NAME);
        // Closed before SQLite opens it, and dropped after SQLite has closed it.
        let draft = files::draft(folder).map_err(StoreError::io(folder))?.into_temp_path();
        let database = Self::connect(draft.to_path_buf())?;
        database.read(|connection| {
            connection.pragma_update(None, "application_id", APPLICATION_ID)?;
            connection.pragma_update(None, "journal_mode", journal.as_str())?;
            migrate(connection, MIGRATIONS)
        })?;
        let closed = database.connection.close();
        closed.map_err(|(_, error)| StoreError::Sqlite(error).at(&path))?;
        match files::settle_new(draft, &path) {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
                Err(StoreError::io(&path)(error))
            }
            _ => Ok(()),
        }
    }
}

fn journal_mode(connection: &Connection) -> rusqlite::Result<String> {
    connection.pragma_query_value(None, "journal_mode", |row| row.get(0))
}

#[cfg(test)]
mod tests;
