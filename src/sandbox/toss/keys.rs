//! The keys of the sandbox's Toss. They are printed here for everybody to read: they open and sign
//! nothing that is real, and a client that trusts them trusts the sandbox.

use std::sync::OnceLock;

use ring::rand::SystemRandom;
use ring::signature::{RSA_PKCS1_SHA256, RsaKeyPair};

use crate::sandbox::SandboxError;
use crate::sandbox::toss::der::{self, INTEGER, Reader, SEQUENCE};

/// Opens session keys: a client encrypts them with its [public half](Pair::public). RSA-2048,
/// where Toss has RSA-4096; the protocol is the same.
pub(super) static SESSION: Pair = Pair::new(include_bytes!("keys/session.der"));
/// Signs certificates.
pub(super) static AUTHORITY: Pair = Pair::new(include_bytes!("keys/authority.der"));
/// Signs what people agree to. All of them have the same key, and each a certificate of their own.
pub(super) static SIGNER: Pair = Pair::new(include_bytes!("keys/signer.der"));

/// `rsaEncryption`, and that there are no parameters.
pub(super) const RSA: &[u8] =
    &[0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01, 0x05, 0x00];

/// An RSA key.
pub(super) struct Pair {
    /// `RSAPrivateKey` (RFC 8017, appendix A.1.2).
    private: &'static [u8],
    signing: OnceLock<Option<RsaKeyPair>>,
}

/// The numbers of a private key, each from its highest byte on.
pub(super) struct Numbers {
    /// What every number is less than.
    pub(super) modulus: &'static [u8],
    /// The two primes.
    pub(super) primes: [&'static [u8]; 2],
    /// The private exponent for each of them.
    pub(super) exponents: [&'static [u8]; 2],
    /// The inverse of the second prime, by the first.
    pub(super) inverse: &'static [u8],
}

impl Pair {
    const fn new(private: &'static [u8]) -> Self {
        Self { private, signing: OnceLock::new() }
    }

    /// `sha256WithRSAEncryption` of a text; the same text has the same signature.
    pub(super) fn signed(&self, text: &[u8]) -> Result<Vec<u8>, SandboxError> {
        let pair = self.pair()?;
        let mut signature = vec![0; pair.public().modulus_len()];
        // For blinding alone: what comes out does not depend on it.
        let random = SystemRandom::new();
        pair.sign(&RSA_PKCS1_SHA256, &random, text, &mut signature)
            .map_err(|_| SandboxError::Key)?;
        Ok(signature)
    }

    /// `RSAPublicKey`: what a signature is checked with. Read from the file: whoever makes a key of it
    /// has its numbers checked, and every command with a sandbox names one.
    pub(super) fn verifying(&self) -> Vec<u8> {
        let public = Reader(self.private).read(SEQUENCE).and_then(|key| {
            let mut numbers = key.inside();
            let (_, modulus, exponent) = (numbers.next()?, numbers.next()?, numbers.next()?);
            Some(der::sequence(&[modulus.whole, exponent.whole]))
        });
        // A file of ours that is no key is seen by a test.
        public.unwrap_or_default()
    }

    /// `SubjectPublicKeyInfo`, which is how clients want a public key.
    pub(super) fn public(&self) -> Vec<u8> {
        der::sequence(&[RSA, &der::bits(&self.verifying())])
    }

    /// The numbers; `None` where the file is no key.
    pub(super) fn numbers(&self) -> Option<Numbers> {
        let mut numbers = Reader(self.private).read(SEQUENCE)?.inside();
        let mut next = || Some(numbers.read(INTEGER)?.content);
        // The version before it, and both exponents behind.
        let (_, modulus, _, _) = (next()?, next()?, next()?, next()?);
        Some(Numbers {
            modulus,
            primes: [next()?, next()?],
            exponents: [next()?, next()?],
            inverse: next()?,
        })
    }

    fn pair(&self) -> Result<&RsaKeyPair, SandboxError> {
        let pair = self.signing.get_or_init(|| RsaKeyPair::from_der(self.private).ok());
        pair.as_ref().ok_or(SandboxError::Key)
    }
}

#[cfg(test)]
mod tests {
    use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};

    use super::*;

    #[test]
    fn what_a_key_signs_can_be_checked_and_is_the_same_again() {
        for pair in [&SESSION, &AUTHORITY, &SIGNER] {
            let signature = pair.signed(b"text").unwrap();
            assert_eq!(signature, pair.signed(b"text").unwrap());
            let public = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, pair.verifying());
            public.verify(b"text", &signature).unwrap();
            assert!(public.verify(b"other", &signature).is_err());
            assert!(pair.numbers().is_some());
        }
    }

    #[test]
    fn no_two_keys_are_the_same() {
        let public = [&SESSION, &AUTHORITY, &SIGNER].map(Pair::public);
        assert!(public[0] != public[1] && public[1] != public[2] && public[0] != public[2]);
        // RSA-2048 with 65537.
        assert!(public.iter().all(|key| key.len() == 294 && key.ends_with(&[2, 3, 1, 0, 1])));
    }
}
