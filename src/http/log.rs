//! What `-vv` shows of an exchange: names always, values by allow-list.
//!
//! Everything that is not listed is `…`: a list of what is harmless can be complete, one of what is
//! secret cannot.

use std::borrow::Cow;

use url::{Url, form_urlencoded};

use crate::http::{Answer, Request};
use crate::model::Redactor;

/// The parameters and members whose values say what is going on and could never let anybody in.
const HARMLESS: [&str; 13] = [
    "bank_rsp_code",
    "error",
    "errorCode",
    "errorType",
    "expires_in",
    "grant_type",
    "response_type",
    "resultType",
    "rsp_code",
    "scope",
    "status",
    "token_type",
    "token_type_hint",
];

/// Before the request is sent.
pub(super) fn sending(request: &Request) {
    tracing::debug!(
        target: "qetta::http",
        "→ {} {}{}",
        request.method,
        masked_url(&request.url, &request.redactor),
        masked_body(&request.media_type(), &request.body, &request.redactor)
    );
}

/// When the whole answer is there.
pub(super) fn received(answer: &Answer, milliseconds: u128) {
    tracing::debug!(
        target: "qetta::http",
        "← {} in {milliseconds} ms, {} bytes{}",
        answer.status(),
        answer.body().len(),
        masked_body(&answer.media_type(), answer.body(), answer.redactor())
    );
}

/// `https://host/path?grant_type=x&code=…`
fn masked_url(url: &Url, redactor: &Redactor) -> String {
    let path = redactor.clean(url.path());
    let mut shown = format!("{}{path}", url.origin().ascii_serialization());
    if url.query().is_some() {
        shown.push('?');
        shown.push_str(&masked_pairs(url.query_pairs(), redactor).join("&"));
    }
    shown
}

fn masked_body(media_type: &str, body: &[u8], redactor: &Redactor) -> String {
    match media_type {
        "application/x-www-form-urlencoded" => {
            format!(" {}", masked_pairs(form_urlencoded::parse(body), redactor).join("&"))
        }
        "application/json" => match serde_json::from_slice(body) {
            Ok(serde_json::Value::Object(members)) => {
                format!(" {{{}}}", masked_members(&members, redactor))
            }
            _ => String::new(),
        },
        _ => String::new(),
    }
}

fn masked_pairs<'a>(
    pairs: impl Iterator<Item = (Cow<'a, str>, Cow<'a, str>)>,
    redactor: &Redactor,
) -> Vec<String> {
    pairs
        .map(|(name, value)| {
            format!("{}={}", redactor.clean(&name), shown_if_harmless(&name, &value, redactor))
        })
        .collect()
}

fn masked_members(
    members: &serde_json::Map<String, serde_json::Value>,
    redactor: &Redactor,
) -> String {
    let shown = members.iter().map(|(name, value)| {
        let value = match value {
            serde_json::Value::String(value) => value.clone(),
            serde_json::Value::Object(_) | serde_json::Value::Array(_) => "…".to_owned(),
            value => value.to_string(),
        };
        format!("{}: {}", redactor.clean(name), shown_if_harmless(name, &value, redactor))
    });
    shown.collect::<Vec<_>>().join(", ")
}

/// A provider can repeat a secret even where it has no business, so what is shown is cleaned too.
fn shown_if_harmless(name: &str, value: &str, redactor: &Redactor) -> String {
    if HARMLESS.contains(&name) { redactor.clean(value) } else { "…".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_values_are_shown() {
        let none = Redactor::default();
        let url = Url::parse("https://a.example/x?scope=ca&code=canary&state=canary").unwrap();
        assert_eq!(masked_url(&url, &none), "https://a.example/x?scope=ca&code=…&state=…");
        let form = b"grant_type=client_credentials&client_secret=canary&client_id=canary";
        assert_eq!(
            masked_body("application/x-www-form-urlencoded", form, &none),
            " grant_type=client_credentials&client_secret=…&client_id=…"
        );
        let json = br#"{"access_token":"canary","expires_in":60,"data":{"x":"canary"},"later":["canary"]}"#;
        let shown = masked_body("application/json", json, &none);
        assert_eq!(shown, " {access_token: …, data: …, expires_in: 60, later: …}");
        assert_eq!(masked_body("text/html", b"canary", &none), "");
    }

    #[test]
    fn a_known_secret_is_shown_nowhere() {
        let redactor = Redactor::default().knowing("canary");
        let json = br#"{"error":"canary","canary":1}"#;
        assert_eq!(masked_body("application/json", json, &redactor), " {…: …, error: …}");
    }
}
