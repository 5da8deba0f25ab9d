//! A query as the platform's framework reads it: every parameter is looked at before any is
//! complained about.

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use serde_json::json;
use url::form_urlencoded;

use crate::sandbox::answer::Answer;
use crate::sandbox::call::Call;
use crate::sandbox::max::refusal::{invalid, unprocessable};
use crate::wire::max::Invalid;

/// The parameters of one address, and what is wrong with them.
pub(super) struct Query {
    sent: Vec<(String, String)>,
    faults: Vec<Invalid>,
}

impl Query {
    pub(super) fn read(call: &Call) -> Self {
        let sent = call.head.uri.query().unwrap_or_default();
        let sent = form_urlencoded::parse(sent.as_bytes()).into_owned().collect();
        Self { sent, faults: Vec::new() }
    }

    /// Of two the last one counts.
    fn get(&self, name: &str) -> Option<&str> {
        let mut values = self.sent.iter().rev().filter(|(known, _)| known == name);
        values.next().map(|(_, value)| value.as_str())
    }

    /// A text; an empty one filters nothing.
    pub(super) fn text(&self, name: &str) -> Option<String> {
        self.get(name).filter(|value| !value.is_empty()).map(str::to_owned)
    }

    /// Yes or no, in any of the spellings that are taken.
    pub(super) fn flag(&mut self, name: &str) -> Option<bool> {
        let sent = self.get(name)?.to_owned();
        match sent.to_ascii_lowercase().as_str() {
            "true" | "1" | "on" | "t" | "y" | "yes" => Some(true),
            "false" | "0" | "off" | "f" | "n" | "no" => Some(false),
            _ => {
                let msg = "Input should be a valid boolean, unable to interpret input";
                self.wrong("bool_parsing", name, msg, &sent, None);
                None
            }
        }
    }

    /// A whole number within its bounds, the upper one where there is one.
    pub(super) fn whole(&mut self, name: &str, usual: i64, least: i64, most: Option<i64>) -> i64 {
        let Some(sent) = self.get(name).map(str::to_owned) else { return usual };
        let Ok(number) = sent.trim().parse::<i64>() else {
            let msg = "Input should be a valid integer, unable to parse string as an integer";
            self.wrong("int_parsing", name, msg, &sent, None);
            return usual;
        };
        if number < least {
            let msg = format!("Input should be greater than or equal to {least}");
            self.wrong("greater_than_equal", name, &msg, &sent, Some(("ge", least)));
        } else if let Some(most) = most.filter(|most| number > *most) {
            let msg = format!("Input should be less than or equal to {most}");
            self.wrong("less_than_equal", name, &msg, &sent, Some(("le", most)));
        }
        number
    }

    /// A moment, in UTC where it names no zone.
    pub(super) fn moment(&mut self, name: &str) -> Option<Timestamp> {
        let sent = self.get(name)?.to_owned();
        let in_utc = || {
            let civil = sent.parse::<DateTime>().ok()?;
            civil.to_zoned(TimeZone::UTC).ok().map(|zoned| zoned.timestamp())
        };
        let found = sent.parse::<Timestamp>().ok().or_else(in_utc);
        if found.is_none() {
            self.wrong("datetime_parsing", name, "Input should be a valid datetime", &sent, None);
        }
        found
    }

    fn wrong(&mut self, kind: &str, name: &str, msg: &str, sent: &str, bound: Option<(&str, i64)>) {
        let ctx = bound.map(|(name, bound)| json!({ name: bound }));
        self.faults.push(invalid(kind, ("query", name), msg, sent.into(), ctx));
    }

    /// Whether all of it was right.
    pub(super) fn checked(self) -> Result<(), Answer> {
        if self.faults.is_empty() { Ok(()) } else { Err(unprocessable(self.faults)) }
    }
}
