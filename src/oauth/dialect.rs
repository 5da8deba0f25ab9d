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
    /// So many seconds an access token lives at most, where that is known; a larger number is one of
    /// milliseconds.
    pub longest: Option<i64>,
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
    pub const RFC: Self = Self { read_refusal: |_| None, life: TokenLife::AsSaid, longest: None };

    /// The RFC, but for how it says no.
    pub const fn refusing(read_refusal: ReadRefusal) -> Self {
        Self { read_refusal, ..Self::RFC }
    }

    /// The same where no access token lives longer than so many days.
    #[must_use]
    pub const fn for_days(self, days: i64) -> Self {
        Self { longest: Some(days * 24 * 3_600), ..self }
    }

    /// How many seconds a token lives, issued at `now` (seconds since 1970) with this `expires_in`
    /// after one that lived for `before`; and what was said of it, where that cannot be.
    ///
    /// Of two ends the earlier is believed: a token that is renewed too early costs a request, and
    /// one that is used too long is refused in the middle of something.
    pub(super) fn life(
        self,
        token: &str,
        said: Option<i64>,
        before: Option<i64>,
        now: i64,
    ) -> (Option<i64>, Option<Doubt>) {
        let Some(said) = self.life.seconds(token, said, now) else { return (None, None) };
        if self.life == TokenLife::OfTheJwt {
            return (Some(said), None);
        }
        let own = Jwt::read(token).ok().and_then(|jwt| jwt.life(now));
        let believed = match own.filter(|own| (1..said).contains(own)) {
            Some(own) => own,
            None if is_milliseconds(said, before, self.longest) => {
                (said / 1_000).min(self.longest.unwrap_or(i64::MAX))
            }
            None => said,
        };
        let doubt = Doubt { said, believed };
        (Some(believed), (said - believed > SLACK).then_some(doubt))
    }
}

/// What is said of a token and what stands in it may differ by so many seconds without a word.
const SLACK: i64 = 60;

/// What a provider said of the life of a token, in seconds, and what it must have meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Doubt {
    /// As it was said.
    pub said: i64,
    /// As it is believed.
    pub believed: i64,
}

/// Whether a number of seconds is one of milliseconds: it is longer than any token lives there, or a
/// thousand times what the last token lived, which has to be long enough that no other life is near.
fn is_milliseconds(said: i64, before: Option<i64>, longest: Option<i64>) -> bool {
    let is_a_thousandfold = |before: i64| {
        before > SLACK
            && before.saturating_mul(1_000).saturating_sub(said).saturating_abs() <= 1_000
    };
    longest.is_some_and(|longest| said > longest) || before.is_some_and(is_a_thousandfold)
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

    /// What is believed where this is said, and whether that is in doubt.
    fn believed(dialect: Dialect, claims: &str, said: i64, before: Option<i64>) -> (i64, bool) {
        let (seconds, doubt) = dialect.life(&token(claims), Some(said), before, 1_000);
        assert!(doubt.is_none_or(|doubt| (doubt.said, Some(doubt.believed)) == (said, seconds)));
        (seconds.unwrap(), doubt.is_some())
    }

    #[test]
    fn of_two_ends_the_earlier_is_believed() {
        let claims = r#"{"iat":5000,"exp":8600}"#;
        assert_eq!(believed(Dialect::RFC, claims, 3_600_000, None), (3_600, true));
        assert_eq!(believed(Dialect::RFC, claims, 3_601, None), (3_600, false));
        assert_eq!(believed(Dialect::RFC, claims, 900, None), (900, false));
        // An end before the beginning is no end.
        for claims in [r#"{"iat":9000,"exp":8600}"#, r#"{"exp":900}"#, r#"{"exp":"soon"}"#, "{}"] {
            assert_eq!(believed(Dialect::RFC, claims, 86_400, None), (86_400, false), "{claims}");
        }
    }

    #[test]
    fn a_life_that_no_token_has_there_is_milliseconds() {
        let year = Dialect::RFC.for_days(366);
        assert_eq!(believed(year, "{}", 31_536_000, None), (31_536_000, false), "Toss's own");
        assert_eq!(believed(year, "{}", 31_536_000_000, None), (31_536_000, true));
        assert_eq!(believed(year, "{}", i64::MAX, None), (366 * 86_400, true));
        assert_eq!(believed(Dialect::RFC, "{}", i64::MAX, None), (i64::MAX, false));
    }

    #[test]
    fn a_thousand_times_the_life_of_the_last_token_is_milliseconds() {
        assert_eq!(believed(Dialect::RFC, "{}", 3_600_000, Some(3_600)), (3_600, true));
        assert_eq!(believed(Dialect::RFC, "{}", 3_599_120, Some(3_600)), (3_599, true));
        for before in [None, Some(0), Some(-3_600), Some(86_400), Some(3_600_000), Some(i64::MAX)] {
            assert_eq!(believed(Dialect::RFC, "{}", 3_600_000, before), (3_600_000, false));
        }
        // What was left of a session says nothing.
        for (said, before) in [(900, 1), (3_600, 3), (60_000, 60)] {
            assert_eq!(believed(Dialect::RFC, "{}", said, Some(before)), (said, false));
        }
    }

    #[test]
    fn what_is_not_said_has_its_default() {
        let token = token(r#"{"iat":0,"exp":60}"#);
        assert_eq!(TokenLife::AsSaidOr(5).seconds(&token, None, 0), Some(5));
        assert_eq!(TokenLife::AsSaidOr(5).seconds(&token, Some(7), 0), Some(7));
    }
}
