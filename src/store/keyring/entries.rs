//! macOS Keychain and Windows Credential Manager, which have one way of being asked.
//!
//! They unlock by themselves, and ask a person where they think that they must.

use std::sync::Arc;

#[cfg(target_os = "macos")]
use apple_native_keyring_store::keychain::Store;
use keyring_core::api::CredentialStoreApi as _;
use keyring_core::{Entry, Error};
#[cfg(windows)]
use windows_native_keyring_store::Store;
use zeroize::Zeroizing;

use super::talk::Prompt;
use super::{Bytes, SERVICE, StoreError};

/// The keyring of the system.
pub(super) struct Keyring(Arc<Store>);

impl Keyring {
    /// `CRED_MAX_CREDENTIAL_BLOB_SIZE` on Windows; a keychain has no such bound.
    pub(super) const LONGEST: Option<usize> = if cfg!(windows) { Some(2_560) } else { None };

    pub(super) fn connect(_prompt: Arc<Prompt>) -> Result<Self, StoreError> {
        Store::new().map(Self).map_err(named)
    }

    pub(super) fn read(&mut self, name: &str) -> Result<Option<Bytes>, StoreError> {
        match self.entry(name)?.get_secret() {
            Ok(bytes) => Ok(Some(Zeroizing::new(bytes))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(named(error)),
        }
    }

    pub(super) fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        self.entry(name)?.set_secret(bytes).map_err(named)
    }

    pub(super) fn remove(&mut self, name: &str) -> Result<bool, StoreError> {
        match self.entry(name)?.delete_credential() {
            Ok(()) => Ok(true),
            Err(Error::NoEntry) => Ok(false),
            Err(error) => Err(named(error)),
        }
    }

    fn entry(&self, name: &str) -> Result<Entry, StoreError> {
        self.0.build(SERVICE, name, None).map_err(named)
    }
}

/// Some variants of the keyring's error carry the secret, so that none is kept whole.
fn named(error: Error) -> StoreError {
    match error {
        Error::NoEntry => StoreError::KeyringEmpty,
        Error::NoStorageAccess(reason) => StoreError::KeyringLocked { reason: reason.to_string() },
        Error::PlatformFailure(reason) => {
            StoreError::KeyringUnreachable { reason: reason.to_string() }
        }
        Error::BadEncoding(_) | Error::BadDataFormat(..) | Error::Ambiguous(_) => {
            StoreError::KeyringMalformed
        }
        Error::TooLong(..) => {
            StoreError::KeyringFull { reason: "the item is too long for it".to_owned() }
        }
        _ => StoreError::KeyringUnreachable { reason: "it cannot hold an item".to_owned() },
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
