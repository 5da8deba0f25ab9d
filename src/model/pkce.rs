//! Proof Key for Code Exchange (RFC 7636): the secret of one login, and the challenge made of it.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rand::TryRng as _;
use rand::rngs::SysRng;
use secrecy::{ExposeSecret as _, SecretString};
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use zeroize::Zeroizing;

use crate::model::NoRandomness;

/// A `code_verifier` (RFC 7636 §4.1): 43 to 128 unreserved characters that nobody else knows.
#[derive(Clone)]
pub struct CodeVerifier(SecretString);

/// Why a text is no verifier. Positions count from 1; nothing else of the text is told.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadVerifier {
    /// Fewer than 43 characters.
    #[error("{characters} characters are too few")]
    TooShort {
        /// How many there are.
        characters: usize,
    },
    /// More than 128.
    #[error("{characters} characters are too many")]
    TooLong {
        /// How many there are.
        characters: usize,
    },
    /// The lines of a Base64 text were kept.
    #[error("there is a line break at character {position}")]
    LineBreak {
        /// Where the first one stands.
        position: usize,
        /// How many characters there are, line breaks included.
        characters: usize,
    },
    /// A character that is not unreserved (RFC 3986 §2.3).
    #[error("character {position} is not unreserved")]
    Character {
        /// Which.
        found: char,
        /// Where it stands.
        position: usize,
    },
    /// The decimal codes of characters, strung together.
    #[error("{characters} digits are the codes of characters")]
    CharacterCodes {
        /// How many there are.
        characters: usize,
    },
}

impl CodeVerifier {
    /// The fewest characters of one, which hold 256 bits.
    pub const SHORTEST: usize = 43;
    /// The most characters of one.
    pub const LONGEST: usize = 128;

    /// 256 bits of the system's own generator in 43 characters, as RFC 7636 §4.1 recommends.
    pub fn fresh() -> Result<Self, NoRandomness> {
        let mut bytes = Zeroizing::new([0; 32]);
        SysRng.try_fill_bytes(bytes.as_mut()).map_err(|_| NoRandomness)?;
        Ok(Self(SecretString::from(URL_SAFE_NO_PAD.encode(bytes.as_slice()))))
    }

    /// What a server is told of it beforehand: its SHA-256 in base64url (§4.2, `S256`).
    pub fn challenge(&self) -> String {
        URL_SAFE_NO_PAD.encode(Sha256::digest(self.expose()))
    }

    /// Whether it is what `challenge` was made of. How long that takes does not tell how much of a
    /// wrong one is right.
    pub fn answers(&self, challenge: &str) -> bool {
        self.challenge().as_bytes().ct_eq(challenge.as_bytes()).into()
    }

    /// The secret itself.
    pub fn expose(&self) -> &str {
        self.0.expose_secret()
    }
}

impl fmt::Debug for CodeVerifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("CodeVerifier(…)")
    }
}

impl FromStr for CodeVerifier {
    type Err = BadVerifier;

    fn from_str(text: &str) -> Result<Self, BadVerifier> {
        let characters = text.chars().count();
        let place = |bad: fn(char) -> bool| text.chars().zip(1..).find(|(found, _)| bad(*found));
        if let Some((_, position)) = place(|found| matches!(found, '\n' | '\r')) {
            return Err(BadVerifier::LineBreak { position, characters });
        }
        if are_character_codes(text) {
            return Err(BadVerifier::CharacterCodes { characters });
        }
        if characters < Self::SHORTEST {
            return Err(BadVerifier::TooShort { characters });
        }
        if characters > Self::LONGEST {
            return Err(BadVerifier::TooLong { characters });
        }
        if let Some((found, position)) = place(|found| !is_unreserved(found)) {
            return Err(BadVerifier::Character { found, position });
        }
        Ok(Self(SecretString::from(text)))
    }
}

/// RFC 3986 §2.3.
fn is_unreserved(c: char) -> bool {
    c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~')
}

/// Whether this is what comes of joining the codes of 128 unreserved characters, two or three digits
/// each: the length of 20,000 of them.
fn are_character_codes(text: &str) -> bool {
    (280..=325).contains(&text.len()) && text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use proptest::prelude::*;

    use super::*;

    /// RFC 7636, Appendix B.
    const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
    const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

    fn refused(text: &str) -> BadVerifier {
        text.parse::<CodeVerifier>().unwrap_err()
    }

    #[test]
    fn the_vector_of_rfc_7636_appendix_b() {
        let verifier: CodeVerifier = VERIFIER.parse().unwrap();
        assert_eq!(verifier.challenge(), CHALLENGE);
        assert!(verifier.answers(CHALLENGE));
    }

    #[test]
    fn another_challenge_is_not_answered() {
        let verifier: CodeVerifier = VERIFIER.parse().unwrap();
        let padded = format!("{CHALLENGE}=");
        for wrong in ["", VERIFIER, &CHALLENGE.to_lowercase(), &CHALLENGE[1..], &padded] {
            assert!(!verifier.answers(wrong), "{wrong}");
        }
    }

    #[test]
    fn c04_a_fresh_one_has_43_good_characters_and_never_comes_back() {
        let mut seen = HashSet::new();
        for _ in 0..100_000 {
            let verifier = CodeVerifier::fresh().unwrap();
            assert_eq!(verifier.expose().len(), CodeVerifier::SHORTEST);
            assert!(verifier.expose().chars().all(is_unreserved));
            assert!(seen.insert(verifier.expose().to_owned()));
        }
    }

    #[test]
    fn the_ends_of_its_length_are_in() {
        for (length, good) in [(42, false), (43, true), (128, true), (129, false)] {
            assert_eq!("~".repeat(length).parse::<CodeVerifier>().is_ok(), good, "{length}");
        }
        assert_eq!(refused(""), BadVerifier::TooShort { characters: 0 });
        assert_eq!(refused(&"가".repeat(42)), BadVerifier::TooShort { characters: 42 });
        assert_eq!(refused(&"a".repeat(129)), BadVerifier::TooLong { characters: 129 });
    }

    #[test]
    fn a_character_that_is_not_unreserved_is_found() {
        for found in ['+', '/', '=', ' ', '%', '\t', '가', '\u{0}', '\u{202e}'] {
            let text = format!("{}{found}{}", &VERIFIER[..11], &VERIFIER[11..]);
            assert_eq!(refused(&text), BadVerifier::Character { found, position: 12 });
        }
    }

    /// `head -c 96 /dev/urandom | base64 | tr '+/' '-_' | tr -d '='`
    #[test]
    fn the_shell_sample_of_hyfatas_guide_keeps_a_line_break() {
        let text = format!("{}\n{}", "a".repeat(76), "b".repeat(52));
        assert_eq!(refused(&text), BadVerifier::LineBreak { position: 77, characters: 129 });
    }

    /// `List<int>.generate(128, (_) => charset.codeUnitAt(…)).join()`
    #[test]
    fn the_dart_sample_of_hyfatas_guide_strings_codes_together() {
        let charset = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
        let codes = charset.bytes().cycle().step_by(7).take(128);
        let text: String = codes.map(|code| code.to_string()).collect();
        let characters = text.len();
        assert_eq!(refused(&text), BadVerifier::CharacterCodes { characters });
        // Digits are good characters, where there are not too many of them.
        assert!("7".repeat(128).parse::<CodeVerifier>().is_ok());
        assert_eq!(refused(&"7".repeat(200)), BadVerifier::TooLong { characters: 200 });
    }

    #[test]
    fn nothing_that_can_be_printed_has_it() {
        let verifier: CodeVerifier = VERIFIER.parse().unwrap();
        assert_eq!(format!("{verifier:?}"), "CodeVerifier(…)");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_without_a_panic(text in "(?s).*") {
            let _ = text.parse::<CodeVerifier>();
        }

        #[test]
        fn what_is_read_is_kept_to_the_letter(text in "[A-Za-z0-9._~-]{43,128}") {
            let verifier: CodeVerifier = text.parse().unwrap();
            prop_assert_eq!(verifier.expose(), text);
        }
    }
}
