//! Giving a connection another name. Its secrets are bound to the old one, so they are opened there
//! and sealed for the new one, all of them or none.

use rusqlite::Transaction;
use zeroize::Zeroizing;

use crate::model::ConnectionKey;
use crate::store::backend::Place;
use crate::store::facts::columns;
use crate::store::items::Items;
use crate::store::key::Sealed;
use crate::store::outside::kept;
use crate::store::rows::{Kind, id_of, known, replace_secret};
use crate::store::vault::{open, sealed as resealed};
use crate::store::{RefreshGuard, StoreError, Vault, strays};

const SECRETS: &str = "SELECT kind, nonce, sealed FROM secret WHERE connection_id = ?1";
const NAME: &str = "UPDATE connection SET profile = ?1, provider = ?2, account = ?3 WHERE id = ?4";

/// What came of a new name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Renamed {
    /// The connection has it, with everything that belongs to it.
    Done,
    /// There is no connection of the old name.
    Missing,
    /// Another connection has the new name, and keeps it.
    Taken,
}

impl Vault {
    /// Gives the connection that `from` guards the name that `to` guards; on the disk when it
    /// returns. Nothing is overwritten, and where one of its secrets does not open nothing changes.
    pub fn rename(&self, from: &RefreshGuard, to: &RefreshGuard) -> Result<Renamed, StoreError> {
        let (from, to) = (from.key(), to.key());
        match self.store().place(self.store().backend()?)? {
            Place::Database => self.rename_in_database(from, to, None),
            Place::Items(items) => self.rename_item(&items, from, to),
        }
    }

    /// The item is copied first. Which of the two is the connection's, the database says, and which
    /// is nobody's: whoever is killed meanwhile leaves one that is cleared up later.
    fn rename_item(
        &self,
        items: &Items,
        from: &ConnectionKey,
        to: &ConnectionKey,
    ) -> Result<Renamed, StoreError> {
        let known = |key| self.store().database.read(|connection| Ok(known(connection, key)?));
        if known(from)?.is_none() {
            return Ok(Renamed::Missing);
        }
        if known(to)?.is_some() {
            return Ok(Renamed::Taken);
        }
        self.store().database.write(|change| Ok(strays::noted(change, to)?))?;
        if let Some(kept) = kept(items, from)? {
            items.write(to, &kept.written(to)?)?;
        }
        let renamed = self.rename_in_database(from, to, Some(from))?;
        let stray = if renamed == Renamed::Done { from } else { to };
        items.remove(stray)?;
        self.store().database.write(|change| Ok(strays::settled(change, stray)?))?;
        Ok(renamed)
    }

    fn rename_in_database(
        &self,
        from: &ConnectionKey,
        to: &ConnectionKey,
        stray: Option<&ConnectionKey>,
    ) -> Result<Renamed, StoreError> {
        self.write(|transaction, with| {
            let Some(id) = id_of(transaction, from)? else { return Ok(Renamed::Missing) };
            if id_of(transaction, to)?.is_some() {
                return Ok(Renamed::Taken);
            }
            for (kind, sealed) in self.secrets(transaction, id)? {
                let secret = Zeroizing::new(open(with, from, kind, &sealed)?);
                replace_secret(transaction, id, kind, &resealed(with, to, kind, &secret)?)?;
            }
            let [profile, provider, account] = columns(to);
            transaction.execute(NAME, (profile, provider, account, id))?;
            if let Some(stray) = stray {
                strays::settled(transaction, to)?;
                strays::noted(transaction, stray)?;
            }
            Ok(Renamed::Done)
        })
    }

    fn secrets(
        &self,
        transaction: &Transaction<'_>,
        id: i64,
    ) -> Result<Vec<(Kind, Sealed)>, StoreError> {
        let mut select = transaction.prepare(SECRETS)?;
        let mut rows = select.query([id])?;
        let mut secrets = Vec::new();
        while let Some(row) = rows.next()? {
            let unknown =
                || self.store().database.damaged("it keeps a secret of a kind unknown here");
            let kind = Kind::from_stored(&row.get::<_, String>(0)?).ok_or_else(unknown)?;
            secrets.push((kind, Sealed { nonce: row.get(1)?, bytes: row.get(2)? }));
        }
        Ok(secrets)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::time::Duration;

    use super::*;
    use crate::model::{Profile, Provider};
    use crate::store::keyring::fake::Keyring;
    use crate::store::testing::{self, key, put, token};

    use crate::store::{Backend, KeyLadder, KeyringAccess, Store};

    async fn renamed(vault: &Vault, from: &ConnectionKey, to: &ConnectionKey) -> Renamed {
        let from = vault.guard(from, Duration::ZERO).await.unwrap();
        let to = vault.guard(to, Duration::ZERO).await.unwrap();
        vault.rename(&from, &to).unwrap()
    }

    fn access(vault: &Vault, key: &ConnectionKey) -> Option<(String, i64)> {
        let held = vault.held(key).unwrap()?;
        Some((held.token.access_token.expose().to_owned(), held.version))
    }

    #[tokio::test]
    async fn everything_goes_along_to_any_name() {
        let folder = tempfile::tempdir().unwrap();
        let vault = testing::vault(folder.path());
        put(&vault, &key("one"), &token("access", Some("refresh"))).await;
        vault.keep_accounts(&key("one"), "a list").unwrap();
        let facts = vault.store().connection(&key("one")).unwrap().unwrap();
        let profile: Profile = "다른 곳".parse().unwrap();
        let mut last = key("one");
        for name in ["';--", "국민은행/개인 #1", "\u{1f3e6}", "%_\\", "../.."] {
            let next = ConnectionKey { profile: profile.clone(), ..key(name) };
            assert_eq!(renamed(&vault, &last, &next).await, Renamed::Done, "{name}");
            assert_eq!(access(&vault, &last), None);
            last = next;
        }
        let held = vault.held(&last).unwrap().unwrap();
        assert_eq!(access(&vault, &last), Some(("access".to_owned(), 1)));
        assert_eq!(held.token.refresh_token.unwrap().expose(), "refresh");
        assert_eq!(vault.accounts(&last).unwrap().as_deref(), Some("a list"));
        let now = vault.store().connection(&last).unwrap().unwrap();
        assert_eq!((now.connected_at, now.updated_at), (facts.connected_at, facts.updated_at));
        assert_eq!(now.provider_user_id, facts.provider_user_id);
    }

    #[tokio::test]
    async fn an_item_goes_along_whoever_is_killed_meanwhile() {
        for call in 0..4 {
            let folder = tempfile::tempdir().unwrap();
            let keyring = Arc::new(Keyring::default());
            let ladder = KeyLadder::of_keyring(KeyringAccess::Fake(Arc::clone(&keyring)));
            let store = Store::create(folder.path()).unwrap();
            let vault = store.unlock_with_secrets_in(Some(Backend::Keyring), &ladder).unwrap();
            put(&vault, &key("one"), &token("access", None)).await;
            vault.keep_accounts(&key("one"), "a list").unwrap();
            let from = vault.guard(&key("one"), Duration::ZERO).await.unwrap();
            let to = vault.guard(&key("two"), Duration::ZERO).await.unwrap();
            keyring.fail_at(call);
            let outcome = vault.rename(&from, &to);
            assert_eq!(outcome.is_ok(), matches!(call, 0 | 3), "{call}");
            keyring.fail_at(0);
            drop((from, to));
            let now = if call == 1 { "one" } else { "two" };
            let found = |name| access(&vault, &key(name)).is_some();
            assert_eq!((found("one"), found("two")), (now == "one", now == "two"), "{call}");
            assert_eq!(vault.accounts(&key(now)).unwrap().as_deref(), Some("a list"));
            vault.store().forget(&key(now)).unwrap();
            assert_eq!(keyring.count(), 1, "the store's key: {call}");
        }
    }

    #[tokio::test]
    async fn nothing_is_overwritten_and_nothing_made() {
        let folder = tempfile::tempdir().unwrap();
        let vault = testing::vault(folder.path());
        for name in ["one", "two"] {
            put(&vault, &key(name), &token(name, None)).await;
        }
        assert_eq!(renamed(&vault, &key("one"), &key("two")).await, Renamed::Taken);
        assert_eq!(renamed(&vault, &key("three"), &key("four")).await, Renamed::Missing);
        for name in ["one", "two"] {
            assert_eq!(access(&vault, &key(name)), Some((name.to_owned(), 1)));
        }
        let elsewhere = ConnectionKey { provider: Provider::Max, ..key("two") };
        assert_eq!(vault.store().connection(&elsewhere).unwrap().map(|one| one.key), None);
    }

    #[tokio::test]
    async fn what_does_not_open_keeps_its_name() {
        let folder = tempfile::tempdir().unwrap();
        let vault = testing::vault(folder.path());
        put(&vault, &key("one"), &token("access", Some("refresh"))).await;
        let harm = |statement| {
            vault.store().database.write(|to| Ok(to.execute(statement, [])?)).unwrap();
        };
        let from = vault.guard(&key("one"), Duration::ZERO).await.unwrap();
        let to = vault.guard(&key("two"), Duration::ZERO).await.unwrap();
        harm("UPDATE secret SET sealed = zeroblob(30) WHERE kind = 'refresh_token'");
        assert!(matches!(vault.rename(&from, &to), Err(StoreError::Sealed)));
        assert!(vault.store().connection(&key("one")).unwrap().is_some());
        harm("UPDATE secret SET kind = 'of a later day' WHERE kind = 'refresh_token'");
        assert!(matches!(vault.rename(&from, &to), Err(StoreError::Damaged { .. })));
        assert_eq!(access(&vault, &key("one")), Some(("access".to_owned(), 1)));
        assert!(vault.store().connection(&key("two")).unwrap().is_none());
    }
}
