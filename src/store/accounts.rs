//! The list of a connection's accounts, sealed like its tokens: whose they are and how they are
//! called is nobody else's business. What the list looks like is its writer's affair.

use rusqlite::OptionalExtension as _;

use crate::model::ConnectionKey;
use crate::store::facts::columns;
use crate::store::key::Sealed;
use crate::store::rows::{Kind, id_of, replace_secret};
use crate::store::vault::{open, sealed};
use crate::store::{StoreError, Vault};

pub(super) const SELECT: &str = "
    SELECT secret.nonce, secret.sealed FROM secret
    JOIN connection ON connection.id = secret.connection_id
    WHERE profile = ?1 AND provider = ?2 AND account = ?3 AND kind = 'accounts'";

impl Vault {
    /// The list that was kept last; `None` where there is none, or no connection.
    pub fn accounts(&self, key: &ConnectionKey) -> Result<Option<String>, StoreError> {
        self.read(|from, with| {
            let mut select = from.prepare(SELECT)?;
            let row =
                |row: &rusqlite::Row<'_>| Ok(Sealed { nonce: row.get(0)?, bytes: row.get(1)? });
            let sealed = select.query_row(columns(key), row).optional()?;
            sealed.map(|sealed| open(with, key, Kind::Accounts, &sealed)).transpose()
        })
    }

    /// Keeps a list, in place of the one before. Without a connection there is nothing to keep it
    /// with, and it is not kept.
    pub fn keep_accounts(&self, key: &ConnectionKey, list: &str) -> Result<(), StoreError> {
        self.write(|to, with| {
            if let Some(id) = id_of(to, key)? {
                let sealed = sealed(with, key, Kind::Accounts, list)?;
                replace_secret(to, id, Kind::Accounts, &sealed)?;
            }
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use crate::store::testing::{key, now, registration, somewhere_in, token, vault};

    #[tokio::test]
    async fn a_list_goes_with_its_connection_and_is_read_by_nobody_else() {
        let home = tempfile::tempdir().unwrap();
        let vault = vault(home.path());
        let key = key("mine");
        vault.keep_accounts(&key, "no connection yet").unwrap();
        assert_eq!(vault.accounts(&key).unwrap(), None);

        let guard = vault.guard(&key, Duration::ZERO).await.unwrap();
        vault.put(&guard, &registration("client"), &token("t", None), None, now()).unwrap();
        vault.keep_accounts(&key, "홍길동 123***").unwrap();
        assert_eq!(vault.accounts(&key).unwrap().as_deref(), Some("홍길동 123***"));
        assert!(!somewhere_in(home.path(), "홍길동".as_bytes()));

        vault.put(&guard, &registration("client"), &token("u", None), None, now()).unwrap();
        assert!(vault.accounts(&key).unwrap().is_some(), "a renewal keeps it");
        vault.store().forget(&key).unwrap();
        assert_eq!(vault.accounts(&key).unwrap(), None);
    }
}
