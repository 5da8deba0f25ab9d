//! What `-vv` shows of an exchange: names always, values by allow-list.
//!
//! Everything that is not listed is `…`: a list of what is harmless can be complete, one of what is
//! secret cannot.

use url::{Url, form_urlencoded};

use crate::http::{Answer, Request};
use crate::model::plain;

/// The parameters and members whose values say what is going on and could never let anybody in.
const HARMLESS: [&str; 12] = [
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
        masked_url(&request.url),
        masked_body(&request.media_type(), &request.body)
    );
}

/// When the whole answer is there.
pub(super) fn received(answer: &Answer, milliseconds: u128) {
    tracing::debug!(
        target: "qetta::http",
        "← {} in {milliseconds} ms, {} bytes{}",
        answer.status(),
        answer.body().len(),
        masked_body(&answer.media_type(), answer.body())
    );
}

/// `https://host/path?grant_type=x&code=…`
fn masked_url(url: &Url) -> String {
    let mut shown = format!("{}{}", url.origin().ascii_serialization(), url.path());
    if url.query().is_some() {
        shown.push('?');
        shown.push_str(&masked_pairs(url.query_pairs()).join("&"));
    }
    shown
}

fn masked_body(media_type: &str, body: &[u8]) -> String {
    match media_type {
        "application/x-www-form-urlencoded" => {
            format!(" {}", masked_pairs(form_urlencoded::parse(body)).join("&"))
        }
        "application/json" => match serde_json::from_slice(body) {
            Ok(serde_json::Value::Object(members)) => format!(" {{{}}}", masked_members(&members)),
            _ => String::new(),
        },
        _ => String::new(),
    }
}

fn masked_pairs<'a>(
    pairs: impl Iterator<Item = (std::borrow::Cow<'a, str>, std::borrow::Cow<'a, str>)>,
) -> Vec<String> {
    pairs
        .map(|(name, value)| format!("{}={}", plain(&name), shown_if_harmless(&name, &value)))
        .collect()
}

fn masked_members(members: &serde_json::Map<String, serde_json::Value>) -> String {
    let shown = members.iter().map(|(name, value)| {
        let value = match value {
            serde_json::Value::String(value) => value.clone(),
            serde_json::Value::Object(_) | serde_json::Value::Array(_) => "…".to_owned(),
            value => value.to_string(),
        };
        format!("{}: {}", plain(name), shown_if_harmless(name, &value))
    });
    shown.collect::<Vec<_>>().join(", ")
}

fn shown_if_harmless(name: &str, value: &str) -> String {
    if HARMLESS.contains(&name) { plain(value) } else { "…".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_values_are_shown() {
        let url = Url::parse("https://a.example/x?scope=ca&code=canary&state=canary").unwrap();
        assert_eq!(masked_url(&url), "https://a.example/x?scope=ca&code=…&state=…");
        let form = b"grant_type=client_credentials&client_secret=canary&client_id=canary";
        assert_eq!(
            masked_body("application/x-www-form-urlencoded", form),
            " grant_type=client_credentials&client_secret=…&client_id=…"
        );
        let json = br#"{"access_token":"canary","expires_in":60,"data":{"x":"canary"},"later":["canary"]}"#;
        let shown = masked_body("application/json", json);
        assert_eq!(shown, " {access_token: …, data: …, expires_in: 60, later: …}");
        assert_eq!(masked_body("text/html", b"canary"), "");
    }
}
