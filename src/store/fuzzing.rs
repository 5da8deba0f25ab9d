//! Doors for `fuzz/`: built by it alone.

use crate::store::key::StoreKey;

/// Reads a key file, and reads the key as we would write it.
pub fn key_twice(written: &[u8]) -> Option<bool> {
    let key = StoreKey::parse(written)?;
    let again = StoreKey::parse(key.to_hex().as_bytes());
    Some(again.is_some_and(|again| *again.to_hex() == *key.to_hex()))
}
