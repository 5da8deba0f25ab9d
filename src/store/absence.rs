//! Whether a connection that was not found is not there.
//!
//! A row that was lost, or an index that leads past it, is no answer: whoever hears that there is no
//! connection logs in anew. To look the whole database over each time takes a second among 100,000
//! connections. Every connection stands in two indexes, which have its name the other way round: where
//! it is in neither, and what stands beside its place in each is what the table has, nothing is
//! missing there.

use rusqlite::{Connection, OptionalExtension as _, params};

use crate::model::ConnectionKey;
use crate::store::StoreError;
use crate::store::facts::columns;
use crate::store::rows::id_of;
use crate::store::schema::Database;

/// By the index that is there for this; by the one that belongs to the table it was looked for already.
pub(super) const OTHER_WAY: &str = "SELECT 1 FROM connection INDEXED BY connection_backwards
    WHERE profile = ?1 AND provider = ?2 AND account = ?3";

/// What stands beside the place of a name, in either direction of either index.
pub(super) const BESIDE: [&str; 4] = [
    "SELECT id, profile, provider, account FROM connection
     WHERE (profile, provider, account) >= (?1, ?2, ?3)
     ORDER BY profile, provider, account LIMIT 1",
    "SELECT id, profile, provider, account FROM connection
     WHERE (profile, provider, account) < (?1, ?2, ?3)
     ORDER BY profile DESC, provider DESC, account DESC LIMIT 1",
    "SELECT id, profile, provider, account FROM connection INDEXED BY connection_backwards
     WHERE (account, provider, profile) >= (?3, ?2, ?1)
     ORDER BY account, provider, profile LIMIT 1",
    "SELECT id, profile, provider, account FROM connection INDEXED BY connection_backwards
     WHERE (account, provider, profile) < (?3, ?2, ?1)
     ORDER BY account DESC, provider DESC, profile DESC LIMIT 1",
];

/// The same row by its number.
const IN_THE_TABLE: &str = "SELECT 1 FROM connection NOT INDEXED
    WHERE id = ?1 AND profile = ?2 AND provider = ?3 AND account = ?4";

impl Database {
    /// Fails where a connection that was not found may have been lost. Asked before it is said that
    /// there is none.
    pub(super) fn lacks(&self, key: &ConnectionKey) -> Result<(), StoreError> {
        let is_sound = self.read(|connection| {
            // All of it at one moment: others may connect and disconnect meanwhile.
            let moment = connection.unchecked_transaction()?;
            // One that came after the first look was not lost.
            Ok(id_of(&moment, key)?.is_some() || is_sound(&moment, key)?)
        })?;
        if is_sound { Ok(()) } else { Err(self.damaged("its pages do not fit together")) }
    }
}

fn is_sound(connection: &Connection, key: &ConnectionKey) -> rusqlite::Result<bool> {
    let found = |select: &str| connection.query_row(select, columns(key), |_| Ok(())).optional();
    if found(OTHER_WAY)?.is_some() {
        return Ok(false);
    }
    for select in BESIDE {
        let beside = connection.query_row(select, columns(key), |row| {
            Ok((row.get::<_, i64>(0)?, [row.get::<_, String>(1)?, row.get(2)?, row.get(3)?]))
        });
        let Some((id, [profile, provider, account])) = beside.optional()? else { continue };
        let row = params![id, profile, provider, account];
        if connection.query_row(IN_THE_TABLE, row, |_| Ok(())).optional()?.is_none() {
            return Ok(false);
        }
    }
    Ok(true)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{self, key, token};

    #[test]
    fn beside_a_place_two_indexes_are_searched_and_nothing_is_scanned() {
        let folder = tempfile::tempdir().unwrap();
        let store = crate::store::Store::create(folder.path()).unwrap();
        for (select, index) in [OTHER_WAY, BESIDE[2], BESIDE[3], BESIDE[0], BESIDE[1]]
            .into_iter()
            .zip([true, true, true, false, false])
        {
            let plan = testing::plan(&store, select);
            assert!(plan.contains("SEARCH") && plan.contains("COVERING INDEX"), "{plan}");
            assert_eq!(plan.contains("connection_backwards"), index, "{plan}");
            assert!(!plan.contains("TEMP B-TREE"), "sorted by hand: {plan}");
        }
    }

    #[tokio::test]
    async fn what_one_index_has_lost_is_not_said_to_be_missing() {
        let folder = tempfile::tempdir().unwrap();
        let vault = testing::vault(folder.path());
        for account in ["one", "two"] {
            testing::put(&vault, &key(account), &token(account, None)).await;
        }
        let database = &vault.store().database;
        assert!(database.lacks(&key("three")).is_ok());
        // The index of the table leads to an empty one in its place.
        let damage =
            "CREATE TABLE empty (profile, provider, account, UNIQUE (profile, provider, account));
             PRAGMA writable_schema = ON;
             UPDATE sqlite_schema SET rootpage = (SELECT rootpage FROM sqlite_schema
                                                  WHERE name = 'sqlite_autoindex_empty_1')
                 WHERE name = 'sqlite_autoindex_connection_1';
             PRAGMA writable_schema = RESET;";
        database.read(|connection| Ok(connection.execute_batch(damage)?)).unwrap();
        assert!(vault.held(&key("two")).is_err(), "the other index has it");
        assert!(vault.held(&key("three")).unwrap().is_none());
    }

    #[tokio::test]
    async fn what_another_process_connects_meanwhile_is_no_damage() {
        let folder = tempfile::tempdir().unwrap();
        let vault = testing::vault(folder.path());
        let database = &vault.store().database;
        assert!(vault.held(&key("one")).unwrap().is_none());
        testing::put(&testing::vault(folder.path()), &key("one"), &token("one", None)).await;
        assert!(database.lacks(&key("one")).is_ok());
    }
}
