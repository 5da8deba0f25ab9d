//! For the tests of this folder: a Hyfata that stands ready, and its usual requests.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;

use crate::sandbox::answer::Answer;
use crate::sandbox::browser::{Changed, brought_back, form};
use crate::sandbox::hyfata::{CLIENT_ID, CLIENT_SECRET};
use crate::sandbox::testing::{Asking, Stage};

pub(super) use crate::sandbox::testing::body;
use crate::sandbox::{Scenario, people};

/// RFC 7636, appendix B.
pub(super) const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
pub(super) const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

pub(super) const REDIRECT_URI: &str = "http://127.0.0.1:4711/callback";
pub(super) const STATE: &str = "random_state_123";
pub(super) const EMAIL: &str = "haneul.kim@example.com";

/// A request with PKCE.
pub(super) const PKCE: [(&str, Option<&str>); 2] =
    [("code_challenge", Some(CHALLENGE)), ("code_challenge_method", Some("S256"))];

const USUAL: [(&str, &str); 4] = [
    ("client_id", CLIENT_ID),
    ("redirect_uri", REDIRECT_URI),
    ("response_type", "code"),
    ("state", STATE),
];

/// The Hyfata of one stage.
pub(super) struct Hyfata {
    pub(super) stage: Stage,
}

impl Hyfata {
    /// With this behavior, as it is typed.
    pub(super) fn behaving(behavior: &str) -> Self {
        Self { stage: Stage::behaving(&format!("hyfata={behavior}")) }
    }

    /// The same with something else played.
    pub(super) fn playing(&self, change: impl FnOnce(&mut Scenario)) -> Self {
        Self { stage: self.stage.changed(change) }
    }

    /// The same, so many seconds on.
    pub(super) fn later(&self, seconds: i64) -> Self {
        Self { stage: self.stage.later(seconds) }
    }

    pub(super) fn authorize(&self, changed: Changed<'_>) -> Answer {
        let query = form(&USUAL, changed);
        self.stage.answer(Asking::get(&format!("/hyfata/oauth/authorize?{query}")))
    }

    /// The login form, with whatever is hidden in it.
    pub(super) fn login(&self, usual: &[(&str, &str)], changed: Changed<'_>) -> Answer {
        self.stage.answer(Asking::form("/hyfata/oauth/login", &form(usual, changed)))
    }

    /// A code of the default person.
    pub(super) fn code(&self, changed: Changed<'_>) -> String {
        let approving = self.playing(|scenario| scenario.approve = true);
        brought_back(&approving.authorize(changed), "code").unwrap()
    }

    /// A call of the token endpoint, with the client's own parameters unless they are changed.
    pub(super) fn token(&self, changed: Changed<'_>) -> Answer {
        let usual = [("client_id", CLIENT_ID), ("client_secret", CLIENT_SECRET)];
        self.stage.answer(Asking::form("/hyfata/oauth/token", &form(&usual, changed)))
    }

    /// The exchange of a code; what is `changed` comes last.
    pub(super) fn exchange(&self, code: &str, changed: Changed<'_>) -> Answer {
        let usual = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("redirect_uri", REDIRECT_URI),
            ("client_id", CLIENT_ID),
            ("client_secret", CLIENT_SECRET),
        ];
        self.stage.answer(Asking::form("/hyfata/oauth/token", &form(&usual, changed)))
    }

    pub(super) fn refresh(&self, refresh_token: &str, changed: Changed<'_>) -> Answer {
        let grant = ("grant_type", Some("refresh_token"));
        let all = [&[grant, ("refresh_token", Some(refresh_token))], changed].concat();
        self.token(&all)
    }
}

/// A member of a good answer.
pub(super) fn text(answer: &Answer, name: &str) -> String {
    let body = body(answer);
    assert_eq!(answer.status.as_u16(), 200, "{body}");
    body[name].as_str().unwrap_or_else(|| panic!("{name} in {body}")).to_owned()
}

/// The status, `error` and words of a refusal, which is always noted in the log.
pub(super) fn refused(answer: &Answer) -> (u16, String, String) {
    let body = body(answer);
    assert!(answer.rule.is_some(), "{body}");
    let text = |name: &str| body[name].as_str().unwrap_or_default().to_owned();
    (answer.status.as_u16(), text("error"), text("error_description"))
}

/// What a token says.
pub(super) fn claims(token: &str) -> Value {
    let part = token.split('.').nth(1).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

/// What a person types.
pub(super) fn typed() -> [(&'static str, Option<&'static str>); 2] {
    [("email", Some(EMAIL)), ("password", Some(people::PASSWORD))]
}
