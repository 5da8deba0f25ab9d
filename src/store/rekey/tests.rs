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
    ladder::generated_next(&places.data(), |_| false).unwrap();
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
