//! Where the store's key comes from.
//!
//! A new store takes the first of: the key file that was named, the operating system's keyring, a
//! key file of its own. The database records which it was, and from then on nothing else is tried:
//! a keyring that is locked today must not make us look for, let alone generate, another key.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::store::key::StoreKey;
use crate::store::{KeyringAccess, StoreError, files};

/// The name of the generated key file in the data folder.
pub(super) const FILE_NAME: &str = "qetta.key";

/// More than any form of a key takes, and little enough to read from an endless file.
const LONGEST_FILE: u64 = 4096;

/// The sources of a key that the settings allow.
#[derive(Clone, Debug)]
pub struct KeyLadder {
    /// A key file that the user named. Never made by us, and where it is named, nothing else is tried.
    pub key_file: Option<PathBuf>,
    /// Whether the keyring may be asked.
    pub keyring: KeyringAccess,
}

/// Where the key of a store is, as its database records it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeySource {
    /// In a file that the user names each time.
    Named,
    /// In the operating system's keyring.
    Keyring,
    /// In a file of ours beside the database.
    Generated,
}

/// The key of a new store.
#[derive(Debug)]
pub(super) struct Chosen {
    /// The key.
    pub(super) key: StoreKey,
    /// Where it will be next time.
    pub(super) source: KeySource,
    /// The file that was made for it just now.
    pub(super) fresh_file: Option<PathBuf>,
}

impl KeySource {
    const ALL: [Self; 3] = [Self::Named, Self::Keyring, Self::Generated];

    /// As the database has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Keyring => "keyring",
            Self::Generated => "generated",
        }
    }

    /// What [`as_str`](Self::as_str) wrote.
    pub(super) fn from_stored(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.as_str() == name)
    }
}

impl KeyLadder {
    /// A key for the new store in `folder`.
    pub(super) fn choose(&self, folder: &Path, store_id: &str) -> Result<Chosen, StoreError> {
        if let Some(path) = &self.key_file {
            let key = read_named(path)?;
            return Ok(Chosen { key, source: KeySource::Named, fresh_file: None });
        }
        match self.keyring.fetch_or_make(store_id) {
            Ok(key) => Ok(Chosen { key, source: KeySource::Keyring, fresh_file: None }),
            Err(error) => {
                tracing::debug!(%error, "the store's key goes to a file instead of the keyring");
                generated(&folder.join(FILE_NAME))
            }
        }
    }

    /// Whether the key file that was named, where one was, holds a key.
    pub fn check_named(&self) -> Result<(), StoreError> {
        self.key_file.as_deref().map_or(Ok(()), |path| read_named(path).map(drop))
    }

    /// The key of the store in `folder`, from where it was put. A key file that is named all the same
    /// is taken at its word; whether it holds this store's key is found out by trying it.
    pub(super) fn recall(
        &self,
        source: KeySource,
        folder: &Path,
        store_id: &str,
    ) -> Result<StoreKey, StoreError> {
        match (&self.key_file, source) {
            (Some(path), _) => read_named(path),
            (None, KeySource::Named) => Err(StoreError::KeyFileNeeded),
            (None, KeySource::Keyring) => self.keyring.fetch(store_id),
            (None, KeySource::Generated) => read_generated(&folder.join(FILE_NAME)),
        }
    }
}

/// The key file of our own, which is made where there is none. One that is there was made by a
/// process that was killed before it could record it.
fn generated(path: &Path) -> Result<Chosen, StoreError> {
    let source = KeySource::Generated;
    match read_generated(path) {
        Err(StoreError::KeyFileMissing { .. }) => {}
        // The user hears of it all the same: it is the key of this store from now on.
        read => return Ok(Chosen { key: read?, source, fresh_file: Some(path.to_owned()) }),
    }
    let key = StoreKey::generate()?;
    let line = Zeroizing::new(format!("{}\n", *key.to_hex()));
    files::write_new(path, line.as_bytes()).map_err(StoreError::io(path))?;
    Ok(Chosen { key, source, fresh_file: Some(path.to_owned()) })
}

/// The user's own file: links and pipes are theirs to use.
fn read_named(path: &Path) -> Result<StoreKey, StoreError> {
    read(path, File::open(path))
}

pub(super) fn read_generated(path: &Path) -> Result<StoreKey, StoreError> {
    let key = read(path, files::open_own(path, OpenOptions::new().read(true)))?;
    match files::is_ours(path, 0o077) {
        Ok(true) => Ok(key),
        Ok(false) => Err(StoreError::KeyFileExposed { path: path.to_owned() }),
        Err(error) => Err(StoreError::io(path)(error)),
    }
}

fn read(path: &Path, file: io::Result<File>) -> Result<StoreKey, StoreError> {
    let mut written = Zeroizing::new(Vec::with_capacity(256));
    let read = file.and_then(|file| file.take(LONGEST_FILE).read_to_end(&mut written));
    match read {
        Ok(_) => StoreKey::parse(&written)
            .ok_or_else(|| StoreError::KeyFileMalformed { path: path.to_owned() }),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            Err(StoreError::KeyFileMissing { path: path.to_owned() })
        }
        Err(source) => Err(StoreError::KeyFileUnreadable { path: path.to_owned(), source }),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::store::keyring::fake::Keyring;
    use crate::store::testing;

    fn ladder(keyring: Keyring) -> KeyLadder {
        KeyLadder { key_file: None, keyring: KeyringAccess::Fake(Arc::new(keyring)) }
    }

    #[test]
    fn a_named_file_comes_first_and_is_never_made() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("named");
        let ladder = KeyLadder { key_file: Some(path.clone()), ..ladder(Keyring::default()) };
        let error = ladder.choose(folder.path(), "id").unwrap_err();
        assert!(matches!(error, StoreError::KeyFileMissing { .. }));
        assert!(testing::names(folder.path()).is_empty());

        testing::write(&path, &[7; 32]);
        let chosen = ladder.choose(folder.path(), "id").unwrap();
        assert_eq!(chosen.source, KeySource::Named);
        assert_eq!(testing::names(folder.path()), ["named"]);
    }

    #[test]
    fn a_keyring_comes_before_a_file() {
        let folder = tempfile::tempdir().unwrap();
        let ladder = ladder(Keyring::default());
        let chosen = ladder.choose(folder.path(), "id").unwrap();
        assert_eq!(chosen.source, KeySource::Keyring);
        let recalled = ladder.recall(KeySource::Keyring, folder.path(), "id").unwrap();
        assert_eq!(recalled.to_hex(), chosen.key.to_hex());
        assert!(testing::names(folder.path()).is_empty());
    }

    #[test]
    fn where_no_keyring_answers_a_file_is_made_once() {
        let folder = tempfile::tempdir().unwrap();
        let ladder = ladder(Keyring::locked());
        let chosen = ladder.choose(folder.path(), "id").unwrap();
        assert_eq!(chosen.source, KeySource::Generated);
        assert_eq!(chosen.fresh_file, Some(folder.path().join(FILE_NAME)));

        let again = ladder.choose(folder.path(), "id").unwrap();
        // It is this store's key too, and that is said again.
        assert_eq!(again.fresh_file, chosen.fresh_file);
        assert_eq!(again.key.to_hex(), chosen.key.to_hex());
    }

    #[test]
    fn a_broken_key_file_of_our_own_is_never_replaced() {
        let folder = tempfile::tempdir().unwrap();
        testing::write(&folder.path().join(FILE_NAME), b"half a k");
        let error = ladder(Keyring::locked()).choose(folder.path(), "id").unwrap_err();
        assert!(matches!(error, StoreError::KeyFileMalformed { .. }));
        assert_eq!(std::fs::read(folder.path().join(FILE_NAME)).unwrap(), b"half a k");
    }

    #[test]
    fn a_recorded_source_is_the_only_one_tried() {
        let folder = tempfile::tempdir().unwrap();
        let recall = |ladder: &KeyLadder, source| {
            ladder.recall(source, folder.path(), "id").map(|_| ()).unwrap_err()
        };
        let (empty, locked) = (ladder(Keyring::default()), ladder(Keyring::locked()));
        assert!(matches!(recall(&empty, KeySource::Named), StoreError::KeyFileNeeded));
        assert!(matches!(recall(&empty, KeySource::Keyring), StoreError::KeyringEmpty));
        assert!(matches!(recall(&locked, KeySource::Keyring), StoreError::KeyringLocked { .. }));
        let generated = recall(&empty, KeySource::Generated);
        assert!(matches!(generated, StoreError::KeyFileMissing { .. }));
        assert!(testing::names(folder.path()).is_empty());
    }

    #[cfg(unix)]
    #[test]
    fn the_files_are_read_as_befits_whose_they_are() {
        let folder = tempfile::tempdir().unwrap();
        let (target, link) = (folder.path().join("target"), folder.path().join(FILE_NAME));
        testing::write(&target, &[7; 32]);
        std::os::unix::fs::symlink(&target, &link).unwrap();
        assert!(read_named(&link).is_ok());
        assert!(matches!(read_generated(&link), Err(StoreError::KeyFileUnreadable { .. })));
        assert!(matches!(read_named(folder.path()), Err(StoreError::KeyFileUnreadable { .. })));
        let endless = read_named(Path::new("/dev/zero"));
        assert!(matches!(endless, Err(StoreError::KeyFileMalformed { .. })));
    }
}
