//! RFC 7636: what a verifier is, and what it hashes to.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::sandbox::secrets;

/// §4.1: 43 to 128 of these characters.
pub(crate) fn is_verifier(verifier: &str) -> bool {
    let unreserved = |b: u8| b.is_ascii_alphanumeric() || b"-._~".contains(&b);
    (43..=128).contains(&verifier.len()) && verifier.bytes().all(unreserved)
}

/// §4.2: whether it can be a challenge of S256.
pub(crate) fn is_challenge(challenge: &str) -> bool {
    URL_SAFE_NO_PAD.decode(challenge).is_ok_and(|digest| digest.len() == 32)
}

/// §4.6, with S256 and no other method, in a time that tells nothing.
pub(crate) fn fits(verifier: &str, challenge: &str) -> bool {
    secrets::same(challenge, &URL_SAFE_NO_PAD.encode(secrets::digest(verifier)))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    #[test]
    fn the_standards_own_example_fits() {
        assert!(is_verifier(VERIFIER) && is_challenge(CHALLENGE));
        assert!(fits(VERIFIER, CHALLENGE));
        assert!(!fits(CHALLENGE, CHALLENGE), "plain");
        assert!(!fits(VERIFIER, &format!("{CHALLENGE}=")));
    }

    #[test]
    fn a_verifier_has_its_length_and_its_letters() {
        for (verifier, good) in [
            ("a".repeat(42), false),
            ("a".repeat(43), true),
            ("~".repeat(128), true),
            ("a".repeat(129), false),
            (format!("{}\n", "a".repeat(76)), false),
            (format!("{}+", "a".repeat(43)), false),
            ("가".repeat(20), false),
        ] {
            assert_eq!(is_verifier(&verifier), good, "{verifier:?}");
        }
    }
}
