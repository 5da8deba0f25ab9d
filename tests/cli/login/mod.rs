//! `qetta login` and what is built on it: a file per provider. The person's part is played with a
//! browser of raw sockets; where a server has to misbehave, a scripted one answers as it is told.

pub mod acme;
mod callback;
mod canary;
mod device;
mod hive;
mod hyfata;
mod id_token;
mod metadata;
mod ottm;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::Value;
use url::{Url, form_urlencoded};

use crate::kftc::browser::Seen;
use crate::support::{Home, Run};

/// At the embedded sandbox.
fn sandbox(home: &Home, line: &str) -> Run {
    home.qetta(&format!("{line} --sandbox"))
}

/// The value of the first field of this name that a page brings along.
#[track_caller]
fn field<'a>(page: &'a Seen, name: &str) -> &'a str {
    let found = page.body.split_once(&format!("name=\"{name}\""));
    let (_, rest) = found.unwrap_or_else(|| panic!("no {name} in {}", page.body));
    let (_, rest) = rest.split_once(" value=\"").unwrap();
    rest.split_once('"').unwrap().0
}

/// The body of a form.
fn form(pairs: &[(&str, &str)]) -> String {
    form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// A parameter of an address.
fn parameter(url: &Url, name: &str) -> Option<String> {
    url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}

/// The connections that qetta knows of, by their providers.
fn connected(run: Run) -> Vec<String> {
    let status = run.run().json();
    let connections = status["connected"].as_array().unwrap().clone();
    connections.iter().map(|one| one["provider"].as_str().unwrap().to_owned()).collect()
}

/// A token with these claims, whose signature nobody could check.
fn jwt(header: &Value, claims: &Value) -> String {
    let part = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
    format!("{}.{}.{}", part(header), part(claims), URL_SAFE_NO_PAD.encode("signature"))
}
