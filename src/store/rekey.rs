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
                let known = record.key.as_ref();
                let opened = |key: &StoreKey| {
                    known.is_some_and(|known| known.opened(key, &record.store_id).is_some())
                };
                ladder::generated_next(self.store().folder(), opened)
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
mod tests;
