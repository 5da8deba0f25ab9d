//! The store with its key: tokens go in and come out.

use std::cell::RefCell;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use rusqlite::{Connection, Transaction};
use zeroize::Zeroizing;

use crate::model::{AccessToken, ConnectionKey, RefreshToken, RegistrationId, Token};
use crate::store::backend::Place;
use crate::store::key::{Sealed, StoreKey};
use crate::store::record::{Keys, Record};
use crate::store::renewals;
use crate::store::rows::{Kind, SealedToken, replace_secret, upsert};
use crate::store::{Backend, KeyLadder, RefreshGuard, Store, StoreError};

/// A store that was unlocked: having one is the right to read and write tokens.
#[derive(Debug)]
pub struct Vault {
    store: Store,
    /// Those that the store had when they were last looked for.
    keys: RefCell<Keys>,
    /// Where they are found again.
    ladder: KeyLadder,
    fresh_key_file: Option<PathBuf>,
}

/// A stored token with what it takes to judge it.
#[derive(Clone, Debug)]
pub struct Held {
    /// The token.
    pub token: Token,
    /// Who issued it to whom; good only while the settings say the same.
    pub registration: RegistrationId,
    /// Counts the writes: another number under the guard means that another process was faster.
    pub version: i64,
}

impl Vault {
    pub(super) fn new(
        store: Store,
        keys: Keys,
        ladder: KeyLadder,
        fresh_key_file: Option<PathBuf>,
    ) -> Self {
        Self { store, keys: RefCell::new(keys), ladder, fresh_key_file }
    }

    /// The store without its key.
    pub fn store(&self) -> &Store {
        &self.store
    }

    /// The key file that was made just now, of which the user should hear once.
    pub fn fresh_key_file(&self) -> Option<&Path> {
        self.fresh_key_file.as_deref()
    }

    /// Waits until no other process refreshes this connection, and keeps them from it.
    pub async fn guard(
        &self,
        key: &ConnectionKey,
        wait: Duration,
    ) -> Result<RefreshGuard, StoreError> {
        self.store.guard(key, wait).await
    }

    /// The token of a connection.
    pub fn held(&self, key: &ConnectionKey) -> Result<Option<Held>, StoreError> {
        let backend = self.store.backend()?;
        let held = self.held_in(backend, key);
        match held {
            Ok(Some(_)) => held,
            // It may have moved while we looked for it.
            _ if self.store.backend()? == backend => held,
            _ => self.held_in(self.store.backend()?, key),
        }
    }

    fn held_in(&self, backend: Backend, key: &ConnectionKey) -> Result<Option<Held>, StoreError> {
        match self.store.place(backend)? {
            Place::Database => self.held_in_database(key),
            Place::Items(items) => self.held_in_items(&items, key),
        }
    }

    /// What the database holds of it.
    pub(super) fn held_in_database(&self, key: &ConnectionKey) -> Result<Option<Held>, StoreError> {
        let found = self.read(|from, with| {
            let found = SealedToken::find(from, key)?;
            found.map(|row| self.opened(with, key, row)).transpose()
        })?;
        if found.is_none() {
            self.store.database.lacks(key)?;
        }
        Ok(found)
    }

    /// Stores a new token of the connection that is guarded; on the disk when it returns. The answer
    /// is its version.
    ///
    /// Where the answer had no refresh token the old one stays (RFC 6749 §6), and so does the user's
    /// id, as long as the token comes from the same registration. A renewal that was begun has come to
    /// its end with it.
    pub fn put(
        &self,
        guard: &RefreshGuard,
        registration: &RegistrationId,
        token: &Token,
        provider_user_id: Option<&str>,
        now: Timestamp,
    ) -> Result<i64, StoreError> {
        let key = guard.key();
        // It stays there: who would move it waits for the guard.
        if let Place::Items(items) = self.store.place(self.store.backend()?)? {
            return self.put_into_items(&items, key, registration, token, provider_user_id, now);
        }
        self.write(|to, with| {
            let (id, version) = upsert(to, key, registration, token, provider_user_id, now)?;
            let access = sealed(with, key, Kind::AccessToken, token.access_token.expose())?;
            replace_secret(to, id, Kind::AccessToken, &access)?;
            if let Some(refresh) = &token.refresh_token {
                let refresh = sealed(with, key, Kind::RefreshToken, refresh.expose())?;
                replace_secret(to, id, Kind::RefreshToken, &refresh)?;
            }
            renewals::ended(to, id)?;
            Ok(version)
        })
    }

    /// Another key, for what else wants one; it follows from this store's, and stays when the data
    /// key is exchanged.
    pub fn derived(&self, label: &str) -> Zeroizing<[u8; 32]> {
        self.keys.borrow().root.derived(label).into_bytes()
    }

    /// What other keys follow from.
    pub(super) fn root(&self) -> StoreKey {
        self.keys.borrow().root.clone()
    }

    /// Where the keys are found again.
    pub(super) fn ladder(&self) -> &KeyLadder {
        &self.ladder
    }

    /// From now on these are the keys.
    pub(super) fn replace_keys(&self, keys: Keys) {
        self.keys.replace(keys);
    }

    /// The keys as they are at this moment.
    #[cfg(test)]
    pub(super) fn keys(&self) -> Keys {
        self.keys.borrow().clone()
    }

    /// Reads what is sealed. Where it does not open, the data key may have been exchanged since we
    /// came: then it is read once more, with the new one.
    pub(super) fn read<T>(
        &self,
        work: impl Fn(&Connection, &StoreKey) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        let try_once = || {
            let data = self.keys.borrow().data.clone();
            self.store.database.read(|from| work(from, &data))
        };
        match try_once() {
            Err(StoreError::Sealed) if self.store.database.read(|from| self.catch_up(from))? => {
                try_once()
            }
            outcome => outcome,
        }
    }

    /// Writes what is sealed, with the data key that the store has at that moment and no other.
    pub(super) fn write<T>(
        &self,
        work: impl FnOnce(&Transaction<'_>, &StoreKey) -> Result<T, StoreError>,
    ) -> Result<T, StoreError> {
        self.store.database.write(|to| {
            self.catch_up(to)?;
            let data = self.keys.borrow().data.clone();
            work(to, &data)
        })
    }

    /// Looks for the keys again where they are no longer ours; says whether they were not.
    fn catch_up(&self, connection: &Connection) -> Result<bool, StoreError> {
        if Record::generation(connection)? == self.keys.borrow().generation {
            return Ok(false);
        }
        let keys = self.store.keys(&self.ladder)?;
        self.keys.replace(keys);
        Ok(true)
    }

    fn opened(
        &self,
        with: &StoreKey,
        key: &ConnectionKey,
        row: SealedToken,
    ) -> Result<Held, StoreError> {
        let lost = || self.store.database.damaged("a connection has lost its access token");
        let access = open(with, key, Kind::AccessToken, &row.access.ok_or_else(lost)?)?;
        let access_token = AccessToken::new(access);
        let refresh = row.refresh.map(|sealed| open(with, key, Kind::RefreshToken, &sealed));
        let token = Token {
            access_token,
            refresh_token: refresh.transpose()?.map(RefreshToken::new),
            token_type: row.token_type,
            scope: row.scope,
            issued_at: row.issued_at,
            expires_in: row.expires_in,
        };
        Ok(Held { token, registration: row.registration, version: row.version })
    }
}

/// Seals a secret of a connection.
pub(super) fn sealed(
    with: &StoreKey,
    key: &ConnectionKey,
    kind: Kind,
    secret: &str,
) -> Result<Sealed, StoreError> {
    with.seal(secret.as_bytes(), &kind.context(key))
}

/// Opens a secret of a connection.
pub(super) fn open(
    with: &StoreKey,
    key: &ConnectionKey,
    kind: Kind,
    sealed: &Sealed,
) -> Result<String, StoreError> {
    let opened = with.open(sealed, &kind.context(key)).ok_or(StoreError::Sealed)?;
    let secret = std::str::from_utf8(&opened).map_err(|_| StoreError::Sealed)?;
    Ok(secret.to_owned())
}

#[cfg(test)]
mod tests;
