//! A key that is made of a passphrase, by Argon2id (RFC 9106).
//!
//! The parameters and the salt stand in the database as a PHC string without the hash, so that they
//! can grow: those of an older time are replaced as soon as the passphrase was right. They are read
//! within bounds, because whoever can alter the file must not make us take all memory there is.

use std::fmt;
use std::ops::RangeInclusive;

use argon2::{Algorithm, Argon2, Params, Version};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD_NO_PAD;
use zeroize::Zeroizing;

use crate::store::StoreError;
use crate::store::key::{StoreKey, fill};

/// How much work a guess is: 64 MiB, three times over, which is RFC 9106's second choice with one
/// lane. A tenth of a second for who knows the passphrase, and for nobody a second of millions.
const WORK: Work = Work { memory: 64 * 1024, passes: 3, lanes: 1 };

const SALT_LENGTH: usize = 16;

/// What is believed of a record: the least that Argon2 has, and the most that a person would wait
/// for.
const MEMORY: RangeInclusive<u32> = 8..=1024 * 1024;
const PASSES: RangeInclusive<u32> = 1..=64;
const LANES: RangeInclusive<u32> = 1..=16;
const SALT: RangeInclusive<usize> = 8..=64;

/// The most of memory and passes together, in KiB.
const MOST: u64 = 8 * 1024 * 1024;

/// How a passphrase becomes a key.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Derivation {
    work: Work,
    salt: Vec<u8>,
}

/// The parameters of Argon2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Work {
    /// In KiB.
    memory: u32,
    passes: u32,
    lanes: u32,
}

impl Derivation {
    /// Today's parameters, with a salt that was never used.
    pub(super) fn fresh() -> Result<Self, StoreError> {
        let mut salt = vec![0; SALT_LENGTH];
        fill(&mut salt)?;
        Ok(Self { work: WORK, salt })
    }

    /// Reads a record; `None` where it is none, or out of all proportion.
    pub(super) fn parse(record: &str) -> Option<Self> {
        let work_and_salt = record.strip_prefix("$argon2id$v=19$m=")?;
        let (work, salt) = work_and_salt.split_once('$')?;
        let (memory, rest) = work.split_once(",t=")?;
        let (passes, lanes) = rest.split_once(",p=")?;
        let work = Work {
            memory: memory.parse().ok()?,
            passes: passes.parse().ok()?,
            lanes: lanes.parse().ok()?,
        };
        let salt = STANDARD_NO_PAD.decode(salt).ok()?;
        let sane = work.is_sane() && SALT.contains(&salt.len());
        sane.then_some(Self { work, salt })
    }

    /// The key that `passphrase` makes. It takes its time; that is what it is for.
    pub(super) fn key(&self, passphrase: &str) -> Result<StoreKey, StoreError> {
        let Work { memory, passes, lanes } = self.work;
        let impossible = |_| StoreError::PassphraseTooMuch;
        let parameters = Params::new(memory, passes, lanes, None).map_err(impossible)?;
        let mut key = Zeroizing::new([0; 32]);
        Argon2::new(Algorithm::Argon2id, Version::V0x13, parameters)
            .hash_password_into(passphrase.as_bytes(), &self.salt, &mut *key)
            .map_err(impossible)?;
        Ok(StoreKey::of_bytes(key))
    }

    /// Whether a guess is less work than today's.
    pub(super) fn is_weak(&self) -> bool {
        self.work.memory < WORK.memory || self.work.amount() < WORK.amount()
    }

    /// With as little work as Argon2 allows.
    #[cfg(test)]
    pub(super) fn weak() -> Self {
        Self { work: Work { memory: 8, passes: 1, lanes: 1 }, salt: vec![7; SALT_LENGTH] }
    }
}

impl fmt::Display for Derivation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Work { memory, passes, lanes } = self.work;
        let salt = STANDARD_NO_PAD.encode(&self.salt);
        write!(f, "$argon2id$v=19$m={memory},t={passes},p={lanes}${salt}")
    }
}

impl fmt::Debug for Derivation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Derivation({:?})", self.work)
    }
}

impl Work {
    fn is_sane(self) -> bool {
        MEMORY.contains(&self.memory)
            && PASSES.contains(&self.passes)
            && LANES.contains(&self.lanes)
            && self.memory >= 8 * self.lanes
            && self.amount() <= MOST
    }

    fn amount(self) -> u64 {
        u64::from(self.memory) * u64::from(self.passes)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_key_is_what_other_implementations_make() {
        // Made by OpenSSL, through Python's `cryptography`.
        const REFERENCE: &str = "af68303f330618efe38c8691de4066aff59f8e075c48609c0df5f257419e0809";
        let record = "$argon2id$v=19$m=256,t=2,p=1$MDEyMzQ1Njc4OWFiY2RlZg";
        let key = Derivation::parse(record).unwrap().key("password").unwrap();
        assert_eq!(*key.to_hex(), REFERENCE);
    }

    #[test]
    fn a_record_is_read_as_it_was_written() {
        let fresh = Derivation::fresh().unwrap();
        assert_eq!(Derivation::parse(&fresh.to_string()), Some(fresh.clone()));
        assert!(!fresh.is_weak() && Derivation::weak().is_weak());
        assert_ne!(fresh, Derivation::fresh().unwrap(), "a salt is used once");
        assert!(fresh.to_string().starts_with("$argon2id$v=19$m=65536,t=3,p=1$"));
    }

    #[test]
    fn a_record_out_of_all_proportion_is_none() {
        let salt = "MDEyMzQ1Njc4OWFiY2RlZg";
        for work in [
            "m=4294967295,t=3,p=1",
            "m=1048577,t=1,p=1",
            "m=1048576,t=64,p=1",
            "m=65536,t=4294967295,p=1",
            "m=65536,t=0,p=1",
            "m=7,t=1,p=1",
            "m=64,t=1,p=16",
            "m=65536,t=3,p=16777215",
            "m=-1,t=3,p=1",
            "m=65536,t=3",
        ] {
            let record = format!("$argon2id$v=19${work}${salt}");
            assert_eq!(Derivation::parse(&record), None, "{record}");
        }
        for record in [
            "",
            "$argon2i$v=19$m=65536,t=3,p=1$MDEyMzQ1Njc4OWFiY2RlZg",
            "$argon2id$v=16$m=65536,t=3,p=1$MDEyMzQ1Njc4OWFiY2RlZg",
            "$argon2id$v=19$m=65536,t=3,p=1$MDEy",
            "$argon2id$v=19$m=65536,t=3,p=1$!",
            "$argon2id$v=19$m=65536,t=3,p=1$MDEyMzQ1Njc4OWFiY2RlZg$aGFzaA",
        ] {
            assert_eq!(Derivation::parse(record), None, "{record}");
        }
    }

    #[test]
    fn a_letter_more_or_another_salt_is_another_key() {
        let weak = Derivation::weak();
        let other = Derivation { salt: vec![8; SALT_LENGTH], ..weak.clone() };
        let keys = [weak.key("a"), weak.key("a "), weak.key("A"), other.key("a")]
            .map(|key| key.unwrap().to_hex());
        for (at, key) in keys.iter().enumerate() {
            assert!(!keys[..at].contains(key));
        }
    }

    proptest! {
        #[test]
        fn any_record_is_read_or_refused_without_a_panic(record in "\\PC*") {
            let _ = Derivation::parse(&record);
            let _ = Derivation::parse(&format!("$argon2id$v=19$m={record}"));
        }
    }
}
