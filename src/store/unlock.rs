//! Finding a store's key, once for a new store and the same way ever after.

use rusqlite::Connection;

use crate::store::key::{Sealed, StoreKey};
use crate::store::ladder::{Chosen, KeySource};
use crate::store::{KeyLadder, Store, StoreError, Vault};

/// What is sealed to tell the store's key from every other.
const CHECKED: &[u8] = b"qetta";

/// What the database says about its key.
struct Record {
    store_id: String,
    /// Where the key is, and what only that key opens; `None` before the first one was chosen.
    key: Option<(KeySource, Sealed)>,
}

/// What is known of a store's key without making one, and without taking one out of a keyring.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyState {
    /// None was chosen yet: the first token brings one.
    NotChosen,
    /// It rests in the keyring.
    InKeyring,
    /// It is there, and opens the store.
    Opens,
}

impl Store {
    /// Looks for the key as [`unlock`](Self::unlock) would, and changes nothing.
    pub fn key_state(&self, ladder: &KeyLadder) -> Result<KeyState, StoreError> {
        let record = self.database.read(|connection| self.record(connection))?;
        match &record.key {
            None => ladder.check_named().map(|()| KeyState::NotChosen),
            Some((KeySource::Keyring, _)) if ladder.key_file.is_none() => Ok(KeyState::InKeyring),
            Some(_) => self.recall(ladder, &record).map(|_| KeyState::Opens),
        }
    }

    /// Finds the key and gives the way to the tokens. A store that has no key yet is given one by
    /// the ladder; any other takes its own, from where it was put.
    pub fn unlock(self, ladder: &KeyLadder) -> Result<Vault, StoreError> {
        let mut record = self.database.read(|connection| self.record(connection))?;
        if record.key.is_none() {
            if let Some(Chosen { key, fresh_file, .. }) = self.choose(ladder)? {
                return Ok(Vault::new(self, key, fresh_file));
            }
            record = self.database.read(|connection| self.record(connection))?;
        }
        let key = self.recall(ladder, &record)?;
        Ok(Vault::new(self, key, None))
    }

    /// Chooses a key and records where it is, in one transaction; `None` where another process was
    /// first.
    fn choose(&self, ladder: &KeyLadder) -> Result<Option<Chosen>, StoreError> {
        self.database.write(|transaction| {
            let Record { store_id, key: None } = self.record(transaction)? else { return Ok(None) };
            let chosen = ladder.choose(&self.folder, &store_id)?;
            let check = chosen.key.seal(CHECKED, &context(&store_id))?;
            let insert = "INSERT INTO meta (name, value) VALUES (?1, ?2)";
            transaction.execute(insert, ("key_source", chosen.source.as_str()))?;
            transaction.execute(insert, ("key_check", check.joined()))?;
            Ok(Some(chosen))
        })
    }

    fn recall(&self, ladder: &KeyLadder, record: &Record) -> Result<StoreKey, StoreError> {
        let Some((source, check)) = &record.key else {
            return Err(self.database.damaged("it forgot its key"));
        };
        let key = ladder.recall(*source, &self.folder, &record.store_id)?;
        let fits = key.open(check, &context(&record.store_id)).is_some();
        if fits { Ok(key) } else { Err(StoreError::WrongKey) }
    }

    fn record(&self, connection: &Connection) -> Result<Record, StoreError> {
        let (mut store_id, mut source, mut check) = (None, None, None);
        let mut statement = connection.prepare("SELECT name, value FROM meta")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            match row.get_ref(0)?.as_str().unwrap_or_default() {
                "store_id" => store_id = Some(row.get::<_, String>(1)?),
                "key_source" => source = Some(row.get::<_, String>(1)?),
                "key_check" => check = Some(row.get::<_, Vec<u8>>(1)?),
                _ => {}
            }
        }
        let damaged = |reason| self.database.damaged(reason);
        let store_id = store_id.ok_or_else(|| damaged("it has no id"))?;
        let key = match (source, check) {
            (None, None) => None,
            (Some(source), Some(check)) => {
                let known = KeySource::from_stored(&source).zip(Sealed::split(&check));
                Some(known.ok_or_else(|| damaged("its key is in a place unknown here"))?)
            }
            _ => return Err(damaged("half of what it knew of its key is gone")),
        };
        Ok(Record { store_id, key })
    }
}

/// What the check is bound to, so that it cannot be taken for a token or for another store's.
fn context(store_id: &str) -> String {
    format!("qetta/1 key_check {store_id}")
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;

    use super::*;
    use crate::store::KeyringAccess;
    use crate::store::keyring::fake::Keyring;
    use crate::store::testing;

    fn named(path: &Path) -> KeyLadder {
        KeyLadder { key_file: Some(path.to_owned()), keyring: KeyringAccess::Off }
    }

    fn faked(keyring: &Arc<Keyring>) -> KeyLadder {
        KeyLadder { key_file: None, keyring: KeyringAccess::Fake(Arc::clone(keyring)) }
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
        let vault = unlock(folder.path(), &KeyLadder { key_file: None, keyring }).unwrap();
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
