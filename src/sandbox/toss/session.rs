//! The sessions in which personal data travel: a client draws a key, seals it for Toss, and encrypts
//! with it what it sends; the answer to that very call comes back encrypted with the same one.
//!
//! ```text
//! part       AES_GCM$<key>$<iv>                                Base64 with padding
//! sessionKey <version>$<id>$<part, sealed with RSA-OAEP>
//! a field    <version>$<id>$<AES-256-GCM, with the key itself as what else is authenticated>
//! ```
//!
//! Every field of a session has the same iv. That is Toss's protocol, and why a session is good for one
//! call.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use ring::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use zeroize::Zeroizing;

use crate::sandbox::toss::oaep;
use crate::sandbox::{SandboxError, secrets};

const KEY: usize = 32;
const IV: usize = 12;
/// A UUID as a text.
const ID: usize = 36;

/// The session of one call.
pub(super) struct Session {
    /// Which one, by the client.
    pub(super) id: String,
    /// `v1`, or `v1_` and the version of the SDK; it comes back as it came.
    version: String,
    key: Zeroizing<[u8; KEY]>,
    iv: [u8; IV],
}

/// Why there is no session, or no field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Fault {
    /// It does not look like one.
    Format,
    /// It does, and cannot be opened.
    Closed,
    /// AES-CBC, which Toss has for old systems.
    Cbc,
}

impl Session {
    /// The session of a `sessionKey`.
    pub(super) fn open(session_key: &str) -> Result<Self, Fault> {
        let [version, id, sealed] = parts(session_key).ok_or(Fault::Format)?;
        let sealed = STANDARD.decode(sealed).map_err(|_| Fault::Format)?;
        if !is_version(version) || !is_uuid(id) || sealed.len() != oaep::SEALED {
            return Err(Fault::Format);
        }
        let part = Zeroizing::new(oaep::opened(&sealed).ok_or(Fault::Closed)?);
        let [label, key, iv] =
            std::str::from_utf8(&part).ok().and_then(parts).ok_or(Fault::Closed)?;
        if label == "AES_CBC" {
            return Err(Fault::Cbc);
        }
        let decoded = |text: &str| STANDARD.decode(text).map(Zeroizing::new).ok();
        let key = decoded(key).and_then(|key| key.as_slice().try_into().ok());
        let iv = decoded(iv).and_then(|iv| iv.as_slice().try_into().ok());
        let (true, Some(key), Some(iv)) = (label == "AES_GCM", key, iv) else {
            return Err(Fault::Closed);
        };
        let (id, version) = (id.to_owned(), version.to_owned());
        Ok(Self { id, version, key: Zeroizing::new(key), iv })
    }

    /// What stands in a field, which has to be of this session.
    pub(super) fn opened(&self, field: &str) -> Result<String, Fault> {
        let [version, id, sealed] = parts(field).ok_or(Fault::Format)?;
        if version != self.version || id != self.id {
            return Err(Fault::Closed);
        }
        let mut text = STANDARD.decode(sealed).map_err(|_| Fault::Format)?;
        let (key, nonce, also) = self.cipher().ok_or(Fault::Closed)?;
        let opened = key.open_in_place(nonce, also, &mut text).map_err(|_| Fault::Closed)?;
        String::from_utf8(opened.to_vec()).map_err(|_| Fault::Closed)
    }

    /// A field in which this stands.
    pub(super) fn sealed(&self, text: &str) -> Result<String, SandboxError> {
        let mut sealed = text.as_bytes().to_vec();
        let done = self.cipher().and_then(|(key, nonce, also)| {
            key.seal_in_place_append_tag(nonce, also, &mut sealed).ok()
        });
        done.ok_or(SandboxError::Key)?;
        Ok([&self.version, &self.id, &*STANDARD.encode(sealed)].join("$"))
    }

    /// What the key is remembered by.
    pub(super) fn key_digest(&self) -> [u8; 32] {
        secrets::digest(&STANDARD.encode(*self.key))
    }

    fn cipher(&self) -> Option<(LessSafeKey, Nonce, Aad<&[u8]>)> {
        let key = UnboundKey::new(&AES_256_GCM, self.key.as_slice()).ok()?;
        let nonce = Nonce::assume_unique_for_key(self.iv);
        Some((LessSafeKey::new(key), nonce, Aad::from(self.key.as_slice())))
    }

    /// The one of the tests, with another key for each number.
    #[cfg(test)]
    pub(super) fn numbered(number: u8) -> Self {
        let mut key: [u8; KEY] = std::array::from_fn(|at| u8::try_from(at).unwrap());
        key[0] = number;
        Self {
            id: format!("00000000-0000-4000-8000-{:012}", u32::from(number) + 1),
            version: "v1".to_owned(),
            key: Zeroizing::new(key),
            iv: std::array::from_fn(|at| u8::try_from(at).unwrap()),
        }
    }

    /// The same with another id.
    #[cfg(test)]
    pub(super) fn named(self, id: &str) -> Self {
        Self { id: id.to_owned(), ..self }
    }

    /// The `sessionKey` that a client sends.
    #[cfg(test)]
    pub(super) fn sent(&self) -> String {
        self.sent_as("AES_GCM")
    }

    #[cfg(test)]
    pub(super) fn sent_as(&self, label: &str) -> String {
        let part = [label, &STANDARD.encode(*self.key), &STANDARD.encode(self.iv)].join("$");
        let sealed = STANDARD.encode(oaep::sealed(part.as_bytes()));
        [&*self.version, &self.id, &sealed].join("$")
    }
}

/// Three of them: no Base64 has a `$`.
fn parts(text: &str) -> Option<[&str; 3]> {
    let mut parts = text.split('$');
    let found = [parts.next()?, parts.next()?, parts.next()?];
    parts.next().is_none().then_some(found)
}

fn is_version(text: &str) -> bool {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '-' | '_');
    let sdk = text
        .strip_prefix("v1_")
        .is_some_and(|sdk| (1..=32).contains(&sdk.len()) && sdk.chars().all(is_plain));
    text == "v1" || sdk
}

fn is_uuid(text: &str) -> bool {
    let is_right = |(at, byte): (usize, u8)| match at {
        8 | 13 | 18 | 23 => byte == b'-',
        _ => byte.is_ascii_hexdigit(),
    };
    text.len() == ID && text.bytes().enumerate().all(is_right)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Texts and their fields under the first session: key 00…1f, iv 00…0b. Computed by another
    /// implementation, which reads Toss's own vectors.
    const VECTORS: [[&str; 2]; 4] = [
        ["김토스", "rbtW9kNFLpEpV0LPcKfQ/BtLV58fT8DJLQ=="],
        ["01012345678", "dzPmKvfW9i67dq9i8GfhWlKoM8HaCX/ItnJU"],
        ["19930324", "djvvKPXW8C/V2er168crMureVF7JrCpf"],
        ["", "brHjXoiHNKud3IdsZ2M4Gw=="],
    ];

    #[test]
    fn fields_are_those_of_the_vectors() {
        let session = Session::numbered(0);
        for [text, sealed] in VECTORS {
            let field = format!("v1$00000000-0000-4000-8000-000000000001${sealed}");
            assert_eq!(session.sealed(text).unwrap(), field);
            assert_eq!(session.opened(&field).unwrap(), text);
        }
    }

    #[test]
    fn a_session_key_is_opened_with_its_version_and_its_id() {
        let sent = Session::numbered(3).sent();
        for version in ["v1", "v1_0.0.14"] {
            let session = Session::open(&sent.replacen("v1", version, 1)).ok().unwrap();
            assert_eq!(session.key, Session::numbered(3).key);
            let field = session.sealed("x").unwrap();
            assert!(field.starts_with(&format!("{version}$00000000-0000-4000-8000-000000000004$")));
        }
    }

    #[test]
    fn what_is_no_session_key_is_told_from_one_that_stays_closed() {
        let sent = Session::numbered(0).sent();
        let fault = |text: &str| Session::open(text).err();
        let (start, sealed) = sent.split_at(sent.len() - 344);
        for wrong in [
            "",
            "k",
            "v1$a$b",
            &sent.replacen("v1", "v2", 1),
            &sent.replacen("v1", "v1_", 1),
            &sent.replacen("-4000-", "_4000-", 1),
            &format!("{sent}$"),
            &sent[..sent.len() - 2],
            &format!("{start}{}", &sealed[..340]),
        ] {
            assert_eq!(fault(wrong), Some(Fault::Format), "{wrong}");
        }
        let other = STANDARD.encode(vec![1; oaep::SEALED]);
        assert_eq!(fault(&format!("{start}{other}")), Some(Fault::Closed));
        assert_eq!(fault(&Session::numbered(0).sent_as("AES_ECB")), Some(Fault::Closed));
        assert_eq!(fault(&Session::numbered(0).sent_as("AES_CBC")), Some(Fault::Cbc));
    }

    proptest! {
        #[test]
        fn whatever_is_written_comes_back_and_whatever_comes_is_looked_at(text in ".*", key in ".*") {
            let session = Session::numbered(0);
            prop_assert_eq!(session.opened(&session.sealed(&text).unwrap()).unwrap(), text);
            prop_assert!(Session::open(&key).is_err() && session.opened(&key).is_err());
        }
    }

    #[test]
    fn a_field_of_another_session_or_one_that_was_changed_stays_closed() {
        let (session, other) = (Session::numbered(0), Session::numbered(1));
        let field = session.sealed("x").unwrap();
        assert_eq!(other.opened(&field), Err(Fault::Closed));
        assert_eq!(session.opened(&field.replacen("v1", "v1_1", 1)), Err(Fault::Closed));
        let same_id = other.sealed("x").unwrap().replacen("2$", "1$", 1);
        assert_eq!(session.opened(&same_id), Err(Fault::Closed));
        assert_eq!(session.opened("plain"), Err(Fault::Format));
        assert_eq!(session.opened(field.trim_end_matches('=')), Err(Fault::Format));
    }
}
