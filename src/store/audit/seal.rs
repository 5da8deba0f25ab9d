//! What only the store's key can do: to seal an entry, and to know a token again.

use subtle::ConstantTimeEq as _;

use crate::model::AccessToken;
use crate::store::key::{StoreKey, hex};

/// How many letters a seal has.
pub(super) const SEAL_LENGTH: usize = 32;
/// How many letters the name of a key has.
pub(super) const NAME_LENGTH: usize = 8;

/// Seals and fingerprints under one store's key.
#[derive(Clone)]
pub(super) struct Sealer {
    seals: StoreKey,
    fingerprints: StoreKey,
}

/// What came of holding a seal against a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Held {
    /// The key made it.
    Good,
    /// The key would have made another one.
    Wrong,
    /// Another key made it: that of a store in whose place this one came.
    AnotherKeys,
}

impl Sealer {
    pub(super) fn of(key: &StoreKey) -> Self {
        Self {
            seals: key.derived("qetta/1 audit seal"),
            fingerprints: key.derived("qetta/1 audit fingerprint"),
        }
    }

    /// The seal over something that was hashed.
    pub(super) fn seal(&self, words: &str) -> String {
        hex(&self.seals.mac(words.as_bytes())[..SEAL_LENGTH / 2]).to_string()
    }

    /// Whether a seal over these words, by the key of this name, is ours.
    pub(super) fn check(&self, words: &str, seal: &str, name: &str) -> Held {
        match name {
            _ if name != self.name() => Held::AnotherKeys,
            _ if self.seal(words).as_bytes().ct_eq(seal.as_bytes()).into() => Held::Good,
            _ => Held::Wrong,
        }
    }

    /// By what a token is known again: the same for the same token in the same store, and to nobody
    /// without the key is it of any use.
    pub(super) fn fingerprint(&self, token: &AccessToken) -> String {
        hex(&self.fingerprints.mac(token.expose().as_bytes())[..8]).to_string()
    }

    /// Which key it is; it says nothing of the key.
    pub(super) fn name(&self) -> String {
        hex(&self.seals.mac(b"name")[..NAME_LENGTH / 2]).to_string()
    }
}
