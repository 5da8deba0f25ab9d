//! The keys of a store: how one is written, what it seals, and how one rests under another.
//!
//! XChaCha20-Poly1305, whose nonces are long enough to be drawn at random for ever. What is sealed is
//! bound to a context in words, its place in the store, and opens nowhere else.

use std::fmt::{self, Write as _};

use base64::Engine as _;
use base64::alphabet::{Alphabet, STANDARD, URL_SAFE};
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use chacha20poly1305::aead::{Aead as _, KeyInit as _, Payload};
use chacha20poly1305::{XChaCha20Poly1305, XNonce};
use hmac::{Hmac, Mac as _};
use rand::TryRng as _;
use rand::rngs::SysRng;
use sha2::Sha256;
use zeroize::Zeroizing;

use crate::store::StoreError;

const KEY_LENGTH: usize = 32;
const NONCE_LENGTH: usize = 24;

/// The key of one store. It stays where it is in memory: what is moved leaves a copy behind.
#[derive(Clone)]
pub(super) struct StoreKey(Box<Zeroizing<[u8; KEY_LENGTH]>>);

/// A secret under the key, with the nonce that it was sealed with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Sealed {
    /// Used once.
    pub(super) nonce: [u8; NONCE_LENGTH],
    /// Ciphertext and tag.
    pub(super) bytes: Vec<u8>,
}

impl StoreKey {
    /// A new key from the operating system.
    pub(super) fn generate() -> Result<Self, StoreError> {
        let mut key = Self::blank();
        fill(&mut **key.0)?;
        Ok(key)
    }

    /// Reads a key: 32 bytes as they are, or as 64 hex digits or Base64 in either alphabet, padded or
    /// not, with space around them.
    pub(super) fn parse(written: &[u8]) -> Option<Self> {
        if written.len() == KEY_LENGTH {
            return Self::from_bytes(written);
        }
        let text = std::str::from_utf8(written).ok()?.trim();
        let bytes = bytes_of_hex(text)
            .or_else(|| bytes_of_base64(&STANDARD, text))
            .or_else(|| bytes_of_base64(&URL_SAFE, text))?;
        Self::from_bytes(&bytes)
    }

    /// As 64 hex digits, which a person can copy and every keyring can hold.
    pub(super) fn to_hex(&self) -> Zeroizing<String> {
        hex(&**self.0)
    }

    /// Seals a secret for its place.
    pub(super) fn seal(&self, secret: &[u8], context: &str) -> Result<Sealed, StoreError> {
        let mut nonce = [0; NONCE_LENGTH];
        fill(&mut nonce)?;
        let payload = Payload { msg: secret, aad: context.as_bytes() };
        let sealed = self.cipher().encrypt(&XNonce::from(nonce), payload);
        Ok(Sealed { nonce, bytes: sealed.map_err(|_| StoreError::Sealed)? })
    }

    /// Opens what was sealed for this place with this key, and nothing else.
    pub(super) fn open(&self, sealed: &Sealed, context: &str) -> Option<Zeroizing<Vec<u8>>> {
        let payload = Payload { msg: &sealed.bytes, aad: context.as_bytes() };
        let opened = self.cipher().decrypt(&XNonce::from(sealed.nonce), payload);
        opened.ok().map(Zeroizing::new)
    }

    /// Seals another key, which then rests under this one.
    pub(super) fn wrap(&self, inner: &Self, context: &str) -> Result<Sealed, StoreError> {
        self.seal(&**inner.0, context)
    }

    /// The key that rests under this one.
    pub(super) fn unwrap_key(&self, sealed: &Sealed, context: &str) -> Option<Self> {
        Self::from_bytes(&self.open(sealed, context)?)
    }

    /// Another key, which follows from this one and tells nothing of it (HMAC-SHA-256, as HKDF
    /// expands).
    pub(super) fn derived(&self, label: &str) -> Self {
        Self(Box::new(Zeroizing::new(self.mac(label.as_bytes()))))
    }

    /// HMAC-SHA-256 of a message, for keys that were [`derived`](Self::derived) for nothing else.
    pub(super) fn mac(&self, message: &[u8]) -> [u8; KEY_LENGTH] {
        // HMAC fills a short key up with zeroes.
        let mut block = Zeroizing::new([0; 64]);
        block[..KEY_LENGTH].copy_from_slice(&**self.0);
        let mut mac = <Hmac<Sha256> as hmac::KeyInit>::new((&*block).into());
        mac.update(message);
        mac.finalize().into_bytes().into()
    }

    /// The bytes, for what takes a key of its own kind.
    pub(super) fn into_bytes(self) -> Zeroizing<[u8; KEY_LENGTH]> {
        *self.0
    }

    /// A key of bytes that were made elsewhere, from a passphrase.
    pub(super) fn of_bytes(bytes: Zeroizing<[u8; KEY_LENGTH]>) -> Self {
        Self(Box::new(bytes))
    }

    fn from_bytes(bytes: &[u8]) -> Option<Self> {
        let mut key = Self::blank();
        (bytes.len() == KEY_LENGTH).then(|| key.0.copy_from_slice(bytes))?;
        Some(key)
    }

    fn blank() -> Self {
        Self(Box::new(Zeroizing::new([0; KEY_LENGTH])))
    }

    fn cipher(&self) -> XChaCha20Poly1305 {
        XChaCha20Poly1305::new((&**self.0).into())
    }
}

impl fmt::Debug for StoreKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("StoreKey(…)")
    }
}

impl Sealed {
    /// As one value: the nonce, then the rest.
    pub(super) fn joined(&self) -> Vec<u8> {
        [self.nonce.as_slice(), &self.bytes].concat()
    }

    /// What [`joined`](Self::joined) made.
    pub(super) fn split(joined: &[u8]) -> Option<Self> {
        let (nonce, bytes) = joined.split_first_chunk()?;
        Some(Self { nonce: *nonce, bytes: bytes.to_owned() })
    }
}

/// Bytes as lower-case hex digits.
pub(super) fn hex(bytes: &[u8]) -> Zeroizing<String> {
    // Enough room from the beginning, so that no outgrown copy of a key is left behind.
    let mut digits = Zeroizing::new(String::with_capacity(bytes.len() * 2));
    for byte in bytes {
        let _ = write!(digits, "{byte:02x}");
    }
    digits
}

fn bytes_of_hex(text: &str) -> Option<Zeroizing<Vec<u8>>> {
    if text.len() != KEY_LENGTH * 2 || !text.bytes().all(|byte| byte.is_ascii_hexdigit()) {
        return None;
    }
    let pairs = (0..text.len()).step_by(2);
    let bytes: Result<Vec<u8>, _> =
        pairs.map(|at| u8::from_str_radix(&text[at..at + 2], 16)).collect();
    bytes.ok().map(Zeroizing::new)
}

fn bytes_of_base64(alphabet: &Alphabet, text: &str) -> Option<Zeroizing<Vec<u8>>> {
    let config =
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent);
    GeneralPurpose::new(alphabet, config).decode(text).ok().map(Zeroizing::new)
}

/// A number above zero that nobody else draws.
pub(super) fn number() -> Result<i64, StoreError> {
    let mut bytes = [0; 8];
    fill(&mut bytes)?;
    Ok((i64::from_le_bytes(bytes) & i64::MAX).max(1))
}

pub(super) fn fill(bytes: &mut [u8]) -> Result<(), StoreError> {
    SysRng.try_fill_bytes(bytes).map_err(|_| StoreError::NoRandomness)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const BYTES: [u8; 32] = *b"\xfb\xff\xfe3456789abcdefghijklmnopqrstu\n";

    fn parsed(written: &[u8]) -> Option<[u8; 32]> {
        StoreKey::parse(written).map(|key| **key.0)
    }

    #[test]
    fn a_key_is_read_in_every_form() {
        let digits = StoreKey::parse(&BYTES).unwrap().to_hex();
        let base64 = "+//+MzQ1Njc4OWFiY2RlZmdoaWprbG1ub3BxcnN0dQo=";
        for written in [
            digits.as_str(),
            &digits.to_uppercase(),
            &format!("\n {}\r\n", *digits),
            base64,
            base64.trim_end_matches('='),
            &format!("{}\n", base64.replace('+', "-").replace('/', "_")),
        ] {
            assert_eq!(parsed(written.as_bytes()), Some(BYTES), "{written:?}");
        }
        assert_eq!(parsed(&BYTES), Some(BYTES));
    }

    #[test]
    fn what_is_no_key_is_not_stretched_or_cut_into_one() {
        let digits = hex(&BYTES);
        for written in [
            b"".as_slice(),
            b"\n",
            b"password",
            &BYTES[..31],
            &[BYTES.as_slice(), b"\n"].concat(),
            &digits.as_bytes()[..63],
            format!("{}0", *digits).as_bytes(),
            digits.replacen("fb", "+b", 1).as_bytes(),
            digits.replacen("fb", "fg", 1).as_bytes(),
            b"c2hvcnQ=",
        ] {
            assert_eq!(parsed(written), None, "{written:?}");
        }
    }

    #[test]
    fn what_is_sealed_opens_in_its_place_alone() {
        let key = StoreKey::generate().unwrap();
        let sealed = key.seal(b"secret", "here").unwrap();
        assert_eq!(**key.open(&sealed, "here").unwrap(), *b"secret");
        assert!(key.open(&sealed, "there").is_none());
        assert!(StoreKey::generate().unwrap().open(&sealed, "here").is_none());
    }

    #[test]
    fn no_flipped_bit_goes_unnoticed() {
        let key = StoreKey::generate().unwrap();
        let joined = key.seal(b"secret", "here").unwrap().joined();
        for bit in 0..joined.len() * 8 {
            let mut altered = joined.clone();
            altered[bit / 8] ^= 1 << (bit % 8);
            assert!(key.open(&Sealed::split(&altered).unwrap(), "here").is_none(), "{bit}");
        }
    }

    #[test]
    fn the_same_secret_never_looks_the_same() {
        let key = StoreKey::generate().unwrap();
        assert_ne!(key.seal(b"secret", "here").unwrap(), key.seal(b"secret", "here").unwrap());
    }

    #[test]
    fn a_derived_key_belongs_to_its_purpose_and_its_key() {
        let key = StoreKey::from_bytes(&BYTES).unwrap();
        let other = StoreKey::generate().unwrap();
        assert_eq!(key.derived("one").0, key.derived("one").0);
        assert_ne!(key.derived("one").0, key.derived("two").0);
        assert_ne!(key.derived("one").0, other.derived("one").0);
        assert_ne!(key.derived("one").0, key.0);
    }

    #[test]
    fn a_mac_is_that_of_everybody_else() {
        // Computed with Python's `hmac` over the same bytes.
        let key = StoreKey::from_bytes(&BYTES).unwrap();
        let expected = "9a25400570d76794c8d9d689502a6c92bd312f450b626aa3dfad2491dfcaeff5";
        assert_eq!(*hex(&key.mac(b"message")), expected);
    }

    #[test]
    fn debug_never_shows_the_key() {
        assert_eq!(format!("{:?}", StoreKey::parse(&BYTES).unwrap()), "StoreKey(…)");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused_without_a_panic(bytes in prop::collection::vec(any::<u8>(), 0..100)) {
            let _ = StoreKey::parse(&bytes);
            let _ = Sealed::split(&bytes);
        }
    }
}
