//! Items of a keyring that are nobody's, of a renaming that did not come to its end: which they are is
//! in the database before they are.

use rusqlite::Transaction;

use crate::model::{ConnectionKey, Provider};
use crate::store::facts::columns;
use crate::store::items::Items;
use crate::store::{RefreshGuard, Store, StoreError};

/// What the names of their records begin with; the item of a connection is found by its key.
const PREFIX: &str = "stray_item ";

/// What comes after all of these.
const END: &str = "stray_item!";

/// The item of this connection is nobody's.
pub(super) fn noted(to: &Transaction<'_>, key: &ConnectionKey) -> rusqlite::Result<()> {
    let name = format!("{PREFIX}{}", key.canonical());
    let key = serde_json::json!(columns(key)).to_string();
    to.execute("INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)", [name, key]).map(drop)
}

/// It is not there, or it is its connection's.
pub(super) fn settled(to: &Transaction<'_>, key: &ConnectionKey) -> rusqlite::Result<()> {
    let name = format!("{PREFIX}{}", key.canonical());
    to.execute("DELETE FROM meta WHERE name = ?1", [name]).map(drop)
}

/// A copy of the database has none: no keyring is its own.
pub(super) fn all_settled(to: &Transaction<'_>) -> rusqlite::Result<()> {
    to.execute("DELETE FROM meta WHERE name >= ?1 AND name < ?2", [PREFIX, END]).map(drop)
}

impl Store {
    /// Removes the items that are nobody's, but for those that somebody is at just now.
    pub(super) fn clear_strays(&self, items: &Items) -> Result<(), StoreError> {
        let mut guards = Vec::new();
        self.remove_strays(items, |key| {
            let guard = RefreshGuard::at_once(&self.folder, key)?;
            let ours = guard.is_some();
            guards.extend(guard);
            Ok(ours)
        })
    }

    /// Removes the items that are nobody's and that `may_go`.
    pub(super) fn remove_strays(
        &self,
        items: &Items,
        mut may_go: impl FnMut(&ConnectionKey) -> Result<bool, StoreError>,
    ) -> Result<(), StoreError> {
        for key in self.strays()? {
            // It may have become somebody's before we had the right to it.
            if may_go(&key)? && self.strays()?.contains(&key) {
                items.remove(&key)?;
                self.database.write(|to| Ok(settled(to, &key)?))?;
            }
        }
        Ok(())
    }

    fn strays(&self) -> Result<Vec<ConnectionKey>, StoreError> {
        let found: Vec<String> = self.database.read(|connection| {
            let mut select =
                connection.prepare("SELECT value FROM meta WHERE name >= ?1 AND name < ?2")?;
            let rows = select.query_map([PREFIX, END], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        })?;
        // What this version cannot read is of a later one, which clears it up.
        Ok(found.iter().filter_map(|key| read(key)).collect())
    }
}

fn read(key: &str) -> Option<ConnectionKey> {
    let [profile, provider, account]: [String; 3] = serde_json::from_str(key).ok()?;
    Some(ConnectionKey {
        profile: profile.parse().ok()?,
        provider: Provider::from_code(&provider)?,
        account: account.parse().ok()?,
    })
}
