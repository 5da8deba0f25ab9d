//! Moving the secrets of a store to another place.
//!
//! All refreshes wait meanwhile. Every secret is copied, read back and compared; then one transaction
//! changes the record of the place; then the old ones go. Whoever is killed before that transaction
//! leaves the old place whole, and after it the new one. The database remembers in which place copies
//! may be left, so that the same command finishes what was begun, whichever way.

use std::time::Duration;

use rusqlite::{Connection, OptionalExtension as _, Transaction};

use crate::model::{ConnectionKey, Provider};
use crate::store::backend::{Place, record, record_leftovers};
use crate::store::facts::columns;
use crate::store::guard::WholeStore;
use crate::store::kept::Kept;
use crate::store::key::StoreKey;
use crate::store::outside::kept;
use crate::store::rows::{Kind, forget, known, number, replace_secret, upsert};
use crate::store::schema::Database;
use crate::store::vault::sealed;
use crate::store::{Backend, Held, StoreError, Vault};

/// The secrets that move; account lists stay sealed in the database, wherever tokens rest.
const FORGET_TOKENS: &str = "DELETE FROM secret WHERE kind IN ('access_token', 'refresh_token')";

/// What a move came to.
#[derive(Debug)]
pub struct Moved {
    /// Where the secrets rested.
    pub from: Backend,
    /// Where they rest now.
    pub to: Backend,
    /// How many connections took theirs along.
    pub moved: u64,
    /// The connections that had none any more, since the kernel forgot it or it never was stored;
    /// they are forgotten now.
    pub gone: Vec<ConnectionKey>,
}

impl Vault {
    /// Moves all secrets to `to`; where they are there already, only clears up after a move that was
    /// not finished.
    pub fn move_secrets(&self, to: Backend, wait: Duration) -> Result<Moved, StoreError> {
        let store = self.store();
        let _alone = WholeStore::take(store.folder(), wait)?;
        let from = store.backend()?;
        if let Some(left) = store.unfinished_move()?.filter(|left| *left != to) {
            self.clear(left)?;
        }
        if from == to {
            return Ok(Moved { from, to, moved: 0, gone: Vec::new() });
        }
        store.place(to)?.is_there()?;
        store.database.write(|change| Ok(record_leftovers(change, Some(to))?))?;
        let keys = all_keys(&self.store().database)?;
        let mut gone = Vec::new();
        for key in &keys {
            if !self.copy(key, from, to)? {
                gone.push(key.clone());
            }
        }
        self.switch(from, to, &gone)?;
        self.drop_orphans(to, &keys)?;
        self.clear(from)?;
        let moved = u64::try_from(keys.len() - gone.len()).unwrap_or(u64::MAX);
        Ok(Moved { from, to, moved, gone })
    }

    /// Copies what is held of a connection, and compares; says whether there was anything.
    fn copy(&self, key: &ConnectionKey, from: Backend, to: Backend) -> Result<bool, StoreError> {
        let Some(kept) = self.kept_in(from, key)? else { return Ok(false) };
        match self.store().place(to)? {
            Place::Database => self.write(|to, with| seal(to, with, key, &kept))?,
            Place::Items(items) => items.write(key, &kept.written(key)?)?,
        }
        let copy = self.kept_in(to, key)?.ok_or(StoreError::NotKept)?;
        if *copy.written(key)? == *kept.written(key)? { Ok(true) } else { Err(StoreError::NotKept) }
    }

    /// What rests of a connection in this place, which need not be the one that is recorded.
    pub(super) fn kept_in(
        &self,
        place: Backend,
        key: &ConnectionKey,
    ) -> Result<Option<Kept>, StoreError> {
        let known = self.store().database.read(|connection| Ok(known(connection, key)?))?;
        match self.store().place(place)? {
            Place::Database => {
                let provider_user_id = known.and_then(|(_, user)| user);
                let held = self.held_in_database(key)?;
                Ok(held.map(|held| Kept { held, provider_user_id }))
            }
            Place::Items(items) => match kept(&items, key)? {
                None if items.are_short_lived()
                    || known.is_none_or(|(version, _)| version == 0) =>
                {
                    Ok(None)
                }
                None => Err(StoreError::gone(key)),
                kept => Ok(kept),
            },
        }
    }

    /// From here on they rest in the other place.
    fn switch(&self, from: Backend, to: Backend, gone: &[ConnectionKey]) -> Result<(), StoreError> {
        self.store().database.write(|change| {
            record(change, to)?;
            record_leftovers(change, Some(from))?;
            for key in gone {
                forget(change, key)?;
            }
            Ok(())
        })
    }

    /// Removes the copies of connections that were forgotten while they were copied.
    fn drop_orphans(&self, place: Backend, keys: &[ConnectionKey]) -> Result<(), StoreError> {
        let Place::Items(items) = self.store().place(place)? else { return Ok(()) };
        for key in keys {
            if self.store().database.read(|connection| Ok(known(connection, key)?))?.is_none() {
                items.remove(key)?;
            }
        }
        Ok(())
    }

    /// Removes what is left in a place that is not the recorded one.
    fn clear(&self, place: Backend) -> Result<(), StoreError> {
        let database = &self.store().database;
        if let Place::Items(items) = self.store().place(place)? {
            for key in all_keys(&self.store().database)? {
                items.remove(&key)?;
            }
            self.store().remove_strays(&items, |_| Ok(true))?;
        }
        database.write(|change| {
            if place == Backend::Sqlite {
                change.execute(FORGET_TOKENS, [])?;
            }
            Ok(record_leftovers(change, None)?)
        })?;
        database.empty_log();
        Ok(())
    }
}

/// Every connection of a database. One to a provider that only a later version knows cannot be moved,
/// and so none is.
pub(super) fn all_keys(database: &Database) -> Result<Vec<ConnectionKey>, StoreError> {
    let damaged = || database.damaged("a connection has a name that is none");
    database.read(|connection| {
        let mut select =
            connection.prepare("SELECT profile, provider, account FROM connection ORDER BY id")?;
        let mut rows = select.query([])?;
        let mut keys = Vec::new();
        while let Some(row) = rows.next()? {
            let [profile, provider, account] = [row.get::<_, String>(0)?, row.get(1)?, row.get(2)?];
            keys.push(ConnectionKey {
                profile: profile.parse().map_err(|_| damaged())?,
                provider: Provider::from_code(&provider).ok_or(StoreError::UnknownConnection)?,
                account: account.parse().map_err(|_| damaged())?,
            });
        }
        Ok(keys)
    })
}

/// Seals what is kept of a connection into a database, with the facts where it lacks them.
pub(super) fn seal(
    to: &Transaction<'_>,
    with: &StoreKey,
    key: &ConnectionKey,
    kept: &Kept,
) -> Result<(), StoreError> {
    let Held { token, registration, version } = &kept.held;
    let id = if let Some(id) = id_of(to, key, *version)? {
        id
    } else {
        let user = kept.provider_user_id.as_deref();
        let (id, _) = upsert(to, key, registration, token, user, token.issued_at)?;
        number(to, id, *version)?;
        id
    };
    to.execute(&format!("{FORGET_TOKENS} AND connection_id = ?1"), [id])?;
    let access = sealed(with, key, Kind::AccessToken, token.access_token.expose())?;
    replace_secret(to, id, Kind::AccessToken, &access)?;
    if let Some(refresh) = &token.refresh_token {
        let refresh = sealed(with, key, Kind::RefreshToken, refresh.expose())?;
        replace_secret(to, id, Kind::RefreshToken, &refresh)?;
    }
    Ok(())
}

/// The row of a connection, where its facts are those of this version of its token.
fn id_of(
    connection: &Connection,
    key: &ConnectionKey,
    version: i64,
) -> rusqlite::Result<Option<i64>> {
    const ID: &str = "
        SELECT id FROM connection
        WHERE profile = ?1 AND provider = ?2 AND account = ?3 AND version = ?4";
    let [profile, provider, account] = columns(key);
    let found = (profile, provider, account, version);
    connection.query_row(ID, found, |row| row.get(0)).optional()
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::store::keyring::fake::Keyring;
    use crate::store::testing::{self, key, put, token};
    use crate::store::{KeyLadder, KeyringAccess, Store};

    /// Of a store whose key is in a file, beside a keyring.
    fn vault(folder: &Path, keyring: &Arc<Keyring>) -> Vault {
        let store = Store::create(folder).unwrap();
        if store.overview().unwrap().key_source.is_none() {
            drop(Store::create(folder).unwrap().unlock(&testing::ladder()).unwrap());
        }
        let keyring = KeyringAccess::Fake(Arc::clone(keyring));
        store.unlock(&KeyLadder { keyring, ..testing::ladder() }).unwrap()
    }

    async fn filled(folder: &Path, keyring: &Arc<Keyring>) -> Vault {
        let vault = vault(folder, keyring);
        put(&vault, &key("하나"), &token("access canary", Some("refresh canary"))).await;
        put(&vault, &key("둘"), &token("second canary", None)).await;
        put(&vault, &key("둘"), &token("third canary", None)).await;
        vault.keep_accounts(&key("둘"), "a list").unwrap();
        vault
    }

    fn is_whole(vault: &Vault) {
        let held = vault.held(&key("하나")).unwrap().unwrap();
        assert_eq!(held.token.access_token.expose(), "access canary");
        assert_eq!(held.token.refresh_token.unwrap().expose(), "refresh canary");
        let held = vault.held(&key("둘")).unwrap().unwrap();
        assert_eq!((held.token.access_token.expose(), held.version), ("third canary", 2));
        assert!(held.token.refresh_token.is_none());
        assert_eq!(vault.accounts(&key("둘")).unwrap().as_deref(), Some("a list"));
        let facts = vault.store().connection(&key("하나")).unwrap().unwrap();
        assert_eq!(facts.provider_user_id.as_deref(), Some("user 1"));
        assert_eq!(facts.updated_at, testing::now());
    }

    fn moved(vault: &Vault, to: Backend) -> Result<Moved, StoreError> {
        vault.move_secrets(to, Duration::ZERO)
    }

    #[tokio::test]
    async fn there_and_back_nothing_is_lost_and_nothing_is_left() {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Arc::new(Keyring::default());
        let vault = filled(folder.path(), &keyring).await;
        let ciphertexts = testing::ciphertexts(&vault, &key("하나"));

        let outcome = moved(&vault, Backend::Keyring).unwrap();
        assert_eq!((outcome.from, outcome.moved), (Backend::Sqlite, 2));
        is_whole(&vault);
        assert_eq!(keyring.count(), 2);
        for ciphertext in &ciphertexts {
            assert!(!testing::somewhere_in(folder.path(), ciphertext));
        }

        moved(&vault, Backend::Sqlite).unwrap();
        is_whole(&vault);
        assert_eq!((keyring.count(), vault.store().unfinished_move().unwrap()), (0, None));
        assert!(!testing::somewhere_in(folder.path(), b"canary"));
        let again = moved(&vault, Backend::Sqlite).unwrap();
        assert_eq!(again.moved, 0);
    }

    #[tokio::test]
    async fn a_vault_that_was_open_finds_what_moved_meanwhile() {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Arc::new(Keyring::default());
        let other = filled(folder.path(), &keyring).await;
        for to in [Backend::Keyring, Backend::Sqlite] {
            moved(&vault(folder.path(), &keyring), to).unwrap();
            is_whole(&other);
        }
    }

    #[tokio::test]
    async fn who_is_killed_at_any_change_leaves_everything_readable_and_finishes_the_next_time() {
        for (begin, to) in
            [(Backend::Sqlite, Backend::Keyring), (Backend::Keyring, Backend::Sqlite)]
        {
            let mut finished = false;
            for call in 1..20 {
                let folder = tempfile::tempdir().unwrap();
                let keyring = Arc::new(Keyring::default());
                let vault = filled(folder.path(), &keyring).await;
                moved(&vault, begin).unwrap();
                keyring.fail_at(call);
                finished = moved(&vault, to).is_ok();
                keyring.fail_at(0);
                is_whole(&vault);
                // Onwards or back again: either finishes what was begun.
                let next = if call % 2 == 0 { to } else { begin };
                moved(&vault, next).unwrap();
                is_whole(&vault);
                assert_eq!(vault.store().unfinished_move().unwrap(), None);
                assert_eq!(keyring.count(), if next == Backend::Keyring { 2 } else { 0 });
                if finished {
                    break;
                }
            }
            assert!(finished, "{begin} {to}");
        }
    }

    #[tokio::test]
    async fn what_is_forgotten_halfway_leaves_no_copy() {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Arc::new(Keyring::default());
        let vault = filled(folder.path(), &keyring).await;
        // The trial takes two changes, each connection one.
        keyring.fail_at(4);
        assert!(moved(&vault, Backend::Keyring).is_err());
        keyring.fail_at(0);
        assert_eq!(keyring.count(), 1);
        assert_eq!(vault.store().unfinished_move().unwrap(), Some(Backend::Keyring));
        vault.store().forget(&key("하나")).unwrap();
        assert_eq!(keyring.count(), 0);
    }

    #[tokio::test]
    async fn what_does_not_fit_or_cannot_be_reached_moves_nothing() {
        for keyring in [Keyring::locked(), Keyring::small(10)] {
            let folder = tempfile::tempdir().unwrap();
            let vault = filled(folder.path(), &Arc::new(keyring)).await;
            assert!(moved(&vault, Backend::Keyring).is_err());
            is_whole(&vault);
            assert_eq!(vault.store().backend().unwrap(), Backend::Sqlite);
        }
    }

    #[tokio::test]
    async fn nothing_moves_under_a_refresh() {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Arc::new(Keyring::default());
        let vault = filled(folder.path(), &keyring).await;
        let guard = vault.guard(&key("하나"), Duration::ZERO).await.unwrap();
        let late = moved(&vault, Backend::Keyring);
        assert!(matches!(late, Err(StoreError::InUse { .. })));
        drop(guard);
        moved(&vault, Backend::Keyring).unwrap();
    }

    #[tokio::test]
    async fn what_the_keyring_lost_is_named_and_keeps_the_rest_where_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Arc::new(Keyring::default());
        let vault = filled(folder.path(), &keyring).await;
        moved(&vault, Backend::Keyring).unwrap();
        keyring.alter(std::collections::BTreeMap::clear);
        let error = moved(&vault, Backend::Sqlite).unwrap_err();
        assert!(matches!(error, StoreError::SecretGone { key: lost } if *lost == key("하나")));
        assert_eq!(vault.store().backend().unwrap(), Backend::Keyring);
    }

    #[tokio::test]
    async fn a_connection_of_a_later_day_keeps_all_where_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let vault = filled(folder.path(), &Arc::new(Keyring::default())).await;
        let later = "UPDATE connection SET provider = 'of a later day' WHERE account = '둘'";
        vault.store().database.write(|to| Ok(to.execute(later, [])?)).unwrap();
        let refused = moved(&vault, Backend::Keyring);
        assert!(matches!(refused, Err(StoreError::UnknownConnection)));
        assert_eq!(vault.store().backend().unwrap(), Backend::Sqlite);
    }
}
