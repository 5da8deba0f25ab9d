//! Where the secrets of a store rest, as its database records it.

use std::fmt;
use std::str::FromStr;

use rusqlite::{Connection, OptionalExtension as _, Transaction};

use crate::store::items::{Items, Keeper};
use crate::store::schema::Database;
use crate::store::{Store, StoreError};

/// The record of the place; a store without one is older than the choice.
const RECORD: &str = "backend";

/// The record of a place in which copies may be left, from a move that is not finished.
const LEFTOVERS: &str = "leftovers";

/// A place where the secrets of a store rest.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Backend {
    /// The database, sealed.
    Sqlite,
    /// The operating system's keyring.
    Keyring,
    /// The kernel's keys, which do not outlive a boot or the user's last session.
    Keyutils,
}

impl Backend {
    const ALL: [Self; 3] = [Self::Sqlite, Self::Keyring, Self::Keyutils];

    /// As the database has it, and as it is typed.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Sqlite => "sqlite",
            Self::Keyring => "keyring",
            Self::Keyutils => "keyutils",
        }
    }

    /// Their names.
    pub const NAMES: &[&str] = &["sqlite", "keyring", "keyutils"];
}

/// A name that no place has.
#[derive(Debug, thiserror::Error)]
#[error("no place of that name")]
pub struct UnknownBackend;

impl FromStr for Backend {
    type Err = UnknownBackend;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        Self::ALL.into_iter().find(|backend| backend.as_str() == name).ok_or(UnknownBackend)
    }
}

impl fmt::Display for Backend {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// A place with the way to it.
pub(super) enum Place {
    /// In the database.
    Database,
    /// An item for each connection.
    Items(Items),
}

impl Place {
    /// Whether it can be reached; it is asked for nothing that exists.
    pub(super) fn is_there(&self) -> Result<(), StoreError> {
        match self {
            Self::Database => Ok(()),
            Self::Items(items) => items.are_there(),
        }
    }
}

impl Store {
    /// Where the secrets rest.
    pub fn backend(&self) -> Result<Backend, StoreError> {
        backend_of(&self.database)
    }

    /// Where copies of them may be left, from a move that is not finished.
    pub fn unfinished_move(&self) -> Result<Option<Backend>, StoreError> {
        recorded(&self.database, LEFTOVERS)
    }

    /// The way to what rests in `backend`.
    pub(super) fn place(&self, backend: Backend) -> Result<Place, StoreError> {
        let keeper = match backend {
            Backend::Sqlite => return Ok(Place::Database),
            Backend::Keyring => Keeper::Keyring(self.keyring.clone()),
            Backend::Keyutils => Keeper::Keyutils,
        };
        Ok(Place::Items(Items::new(keeper, &self.id()?)))
    }

    /// The name of this store, of which there is no other.
    pub(super) fn id(&self) -> Result<String, StoreError> {
        let found = self.database.read(|connection| Ok(meta(connection, "store_id")?))?;
        found.ok_or_else(|| self.database.damaged("it has no id"))
    }
}

/// Where the secrets of a database's store rest.
pub(super) fn backend_of(database: &Database) -> Result<Backend, StoreError> {
    recorded(database, RECORD).map(|recorded| recorded.unwrap_or(Backend::Sqlite))
}

fn recorded(database: &Database, name: &str) -> Result<Option<Backend>, StoreError> {
    let found = database.read(|connection| Ok(meta(connection, name)?))?;
    let known = |name: String| {
        let unknown = || database.damaged("its secrets are in a place unknown here");
        name.parse().map_err(|UnknownBackend| unknown())
    };
    found.map(known).transpose()
}

/// Records where the secrets rest from now on.
pub(super) fn record(to: &Transaction<'_>, backend: Backend) -> rusqlite::Result<()> {
    keep(to, RECORD, backend)
}

/// Records where copies may be left, or that there are none.
pub(super) fn record_leftovers(
    to: &Transaction<'_>,
    backend: Option<Backend>,
) -> rusqlite::Result<()> {
    match backend {
        Some(backend) => keep(to, LEFTOVERS, backend),
        None => to.execute("DELETE FROM meta WHERE name = ?1", [LEFTOVERS]).map(drop),
    }
}

fn keep(to: &Transaction<'_>, name: &str, backend: Backend) -> rusqlite::Result<()> {
    let put = "INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)";
    to.execute(put, (name, backend.as_str())).map(drop)
}

fn meta(connection: &Connection, name: &str) -> rusqlite::Result<Option<String>> {
    let select = "SELECT value FROM meta WHERE name = ?1";
    connection.query_row(select, [name], |row| row.get(0)).optional()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing;

    #[test]
    fn a_store_that_records_no_place_has_its_secrets_in_the_database() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(folder.path()).unwrap();
        assert_eq!(store.backend().unwrap(), Backend::Sqlite);
        assert_eq!(store.unfinished_move().unwrap(), None);
    }

    #[test]
    fn every_name_is_typed_as_it_is_written() {
        assert_eq!(Backend::ALL.map(Backend::as_str), Backend::NAMES);
        for backend in Backend::ALL {
            assert_eq!(backend.to_string().parse::<Backend>().unwrap(), backend);
        }
    }

    #[test]
    fn every_place_is_read_as_it_was_recorded() {
        let folder = tempfile::tempdir().unwrap();
        let store = Store::create(folder.path()).unwrap();
        for backend in Backend::ALL {
            let put = |to: &Transaction<'_>| {
                record(to, backend)?;
                Ok(record_leftovers(to, Some(backend))?)
            };
            store.database.write(put).unwrap();
            assert_eq!(store.backend().unwrap(), backend);
            assert_eq!(store.unfinished_move().unwrap(), Some(backend));
        }
        store.database.write(|to| Ok(record_leftovers(to, None)?)).unwrap();
        assert_eq!(store.unfinished_move().unwrap(), None);
    }

    #[test]
    fn a_place_of_a_later_day_is_not_guessed_at() {
        let folder = tempfile::tempdir().unwrap();
        let vault = testing::vault(folder.path());
        let elsewhere = "INSERT INTO meta (name, value) VALUES ('backend', 'elsewhere')";
        vault.store().database.write(|to| Ok(to.execute_batch(elsewhere)?)).unwrap();
        assert!(matches!(vault.store().backend(), Err(StoreError::Damaged { .. })));
        assert!(matches!(vault.held(&testing::key("one")), Err(StoreError::Damaged { .. })));
    }
}
