//! The operating system's keyring: as the place of the store's key, or of the tokens themselves.
//!
//! A keyring holds items, bytes under a name. It may wait for a person or for ever, so that every
//! conversation with it has a deadline (see [`talk`]); it may be absent, locked, or know nothing of
//! the name, and these are three errors. It is never started by us: without a session bus it is
//! not asked at all, and no `dbus-launch` is run.

#[cfg(not(feature = "keyring"))]
mod absent;
#[cfg(all(feature = "keyring", any(target_os = "macos", windows)))]
mod entries;
#[cfg(test)]
pub(in crate::store) mod fake;
#[cfg(all(feature = "keyring", target_os = "linux"))]
pub(in crate::store) mod keyutils;
#[cfg(all(feature = "keyring", unix, not(target_os = "macos")))]
mod secret_service;
mod talk;

use std::time::Duration;

use zeroize::Zeroizing;

#[cfg(not(feature = "keyring"))]
use absent::Keyring;
#[cfg(all(feature = "keyring", any(target_os = "macos", windows)))]
use entries::Keyring;
#[cfg(all(feature = "keyring", unix, not(target_os = "macos")))]
use secret_service::Keyring;

use crate::store::StoreError;
use crate::store::key::StoreKey;
use talk::Talk;

/// The name that people see in their keyring.
#[cfg(feature = "keyring")]
const SERVICE: &str = "qetta";

/// The one conversation of this process.
static TALK: Talk<Keyring> = Talk::new(Keyring::connect);

/// What an item holds.
pub(super) type Bytes = Zeroizing<Vec<u8>>;

/// Whether the operating system's keyring may be asked.
#[derive(Clone, Debug)]
pub enum KeyringAccess {
    /// It is left alone.
    Off,
    /// It is asked, and has so long to answer. As good as [`Off`](Self::Off) in a build without.
    Within(Duration),
    /// One that does as it is told.
    #[cfg(test)]
    Fake(std::sync::Arc<fake::Keyring>),
}

impl KeyringAccess {
    /// How long a keyring has by default: longer than a slow one takes, and not so long that a mute
    /// one looks like a hang.
    pub const DEFAULT_DEADLINE: Duration = Duration::from_secs(3);

    /// Whether it answers at all; it is not asked for anything.
    pub fn answers(&self) -> Result<(), StoreError> {
        match self {
            Self::Off => Err(switched_off()),
            Self::Within(deadline) => TALK.ask(*deadline, |_| Ok(())),
            #[cfg(test)]
            Self::Fake(keyring) => keyring.answers(),
        }
    }

    /// The key that is kept under this name.
    pub(super) fn fetch(&self, item: &str) -> Result<StoreKey, StoreError> {
        let written = self.read(&key_name(item))?.ok_or(StoreError::KeyringEmpty)?;
        StoreKey::parse(&written).ok_or(StoreError::KeyringMalformed)
    }

    /// Keeps a key under this name, in place of what may have it.
    pub(super) fn put(&self, item: &str, key: &StoreKey) -> Result<(), StoreError> {
        self.write(&key_name(item), key.to_hex().as_bytes())?;
        // Only what a keyring gives back is kept in it.
        if *self.fetch(item)?.to_hex() == *key.to_hex() { Ok(()) } else { Err(StoreError::NotKept) }
    }

    /// Forgets the key under this name, where there is one.
    pub(super) fn forget(&self, item: &str) -> Result<(), StoreError> {
        self.remove(&key_name(item)).map(drop)
    }

    /// The key that is kept under this name, which is made where there is none yet.
    pub(super) fn fetch_or_make(&self, item: &str) -> Result<StoreKey, StoreError> {
        match self.fetch(item) {
            Err(StoreError::KeyringEmpty) => {}
            // There where a process was killed between this and recording it in the database.
            answer => return answer,
        }
        self.put(item, &StoreKey::generate()?)?;
        self.fetch(item)
    }

    /// What the item of this name holds; `None` where there is none.
    pub(super) fn read(&self, name: &str) -> Result<Option<Bytes>, StoreError> {
        match self {
            Self::Off => Err(switched_off()),
            Self::Within(deadline) => {
                let name = name.to_owned();
                TALK.ask(*deadline, move |keyring| keyring.read(&name))
            }
            #[cfg(test)]
            Self::Fake(keyring) => keyring.read(name),
        }
    }

    /// Puts these bytes into the item of this name, in place of what it held.
    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        match self {
            Self::Off => Err(switched_off()),
            Self::Within(deadline) => {
                let (name, bytes) = (name.to_owned(), Zeroizing::new(bytes.to_vec()));
                TALK.ask(*deadline, move |keyring| keyring.write(&name, &bytes))
            }
            #[cfg(test)]
            Self::Fake(keyring) => keyring.write(name, bytes),
        }
    }

    /// Removes the item of this name; says whether there was one.
    pub(super) fn remove(&self, name: &str) -> Result<bool, StoreError> {
        match self {
            Self::Off => Err(switched_off()),
            Self::Within(deadline) => {
                let name = name.to_owned();
                TALK.ask(*deadline, move |keyring| keyring.remove(&name))
            }
            #[cfg(test)]
            Self::Fake(keyring) => keyring.remove(name),
        }
    }

    /// How many bytes one item takes at most, where there is such a bound.
    pub(super) fn longest_item(&self) -> Option<usize> {
        match self {
            #[cfg(test)]
            Self::Fake(keyring) => keyring.longest,
            _ => Keyring::LONGEST,
        }
    }
}

/// The name of the item with a store's key, which no connection's item has.
fn key_name(item: &str) -> String {
    format!("store key {item}")
}

fn switched_off() -> StoreError {
    if cfg!(feature = "keyring") { StoreError::KeyringOff } else { StoreError::KeyringNotBuilt }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;

    #[test]
    fn a_keyring_that_is_off_is_not_asked() {
        let off = KeyringAccess::Off;
        for error in [
            off.fetch("id").unwrap_err(),
            off.answers().unwrap_err(),
            off.write("name", b"bytes").unwrap_err(),
            off.remove("name").unwrap_err(),
        ] {
            assert!(matches!(error, StoreError::KeyringOff | StoreError::KeyringNotBuilt));
        }
    }

    #[test]
    fn a_key_is_made_once_and_anything_else_in_its_place_is_no_key() {
        let fake = Arc::new(fake::Keyring::default());
        let keyring = KeyringAccess::Fake(Arc::clone(&fake));
        assert!(matches!(keyring.fetch("id"), Err(StoreError::KeyringEmpty)));
        let made = keyring.fetch_or_make("id").unwrap();
        assert_eq!(keyring.fetch_or_make("id").unwrap().to_hex(), made.to_hex());
        assert_eq!(fake.count(), 1);
        keyring.write(&key_name("id"), b"half a k").unwrap();
        assert!(matches!(keyring.fetch_or_make("id"), Err(StoreError::KeyringMalformed)));
    }
}
