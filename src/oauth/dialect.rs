//! How a provider's token endpoint departs from RFC 6749.

use crate::http::Answer;
use crate::model::{Jwt, Refusal};

/// Reads a refusal that a provider spells in its own way; RFC 6749 §5.2 is read without help.
pub type ReadRefusal = fn(&Answer) -> Option<Refusal>;

/// What is particular about a provider's token endpoint.
#[derive(Clone, Copy, Debug)]
pub struct Dialect {
    /// Its way to say no.
    pub read_refusal: ReadRefusal,
    /// What to believe about the life of a token.
    pub life: TokenLife,
}

/// What to believe about the life of an access token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenLife {
    /// `expires_in`, in seconds.
    AsSaid,
    /// The same, and so many where it is missing.
    AsSaidOr(i64),
    /// The token's own `exp`, where it is a JWT; else `expires_in`, which may be milliseconds.
    OfTheJwt,
}

impl Dialect {
    /// None: the RFC to the letter.
    pub const RFC: Self = Self { read_refusal: |_| None, life: TokenLife::AsSaid };

    /// The RFC, but for how it says no.
    pub const fn refusing(read_refusal: ReadRefusal) -> Self {
        Self { read_refusal, ..Self::RFC }
    }
}

/// No token of a person lives for four months, so a larger number of seconds is one of milliseconds.
const SECONDS_AT_MOST: i64 = 10_000_000;

impl TokenLife {
    /// How many seconds a token lives, issued at `now` (seconds since 1970) with this `expires_in`.
    pub(super) fn seconds(self, token: &str, said: Option<i64>, now: i64) -> Option<i64> {
        match self {
            Self::AsSaid => return said,
            Self::AsSaidOr(seconds) => return said.or(Some(seconds)),
            Self::OfTheJwt => {}
        }
        let of_the_jwt = Jwt::read(token).ok().and_then(|jwt| jwt.life(now));
        of_the_jwt
            .or_else(|| said.map(|said| if said > SECONDS_AT_MOST { said / 1_000 } else { said }))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// `{"alg":"none"}` and the claims.
    fn token(claims: &str) -> String {
        use base64::Engine as _;
        use base64::engine::general_purpose::URL_SAFE_NO_PAD;

        format!("eyJhbGciOiJub25lIn0.{}.x", URL_SAFE_NO_PAD.encode(claims))
    }

    fn life(claims: &str, said: Option<i64>) -> Option<i64> {
        TokenLife::OfTheJwt.seconds(&token(claims), said, 1_000)
    }

    #[test]
    fn the_end_in_the_token_beats_what_is_said_about_it() {
        assert_eq!(life(r#"{"iat":5000,"exp":8600}"#, Some(86_400_000)), Some(3_600));
        assert_eq!(life(r#"{"exp":4600}"#, Some(86_400_000)), Some(3_600));
        assert_eq!(life(r#"{"iat":9000,"exp":8600}"#, None), Some(0));
        assert_eq!(life(r#"{"iat":-9223372036854775808,"exp":8600}"#, None), Some(i64::MAX));
    }

    #[test]
    fn without_one_a_life_of_years_is_milliseconds() {
        assert_eq!(life("{}", Some(86_400_000)), Some(86_400));
        assert_eq!(life("{}", Some(86_400)), Some(86_400));
        assert_eq!(TokenLife::OfTheJwt.seconds("opaque", Some(86_400_000), 0), Some(86_400));
        assert_eq!(life("{}", None), None);
    }

    #[test]
    fn elsewhere_what_is_said_holds() {
        let token = token(r#"{"iat":0,"exp":60}"#);
        assert_eq!(TokenLife::AsSaid.seconds(&token, Some(31_536_000), 0), Some(31_536_000));
        assert_eq!(TokenLife::AsSaidOr(5).seconds(&token, None, 0), Some(5));
        assert_eq!(TokenLife::AsSaidOr(5).seconds(&token, Some(7), 0), Some(7));
    }
}
