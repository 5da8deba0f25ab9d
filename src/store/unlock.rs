//! Finding a store's key, once for a new store and the same way ever after.

use crate::store::derivation::Derivation;
use crate::store::ladder::{Chosen, KeySource};
use crate::store::record::{KeyRecord, Keys, Record};
use crate::store::{Backend, KeyLadder, Store, StoreError, Vault, backend};

/// What is known of a store's key without making one, without asking anybody, and without taking one
/// out of a keyring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// None was chosen yet: the first token brings one.
    NotChosen,
    /// It rests in the keyring.
    InKeyring,
    /// It is made of a passphrase, which a person would be asked for.
    Asked,
    /// It is there, and opens the store.
    Opens,
}

impl Store {
    /// Looks for the key as [`unlock`](Self::unlock) would, and changes nothing.
    pub fn key_state(&self, ladder: &KeyLadder) -> Result<KeyState, StoreError> {
        let record = self.record()?;
        let source = record.key.as_ref().map(|key| key.source);
        let nothing_named = ladder.key_file.is_none() && ladder.passphrase.file.is_none();
        match source {
            None => ladder.check_named().map(|()| KeyState::NotChosen),
            Some(KeySource::Keyring) if nothing_named => Ok(KeyState::InKeyring),
            Some(KeySource::Passphrase) if nothing_named => Ok(KeyState::Asked),
            Some(_) => ladder.recall(&record, &self.folder).map(|_| KeyState::Opens),
        }
    }

    /// Finds the key and gives the way to the tokens. A store that has no key yet is given one by
    /// the ladder; any other takes its own, from where it was put.
    pub fn unlock(self, ladder: &KeyLadder) -> Result<Vault, StoreError> {
        self.unlock_with_secrets_in(None, ladder)
    }

    /// The same, where the secrets are to rest in `asked`. A store without a key is new, and they
    /// will; those of any other rest where they were put, and only a move brings them elsewhere.
    pub fn unlock_with_secrets_in(
        self,
        asked: Option<Backend>,
        ladder: &KeyLadder,
    ) -> Result<Vault, StoreError> {
        let this = self.with_keyring(ladder.keyring.clone());
        let new = match this.record()?.key {
            None => this.choose(asked, ladder)?,
            Some(_) => None,
        };
        if let Some((keys, chosen)) = new {
            return Ok(Vault::new(this, keys, ladder.clone(), chosen.fresh_file));
        }
        this.is_where(asked)?;
        let keys = this.keys(ladder)?;
        Ok(Vault::new(this, keys, ladder.clone(), None))
    }

    fn is_where(&self, asked: Option<Backend>) -> Result<(), StoreError> {
        let recorded = self.backend()?;
        match asked.filter(|asked| *asked != recorded) {
            Some(asked) => Err(StoreError::Elsewhere { recorded, asked }),
            None => Ok(()),
        }
    }

    /// The keys as they are now.
    pub(super) fn keys(&self, ladder: &KeyLadder) -> Result<Keys, StoreError> {
        let mut record = self.record()?;
        loop {
            let error = match ladder.recall(&record, &self.folder) {
                Ok(keys) => {
                    self.strengthen(ladder, &record, &keys);
                    return Ok(keys);
                }
                Err(error) => error,
            };
            // The key may have been exchanged between our looking at the record and at the key.
            let now = self.record()?;
            if now == record {
                return Err(error);
            }
            record = now;
        }
    }

    /// What the database says of its key.
    pub(super) fn record(&self) -> Result<Record, StoreError> {
        self.database.read(|connection| Record::read(&self.database, connection))
    }

    /// Chooses a key and records where it is, in one transaction; `None` where another process was
    /// first.
    fn choose(
        &self,
        asked: Option<Backend>,
        ladder: &KeyLadder,
    ) -> Result<Option<(Keys, Chosen)>, StoreError> {
        self.database.write(|transaction| {
            let record = Record::read(&self.database, transaction)?;
            if record.key.is_some() {
                return Ok(None);
            }
            let (keys, id) = (Keys::generate()?, &record.store_id);
            // Who wants the secrets in the keyring does not want their key in a file.
            let chosen = match asked {
                Some(Backend::Keyring) => ladder.choose_in_keyring(&self.folder, id)?,
                _ => ladder.choose(&self.folder, id)?,
            };
            if let Some(backend) = asked {
                self.place(backend)?.is_there()?;
                backend::record(transaction, backend)?;
            }
            let Chosen { key, source, derivation, .. } = &chosen;
            KeyRecord::write(transaction, id, &keys, key, *source, derivation.as_ref())?;
            Ok(Some((keys, chosen)))
        })
    }

    /// Where the passphrase was right and guessing it has become too easy, makes it harder. Whoever
    /// only came to read goes on without.
    fn strengthen(&self, ladder: &KeyLadder, record: &Record, keys: &Keys) {
        let weak = |key: &KeyRecord| key.derivation.as_ref().is_some_and(Derivation::is_weak);
        if ladder.key_file.is_some() || !record.key.as_ref().is_some_and(weak) {
            return;
        }
        let strengthened = || {
            let chosen = Chosen::of_passphrase(&ladder.passphrase.to_open()?)?;
            self.database.write(|to| {
                if Record::read(&self.database, to)? == *record {
                    let Chosen { key, source, derivation, .. } = &chosen;
                    let id = &record.store_id;
                    KeyRecord::write(to, id, keys, key, *source, derivation.as_ref())?;
                }
                Ok(())
            })
        };
        match strengthened() {
            Ok(()) => tracing::debug!("the passphrase is harder to guess from now on"),
            Err(error) => tracing::debug!(%error, "the passphrase is as easy to guess as it was"),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use zeroize::Zeroizing;

    use crate::store::key::StoreKey;
    use crate::store::keyring::fake::Keyring;
    use crate::store::testing;
    use crate::store::{KeyringAccess, PassphraseAccess, Prompt};

    fn named(path: &Path) -> KeyLadder {
        KeyLadder { key_file: Some(path.to_owned()), ..testing::ladder() }
    }

    fn faked(keyring: &Arc<Keyring>) -> KeyLadder {
        KeyLadder::of_keyring(KeyringAccess::Fake(Arc::clone(keyring)))
    }

    fn unlock(folder: &Path, ladder: &KeyLadder) -> Result<Vault, StoreError> {
        Store::create(folder).unwrap().unlock(ladder)
    }

    #[test]
    fn the_state_of_a_key_is_told_without_changing_anything() {
        let folder = tempfile::tempdir().unwrap();
        let state = |ladder: &KeyLadder| Store::create(folder.path()).unwrap().key_state(ladder);
        assert_eq!(state(&testing::ladder()).unwrap(), KeyState::NotChosen);
        let missing = state(&named(Path::new("/nowhere/key")));
        assert!(matches!(missing, Err(StoreError::KeyFileMissing { .. })));
        assert_eq!(testing::names(folder.path()), ["qetta.db"]);
        drop(unlock(folder.path(), &testing::ladder()).unwrap());
        assert_eq!(state(&testing::ladder()).unwrap(), KeyState::Opens);
        std::fs::remove_file(folder.path().join("qetta.key")).unwrap();
        assert!(matches!(state(&testing::ladder()), Err(StoreError::KeyFileMissing { .. })));
        assert_eq!(testing::names(folder.path()), ["qetta.db"]);
    }

    #[test]
    fn a_key_in_the_keyring_is_not_taken_out_to_tell_its_state() {
        let folder = tempfile::tempdir().unwrap();
        drop(unlock(folder.path(), &faked(&Arc::new(Keyring::default()))).unwrap());
        let store = Store::create(folder.path()).unwrap();
        for keyring in [Keyring::default(), Keyring::locked()] {
            let state = store.key_state(&faked(&Arc::new(keyring))).unwrap();
            assert_eq!(state, KeyState::InKeyring);
        }
    }

    #[test]
    fn a_generated_key_is_said_once_and_kept() {
        let folder = tempfile::tempdir().unwrap();
        let first = unlock(folder.path(), &testing::ladder()).unwrap();
        let fresh = first.fresh_key_file().unwrap().to_owned();
        assert_eq!(fresh, first.store().folder().join("qetta.key"));
        drop(first);
        let second = unlock(folder.path(), &testing::ladder()).unwrap();
        assert_eq!(second.fresh_key_file(), None);
        #[cfg(unix)]
        assert_eq!(testing::mode(&fresh), 0o600);
    }

    #[test]
    fn a_generated_key_that_is_gone_is_not_made_anew() {
        let folder = tempfile::tempdir().unwrap();
        drop(unlock(folder.path(), &testing::ladder()).unwrap());
        std::fs::remove_file(folder.path().join("qetta.key")).unwrap();
        let keyring = Arc::new(Keyring::default());
        for ladder in [testing::ladder(), faked(&keyring)] {
            let error = unlock(folder.path(), &ladder).unwrap_err();
            assert!(matches!(error, StoreError::KeyFileMissing { .. }));
        }
        assert_eq!(keyring.count(), 0);
        assert_eq!(testing::names(folder.path()), ["qetta.db"]);
    }

    #[test]
    fn another_key_is_refused_and_changes_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let keys = tempfile::tempdir().unwrap();
        let (right, wrong) = (keys.path().join("right"), keys.path().join("wrong"));
        testing::write(&right, &[1; 32]);
        testing::write(&wrong, &[2; 32]);
        drop(unlock(folder.path(), &named(&right)).unwrap());
        let before = testing::contents(folder.path());
        assert!(matches!(unlock(folder.path(), &named(&wrong)), Err(StoreError::WrongKey)));
        let unnamed = unlock(folder.path(), &testing::ladder());
        assert!(matches!(unnamed, Err(StoreError::KeyFileNeeded)));
        assert_eq!(testing::contents(folder.path()), before);
        assert!(unlock(folder.path(), &named(&right)).is_ok());
    }

    #[test]
    fn a_file_named_for_a_store_of_another_source_is_tried() {
        let folder = tempfile::tempdir().unwrap();
        let keys = tempfile::tempdir().unwrap();
        let (copy, wrong) = (keys.path().join("copy"), keys.path().join("wrong"));
        drop(unlock(folder.path(), &testing::ladder()).unwrap());
        std::fs::rename(folder.path().join("qetta.key"), &copy).unwrap();
        testing::write(&wrong, &[2; 32]);
        assert!(unlock(folder.path(), &named(&copy)).is_ok());
        assert!(matches!(unlock(folder.path(), &named(&wrong)), Err(StoreError::WrongKey)));
    }

    #[test]
    fn a_key_in_the_keyring_is_found_there_and_nowhere_else() {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Arc::new(Keyring::default());
        drop(unlock(folder.path(), &faked(&keyring)).unwrap());
        drop(unlock(folder.path(), &faked(&keyring)).unwrap());
        assert_eq!(keyring.count(), 1);

        let locked = unlock(folder.path(), &faked(&Arc::new(Keyring::locked())));
        assert!(matches!(locked, Err(StoreError::KeyringLocked { .. })));
        let empty = unlock(folder.path(), &faked(&Arc::new(Keyring::default())));
        assert!(matches!(empty, Err(StoreError::KeyringEmpty)));
        let off = unlock(folder.path(), &testing::ladder());
        assert!(matches!(off, Err(StoreError::KeyringOff | StoreError::KeyringNotBuilt)));
        assert_eq!(testing::names(folder.path()), ["qetta.db"]);
    }

    #[cfg(not(feature = "keyring"))]
    #[test]
    fn a_build_without_keyring_makes_do_with_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let keyring = KeyringAccess::Within(KeyringAccess::DEFAULT_DEADLINE);
        let vault = unlock(folder.path(), &KeyLadder::of_keyring(keyring)).unwrap();
        assert!(vault.fresh_key_file().is_some());
    }

    #[test]
    fn a_locked_keyring_leaves_a_new_store_with_a_file_for_good() {
        let folder = tempfile::tempdir().unwrap();
        let vault = unlock(folder.path(), &faked(&Arc::new(Keyring::locked()))).unwrap();
        assert!(vault.fresh_key_file().is_some());
        drop(vault);
        let keyring = Arc::new(Keyring::default());
        assert!(unlock(folder.path(), &faked(&keyring)).is_ok());
        assert_eq!(keyring.count(), 0);
    }

    #[test]
    fn many_first_processes_agree_on_one_key() {
        let folder = tempfile::tempdir().unwrap();
        let vaults: Vec<Vault> = std::thread::scope(|scope| {
            let first = || unlock(folder.path(), &testing::ladder()).unwrap();
            let racers: Vec<_> = (0..8).map(|_| scope.spawn(first)).collect();
            racers.into_iter().map(|racer| racer.join().unwrap()).collect()
        });
        assert_eq!(vaults.iter().filter(|vault| vault.fresh_key_file().is_some()).count(), 1);
        drop(vaults);
        assert_eq!(testing::names(folder.path()), ["qetta.db", "qetta.key"]);
        assert!(unlock(folder.path(), &testing::ladder()).is_ok());
    }

    fn locked_with(passphrase: &str) -> KeyLadder {
        let passphrase = passphrase.to_owned();
        let prompt = Prompt::new(move |_| Ok(Zeroizing::new(passphrase.clone())));
        let passphrase = PassphraseAccess { file: None, prompt: Some(prompt) };
        KeyLadder { passphrase, ..testing::ladder() }
    }

    fn in_file(path: &Path) -> KeyLadder {
        let passphrase = PassphraseAccess { file: Some(path.to_owned()), prompt: None };
        KeyLadder { passphrase, ..testing::ladder() }
    }

    fn derivation(folder: &Path) -> String {
        let select = "SELECT value FROM meta WHERE name = 'key_derivation'";
        let store = Store::find(folder).unwrap().unwrap();
        store.database.read(|from| Ok(from.query_row(select, [], |row| row.get(0))?)).unwrap()
    }

    #[tokio::test]
    async fn a_passphrase_opens_what_it_locked_and_no_other_does() {
        let folder = tempfile::tempdir().unwrap();
        let words = tempfile::tempdir().unwrap();
        let path = words.path().join("passphrase");
        testing::write(&path, "correct horse 가나다\n".as_bytes());
        let vault = unlock(folder.path(), &in_file(&path)).unwrap();
        testing::put(&vault, &testing::key("one"), &testing::token("access", None)).await;
        drop(vault);
        assert!(!testing::somewhere_in(folder.path(), "correct horse".as_bytes()));

        let right = locked_with("correct horse 가나다");
        let vault = unlock(folder.path(), &right).unwrap();
        assert!(vault.held(&testing::key("one")).unwrap().is_some());
        drop(vault);
        let before = testing::contents(folder.path());
        let wrong = unlock(folder.path(), &locked_with("correct horse 가나"));
        assert!(matches!(wrong, Err(StoreError::WrongPassphrase)));
        let nobody = unlock(folder.path(), &testing::ladder());
        assert!(matches!(nobody, Err(StoreError::PassphraseNeeded)));
        assert_eq!(testing::contents(folder.path()), before);
        let asked = Store::create(folder.path()).unwrap().key_state(&right).unwrap();
        assert_eq!(asked, KeyState::Asked);
    }

    #[test]
    fn a_passphrase_that_was_easy_to_guess_is_made_harder_once_it_was_right() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(folder.path()).unwrap();
        let (keys, weak) = (Keys::generate().unwrap(), Derivation::weak());
        let outer = weak.key("correct horse").unwrap();
        let (id, source) = (store.record().unwrap().store_id, KeySource::Passphrase);
        let written = |to: &rusqlite::Transaction<'_>| {
            KeyRecord::write(to, &id, &keys, &outer, source, Some(&weak))
        };
        store.database.write(written).unwrap();
        drop(store);

        assert!(unlock(folder.path(), &locked_with("wrong")).is_err());
        assert_eq!(derivation(folder.path()), weak.to_string());
        let vault = unlock(folder.path(), &locked_with("correct horse")).unwrap();
        assert_eq!(vault.keys().data.to_hex(), keys.data.to_hex());
        drop(vault);
        let strong = derivation(folder.path());
        assert!(!Derivation::parse(&strong).unwrap().is_weak(), "{strong}");
        unlock(folder.path(), &locked_with("correct horse")).unwrap();
        assert_eq!(derivation(folder.path()), strong, "once is enough");
    }

    #[test]
    fn a_record_that_asks_for_all_memory_is_damage() {
        let folder = tempfile::tempdir().unwrap();
        let words = tempfile::tempdir().unwrap();
        let path = words.path().join("passphrase");
        testing::write(&path, b"correct horse");
        let vault = unlock(folder.path(), &in_file(&path)).unwrap();
        let huge =
            "UPDATE meta SET value = replace(value, 'm=', 'm=9999') WHERE name = 'key_derivation'";
        vault.store().database.write(|to| Ok(to.execute(huge, [])?)).unwrap();
        drop(vault);
        let error = unlock(folder.path(), &in_file(&path)).unwrap_err();
        assert!(matches!(error, StoreError::Damaged { .. }), "{error:?}");
    }

    #[test]
    fn a_passphrase_for_a_store_that_has_none_is_not_ignored() {
        let folder = tempfile::tempdir().unwrap();
        let words = tempfile::tempdir().unwrap();
        let path = words.path().join("passphrase");
        testing::write(&path, b"correct horse");
        drop(unlock(folder.path(), &testing::ladder()).unwrap());
        let error = unlock(folder.path(), &in_file(&path)).unwrap_err();
        assert!(matches!(error, StoreError::PassphraseNotUsed { source_of_key: "generated" }));
        assert!(unlock(folder.path(), &locked_with("correct horse")).is_ok(), "nobody asks");
    }

    #[tokio::test]
    async fn a_store_of_the_first_days_opens_with_its_key_itself() {
        let folder = tempfile::tempdir().unwrap();
        let keys = tempfile::tempdir().unwrap();
        let path = keys.path().join("key");
        testing::write(&path, &[1; 32]);
        let store = Store::create(folder.path()).unwrap();
        let id = store.record().unwrap().store_id;
        let data = StoreKey::parse(&[1; 32]).unwrap();
        let check = data.seal(b"qetta", &format!("qetta/1 key_check {id}")).unwrap();
        let first_days = |to: &rusqlite::Transaction<'_>| {
            let insert = "INSERT INTO meta (name, value) VALUES (?1, ?2)";
            to.execute(insert, ("key_source", "named"))?;
            Ok(to.execute(insert, ("key_check", check.joined()))?)
        };
        store.database.write(first_days).unwrap();
        let vault = store.unlock(&named(&path)).unwrap();
        testing::put(&vault, &testing::key("one"), &testing::token("access", None)).await;
        assert_eq!(vault.keys().data.to_hex(), data.to_hex());
        drop(vault);
        let vault = unlock(folder.path(), &named(&path)).unwrap();
        assert!(vault.held(&testing::key("one")).unwrap().is_some());
    }

    #[test]
    fn the_key_of_the_source_seals_nothing_but_the_data_key() {
        let folder = tempfile::tempdir().unwrap();
        let vault = unlock(folder.path(), &testing::ladder()).unwrap();
        let file = std::fs::read(folder.path().join("qetta.key")).unwrap();
        let outer = StoreKey::parse(&file).unwrap();
        assert_ne!(outer.to_hex(), vault.keys().data.to_hex());
        assert_ne!(*vault.derived("one"), *vault.derived("two"));
    }

    #[test]
    fn a_record_that_lost_a_part_is_damage() {
        for loss in [
            "DELETE FROM meta WHERE name = 'key_check'",
            "DELETE FROM meta WHERE name = 'store_id'",
            "UPDATE meta SET value = 'elsewhere' WHERE name = 'key_source'",
            "UPDATE meta SET value = x'00' WHERE name = 'key_check'",
            "UPDATE meta SET value = 7 WHERE name = 'store_id'",
        ] {
            let folder = tempfile::tempdir().unwrap();
            let vault = unlock(folder.path(), &testing::ladder()).unwrap();
            vault.store().database.write(|to| Ok(to.execute_batch(loss)?)).unwrap();
            drop(vault);
            let error = unlock(folder.path(), &testing::ladder()).unwrap_err();
            assert!(matches!(error, StoreError::Damaged { .. }), "{loss}: {error:?}");
        }
    }
}
