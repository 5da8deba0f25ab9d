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
            self.store.database.whole()?;
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
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::store::testing::{self, key, put, token};

    fn folder() -> tempfile::TempDir {
        tempfile::tempdir().unwrap()
    }

    /// The access and refresh token that a connection holds.
    fn tokens(vault: &Vault, key: &ConnectionKey) -> (String, Option<String>) {
        let token = vault.held(key).unwrap().unwrap().token;
        let refresh = token.refresh_token.map(|token| token.expose().to_owned());
        (token.access_token.expose().to_owned(), refresh)
    }

    fn altered(vault: &Vault, statement: &str) {
        let changed = vault.store.database.write(|to| Ok(to.execute(statement, [])?)).unwrap();
        assert!(changed > 0, "{statement}");
    }

    #[tokio::test]
    async fn what_goes_in_comes_out_of_another_process() {
        let folder = folder();
        let vault = testing::vault(folder.path());
        assert!(vault.held(&key("one")).unwrap().is_none());
        put(&vault, &key("one"), &token("access", Some("refresh"))).await;
        drop(vault);

        let vault = testing::vault(folder.path());
        let held = vault.held(&key("one")).unwrap().unwrap();
        assert_eq!(tokens(&vault, &key("one")), ("access".into(), Some("refresh".into())));
        assert_eq!(held.token.token_type, "Bearer");
        assert_eq!(held.token.scope, "ca");
        assert_eq!(held.token.issued_at, testing::now());
        assert_eq!(held.token.expires_in, Some(3_600));
        assert_eq!(held.registration, testing::registration("client"));
        assert_eq!(held.version, 1);
        assert!(vault.held(&key("two")).unwrap().is_none());
    }

    #[tokio::test]
    async fn a_refresh_counts_up_and_keeps_what_the_answer_left_out() {
        let folder = folder();
        let vault = testing::vault(folder.path());
        put(&vault, &key("one"), &token("first", Some("refresh"))).await;
        let guard = vault.guard(&key("one"), Duration::ZERO).await.unwrap();
        let later = testing::now() + SignedDuration::from_hours(1);
        let registration = testing::registration("client");
        vault.put(&guard, &registration, &token("second", None), None, later).unwrap();

        assert_eq!(tokens(&vault, &key("one")), ("second".into(), Some("refresh".into())));
        assert_eq!(vault.held(&key("one")).unwrap().unwrap().version, 2);
        let facts = vault.store().connection(&key("one")).unwrap().unwrap();
        assert_eq!(facts.provider_user_id.as_deref(), Some("user 1"));
        assert_eq!((facts.connected_at, facts.updated_at), (testing::now(), later));

        vault.put(&guard, &registration, &token("third", Some("new")), None, later).unwrap();
        assert_eq!(tokens(&vault, &key("one")), ("third".into(), Some("new".into())));
        assert_eq!(vault.held(&key("one")).unwrap().unwrap().version, 3);
    }

    #[tokio::test]
    async fn nothing_of_another_client_is_kept() {
        let folder = folder();
        let vault = testing::vault(folder.path());
        put(&vault, &key("one"), &token("first", Some("refresh"))).await;
        let guard = vault.guard(&key("one"), Duration::ZERO).await.unwrap();
        let other = testing::registration("another client");
        vault.put(&guard, &other, &token("second", None), None, testing::now()).unwrap();
        assert_eq!(tokens(&vault, &key("one")), ("second".into(), None));
        let facts = vault.store().connection(&key("one")).unwrap().unwrap();
        assert_eq!(facts.provider_user_id, None);
        assert_eq!(vault.held(&key("one")).unwrap().unwrap().registration, other);
    }

    #[tokio::test]
    async fn no_token_is_anywhere_in_the_folder() {
        let folder = folder();
        let vault = testing::vault(folder.path());
        put(&vault, &key("one"), &token("access canary", Some("refresh canary"))).await;
        assert!(!testing::somewhere_in(folder.path(), b"canary"));
        assert!(testing::somewhere_in(folder.path(), b"Bearer"));
        drop(vault);
        assert!(!testing::somewhere_in(folder.path(), b"canary"));
    }

    #[tokio::test]
    async fn a_token_does_not_open_in_anothers_place() {
        for other in [
            "other.connection_id <> secret.connection_id AND other.kind = secret.kind",
            "other.connection_id = secret.connection_id AND other.kind <> secret.kind",
        ] {
            let folder = folder();
            let vault = testing::vault(folder.path());
            for account in ["one", "two"] {
                put(&vault, &key(account), &token("access", Some("refresh"))).await;
            }
            let select = format!("SELECT nonce, sealed FROM secret AS other WHERE {other}");
            altered(&vault, &format!("UPDATE secret SET (nonce, sealed) = ({select})"));
            assert!(matches!(vault.held(&key("one")), Err(StoreError::Sealed)), "{other}");
        }
    }

    #[tokio::test]
    async fn a_token_that_was_altered_or_lost_is_an_error_and_not_a_token() {
        let folder = folder();
        let vault = testing::vault(folder.path());
        put(&vault, &key("one"), &token("access", Some("refresh"))).await;
        altered(&vault, "UPDATE secret SET sealed = zeroblob(22) WHERE kind = 'access_token'");
        assert!(matches!(vault.held(&key("one")), Err(StoreError::Sealed)));
        altered(&vault, "UPDATE secret SET sealed = x'' WHERE kind = 'access_token'");
        assert!(matches!(vault.held(&key("one")), Err(StoreError::Sealed)));
        altered(&vault, "UPDATE secret SET nonce = x'00' WHERE kind = 'access_token'");
        assert!(matches!(vault.held(&key("one")), Err(StoreError::Damaged { .. })));
        altered(&vault, "DELETE FROM secret WHERE kind = 'access_token'");
        assert!(matches!(vault.held(&key("one")), Err(StoreError::Damaged { .. })));
    }

    #[tokio::test]
    async fn any_name_that_people_may_choose_keeps_its_own_token() {
        let folder = folder();
        let vault = testing::vault(folder.path());
        let names = ["'", "\"", "';--", "%", "_", "가나다", "\\", "a:1", "../..", "NULL"];
        let longest = ["가".repeat(64), "'".repeat(64)];
        let names = names.into_iter().chain(longest.iter().map(String::as_str));
        let keys: Vec<ConnectionKey> = names
            .flat_map(|name| {
                let profile = ConnectionKey { profile: name.parse().unwrap(), ..key("default") };
                [key(name), profile]
            })
            .collect();
        for key in &keys {
            put(&vault, key, &token(&key.canonical(), None)).await;
        }
        for key in &keys {
            assert_eq!(tokens(&vault, key), (key.canonical(), None));
        }
    }

    #[tokio::test]
    async fn a_debugged_vault_shows_no_secret() {
        let folder = folder();
        let vault = testing::vault(folder.path());
        put(&vault, &key("one"), &token("canary", Some("canary"))).await;
        let key_file = std::fs::read_to_string(vault.fresh_key_file().unwrap()).unwrap();
        let shown = format!("{vault:?} {:?}", vault.held(&key("one")));
        assert!(!shown.contains("canary") && !shown.contains(key_file.trim()), "{shown}");
    }

    #[test]
    fn writers_in_parallel_lose_nothing() {
        for open in [testing::vault, testing::shared_vault] {
            let folder = folder();
            let write = |account: String| {
                let vault = open(folder.path());
                let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
                runtime.unwrap().block_on(put(&vault, &key(&account), &token(&account, None)));
            };
            std::thread::scope(|scope| {
                for account in 0..8 {
                    scope.spawn(move || write(account.to_string()));
                }
            });
            let vault = open(folder.path());
            for account in (0..8).map(|account| account.to_string()) {
                assert_eq!(tokens(&vault, &key(&account)).0, account);
            }
        }
    }

    #[tokio::test]
    async fn a_store_that_machines_share_does_all_that_one_of_this_machine_does() {
        let folder = folder();
        let vault = testing::shared_vault(folder.path());
        for account in ["one", "two"] {
            put(&vault, &key(account), &token("canary", Some("refresh canary"))).await;
        }
        vault.keep_accounts(&key("one"), "a list").unwrap();
        let other = testing::shared_vault(folder.path());
        let from = other.guard(&key("one"), Duration::ZERO).await.unwrap();
        let to = other.guard(&key("three"), Duration::ZERO).await.unwrap();
        assert!(vault.guard(&key("one"), Duration::ZERO).await.is_err());
        assert_eq!(other.rename(&from, &to).unwrap(), crate::store::Renamed::Done);
        drop((from, to));
        assert_eq!(tokens(&vault, &key("three")).0, "canary");
        assert_eq!(vault.accounts(&key("three")).unwrap().as_deref(), Some("a list"));
        put(&vault, &key("three"), &token("canary two", None)).await;
        assert_eq!(other.held(&key("three")).unwrap().unwrap().version, 2);
        assert_eq!(other.store().connections(&testing::profile()).unwrap().len(), 2);
        let ciphertexts = testing::ciphertexts(&vault, &key("two"));
        assert!(vault.store().forget(&key("two")).unwrap());
        for ciphertext in &ciphertexts {
            assert!(!testing::somewhere_in(folder.path(), ciphertext));
        }
        assert!(!testing::somewhere_in(folder.path(), b"canary"));
    }
}
