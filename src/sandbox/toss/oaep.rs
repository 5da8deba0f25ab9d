//! RSAES-OAEP with SHA-1 (RFC 8017 §7.1), as Toss's SDK seals a session key.
//!
//! The arithmetic takes the same time whatever the numbers, and which check fails is told to nobody.
//! Neither matters here: the key is [printed](super::keys).

use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, NonZero, Odd, Resize as _};
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};

use crate::sandbox::toss::keys::{Numbers, SESSION};

/// How long what was sealed is, in bytes.
pub(super) const SEALED: usize = 256;
const BITS: u32 = 2048;
/// The two primes have half of the digits each.
const HALF: u32 = BITS / 2;
/// The length of SHA-1.
const HASH: usize = 20;

/// What was sealed for the sandbox's key.
pub(super) fn opened(sealed: &[u8]) -> Option<Vec<u8>> {
    let sealed: &[u8; SEALED] = sealed.try_into().ok()?;
    unpadded(decrypted(sealed, &SESSION.numbers()?)?)
}

/// RSADP by the primes (RFC 8017 §5.1.2): two small powers in the place of a large one.
fn decrypted(sealed: &[u8], numbers: &Numbers) -> Option<Vec<u8>> {
    let sealed = number(sealed, BITS)?;
    // The same and the modulus on top would be another spelling of it.
    if sealed >= number(numbers.modulus, BITS)? {
        return None;
    }
    let [first, second] = [Prime::of(numbers, 0)?, Prime::of(numbers, 1)?];
    let (one, other) = (first.power(&sealed), second.power(&sealed));
    let inverse = first.form(&half(numbers.inverse)?);
    let apart = first.form(&one).sub(&first.form(&other)).mul(&inverse).retrieve();
    let prime = half(numbers.primes[1])?.resize(BITS);
    let opened = other.resize(BITS).wrapping_add(apart.resize(BITS).wrapping_mul(&prime));
    Some(opened.to_be_bytes().into_vec())
}

/// A prime, and the private exponent for it.
struct Prime {
    itself: NonZero<BoxedUint>,
    parameters: BoxedMontyParams,
    exponent: BoxedUint,
}

impl Prime {
    fn of(numbers: &Numbers, which: usize) -> Option<Self> {
        let (prime, exponent) = (half(numbers.primes[which])?, half(numbers.exponents[which])?);
        let parameters = BoxedMontyParams::new(Option::from(Odd::new(prime.clone()))?);
        Some(Self { itself: Option::from(NonZero::new(prime))?, parameters, exponent })
    }

    fn form(&self, number: &BoxedUint) -> BoxedMontyForm {
        BoxedMontyForm::new(number.rem(&self.itself), &self.parameters)
    }

    fn power(&self, number: &BoxedUint) -> BoxedUint {
        let wide = NonZero::new(self.itself.as_ref().clone().resize(BITS));
        let Some(wide) = Option::<NonZero<BoxedUint>>::from(wide) else { return number.clone() };
        let short = number.rem(&wide).resize(HALF);
        BoxedMontyForm::new(short, &self.parameters).pow(&self.exponent).retrieve()
    }
}

/// A number of half the digits.
fn half(digits: &[u8]) -> Option<BoxedUint> {
    number(digits, HALF)
}

/// A number of so many digits; DER writes one zero before some.
fn number(digits: &[u8], bits: u32) -> Option<BoxedUint> {
    let excess = digits.len().saturating_sub(bits as usize / 8);
    let digits = digits.strip_prefix(&[0]).filter(|_| excess == 1).unwrap_or(digits);
    BoxedUint::from_be_slice(digits, bits).ok()
}

/// EME-OAEP decoding (§7.1.2, step 3) with an empty label.
fn unpadded(mut padded: Vec<u8>) -> Option<Vec<u8>> {
    let (first, masked) = padded.split_first_mut()?;
    let (seed, block) = masked.split_at_mut_checked(HASH)?;
    mask(seed, block);
    mask(block, seed);
    let (hash, rest) = block.split_at_checked(HASH)?;
    let zeros = rest.iter().take_while(|byte| **byte == 0).count();
    let (end, text) = rest.get(zeros..)?.split_first()?;
    let is_right = *first == 0 && *end == 1 && hash == sha1(&[]);
    is_right.then(|| text.to_vec())
}

/// Lays MGF1 (appendix B.2.1) of a seed over a text.
fn mask(text: &mut [u8], seed: &[u8]) {
    for (number, block) in (0u32..).zip(text.chunks_mut(HASH)) {
        let over = sha1(&[seed, &number.to_be_bytes()].concat());
        block.iter_mut().zip(over).for_each(|(byte, over)| *byte ^= over);
    }
}

fn sha1(text: &[u8]) -> [u8; HASH] {
    let hash = digest(&SHA1_FOR_LEGACY_USE_ONLY, text);
    hash.as_ref().try_into().unwrap_or_default()
}

/// For the tests: seals a text for the sandbox's key, always with the same seed.
#[cfg(test)]
pub(super) fn sealed(text: &[u8]) -> Vec<u8> {
    let mut padded = vec![0; SEALED];
    let (seed, block) = padded[1..].split_at_mut(HASH);
    seed.copy_from_slice(&[7; HASH]);
    block[..HASH].copy_from_slice(&sha1(&[]));
    let start = block.len() - text.len();
    block[start - 1] = 1;
    block[start..].copy_from_slice(text);
    mask(block, seed);
    mask(seed, block);
    let public = SESSION.verifying();
    let mut public = super::der::Reader(&public).next().unwrap().inside();
    let modulus = BoxedUint::from_be_slice(&public.next().unwrap().content[1..], BITS).unwrap();
    let parameters = BoxedMontyParams::new(Odd::new(modulus).unwrap());
    let number = BoxedUint::from_be_slice(&padded, BITS).unwrap();
    let power = BoxedMontyForm::new(number, &parameters).pow(&BoxedUint::from(65_537u64));
    power.retrieve().to_be_bytes().into_vec()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sealed_is_opened() {
        for text in [&b""[..], b"AES_GCM$", &[9; 214]] {
            assert_eq!(opened(&sealed(text)).as_deref(), Some(text));
        }
    }

    #[test]
    fn what_was_changed_or_is_of_another_length_is_not() {
        let sealed = sealed(b"text");
        let mut changed = sealed.clone();
        changed[200] ^= 1;
        for wrong in [&changed[..], &sealed[1..], &[], &[0; SEALED], &[255; SEALED]] {
            assert_eq!(opened(wrong), None);
        }
    }

    #[test]
    fn what_is_no_less_than_the_modulus_is_not_opened() {
        let modulus = number(SESSION.numbers().unwrap().modulus, BITS).unwrap();
        let spelled = |text: u8| {
            let one = number(&sealed(&[text]), BITS).unwrap();
            Some(one.wrapping_add(&modulus)).filter(|other| *other > one)
        };
        let other = (0..=255).find_map(spelled).unwrap();
        assert_eq!(opened(&other.to_be_bytes()), None);
    }
}
