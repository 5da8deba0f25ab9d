//! What the database says about its key.
//!
//! The *data key* seals everything, and other keys follow from it. It rests in the database, wrapped
//! under the key that the key's source yields. A store of the first days has no wrapped key: there
//! the source's key is the data key.

use rusqlite::{Connection, OptionalExtension as _, Transaction};

use crate::store::StoreError;
use crate::store::derivation::Derivation;
use crate::store::key::{self, Sealed, StoreKey};
use crate::store::ladder::KeySource;
use crate::store::schema::Database;

/// What is sealed to tell the data key from every other.
const CHECKED: &[u8] = b"qetta";

/// Everything that the database knows of its key; none of it is secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Record {
    /// What tells this store from every other.
    pub(super) store_id: String,
    /// The key; `None` before the first one was chosen.
    pub(super) key: Option<KeyRecord>,
}

/// Of a key that was chosen.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct KeyRecord {
    /// Where the key is that wraps the data key.
    pub(super) source: KeySource,
    /// How it is made, where it is made of a passphrase.
    pub(super) derivation: Option<Derivation>,
    /// The data key under it.
    wrapped: Option<Sealed>,
    /// What only the data key opens.
    check: Sealed,
    /// The key that other keys follow from, under the data key, since the data key changed.
    root: Option<Sealed>,
    /// Tells the data keys apart: another number means that ours is an old one.
    pub(super) generation: i64,
}

/// The keys of an unlocked store.
#[derive(Clone, Debug)]
pub(super) struct Keys {
    /// What seals.
    pub(super) data: StoreKey,
    /// What other keys follow from; it stays when the data key changes.
    pub(super) root: StoreKey,
    /// Which data key this is.
    pub(super) generation: i64,
}

impl Keys {
    /// Of a new store.
    pub(super) fn generate() -> Result<Self, StoreError> {
        Ok(Self::of(StoreKey::generate()?, 0))
    }

    fn of(data: StoreKey, generation: i64) -> Self {
        let root = data.derived("qetta/1 root");
        Self { data, root, generation }
    }

    /// The next ones, of which the root stays.
    pub(super) fn next(&self) -> Result<Self, StoreError> {
        // Drawn and not counted: a copy that is restored would count to the same number once more.
        let generation = key::number()?;
        Ok(Self { data: StoreKey::generate()?, root: self.root.clone(), generation })
    }
}

impl Record {
    /// Reads it.
    pub(super) fn read(database: &Database, connection: &Connection) -> Result<Self, StoreError> {
        let mut found = Columns::default();
        let mut statement = connection.prepare("SELECT name, value FROM meta")?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            match row.get_ref(0)?.as_str().unwrap_or_default() {
                "store_id" => found.store_id = Some(row.get(1)?),
                "key_source" => found.source = Some(row.get(1)?),
                "key_check" => found.check = Some(row.get(1)?),
                "wrapped_key" => found.wrapped = Some(row.get(1)?),
                "root_key" => found.root = Some(row.get(1)?),
                "key_derivation" => found.derivation = Some(row.get(1)?),
                "key_generation" => found.generation = row.get(1)?,
                _ => {}
            }
        }
        found.record().map_err(|reason| database.damaged(reason))
    }

    /// Which data key the store has by now.
    pub(super) fn generation(connection: &Connection) -> rusqlite::Result<i64> {
        let select = "SELECT value FROM meta WHERE name = 'key_generation'";
        Ok(connection.query_row(select, [], |row| row.get(0)).optional()?.unwrap_or_default())
    }

    /// The name of the keyring's item that this store's key is in.
    pub(super) fn item(&self) -> String {
        item(&self.store_id, self.key.as_ref().map_or(0, |key| key.generation))
    }
}

/// The name of the keyring's item for one data key of a store: the next one's is another, so that
/// both are there until the database has made its choice.
pub(super) fn item(store_id: &str, generation: i64) -> String {
    match generation {
        0 => store_id.to_owned(),
        generation => format!("{store_id} {generation}"),
    }
}

impl KeyRecord {
    /// The keys that `outer`, which the source yielded, gives way to; `None` where it is the wrong
    /// one.
    pub(super) fn opened(&self, outer: &StoreKey, store_id: &str) -> Option<Keys> {
        let data = match &self.wrapped {
            Some(wrapped) => outer.unwrap_key(wrapped, &context("data_key", store_id))?,
            None => outer.clone(),
        };
        data.open(&self.check, &context("key_check", store_id))?;
        let keys = Keys::of(data, self.generation);
        let Some(root) = &self.root else { return Some(keys) };
        let root = keys.data.unwrap_key(root, &context("root_key", store_id))?;
        Some(Keys { root, ..keys })
    }

    /// Writes that `keys` are the store's from now on, and rest under `outer`, which is where
    /// `source` says.
    pub(super) fn write(
        to: &Transaction<'_>,
        store_id: &str,
        keys: &Keys,
        outer: &StoreKey,
        source: KeySource,
        derivation: Option<&Derivation>,
    ) -> Result<(), StoreError> {
        let wrapped = outer.wrap(&keys.data, &context("data_key", store_id))?;
        let check = keys.data.seal(CHECKED, &context("key_check", store_id))?;
        let root = keys.data.wrap(&keys.root, &context("root_key", store_id))?;
        let put = "INSERT OR REPLACE INTO meta (name, value) VALUES (?1, ?2)";
        to.execute(put, ("key_source", source.as_str()))?;
        to.execute(put, ("key_check", check.joined()))?;
        to.execute(put, ("wrapped_key", wrapped.joined()))?;
        to.execute(put, ("root_key", root.joined()))?;
        to.execute(put, ("key_generation", keys.generation))?;
        match derivation {
            Some(derivation) => to.execute(put, ("key_derivation", derivation.to_string()))?,
            None => to.execute("DELETE FROM meta WHERE name = 'key_derivation'", [])?,
        };
        Ok(())
    }
}

/// The rows of `meta` as they were found.
#[derive(Default)]
struct Columns {
    store_id: Option<String>,
    source: Option<String>,
    check: Option<Vec<u8>>,
    wrapped: Option<Vec<u8>>,
    root: Option<Vec<u8>>,
    derivation: Option<String>,
    generation: i64,
}

impl Columns {
    fn record(self) -> Result<Record, &'static str> {
        const UNKNOWN: &str = "its key is in a place unknown here";
        const HALF: &str = "half of what it knew of its key is gone";
        let store_id = self.store_id.ok_or("it has no id")?;
        let (source, check) = match (self.source, self.check) {
            (None, None) if self.wrapped.is_none() => return Ok(Record { store_id, key: None }),
            (Some(source), Some(check)) => (source, check),
            _ => return Err(HALF),
        };
        let source = KeySource::from_stored(&source).ok_or(UNKNOWN)?;
        let split = |joined: Option<Vec<u8>>| {
            joined.map(|joined| Sealed::split(&joined).ok_or(UNKNOWN)).transpose()
        };
        let derivation = match (source, self.derivation) {
            (KeySource::Passphrase, None) => return Err(HALF),
            (KeySource::Passphrase, Some(written)) => Some(
                Derivation::parse(&written)
                    .ok_or("how its key is made of a passphrase makes no sense")?,
            ),
            (_, _) => None,
        };
        let key = KeyRecord {
            source,
            derivation,
            wrapped: split(self.wrapped)?,
            check: Sealed::split(&check).ok_or(UNKNOWN)?,
            root: split(self.root)?,
            generation: self.generation,
        };
        Ok(Record { store_id, key: Some(key) })
    }
}

/// What a sealed part of the record is bound to, so that it cannot be taken for a token, for another
/// part, or for another store's.
fn context(part: &str, store_id: &str) -> String {
    format!("qetta/1 {part} {store_id}")
}
