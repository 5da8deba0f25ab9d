//! A keyring for tests, in memory.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::{Bytes, StoreError};

/// Keeps items, unless it was told to be locked, to hold little, or to fail.
#[derive(Debug, Default)]
pub struct Keyring {
    items: Mutex<BTreeMap<String, Vec<u8>>>,
    locked: bool,
    /// The bound that it states, and keeps.
    pub(in crate::store) longest: Option<usize>,
    /// It keeps less than it is given, and does not say so.
    pub(in crate::store) cuts_at: Option<usize>,
    /// How many changes succeed from now on before each fails; none where this is 0.
    fails_after: AtomicUsize,
}

impl Keyring {
    pub(in crate::store) fn locked() -> Self {
        Self { locked: true, ..Self::default() }
    }

    /// One that takes so many bytes in an item.
    pub(in crate::store) fn small(longest: usize) -> Self {
        Self { longest: Some(longest), ..Self::default() }
    }

    /// The `n`th change from now on fails, and so does every one after it, as if the process had
    /// been killed; 0 lets all succeed again.
    pub(in crate::store) fn fail_at(&self, n: usize) {
        self.fails_after.store(n, Ordering::SeqCst);
    }

    pub(in crate::store) fn count(&self) -> usize {
        self.items().len()
    }

    /// Changes what an item holds behind everybody's back.
    pub(in crate::store) fn alter(&self, change: impl FnOnce(&mut BTreeMap<String, Vec<u8>>)) {
        change(&mut self.items());
    }

    pub(super) fn answers(&self) -> Result<(), StoreError> {
        if self.locked {
            return Err(StoreError::KeyringLocked { reason: "it was told to be".to_owned() });
        }
        Ok(())
    }

    pub(super) fn read(&self, name: &str) -> Result<Option<Bytes>, StoreError> {
        self.answers()?;
        Ok(self.items().get(name).cloned().map(Bytes::new))
    }

    pub(super) fn write(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        self.change()?;
        if self.longest.is_some_and(|longest| bytes.len() > longest) {
            return Err(StoreError::KeyringFull { reason: "it was told to be small".to_owned() });
        }
        let kept = self.cuts_at.map_or(bytes.len(), |at| bytes.len().min(at));
        self.items().insert(name.to_owned(), bytes[..kept].to_vec());
        Ok(())
    }

    pub(super) fn remove(&self, name: &str) -> Result<bool, StoreError> {
        self.change()?;
        Ok(self.items().remove(name).is_some())
    }

    fn change(&self) -> Result<(), StoreError> {
        self.answers()?;
        let left = self.fails_after.load(Ordering::SeqCst);
        if left > 1 {
            self.fails_after.store(left - 1, Ordering::SeqCst);
        }
        if left == 1 {
            return Err(StoreError::KeyringUnreachable { reason: "it was told to".to_owned() });
        }
        Ok(())
    }

    fn items(&self) -> std::sync::MutexGuard<'_, BTreeMap<String, Vec<u8>>> {
        self.items.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
