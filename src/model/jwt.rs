//! Reading a JSON Web Token (RFC 7519) without believing it.
//!
//! What is read here proves nothing: whoever made the token could have written anything. It serves
//! to show a token to its owner, and to learn when it ends. Who has to believe one checks it first.

use base64::Engine as _;
use base64::engine::GeneralPurpose;
use base64::engine::general_purpose::{GeneralPurposeConfig, URL_SAFE_NO_PAD};
use serde_json::{Map, Value};

/// RFC 7515 §2 leaves the padding out; some leave it in.
const LENIENT: GeneralPurpose = GeneralPurpose::new(
    &base64::alphabet::URL_SAFE,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(base64::engine::DecodePaddingMode::Indifferent),
);

/// The header and the claims of a signed token.
#[derive(Clone, Debug, PartialEq)]
pub struct Jwt {
    /// How it says that it is signed.
    pub header: Map<String, Value>,
    /// What it says.
    pub claims: Map<String, Value>,
}

/// Why a text is not a JSON Web Token that can be read.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NotAJwt {
    /// Not three parts between dots.
    #[error("it does not have three parts between dots")]
    Parts,
    /// Five parts: encrypted, so that only whom it is for can read it (RFC 7516).
    #[error("it is encrypted (five parts), so only its recipient can read it")]
    Encrypted,
    /// The header is not base64url of a JSON object.
    #[error("its header is not a JSON object in base64url")]
    Header,
    /// The claims are not.
    #[error("its claims are not a JSON object in base64url")]
    Claims,
}

impl Jwt {
    /// Takes a token apart. Its signature is not looked at.
    ///
    /// # Errors
    ///
    /// Where it is no JWT, or one that cannot be read without a key.
    pub fn read(token: &str) -> Result<Self, NotAJwt> {
        let parts: Vec<&str> = token.split('.').collect();
        match parts[..] {
            [header, claims, _] => Ok(Self {
                header: object(header).ok_or(NotAJwt::Header)?,
                claims: object(claims).ok_or(NotAJwt::Claims)?,
            }),
            [_, _, _, _, _] => Err(NotAJwt::Encrypted),
            _ => Err(NotAJwt::Parts),
        }
    }

    /// `exp` (RFC 7519 §4.1.4), in seconds since 1970.
    pub fn expires_at(&self) -> Option<i64> {
        self.moment("exp")
    }

    /// `iat` (§4.1.6), in seconds since 1970.
    pub fn issued_at(&self) -> Option<i64> {
        self.moment("iat")
    }

    /// How many seconds it lives, where it says when it ends: from its `iat`, for the clock of who
    /// issued it may not be ours, else from `now`.
    pub fn life(&self, now: i64) -> Option<i64> {
        Some(self.expires_at()?.saturating_sub(self.issued_at().unwrap_or(now)).max(0))
    }

    /// `sub` (§4.1.2).
    pub fn subject(&self) -> Option<&str> {
        self.claims.get("sub")?.as_str()
    }

    /// A claim that is a [`moment`].
    pub fn moment(&self, claim: &str) -> Option<i64> {
        moment(self.claims.get(claim)?)
    }
}

/// A `NumericDate` (RFC 7519 §2) in seconds since 1970; it may have a fraction, which is left out.
pub fn moment(value: &Value) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "`as` holds at the ends, which is meant")]
    value.as_i64().or_else(|| value.as_f64().map(|seconds| seconds as i64))
}

/// The parts of a token that its signature covers, and the signature itself.
pub fn signed_parts(token: &str) -> Option<(&str, Vec<u8>)> {
    let (signed, signature) = token.rsplit_once('.')?;
    Some((signed, URL_SAFE_NO_PAD.decode(signature).ok()?))
}

fn object(part: &str) -> Option<Map<String, Value>> {
    serde_json::from_slice(&LENIENT.decode(part).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// RFC 7519 §3.1.
    const OF_THE_RFC: &str = "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";

    #[test]
    fn the_example_of_the_rfc_is_read() {
        let jwt = Jwt::read(OF_THE_RFC).unwrap();
        assert_eq!(jwt.header["alg"], "HS256");
        assert_eq!(jwt.claims["iss"], "joe");
        assert_eq!(jwt.expires_at(), Some(1_300_819_380));
        assert_eq!(jwt.issued_at(), None);
        assert_eq!(jwt.subject(), None);
        let (signed, signature) = signed_parts(OF_THE_RFC).unwrap();
        assert_eq!(signed.matches('.').count(), 1);
        assert_eq!(signature.len(), 32);
    }

    #[test]
    fn what_is_none_says_why() {
        for (text, why) in [
            ("", NotAJwt::Parts),
            ("opaque", NotAJwt::Parts),
            ("a.b", NotAJwt::Parts),
            ("a.b.c.d", NotAJwt::Parts),
            ("a.b.c.d.e", NotAJwt::Encrypted),
            ("!.e30.", NotAJwt::Header),
            ("W10.e30.", NotAJwt::Header),
            ("e30.W10.", NotAJwt::Claims),
            ("e30.가.", NotAJwt::Claims),
        ] {
            assert_eq!(Jwt::read(text), Err(why), "{text}");
        }
        assert!(Jwt::read("e30.e30.").is_ok() && Jwt::read("e30=.e30=.").is_ok());
    }

    #[test]
    fn a_life_is_counted_by_the_clock_of_who_issued_it() {
        // {"iat":5000,"exp":8600}; {"exp":8600}
        let jwt = Jwt::read("e30.eyJpYXQiOjUwMDAsImV4cCI6ODYwMH0.").unwrap();
        assert_eq!(jwt.life(9_000), Some(3_600));
        let jwt = Jwt::read("e30.eyJleHAiOjg2MDB9.").unwrap();
        assert_eq!((jwt.life(8_000), jwt.life(9_000)), (Some(600), Some(0)));
        assert_eq!((jwt.life(i64::MIN), jwt.life(i64::MAX)), (Some(i64::MAX), Some(0)));
        assert_eq!(Jwt::read("e30.e30.").unwrap().life(0), None);
    }

    #[test]
    fn a_moment_may_have_a_fraction() {
        // {"exp":12.9,"iat":"soon"}
        let jwt = Jwt::read("e30.eyJleHAiOjEyLjksImlhdCI6InNvb24ifQ.").unwrap();
        assert_eq!((jwt.expires_at(), jwt.issued_at()), (Some(12), None));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_without_a_panic(text in "\\PC*") {
            let _ = (Jwt::read(&text), signed_parts(&text));
        }
    }
}
