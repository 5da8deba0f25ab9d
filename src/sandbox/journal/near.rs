//! What a call that found no route was meant to be.

use std::cmp::Reverse;

use serde::Serialize;

use crate::sandbox::journal::entry::Entry;
use crate::sandbox::router::{self, Known};

/// The route that comes nearest, and in what the call differs from it.
#[derive(Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct NearMiss {
    number: u64,
    /// What came: `POST /token`.
    request: String,
    /// What is there: `POST /toss/token`.
    closest: String,
    provider: &'static str,
    differing: Vec<String>,
    message: String,
}

/// The nearest route to an exchange that found none.
pub(crate) fn near_miss(entry: &Entry) -> Option<NearMiss> {
    let routes = router::routes();
    let by_likeness = |known: &Known| likeness(entry, known);
    // Of two that are equally near the first is taken.
    let closest = routes.into_iter().rev().max_by_key(|known| Reverse(by_likeness(known)))?;
    let differing = differences(entry, &closest);
    let request = entry.request();
    let there = closest.name.to_string();
    let message = format!(
        "{request} matched no route; the closest is {there}, differing in {}",
        differing.join(", ")
    );
    let provider = closest.provider;
    Some(NearMiss {
        number: entry.outcome.number,
        request,
        closest: there,
        provider,
        differing,
        message,
    })
}

/// The less, the nearer. What is said in one word counts for little, whatever its letters.
fn likeness(entry: &Entry, known: &Known) -> usize {
    let method = usize::from(known.name.method != entry.method.as_str());
    let path = filled(known.name.path, &entry.path);
    let distance = match slip(&entry.path, &path, known.prefix) {
        None if path == entry.path => 0,
        Some(_) => 1,
        None => 2 + strsim::levenshtein(&entry.path.to_lowercase(), &path.to_lowercase()),
    };
    distance * 2 + method
}

fn differences(entry: &Entry, known: &Known) -> Vec<String> {
    let mut found = Vec::new();
    if known.name.method != entry.method.as_str() {
        found.push(format!("the method ({} and not {})", known.name.method, entry.method));
    }
    let path = filled(known.name.path, &entry.path);
    if path == entry.path {
        return found;
    }
    match slip(&entry.path, &path, known.prefix) {
        Some(slip) => found.push(slip),
        None => found.extend(steps(&entry.path, &path)),
    }
    found
}

/// One of the slips that everybody makes.
fn slip(sent: &str, path: &str, prefix: &str) -> Option<String> {
    if sent == path {
        return None;
    }
    if sent.trim_end_matches('/') == path {
        return Some("the slash at its end".to_owned());
    }
    if sent.eq_ignore_ascii_case(path) {
        return Some("upper and lower case".to_owned());
    }
    if path.strip_prefix(prefix) == Some(sent) {
        return Some(format!("the provider's prefix {prefix}, which is missing"));
    }
    if sent.split('/').filter(|step| !step.is_empty()).eq(path[1..].split('/')) {
        return Some("a doubled slash".to_owned());
    }
    None
}

/// The route's path with the steps that may be anything as they were sent.
fn filled(path: &str, sent: &str) -> String {
    let mut sent = sent.split('/');
    let steps = path.split('/').map(|step| match sent.next() {
        Some(any) if step.starts_with('{') && !any.is_empty() => any,
        _ => step,
    });
    steps.collect::<Vec<_>>().join("/")
}

/// Step by step what is not the same.
fn steps(sent: &str, path: &str) -> Vec<String> {
    let (sent, path): (Vec<&str>, Vec<&str>) =
        (sent.split('/').skip(1).collect(), path.split('/').skip(1).collect());
    let mut found: Vec<String> = sent
        .iter()
        .zip(&path)
        .filter(|(sent, there)| sent != there)
        .map(|(sent, there)| format!("the step `{sent}`, which is `{there}`"))
        .collect();
    if sent.len() != path.len() {
        found.push(format!("the number of steps ({} and not {})", path.len(), sent.len()));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::journal::tests::entry;

    #[track_caller]
    fn nearest(method: &str, path: &str) -> (String, Vec<String>) {
        let miss = near_miss(&entry(method, path)).unwrap();
        (miss.closest, miss.differing)
    }

    #[test]
    fn a_slip_is_called_by_its_name() {
        for (method, path, closest, differing) in [
            ("POST", "/toss/token/", "POST /toss/token", "the slash at its end"),
            ("POST", "/Toss/Token", "POST /toss/token", "upper and lower case"),
            (
                "POST",
                "/oauth/2.0/token",
                "POST /kftc/oauth/2.0/token",
                "the provider's prefix /kftc, which is missing",
            ),
            ("POST", "/toss//token", "POST /toss/token", "a doubled slash"),
            ("GET", "/toss/token", "POST /toss/token", "the method (POST and not GET)"),
            ("POST", "/toss/tokn", "POST /toss/token", "the step `tokn`, which is `token`"),
        ] {
            assert_eq!(nearest(method, path), (closest.to_owned(), vec![differing.to_owned()]));
        }
    }

    #[test]
    fn what_differs_in_more_is_told_all_of_it() {
        let (closest, differing) = nearest("GET", "/kftc/v2.0/account/balances/fin_num/x");
        assert_eq!(closest, "GET /kftc/v2.0/account/balance/fin_num");
        assert_eq!(
            differing,
            ["the step `balances`, which is `balance`", "the number of steps (5 and not 6)"]
        );
    }

    #[test]
    fn a_step_that_may_be_anything_differs_from_nothing() {
        let path = "/max/api/admin/oauth/service/clients/mobile-app/regenerate-secrt";
        let (closest, differing) = nearest("POST", path);
        assert!(closest.contains('{'), "{closest}");
        assert_eq!(differing.len(), 1, "{differing:?}");
    }

    #[test]
    fn the_message_says_it_in_one_sentence() {
        let miss = near_miss(&entry("POST", "/token")).unwrap();
        assert_eq!(
            miss.message,
            "POST /token matched no route; the closest is POST /toss/token, differing in the \
             provider's prefix /toss, which is missing"
        );
    }
}
