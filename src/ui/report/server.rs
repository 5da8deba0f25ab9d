//! What an authorization server says, about itself (`qetta provider discover`) and about a token
//! (`qetta introspect`).

use jiff::Timestamp;
use serde::Serialize;
use serde_json::Value;

use crate::model::{Text, text};
use crate::ui::report::claims;
use crate::ui::{Page, Report};

/// The members of metadata that people look for (RFC 8414 §2), in this order; JSON has them all.
const SHOWN: [&str; 13] = [
    "issuer",
    "authorization_endpoint",
    "token_endpoint",
    "device_authorization_endpoint",
    "userinfo_endpoint",
    "revocation_endpoint",
    "introspection_endpoint",
    "registration_endpoint",
    "jwks_uri",
    "scopes_supported",
    "grant_types_supported",
    "token_endpoint_auth_methods_supported",
    "code_challenge_methods_supported",
];

/// Its metadata.
#[derive(Debug)]
pub struct ServerMetadata<'a> {
    /// As they were published.
    pub document: &'a Value,
}

impl Report for ServerMetadata<'_> {
    fn text(&self, page: &mut Page) {
        let there =
            |name: &&'static str| Some((Text::same(*name), said(self.document.get(*name)?)));
        page.fields(&SHOWN.iter().filter_map(there).collect::<Vec<_>>());
    }

    fn json(&self) -> impl Serialize {
        self.document
    }
}

/// A list of names as people write it; anything else as it is.
fn said(value: &Value) -> String {
    let names = value.as_array().map(|list| list.iter().map(claims::plainly).collect::<Vec<_>>());
    names.map_or_else(|| claims::plainly(value), |names| names.join(" "))
}

/// What it thinks of a token (RFC 7662 §2.2).
#[derive(Debug)]
pub struct Introspection<'a> {
    /// As it came.
    pub answer: &'a Value,
    /// The present moment.
    pub now: Timestamp,
}

impl Report for Introspection<'_> {
    fn text(&self, page: &mut Page) {
        let is_active = self.answer.get("active").and_then(Value::as_bool) == Some(true);
        page.line(&if is_active {
            text!("the token is active", "유효한 토큰입니다")
        } else {
            text!(
                "the token is not active: expired, revoked, or not one of this client",
                "유효하지 않은 토큰입니다. 만료되었거나 폐기되었거나 이 클라이언트의 것이 아닙니다"
            )
        });
        let mut members = self.answer.as_object().cloned().unwrap_or_default();
        members.remove("active");
        if !members.is_empty() {
            page.fields(&claims::fields(&members, self.now, page.lang()));
        }
    }

    fn json(&self) -> impl Serialize {
        self.answer
    }
}
