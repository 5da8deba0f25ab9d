//! Random bytes, comparison that tells nothing, and the token of one run.

use std::cell::RefCell;
use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::TryRng as _;
use rand::rngs::SysRng;
use secrecy::{ExposeSecret as _, SecretString};
use serde::{Deserialize, Deserializer, Serialize, Serializer};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;

use crate::sandbox::SandboxError;

/// What opens `/__qetta/…`: made anew for each run, so that a web page which finds the port still
/// cannot steer the sandbox (S25).
#[derive(Clone)]
pub struct AdminToken(SecretString);

impl AdminToken {
    /// A token that nobody knows yet.
    pub(crate) fn fresh() -> Result<Self, SandboxError> {
        Ok(Self(URL_SAFE_NO_PAD.encode(random::<24>()?).into()))
    }

    /// The token itself, for the `Authorization` header.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }

    /// Whether it was `offered`.
    pub(crate) fn is(&self, offered: &str) -> bool {
        same(self.expose(), offered)
    }
}

impl fmt::Debug for AdminToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AdminToken(…)")
    }
}

impl Serialize for AdminToken {
    /// Into the announcement, which its owner alone can read.
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(self.expose())
    }
}

impl<'de> Deserialize<'de> for AdminToken {
    fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
        String::deserialize(from).map(|token| Self(token.into()))
    }
}

/// Whether two secrets are the same, in a time that tells neither where they differ nor how long
/// the right one is: their digests are compared.
pub(crate) fn same(right: &str, offered: &str) -> bool {
    digest(right).ct_eq(&digest(offered)).into()
}

/// SHA-256, which is how the sandbox remembers a token.
pub(crate) fn digest(secret: &str) -> [u8; 32] {
    Sha256::digest(secret).into()
}

thread_local! {
    /// Where the bytes of what is being done on this thread come from; the system where this is none.
    static DRAWN: RefCell<Option<Draws>> = const { RefCell::new(None) };
}

/// Bytes that look random and follow from a seed: good for tests that compare answers, and for
/// nothing else.
#[derive(Clone)]
pub(crate) struct Draws {
    key: [u8; 32],
    drawn: u64,
}

impl Draws {
    /// The bytes that follow from these numbers.
    pub(crate) fn of(numbers: &[u64]) -> Self {
        let mut key = Sha256::new();
        for number in numbers {
            key.update(number.to_be_bytes());
        }
        Self { key: key.finalize().into(), drawn: 0 }
    }

    fn fill(&mut self, bytes: &mut [u8]) {
        for block in bytes.chunks_mut(32) {
            self.drawn += 1;
            let drawn = Sha256::new().chain_update(self.key).chain_update(self.drawn.to_be_bytes());
            let drawn: [u8; 32] = drawn.finalize().into();
            block.copy_from_slice(&drawn[..block.len()]);
        }
    }
}

/// Does something whose random bytes come from `draws`, where there are any. It may neither wait nor
/// go to another thread.
pub(crate) fn drawing<T>(draws: Option<Draws>, work: impl FnOnce() -> T) -> T {
    /// Gives the system its place back, come what may.
    struct Afterwards;

    impl Drop for Afterwards {
        fn drop(&mut self) {
            DRAWN.set(None);
        }
    }

    let _afterwards = Afterwards;
    DRAWN.set(draws);
    work()
}

/// The one source of random bytes: the system, or [what follows from a seed](drawing).
pub(crate) fn random<const LENGTH: usize>() -> Result<[u8; LENGTH], SandboxError> {
    let mut bytes = [0; LENGTH];
    let drawn = DRAWN.with_borrow_mut(|draws| draws.as_mut().map(|draws| draws.fill(&mut bytes)));
    if drawn.is_some() {
        return Ok(bytes);
    }
    SysRng.try_fill_bytes(&mut bytes).map_err(|_| SandboxError::Randomness)?;
    Ok(bytes)
}

/// 32 hexadecimal digits.
pub(crate) fn hex(bytes: [u8; 16]) -> String {
    format!("{:032x}", u128::from_be_bytes(bytes))
}

/// A text that nobody can guess, for codes and for the tickets of pages.
pub(crate) fn random_text() -> Result<String, SandboxError> {
    Ok(URL_SAFE_NO_PAD.encode(random::<32>()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_admin_token_is_new_each_time_and_never_shown() {
        let (one, other) = (AdminToken::fresh().unwrap(), AdminToken::fresh().unwrap());
        assert_eq!(one.expose().len(), 32);
        assert!(one.is(one.expose()) && !one.is(other.expose()) && !one.is(""));
        assert_eq!(format!("{one:?}"), "AdminToken(…)");
    }

    #[test]
    fn what_follows_from_a_seed_is_the_same_again_and_nothing_else_is() {
        let draw = |numbers: &[u64]| {
            drawing(Some(Draws::of(numbers)), || [random::<40>().unwrap(), random::<40>().unwrap()])
        };
        assert_eq!(draw(&[1, 2]), draw(&[1, 2]));
        assert_ne!(draw(&[1, 2]), draw(&[2, 1]));
        let [one, other] = draw(&[1, 2]);
        assert_ne!(one, other);
        assert_ne!(random::<40>().unwrap(), random::<40>().unwrap());
    }

    #[test]
    fn hexadecimal_keeps_its_zeros() {
        assert_eq!(hex([0; 16]), "0".repeat(32));
        assert_eq!(hex([0x0a; 16]), "0a".repeat(16));
    }

    #[test]
    fn equal_is_equal_to_the_last_byte() {
        assert!(same("secret", "secret"));
        for other in ["", "secre", "secreT", "secret ", "시크릿"] {
            assert!(!same("secret", other), "{other:?}");
        }
    }
}
