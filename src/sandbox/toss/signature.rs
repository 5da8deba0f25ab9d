//! What a person signs, with the text inside: CMS (RFC 5652), one signer, SHA-256.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use jiff::tz::Offset;

use crate::sandbox::toss::certificate::{self, Certificate};
use crate::sandbox::toss::der::{self, OCTET_STRING, OID, SET};
use crate::sandbox::toss::keys::{RSA, SIGNER};
use crate::sandbox::toss::people::Citizen;
use crate::sandbox::{SandboxError, secrets};

const SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
const DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x01];
/// What is signed along with the digest of the text.
const CONTENT_TYPE: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x03];
const MESSAGE_DIGEST: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x04];
const SIGNING_TIME: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x09, 0x05];
/// SHA-256, without parameters.
const SHA256: &[u8] =
    &[0x30, 0x0b, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01];

/// A text as a person signed it at a moment, in Base64. The same again is the same to the byte.
pub(super) fn of(text: &str, citizen: Citizen, at: Timestamp) -> Result<String, SandboxError> {
    let certificate = certificate::issued(citizen, at)?;
    let signer = signer(text, &certificate, at)?;
    let content = der::value(der::context(0), &der::value(OCTET_STRING, text.as_bytes()));
    let data = der::sequence(&[
        &der::integer(&[1]),
        &der::value(SET, SHA256),
        &der::sequence(&[&der::value(OID, DATA), &content]),
        &der::value(der::context(0), &certificate.der),
        &der::value(SET, &signer),
    ]);
    let outer = [&*der::value(OID, SIGNED_DATA), &der::value(der::context(0), &data)];
    Ok(STANDARD.encode(der::sequence(&outer)))
}

/// `SignerInfo` (§5.3).
fn signer(text: &str, certificate: &Certificate, at: Timestamp) -> Result<Vec<u8>, SandboxError> {
    let attributes = || {
        vec![
            attribute(CONTENT_TYPE, &der::value(OID, DATA)),
            attribute(MESSAGE_DIGEST, &der::value(OCTET_STRING, &secrets::digest(text))),
            attribute(SIGNING_TIME, &certificate::time(Offset::UTC.to_datetime(at))),
        ]
    };
    // Signed as the set that they are, and written as the first of its context.
    let signature = SIGNER.signed(&der::set(SET, attributes()))?;
    Ok(der::sequence(&[
        &der::integer(&[1]),
        &certificate.pointer,
        SHA256,
        &der::set(der::context(0), attributes()),
        RSA,
        &der::value(OCTET_STRING, &signature),
    ]))
}

fn attribute(kind: &[u8], value: &[u8]) -> Vec<u8> {
    der::sequence(&[&der::value(OID, kind), &der::value(SET, value)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::toss::der::{Reader, SEQUENCE};

    #[test]
    fn the_text_is_inside_and_what_is_signed_follows_from_it() {
        let at: Timestamp = "2026-11-21T12:00:00Z".parse().unwrap();
        let signed = |text: &str| of(text, Citizen::default(), at).unwrap();
        assert_eq!(signed("본문"), signed("본문"));
        assert_ne!(signed("본문"), signed("다른 본문"));
        let der = STANDARD.decode(signed("본문")).unwrap();
        let mut outer = Reader(&der).read(SEQUENCE).unwrap().inside();
        assert_eq!(outer.read(OID).unwrap().content, SIGNED_DATA);
        let mut data = outer.read(der::context(0)).unwrap().inside().next().unwrap().inside();
        data.next();
        data.next();
        let mut content = data.read(SEQUENCE).unwrap().inside();
        assert_eq!(content.read(OID).unwrap().content, DATA);
        let text = content.next().unwrap().inside().read(OCTET_STRING).unwrap().content;
        assert_eq!(text, "본문".as_bytes());
    }
}
