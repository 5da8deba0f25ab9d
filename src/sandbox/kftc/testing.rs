//! For the tests of this folder: a KFTC that stands ready, and its usual requests.

use http::header::LOCATION;
use serde_json::Value;
use url::Url;

use crate::sandbox::answer::Answer;
use crate::sandbox::kftc::{CLIENT_ID, CLIENT_SECRET, REDIRECT_URI};
use crate::sandbox::testing::{Asking, Stage};
use crate::sandbox::{Scenario, State};

/// 32 characters.
pub(super) const STATE: &str = "0123456789abcdef0123456789abcdef";

/// 2027-01-15 17:00 in Korea, which is the time on a [`Stage`].
pub(super) const TODAY: &str = "20270115";

/// The first account of the default person.
pub(super) const ACCOUNT: &str = "120260000100010000000000";

/// A good request to authorize, with one parameter replaced (as it stands, or left out).
pub(super) fn authorize_with(name: &str, value: Option<&str>) -> Asking {
    let usual = [
        ("response_type", "code"),
        ("client_id", CLIENT_ID),
        ("redirect_uri", "http%3A%2F%2Flocalhost%3A3000%2Foauth%2Fkftc%2Fcallback"),
        ("scope", "login%20inquiry"),
        ("state", STATE),
        ("auth_type", "0"),
    ];
    let kept = usual.iter().filter(|(known, _)| *known != name).copied();
    let all: Vec<String> = kept
        .chain(value.map(|value| (name, value)))
        .map(|(name, value)| format!("{name}={value}"))
        .collect();
    Asking::get(&format!("/kftc/oauth/2.0/authorize?{}", all.join("&")))
}

/// The usual request to authorize.
pub(super) fn authorize() -> Asking {
    authorize_with("lang", Some("kor"))
}

/// The body of an answer.
pub(super) fn body(answer: &Answer) -> Value {
    assert_eq!(answer.status.as_u16(), 200);
    serde_json::from_slice(&answer.body).unwrap()
}

/// A member of the body that has to be a string.
pub(super) fn text(answer: &Answer, name: &str) -> String {
    let body = body(answer);
    body[name].as_str().unwrap_or_else(|| panic!("{name} in {body}")).to_owned()
}

pub(super) fn rsp_code(answer: &Answer) -> String {
    text(answer, "rsp_code")
}

pub(super) fn rsp_message(answer: &Answer) -> String {
    text(answer, "rsp_message")
}

/// A parameter of the address that an answer redirects to.
pub(super) fn brought_back(answer: &Answer, name: &str) -> Option<String> {
    let url = Url::parse(answer.header_map()[LOCATION].to_str().unwrap()).unwrap();
    let found = url.query_pairs().find(|(known, _)| known == name);
    found.map(|(_, value)| value.into_owned())
}

/// The KFTC of one stage.
pub(super) struct Kftc {
    pub(super) stage: Stage,
}

impl Kftc {
    pub(super) fn new() -> Self {
        Self { stage: Stage::new() }
    }

    pub(super) fn of(state: State) -> Self {
        Self { stage: Stage::of(state) }
    }

    /// The same with something else played.
    pub(super) fn playing(&self, change: impl FnOnce(&mut Scenario)) -> Self {
        Self { stage: self.stage.changed(change) }
    }

    /// The same, so many seconds on.
    pub(super) fn later(&self, seconds: i64) -> Self {
        Self { stage: self.stage.later(seconds) }
    }

    pub(super) fn get(&self, path: &str) -> Answer {
        self.stage.answer(Asking::get(path))
    }

    /// A call of a token that stands.
    pub(super) fn asked(&self, token: &str, path: &str) -> Answer {
        self.stage.answer(Asking::get(&format!("/kftc/v2.0{path}")).bearer(token))
    }

    /// A code of the default person, for all accounts.
    pub(super) fn code(&self) -> String {
        let answer = self.playing(|scenario| scenario.approve = true).stage.answer(authorize());
        brought_back(&answer, "code").unwrap()
    }

    /// A call of the token endpoint with these parameters and the client's own.
    pub(super) fn token(&self, parameters: &str) -> Answer {
        let client = format!("client_id={CLIENT_ID}&client_secret={CLIENT_SECRET}");
        self.stage.answer(Asking::form("/kftc/oauth/2.0/token", &format!("{client}&{parameters}")))
    }

    pub(super) fn exchange(&self, code: &str) -> Answer {
        self.token(&format!(
            "grant_type=authorization_code&code={code}&redirect_uri={REDIRECT_URI}"
        ))
    }

    pub(super) fn refresh(&self, refresh_token: &str) -> Answer {
        self.token(&format!(
            "grant_type=refresh_token&scope=login+inquiry&refresh_token={refresh_token}"
        ))
    }

    /// Access and refresh token of the default person.
    pub(super) fn connected(&self) -> (String, String) {
        let answer = self.exchange(&self.code());
        (text(&answer, "access_token"), text(&answer, "refresh_token"))
    }

    /// An access token of somebody, by the consent page.
    pub(super) fn connected_as(&self, user_seq_no: &str, accounts: &[&str]) -> String {
        let answer = self.decide(&self.ticket(), user_seq_no, accounts, "approve");
        let code = brought_back(&answer, "code").unwrap();
        text(&self.exchange(&code), "access_token")
    }

    /// The ticket of a consent page.
    pub(super) fn ticket(&self) -> String {
        let html = String::from_utf8(self.stage.answer(authorize()).body).unwrap();
        let after = html.split("name=\"ticket\" value=\"").nth(1).unwrap();
        after.split('"').next().unwrap().to_owned()
    }

    /// The form of the consent page.
    pub(super) fn decide(
        &self,
        ticket: &str,
        user: &str,
        accounts: &[&str],
        decision: &str,
    ) -> Answer {
        let accounts: Vec<String> =
            accounts.iter().map(|number| format!("&account={number}")).collect();
        let accounts = accounts.concat();
        let body = format!("ticket={ticket}&user={user}{accounts}&decision={decision}");
        self.stage.answer(Asking::form("/kftc/apt/mobileweb/consent", &body))
    }
}
