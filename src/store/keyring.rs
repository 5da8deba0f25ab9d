//! The operating system's keyring as the place of the store's key.
//!
//! A keyring may wait for a person or for ever: every conversation with it runs on a thread of its
//! own, and who asks stops listening at a deadline. The thread is left behind then; it can do no
//! harm, since what the database records decides where the key is.

use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

use crate::store::StoreError;
use crate::store::key::StoreKey;

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
            Self::Within(deadline) => answer_within(*deadline, native::answers),
            #[cfg(test)]
            Self::Fake(keyring) => keyring.answers(),
        }
    }

    /// The key of the store with this id.
    pub(super) fn fetch(&self, store_id: &str) -> Result<StoreKey, StoreError> {
        match self {
            Self::Off => Err(switched_off()),
            Self::Within(deadline) => {
                let store_id = store_id.to_owned();
                answer_within(*deadline, move || native::fetch(&store_id))
            }
            #[cfg(test)]
            Self::Fake(keyring) => keyring.fetch(store_id),
        }
    }

    /// Keeps a key under this name, in place of what may have it.
    pub(super) fn put(&self, item: &str, key: &StoreKey) -> Result<(), StoreError> {
        match self {
            Self::Off => Err(switched_off()),
            Self::Within(deadline) => {
                let (item, key) = (item.to_owned(), key.clone());
                answer_within(*deadline, move || native::put(&item, &key))
            }
            #[cfg(test)]
            Self::Fake(keyring) => keyring.put(item, key),
        }
    }

    /// Forgets the key under this name, where there is one.
    pub(super) fn forget(&self, item: &str) -> Result<(), StoreError> {
        match self {
            Self::Off => Err(switched_off()),
            Self::Within(deadline) => {
                let item = item.to_owned();
                answer_within(*deadline, move || native::forget(&item))
            }
            #[cfg(test)]
            Self::Fake(keyring) => keyring.forget(item),
        }
    }

    /// The key of the store with this id, which is made where there is none yet.
    pub(super) fn fetch_or_make(&self, store_id: &str) -> Result<StoreKey, StoreError> {
        match self {
            Self::Off => Err(switched_off()),
            Self::Within(deadline) => {
                let store_id = store_id.to_owned();
                answer_within(*deadline, move || native::fetch_or_make(&store_id))
            }
            #[cfg(test)]
            Self::Fake(keyring) => keyring.fetch_or_make(store_id),
        }
    }
}

fn switched_off() -> StoreError {
    if cfg!(feature = "keyring") { StoreError::KeyringOff } else { StoreError::KeyringNotBuilt }
}

/// What `conversation` comes to, if it comes to an end in time.
fn answer_within<T: Send + 'static>(
    deadline: Duration,
    conversation: impl FnOnce() -> Result<T, StoreError> + Send + 'static,
) -> Result<T, StoreError> {
    let (answer, answers) = mpsc::sync_channel(1);
    let ask = move || {
        // Nobody listens any more after the deadline.
        let _ = answer.send(conversation());
    };
    let unreachable = |reason: String| StoreError::KeyringUnreachable { reason };
    let thread = thread::Builder::new().name("keyring".to_owned()).spawn(ask);
    thread.map_err(|error| unreachable(error.to_string()))?;
    answers.recv_timeout(deadline).unwrap_or_else(|error| {
        Err(match error {
            RecvTimeoutError::Timeout => StoreError::KeyringSilent { after: deadline },
            RecvTimeoutError::Disconnected => unreachable("the conversation broke off".to_owned()),
        })
    })
}

#[cfg(feature = "keyring")]
mod native {
    use keyring_core::api::CredentialStoreApi as _;
    use keyring_core::{Entry, Error};

    #[cfg(target_os = "macos")]
    use apple_native_keyring_store::keychain::Store as Keyring;
    #[cfg(windows)]
    use windows_native_keyring_store::Store as Keyring;
    #[cfg(all(unix, not(target_os = "macos")))]
    use zbus_secret_service_keyring_store::Store as Keyring;

    use crate::store::StoreError;
    use crate::store::key::StoreKey;

    /// The name that people see in their keyring.
    const SERVICE: &str = "qetta";

    pub(super) fn answers() -> Result<(), StoreError> {
        Keyring::new().map(drop).map_err(named)
    }

    pub(super) fn fetch(store_id: &str) -> Result<StoreKey, StoreError> {
        read(&entry(store_id)?)
    }

    pub(super) fn fetch_or_make(store_id: &str) -> Result<StoreKey, StoreError> {
        let entry = entry(store_id)?;
        match read(&entry) {
            Err(StoreError::KeyringEmpty) => {}
            // There where a process was killed between this and recording it in the database.
            answer => return answer,
        }
        let key = StoreKey::generate()?;
        entry.set_secret(key.to_hex().as_bytes()).map_err(named)?;
        // Only what a keyring gives back is kept in it.
        read(&entry)
    }

    pub(super) fn put(item: &str, key: &StoreKey) -> Result<(), StoreError> {
        let entry = entry(item)?;
        entry.set_secret(key.to_hex().as_bytes()).map_err(named)?;
        // Only what a keyring gives back is kept in it.
        let kept = read(&entry)?;
        if kept.to_hex() == key.to_hex() { Ok(()) } else { Err(StoreError::KeyringMalformed) }
    }

    pub(super) fn forget(item: &str) -> Result<(), StoreError> {
        match entry(item)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(named(error)),
        }
    }

    fn entry(store_id: &str) -> Result<Entry, StoreError> {
        let keyring = Keyring::new().map_err(named)?;
        keyring.build(SERVICE, &format!("store key {store_id}"), None).map_err(named)
    }

    fn read(entry: &Entry) -> Result<StoreKey, StoreError> {
        let written = zeroize::Zeroizing::new(entry.get_secret().map_err(named)?);
        StoreKey::parse(&written).ok_or(StoreError::KeyringMalformed)
    }

    /// Some variants of the keyring's error carry the secret, so that none is kept whole.
    fn named(error: Error) -> StoreError {
        match error {
            Error::NoEntry => StoreError::KeyringEmpty,
            Error::NoStorageAccess(reason) => {
                StoreError::KeyringLocked { reason: reason.to_string() }
            }
            Error::PlatformFailure(reason) => {
                StoreError::KeyringUnreachable { reason: reason.to_string() }
            }
            Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::Ambiguous(_) => {
                StoreError::KeyringMalformed
            }
            _ => StoreError::KeyringUnreachable { reason: "it cannot hold a key".to_owned() },
        }
    }

    #[cfg(test)]
    mod tests {
        use super::*;

        #[test]
        fn no_error_of_the_keyring_carries_the_secret_on() {
            let canary = || b"canary".to_vec();
            let reason = || "reason".into();
            for error in [Error::BadEncoding(canary()), Error::BadDataFormat(canary(), reason())] {
                assert!(matches!(named(error), StoreError::KeyringMalformed));
            }
            let locked = named(Error::NoStorageAccess(reason()));
            assert!(matches!(locked, StoreError::KeyringLocked { .. }));
            let absent = named(Error::PlatformFailure(reason()));
            assert!(matches!(absent, StoreError::KeyringUnreachable { .. }));
            assert!(matches!(named(Error::NoEntry), StoreError::KeyringEmpty));
        }
    }
}

#[cfg(not(feature = "keyring"))]
mod native {
    use crate::store::StoreError;
    use crate::store::key::StoreKey;

    pub(super) fn answers() -> Result<(), StoreError> {
        Err(StoreError::KeyringNotBuilt)
    }

    pub(super) fn fetch(_store_id: &str) -> Result<StoreKey, StoreError> {
        Err(StoreError::KeyringNotBuilt)
    }

    pub(super) fn fetch_or_make(_store_id: &str) -> Result<StoreKey, StoreError> {
        Err(StoreError::KeyringNotBuilt)
    }

    pub(super) fn put(_item: &str, _key: &StoreKey) -> Result<(), StoreError> {
        Err(StoreError::KeyringNotBuilt)
    }

    pub(super) fn forget(_item: &str) -> Result<(), StoreError> {
        Err(StoreError::KeyringNotBuilt)
    }
}

/// A keyring for tests, in memory.
#[cfg(test)]
pub(super) mod fake {
    use std::collections::BTreeMap;
    use std::sync::{Mutex, PoisonError};

    use super::{StoreError, StoreKey};

    /// Keeps keys by the id of their store, until it is locked.
    #[derive(Debug, Default)]
    pub struct Keyring {
        keys: Mutex<BTreeMap<String, StoreKey>>,
        locked: bool,
    }

    impl Keyring {
        pub(in crate::store) fn locked() -> Self {
            Self { locked: true, ..Self::default() }
        }

        pub(in crate::store) fn count(&self) -> usize {
            self.keys.lock().unwrap_or_else(PoisonError::into_inner).len()
        }

        pub(super) fn answers(&self) -> Result<(), StoreError> {
            if self.locked {
                return Err(StoreError::KeyringLocked { reason: "it was told to be".to_owned() });
            }
            Ok(())
        }

        pub(super) fn fetch(&self, store_id: &str) -> Result<StoreKey, StoreError> {
            self.answers()?;
            let keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
            keys.get(store_id).cloned().ok_or(StoreError::KeyringEmpty)
        }

        pub(super) fn put(&self, item: &str, key: &StoreKey) -> Result<(), StoreError> {
            self.answers()?;
            let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
            keys.insert(item.to_owned(), key.clone());
            Ok(())
        }

        pub(super) fn forget(&self, item: &str) -> Result<(), StoreError> {
            self.answers()?;
            self.keys.lock().unwrap_or_else(PoisonError::into_inner).remove(item);
            Ok(())
        }

        pub(super) fn fetch_or_make(&self, store_id: &str) -> Result<StoreKey, StoreError> {
            match self.fetch(store_id) {
                Err(StoreError::KeyringEmpty) => {}
                answer => return answer,
            }
            let key = StoreKey::generate()?;
            let mut keys = self.keys.lock().unwrap_or_else(PoisonError::into_inner);
            Ok(keys.entry(store_id.to_owned()).or_insert(key).clone())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Answer = Result<StoreKey, StoreError>;

    #[test]
    fn an_answer_in_time_is_taken() {
        let answer = answer_within(Duration::from_secs(60), StoreKey::generate);
        assert!(answer.is_ok());
        let answer: Answer =
            answer_within(Duration::from_secs(60), || Err(StoreError::KeyringEmpty));
        assert!(matches!(answer, Err(StoreError::KeyringEmpty)));
    }

    #[test]
    fn a_mute_keyring_is_given_up_at_the_deadline() {
        let (_never, silence) = mpsc::channel::<()>();
        let deadline = Duration::from_millis(10);
        let answer: Answer = answer_within(deadline, move || {
            let _ = silence.recv();
            Err(StoreError::KeyringEmpty)
        });
        assert!(matches!(answer, Err(StoreError::KeyringSilent { after }) if after == deadline));
    }

    #[test]
    fn a_conversation_that_breaks_off_is_no_hang() {
        let answer: Answer =
            answer_within(Duration::from_secs(60), || panic!("as a library might"));
        assert!(matches!(answer, Err(StoreError::KeyringUnreachable { .. })));
    }

    #[test]
    fn a_keyring_that_is_off_is_not_asked() {
        for error in
            [KeyringAccess::Off.fetch("id").unwrap_err(), KeyringAccess::Off.answers().unwrap_err()]
        {
            assert!(matches!(error, StoreError::KeyringOff | StoreError::KeyringNotBuilt));
        }
    }
}
