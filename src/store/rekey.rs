//! Another key for a store: everything is sealed anew, in one transaction.
//!
//! The key that wraps the new data key is on its place before the database says so, and the old one
//! stays on its own until then: a process that dies in between leaves a store that opens with the one
//! or with the other. Nobody refreshes meanwhile, so that no token comes back from a provider to a
//! store whose key was exchanged; a process with the old key in memory finds out when it next reads
//! or writes, and takes the new one from where it is.

use std::fs;
use std::path::PathBuf;
use std::time::Duration;

use rusqlite::Transaction;
use zeroize::Zeroizing;

use crate::store::guard::WholeStore;
use crate::store::key::StoreKey;
use crate::store::ladder::{self, Chosen, KeySource};
use crate::store::record::{KeyRecord, Record, item};
use crate::store::{KeyringAccess, StoreError, Vault, secrets};

/// Where the new key is to be.
#[derive(Clone, Debug)]
pub enum NewKey {
    /// Where the old one was. A key file of the user's own stays as it is.
    Same,
    /// In this file, which is the user's own.
    Named(PathBuf),
    /// In somebody's head.
    Passphrase(Passphrase),
    /// In this keyring.
    Keyring(KeyringAccess),
    /// In a file of ours beside the database.
    Generated,
}

/// A passphrase to lock a store with.
#[derive(Clone)]
pub struct Passphrase(pub Zeroizing<String>);

impl std::fmt::Debug for Passphrase {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Passphrase(…)")
    }
}

/// What became of the keys.
#[derive(Debug)]
pub struct Rekeyed {
    /// Where the key was.
    pub before: KeySource,
    /// Where it is.
    pub now: KeySource,
    /// How many secrets were sealed anew.
    pub resealed: u64,
    /// The key file of ours that was written.
    pub fresh_key_file: Option<PathBuf>,
    /// Why the old key is still where it was. It opens nothing any more.
    pub left_behind: Option<StoreError>,
}

impl Vault {
    /// Seals everything with a new data key, which rests under a new key as `new` says. Waits until
    /// nobody refreshes.
    pub fn rekey(&self, new: &NewKey, wait: Duration) -> Result<Rekeyed, StoreError> {
        let store = self.store();
        let _alone = WholeStore::take(store.folder(), wait)?;
        let keys = store.keys(self.ladder())?;
        let record = store.record()?;
        let Some(KeyRecord { source: before, .. }) = record.key else {
            return Err(store.database.damaged("it forgot its key"));
        };
        let next = keys.next()?;
        let chosen = self.next_key(new, &record, before, next.generation)?;
        let exchanged = store.database.write(|to| {
            if Record::read(&store.database, to)? != record {
                return Err(StoreError::InUse { waited: wait });
            }
            let resealed = reseal(to, &keys.data, &next.data)?;
            let Chosen { key, source, derivation, .. } = &chosen;
            KeyRecord::write(to, &record.store_id, &next, key, *source, derivation.as_ref())?;
            Ok(resealed)
        });
        let resealed = match exchanged {
            Ok(resealed) => resealed,
            Err(error) => {
                self.take_back(&chosen, &record.store_id, next.generation, new);
                return Err(error);
            }
        };
        store.database.empty_log();
        let left_behind = self.tidy_up(before, &chosen, &record).err();
        self.replace_keys(next);
        Ok(Rekeyed {
            before,
            now: chosen.source,
            resealed,
            fresh_key_file: chosen.fresh_file,
            left_behind,
        })
    }

    /// The key that the next data key is to rest under, on its place already.
    fn next_key(
        &self,
        new: &NewKey,
        record: &Record,
        before: KeySource,
        generation: i64,
    ) -> Result<Chosen, StoreError> {
        let item = item(&record.store_id, generation);
        match (new, before) {
            (NewKey::Named(path), _) => Chosen::of_named(path, self.store().folder()),
            (NewKey::Same, KeySource::Named) => match &self.ladder().key_file {
                Some(path) => Chosen::of_named(path, self.store().folder()),
                None => Err(StoreError::KeyFileNeeded),
            },
            (NewKey::Passphrase(Passphrase(new)), _) => Chosen::of_passphrase(new),
            (NewKey::Same, KeySource::Passphrase) => {
                Chosen::of_passphrase(&self.ladder().passphrase.to_open()?)
            }
            (NewKey::Keyring(keyring), _) => in_keyring(keyring, &item),
            (NewKey::Same, KeySource::Keyring) => in_keyring(&self.ladder().keyring, &item),
            (NewKey::Generated, _) | (NewKey::Same, KeySource::Generated) => {
                ladder::generated_next(self.store().folder())
            }
        }
    }

    /// Removes a new key that came to nothing, as far as that can be done.
    fn take_back(&self, chosen: &Chosen, store_id: &str, generation: i64, new: &NewKey) {
        let removed = match (chosen.source, new) {
            (KeySource::Generated, _) => self.remove(ladder::NEXT_FILE_NAME),
            (KeySource::Keyring, NewKey::Keyring(keyring)) => {
                keyring.forget(&item(store_id, generation))
            }
            (KeySource::Keyring, _) => self.ladder().keyring.forget(&item(store_id, generation)),
            _ => Ok(()),
        };
        if let Err(error) = removed {
            tracing::debug!(%error, "a key that opens nothing was left behind");
        }
    }

    /// Gives a new key file its name, and removes the old key where it was ours.
    fn tidy_up(
        &self,
        before: KeySource,
        chosen: &Chosen,
        record: &Record,
    ) -> Result<(), StoreError> {
        match (before, chosen.source) {
            (_, KeySource::Generated) => ladder::settle_next(self.store().folder())?,
            (KeySource::Generated, _) => {
                self.remove(ladder::FILE_NAME)?;
                self.remove(ladder::NEXT_FILE_NAME)?;
            }
            _ => {}
        }
        match before {
            KeySource::Keyring => self.ladder().keyring.forget(&record.item()),
            _ => Ok(()),
        }
    }

    fn remove(&self, name: &str) -> Result<(), StoreError> {
        let path = self.store().folder().join(name);
        match fs::remove_file(&path) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(StoreError::io(&path)(error))
            }
            _ => Ok(()),
        }
    }
}

/// A new key in the keyring, beside the old one.
fn in_keyring(keyring: &KeyringAccess, item: &str) -> Result<Chosen, StoreError> {
    let key = StoreKey::generate()?;
    keyring.put(item, &key)?;
    Ok(Chosen::of(key, KeySource::Keyring))
}

/// Seals every secret with another key; says how many.
fn reseal(to: &Transaction<'_>, old: &StoreKey, new: &StoreKey) -> Result<u64, StoreError> {
    const UPDATE: &str = "
        UPDATE secret SET nonce = ?3, sealed = ?4 WHERE connection_id = ?1 AND kind = ?2";
    let mut update = to.prepare(UPDATE)?;
    let mut resealed = 0;
    secrets::each(to, |secret| {
        let opened = secret.opened(old).ok_or(StoreError::Sealed)?;
        let sealed = new.seal(&opened, &secret.context())?;
        update.execute((secret.connection_id, &secret.kind, sealed.nonce, sealed.bytes))?;
        resealed += 1;
        Ok(())
    })?;
    Ok(resealed)
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::store::keyring::fake::Keyring;
    use crate::store::testing::{self, key, put, token};
    use crate::store::{KeyLadder, PassphraseAccess, Store};

    /// Everything that a store's key can be in.
    struct Places {
        home: tempfile::TempDir,
        keyring: Arc<Keyring>,
    }

    impl Places {
        fn new() -> Self {
            let home = tempfile::tempdir().unwrap();
            testing::write(&home.path().join("named"), &[1; 32]);
            testing::write(&home.path().join("passphrase"), b"correct horse\n");
            Self { home, keyring: Arc::default() }
        }

        fn data(&self) -> PathBuf {
            self.home.path().join("data")
        }

        fn access(&self) -> KeyringAccess {
            KeyringAccess::Fake(Arc::clone(&self.keyring))
        }

        /// Those settings under which a store with its key there opens.
        fn ladder(&self, source: KeySource) -> KeyLadder {
            let file = |name: &str| Some(self.home.path().join(name));
            let plain = KeyLadder::of_keyring(KeyringAccess::Off);
            match source {
                KeySource::Named => KeyLadder { key_file: file("named"), ..plain },
                KeySource::Passphrase => {
                    let passphrase = PassphraseAccess { file: file("passphrase"), prompt: None };
                    KeyLadder { passphrase, ..plain }
                }
                KeySource::Keyring => KeyLadder::of_keyring(self.access()),
                KeySource::Generated => plain,
            }
        }

        fn new_key(&self, source: KeySource) -> NewKey {
            match source {
                KeySource::Named => NewKey::Named(self.home.path().join("named")),
                KeySource::Passphrase => {
                    NewKey::Passphrase(Passphrase(Zeroizing::new("correct horse".to_owned())))
                }
                KeySource::Keyring => NewKey::Keyring(self.access()),
                KeySource::Generated => NewKey::Generated,
            }
        }

        fn open(&self, source: KeySource) -> Result<Vault, StoreError> {
            Store::create(&self.data()).unwrap().unlock(&self.ladder(source))
        }

        async fn made(&self, source: KeySource) -> Vault {
            let vault = self.open(source).unwrap();
            for account in ["one", "two"] {
                put(&vault, &key(account), &token(account, Some("refresh"))).await;
            }
            vault.keep_accounts(&key("one"), "홍길동").unwrap();
            vault
        }
    }

    fn access_token(vault: &Vault, account: &str) -> String {
        let held = vault.held(&key(account)).unwrap().unwrap();
        held.token.access_token.expose().to_owned()
    }

    #[tokio::test]
    async fn a_key_moves_from_every_place_to_every_other() {
        for before in KeySource::ALL {
            for now in KeySource::ALL {
                let places = Places::new();
                let vault = places.made(before).await;
                let old = testing::ciphertexts(&vault, &key("one"));
                let done = vault.rekey(&places.new_key(now), Duration::ZERO).unwrap();
                assert_eq!((done.before, done.now, done.resealed), (before, now, 5));
                assert!(done.left_behind.is_none(), "{before:?} {now:?}: {done:?}");
                assert_eq!(access_token(&vault, "one"), "one", "the same process goes on");
                drop(vault);
                for sealed in &old {
                    assert!(!testing::somewhere_in(&places.data(), sealed));
                }
                let vault = places.open(now).unwrap();
                assert_eq!(access_token(&vault, "two"), "two", "{before:?} {now:?}");
                assert_eq!(vault.accounts(&key("one")).unwrap().as_deref(), Some("홍길동"));
                drop(vault);
                let generated = now == KeySource::Generated;
                let expected: &[&str] = if generated {
                    &["locks", "qetta.db", "qetta.key"]
                } else {
                    &["locks", "qetta.db"]
                };
                assert_eq!(testing::names(&places.data()), expected, "{before:?} {now:?}");
                assert_eq!(places.keyring.count(), usize::from(now == KeySource::Keyring));
                // A file beside the database is found whether or not there is a keyring.
                let found = (before, now) == (KeySource::Keyring, KeySource::Generated);
                if before != now && !found {
                    assert!(places.open(before).is_err(), "{before:?} {now:?}");
                }
            }
        }
    }

    #[tokio::test]
    async fn without_a_place_named_the_key_is_exchanged_where_it_is() {
        for source in KeySource::ALL {
            let places = Places::new();
            let vault = places.made(source).await;
            let (before, root) = (vault.keys(), *vault.derived("audit"));
            let own = std::fs::read(places.data().join("qetta.key")).ok();
            vault.rekey(&NewKey::Same, Duration::ZERO).unwrap();
            assert_ne!(vault.keys().data.to_hex(), before.data.to_hex());
            drop(vault);
            let vault = places.open(source).unwrap();
            assert_eq!(access_token(&vault, "one"), "one", "{source:?}");
            assert_eq!(*vault.derived("audit"), root, "what follows from the key stays");
            let fresh = std::fs::read(places.data().join("qetta.key")).ok();
            assert!(own.is_none() || own != fresh, "{source:?}");
        }
    }

    #[tokio::test]
    async fn a_process_with_the_old_key_in_memory_takes_the_new_one() {
        let places = Places::new();
        let old = places.made(KeySource::Generated).await;
        let other = places.open(KeySource::Generated).unwrap();
        other.rekey(&NewKey::Same, Duration::ZERO).unwrap();
        assert_eq!(access_token(&old, "one"), "one");
        other.rekey(&NewKey::Same, Duration::ZERO).unwrap();
        put(&old, &key("three"), &token("three", None)).await;
        assert_eq!(access_token(&other, "three"), "three");
    }

    #[tokio::test]
    async fn a_process_that_cannot_follow_writes_nothing() {
        let places = Places::new();
        let old = places.made(KeySource::Generated).await;
        let other = places.open(KeySource::Generated).unwrap();
        other.rekey(&places.new_key(KeySource::Named), Duration::ZERO).unwrap();
        assert!(matches!(old.held(&key("one")), Err(StoreError::KeyFileNeeded)));
        let guard = old.guard(&key("one"), Duration::ZERO).await.unwrap();
        let registration = testing::registration("client");
        let refused = old.put(&guard, &registration, &token("lost", None), None, testing::now());
        assert!(matches!(refused, Err(StoreError::KeyFileNeeded)));
        assert_eq!(access_token(&other, "one"), "one");
    }

    #[tokio::test]
    async fn the_key_file_beside_the_database_is_nobodys_to_name() {
        let places = Places::new();
        let vault = places.made(KeySource::Generated).await;
        for path in ["qetta.key", "locks/../qetta.key"].map(|path| places.data().join(path)) {
            let refused = vault.rekey(&NewKey::Named(path), Duration::ZERO);
            assert!(matches!(refused, Err(StoreError::KeyFileOfOurs { .. })), "{refused:?}");
        }
        assert_eq!(access_token(&places.open(KeySource::Generated).unwrap(), "one"), "one");
    }

    #[tokio::test]
    async fn nothing_is_exchanged_while_somebody_refreshes() {
        let places = Places::new();
        let vault = places.made(KeySource::Generated).await;
        let guard = vault.guard(&key("one"), Duration::ZERO).await.unwrap();
        let before = testing::contents(&places.data());
        let refused = vault.rekey(&NewKey::Same, Duration::ZERO);
        assert!(matches!(refused, Err(StoreError::InUse { .. })));
        assert_eq!(testing::contents(&places.data()), before);
        drop(guard);
        vault.rekey(&NewKey::Same, Duration::ZERO).unwrap();
    }

    #[tokio::test]
    async fn a_secret_that_does_not_open_leaves_everything_as_it_was() {
        for now in KeySource::ALL {
            let places = Places::new();
            let vault = places.made(KeySource::Generated).await;
            let damage = "UPDATE secret SET sealed = x'00' WHERE kind = 'accounts'";
            vault.store().database.write(|to| Ok(to.execute(damage, [])?)).unwrap();
            let refused = vault.rekey(&places.new_key(now), Duration::ZERO);
            assert!(matches!(refused, Err(StoreError::Sealed)));
            drop(vault);
            assert_eq!(testing::names(&places.data()), ["locks", "qetta.db", "qetta.key"]);
            assert_eq!(places.keyring.count(), 0);
            let vault = places.open(KeySource::Generated).unwrap();
            assert_eq!(access_token(&vault, "two"), "two");
        }
    }

    /// What a process leaves that dies between two steps, put together by hand.
    #[tokio::test]
    async fn a_process_that_died_on_the_way_leaves_a_store_that_opens() {
        let copied = |from: &Path, to: &Path| std::fs::copy(from, to).unwrap();
        let places = Places::new();
        let vault = places.made(KeySource::Generated).await;
        let own = places.data().join("qetta.key");
        let next = places.data().join("qetta.key.next");
        // The new key file was written, and the database never heard of it.
        ladder::generated_next(&places.data()).unwrap();
        drop(vault);
        let vault = places.open(KeySource::Generated).unwrap();
        assert_eq!(access_token(&vault, "one"), "one");
        // The database knows the new key, and its file has not got its name yet.
        let old = places.home.path().join("old");
        copied(&own, &old);
        vault.rekey(&NewKey::Same, Duration::ZERO).unwrap();
        drop(vault);
        std::fs::rename(&own, &next).unwrap();
        std::fs::rename(&old, &own).unwrap();
        let vault = places.open(KeySource::Generated).unwrap();
        assert_eq!(access_token(&vault, "one"), "one");
        assert!(!next.exists(), "it has its name now");
        drop(vault);
        assert_eq!(access_token(&places.open(KeySource::Generated).unwrap(), "two"), "two");
    }

    #[tokio::test]
    async fn a_store_of_the_first_days_gets_a_data_key() {
        let places = Places::new();
        let vault = places.made(KeySource::Named).await;
        let first = StoreKey::parse(&[1; 32]).unwrap();
        // As it was: the key of the file seals the secrets itself.
        let keys = vault.keys();
        let id = vault.store().record().unwrap().store_id;
        let undo = |to: &Transaction<'_>| {
            reseal(to, &keys.data, &first)?;
            to.execute("DELETE FROM meta WHERE name LIKE 'root%' OR name LIKE 'wrapped%'", [])?;
            let check = first.seal(b"qetta", &format!("qetta/1 key_check {id}"))?.joined();
            to.execute("UPDATE meta SET value = ?1 WHERE name = 'key_check'", [check])?;
            Ok(())
        };
        vault.store().database.write(undo).unwrap();
        drop(vault);
        let vault = places.open(KeySource::Named).unwrap();
        assert_eq!(vault.keys().data.to_hex(), first.to_hex());
        vault.rekey(&NewKey::Same, Duration::ZERO).unwrap();
        drop(vault);
        let vault = places.open(KeySource::Named).unwrap();
        assert_ne!(vault.keys().data.to_hex(), first.to_hex());
        assert_eq!(access_token(&vault, "one"), "one");
    }
}
