//! What of a request may be remembered: names always, values by allow-list, as in the client's log.

use http::HeaderMap;
use http::header::AUTHORIZATION;
use serde_json::Value;
use url::form_urlencoded;

use crate::model::{Redactor, plain};
use crate::sandbox::call::Call;
use crate::sandbox::journal::field::{Field, Salt};

/// The parameters and members whose values say what is going on and could never let anybody in.
const HARMLESS: &[&str] = &[
    "action",
    "appid",
    "auth_type",
    "bank_tran_id",
    "client_id",
    "client_use_code",
    "code_challenge_method",
    "cust_no",
    "decision",
    "fintech_use_num",
    "from_date",
    "from_time",
    "grant_type",
    "include_cancel_yn",
    "inquiry_base",
    "inquiry_type",
    "limit",
    "prompt",
    "redirect_uri",
    "requestType",
    "response_type",
    "scope",
    "skip",
    "sort_order",
    "status",
    "success",
    "to_date",
    "to_time",
    "token_type_hint",
    "tran_dtime",
    "triggerType",
    "txId",
    "user_seq_no",
];

/// The headers of which the same is true.
const HARMLESS_HEADERS: &[&str] = &[
    "accept",
    "accept-encoding",
    "accept-language",
    "connection",
    "content-length",
    "content-type",
    "host",
    "iscrypt",
    "origin",
    "user-agent",
];

/// More fields than this has no request of any provider, and longer values no harmless one.
const FIELDS: usize = 64;
const SHOWN: usize = 200;

/// Knows what to hide.
pub(super) struct Mask {
    pub(super) salt: Salt,
    pub(super) known: Redactor,
}

impl Mask {
    /// Words that are no value, such as a path.
    pub(super) fn words(&self, words: &str) -> String {
        self.known.clean(words)
    }

    /// The parameters of the address.
    pub(super) fn query(&self, call: &Call) -> Vec<Field> {
        self.pairs(call.head.uri.query().unwrap_or_default().as_bytes())
    }

    /// The form, where the body is said to be one.
    pub(super) fn form(&self, call: &Call) -> Vec<Field> {
        if !call.is_of_type("application/x-www-form-urlencoded") {
            return Vec::new();
        }
        self.pairs(&call.body)
    }

    /// The leaves of the JSON document, where the body is said to be one, by their pointers.
    pub(super) fn json(&self, call: &Call) -> Vec<Field> {
        if !call.is_of_type("application/json") {
            return Vec::new();
        }
        let mut fields = Vec::new();
        if let Ok(document) = serde_json::from_slice(&call.body) {
            self.leaves("", "", &document, &mut fields);
        }
        fields
    }

    /// Every header.
    pub(super) fn headers(&self, headers: &HeaderMap) -> Vec<Field> {
        let shown = headers.iter().take(FIELDS).map(|(name, value)| {
            let value = String::from_utf8_lossy(value.as_bytes());
            if HARMLESS_HEADERS.contains(&name.as_str()) {
                return self.field(name.as_str(), &value, true);
            }
            let scheme = value.split_once(' ').filter(|_| name == AUTHORIZATION);
            let shown = match scheme {
                Some((scheme @ ("Basic" | "Bearer"), _)) => format!("{scheme} …"),
                _ => "…".to_owned(),
            };
            Field::hidden(name.as_str().to_owned(), shown, &value, &self.salt)
        });
        shown.collect()
    }

    fn pairs(&self, encoded: &[u8]) -> Vec<Field> {
        let pairs = form_urlencoded::parse(encoded).take(FIELDS);
        pairs.map(|(name, value)| self.field(&name, &value, is_harmless(&name))).collect()
    }

    fn leaves(&self, pointer: &str, name: &str, value: &Value, fields: &mut Vec<Field>) {
        if fields.len() >= FIELDS {
            return;
        }
        match value {
            Value::Object(members) => {
                for (name, value) in members {
                    let step = name.replace('~', "~0").replace('/', "~1");
                    self.leaves(&format!("{pointer}/{step}"), name, value, fields);
                }
            }
            Value::Array(items) => {
                for (at, value) in items.iter().enumerate() {
                    self.leaves(&format!("{pointer}/{at}"), name, value, fields);
                }
            }
            Value::String(text) => fields.push(self.field(pointer, text, is_harmless(name))),
            other => fields.push(self.field(pointer, &other.to_string(), is_harmless(name))),
        }
    }

    /// Whoever sends a secret where none belongs has it hidden there as well.
    fn field(&self, name: &str, value: &str, is_harmless: bool) -> Field {
        let name = self.short(name);
        let shown = if is_harmless { self.short(value) } else { "…".to_owned() };
        if shown == value {
            Field::open(name, shown)
        } else {
            Field::hidden(name, shown, value, &self.salt)
        }
    }

    fn short(&self, words: &str) -> String {
        let clean = self.known.clean(words);
        match clean.char_indices().nth(SHOWN) {
            Some((end, _)) => format!("{}…", &clean[..end]),
            None => plain(&clean),
        }
    }
}

fn is_harmless(name: &str) -> bool {
    HARMLESS.contains(&name)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::testing::Asking;

    fn mask() -> Mask {
        Mask { salt: Salt([1; 32]), known: Redactor::default().knowing("canary") }
    }

    fn seen(fields: &[Field]) -> Vec<(&str, &str)> {
        fields.iter().map(|field| (field.name.as_str(), field.shown())).collect()
    }

    #[test]
    fn only_harmless_values_are_shown_and_no_known_secret_anywhere() {
        let form = "grant_type=refresh_token&refresh_token=x&scope=canary&state=s&canary=1";
        let call = Asking::form("/toss/token?scope=ca&access_token=x", form).call();
        assert_eq!(
            seen(&mask().form(&call)),
            [
                ("grant_type", "refresh_token"),
                ("refresh_token", "…"),
                ("scope", "…"),
                ("state", "…"),
                ("…", "…"),
            ]
        );
        assert_eq!(seen(&mask().query(&call)), [("scope", "ca"), ("access_token", "…")]);
        assert!(mask().json(&call).is_empty());
    }

    #[test]
    fn a_document_is_shown_leaf_by_leaf() {
        let call = Asking::json("/x", r#"{"txId":"1","a/b":[{"scope":true},2],"userName":"김"}"#);
        assert_eq!(
            seen(&mask().json(&call.call())),
            [("/a~1b/0/scope", "true"), ("/a~1b/1", "…"), ("/txId", "1"), ("/userName", "…")]
        );
    }

    #[test]
    fn of_a_credential_its_scheme_is_shown() {
        for (sent, shown) in
            [("Bearer canary", "Bearer …"), ("Basic eDp5", "Basic …"), ("x y", "…")]
        {
            let call = Asking::get("/").header("authorization", sent).call();
            let headers = mask().headers(&call.head.headers);
            assert_eq!(seen(&headers), [("authorization", shown)]);
            assert!(headers[0].is(sent, &mask().salt));
        }
    }

    #[test]
    fn nothing_is_endless() {
        let value = "가".repeat(1_000);
        let call = Asking::form("/x", &format!("scope={value}&{}", "a=1&".repeat(100))).call();
        let form = mask().form(&call);
        assert_eq!((form.len(), form[0].shown().chars().count()), (FIELDS, SHOWN + 1));
        assert!(form[0].is(&value, &mask().salt));
    }
}
