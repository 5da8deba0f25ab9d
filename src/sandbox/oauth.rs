//! What the endpoints of all providers share: how a request is read (RFC 6749 §3.1, §3.2), and how a
//! client that is none is refused (§5.2).

use std::collections::BTreeMap;

use http::StatusCode;
use http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use url::form_urlencoded;

use crate::sandbox::answer::Answer;
use crate::sandbox::call::Call;

/// The parameters of a token request, each sent once and with a value.
pub(crate) struct Form(BTreeMap<String, String>);

impl Form {
    /// Reads the body of a call. What stands in the address does not count: a secret there would
    /// end up in every log on the way.
    pub(crate) fn read(call: &Call) -> Result<Self, Answer> {
        if !call.is_of_type("application/x-www-form-urlencoded") {
            let words = "Content-Type must be application/x-www-form-urlencoded";
            return Err(invalid_request(words).breaking("R03: not a form"));
        }
        let mut form = BTreeMap::new();
        // Sent without a value is not sent (S13), so `a=&a=1` says `a` only once.
        let sent = form_urlencoded::parse(&call.body).filter(|(_, value)| !value.is_empty());
        for (name, value) in sent {
            if form.insert(name.into_owned(), value.into_owned()).is_some() {
                let words = "a parameter was sent more than once";
                return Err(invalid_request(words).breaking("S13: a parameter twice"));
            }
        }
        Ok(Self(form))
    }

    /// A parameter, where it was sent.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// A parameter that has to be there.
    pub(crate) fn required(&self, name: &str) -> Result<&str, Answer> {
        self.get(name).ok_or_else(|| {
            invalid_request(&format!("{name} is missing")).breaking("R04: a parameter is missing")
        })
    }
}

/// The parameters of an authorization request. Sent without a value is not sent.
pub(crate) struct Query(Vec<(String, String)>);

impl Query {
    /// Reads the address of a call.
    pub(crate) fn read(call: &Call) -> Self {
        let sent = call.head.uri.query().unwrap_or_default();
        let pairs = form_urlencoded::parse(sent.as_bytes()).into_owned();
        Self(pairs.filter(|(_, value)| !value.is_empty()).collect())
    }

    /// The one value of a parameter; of two nobody can say which is meant.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        let mut values = self.0.iter().filter(|(known, _)| known == name);
        let only = values.next()?;
        values.next().is_none().then_some(&only.1)
    }

    /// The same, to keep.
    pub(crate) fn owned(&self, name: &str) -> Option<String> {
        self.get(name).map(str::to_owned)
    }

    /// What was sent, by name.
    pub(crate) fn names(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|(name, _)| name.as_str())
    }

    /// Whether a parameter was sent, once or more.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.0.iter().any(|(known, _)| known == name)
    }

    /// S13: whether any parameter was sent twice.
    pub(crate) fn has_twins(&self) -> bool {
        self.0.iter().any(|(name, _)| self.get(name).is_none())
    }
}

/// 400 `invalid_request`.
pub(crate) fn invalid_request(words: &str) -> Answer {
    Answer::error(StatusCode::BAD_REQUEST, "invalid_request", words)
}

/// 400 with one of the standard's codes.
pub(crate) fn refused(code: &str, words: &str, rule: &'static str) -> Answer {
    Answer::error(StatusCode::BAD_REQUEST, code, words).breaking(rule)
}

/// S14: the challenge is for a client that used the header.
pub(crate) fn wrong_client(call: &Call, realm: &str, words: &str) -> Answer {
    let refusal = Answer::error(StatusCode::UNAUTHORIZED, "invalid_client", words)
        .breaking("S14: not a client");
    if call.has_authorization() {
        refusal.with(WWW_AUTHENTICATE, &format!("Basic realm=\"{realm}\""))
    } else {
        refusal
    }
}

/// S24: so many seconds more.
pub(crate) fn too_many(seconds: i64) -> Answer {
    let words = "too many wrong secrets; try again later";
    Answer::error(StatusCode::TOO_MANY_REQUESTS, "temporarily_unavailable", words)
        .with(RETRY_AFTER, &seconds.to_string())
        .breaking("S24: too many wrong secrets")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::testing::Asking;

    fn read(body: &str) -> Result<Form, Answer> {
        Form::read(&Asking::form("/toss/token", body).call())
    }

    #[test]
    fn s13_repeated_parameters_are_refused() {
        for body in ["a=1&a=1", "a=1&b=2&a=3", "%61=1&a=2"] {
            let refusal = read(body).err().unwrap();
            assert_eq!(refusal.status, StatusCode::BAD_REQUEST, "{body}");
            assert_eq!(refusal.rule, Some("S13: a parameter twice"));
        }
    }

    #[test]
    fn s13_empty_is_absent_and_unknown_is_kept_out_of_the_way() {
        let form = read("a=&b=2&a&unknown=x&a=1").unwrap();
        assert_eq!((form.get("a"), form.get("b"), form.get("c")), (Some("1"), Some("2"), None));
        assert!(read("a=").unwrap().required("a").is_err());
    }

    #[test]
    fn a_form_is_decoded_as_a_form() {
        let form = read("secret=a%2Bb+c%25&%EC%9D%B4%EB%A6%84=%EA%B9%80").unwrap();
        assert_eq!(form.get("secret"), Some("a+b c%"));
        assert_eq!(form.get("이름"), Some("김"));
    }

    #[test]
    fn s13_of_two_values_in_an_address_none_is_taken() {
        let query = |sent: &str| Query::read(&Asking::get(&format!("/toss/x?{sent}")).call());
        let (one, two) = (query("a=&a=%EA%B9%80&b="), query("a=1&b=2&a=1"));
        assert_eq!((one.get("a"), one.get("b"), one.has_twins()), (Some("김"), None, false));
        assert_eq!((two.get("a"), two.get("b"), two.has_twins()), (None, Some("2"), true));
    }

    #[test]
    fn parameters_in_the_address_do_not_count() {
        let call = Asking::form("/toss/token?scope=ca", "").call();
        assert_eq!(Form::read(&call).unwrap().get("scope"), None);
    }
}
