//! What rests outside of the database: a value for each connection, in a keyring.
//!
//! A value that fits into one item is that item, its head. A longer one is split: its parts go into
//! the one of two slots that the head does not name, each is read back, and then the head is made to
//! name that slot. Whoever is killed in between leaves the old value whole. Nothing is ever cut off:
//! what is not given back as it was written is an error.

use sha2::{Digest as _, Sha256};

use crate::model::ConnectionKey;
use crate::store::key::hex;
use crate::store::keyring::Bytes;
#[cfg(all(feature = "keyring", target_os = "linux"))]
use crate::store::keyring::keyutils;
use crate::store::{KeyringAccess, StoreError};

/// Into so many parts a value is split at most. A token that is longer is none that we know of.
const MOST_PARTS: usize = 16;

/// What a head begins with that only names parts; a value begins with a brace.
const SPLIT: &str = "qetta/1 parts";

/// Who keeps the items.
#[derive(Clone, Debug)]
pub(super) enum Keeper {
    /// The operating system's keyring.
    Keyring(KeyringAccess),
    /// The kernel.
    Keyutils,
}

/// The items of one store.
#[derive(Clone, Debug)]
pub(super) struct Items {
    keeper: Keeper,
    store_id: String,
}

/// What a head says of its parts.
struct Split {
    slot: usize,
    parts: usize,
    digest: String,
}

impl Keeper {
    fn read(&self, name: &str) -> Result<Option<Bytes>, StoreError> {
        match self {
            Self::Keyring(keyring) => keyring.read(name),
            Self::Keyutils => keyutils::read(name),
        }
    }

    fn write(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        match self {
            Self::Keyring(keyring) => keyring.write(name, bytes),
            Self::Keyutils => keyutils::write(name, bytes),
        }
    }

    fn remove(&self, name: &str) -> Result<bool, StoreError> {
        match self {
            Self::Keyring(keyring) => keyring.remove(name),
            Self::Keyutils => keyutils::remove(name),
        }
    }

    fn longest_item(&self) -> Option<usize> {
        match self {
            Self::Keyring(keyring) => keyring.longest_item(),
            Self::Keyutils => Some(keyutils::LONGEST),
        }
    }

    /// Writes an item that no value depends on yet, and sees that it is kept.
    fn keep(&self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        self.write(name, bytes)?;
        if self.read(name)?.is_some_and(|kept| *kept == *bytes) {
            return Ok(());
        }
        Err(StoreError::NotKept)
    }
}

impl Items {
    pub(super) fn new(keeper: Keeper, store_id: &str) -> Self {
        Self { keeper, store_id: store_id.to_owned() }
    }

    /// Whether it is known that what they keep goes away by itself.
    pub(super) fn are_short_lived(&self) -> bool {
        matches!(self.keeper, Keeper::Keyutils)
    }

    /// Whether they can be kept: one is, and is gone again. It has no meaning, so that it does no harm
    /// where its process is killed in between; the next one takes its place.
    pub(super) fn are_there(&self) -> Result<(), StoreError> {
        let name = format!("{} trial", self.store_id);
        self.keeper.keep(&name, b"of no meaning")?;
        self.keeper.remove(&name).map(drop)
    }

    /// The value of a connection, whole; `None` where there is none.
    pub(super) fn read(&self, key: &ConnectionKey) -> Result<Option<Bytes>, StoreError> {
        let name = self.name(key);
        let Some(head) = self.keeper.read(&name)? else { return Ok(None) };
        let Some(split) = Split::of(&head)? else { return Ok(Some(head)) };
        let mut value = Bytes::new(Vec::with_capacity(split.parts * head.len().max(4_096)));
        for part in 0..split.parts {
            let part = self.keeper.read(&part_name(&name, split.slot, part))?;
            value.extend_from_slice(&part.ok_or_else(|| malformed("a part of it is missing"))?);
        }
        if split.digest != digest(&value) {
            return Err(malformed("its parts do not belong together"));
        }
        Ok(Some(value))
    }

    /// Puts the value of a connection in place of the one that was there.
    pub(super) fn write(&self, key: &ConnectionKey, value: &[u8]) -> Result<(), StoreError> {
        let name = self.name(key);
        let old = self.keeper.read(&name)?;
        let taken = old.as_ref().and_then(|head| Split::of(head).ok().flatten());
        let longest = self.keeper.longest_item().unwrap_or(usize::MAX);
        let (head, slot, parts) = if value.len() <= longest {
            (Bytes::new(value.to_vec()), 0, 0)
        } else {
            let slot = taken.map_or(0, |split| 1 - split.slot);
            let parts = self.write_parts(&name, slot, value, longest)?;
            let head = format!("{SPLIT} {slot} {parts} {}", digest(value));
            (Bytes::new(head.into_bytes()), slot, parts)
        };
        self.replace_head(&name, &head, old.as_deref().map(Vec::as_slice))?;
        self.clear(&name, slot, parts)?;
        self.clear(&name, 1 - slot, 0)
    }

    /// Removes the value of a connection; says whether there was one.
    pub(super) fn remove(&self, key: &ConnectionKey) -> Result<bool, StoreError> {
        let name = self.name(key);
        let known = self.keeper.remove(&name)?;
        self.clear(&name, 0, 0)?;
        self.clear(&name, 1, 0)?;
        Ok(known)
    }

    /// People call their accounts as they like; an item has a name of fixed length.
    fn name(&self, key: &ConnectionKey) -> String {
        format!("{} {}", self.store_id, *hex(&Sha256::digest(key.canonical())))
    }

    fn write_parts(
        &self,
        name: &str,
        slot: usize,
        value: &[u8],
        longest: usize,
    ) -> Result<usize, StoreError> {
        let limit = longest.saturating_mul(MOST_PARTS);
        if value.len() > limit {
            return Err(StoreError::TooLarge { bytes: value.len(), limit });
        }
        let parts = value.chunks(longest);
        let count = parts.len();
        for (index, part) in parts.enumerate() {
            self.keeper.keep(&part_name(name, slot, index), part)?;
        }
        Ok(count)
    }

    /// What is not kept as it was written does not stay: the old one comes back, so far as it can.
    fn replace_head(&self, name: &str, head: &[u8], old: Option<&[u8]>) -> Result<(), StoreError> {
        let outcome = self.keeper.keep(name, head);
        if let (Err(StoreError::NotKept), Some(old)) = (&outcome, old) {
            self.keeper.write(name, old)?;
        }
        outcome
    }

    /// Removes the parts of a slot from this one on, the last one first: who is killed meanwhile
    /// leaves no gap behind which the next one would not look. Without a bound there are none.
    fn clear(&self, name: &str, slot: usize, from: usize) -> Result<(), StoreError> {
        if self.keeper.longest_item().is_none() {
            return Ok(());
        }
        let mut end = from;
        while end < MOST_PARTS && self.keeper.read(&part_name(name, slot, end))?.is_some() {
            end += 1;
        }
        for part in (from..end).rev() {
            self.keeper.remove(&part_name(name, slot, part))?;
        }
        Ok(())
    }
}

impl Split {
    /// What a head says, where it is not the value itself.
    fn of(head: &[u8]) -> Result<Option<Self>, StoreError> {
        if !head.starts_with(SPLIT.as_bytes()) {
            return Ok(None);
        }
        let read = || {
            let mut words = std::str::from_utf8(head).ok()?.strip_prefix(SPLIT)?.split(' ').skip(1);
            let slot = words.next()?.parse().ok().filter(|slot| *slot < 2)?;
            let parts = words.next()?.parse().ok().filter(|parts| *parts <= MOST_PARTS)?;
            let digest = words.next()?.to_owned();
            words.next().is_none().then_some(Self { slot, parts, digest })
        };
        read().map(Some).ok_or_else(|| malformed("it does not say which its parts are"))
    }
}

fn part_name(name: &str, slot: usize, part: usize) -> String {
    format!("{name} {slot}.{part}")
}

fn digest(value: &[u8]) -> String {
    (*hex(&Sha256::digest(value))).clone()
}

fn malformed(reason: &str) -> StoreError {
    StoreError::SecretMalformed { reason: reason.to_owned() }
}

/// Other systems have nothing of the kind.
#[cfg(not(all(feature = "keyring", target_os = "linux")))]
mod keyutils {
    use super::{Bytes, StoreError};

    pub(super) const LONGEST: usize = 0;

    pub(super) fn read(_name: &str) -> Result<Option<Bytes>, StoreError> {
        Err(refused())
    }

    pub(super) fn write(_name: &str, _bytes: &[u8]) -> Result<(), StoreError> {
        Err(refused())
    }

    pub(super) fn remove(_name: &str) -> Result<bool, StoreError> {
        Err(refused())
    }

    fn refused() -> StoreError {
        StoreError::KernelRefused { reason: "this qetta does not know how to ask it".to_owned() }
    }
}

#[cfg(test)]
mod tests;
