//! A client's side of Toss's session keys, by another hand than the sandbox's

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, Odd};
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use ring::digest::{SHA1_FOR_LEGACY_USE_ONLY, digest};

use super::Wire;

const BITS: u32 = 2048;

/// A session of the client, told from others by its number.
pub struct Session {
    id: String,
    key: [u8; 32],
}

impl Session {
    pub fn numbered(number: u8) -> Self {
        Self { id: format!("5a4d4b0c-0000-4000-8000-{number:012}"), key: [number; 32] }
    }

    /// `sessionKey`, sealed with the key that the ready event names.
    pub fn sent(&self, wire: &Wire) -> String {
        self.sent_as("AES_GCM", wire)
    }

    pub fn sent_as(&self, label: &str, wire: &Wire) -> String {
        let public = wire.served.ready["env"]["TOSS_PUBLIC_KEY"].as_str().unwrap();
        let public = STANDARD.decode(public).unwrap();
        let part = format!("{label}${}${}", STANDARD.encode(self.key), STANDARD.encode([7; 12]));
        format!("v1${}${}", self.id, STANDARD.encode(sealed(part.as_bytes(), &public)))
    }

    /// A field of this session.
    pub fn field(&self, text: &str) -> String {
        let key = LessSafeKey::new(UnboundKey::new(&AES_256_GCM, &self.key).unwrap());
        let mut sealed = text.as_bytes().to_vec();
        let nonce = Nonce::assume_unique_for_key([7; 12]);
        key.seal_in_place_append_tag(nonce, Aad::from(self.key), &mut sealed).unwrap();
        format!("v1${}${}", self.id, STANDARD.encode(sealed))
    }
}

/// RSAES-OAEP with SHA-1, and a seed that is always the same.
fn sealed(text: &[u8], public: &[u8]) -> Vec<u8> {
    // Behind the header of an RSA-2048 key come its modulus and, in five bytes, 65537.
    let modulus = &public[public.len() - 5 - 256..public.len() - 5];
    let modulus = BoxedUint::from_be_slice(modulus, BITS).unwrap();
    let parameters = BoxedMontyParams::new(Odd::new(modulus).unwrap());
    let (seed, mut block) = ([9; 20], vec![0; 256 - 1 - 20]);
    block[..20].copy_from_slice(digest(&SHA1_FOR_LEGACY_USE_ONLY, b"").as_ref());
    let start = block.len() - text.len();
    block[start - 1] = 1;
    block[start..].copy_from_slice(text);
    let block = over(&block, &seed);
    let padded = [vec![0], over(&seed, &block), block].concat();
    let number = BoxedUint::from_be_slice(&padded, BITS).unwrap();
    let power = BoxedMontyForm::new(number, &parameters).pow(&BoxedUint::from(65_537u64));
    power.retrieve().to_be_bytes().into_vec()
}

/// MGF1 of a seed over a text.
fn over(text: &[u8], seed: &[u8]) -> Vec<u8> {
    let mut mask = Vec::new();
    for number in 0u32.. {
        let block = [seed, &number.to_be_bytes()].concat();
        mask.extend_from_slice(digest(&SHA1_FOR_LEGACY_USE_ONLY, &block).as_ref());
        if mask.len() >= text.len() {
            break;
        }
    }
    text.iter().zip(mask).map(|(byte, mask)| byte ^ mask).collect()
}
