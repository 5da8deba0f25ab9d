//! The certificates (RFC 5280) of the sandbox's people, and how one is told from any other.
//!
//! They look as Toss's do and say whose they are: a name of the sandbox stands where Toss's own would.
//! They name no list of revoked ones, for none is.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{Span, Timestamp};
use ring::signature::{RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};

use crate::sandbox::toss::der::{
    self, BIT_STRING, GENERALIZED_TIME, INTEGER, OID, PRINTABLE, Part, Reader, SEQUENCE, SET,
    UTC_TIME, UTF8,
};
use crate::sandbox::toss::keys::{AUTHORITY, SIGNER};
use crate::sandbox::toss::people::Citizen;
use crate::sandbox::{SandboxError, secrets};

/// `sha256WithRSAEncryption`, and that there are no parameters.
const SHA256_WITH_RSA: &[u8] =
    &[0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b, 0x05, 0x00];
/// `keyUsage`, critical: `digitalSignature` and `nonRepudiation`.
const KEY_USAGE: &[u8] = &[
    0x30, 0x0e, 0x06, 0x03, 0x55, 0x1d, 0x0f, 0x01, 0x01, 0xff, 0x04, 0x04, 0x03, 0x02, 0x06, 0xc0,
];

const COUNTRY: &[u8] = &[0x55, 0x04, 0x06];
const ORGANIZATION: &[u8] = &[0x55, 0x04, 0x0a];
const UNIT: &[u8] = &[0x55, 0x04, 0x0b];
const COMMON_NAME: &[u8] = &[0x55, 0x04, 0x03];
/// `UID` (RFC 4519 §2.39).
const USER_ID: &[u8] = &[0x09, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 0x01, 0x01];

/// As long as Toss's.
const YEARS: i64 = 3;

/// A certificate, and how a signature points to it.
pub(super) struct Certificate {
    pub(super) der: Vec<u8>,
    /// `IssuerAndSerialNumber` (RFC 5652 §10.2.4).
    pub(super) pointer: Vec<u8>,
}

/// The certificate of a person that begins at a moment; the same of both is the same certificate.
pub(super) fn issued(citizen: Citizen, from: Timestamp) -> Result<Certificate, SandboxError> {
    let (uid, name) = (citizen.uid(), citizen.name);
    let seed = secrets::digest(&format!("{uid} {name} {}", from.as_second()));
    // Positive, and as long as Toss's could be.
    let serial = der::integer(&[&[0x01], &seed[..15]].concat());
    let issuer = issuer();
    let subject = named(&[
        (COUNTRY, PRINTABLE, "KR"),
        (ORGANIZATION, UTF8, "qetta sandbox"),
        (USER_ID, UTF8, &uid),
        (COMMON_NAME, UTF8, name),
    ]);
    let version = der::value(der::context(0), &der::integer(&[2]));
    let extensions = der::value(der::context(3), &der::sequence(&[KEY_USAGE]));
    let (validity, key) = (validity(from), SIGNER.public());
    let said = der::sequence(&[
        &version,
        &serial,
        SHA256_WITH_RSA,
        &issuer,
        &validity,
        &subject,
        &key,
        &extensions,
    ]);
    let signature = der::bits(&AUTHORITY.signed(&said)?);
    let der = der::sequence(&[&said, SHA256_WITH_RSA, &signature]);
    Ok(Certificate { der, pointer: der::sequence(&[&issuer, &serial]) })
}

/// Whether the sandbox's authority has signed a certificate, and whether its time is now; `None` where
/// it is no certificate at all.
pub(super) fn judged(pem: &str, now: Timestamp) -> Option<(bool, bool)> {
    let der = STANDARD.decode(unwrapped(pem)?).ok()?;
    let mut file = Reader(&der);
    let mut certificate = file.read(SEQUENCE)?.inside();
    let (said, how) = (certificate.read(SEQUENCE)?, certificate.read(SEQUENCE)?);
    let (unused, signature) = certificate.read(BIT_STRING)?.content.split_first()?;
    let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, AUTHORITY.verifying());
    // What stands around the signed part is nobody's word: it has to be as it was written.
    let ours = key.verify(said.whole, signature).is_ok()
        && (how.whole, *unused) == (SHA256_WITH_RSA, 0)
        && file.0.is_empty()
        && certificate.0.is_empty();
    let [from, until] = times(said)?;
    let now = Offset::UTC.to_datetime(now);
    Some((ours, from <= now && now <= until))
}

/// The Base64 of a PEM file (RFC 7468), in however many lines.
fn unwrapped(pem: &str) -> Option<String> {
    let inside = pem.trim().strip_prefix("-----BEGIN CERTIFICATE-----")?;
    let inside = inside.strip_suffix("-----END CERTIFICATE-----")?;
    Some(inside.split_whitespace().collect())
}

/// When a certificate begins and ends.
fn times(said: Part<'_>) -> Option<[DateTime; 2]> {
    let mut members = said.inside();
    members.read(der::context(0))?;
    members.read(INTEGER)?;
    // The algorithm, and who issued it.
    members.read(SEQUENCE)?;
    members.read(SEQUENCE)?;
    let mut times = members.read(SEQUENCE)?.inside();
    Some([moment(times.next()?)?, moment(times.next()?)?])
}

fn issuer() -> Vec<u8> {
    named(&[
        (COUNTRY, PRINTABLE, "KR"),
        (ORGANIZATION, UTF8, "qetta sandbox"),
        (UNIT, UTF8, "Toss Cert"),
        (COMMON_NAME, UTF8, "Sandbox CA1"),
    ])
}

/// A `Name`, from its root on.
fn named(parts: &[(&[u8], u8, &str)]) -> Vec<u8> {
    let parts = parts.iter().map(|(kind, tag, text)| {
        let pair = [der::value(OID, kind), der::value(*tag, text.as_bytes())].concat();
        der::value(SET, &der::value(SEQUENCE, &pair))
    });
    der::value(SEQUENCE, &parts.collect::<Vec<_>>().concat())
}

fn validity(from: Timestamp) -> Vec<u8> {
    let from = Offset::UTC.to_datetime(from);
    // The sandbox lives to 2200, and the calendar goes on.
    let until = from.checked_add(Span::new().years(YEARS)).unwrap_or(from);
    der::value(SEQUENCE, &[time(from), time(until)].concat())
}

/// A `Time` (RFC 5280 §4.1.2.5): two digits of the year as long as they tell which.
pub(super) fn time(at: DateTime) -> Vec<u8> {
    let digits = at.strftime("%Y%m%d%H%M%SZ").to_string();
    match at.year() {
        1950..=2049 => der::value(UTC_TIME, &digits.as_bytes()[2..]),
        _ => der::value(GENERALIZED_TIME, digits.as_bytes()),
    }
}

fn moment(part: Part<'_>) -> Option<DateTime> {
    let digits = std::str::from_utf8(part.content).ok()?;
    let digits = match part.tag {
        UTC_TIME if *digits >= *"5" => format!("19{digits}"),
        UTC_TIME => format!("20{digits}"),
        GENERALIZED_TIME => digits.to_owned(),
        _ => return None,
    };
    DateTime::strptime("%Y%m%d%H%M%SZ", digits).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn at(time: &str) -> Timestamp {
        time.parse().unwrap()
    }

    fn pem(der: &[u8]) -> String {
        let base64 = STANDARD.encode(der);
        format!("-----BEGIN CERTIFICATE-----\n{base64}\n-----END CERTIFICATE-----")
    }

    #[test]
    fn a_certificate_is_ours_for_three_years() {
        let from = at("2026-11-21T12:00:00Z");
        let issued = issued(Citizen::default(), from).unwrap();
        let judged = |time: &str| judged(&pem(&issued.der), at(time)).unwrap();
        assert_eq!(judged("2026-11-21T11:59:59Z"), (true, false));
        assert_eq!(judged("2026-11-21T12:00:00Z"), (true, true));
        assert_eq!(judged("2029-11-21T12:00:00Z"), (true, true));
        assert_eq!(judged("2029-11-21T12:00:01Z"), (true, false));
        let late = issued_at("2150-01-01T00:00:00Z");
        assert_eq!(super::judged(&pem(&late), at("2151-01-01T00:00:00Z")), Some((true, true)));
    }

    fn issued_at(time: &str) -> Vec<u8> {
        issued(Citizen::default(), at(time)).unwrap().der
    }

    #[test]
    fn one_that_was_changed_is_not_ours_and_anything_else_is_none() {
        let now = "2026-11-21T12:00:00Z";
        let mut der = issued_at(now);
        let last = der.len() - 1;
        der[last] ^= 1;
        assert_eq!(judged(&pem(&der), at(now)), Some((false, true)));
        for wrong in ["", "x", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----"] {
            assert_eq!(judged(wrong, at(now)), None);
        }
        assert_eq!(judged(&pem(&der[..last]), at(now)), None);
    }

    proptest! {
        #[test]
        fn whatever_was_changed_or_cut_off_is_never_ours(at_byte in 0..1_000usize, cut in 0..900usize) {
            let now = "2026-11-21T12:00:00Z";
            let mut der = issued_at(now);
            let place = at_byte % der.len();
            der[place] ^= 0x55;
            prop_assert!(judged(&pem(&der), at(now)).is_none_or(|(is_ours, _)| !is_ours));
            prop_assert_eq!(judged(&pem(&der[..cut.min(der.len() - 1)]), at(now)), None);
        }
    }

    #[test]
    fn the_same_person_at_the_same_moment_has_the_same_certificate() {
        let (one, other) = ("2026-11-21T12:00:00Z", "2026-11-21T12:00:01Z");
        assert_eq!(issued_at(one), issued_at(one));
        assert_ne!(issued_at(one), issued_at(other));
    }

    #[test]
    fn extensions_and_strings_are_where_they_belong() {
        let der = issued_at("2026-11-21T12:00:00Z");
        let has = |part: &[u8]| der.windows(part.len()).any(|window| window == part);
        assert!(has(KEY_USAGE) && has("김토스".as_bytes()) && has(b"Sandbox CA1"));
    }
}
