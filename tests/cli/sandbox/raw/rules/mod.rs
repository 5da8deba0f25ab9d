//! Every rule that a client can break, the request that breaks it, and what is told of it
//!
//! A rule without a request here fails [`every_rule_of_the_sandbox_has_its_request`], and so does a
//! provider that has a rule by name and no request that breaks it there.

mod apis;
mod codes;
mod requests;
mod toss;

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use qetta::sandbox::RULES;

use super::party::HYFATA_WEB;
use super::tokens::SERVICE;
use super::{Ask, STRICT, Wire};
use crate::support::Home;

/// Who is told which rule, and the last request of whatever it takes to break it. What it takes before
/// that is done when the request is asked for.
type Row = (&'static str, &'static str, fn(&Wire) -> Ask);

/// At the providers by the standards.
fn strict() -> impl Iterator<Item = &'static Row> {
    [requests::ROWS, codes::ROWS, apis::ROWS, toss::ROWS].into_iter().flatten()
}

/// The same, where a page waits for somebody.
const PAGES: &[Row] = &[
    ("hyfata", "R11", |wire| log_in(wire, &[("password", "wrong")])),
    ("hyfata", "N03", |wire| log_in(wire, &[("decision", "refuse")])),
];

/// What is reached only where a provider does as it is documented.
const DOCUMENTED: &[Row] = &[
    // A state goes into the header as it came.
    ("hyfata", "Y01", |_| HYFATA_WEB.authorize(&[("state", Some("a\r\nb"))])),
    ("max", "S07", |_| {
        let code = [("code", "x"), ("redirect_uri", "http://localhost:3001/callback")];
        SERVICE.form("token", &[&[("grant_type", "authorization_code")], &code[..]].concat())
    }),
    ("max", "S09", |_| {
        SERVICE.form("token", &[("grant_type", "refresh_token"), ("refresh_token", "x")])
    }),
];

/// All of them.
fn rows() -> impl Iterator<Item = &'static Row> {
    strict().chain(PAGES).chain(toss::PAGES).chain(DOCUMENTED)
}

/// The form of Hyfata's page.
fn log_in(wire: &Wire, more: &[(&str, &str)]) -> Ask {
    let ticket = wire.is_served("hyfata", &HYFATA_WEB.authorize(&[])).field("ticket");
    let form = [("ticket", ticket.as_str()), ("email", "haneul.kim@example.com")];
    Ask::form("/hyfata/oauth/login", &[&form[..], more].concat())
}

/// What the sandbox owes its clients, and none of them can break. The raw tests of these look at
/// answers.
const KEPT: [&str; 6] = ["S12", "S15", "S16", "S17", "S18", "S19"];

/// The first person has an account that is good, one that the bank closed, and one without consent.
const PEOPLE: &str = "
[[person]]
name = \"홍길동\"

[[person.account]]
bank = \"국민은행\"
product = \"통장\"

[[person.account]]
bank = \"국민은행\"
product = \"통장\"
standing = \"closed\"

[[person.account]]
bank = \"국민은행\"
product = \"통장\"
standing = \"transfers-only\"
";

/// Somebody who agrees by themselves, and has an account of each kind.
fn peopled() -> Wire {
    let home = Home::new();
    let file = home.file("people.toml", PEOPLE);
    let flags = format!("--state memory {STRICT} --approve --personas {}", file.display());
    Wire { served: super::Served::start(&home, &flags) }
}

/// The rule, and whether its refusals are in the course of things.
fn is_course(id: &str) -> bool {
    RULES.iter().find(|rule| rule.id == id).unwrap_or_else(|| panic!("no rule {id}")).is_course
}

fn tried<'a>(wire: &Wire, rows: impl Iterator<Item = &'a Row>) {
    for (provider, rule, request) in rows {
        let ask = request(wire);
        if is_course(rule) {
            wire.is_noted(provider, Some(rule), &ask);
        } else {
            wire.breaks(provider, rule, &ask);
        }
        // Whoever was shut out is let in again, and no id of a day comes twice.
        wire.pass(86_400);
    }
}

#[test]
fn whoever_breaks_a_rule_is_told_that_one_and_no_other() {
    tried(&peopled(), strict());
    tried(&Wire::with_pages(), PAGES.iter().chain(toss::PAGES));
    tried(&Wire::playing("--approve"), DOCUMENTED.iter());
}

#[test]
fn every_rule_of_the_sandbox_has_its_request() {
    let tried: BTreeSet<&str> = rows().map(|(_, rule, _)| *rule).collect();
    let untried: Vec<&str> = RULES
        .iter()
        .map(|rule| rule.id)
        .filter(|id| !tried.contains(id) && !KEPT.contains(id))
        .collect();
    assert!(untried.is_empty(), "no request breaks {untried:?}");
    let both: Vec<&&str> = KEPT.iter().filter(|id| tried.contains(**id)).collect();
    assert!(both.is_empty(), "clients can break {both:?} after all");
}

#[test]
fn every_provider_is_tried_with_every_rule_that_it_names() {
    let tried: BTreeSet<(&str, &str)> =
        rows().map(|(provider, rule, _)| (*provider, *rule)).collect();
    let mut untried = Vec::new();
    for provider in ["acme", "hive", "hyfata", "kftc", "max", "ottm", "toss"] {
        for rule in rules_named_by(provider) {
            let known = |(name, id): &(&str, &str)| *name == provider && *id == rule;
            if !tried.iter().any(known) {
                untried.push(format!("{provider} {rule}"));
            }
        }
    }
    assert!(untried.is_empty(), "{untried:?}");
}

/// The ids with which a text of the provider's sources begins: `"S07: a used code"`.
fn rules_named_by(provider: &str) -> BTreeSet<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("src/sandbox").join(provider);
    let mut named = BTreeSet::new();
    for file in sources(&folder) {
        let text = fs::read_to_string(file).unwrap();
        let code = text.split("#[cfg(test)]\nmod tests {").next().unwrap();
        for text in code.split('"') {
            let id = text.split_once(": ").map_or("", |(id, _)| id);
            named.extend(RULES.iter().filter(|rule| rule.id == id).map(|rule| rule.id.to_owned()));
        }
    }
    assert!(!named.is_empty(), "{provider}");
    named
}

/// But for tests.
fn sources(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_stem().unwrap().to_str().unwrap();
        if matches!(name, "tests" | "testing") {
            continue;
        }
        if path.is_dir() {
            found.extend(sources(&path));
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
    found
}
