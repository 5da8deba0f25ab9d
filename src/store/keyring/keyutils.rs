//! The kernel's own key retention service: keys in memory that no process keeps.
//!
//! They are gone at the next boot, and when the last session of the user has ended. They are in the
//! user's keyring (`@u`), which not every session has at hand: it is linked to the process's own
//! first, and so are its keys ours. A container's kernel may refuse the calls.

use linux_keyutils::{Key, KeyError, KeyRing, KeyRingIdentifier};
use zeroize::Zeroizing;

use super::{Bytes, SERVICE};
use crate::store::StoreError;

/// The kernel takes 32,767 bytes in a key, and 20,000 in all keys of a user that is not root.
pub(in crate::store) const LONGEST: usize = 32_767;

/// What the key of this name holds; `None` where there is none.
pub(in crate::store) fn read(name: &str) -> Result<Option<Bytes>, StoreError> {
    let Some(key) = find(ring()?, name)? else { return Ok(None) };
    key.read_to_vec().map(|bytes| Some(Zeroizing::new(bytes))).map_err(named)
}

/// Puts these bytes into the key of this name, in place of what it held.
pub(in crate::store) fn write(name: &str, bytes: &[u8]) -> Result<(), StoreError> {
    ring()?.add_key(&description(name), bytes).map(drop).map_err(named)
}

/// Removes the key of this name; says whether there was one.
pub(in crate::store) fn remove(name: &str) -> Result<bool, StoreError> {
    let ring = ring()?;
    match find(ring, name)? {
        Some(key) => ring.unlink_key(key).map(|()| true).map_err(named),
        None => Ok(false),
    }
}

fn ring() -> Result<KeyRing, StoreError> {
    let of_user = KeyRing::from_special_id(KeyRingIdentifier::User, true).map_err(named)?;
    let of_process = KeyRing::from_special_id(KeyRingIdentifier::Process, true).map_err(named)?;
    of_process.link_keyring(of_user).map_err(named)?;
    Ok(of_user)
}

fn find(ring: KeyRing, name: &str) -> Result<Option<Key>, StoreError> {
    match ring.search(&description(name)) {
        Ok(key) => Ok(Some(key)),
        Err(KeyError::KeyDoesNotExist | KeyError::KeyExpired | KeyError::KeyRevoked) => Ok(None),
        Err(error) => Err(named(error)),
    }
}

fn description(name: &str) -> String {
    format!("{SERVICE}: {name}")
}

fn named(error: KeyError) -> StoreError {
    match error {
        KeyError::QuotaExceeded | KeyError::OutOfMemory => {
            StoreError::KeyringFull { reason: format!("the kernel's bound for a user: {error}") }
        }
        _ => StoreError::KernelRefused { reason: error.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_kernel_reports_is_named() {
        let full = named(KeyError::QuotaExceeded);
        assert!(matches!(full, StoreError::KeyringFull { .. }));
        for error in [KeyError::PermissionDenied, KeyError::OperationNotSupported] {
            assert!(matches!(named(error), StoreError::KernelRefused { .. }));
        }
    }

    #[test]
    fn what_the_kernel_takes_it_gives_back_where_it_takes_anything() {
        let name = format!("of a test {}", std::process::id());
        match write(&name, b"one") {
            Err(StoreError::KernelRefused { .. }) => return,
            outcome => outcome.unwrap(),
        }
        write(&name, b"two").unwrap();
        assert_eq!(**read(&name).unwrap().unwrap(), *b"two");
        assert!(remove(&name).unwrap());
        assert!(read(&name).unwrap().is_none());
        assert!(!remove(&name).unwrap());
    }
}
