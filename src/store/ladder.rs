//! Where the store's key comes from.
//!
//! A new store takes the first of: the key file that was named, the passphrase in the file that was
//! named, the operating system's keyring, a key file of its own. The database records which it was,
//! and from then on nothing else is tried: a keyring that is locked today must not make us look for,
//! let alone generate, another key.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _};
use std::path::{Path, PathBuf};

use zeroize::Zeroizing;

use crate::store::derivation::Derivation;
use crate::store::key::StoreKey;
use crate::store::record::{Keys, Record, item};
use crate::store::{KeyringAccess, PassphraseAccess, StoreError, files};

/// The name of the generated key file in the data folder.
pub(super) const FILE_NAME: &str = "qetta.key";

/// The name of one that is generated to take its place, until the database says so.
pub(super) const NEXT_FILE_NAME: &str = "qetta.key.next";

/// More than any form of a key takes, and little enough to read from an endless file.
const LONGEST_FILE: u64 = 4096;

/// The sources of a key that the settings allow.
#[derive(Clone, Debug)]
pub struct KeyLadder {
    /// A key file that the user named. Never made by us, and where it is named, nothing else is tried.
    pub key_file: Option<PathBuf>,
    /// Where a passphrase comes from. A new store takes the one in a file that was named; a person is
    /// asked only for the one that a store was locked with.
    pub passphrase: PassphraseAccess,
    /// Whether the keyring may be asked.
    pub keyring: KeyringAccess,
}

/// Where the key of a store is, as its database records it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeySource {
    /// In a file that the user names each time.
    Named,
    /// In somebody's head, or in a file that the user names each time.
    Passphrase,
    /// In the operating system's keyring.
    Keyring,
    /// In a file of ours beside the database.
    Generated,
}

/// The key that a data key is to rest under.
#[derive(Debug)]
pub(super) struct Chosen {
    /// The key.
    pub(super) key: StoreKey,
    /// Where it will be next time.
    pub(super) source: KeySource,
    /// How it was made of a passphrase.
    pub(super) derivation: Option<Derivation>,
    /// The file that was made for it just now.
    pub(super) fresh_file: Option<PathBuf>,
}

impl KeySource {
    /// All of them, in the order in which a new store takes them.
    pub const ALL: [Self; 4] = [Self::Named, Self::Passphrase, Self::Keyring, Self::Generated];

    /// As the database has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Named => "named",
            Self::Passphrase => "passphrase",
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
    /// One of a keyring alone, with a file where that does not answer.
    pub fn of_keyring(keyring: KeyringAccess) -> Self {
        Self { key_file: None, passphrase: PassphraseAccess::default(), keyring }
    }

    /// A key for the new store in `folder`.
    pub(super) fn choose(&self, folder: &Path, store_id: &str) -> Result<Chosen, StoreError> {
        if let Some(path) = &self.key_file {
            return Chosen::of_named(path, folder);
        }
        if self.passphrase.file.is_some() {
            return Chosen::of_passphrase(&self.passphrase.to_lock()?);
        }
        match self.keyring.fetch_or_make(&item(store_id, 0)) {
            Ok(key) => Ok(Chosen::of(key, KeySource::Keyring)),
            Err(error) => {
                tracing::debug!(%error, "the store's key goes to a file instead of the keyring");
                generated(&folder.join(FILE_NAME))
            }
        }
    }

    /// A key for a new store whose secrets are to rest in the keyring: no file is made instead.
    pub(super) fn choose_in_keyring(
        &self,
        folder: &Path,
        store_id: &str,
    ) -> Result<Chosen, StoreError> {
        if self.key_file.is_some() || self.passphrase.file.is_some() {
            return self.choose(folder, store_id);
        }
        let key = self.keyring.fetch_or_make(&item(store_id, 0))?;
        Ok(Chosen::of(key, KeySource::Keyring))
    }

    /// Whether the files that were named, where any were, hold a key or a passphrase.
    pub fn check_named(&self) -> Result<(), StoreError> {
        match &self.key_file {
            Some(path) => read_named(path).map(drop),
            None => self.passphrase.check_file(),
        }
    }

    /// The keys of the store in `folder`, by the key that is where it was put. A key file that is
    /// named all the same is taken at its word, and found to be right or wrong by trying it; a
    /// passphrase that is named for a store that has none is a misunderstanding.
    pub(super) fn recall(&self, record: &Record, folder: &Path) -> Result<Keys, StoreError> {
        let Some(key) = &record.key else { return Err(StoreError::KeyFileNeeded) };
        let opened = |outer: &StoreKey| key.opened(outer, &record.store_id);
        let tried = |outer: StoreKey| opened(&outer).ok_or(StoreError::WrongKey);
        if let Some(path) = &self.key_file {
            return tried(read_named(path)?);
        }
        if let (KeySource::Passphrase, Some(derivation)) = (key.source, &key.derivation) {
            let passphrase = self.passphrase.to_open()?;
            return opened(&derivation.key(&passphrase)?).ok_or(StoreError::WrongPassphrase);
        }
        if self.passphrase.file.is_some() {
            return Err(StoreError::PassphraseNotUsed { source_of_key: key.source.as_str() });
        }
        match key.source {
            KeySource::Named | KeySource::Passphrase => Err(StoreError::KeyFileNeeded),
            KeySource::Keyring => tried(self.keyring.fetch(&record.item())?),
            KeySource::Generated => {
                let first = read_generated(&folder.join(FILE_NAME)).and_then(tried);
                first.or_else(|error| settled_next(folder, opened).ok_or(error))
            }
        }
    }
}

impl Chosen {
    pub(super) fn of(key: StoreKey, source: KeySource) -> Self {
        Self { key, source, derivation: None, fresh_file: None }
    }

    /// The one in a file of the user's own. A file of ours beside the database is not theirs to name: it
    /// goes as soon as the key is elsewhere, and the key would go with it.
    pub(super) fn of_named(path: &Path, folder: &Path) -> Result<Self, StoreError> {
        let key = read_named(path)?;
        let named = path.canonicalize().map_err(StoreError::io(path))?;
        if [FILE_NAME, NEXT_FILE_NAME].iter().any(|ours| named == folder.join(ours)) {
            return Err(StoreError::KeyFileOfOurs { path: path.to_owned() });
        }
        Ok(Self::of(key, KeySource::Named))
    }

    /// One that is made of a passphrase, with today's parameters and a salt of its own.
    pub(super) fn of_passphrase(passphrase: &str) -> Result<Self, StoreError> {
        let derivation = Derivation::fresh()?;
        let key = derivation.key(passphrase)?;
        let derivation = Some(derivation);
        Ok(Self { derivation, ..Self::of(key, KeySource::Passphrase) })
    }
}

/// The key file of our own, which is made where there is none. One that is there was made by a
/// process that was killed before it could record it.
fn generated(path: &Path) -> Result<Chosen, StoreError> {
    let fresh_file = Some(path.to_owned());
    match read_generated(path) {
        Err(StoreError::KeyFileMissing { .. }) => {}
        // The user hears of it all the same: it is the key of this store from now on.
        read => return Ok(Chosen { fresh_file, ..Chosen::of(read?, KeySource::Generated) }),
    }
    let key = StoreKey::generate()?;
    files::write_new(path, line_of(&key).as_bytes()).map_err(StoreError::io(path))?;
    Ok(Chosen { fresh_file, ..Chosen::of(key, KeySource::Generated) })
}

/// A key that will take the place of the generated one, when [`settle_next`] is called. Where the
/// store's own key still stands under that name, it gets the right one first, or nothing is done.
pub(super) fn generated_next(
    folder: &Path,
    opens_the_store: impl Fn(&StoreKey) -> bool,
) -> Result<Chosen, StoreError> {
    let path = folder.join(NEXT_FILE_NAME);
    if read_generated(&path).is_ok_and(|key| opens_the_store(&key)) {
        settle_next(folder)?;
    }
    let key = StoreKey::generate()?;
    files::replace(&path, line_of(&key).as_bytes()).map_err(StoreError::io(&path))?;
    let fresh_file = Some(folder.join(FILE_NAME));
    Ok(Chosen { fresh_file, ..Chosen::of(key, KeySource::Generated) })
}

/// Gives the next key file its name. Until then the store opens all the same.
pub(super) fn settle_next(folder: &Path) -> Result<(), StoreError> {
    let path = folder.join(FILE_NAME);
    files::rename(&folder.join(NEXT_FILE_NAME), &path).map_err(StoreError::io(&path))
}

/// What the next key file opens, of a process that was killed before it could give it its name.
fn settled_next(folder: &Path, opened: impl Fn(&StoreKey) -> Option<Keys>) -> Option<Keys> {
    let keys = opened(&read_generated(&folder.join(NEXT_FILE_NAME)).ok()?)?;
    if let Err(error) = settle_next(folder) {
        tracing::debug!(%error, "the new key file keeps its old name");
    }
    Some(keys)
}

fn line_of(key: &StoreKey) -> Zeroizing<String> {
    Zeroizing::new(format!("{}\n", *key.to_hex()))
}

/// The user's own file: links and pipes are theirs to use.
pub(super) fn read_named(path: &Path) -> Result<StoreKey, StoreError> {
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
        KeyLadder::of_keyring(KeyringAccess::Fake(Arc::new(keyring)))
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
        let again = ladder.choose(folder.path(), "id").unwrap();
        assert_eq!(again.key.to_hex(), chosen.key.to_hex());
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
    fn the_key_file_of_our_own_is_not_a_new_stores_to_be_given() {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().canonicalize().unwrap();
        testing::write(&home.join(FILE_NAME), &[1; 32]);
        let ladder = KeyLadder { key_file: Some(home.join(FILE_NAME)), ..testing::ladder() };
        let refused = ladder.choose(&home, "id");
        assert!(matches!(refused, Err(StoreError::KeyFileOfOurs { .. })));
    }

    #[test]
    fn a_passphrase_in_a_file_comes_before_a_keyring_and_after_a_key_file() {
        let folder = tempfile::tempdir().unwrap();
        let keys = tempfile::tempdir().unwrap();
        let (passphrase, key) = (keys.path().join("passphrase"), keys.path().join("key"));
        testing::write(&passphrase, b"correct horse\n");
        testing::write(&key, &[7; 32]);
        let access = PassphraseAccess { file: Some(passphrase), prompt: None };
        let ladder = KeyLadder { passphrase: access, ..ladder(Keyring::default()) };
        let chosen = ladder.choose(folder.path(), "id").unwrap();
        assert_eq!(chosen.source, KeySource::Passphrase);
        assert!(chosen.derivation.is_some());
        let named = KeyLadder { key_file: Some(key), ..ladder };
        assert_eq!(named.choose(folder.path(), "id").unwrap().source, KeySource::Named);
        assert!(testing::names(folder.path()).is_empty());
    }

    #[test]
    fn the_next_key_never_takes_the_place_of_the_one_that_opens_the_store() {
        let folder = tempfile::tempdir().unwrap();
        let next = folder.path().join(NEXT_FILE_NAME);
        let live = StoreKey::generate().unwrap();
        testing::write(&next, line_of(&live).as_bytes());
        testing::write(&folder.path().join(FILE_NAME), &[7; 32]);
        let opens = |key: &StoreKey| key.to_hex() == live.to_hex();
        let chosen = generated_next(folder.path(), opens).unwrap();
        let settled = read_generated(&folder.path().join(FILE_NAME)).unwrap();
        assert_eq!(settled.to_hex(), live.to_hex());
        assert_eq!(read_generated(&next).unwrap().to_hex(), chosen.key.to_hex());
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
