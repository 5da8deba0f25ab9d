//! What can be said of a store without its key, for who wonders where their secrets are.

use std::fs;
use std::path::{Path, PathBuf};

use rusqlite::{Connection, OptionalExtension as _};

use crate::store::ladder::KeySource;
use crate::store::schema::Database;
use crate::store::{Store, StoreError};

/// Where secrets are kept where the database says nothing else.
const DATABASE: &str = "sqlite";

/// A store, seen from outside.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Overview {
    /// The database's file.
    pub database: PathBuf,
    /// Its schema.
    pub schema: i64,
    /// Where the secrets themselves are.
    pub backend: String,
    /// Where its key is; `None` before the first one was chosen.
    pub key_source: Option<KeySource>,
    /// How many connections it has, of every profile.
    pub connections: u64,
    /// How many renewals were begun and have not come to an end.
    pub renewals: u64,
    /// The bytes of the database.
    pub database_bytes: u64,
    /// The bytes of its log, which is written back into it.
    pub log_bytes: u64,
}

impl Store {
    /// Counts and reads facts; needs no key, and reads no row but those of `meta`.
    pub fn overview(&self) -> Result<Overview, StoreError> {
        let database = self.database.path().to_owned();
        let bytes = |path: &Path| fs::metadata(path).map_or(0, |found| found.len());
        let (database_bytes, log_bytes) = (bytes(&database), bytes(&self.database.log()));
        self.database.read(|connection| {
            let count = |table: &str| -> rusqlite::Result<u64> {
                let select = format!("SELECT count(*) FROM {table}");
                let count: i64 = connection.query_row(&select, [], |row| row.get(0))?;
                Ok(u64::try_from(count).unwrap_or_default())
            };
            let recorded = |name: &str| -> rusqlite::Result<Option<String>> {
                let select = "SELECT value FROM meta WHERE name = ?1";
                connection.query_row(select, [name], |row| row.get(0)).optional()
            };
            Ok(Overview {
                database,
                schema: connection.pragma_query_value(None, "user_version", |row| row.get(0))?,
                backend: recorded("backend")?.unwrap_or_else(|| DATABASE.to_owned()),
                key_source: KeySource::recorded(&self.database, connection)?,
                connections: count("connection")?,
                renewals: count("renewal")?,
                database_bytes,
                log_bytes,
            })
        })
    }
}

impl KeySource {
    /// Where a database says that its key is.
    pub(super) fn recorded(
        database: &Database,
        connection: &Connection,
    ) -> Result<Option<Self>, StoreError> {
        let select = "SELECT value FROM meta WHERE name = 'key_source'";
        let name = connection.query_row(select, [], |row| row.get::<_, String>(0)).optional()?;
        let unknown = || database.damaged("its key is in a place unknown here");
        name.map(|name| Self::from_stored(&name).ok_or_else(unknown)).transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{self, key, put, token};

    #[tokio::test]
    async fn a_store_is_described_without_its_key() {
        let folder = tempfile::tempdir().unwrap();
        let described = || Store::find(folder.path()).unwrap().unwrap().overview().unwrap();
        drop(Store::create(folder.path()).unwrap());
        let empty = described();
        assert_eq!((empty.key_source, empty.connections, empty.renewals), (None, 0, 0));
        assert!(empty.database_bytes > 0 && empty.backend == "sqlite");

        let vault = testing::vault(folder.path());
        for account in ["one", "two"] {
            put(&vault, &key(account), &token("access", None)).await;
        }
        drop(vault);
        std::fs::remove_file(folder.path().join("qetta.key")).unwrap();
        let full = described();
        assert_eq!(full.key_source, Some(KeySource::Generated));
        assert_eq!(full.connections, 2);
    }
}
