//! A vault whose tokens rest outside of the database.
//!
//! An item has secrets and facts, and is written before the database's: whatever happens in between,
//! nothing is lost. What the database then says too little of is mended by whoever reads the item
//! next.

use jiff::Timestamp;

use crate::model::{ConnectionKey, RegistrationId, Token};
use crate::store::items::Items;
use crate::store::kept::Kept;
use crate::store::rows::{known, number, upsert};
use crate::store::{Held, RefreshGuard, StoreError, Vault, renewals, strays};

impl Vault {
    /// The token of a connection. One that the database knows has an item, or had one.
    pub(super) fn held_in_items(
        &self,
        items: &Items,
        key: &ConnectionKey,
    ) -> Result<Option<Held>, StoreError> {
        let known = self.store().database.read(|connection| Ok(known(connection, key)?))?;
        // Every item was announced: the keyring need not be asked for what nobody knows.
        let Some((version, _)) = known else {
            self.store().database.lacks(key)?;
            return Ok(None);
        };
        let Some(kept) = kept(items, key)? else {
            // The kernel forgets, and everybody knows: it is as if there never was one. So it is
            // where a process was killed before it wrote the first.
            let gone = version > 0 && !items.are_short_lived();
            return if gone { Err(StoreError::gone(key)) } else { Ok(None) };
        };
        if version < kept.held.version {
            self.mend_facts(items, key)?;
        }
        Ok(Some(kept.held))
    }

    /// Writes the item, and then the facts. The answer is the token's version.
    pub(super) fn put_into_items(
        &self,
        items: &Items,
        key: &ConnectionKey,
        registration: &RegistrationId,
        token: &Token,
        provider_user_id: Option<&str>,
        now: Timestamp,
    ) -> Result<i64, StoreError> {
        let known = self.store().database.read(|connection| Ok(known(connection, key)?))?;
        let old = match known.as_ref().map(|_| kept(items, key)) {
            // What cannot be read any more is what a new login replaces.
            None | Some(Err(StoreError::SecretMalformed { .. })) => None,
            Some(old) => old?,
        };
        let counted = old.as_ref().map_or(0, |old| old.held.version);
        let version = known.as_ref().map_or(0, |(version, _)| *version).max(counted) + 1;
        let mut held = Held { token: token.clone(), registration: registration.clone(), version };
        let mut provider_user_id = provider_user_id.map(str::to_owned);
        if let Some(old) = old.filter(|old| old.held.registration == *registration) {
            held.token.refresh_token = held.token.refresh_token.or(old.held.token.refresh_token);
            provider_user_id = provider_user_id.or(old.provider_user_id);
        }
        let kept = Kept { held, provider_user_id };
        if known.is_none() {
            // What is there is another connection's, of a renaming that was killed.
            items.remove(key)?;
            self.announce(key, &kept, now)?;
        }
        items.write(key, &kept.written(key)?)?;
        self.write_facts(key, &kept, now)?;
        Ok(version)
    }

    /// Writes the facts of a connection whose first item is about to be written, under a number that
    /// says so: no item is ever in a keyring that the database knows nothing of.
    fn announce(&self, key: &ConnectionKey, kept: &Kept, now: Timestamp) -> Result<(), StoreError> {
        let first = Held { version: 0, ..kept.held.clone() };
        let user = kept.provider_user_id.clone();
        self.write_facts(key, &Kept { held: first, provider_user_id: user }, now)
    }

    /// Writes what the item says into the database, unless somebody is about to write both.
    fn mend_facts(&self, items: &Items, key: &ConnectionKey) -> Result<(), StoreError> {
        let Some(_guard) = RefreshGuard::at_once(self.store().folder(), key)? else {
            return Ok(());
        };
        match kept(items, key)? {
            Some(kept) => self.write_facts(key, &kept, kept.held.token.issued_at),
            None => Ok(()),
        }
    }

    /// Writes the facts of an item; its secrets stay where they are.
    pub(super) fn write_facts(
        &self,
        key: &ConnectionKey,
        kept: &Kept,
        now: Timestamp,
    ) -> Result<(), StoreError> {
        let Held { token, registration, version } = &kept.held;
        let user = kept.provider_user_id.as_deref();
        self.store().database.write(|to| {
            let (id, _) = upsert(to, key, registration, token, user, now)?;
            number(to, id, *version)?;
            renewals::ended(to, id)?;
            Ok(strays::settled(to, key)?)
        })
    }
}

/// The item of a connection, where there is one.
pub(super) fn kept(items: &Items, key: &ConnectionKey) -> Result<Option<Kept>, StoreError> {
    items.read(key)?.map(|bytes| Kept::read(key, &bytes)).transpose()
}

#[cfg(test)]
mod tests {
    use std::path::Path;
    use std::sync::Arc;
    use std::time::Duration;

    use super::*;
    use crate::store::backend::Place;
    use crate::store::keyring::fake::Keyring;
    use crate::store::testing::{self, key, now, put, registration, token};
    use crate::store::{Backend, KeyLadder, KeySource, KeyringAccess, Store};

    fn ladder(keyring: &Arc<Keyring>) -> KeyLadder {
        KeyLadder::of_keyring(KeyringAccess::Fake(Arc::clone(keyring)))
    }

    fn vault(folder: &Path, keyring: &Arc<Keyring>) -> Result<Vault, StoreError> {
        let store = Store::create(folder).unwrap();
        store.unlock_with_secrets_in(Some(Backend::Keyring), &ladder(keyring))
    }

    /// A store in a keyring with a connection `one`.
    async fn stored() -> (tempfile::TempDir, Arc<Keyring>, Vault) {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Arc::new(Keyring::default());
        let vault = vault(folder.path(), &keyring).unwrap();
        put(&vault, &key("one"), &token("access canary", Some("refresh canary"))).await;
        (folder, keyring, vault)
    }

    fn tokens(vault: &Vault, key: &ConnectionKey) -> (String, Option<String>, i64) {
        let held = vault.held(key).unwrap().unwrap();
        let refresh = held.token.refresh_token.map(|token| token.expose().to_owned());
        (held.token.access_token.expose().to_owned(), refresh, held.version)
    }

    #[tokio::test]
    async fn the_keyring_has_the_secrets_and_the_database_the_facts() {
        let (folder, keyring, vault) = stored().await;
        assert_eq!(
            tokens(&vault, &key("one")),
            ("access canary".into(), Some("refresh canary".into()), 1)
        );
        assert!(testing::ciphertexts(&vault, &key("one")).is_empty());
        assert!(!testing::somewhere_in(folder.path(), b"canary"));
        assert_eq!(keyring.count(), 2, "the store's key and the item");
        let facts = vault.store().connection(&key("one")).unwrap().unwrap();
        assert_eq!(facts.provider_user_id.as_deref(), Some("user 1"));
        assert_eq!(facts.expires_at, token("access", None).expires_at());
        let shown = format!("{vault:?}");
        assert!(!shown.contains("access canary"), "{shown}");
    }

    #[tokio::test]
    async fn a_renewal_counts_up_and_keeps_what_the_answer_left_out() {
        let (_folder, _, vault) = stored().await;
        let guard = vault.guard(&key("one"), Duration::ZERO).await.unwrap();
        let client = registration("client");
        let version = vault.put(&guard, &client, &token("second", None), None, now()).unwrap();
        assert_eq!(version, 2);
        assert_eq!(
            tokens(&vault, &key("one")),
            ("second".into(), Some("refresh canary".into()), 2)
        );
        let other = registration("another client");
        vault.put(&guard, &other, &token("third", None), None, now()).unwrap();
        assert_eq!(tokens(&vault, &key("one")), ("third".into(), None, 3));
        let facts = vault.store().connection(&key("one")).unwrap().unwrap();
        assert_eq!(facts.provider_user_id, None);
    }

    #[tokio::test]
    async fn an_item_that_is_newer_than_the_database_is_the_truth_and_is_made_known() {
        let (_folder, _, vault) = stored().await;
        let guard = vault.guard(&key("one"), Duration::ZERO).await.unwrap();
        let scope = || vault.store().connection(&key("one")).unwrap().unwrap().scope;
        let old = "UPDATE connection SET version = version - 1, scope = 'of before'";
        // The process was killed between the two writes: of a first token, and of a later one.
        for version in [1, 2] {
            vault.begin_renewal(&guard, version - 1, now()).unwrap();
            vault.store().database.write(|to| Ok(to.execute(old, [])?)).unwrap();
            assert_eq!(tokens(&vault, &key("one")).2, version);
            assert_eq!(scope(), "of before", "its writer may live");
            let again = vault.guard(&key("one"), Duration::ZERO).await;
            assert!(again.is_err());
            if version == 1 {
                let client = registration("client");
                vault.put(&guard, &client, &token("second", None), None, now()).unwrap();
            }
        }
        drop(guard);
        assert_eq!(tokens(&vault, &key("one")).0, "second");
        assert_eq!(scope(), "ca");
        assert_eq!(vault.store().unfinished(&key("one")).unwrap(), None, "it has come to its end");
    }

    #[tokio::test]
    async fn who_is_killed_before_the_first_item_leaves_a_connection_that_never_was() {
        let (_folder, keyring, vault) = stored().await;
        keyring.fail_at(1);
        let guard = vault.guard(&key("two"), Duration::ZERO).await.unwrap();
        let client = registration("client");
        vault.put(&guard, &client, &token("lost", None), None, now()).unwrap_err();
        keyring.fail_at(0);
        assert!(vault.held(&key("two")).unwrap().is_none());
        assert_eq!(vault.put(&guard, &client, &token("kept", None), None, now()).unwrap(), 1);
        assert_eq!(tokens(&vault, &key("two")), ("kept".into(), None, 1));
    }

    #[tokio::test]
    async fn what_a_killed_renaming_left_is_never_taken_for_a_first_token() {
        for call in 1..6 {
            let (_folder, keyring, vault) = stored().await;
            let Place::Items(items) = vault.store().place(Backend::Keyring).unwrap() else {
                panic!("a keyring")
            };
            let of_one = super::kept(&items, &key("one")).unwrap().unwrap();
            vault.store().database.write(|to| Ok(strays::noted(to, &key("two"))?)).unwrap();
            items.write(&key("two"), &of_one.written(&key("two")).unwrap()).unwrap();
            let guard = vault.guard(&key("two"), Duration::ZERO).await.unwrap();
            keyring.fail_at(call);
            let client = registration("client");
            let _ = vault.put(&guard, &client, &token("second", None), None, now());
            keyring.fail_at(0);
            let held = vault.held(&key("two")).unwrap();
            let found = held.map(|held| held.token.access_token.expose().to_owned());
            assert!(matches!(found.as_deref(), None | Some("second")), "{call}: another's token");
        }
    }

    #[tokio::test]
    async fn an_item_that_is_gone_locked_or_anothers_is_told_apart() {
        let (folder, keyring, vault) = stored().await;
        put(&vault, &key("two"), &token("second canary", None)).await;
        keyring.alter(|items| {
            let of_tokens = |name: &&String| !name.starts_with("store key");
            let names: Vec<String> = items.keys().filter(of_tokens).cloned().collect();
            let one = items[&names[0]].clone();
            items.insert(names[1].clone(), one.clone());
            items.insert(names[0].clone(), one);
        });
        let found = [vault.held(&key("one")), vault.held(&key("two"))];
        let swapped = found.iter().filter(|found| found.is_err());
        assert_eq!(swapped.count(), 1, "one of them is at home");
        let wrong = found.into_iter().find_map(Result::err).unwrap();
        assert!(matches!(wrong, StoreError::SecretMalformed { .. }));
        assert!(!format!("{wrong:?} {wrong}").contains("canary"));

        keyring.alter(|items| items.retain(|name, _| name.starts_with("store key")));
        assert!(matches!(vault.held(&key("one")), Err(StoreError::SecretGone { .. })));
        assert!(vault.held(&key("three")).unwrap().is_none());
        drop(vault);
        let locked = super::tests::vault(folder.path(), &Arc::new(Keyring::locked()));
        assert!(matches!(locked, Err(StoreError::KeyringLocked { .. })));
        let emptied = super::tests::vault(folder.path(), &Arc::new(Keyring::default()));
        assert!(matches!(emptied, Err(StoreError::KeyringEmpty)));
    }

    #[tokio::test]
    async fn a_login_replaces_what_cannot_be_read_any_more() {
        let (_folder, keyring, vault) = stored().await;
        keyring.alter(|items| {
            for (name, bytes) in items.iter_mut().filter(|(name, _)| !name.starts_with("store")) {
                assert!(!name.is_empty());
                *bytes = b"else".to_vec();
            }
        });
        assert!(vault.held(&key("one")).is_err());
        put(&vault, &key("one"), &token("anew", None)).await;
        assert_eq!(tokens(&vault, &key("one")), ("anew".into(), None, 2));
    }

    #[tokio::test]
    async fn what_is_forgotten_leaves_the_keyring_first() {
        let (folder, keyring, vault) = stored().await;
        drop(vault);
        let store = Store::find(folder.path()).unwrap().unwrap();
        let off = store.forget(&key("one"));
        assert!(matches!(off, Err(StoreError::KeyringOff | StoreError::KeyringNotBuilt)));
        assert!(store.connection(&key("one")).unwrap().is_some(), "it stays where it is known");
        let store = store.with_keyring(KeyringAccess::Fake(Arc::clone(&keyring)));
        assert!(store.forget(&key("one")).unwrap());
        assert!(!store.forget(&key("one")).unwrap());
        assert_eq!(keyring.count(), 1, "the store's key");
    }

    #[tokio::test]
    async fn a_keyring_that_fails_leaves_the_old_token_and_a_new_store_without_one() {
        let (_folder, keyring, vault) = stored().await;
        let guard = vault.guard(&key("one"), Duration::ZERO).await.unwrap();
        keyring.fail_at(1);
        let client = registration("client");
        let failed = vault.put(&guard, &client, &token("second", None), None, now());
        assert!(matches!(failed, Err(StoreError::KeyringUnreachable { .. })));
        assert_eq!(tokens(&vault, &key("one")).0, "access canary");

        let folder = tempfile::tempdir().unwrap();
        let locked = super::tests::vault(folder.path(), &Arc::new(Keyring::locked()));
        assert!(matches!(locked, Err(StoreError::KeyringLocked { .. })));
        let store = Store::create(folder.path()).unwrap();
        assert_eq!(store.backend().unwrap(), Backend::Sqlite, "nothing was chosen");
        assert_eq!(store.overview().unwrap().key_source, None);
        assert_eq!(testing::names(folder.path()), ["qetta.db", "qetta.db-shm", "qetta.db-wal"]);
    }

    #[tokio::test]
    async fn another_place_than_the_recorded_one_is_refused_and_none_is_fine() {
        let (folder, keyring, vault) = stored().await;
        assert_eq!(vault.store().overview().unwrap().key_source, Some(KeySource::Keyring));
        drop(vault);
        let open = |asked| {
            let store = Store::create(folder.path()).unwrap();
            store.unlock_with_secrets_in(asked, &ladder(&keyring))
        };
        let refused = open(Some(Backend::Sqlite)).unwrap_err();
        assert!(matches!(
            refused,
            StoreError::Elsewhere { recorded: Backend::Keyring, asked: Backend::Sqlite }
        ));
        for asked in [None, Some(Backend::Keyring)] {
            assert_eq!(tokens(&open(asked).unwrap(), &key("one")).0, "access canary");
        }
    }
}
