//! One exchange, as it is told.

use std::time::Duration;

use http::Method;
use jiff::Timestamp;
use serde::{Serialize, Serializer};

use crate::model::iso8601;
use crate::sandbox::answer::Answer;
use crate::sandbox::journal::field::{Field, object};
use crate::sandbox::router::{Found, RouteName};
use crate::sandbox::rules::{self, Rule};

/// What is known of an exchange without a look at what was sent.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Outcome {
    /// Its place in the log, from 1; the log gives it.
    pub(crate) number: u64,
    /// The `X-Request-Id` of the answer.
    pub(crate) id: String,
    #[serde(rename = "time", serialize_with = "time")]
    pub(crate) at: Timestamp,
    /// `toss`; `none` where the path is nobody's.
    pub(crate) provider: &'static str,
    /// As the router knows it: `POST /toss/token`.
    pub(crate) route: Option<RouteName>,
    pub(crate) status: u16,
    /// The rule by which it was refused, and how it was broken: `S07: a used code`.
    pub(crate) rule: Option<Broken>,
    /// The faults that were played.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(crate) fault: Option<String>,
    #[serde(rename = "durationMs", serialize_with = "milliseconds")]
    pub(crate) took: Duration,
}

impl Outcome {
    /// Of a call that was answered at once and without a fault.
    pub(crate) fn of(id: String, at: Timestamp, found: Found, answer: &Answer) -> Self {
        Self {
            number: 0,
            id,
            at,
            provider: found.provider(),
            route: found.route(),
            status: answer.status.as_u16(),
            rule: answer.rule.map(Broken),
            fault: None,
            took: Duration::ZERO,
        }
    }

    /// The rule that the client broke, unless the refusal was in the course of things. What a fault
    /// has made of a call is nobody's mistake.
    pub(crate) fn violation(&self) -> Option<(&'static Rule, &'static str)> {
        let Broken(words) = self.rule.filter(|_| self.fault.is_none())?;
        let rule = rules::named_in(words).filter(|rule| !rule.is_course)?;
        Some((rule, words))
    }

    /// Whether no route took it, which KFTC has codes of its own for.
    pub(crate) fn is_lost(&self) -> bool {
        let rule = self.rule.and_then(|Broken(words)| rules::named_in(words));
        let is_missed = |rule: &Rule| matches!(rule.id, "R01" | "R02" | "O0005" | "O0010");
        self.route.is_none() && rule.is_some_and(is_missed)
    }
}

/// One exchange. Nothing in it could let anybody in.
#[derive(Clone, Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    #[serde(flatten)]
    pub(crate) outcome: Outcome,
    #[serde(serialize_with = "method")]
    pub(crate) method: Method,
    pub(crate) path: String,
    #[serde(serialize_with = "object")]
    pub(crate) headers: Vec<Field>,
    #[serde(serialize_with = "object", skip_serializing_if = "Vec::is_empty")]
    pub(crate) query: Vec<Field>,
    #[serde(serialize_with = "object", skip_serializing_if = "Vec::is_empty")]
    pub(crate) form: Vec<Field>,
    #[serde(serialize_with = "object", skip_serializing_if = "Vec::is_empty")]
    pub(crate) json: Vec<Field>,
    pub(crate) body_bytes: usize,
}

impl Entry {
    /// What was asked, in a line: `POST /toss/token`.
    pub(crate) fn request(&self) -> String {
        format!("{} {}", self.method, self.path)
    }
}

fn time<S: Serializer>(at: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&iso8601(*at))
}

fn method<S: Serializer>(method: &Method, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(method.as_str())
}

fn milliseconds<S: Serializer>(took: &Duration, to: S) -> Result<S::Ok, S::Error> {
    // Whole microseconds: more digits would only look exact.
    let micros = u32::try_from(took.as_micros()).unwrap_or(u32::MAX);
    to.serialize_f64(f64::from(micros) / 1_000.0)
}

/// A rule and how it was broken, in the words of an answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Broken(pub(crate) &'static str);

impl Serialize for Broken {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        #[derive(Serialize)]
        struct Told {
            id: &'static str,
            words: &'static str,
            violation: bool,
        }
        let told = rules::named_in(self.0).map(|rule| Told {
            id: rule.id,
            words: self.0.split_once(": ").map_or(self.0, |(_, words)| words),
            violation: !rule.is_course,
        });
        told.serialize(to)
    }
}
