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
mod tests;
