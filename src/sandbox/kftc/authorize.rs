//! `GET /oauth/2.0/authorize`: the checks, and then the page on which the user decides.
//!
//! A request that is not fit to be shown to a user is refused on the spot, in JSON, and nothing is
//! redirected (S02). KFTC registers redirect URIs by hand; here any URI of this machine counts as
//! registered (S03), for its developer is the only client there is. The token call has to name the
//! very same one (S01).
//!
//! Not emulated: `auth_type` 2, which wants headers that no browser can be made to send, and the
//! identity checks by telephone and certificate, which would prove nothing of a person who does not
//! exist.

use http::StatusCode;
use url::form_urlencoded;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::kftc::account::Account;
use crate::sandbox::kftc::page::{self, Page};
use crate::sandbox::kftc::refusal::{CLIENT, MISSING_OR_TWICE, REDIRECT_URI, RESPONSE_TYPE, SCOPE};
use crate::sandbox::kftc::{CLIENT_ID, ISSUER, SCOPES, consent};
use crate::sandbox::redirect;
use crate::sandbox::state::consents;
use crate::wire::kftc::{self, AuthorizeQuery};

/// The length of `state`: 난수값 32자리.
const STATE: usize = 32;

/// Shows the page; or, where the scenario approves by itself, answers at once.
pub(super) fn ask(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let asked = fit_to_be_shown(call)?;
    if context.scenario.approve {
        let person = &context.scenario.cast.depositors[0];
        let accounts = Account::all_of(person, &context.scenario);
        return consent::approved(&asked, person, &accounts, StatusCode::FOUND, context);
    }
    let ticket = context
        .state()
        .write(|transaction| consents::wait(transaction, ISSUER, &asked, context.now()))?;
    Ok(page::shown(&Page { asked: &asked, ticket: &ticket, empty_handed: None }, context))
}

/// The scopes of a text, in alphabetical order, each once.
pub(super) fn sorted_scopes(scope: &str) -> Vec<&str> {
    let mut scopes: Vec<&str> = scope.split(' ').filter(|scope| !scope.is_empty()).collect();
    scopes.sort_unstable();
    scopes.dedup();
    scopes
}

/// The checks, in order.
fn fit_to_be_shown(call: &Call) -> Result<AuthorizeQuery, Answer> {
    let sent = call.head.uri.query().unwrap_or_default();
    let pairs = form_urlencoded::parse(sent.as_bytes()).into_owned();
    let asked: AuthorizeQuery = kftc::read(pairs).map_err(|_| MISSING_OR_TWICE.answer())?;
    if asked.client_id != CLIENT_ID {
        return Err(CLIENT.answer());
    }
    if !redirect::is_registered(&asked.redirect_uri) {
        return Err(REDIRECT_URI.answer().breaking(redirect::broken_by(&asked.redirect_uri)));
    }
    if asked.response_type != "code" {
        return Err(RESPONSE_TYPE.answer());
    }
    let scopes = sorted_scopes(&asked.scope);
    if scopes.is_empty() || !scopes.iter().all(|scope| SCOPES.contains(scope)) {
        return Err(SCOPE.answer());
    }
    // Which number stands for these two is not published.
    let fit = asked.state.chars().count() == STATE && matches!(&*asked.auth_type, "0" | "1");
    if fit { Ok(asked) } else { Err(MISSING_OR_TWICE.answer()) }
}

#[cfg(test)]
mod tests {
    use http::header::{CACHE_CONTROL, LOCATION};

    use super::*;
    use crate::sandbox::kftc::testing::{Kftc, STATE, authorize_with, rsp_message};

    fn refused_with(name: &str, value: Option<&str>) -> String {
        let answer = Kftc::new().stage.answer(authorize_with(name, value));
        let headers = answer.header_map();
        assert!(!headers.contains_key(LOCATION), "S02: no redirect");
        assert_eq!(headers[CACHE_CONTROL], "no-store");
        assert_eq!(headers["content-type"], "application/json");
        assert!(answer.rule.is_some());
        rsp_message(&answer)
    }

    fn parameter(number: &str) -> String {
        format!("인증 파라미터 오류([{number}])")
    }

    #[test]
    fn s02_what_is_not_fit_to_be_shown_is_refused_without_a_redirect() {
        for (name, value, number) in [
            ("client_id", "someone", "3000201"),
            ("redirect_uri", "https://evil.example/callback", "3000114"),
            ("response_type", "token", "3000116"),
            ("scope", "login%20transfer", "3000115"),
            ("scope", "%20", "3000115"),
            ("state", "short", "3000103"),
            ("state", &"%EA%B0%80".repeat(33), "3000103"),
            ("auth_type", "2", "3000103"),
            ("auth_type", "x", "3000103"),
        ] {
            assert_eq!(refused_with(name, Some(value)), parameter(number), "{name}={value}");
        }
        for name in ["client_id", "redirect_uri", "response_type", "scope", "state", "auth_type"] {
            assert_eq!(refused_with(name, None), parameter("3000103"), "{name}");
            assert_eq!(refused_with(name, Some("")), parameter("3000103"), "{name}");
        }
    }

    #[test]
    fn the_client_is_looked_at_first_and_the_address_second() {
        let kftc = Kftc::new();
        let everything_wrong = "/kftc/oauth/2.0/authorize?client_id=x&redirect_uri=x\
            &response_type=x&scope=x&state=x&auth_type=x";
        let answer = kftc.get(everything_wrong);
        assert_eq!(rsp_message(&answer), parameter("3000201"));
        let client_right =
            everything_wrong.replacen("client_id=x", &format!("client_id={CLIENT_ID}"), 1);
        assert_eq!(rsp_message(&kftc.get(&client_right)), parameter("3000114"));
    }

    #[test]
    fn s13_a_parameter_that_is_sent_twice_is_refused() {
        let twice = authorize_with("state", Some(&format!("{STATE}&state={STATE}")));
        assert_eq!(rsp_message(&Kftc::new().stage.answer(twice)), parameter("3000103"));
    }
}
