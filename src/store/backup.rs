//! A copy of a store in one file.
//!
//! It is made while others work, complete and on the disk before it has its name, and readable by
//! its owner alone. Its secrets stay sealed; the data key in it rests under the same key as the
//! store's own, or under a passphrase, with which the copy needs nothing else.

use std::fs::File;
use std::path::{Path, PathBuf};

use rusqlite::OpenFlags;
use rusqlite::backup::Backup;

use crate::store::backend::{backend_of, record, record_leftovers};
use crate::store::ladder::{Chosen, KeySource};
use crate::store::moving::{all_keys, seal};
use crate::store::record::{KeyRecord, Keys, Record};
use crate::store::rekey::Passphrase;
use crate::store::rows::forget;
use crate::store::schema::Database;
use crate::store::{Backend, Store, StoreError, Vault, check, files, strays};

/// A copy that was made.
#[derive(Debug)]
pub struct BackedUp {
    /// The file.
    pub path: PathBuf,
    /// How many connections are in it.
    pub connections: u64,
    /// Where the key is that opens it; `None` where there is nothing to open.
    pub key_source: Option<KeySource>,
}

impl Store {
    /// Copies everything into a new file; its key is where the store's own is.
    pub fn backup(&self, to: &Path) -> Result<BackedUp, StoreError> {
        secrets_are_inside(&self.overview()?.backend)?;
        self.copied(to, |_| Ok(()))
    }

    fn copied(
        &self,
        to: &Path,
        finish: impl FnOnce(&Database) -> Result<(), StoreError>,
    ) -> Result<BackedUp, StoreError> {
        let overview = self.overview()?;
        let folder = files::folder_of(to);
        let draft = files::draft(folder).map_err(StoreError::io(to))?.into_temp_path();
        self.copy_into(&draft)?;
        let copy = Database::open_at(draft.to_path_buf())?;
        copy.alone()?;
        finish(&copy)?;
        // They may have been moved since we looked.
        secrets_are_inside(backend_of(&copy)?.as_str())?;
        if let Some(reason) = check::integrity(&copy)?.first() {
            return Err(copy.damaged(reason));
        }
        drop(copy);
        let key_source = Database::open_at(draft.to_path_buf())
            .and_then(|copy| copy.read(|connection| KeySource::recorded(&copy, connection)))?;
        File::open(&draft).and_then(|file| file.sync_all()).map_err(StoreError::io(to))?;
        files::settle_new(draft, to).map_err(StoreError::io(to))?;
        Ok(BackedUp { path: to.to_owned(), connections: overview.connections, key_source })
    }

    /// Copies page by page, as one moment has them.
    fn copy_into(&self, path: &Path) -> Result<(), StoreError> {
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let copied = |from: &rusqlite::Connection| {
            let mut copy = rusqlite::Connection::open_with_flags(path, flags)?;
            let backup = Backup::new(from, &mut copy)?;
            // All pages in one step: nothing that is written meanwhile makes it begin again.
            backup.run_to_completion(i32::MAX, std::time::Duration::ZERO, None)?;
            drop(backup);
            copy.close().map_err(|(_, error)| error)?;
            Ok(())
        };
        self.database.read(copied)
    }
}

impl Vault {
    /// The same of any store: what rests in a keyring is sealed into the copy.
    pub fn backup(&self, to: &Path) -> Result<BackedUp, StoreError> {
        let keys = self.store().keys(self.ladder())?;
        self.store().copied(to, |copy| self.bring_inside(copy, &keys))
    }

    /// The same, with a data key that rests under a passphrase instead: the copy needs nothing else.
    pub fn backup_locked(
        &self,
        to: &Path,
        Passphrase(passphrase): &Passphrase,
    ) -> Result<BackedUp, StoreError> {
        let store = self.store();
        let chosen = Chosen::of_passphrase(passphrase)?;
        let keys = store.keys(self.ladder())?;
        let id = store.record()?.store_id;
        store.copied(to, |copy| {
            self.bring_inside(copy, &keys)?;
            copy.write(|to| {
                let Chosen { key, source, derivation, .. } = &chosen;
                KeyRecord::write(to, &id, &keys, key, *source, derivation.as_ref())
            })?;
            // The key was exchanged since we looked for it: it would open a copy of yesterday.
            let found = check::check_secrets(copy, &keys.data)?;
            if found.sealed > 0 { Err(StoreError::Sealed) } else { Ok(()) }
        })
    }

    /// Seals into the copy what rests outside of the store, so that it is whole. Where the secrets were
    /// moved or the key was exchanged since the copy was made, it cannot be made whole any more.
    fn bring_inside(&self, copy: &Database, keys: &Keys) -> Result<(), StoreError> {
        let backend = backend_of(copy)?;
        if backend == Backend::Sqlite {
            return Ok(());
        }
        let generation = copy.read(|connection| Ok(Record::generation(connection)?))?;
        if self.store().backend()? != backend || generation != keys.generation {
            return Err(StoreError::Busy { path: self.store().database.path().to_owned() });
        }
        for key in all_keys(copy)? {
            let kept = self.kept_in(backend, &key)?;
            copy.write(|to| match &kept {
                Some(kept) => seal(to, &keys.data, &key, kept),
                // It was disconnected meanwhile, or the kernel forgot it.
                None => Ok(forget(to, &key).map(drop)?),
            })?;
        }
        copy.write(|to| {
            strays::all_settled(to)?;
            record_leftovers(to, None)?;
            Ok(record(to, Backend::Sqlite)?)
        })
    }
}

/// Refuses what a copy of the database does not reach: secrets that are in a keyring stay there.
pub(super) fn secrets_are_inside(backend: &str) -> Result<(), StoreError> {
    if backend == "sqlite" {
        return Ok(());
    }
    Err(StoreError::SecretsElsewhere { backend: backend.to_owned() })
}

#[cfg(test)]
mod tests {
    use zeroize::Zeroizing;

    use super::*;
    use crate::store::testing::{self, key, put, token};
    use crate::store::{KeyLadder, KeyringAccess, NewKey, PassphraseAccess, Prompt};

    fn passphrase(words: &str) -> Passphrase {
        Passphrase(Zeroizing::new(words.to_owned()))
    }

    /// Opens a copy in a folder of its own.
    fn opened(copy: &Path, ladder: &KeyLadder) -> Result<Option<String>, StoreError> {
        let folder = tempfile::tempdir().unwrap();
        std::fs::copy(copy, folder.path().join("qetta.db")).unwrap();
        let vault = Store::find(folder.path()).unwrap().unwrap().unlock(ladder)?;
        let held = vault.held(&key("one"))?;
        Ok(held.map(|held| held.token.access_token.expose().to_owned()))
    }

    #[tokio::test]
    async fn a_copy_is_one_file_for_its_owner_alone_and_replaces_nothing() {
        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let vault = testing::vault(folder.path());
        put(&vault, &key("one"), &token("access canary", None)).await;
        let path = outside.path().join("copy.db");
        let done = vault.store().backup(&path).unwrap();
        assert_eq!((done.connections, done.key_source), (1, Some(KeySource::Generated)));
        assert_eq!(testing::names(outside.path()), ["copy.db"]);
        assert!(!testing::somewhere_in(outside.path(), b"canary"));
        #[cfg(unix)]
        assert_eq!(testing::mode(&path), 0o600);
        let before = testing::contents(outside.path());
        assert!(matches!(vault.store().backup(&path), Err(StoreError::Io { .. })));
        assert_eq!(testing::contents(outside.path()), before);

        let named =
            KeyLadder { key_file: Some(folder.path().join("qetta.key")), ..testing::ladder() };
        assert_eq!(opened(&path, &named).unwrap().as_deref(), Some("access canary"));
        let alone = opened(&path, &testing::ladder());
        assert!(matches!(alone, Err(StoreError::KeyFileMissing { .. })));
    }

    #[tokio::test]
    async fn a_copy_with_a_passphrase_needs_nothing_else() {
        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let vault = testing::vault(folder.path());
        put(&vault, &key("one"), &token("access", None)).await;
        let path = outside.path().join("copy.db");
        let done = vault.backup_locked(&path, &passphrase("correct horse")).unwrap();
        assert_eq!(done.key_source, Some(KeySource::Passphrase));
        // What happens to the store's key afterwards is nothing to the copy.
        vault.rekey(&NewKey::Same, std::time::Duration::ZERO).unwrap();
        let with = |words: &'static str| {
            let prompt = Prompt::new(move |_| Ok(Zeroizing::new(words.to_owned())));
            let passphrase = PassphraseAccess { file: None, prompt: Some(prompt) };
            opened(&path, &KeyLadder { passphrase, ..testing::ladder() })
        };
        assert_eq!(with("correct horse").unwrap().as_deref(), Some("access"));
        assert!(matches!(with("wrong horse"), Err(StoreError::WrongPassphrase)));
        assert_eq!(vault.store().overview().unwrap().key_source, Some(KeySource::Generated));
    }

    #[tokio::test]
    async fn a_copy_is_of_one_moment_while_others_write() {
        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let vault = testing::vault(folder.path());
        put(&vault, &key("one"), &token("access", None)).await;
        let other = testing::vault(folder.path());
        std::thread::scope(|scope| {
            let folder = folder.path();
            scope.spawn(move || {
                let vault = testing::vault(folder);
                let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
                runtime.unwrap().block_on(async {
                    for account in 0..20 {
                        put(&vault, &key(&account.to_string()), &token("other", None)).await;
                    }
                });
            });
            for number in 0..5 {
                let path = outside.path().join(number.to_string());
                other.store().backup(&path).unwrap();
                let copy = Database::open_at(path).unwrap();
                assert!(check::integrity(&copy).unwrap().is_empty());
            }
        });
    }

    #[tokio::test]
    async fn secrets_in_a_keyring_are_sealed_into_the_copy() {
        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let keyring = KeyringAccess::Fake(std::sync::Arc::default());
        let ladder = KeyLadder::of_keyring(keyring);
        let store = Store::create(folder.path()).unwrap();
        let vault = store.unlock_with_secrets_in(Some(Backend::Keyring), &ladder).unwrap();
        put(&vault, &key("one"), &token("access canary", Some("refresh"))).await;
        let paths = ["copy.db", "locked.db"].map(|name| outside.path().join(name));
        vault.backup(&paths[0]).unwrap();
        vault.backup_locked(&paths[1], &passphrase("correct horse")).unwrap();
        assert!(!testing::somewhere_in(outside.path(), b"canary"));
        assert_eq!(opened(&paths[0], &ladder).unwrap().as_deref(), Some("access canary"));
        // It needs no keyring any more.
        let prompt = Prompt::new(|_| Ok(Zeroizing::new("correct horse".to_owned())));
        let passphrase = PassphraseAccess { file: None, prompt: Some(prompt) };
        let alone = KeyLadder { passphrase, ..testing::ladder() };
        assert_eq!(opened(&paths[1], &alone).unwrap().as_deref(), Some("access canary"));
        assert_eq!(vault.store().backend().unwrap(), Backend::Keyring);
    }

    #[tokio::test]
    async fn secrets_that_are_elsewhere_are_not_said_to_be_copied() {
        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let vault = testing::vault(folder.path());
        let elsewhere = "INSERT INTO meta VALUES ('backend', 'keyring')";
        vault.store().database.write(|to| Ok(to.execute(elsewhere, [])?)).unwrap();
        let refused = vault.store().backup(&outside.path().join("copy.db"));
        assert!(matches!(refused, Err(StoreError::SecretsElsewhere { .. })));
        assert!(testing::names(outside.path()).is_empty());
    }

    #[tokio::test]
    async fn a_copy_that_cannot_be_made_whole_any_more_is_none() {
        use std::time::Duration;
        let folder = tempfile::tempdir().unwrap();
        let keyring = KeyringAccess::Fake(std::sync::Arc::default());
        let ladder = KeyLadder::of_keyring(keyring);
        let store = Store::create(folder.path()).unwrap();
        let vault = store.unlock_with_secrets_in(Some(Backend::Keyring), &ladder).unwrap();
        put(&vault, &key("one"), &token("canary", None)).await;
        let to = folder.path().join("copy.db");
        let old = vault.keys();
        vault.rekey(&NewKey::Same, Duration::ZERO).unwrap();
        let behind = vault.store().copied(&to, |copy| vault.bring_inside(copy, &old));
        assert!(matches!(behind, Err(StoreError::Busy { .. })), "{behind:?}");
        let moved = vault.store().copied(&to, |copy| {
            vault.move_secrets(Backend::Sqlite, Duration::ZERO)?;
            vault.bring_inside(copy, &vault.keys())
        });
        assert!(matches!(moved, Err(StoreError::Busy { .. })), "{moved:?}");
        vault.move_secrets(Backend::Keyring, Duration::ZERO).unwrap();
        let bare = vault.store().copied(&to, |_| Ok(()));
        assert!(matches!(bare, Err(StoreError::SecretsElsewhere { .. })), "{bare:?}");
        assert!(!to.exists());
    }
}
