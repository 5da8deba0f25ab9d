//! The store without a key: which connections there are, and forgetting one.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::str::FromStr;
use std::time::Duration;
use std::{io, iter};

use jiff::{SignedDuration, Timestamp};
use rusqlite::types::Type;
use rusqlite::{OptionalExtension as _, Row};

use crate::model::{Connection, ConnectionKey, Profile, Provider, Selection, moved};
use crate::store::backend::Place;
use crate::store::rows::forget;
use crate::store::schema::Database;
use crate::store::{KeyringAccess, RefreshGuard, StoreError, files};

pub(super) const SELECT: &str = "
    SELECT profile, provider, account, provider_user_id, scope, issued_at, expires_in, connected_at,
        updated_at
    FROM connection";

/// An open store. It says what is connected and forgets connections; tokens are beyond it.
#[derive(Debug)]
pub struct Store {
    pub(super) database: Database,
    pub(super) folder: PathBuf,
    pub(super) keyring: KeyringAccess,
    /// What the audit log has of this process, and needs once.
    pub(super) recorded: RefCell<BTreeSet<String>>,
}

impl Store {
    /// Opens the store in this data folder; `None` where there is none. Makes nothing.
    pub fn find(data_folder: &Path) -> Result<Option<Self>, StoreError> {
        let folder = match data_folder.canonicalize() {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            folder => folder.map_err(StoreError::io(data_folder))?,
        };
        trusted(&folder)?;
        let database = Database::open(&folder)?;
        Ok(database.map(|database| Self::over(database, folder)))
    }

    /// Opens the store in this data folder; makes the folder and the store where they are missing.
    pub fn create(data_folder: &Path) -> Result<Self, StoreError> {
        files::private_folder(data_folder).map_err(StoreError::io(data_folder))?;
        let folder = data_folder.canonicalize().map_err(StoreError::io(data_folder))?;
        trusted(&folder)?;
        let database = Database::create(&folder)?;
        Ok(Self::over(database, folder))
    }

    /// The store in `folder`, of which this is the database.
    pub(super) fn over(database: Database, folder: PathBuf) -> Self {
        Self { database, folder, keyring: KeyringAccess::Off, recorded: RefCell::default() }
    }

    /// The same, which may ask a keyring for what it has of this store.
    #[must_use]
    pub fn with_keyring(self, keyring: KeyringAccess) -> Self {
        Self { keyring, ..self }
    }

    /// The data folder, as an absolute path without links.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The facts of one connection.
    pub fn connection(&self, key: &ConnectionKey) -> Result<Option<Connection>, StoreError> {
        let found = self.database.read(|connection| {
            let select = format!("{SELECT} WHERE profile = ?1 AND provider = ?2 AND account = ?3");
            Ok(connection.query_row(&select, columns(key), facts).optional()?.flatten())
        })?;
        if found.is_none() {
            self.database.lacks(key)?;
        }
        Ok(found)
    }

    /// The facts of every connection of a profile, in the order of their keys.
    pub fn connections(&self, profile: &Profile) -> Result<Vec<Connection>, StoreError> {
        self.selected(Selection { profile: Some(profile), ..Selection::default() })
    }

    /// Forgets a connection with its tokens, which are overwritten; says whether there was one.
    ///
    /// What a keyring has of it goes first: where that cannot be reached, the connection stays, so
    /// that nothing is left there of which nobody knows.
    ///
    /// A refresh that is under way would bring it back: who cares holds the connection's
    /// [`guard`](Self::guard) meanwhile.
    pub fn forget(&self, key: &ConnectionKey) -> Result<bool, StoreError> {
        for backend in iter::once(self.backend()?).chain(self.unfinished_move()?) {
            if let Place::Items(items) = self.place(backend)? {
                items.remove(key)?;
                self.clear_strays(&items)?;
            }
        }
        let known = self.database.write(|to| Ok(forget(to, key)?))?;
        if known {
            self.database.empty_log();
        }
        Ok(known)
    }

    /// Waits until no other process refreshes this connection, and keeps them from it.
    pub async fn guard(
        &self,
        key: &ConnectionKey,
        wait: Duration,
    ) -> Result<RefreshGuard, StoreError> {
        let guard = RefreshGuard::take(&self.folder, key, wait).await?;
        self.database.still_there()?;
        Ok(guard)
    }
}

/// A key as the database's three columns have it.
pub(super) fn columns(key: &ConnectionKey) -> [&str; 3] {
    [key.profile.as_str(), key.provider.code(), key.account.as_str()]
}

/// An instant from a column of milliseconds.
pub(super) fn instant(row: &Row<'_>, column: &str) -> rusqlite::Result<Timestamp> {
    let milliseconds = row.get(column)?;
    Timestamp::from_millisecond(milliseconds).map_err(|error| unfit(Type::Integer, error))
}

/// A row of [`SELECT`]; `None` where its provider is unknown here.
pub(super) fn facts(row: &Row<'_>) -> rusqlite::Result<Option<Connection>> {
    let Some(provider) = Provider::from_code(&row.get::<_, String>("provider")?) else {
        return Ok(None);
    };
    let (profile, account) = (name(row, "profile")?, name(row, "account")?);
    let issued_at = instant(row, "issued_at")?;
    let life: Option<i64> = row.get("expires_in")?;
    Ok(Some(Connection {
        key: ConnectionKey { profile, provider, account },
        provider_user_id: row.get("provider_user_id")?,
        scope: row.get("scope")?,
        issued_at,
        expires_at: life.map(|seconds| moved(issued_at, SignedDuration::from_secs(seconds))),
        connected_at: instant(row, "connected_at")?,
        updated_at: instant(row, "updated_at")?,
    }))
}

/// A name that people chose.
pub(super) fn name<T>(row: &Row<'_>, column: &str) -> rusqlite::Result<T>
where
    T: FromStr<Err: std::error::Error + Send + Sync + 'static>,
{
    row.get::<_, String>(column)?.parse().map_err(|error| unfit(Type::Text, error))
}

fn unfit(column: Type, error: impl std::error::Error + Send + Sync + 'static) -> rusqlite::Error {
    rusqlite::Error::FromSqlConversionFailure(0, column, Box::new(error))
}

/// Refuses a folder in which somebody else could put a database or a key before us.
fn trusted(folder: &Path) -> Result<(), StoreError> {
    if files::is_ours(folder, 0o022).map_err(StoreError::io(folder))? {
        return Ok(());
    }
    Err(StoreError::SharedFolder { path: folder.to_owned() })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{self, key, token};

    #[test]
    fn where_there_is_no_store_none_is_found_or_made() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Store::find(folder.path()).unwrap().is_none());
        assert!(Store::find(&folder.path().join("missing")).unwrap().is_none());
        assert!(testing::names(folder.path()).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn the_data_folder_is_made_with_those_above_it() {
        let folder = tempfile::tempdir().unwrap();
        let data = folder.path().join("share/qetta");
        drop(Store::create(&data).unwrap());
        assert_eq!(testing::mode(&data), 0o700);
        assert_eq!(testing::mode(&data.join("qetta.db")), 0o600);
        assert!(Store::find(&data).unwrap().is_some());
    }

    #[tokio::test]
    async fn facts_are_there_without_a_key() {
        let folder = tempfile::tempdir().unwrap();
        let vault = testing::vault(folder.path());
        for account in ["둘", "default", "Robert'); DROP TABLE secret;--\"%_"] {
            testing::put(&vault, &key(account), &token("access", Some("refresh"))).await;
        }
        drop(vault);
        std::fs::remove_file(folder.path().join("qetta.key")).unwrap();

        let store = Store::find(folder.path()).unwrap().unwrap();
        let found = store.connections(&testing::profile()).unwrap();
        let accounts: Vec<&str> = found.iter().map(|one| one.key.account.as_str()).collect();
        assert_eq!(accounts, ["Robert'); DROP TABLE secret;--\"%_", "default", "둘"]);
        let one = store.connection(&key("둘")).unwrap().unwrap();
        assert_eq!(one.scope, "ca");
        assert_eq!(one.provider_user_id.as_deref(), Some("user 1"));
        assert_eq!(one.connected_at, testing::now());
        assert_eq!(one.updated_at, testing::now());
        assert_eq!(one.expires_at, token("access", None).expires_at());
        assert!(store.connection(&key("셋")).unwrap().is_none());
        assert!(store.connections(&"other".parse().unwrap()).unwrap().is_empty());
    }

    #[tokio::test]
    async fn an_unknown_provider_is_passed_over_and_a_bad_row_is_damage() {
        let folder = tempfile::tempdir().unwrap();
        let vault = testing::vault(folder.path());
        for account in ["one", "two"] {
            testing::put(&vault, &key(account), &token("access", None)).await;
        }
        let store = vault.store();
        let change = |statement| {
            store.database.write(|to| Ok(to.execute(statement, [])?)).unwrap();
            store.connections(&testing::profile())
        };
        let known =
            change("UPDATE connection SET provider = 'of a later day' WHERE account = 'one'");
        assert_eq!(known.unwrap().len(), 1);
        for damage in [
            "UPDATE connection SET connected_at = 9223372036854775807",
            "UPDATE connection SET connected_at = 0, account = char(10) WHERE account = 'two'",
        ] {
            assert!(matches!(change(damage), Err(StoreError::Damaged { .. })), "{damage}");
        }
    }

    #[tokio::test]
    async fn what_is_forgotten_leaves_nothing_behind() {
        let folder = tempfile::tempdir().unwrap();
        let vault = testing::vault(folder.path());
        testing::put(&vault, &key("kept"), &token("kept", None)).await;
        testing::put(&vault, &key("gone"), &token("access canary", Some("refresh canary"))).await;
        let ciphertexts = testing::ciphertexts(&vault, &key("gone"));
        assert_eq!(ciphertexts.len(), 2);
        for ciphertext in &ciphertexts {
            assert!(testing::somewhere_in(folder.path(), ciphertext));
        }
        drop(vault);

        let store = Store::find(folder.path()).unwrap().unwrap();
        assert!(store.forget(&key("gone")).unwrap());
        assert!(!store.forget(&key("gone")).unwrap());
        assert!(store.connection(&key("gone")).unwrap().is_none());
        assert!(store.connection(&key("kept")).unwrap().is_some());
        drop(store);
        for ciphertext in &ciphertexts {
            assert!(!testing::somewhere_in(folder.path(), ciphertext));
        }
    }

    #[tokio::test]
    async fn what_cannot_be_written_says_so_and_stays() {
        let folder = tempfile::tempdir().unwrap();
        let vault = testing::vault(folder.path());
        testing::put(&vault, &key("one"), &token("access", None)).await;
        let store = vault.store();
        store.database.read(|to| Ok(to.execute_batch("PRAGMA query_only = ON")?)).unwrap();
        let error = store.forget(&key("one")).unwrap_err();
        assert!(matches!(error, StoreError::Unwritable { .. }));
        assert!(store.connection(&key("one")).unwrap().is_some());
    }
}
