//! The rules of the sandbox by a raw socket: bytes go out, bytes come back, and what the client is told
//! of the rule that it broke is read from `/__qetta/violations`.
//!
//! ```text
//! party      a client at each provider, its usual requests, and how that provider refuses
//! bytes      S01 S02 S06 S12 to S19 C18   what is about bytes
//! code       S03 to S08                   from the address to the code, and what the code is good for
//! refresh    S09 to S11
//! tokens     S20 S21 S23                  what is done with a token that is out
//! device     S22
//! guesses    S24
//! host       S25
//! kftc, toss_and_hive, toss_session       what these have of their own
//! rules/     every rule there is, and the request that breaks it
//! ```
//!
//! Time is the sandbox's own and is moved: nothing sleeps.

mod bytes;
mod code;
mod device;
mod guesses;
mod host;
mod kftc;
mod party;
mod refresh;
mod rules;
mod tokens;
mod toss_and_hive;
mod toss_session;

use std::collections::BTreeMap;
use std::fmt;

use serde_json::{Value, json};
use url::Url;
use url::form_urlencoded::{Serializer, byte_serialize};

use super::{Served, raw};
use crate::support::Home;

/// What makes the providers keep the standards that can.
const STRICT: &str = "--behavior hyfata=strict --behavior ottm=strict --behavior max=strict";

/// Rules that were broken, by provider and id, and how often.
type Told = BTreeMap<(String, String), u64>;

/// A sandbox, and a client that is nothing but a socket.
struct Wire {
    served: Served,
}

impl Wire {
    fn playing(flags: &str) -> Self {
        Self { served: Served::start(&Home::new(), &format!("--state memory {flags}")) }
    }

    /// By the standards; whoever is asked agrees at once.
    fn strict() -> Self {
        Self::playing(&format!("{STRICT} --approve"))
    }

    /// The same, where somebody has to agree on the page.
    fn with_pages() -> Self {
        Self::playing(STRICT)
    }

    fn url(&self) -> &str {
        self.served.url()
    }

    fn ask(&self, ask: &Ask) -> Heard {
        let host = self.url().trim_start_matches("http://");
        Heard::read(&raw(self.url(), &ask.bytes(host)))
    }

    /// So many seconds pass.
    fn pass(&self, seconds: i64) {
        let change = json!({ "action": "advance", "by": format!("{seconds}s") });
        let (status, answer) = self.served.steer("clock", Some(&change));
        assert_eq!(status, 200, "{answer}");
    }

    /// What the client has been told so far.
    fn told(&self) -> Told {
        let (_, page) = self.served.steer("violations", None);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let told = page["violations"].as_array().unwrap().iter().map(|broken| {
            let key = (text(&broken["provider"]), text(&broken["id"]));
            (key, broken["count"].as_u64().unwrap())
        });
        told.collect()
    }

    /// A request that breaks this rule of a provider, and no other.
    fn breaks(&self, provider: &str, rule: &str, ask: &Ask) -> Heard {
        let mut expected = self.told();
        *expected.entry((provider.to_owned(), rule.to_owned())).or_default() += 1;
        let heard = self.ask(ask);
        assert_eq!(self.told(), expected, "{ask}\n{heard}");
        heard
    }

    /// A request that breaks nothing; where it is refused, the log has this rule all the same.
    fn is_noted(&self, provider: &str, rule: Option<&str>, ask: &Ask) -> Heard {
        let before = self.told();
        let heard = self.ask(ask);
        assert_eq!(self.told(), before, "{ask}\n{heard}");
        let (_, log) = self.served.steer("requests?limit=1", None);
        let last = &log["requests"][0];
        assert_eq!(last["provider"], provider, "{ask}\n{last}");
        assert_eq!(last["rule"]["id"].as_str(), rule, "{ask}\n{heard}");
        heard
    }

    /// A request that is served.
    fn is_served(&self, provider: &str, ask: &Ask) -> Heard {
        let heard = self.is_noted(provider, None, ask);
        assert!((200..400).contains(&heard.status), "{ask}\n{heard}");
        heard
    }
}

/// A request, to be written out.
#[derive(Clone)]
struct Ask {
    method: &'static str,
    path: String,
    headers: Vec<(&'static str, String)>,
    body: String,
}

impl Ask {
    fn new(method: &'static str, path: &str) -> Self {
        Self { method, path: path.to_owned(), headers: Vec::new(), body: String::new() }
    }

    fn get(path: &str) -> Self {
        Self::new("GET", path)
    }

    /// An address with these parameters.
    fn query(path: &str, pairs: &[(&str, &str)]) -> Self {
        Self::get(&format!("{path}?{}", encoded(pairs)))
    }

    fn form(path: &str, pairs: &[(&str, &str)]) -> Self {
        Self::written(path, &encoded(pairs))
    }

    /// A form as it stands.
    fn written(path: &str, body: &str) -> Self {
        let ask = Self { body: body.to_owned(), ..Self::new("POST", path) };
        ask.with("content-type", "application/x-www-form-urlencoded")
    }

    fn json(path: &str, document: &Value) -> Self {
        let ask = Self { body: document.to_string(), ..Self::new("POST", path) };
        ask.with("content-type", "application/json")
    }

    /// With one more header.
    fn with(mut self, name: &'static str, value: &str) -> Self {
        self.headers.push((name, value.to_owned()));
        self
    }

    /// Without any header of this name.
    fn without(mut self, name: &str) -> Self {
        self.headers.retain(|(known, _)| *known != name);
        self
    }

    fn bearer(self, token: &str) -> Self {
        self.with("authorization", &format!("Bearer {token}"))
    }

    /// With what HTTP cannot do without, where it is not there.
    fn bytes(&self, host: &str) -> String {
        let usual = [("host", host.to_owned()), ("content-length", self.body.len().to_string())];
        let lacks = |name: &str| self.headers.iter().all(|(known, _)| *known != name);
        let usual = usual.iter().filter(|(name, _)| lacks(name));
        let lines: Vec<String> = usual
            .chain(&self.headers)
            .map(|(name, value)| format!("{name}: {value}\r\n"))
            .collect();
        let (method, path, lines, body) = (self.method, &self.path, lines.concat(), &self.body);
        format!("{method} {path} HTTP/1.1\r\n{lines}connection: close\r\n\r\n{body}")
    }
}

impl fmt::Display for Ask {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.bytes("…"))
    }
}

/// An answer: its status, its headers as they came, its body.
struct Heard {
    status: u16,
    head: String,
    body: String,
}

impl Heard {
    fn read(answer: &str) -> Self {
        let (head, body) = answer.split_once("\r\n\r\n").unwrap_or_else(|| panic!("{answer:?}"));
        let status = head.split(' ').nth(1).unwrap().parse().unwrap();
        Self { status, head: head.to_owned(), body: body.to_owned() }
    }

    fn header(&self, name: &str) -> Option<&str> {
        let lines = self.head.lines().filter_map(|line| line.split_once(": "));
        let mut values = lines.filter(|(known, _)| known.eq_ignore_ascii_case(name));
        let value = values.next().map(|(_, value)| value);
        assert!(values.next().is_none(), "{name} twice: {self}");
        value
    }

    fn json(&self) -> Value {
        serde_json::from_str(&self.body).unwrap_or_else(|error| panic!("{error}: {self}"))
    }

    /// A member of the document.
    fn text(&self, name: &str) -> String {
        let document = self.json();
        document[name].as_str().unwrap_or_else(|| panic!("{name}: {self}")).to_owned()
    }

    /// What the provider calls the mistake, in its own error language.
    fn error(&self) -> String {
        let document = self.json();
        let found = ["/error/code", "/error", "/rsp_code", "/result_code"]
            .iter()
            .find_map(|place| document.pointer(place));
        let found = found.unwrap_or_else(|| panic!("no error: {self}"));
        found.as_str().map_or_else(|| found.to_string(), str::to_owned)
    }

    /// A parameter of the address that the browser is sent to.
    fn back(&self, name: &str) -> Option<String> {
        let url = Url::parse(self.header("location")?).unwrap();
        let found = url.query_pairs().find(|(known, _)| known == name);
        found.map(|(_, value)| value.into_owned())
    }

    /// The value of a field of the page, the first of its name.
    fn field(&self, name: &str) -> String {
        let after = self.body.split(&format!("name=\"{name}\"")).nth(1);
        let value = after.and_then(|rest| rest.split("value=\"").nth(1));
        value.unwrap_or_else(|| panic!("{name}: {self}")).split('"').next().unwrap().to_owned()
    }
}

impl fmt::Display for Heard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}\n\n{}", self.head, self.body)
    }
}

/// Parameters as a form has them.
fn encoded(pairs: &[(&str, &str)]) -> String {
    Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// One value as a form has it.
fn percent(value: &str) -> String {
    byte_serialize(value.as_bytes()).collect()
}
