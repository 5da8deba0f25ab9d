//! What of a request may be remembered: names always, values by allow-list, as in the client's log.

use http::header::AUTHORIZATION;
use serde_json::Value;
use url::form_urlencoded;

use crate::model::{Redactor, plain};
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
/// What stands below a pointer repeats it: below a longer one nothing is looked at.
const LONGEST: usize = 1_024;

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

    /// The parameters of an address or of a form.
    pub(super) fn pairs(&self, encoded: &[u8]) -> Vec<Field> {
        let pairs = form_urlencoded::parse(encoded).take(FIELDS);
        pairs.map(|(name, value)| self.field(&name, &value, is_harmless(&name))).collect()
    }

    /// The leaves of a JSON document, by their pointers; nothing of what is none.
    pub(super) fn json(&self, body: &[u8]) -> Vec<Field> {
        let mut fields = Vec::new();
        if let Ok(document) = serde_json::from_slice(body) {
            self.leaves("", "", &document, &mut fields);
        }
        fields
    }

    /// Every header; names are in lower case.
    pub(super) fn headers<'a>(
        &self,
        headers: impl Iterator<Item = (&'a [u8], &'a [u8])>,
    ) -> Vec<Field> {
        let shown = headers.take(FIELDS).map(|(name, value)| {
            let name = String::from_utf8_lossy(name);
            let value = String::from_utf8_lossy(value);
            if HARMLESS_HEADERS.contains(&&*name) {
                return self.field(&name, &value, true);
            }
            let scheme = value.split_once(' ').filter(|_| *name == *AUTHORIZATION.as_str());
            let shown = match scheme {
                Some((scheme @ ("Basic" | "Bearer"), _)) => format!("{scheme} …"),
                _ => "…".to_owned(),
            };
            Field::hidden(name.into_owned(), shown, &value, &self.salt)
        });
        shown.collect()
    }

    fn leaves(&self, pointer: &str, name: &str, value: &Value, fields: &mut Vec<Field>) {
        if fields.len() >= FIELDS {
            return;
        }
        match value {
            Value::Object(_) | Value::Array(_) if pointer.len() > LONGEST => {}
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

    fn mask() -> Mask {
        Mask { salt: Salt([1; 32]), known: Redactor::default().knowing("canary") }
    }

    fn seen(fields: &[Field]) -> Vec<(&str, &str)> {
        fields.iter().map(|field| (field.name.as_str(), field.shown())).collect()
    }

    #[test]
    fn only_harmless_values_are_shown_and_no_known_secret_anywhere() {
        let form = "grant_type=refresh_token&refresh_token=x&scope=canary&state=s&canary=1";
        assert_eq!(
            seen(&mask().pairs(form.as_bytes())),
            [
                ("grant_type", "refresh_token"),
                ("refresh_token", "…"),
                ("scope", "…"),
                ("state", "…"),
                ("…", "…"),
            ]
        );
        assert!(mask().json(form.as_bytes()).is_empty());
    }

    #[test]
    fn a_document_is_shown_leaf_by_leaf() {
        let document = r#"{"txId":"1","a/b":[{"scope":true},2],"userName":"김"}"#;
        assert_eq!(
            seen(&mask().json(document.as_bytes())),
            [("/a~1b/0/scope", "true"), ("/a~1b/1", "…"), ("/txId", "1"), ("/userName", "…")]
        );
    }

    #[test]
    fn of_a_credential_its_scheme_is_shown() {
        for (sent, shown) in
            [("Bearer canary", "Bearer …"), ("Basic eDp5", "Basic …"), ("x y", "…")]
        {
            let sent_header = [("authorization".as_bytes(), sent.as_bytes())];
            let headers = mask().headers(sent_header.into_iter());
            assert_eq!(seen(&headers), [("authorization", shown)]);
            assert!(headers[0].is(sent, &mask().salt));
        }
    }

    #[test]
    fn nothing_is_endless() {
        let value = "가".repeat(1_000);
        let form = format!("scope={value}&{}", "a=1&".repeat(100));
        let form = mask().pairs(form.as_bytes());
        assert_eq!((form.len(), form[0].shown().chars().count()), (FIELDS, SHOWN + 1));
        assert!(form[0].is(&value, &mask().salt));
    }

    #[test]
    fn what_is_deep_below_long_names_is_not_looked_at() {
        let name = "가".repeat(LONGEST);
        let document =
            format!(r#"{{"{name}":[{}1],"{name}!":1,"scope":"ca"}}"#, "[],".repeat(100_000));
        let fields = mask().json(document.as_bytes());
        assert_eq!(fields.len(), 2);
        assert_eq!(fields[0].name.as_str(), "/scope");
        assert_eq!(fields[1].name.chars().count(), SHOWN + 1);
    }
}
