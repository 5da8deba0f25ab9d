//! An id token, on the lines after the first; the keys that are published, on the first.
#![no_main]

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use qetta::oauth::fuzzing::{self, ISSUER};

fuzz_target!(|text: &str| {
    let (keys, token) = text.split_once('\n').unwrap_or(("", text));
    let now = Timestamp::from_second(1_800_000_000).unwrap();
    if let Ok(identity) = fuzzing::id_token(token.trim_end(), keys.as_bytes(), now) {
        assert_eq!(identity.claims["iss"], ISSUER);
        assert_eq!(identity.claims["nonce"], fuzzing::STATE);
        assert!(identity.subject().is_some_and(|subject| !subject.is_empty()));
    }
});
