//! Whether what should have come has come: the assertions of somebody else's tests.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::sandbox::journal::entry::{Broken, Entry};
use crate::sandbox::journal::field::Field;
use crate::sandbox::journal::{Journal, Salt};
use crate::sandbox::router;
use crate::sandbox::rules::{RULES, Rule};

/// So many exchanges that nearly fit are told.
const NEAR: usize = 5;

/// What should have come. A member that is not said is any.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
pub(crate) struct Expected {
    method: Option<String>,
    path: Option<String>,
    provider: Option<String>,
    status: Option<u16>,
    /// By their ids: `S07`.
    rule: Option<String>,
    /// By name; `null` is for what must not have been sent.
    headers: BTreeMap<String, Value>,
    query: BTreeMap<String, Value>,
    form: BTreeMap<String, Value>,
    /// By JSON pointer, or by name for what is at the root.
    json: BTreeMap<String, Value>,
    times: Times,
}

/// How often; at least once where nothing is said.
#[derive(Clone, Copy, Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields, default)]
struct Times {
    exactly: Option<u64>,
    at_least: Option<u64>,
    at_most: Option<u64>,
}

/// What was found.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Verdict {
    pub(crate) verified: bool,
    found: u64,
    expected: String,
    /// The numbers of what fits.
    requests: Vec<u64>,
    /// What nearly fits, where something is missing.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    near: Vec<Near>,
    /// Whether the whole log was looked at: its oldest lines are gone where it was long.
    complete: bool,
}

#[derive(Debug, Serialize)]
struct Near {
    number: u64,
    request: String,
    differing: Vec<String>,
}

impl Expected {
    /// What of it could never come, so that an assertion that it has not would always hold.
    pub(crate) fn nonsense(&self) -> Option<String> {
        let provider = self.provider.as_deref().filter(|name| !router::is_provider(name));
        let is_rule = |id: &str| {
            let known = |rule: &Rule| rule.id.eq_ignore_ascii_case(id);
            id == "none" || RULES.iter().any(known)
        };
        let rule = self.rule.as_deref().filter(|id| !is_rule(id));
        provider
            .map(|name| format!("there is no provider {name}"))
            .or(rule.map(|id| format!("there is no rule {id}")))
            .or(self.times.nonsense())
    }

    /// Looks it up.
    pub(crate) fn verified(&self, journal: &Journal) -> Verdict {
        let entries = journal.entries();
        let judged: Vec<_> =
            entries.iter().map(|entry| (entry, self.differences(entry, journal.salt()))).collect();
        let requests: Vec<u64> = judged
            .iter()
            .filter(|(_, differing)| differing.is_empty())
            .map(|(entry, _)| entry.outcome.number)
            .collect();
        let found = requests.len() as u64;
        let mut near: Vec<_> = judged.into_iter().filter(|(_, d)| !d.is_empty()).collect();
        // What was sent to another place is farther than anything; of two, the newer one is nearer.
        let is_elsewhere = |word: &String| word.starts_with("path ") || word.starts_with("method ");
        near.sort_by_key(|(entry, differing)| {
            (differing.iter().any(is_elsewhere), differing.len(), Reverse(entry.outcome.number))
        });
        let verified = self.times.hold(found);
        let wanted = if verified { 0 } else { NEAR };
        let near = near.into_iter().take(wanted).map(|(entry, differing)| Near {
            number: entry.outcome.number,
            request: entry.request(),
            differing,
        });
        Verdict {
            verified,
            found,
            expected: self.times.words(),
            requests,
            near: near.collect(),
            complete: journal.written() == entries.len() as u64,
        }
    }

    /// In what an exchange is another one; nothing, where it is what should have come.
    fn differences(&self, entry: &Entry, salt: &Salt) -> Vec<String> {
        let mut found = Vec::new();
        let mut compare = |name: &str, wanted: Option<&str>, came: &str| {
            if wanted.is_some_and(|wanted| !wanted.eq_ignore_ascii_case(came)) {
                found.push(format!("{name} is {came}"));
            }
        };
        compare("method", self.method.as_deref(), entry.method.as_str());
        compare("provider", self.provider.as_deref(), entry.outcome.provider);
        let rule =
            entry.outcome.rule.and_then(|Broken(rule)| rule.split(':').next()).unwrap_or("none");
        compare("rule", self.rule.as_deref(), rule);
        if self.path.as_ref().is_some_and(|path| *path != entry.path) {
            found.push(format!("path is {}", entry.path));
        }
        if self.status.is_some_and(|status| status != entry.outcome.status) {
            found.push(format!("status is {}", entry.outcome.status));
        }
        let lower = |name: &str| name.to_ascii_lowercase();
        let pointer =
            |name: &str| if name.starts_with('/') { name.to_owned() } else { format!("/{name}") };
        unlike("header", &self.headers, lower, &entry.headers, salt, &mut found);
        unlike("query", &self.query, str::to_owned, &entry.query, salt, &mut found);
        unlike("form", &self.form, str::to_owned, &entry.form, salt, &mut found);
        unlike("json", &self.json, pointer, &entry.json, salt, &mut found);
        found
    }
}

/// Names each wanted field that did not come as it should have. What came is not told: the log has
/// it, as far as it may be seen.
fn unlike(
    place: &str,
    wanted: &BTreeMap<String, Value>,
    spelled: impl Fn(&str) -> String,
    came: &[Field],
    salt: &Salt,
    found: &mut Vec<String>,
) {
    for (name, value) in wanted {
        let spelled = spelled(name);
        let mut here = came.iter().filter(|field| field.name == spelled).peekable();
        let is_there = here.peek().is_some();
        let words = match value {
            Value::Null if is_there => "was sent",
            Value::Null => continue,
            _ if !is_there => "is missing",
            Value::String(text) if here.any(|field| field.is(text, salt)) => continue,
            Value::String(_) => "has another value",
            other if here.any(|field| field.is(&other.to_string(), salt)) => continue,
            _ => "has another value",
        };
        found.push(format!("{place} {name} {words}"));
    }
}

impl Times {
    fn nonsense(self) -> Option<String> {
        let words = match (self.exactly, self.at_least, self.at_most) {
            (Some(_), Some(_), _) | (Some(_), _, Some(_)) => "exactly stands alone",
            (None, Some(least), Some(most)) if least > most => "atLeast is more than atMost",
            _ => return None,
        };
        Some(words.to_owned())
    }

    fn hold(self, found: u64) -> bool {
        let least = self.exactly.or(self.at_least).unwrap_or(u64::from(self.at_most.is_none()));
        let most = self.exactly.or(self.at_most).unwrap_or(u64::MAX);
        (least..=most).contains(&found)
    }

    fn words(self) -> String {
        match (self.exactly, self.at_least, self.at_most) {
            (Some(times), ..) => format!("exactly {times}"),
            (None, Some(least), Some(most)) => format!("at least {least} and at most {most}"),
            (None, Some(least), None) => format!("at least {least}"),
            (None, None, Some(most)) => format!("at most {most}"),
            (None, None, None) => "at least 1".to_owned(),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::sandbox::journal::tests::Heard;
    use crate::sandbox::testing::{Asking, TOSS_FORM};

    fn judged(heard: &Heard, expected: Value) -> Value {
        let expected: Expected = serde_json::from_value(expected).unwrap();
        serde_json::to_value(expected.verified(&heard.journal)).unwrap()
    }

    fn heard() -> Heard {
        let heard = Heard::new();
        heard.ask(Asking::form("/toss/token", TOSS_FORM));
        let path = "/toss/api/v2/sign/user/auth/status";
        heard.ask(Asking::json(path, r#"{"txId":"7","n":1}"#).header("x-a", "b"));
        heard
    }

    #[test]
    fn what_came_is_found_by_any_of_its_parts_even_those_that_are_hidden() {
        let heard = heard();
        for expected in [
            json!({"method": "post", "path": "/toss/token", "status": 200}),
            json!({"form": {"client_secret": "sandbox_toss_secret_not_a_real_one"}}),
            json!({"form": {"grant_type": "client_credentials", "password": null}}),
            json!({"json": {"txId": "7", "/n": 1}, "headers": {"X-A": "b"}, "rule": "S23"}),
            json!({"provider": "toss", "times": {"exactly": 2}}),
            json!({"path": "/kftc", "times": {"atMost": 0}}),
            json!({"times": {"atLeast": 1, "atMost": 2}}),
        ] {
            let verdict = judged(&heard, expected.clone());
            assert_eq!(verdict["verified"], true, "{expected} {verdict}");
            assert_eq!(verdict.get("near"), None);
        }
    }

    #[test]
    fn what_could_never_come_cannot_be_asserted() {
        for (expected, says) in [
            (json!({"provider": "tos", "times": {"exactly": 0}}), "there is no provider tos"),
            (json!({"rule": "S99", "times": {"exactly": 0}}), "there is no rule S99"),
            (json!({"times": {"exactly": 1, "atLeast": 3}}), "exactly stands alone"),
            (json!({"times": {"atLeast": 3, "atMost": 1}}), "atLeast is more than atMost"),
        ] {
            let expected: Expected = serde_json::from_value(expected).unwrap();
            assert_eq!(expected.nonsense().as_deref(), Some(says));
        }
        for sense in [
            json!({"provider": "none", "rule": "none", "times": {"atMost": 0}}),
            json!({"provider": "KFTC", "rule": "s14", "times": {"atLeast": 1, "atMost": 1}}),
        ] {
            let expected: Expected = serde_json::from_value(sense).unwrap();
            assert_eq!(expected.nonsense(), None);
        }
    }

    #[test]
    fn what_did_not_come_is_answered_with_what_is_near() {
        let heard = heard();
        let expected = json!({
            "path": "/toss/token",
            "form": {"client_secret": "wrong", "code": "1", "scope": null},
        });
        let verdict = judged(&heard, expected);
        assert_eq!((&verdict["verified"], &verdict["found"]), (&json!(false), &json!(0)));
        assert_eq!(verdict["expected"], "at least 1");
        assert_eq!(
            verdict["near"][0],
            json!({
                "number": 1,
                "request": "POST /toss/token",
                "differing": [
                    "form client_secret has another value",
                    "form code is missing",
                    "form scope was sent",
                ],
            })
        );
        let verdict = judged(&heard, json!({"path": "/toss/token", "times": {"exactly": 2}}));
        assert_eq!(verdict["requests"], json!([1]));
        assert_eq!(verdict["verified"], false);
    }

    #[test]
    fn a_word_that_nobody_knows_is_refused() {
        for wrong in [json!({"paht": "/x"}), json!({"times": {"once": 1}})] {
            assert!(serde_json::from_value::<Expected>(wrong).is_err());
        }
    }
}
