//! RFC 6749: the token endpoint's answers, as leniently as the wire needs.

use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize, Serializer};

use super::lenient::words;
use crate::model::{AccessToken, IdToken, RefreshToken};

/// §5.1, a successful answer. Read leniently: `expires_in` as a number or a string, `scope` as a
/// string or a list, `token_type` missing; unknown members are ignored.
#[derive(Debug, Deserialize, Serialize)]
pub struct TokenAnswer {
    /// The token.
    #[serde(serialize_with = "exposed")]
    pub access_token: AccessToken,
    /// `Bearer` where it is missing, which is what every provider here means.
    #[serde(default = "bearer")]
    pub token_type: String,
    /// Life in seconds from now, never negative.
    #[serde(default, deserialize_with = "whole_seconds", skip_serializing_if = "Option::is_none")]
    pub expires_in: Option<i64>,
    /// Gets the next token.
    #[serde(default, serialize_with = "exposed_if_any", skip_serializing_if = "Option::is_none")]
    pub refresh_token: Option<RefreshToken>,
    /// What was granted, space separated; missing means what was asked for.
    #[serde(default, deserialize_with = "spaced", skip_serializing_if = "Option::is_none")]
    pub scope: Option<String>,
    /// What providers say beyond the RFC.
    #[serde(flatten)]
    pub extra: Extra,
}

/// The members beyond RFC 6749 that somebody here needs, by name: whatever else comes is dropped
/// unread, so that no secret that we do not know of is carried along.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Extra {
    /// `OpenID` Connect Core §3.1.3.3.
    #[serde(default, serialize_with = "id_token_exposed", skip_serializing_if = "Option::is_none")]
    pub id_token: Option<IdToken>,
    /// Whom the token is for, at KFTC (금융결제원); with a person's consent only.
    #[serde(default, deserialize_with = "words", skip_serializing_if = "Option::is_none")]
    pub user_seq_no: Option<String>,
    /// Which institution we are, at KFTC (이용기관코드); with client credentials only.
    #[serde(default, deserialize_with = "words", skip_serializing_if = "Option::is_none")]
    pub client_use_code: Option<String>,
}

/// §5.2, a refusal.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub struct ErrorAnswer {
    /// `invalid_client`, `invalid_scope` …
    pub error: String,
    /// The provider's words.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub error_description: Option<String>,
}

fn bearer() -> String {
    "Bearer".to_owned()
}

fn exposed<S: Serializer>(token: &AccessToken, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(token.expose())
}

#[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
fn exposed_if_any<S: Serializer>(token: &Option<RefreshToken>, to: S) -> Result<S::Ok, S::Error> {
    match token {
        Some(token) => to.serialize_str(token.expose()),
        None => to.serialize_none(),
    }
}

#[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
fn id_token_exposed<S: Serializer>(token: &Option<IdToken>, to: S) -> Result<S::Ok, S::Error> {
    match token {
        Some(token) => to.serialize_str(token.expose()),
        None => to.serialize_none(),
    }
}

/// Whole seconds, however they are spelled.
fn whole_seconds<'de, D: Deserializer<'de>>(from: D) -> Result<Option<i64>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Spelling {
        Number(i64),
        Fraction(f64),
        Words(String),
    }

    let seconds = match Option::<Spelling>::deserialize(from)? {
        None => return Ok(None),
        Some(Spelling::Number(seconds)) => seconds,
        #[expect(
            clippy::cast_possible_truncation,
            reason = "`as` holds at the ends, which is meant"
        )]
        Some(Spelling::Fraction(seconds)) => seconds as i64,
        Some(Spelling::Words(words)) if words.trim().is_empty() => return Ok(None),
        Some(Spelling::Words(words)) => {
            // `7776000.0`, as KFTC's older documents have it, is as whole as it is without its zero.
            let words = words.trim();
            let whole = words.strip_suffix(".0").unwrap_or(words);
            whole.parse().map_err(|_| D::Error::custom("not a number of seconds"))?
        }
    };
    Ok(Some(seconds.max(0)))
}

fn spaced<'de, D: Deserializer<'de>>(from: D) -> Result<Option<String>, D::Error> {
    #[derive(Deserialize)]
    #[serde(untagged)]
    enum Spelling {
        Spaced(String),
        List(Vec<String>),
    }

    Ok(Option::<Spelling>::deserialize(from)?.map(|scope| match scope {
        Spelling::Spaced(scope) => scope,
        Spelling::List(scopes) => scopes.join(" "),
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn expires_in(json: &str) -> Option<i64> {
        let body = format!(r#"{{"access_token":"t","expires_in":{json}}}"#);
        serde_json::from_str::<TokenAnswer>(&body).unwrap().expires_in
    }

    #[test]
    fn a_life_is_read_however_it_is_spelled() {
        assert_eq!(expires_in("31536000"), Some(31_536_000));
        assert_eq!(expires_in("\"3600\""), Some(3_600));
        assert_eq!(expires_in("\"7776000.0\""), Some(7_776_000));
        assert_eq!(expires_in("3600.9"), Some(3_600));
        assert_eq!(expires_in("1e300"), Some(i64::MAX));
        assert_eq!(expires_in("-5"), Some(0));
        assert_eq!(expires_in("null"), None);
        assert_eq!(expires_in("\"\""), None);
    }

    #[test]
    fn a_life_that_is_no_number_is_not_guessed() {
        let body = r#"{"access_token":"canary","expires_in":"soon"}"#;
        let error = serde_json::from_str::<TokenAnswer>(body).unwrap_err().to_string();
        assert!(error.contains("not a number of seconds"), "{error}");
        assert!(!error.contains("canary"), "{error}");
    }

    #[test]
    fn the_least_that_an_answer_can_be() {
        let answer: TokenAnswer = serde_json::from_str(r#"{"access_token":"t"}"#).unwrap();
        assert_eq!(answer.token_type, "Bearer");
        assert!(answer.scope.is_none() && answer.refresh_token.is_none());
        assert!(serde_json::from_str::<TokenAnswer>(r#"{"token_type":"Bearer"}"#).is_err());
    }

    #[test]
    fn scopes_come_as_a_string_or_as_a_list() {
        let read = |json: &str| serde_json::from_str::<TokenAnswer>(json).unwrap().scope;
        assert_eq!(read(r#"{"access_token":"t","scope":"a b"}"#).as_deref(), Some("a b"));
        assert_eq!(read(r#"{"access_token":"t","scope":["a","b"]}"#).as_deref(), Some("a b"));
    }

    #[test]
    fn what_is_beyond_the_rfc_is_kept_by_name() {
        let body = r#"{"access_token":"t","user_seq_no":1101000001,"client_use_code":"",
            "id_token":"canary","device_secret":"canary"}"#;
        let answer: TokenAnswer = serde_json::from_str(body).unwrap();
        assert_eq!(answer.extra.user_seq_no.as_deref(), Some("1101000001"));
        assert_eq!(answer.extra.client_use_code, None);
        assert_eq!(answer.extra.id_token.as_ref().unwrap().expose(), "canary");
        assert!(!format!("{answer:?}").contains("canary"), "{answer:?}");
        let written = serde_json::to_string(&answer).unwrap();
        assert!(
            written.ends_with(r#""id_token":"canary","user_seq_no":"1101000001"}"#),
            "{written}"
        );
    }
}
