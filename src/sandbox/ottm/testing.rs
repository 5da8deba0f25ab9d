//! For the tests of this folder: an OTTM that stands ready, and its usual requests.

use crate::sandbox::Scenario;
use crate::sandbox::answer::Answer;
use crate::sandbox::browser::{Changed, brought_back, field, form};
use crate::sandbox::ottm::{CLIENT_ID, CLIENT_SECRET};
use crate::sandbox::testing::{Asking, Stage};

pub(super) use crate::sandbox::testing::{body, text};

pub(super) const REDIRECT_URI: &str = "http://127.0.0.1:4711/callback";
pub(super) const STATE: &str = "xxx";

const USUAL: [(&str, &str); 5] = [
    ("scope", "openid profile"),
    ("response_type", "code"),
    ("state", STATE),
    ("redirect_uri", REDIRECT_URI),
    ("client_id", CLIENT_ID),
];

/// The OTTM of one stage.
pub(super) struct Ottm {
    pub(super) stage: Stage,
}

impl Ottm {
    /// With this behavior, as it is typed.
    pub(super) fn behaving(behavior: &str) -> Self {
        Self { stage: Stage::behaving(&format!("ottm={behavior}")) }
    }

    /// The same with something else played.
    pub(super) fn playing(&self, change: impl FnOnce(&mut Scenario)) -> Self {
        Self { stage: self.stage.changed(change) }
    }

    /// The same, so many seconds on.
    pub(super) fn later(&self, seconds: i64) -> Self {
        Self { stage: self.stage.later(seconds) }
    }

    /// In the document's spelling, with an empty first pair.
    pub(super) fn authorize(&self, changed: Changed<'_>) -> Answer {
        let query = form(&USUAL, changed);
        self.stage.answer(Asking::get(&format!("/ottm/auth/authorize?&{query}")))
    }

    /// The ticket of a page.
    pub(super) fn ticket(&self, changed: Changed<'_>) -> String {
        field(&self.authorize(changed), "ticket").unwrap()
    }

    /// The form of the page.
    pub(super) fn decide(&self, ticket: &str, member: &str, decision: &str) -> Answer {
        let body = format!("ticket={ticket}&member={member}&decision={decision}");
        self.stage.answer(Asking::form("/ottm/auth/consent", &body))
    }

    /// A code of the default person.
    pub(super) fn code(&self, changed: Changed<'_>) -> String {
        let approving = self.playing(|scenario| scenario.approve = true);
        brought_back(&approving.authorize(changed), "code").unwrap()
    }

    /// The exchange of a code, with what is changed.
    pub(super) fn exchange(&self, code: &str, changed: Changed<'_>) -> Answer {
        let usual = [
            ("grant_type", "authorization_code"),
            ("code", code),
            ("client_secret", CLIENT_SECRET),
            ("client_id", CLIENT_ID),
            ("redirect_uri", REDIRECT_URI),
        ];
        self.stage.answer(Asking::form("/ottm/oauth2/v1/token", &form(&usual, changed)))
    }

    pub(super) fn refresh(&self, refresh_token: &str, changed: Changed<'_>) -> Answer {
        let grant = [
            ("grant_type", Some("refresh_token")),
            ("refresh_token", Some(refresh_token)),
            ("redirect_uri", None),
        ];
        self.exchange("", &[&grant[..], changed].concat())
    }

    pub(super) fn userinfo(&self, token: &str) -> Answer {
        self.stage.answer(Asking::get("/ottm/oauth2/v1/userinfo").bearer(token))
    }
}

/// The status and the code of a refusal, which must be of OTTM's shape.
pub(super) fn refused(answer: &Answer) -> (u16, String) {
    let body = body(answer);
    assert!(answer.rule.is_some(), "{body}");
    assert_eq!(answer.header_map()["cache-control"], "no-store", "S12");
    assert!(body["payload"].is_null() && body["error"]["message"].is_string(), "{body}");
    (answer.status.as_u16(), body["error"]["code"].as_str().unwrap().to_owned())
}
