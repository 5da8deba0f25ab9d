//! For the tests of this folder: a platform that stands ready, and its usual requests.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use serde_json::Value;

use crate::sandbox::answer::Answer;
use crate::sandbox::browser::{Changed, encoded, form};
use crate::sandbox::max::clients::{CLIENT_ID, CLIENT_SECRET};
use crate::sandbox::testing::{Asking, Stage};

pub(super) use crate::sandbox::testing::{body, text};

pub(super) const TOKEN: &str = "/max/api/oauth/token";
pub(super) const STATISTICS: &str = "/max/api/admin/oauth/service/statistics";
pub(super) const CLIENTS: &str = "/max/api/admin/oauth/service/clients";
pub(super) const AUDIT: &str = "/max/api/admin/oauth/service/audit-logs";
pub(super) const PUBLISHED: &str = "/max/api/oauth/.well-known/oauth-authorization-server";

/// Somebody else's service: its id, its secret, and the parameters of its form.
pub(super) const OTHER_ID: &str = "maxmonitoring-service";
pub(super) const OTHER_SECRET: &str = "sandbox_maxmonitoring-service_secret_not_a_real_one";
pub(super) const OTHER: [(&str, Option<&str>); 2] =
    [("client_id", Some(OTHER_ID)), ("client_secret", Some(OTHER_SECRET))];

/// The guide's own sample.
const USUAL: [(&str, &str); 4] = [
    ("grant_type", "client_credentials"),
    ("client_id", CLIENT_ID),
    ("client_secret", CLIENT_SECRET),
    ("scope", "admin:oauth admin:users admin:system"),
];

/// The platform of one stage.
pub(super) struct Max {
    pub(super) stage: Stage,
}

impl Max {
    /// With this behavior, as it is typed.
    pub(super) fn behaving(behavior: &str) -> Self {
        Self { stage: Stage::behaving(&format!("max={behavior}")) }
    }

    /// The same, so many seconds on.
    pub(super) fn later(&self, seconds: i64) -> Self {
        Self { stage: self.stage.later(seconds) }
    }

    /// A call of the token endpoint, with what is changed.
    pub(super) fn issue(&self, changed: Changed<'_>) -> Answer {
        self.stage.answer(Asking::form(TOKEN, &form(&USUAL, changed)))
    }

    /// A token of the guide's service.
    pub(super) fn token(&self, scope: &str) -> String {
        text(&self.issue(&[("scope", Some(scope))]), "access_token")
    }

    pub(super) fn get(&self, path: &str, token: &str) -> Answer {
        self.stage.answer(Asking::get(path).bearer(token))
    }

    /// The same with a token that is good for it.
    pub(super) fn admin(&self, path: &str) -> Answer {
        self.get(path, &self.token("admin:oauth"))
    }

    pub(super) fn regenerate(&self, client_id: &str, token: &str) -> Answer {
        let path = format!("{CLIENTS}/{client_id}/regenerate-secret");
        self.stage.answer(Asking::post(&path, "").bearer(token))
    }

    /// `POST` of a form with the credentials of the guide's service.
    pub(super) fn form(&self, path: &str, changed: Changed<'_>) -> Answer {
        self.stage.answer(Asking::form(path, &form(&USUAL[1..3], changed)))
    }

    /// What was noted, newest first: action, client, code.
    pub(super) fn noted(&self) -> Vec<(String, String, Option<String>)> {
        let wanted = super::memory::Wanted { limit: 100, ..Default::default() };
        let deeds = self
            .stage
            .context
            .state()
            .read(|connection| Ok(super::memory::deeds(connection, &wanted)?));
        let deeds = deeds.unwrap().into_iter();
        deeds.map(|deed| (deed.action, deed.client_id, deed.error_code)).collect()
    }
}

/// The status and the sentence of a refusal, which is always noted in the log.
pub(super) fn refused(answer: &Answer) -> (u16, String) {
    let body = body(answer);
    assert!(answer.rule.is_some(), "{body}");
    (answer.status.as_u16(), body["detail"].as_str().unwrap_or_default().to_owned())
}

/// The status and the code of a refusal of RFC 6749.
pub(super) fn error(answer: &Answer) -> (u16, String) {
    let body = body(answer);
    assert!(answer.rule.is_some() && body["error_description"].is_string(), "{body}");
    (answer.status.as_u16(), body["error"].as_str().unwrap_or_default().to_owned())
}

/// One part of a signed token.
pub(super) fn part(token: &str, at: usize) -> Value {
    let part = token.split('.').nth(at).unwrap();
    serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
}

/// HTTP Basic, encoded as RFC 6749 asks for.
pub(super) fn basic(id: &str, secret: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{}:{}", encoded(id), encoded(secret))))
}
