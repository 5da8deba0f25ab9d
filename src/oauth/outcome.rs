//! What the browser brings back, and whether it belongs to the login that is waiting.
//!
//! The callback and the pasted address are read here alike. The order of the checks is part of the
//! defence: nothing that an answer says is believed before its state is right.

use std::borrow::Cow;

use subtle::ConstantTimeEq as _;
use url::form_urlencoded;

use crate::model::{AuthorizationCode, ExpectedIssuer, RedirectUri, plain};

/// The longest `error` and `error_description` that are shown; what is longer is cut.
const SHOWN: usize = 300;

/// What an answer is checked against. Made by [`begin`](crate::oauth::authorization::begin).
#[derive(Clone, Debug)]
pub struct Expected {
    pub(super) state: State,
    pub(super) redirect_uri: RedirectUri,
    pub(super) issuer: Option<ExpectedIssuer>,
}

/// Ties an answer to its login (RFC 6749 §10.12).
#[derive(Clone)]
pub(super) struct State(String);

impl State {
    pub(super) fn new(state: String) -> Self {
        Self(state)
    }

    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// In constant time: how far a guess was right is not to be measured.
    fn is(&self, other: &str) -> bool {
        self.0.as_bytes().ct_eq(other.as_bytes()).into()
    }
}

impl std::fmt::Debug for State {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("State(…)")
    }
}

/// How the person decided.
#[derive(Clone, Debug)]
pub enum Outcome {
    /// Yes.
    Code {
        /// To be exchanged, once.
        code: AuthorizationCode,
        /// What was granted, where the server says it here.
        scope: Option<String>,
        /// Who says so, where it names itself; checked where it was expected.
        issuer: Option<String>,
    },
    /// No, or the server did not let them decide (RFC 6749 §4.1.2.1).
    Refused {
        /// `access_denied` and its like, fit to be shown.
        error: String,
        /// The server's words, fit to be shown.
        description: Option<String>,
    },
    /// Neither: that is how some servers tell that the person turned back.
    Cancelled,
}

/// Why an answer does not belong to this login.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadAnswer {
    /// Without a state, or with an empty one.
    #[error("it has no state")]
    NoState,
    /// The state of another login, or of an earlier one.
    #[error("its state is another login's")]
    OtherState,
    /// Without the issuer that the server promises.
    #[error("it does not name its issuer")]
    NoIssuer,
    /// From another authorization server.
    #[error("it comes from another issuer")]
    OtherIssuer,
    /// A parameter that may come once came more often.
    #[error("it has more than one `{0}`")]
    Twice(&'static str),
}

/// Reads the query of an answer: state, issuer, error, code, in this order.
pub(super) fn read(query: &str, expected: &Expected) -> Result<Outcome, BadAnswer> {
    let query = Query(form_urlencoded::parse(query.as_bytes()).collect());
    let state = query.one("state")?.ok_or(BadAnswer::NoState)?;
    if !expected.state.is(state) {
        return Err(BadAnswer::OtherState);
    }
    let issuer = query.one("iss")?;
    check_issuer(issuer, expected.issuer.as_ref())?;
    if let Some(error) = query.one("error")? {
        let description = query.one("error_description")?.map(shown);
        return Ok(Outcome::Refused { error: shown(error), description });
    }
    let Some(code) = query.one("code")? else { return Ok(Outcome::Cancelled) };
    Ok(Outcome::Code {
        code: AuthorizationCode::new(code),
        scope: query.one("scope")?.map(str::to_owned),
        issuer: issuer.map(str::to_owned),
    })
}

/// RFC 9207 §2.4, for refusals too. Where nobody in particular is expected, any name will do.
fn check_issuer(named: Option<&str>, expected: Option<&ExpectedIssuer>) -> Result<(), BadAnswer> {
    match (named, expected) {
        (None, Some(expected)) if expected.always_named => Err(BadAnswer::NoIssuer),
        (Some(named), Some(expected)) if named != expected.identifier => {
            Err(BadAnswer::OtherIssuer)
        }
        _ => Ok(()),
    }
}

/// The parameters of a query, decoded.
struct Query<'a>(Vec<(Cow<'a, str>, Cow<'a, str>)>);

impl Query<'_> {
    /// The parameter of this name. An empty one is none, and two are an error (RFC 6749 §3.1).
    fn one(&self, name: &'static str) -> Result<Option<&str>, BadAnswer> {
        let mut values = self.0.iter().filter(|(named, _)| named == name).map(|(_, value)| value);
        let value = values.next();
        if values.next().is_some() {
            return Err(BadAnswer::Twice(name));
        }
        Ok(value.map(AsRef::as_ref).filter(|value: &&str| !value.is_empty()))
    }
}

/// A stranger's words, fit to be shown.
fn shown(words: &str) -> String {
    plain(words).chars().take(SHOWN).collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn expected(issuer: Option<(&str, bool)>) -> Expected {
        Expected {
            state: State::new("0123456789abcdef0123456789abcdef".into()),
            redirect_uri: "http://localhost:3000/callback".parse().unwrap(),
            issuer: issuer.map(|(identifier, always_named)| ExpectedIssuer {
                identifier: identifier.to_owned(),
                always_named,
            }),
        }
    }

    fn answered(query: &str) -> Result<Outcome, BadAnswer> {
        let query = query.replace("STATE", "state=0123456789abcdef0123456789abcdef");
        read(&query, &expected(None))
    }

    #[test]
    fn a_code_comes_with_its_scope() {
        let Ok(Outcome::Code { code, scope, issuer }) =
            answered("code=Qx7%2B+1&scope=inquiry+login&client_info=x&STATE")
        else {
            panic!("a code")
        };
        assert_eq!(code.expose(), "Qx7+ 1");
        assert_eq!(scope.as_deref(), Some("inquiry login"));
        assert_eq!(issuer, None);
    }

    #[test]
    fn c06_the_state_is_there_once_and_right() {
        for (query, why) in [
            ("code=x", BadAnswer::NoState),
            ("code=x&state=", BadAnswer::NoState),
            ("error=access_denied", BadAnswer::NoState),
            ("code=x&state=0123456789abcdef0123456789abcdeF", BadAnswer::OtherState),
            ("code=x&state=0123456789abcdef", BadAnswer::OtherState),
            ("code=x&STATE&STATE", BadAnswer::Twice("state")),
            ("code=x&STATE&state=", BadAnswer::Twice("state")),
            ("", BadAnswer::NoState),
        ] {
            assert_eq!(answered(query).unwrap_err(), why, "{query}");
        }
    }

    #[test]
    fn a_refusal_is_read_before_a_code() {
        let Ok(Outcome::Refused { error, description }) = answered(
            "STATE&error=access_denied&error_description=%EC%B7%A8%EC%86%8C%1B[31m&code=x",
        ) else {
            panic!("a refusal")
        };
        assert_eq!(error, "access_denied");
        assert_eq!(description.as_deref(), Some("취소[31m"));
        let Ok(Outcome::Refused { description, .. }) = answered("STATE&error=server_error") else {
            panic!("a refusal")
        };
        assert_eq!(description, None);
        let Ok(Outcome::Refused { error, .. }) = answered(&format!("STATE&error={:9>4000}", 1))
        else {
            panic!("a refusal")
        };
        assert_eq!(error.len(), SHOWN);
    }

    #[test]
    fn neither_code_nor_error_is_a_person_who_turned_back() {
        for query in ["STATE", "STATE&code=", "STATE&error=&code=&x=y"] {
            assert!(matches!(answered(query), Ok(Outcome::Cancelled)), "{query}");
        }
    }

    #[test]
    fn two_codes_or_two_errors_are_no_answer() {
        assert_eq!(answered("STATE&code=x&code=y").unwrap_err(), BadAnswer::Twice("code"));
        assert_eq!(answered("STATE&error=x&error=y").unwrap_err(), BadAnswer::Twice("error"));
    }

    #[test]
    fn c09_the_issuer_is_compared_letter_by_letter() {
        let read = |issuer, query: &str| {
            let query = format!("state=0123456789abcdef0123456789abcdef&{query}");
            read(&query, &expected(Some(issuer))).map(|_| ())
        };
        let (may, must) = (("https://a.example", false), ("https://a.example", true));
        for (issuer, query, outcome) in [
            (may, "code=x", Ok(())),
            (must, "code=x", Err(BadAnswer::NoIssuer)),
            (must, "error=x", Err(BadAnswer::NoIssuer)),
            (must, "code=x&iss=https%3A%2F%2Fa.example", Ok(())),
            (may, "code=x&iss=https%3A%2F%2Fa.example%2F", Err(BadAnswer::OtherIssuer)),
            (may, "error=x&iss=https%3A%2F%2Fb.example", Err(BadAnswer::OtherIssuer)),
            (may, "code=x&iss=https://a.example&iss=b", Err(BadAnswer::Twice("iss"))),
        ] {
            assert_eq!(read(issuer, query), outcome, "{query}");
        }
        assert!(answered("STATE&code=x&iss=anybody").is_ok());
    }

    #[test]
    fn a_code_is_shown_by_no_debug() {
        let shown = format!("{:?} {:?}", answered("STATE&code=canary"), expected(None));
        assert!(!shown.contains("canary") && !shown.contains("0123456789"), "{shown}");
    }

    proptest! {
        #[test]
        fn any_query_is_read_or_refused_without_a_panic(query in "\\PC*") {
            let _ = answered(&query);
            let _ = answered(&format!("STATE&{query}"));
        }

        #[test]
        fn without_the_state_nothing_is_believed(query in "[a-z0-9=&%+]*") {
            prop_assume!(!query.contains("0123456789abcdef"));
            prop_assert!(answered(&query).is_err());
        }
    }
}
