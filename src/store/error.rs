//! What can go wrong with the store: a variant for each thing that a person can act on.

use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use rusqlite::ErrorCode;

use crate::model::ConnectionKey;
use crate::store::{Backend, Holder};

/// Why the store could not do what was asked. Whichever it is, nothing was overwritten.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A newer qetta has been here.
    #[error("the store was written by a newer qetta: its schema is {found}, known here is {known}")]
    NewerSchema {
        /// The schema in the file.
        found: i64,
        /// The newest that this version reads.
        known: i64,
    },
    /// A database of some other program, or no regular file.
    #[error("{path} is not a qetta database")]
    NotOurs {
        /// What stands in our place.
        path: PathBuf,
    },
    /// A link where a file of our own belongs; following it could lead anywhere.
    #[error("{path} is a symbolic link")]
    SymbolicLink {
        /// The link.
        path: PathBuf,
    },
    /// Others may write into the folder, or it is theirs: nothing in it can be trusted.
    #[error("{} can be written by others", path.display())]
    SharedFolder {
        /// The folder.
        path: PathBuf,
    },
    /// Others may read the key, or it is theirs.
    #[error("the key file {} is open to others", path.display())]
    KeyFileExposed {
        /// The file.
        path: PathBuf,
    },
    /// The bytes in the file are not what was written.
    #[error("the store {path} is damaged: {reason}")]
    Damaged {
        /// The database.
        path: PathBuf,
        /// What did not fit, without any value.
        reason: String,
    },
    /// The file, its folder or its disk is read-only, or belongs to someone else.
    #[error("the store {path} cannot be written")]
    Unwritable {
        /// The database.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// No room on the disk.
    #[error("no room on the disk of the store {path}")]
    DiskFull {
        /// The database.
        path: PathBuf,
    },
    /// The disk failed in the middle.
    #[error("the disk of the store {path} failed")]
    DiskFailed {
        /// The database.
        path: PathBuf,
        /// What SQLite said.
        source: rusqlite::Error,
    },
    /// Another process kept writing for longer than we wait.
    #[error("another process is writing to the store {path}")]
    Busy {
        /// The database.
        path: PathBuf,
    },
    /// A key that is well-formed, and another one than this store was made with.
    #[error("the key does not open this store")]
    WrongKey,
    /// There is no such key file.
    #[error("the key file {path} is missing")]
    KeyFileMissing {
        /// Where it should be.
        path: PathBuf,
    },
    /// The key file is there and cannot be read.
    #[error("the key file {path} cannot be read")]
    KeyFileUnreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The key file holds something other than a key.
    #[error("the key file {path} does not hold 32 bytes, raw, in hex or in Base64")]
    KeyFileMalformed {
        /// The file.
        path: PathBuf,
    },
    /// A key file that qetta made for the store was named as one of the user's own.
    #[error("the key file {path} is qetta's own")]
    KeyFileOfOurs {
        /// The file.
        path: PathBuf,
    },
    /// The store was made with a key file of the user's own, and none was named.
    #[error("this store was made with a key file, which was not named")]
    KeyFileNeeded,
    /// The store was made with a passphrase, and there is neither a file with it nor anybody to ask.
    #[error("this store is locked with a passphrase, and there is none to be had")]
    PassphraseNeeded,
    /// A passphrase other than the one that the store was locked with.
    #[error("the passphrase does not open this store")]
    WrongPassphrase,
    /// A passphrase was named for a store whose key is elsewhere.
    #[error(
        "a passphrase was named, and the key of this store is not made of one ({source_of_key})"
    )]
    PassphraseNotUsed {
        /// Where it is instead.
        source_of_key: &'static str,
    },
    /// A passphrase of no letters protects nothing.
    #[error("the passphrase is empty")]
    PassphraseEmpty,
    /// The file that a passphrase should be in cannot be read.
    #[error("the passphrase file {path} cannot be read")]
    PassphraseUnreadable {
        /// The file.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// The file that a passphrase should be in holds no text, or too much of it.
    #[error("the passphrase file {path} does not hold one line of UTF-8 text")]
    PassphraseMalformed {
        /// The file.
        path: PathBuf,
    },
    /// A new passphrase was not typed the same way twice.
    #[error("the two passphrases are not the same")]
    PassphraseMistyped,
    /// Nobody could be asked, although somebody seemed to be there.
    #[error("the terminal cannot be asked for a passphrase")]
    PassphraseUnasked {
        /// Why.
        source: io::Error,
    },
    /// Whoever was asked for a passphrase pressed Ctrl-C.
    #[error("interrupted")]
    Interrupted,
    /// There is not as much memory as the passphrase takes to become a key.
    #[error("there is not enough memory to make a key of the passphrase")]
    PassphraseTooMuch,
    /// The key is in the operating system's keyring, which was not to be asked.
    #[error("the key of this store is in the keyring, which is switched off")]
    KeyringOff,
    /// The key is in the operating system's keyring, of which this build knows nothing.
    #[error("the key of this store is in the keyring, which this build of qetta does without")]
    KeyringNotBuilt,
    /// There is no keyring, or it failed.
    #[error("the keyring cannot be reached: {reason}")]
    KeyringUnreachable {
        /// In the keyring's words.
        reason: String,
    },
    /// There is a keyring, and it stayed locked.
    #[error("the keyring is locked: {reason}")]
    KeyringLocked {
        /// In the keyring's words.
        reason: String,
    },
    /// The keyring answered, and has no key of this store.
    #[error("the keyring holds no key of this store")]
    KeyringEmpty,
    /// The keyring holds something other than a key under our name, or several of them.
    #[error("what the keyring holds under the name of this store is not one key")]
    KeyringMalformed,
    /// The keyring took the call and never answered.
    #[error("the keyring did not answer within {after:?}")]
    KeyringSilent {
        /// How long we waited.
        after: Duration,
    },
    /// The keyring takes no more, or not so much at once.
    #[error("the keyring does not take it: {reason}")]
    KeyringFull {
        /// In the keyring's words.
        reason: String,
    },
    /// More than the keyring holds of one connection, however it is split.
    #[error("{bytes} bytes are more than the {limit} that the keyring holds of a connection")]
    TooLarge {
        /// How long it is.
        bytes: usize,
        /// How long it may be.
        limit: usize,
    },
    /// The keyring gave back something other than it was given.
    #[error("the keyring did not keep what it was given")]
    NotKept,
    /// The connection is known, and the keyring has no token of it any more.
    #[error("the keyring holds no token of this connection")]
    SecretGone {
        /// Which connection.
        key: Box<ConnectionKey>,
    },
    /// A connection to a provider of which only a later version knows.
    #[error("the store has a connection to a provider that is unknown here")]
    UnknownConnection,
    /// What the keyring has under the connection's name is not whole, or not this connection's.
    #[error("what the keyring holds of this connection is not its token: {reason}")]
    SecretMalformed {
        /// What does not fit, without any value.
        reason: String,
    },
    /// The secrets are in another place than was asked for.
    #[error("the secrets of this store are in {recorded}, not in {asked}")]
    Elsewhere {
        /// Where they are.
        recorded: Backend,
        /// Where they should be.
        asked: Backend,
    },
    /// The kernel does not let us keep keys.
    #[error("the kernel refuses to keep keys: {reason}")]
    KernelRefused {
        /// In the kernel's words.
        reason: String,
    },
    /// A stored token does not open under the right key: it was altered, or moved from its place.
    #[error("a stored token was altered or moved: it does not open")]
    Sealed,
    /// Another process kept refreshing the same connection for longer than we wait.
    #[error("another process has been refreshing this connection for {waited:?}")]
    LockedTooLong {
        /// How long we waited.
        waited: Duration,
        /// Who that is, where the lock's file says so.
        holder: Option<Holder>,
    },
    /// Other processes kept using the store for longer than we wait.
    #[error("other processes have been using the store for {waited:?}")]
    InUse {
        /// How long we waited.
        waited: Duration,
    },
    /// There is a store already, and whoever asked did not say that it is to be replaced.
    #[error("there is a store at {path}, which may have connections")]
    Occupied {
        /// The database.
        path: PathBuf,
    },
    /// Another store was put in the place of this one while it was open.
    #[error("the store {path} was replaced while it was open")]
    Replaced {
        /// The database.
        path: PathBuf,
    },
    /// The secrets of this store are not in its database, so that a copy of that has none.
    #[error("the secrets of this store are in its `{backend}`, not in its database")]
    SecretsElsewhere {
        /// Where they are.
        backend: String,
    },
    /// The operating system gave no random bytes.
    #[error("the operating system gave no random bytes")]
    NoRandomness,
    /// A file or a folder could not be made, read or locked.
    #[error("{path} cannot be used")]
    Io {
        /// Which.
        path: PathBuf,
        /// Why.
        source: io::Error,
    },
    /// Anything else that SQLite reports.
    #[error("the store's database failed")]
    Sqlite(#[from] rusqlite::Error),
}

impl StoreError {
    /// The secret of a connection is gone.
    pub(super) fn gone(key: &ConnectionKey) -> Self {
        Self::SecretGone { key: Box::new(key.clone()) }
    }

    /// For `map_err` around calls that touch `path`.
    pub(super) fn io(path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { path: path.to_owned(), source }
    }

    /// Names what a person can act on in an error of the database at `path`.
    pub(super) fn at(self, path: &Path) -> Self {
        use rusqlite::Error as Row;
        let Self::Sqlite(source) = self else { return self };
        let path = path.to_owned();
        let symlink = source
            .sqlite_error()
            .is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_CANTOPEN_SYMLINK);
        // There was no room for the index of the log.
        let no_room = source
            .sqlite_error()
            .is_some_and(|error| error.extended_code == rusqlite::ffi::SQLITE_IOERR_SHMSIZE);
        match (source.sqlite_error_code(), &source) {
            (Some(ErrorCode::SystemIoFailure), _) if no_room => Self::DiskFull { path },
            (Some(ErrorCode::CannotOpen), _) if symlink => Self::SymbolicLink { path },
            (
                Some(ErrorCode::CannotOpen | ErrorCode::ReadOnly | ErrorCode::PermissionDenied),
                _,
            ) => Self::Unwritable { path, source },
            (Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt), _)
            | (
                None,
                Row::FromSqlConversionFailure(..)
                | Row::IntegralValueOutOfRange(..)
                | Row::InvalidColumnType(..),
            ) => Self::Damaged { path, reason: source.to_string() },
            (Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked), _) => Self::Busy { path },
            (Some(ErrorCode::DiskFull), _) => Self::DiskFull { path },
            (Some(ErrorCode::SystemIoFailure), _) => Self::DiskFailed { path, source },
            _ => Self::Sqlite(source),
        }
    }
}

#[cfg(test)]
mod tests {
    use rusqlite::ffi;

    use super::*;

    fn named(code: i32) -> StoreError {
        let error = rusqlite::Error::SqliteFailure(ffi::Error::new(code), None);
        StoreError::from(error).at(Path::new("/data/qetta.db"))
    }

    #[test]
    fn what_sqlite_reports_is_named() {
        assert!(matches!(named(ffi::SQLITE_NOTADB), StoreError::Damaged { .. }));
        assert!(matches!(named(ffi::SQLITE_CORRUPT), StoreError::Damaged { .. }));
        assert!(matches!(named(ffi::SQLITE_READONLY), StoreError::Unwritable { .. }));
        assert!(matches!(named(ffi::SQLITE_READONLY_DIRECTORY), StoreError::Unwritable { .. }));
        assert!(matches!(named(ffi::SQLITE_CANTOPEN), StoreError::Unwritable { .. }));
        assert!(matches!(named(ffi::SQLITE_CANTOPEN_SYMLINK), StoreError::SymbolicLink { .. }));
        assert!(matches!(named(ffi::SQLITE_PERM), StoreError::Unwritable { .. }));
        assert!(matches!(named(ffi::SQLITE_BUSY), StoreError::Busy { .. }));
        assert!(matches!(named(ffi::SQLITE_FULL), StoreError::DiskFull { .. }));
        assert!(matches!(named(ffi::SQLITE_IOERR_SHMSIZE), StoreError::DiskFull { .. }));
        assert!(matches!(named(ffi::SQLITE_IOERR_FSYNC), StoreError::DiskFailed { .. }));
        assert!(matches!(named(ffi::SQLITE_MISUSE), StoreError::Sqlite(_)));
    }

    #[test]
    fn what_has_a_name_keeps_it() {
        assert!(matches!(StoreError::WrongKey.at(Path::new("/")), StoreError::WrongKey));
    }
}
