//! The sandbox's time: the machine's, moved by so much, or standing still.
//!
//! It is part of what the sandbox remembers, so that the commands which come after one that moved it
//! live at the same time.

use std::str::FromStr;

use jiff::civil::DateTime;
use jiff::tz::Offset;
use jiff::{SignedDuration, Timestamp};
use rusqlite::{Connection, OptionalExtension as _, params};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use crate::model::{Clock, Span, iso8601, moved};

/// This module's table. `by_ms` where time runs, `at_ms` where it stands.
pub(crate) const SCHEMA: &str = "
CREATE TABLE clock (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    by_ms INTEGER NOT NULL,
    at_ms INTEGER
) STRICT;
";

/// The first year that the sandbox can live in, and the first that it cannot: every calendar below
/// has both, and whatever a provider adds to them. As text, years of four digits are in the order of
/// time.
const FIRST: &str = "2000";
const LAST: &str = "2200";

/// How the sandbox's time differs from the one beneath it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shift {
    /// It runs, so far ahead.
    Running(SignedDuration),
    /// It stands still.
    Standing(Timestamp),
}

impl Default for Shift {
    fn default() -> Self {
        Self::Running(SignedDuration::ZERO)
    }
}

impl Shift {
    /// The sandbox's clock, where `machine` is the one beneath it.
    #[must_use]
    pub fn over(self, machine: Clock) -> Clock {
        match self {
            Self::Running(SignedDuration::ZERO) => machine,
            Self::Running(by) => machine.ahead(by),
            Self::Standing(instant) => Clock::Fixed(instant),
        }
    }

    /// What it is after `change`.
    pub(crate) fn after(self, change: ClockChange, machine: Clock) -> Result<Self, WrongTime> {
        let (present, here) = (machine.now(), self.over(machine).now());
        let running = |at: Timestamp| Self::Running(at.duration_since(present));
        let changed = match change {
            ClockChange::Set { time } => match self {
                Self::Running(_) => running(time.over(present)),
                Self::Standing(_) => Self::Standing(time.over(present)),
            },
            ClockChange::Advance { by } => match self {
                Self::Running(already) => Self::Running(already.saturating_add(by.0)),
                Self::Standing(at) => Self::Standing(moved(at, by.0)),
            },
            ClockChange::Freeze { time } => {
                Self::Standing(time.map_or(here, |time| time.over(present)))
            }
            ClockChange::Resume {} => running(here),
        };
        let now = iso8601(changed.over(machine).now());
        if (FIRST..LAST).contains(&now.as_str()) { Ok(changed) } else { Err(WrongTime) }
    }

    /// As the admin page and the command show it.
    pub fn shown(self, machine: Clock) -> ClockShown {
        let (now, frozen, ahead) = match self {
            Self::Running(by) => (self.over(machine).now(), false, by),
            Self::Standing(at) => (at, true, at.duration_since(machine.now())),
        };
        ClockShown { now, frozen, ahead_seconds: ahead.as_secs() }
    }
}

/// What can be done to the sandbox's time.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(tag = "action", rename_all = "lowercase", deny_unknown_fields)]
pub enum ClockChange {
    /// From now on it is this moment.
    Set {
        /// Which.
        time: Moment,
    },
    /// It is so much later.
    Advance {
        /// By how much.
        by: Ahead,
    },
    /// It stands still.
    Freeze {
        /// At which moment; where it is, if nobody says.
        #[serde(default, skip_serializing_if = "Option::is_none")]
        time: Option<Moment>,
    },
    /// It runs on from where it stands.
    Resume {},
}

/// A time that the sandbox cannot live at.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the sandbox lives between 2000 and 2200")]
pub struct WrongTime;

/// A moment as it is typed: `2027-02-19T21:00:00+09:00`; Korean time where no zone is named;
/// midnight there where no hour is; or `now`, the machine's present.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub enum Moment {
    /// The machine's present.
    Now,
    /// This one.
    At(Timestamp),
}

impl Moment {
    fn over(self, present: Timestamp) -> Timestamp {
        match self {
            Self::Now => present,
            Self::At(instant) => instant,
        }
    }
}

/// Why a text is no moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a moment such as 2027-02-19, 2027-02-19T21:00:00, 2027-02-19T12:00:00Z or now")]
pub struct NotAMoment;

impl FromStr for Moment {
    type Err = NotAMoment;

    fn from_str(typed: &str) -> Result<Self, NotAMoment> {
        if typed == "now" {
            return Ok(Self::Now);
        }
        if let Ok(instant) = typed.parse() {
            return Ok(Self::At(instant));
        }
        let local: DateTime = typed.parse().map_err(|_| NotAMoment)?;
        Offset::constant(9).to_timestamp(local).map(Self::At).map_err(|_| NotAMoment)
    }
}

impl TryFrom<String> for Moment {
    type Error = NotAMoment;

    fn try_from(typed: String) -> Result<Self, NotAMoment> {
        typed.parse()
    }
}

impl From<Moment> for String {
    fn from(moment: Moment) -> Self {
        match moment {
            Moment::Now => "now".to_owned(),
            Moment::At(instant) => instant.to_string(),
        }
    }
}

/// How far time is moved, as it is typed: `90d`.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(try_from = "String", into = "String")]
pub struct Ahead(SignedDuration);

impl From<Span> for Ahead {
    fn from(span: Span) -> Self {
        Self(span.duration())
    }
}

impl TryFrom<String> for Ahead {
    type Error = <Span as FromStr>::Err;

    fn try_from(typed: String) -> Result<Self, Self::Error> {
        typed.parse::<Span>().map(Self::from)
    }
}

impl From<Ahead> for String {
    fn from(ahead: Ahead) -> Self {
        format!("{}s", ahead.0.as_secs())
    }
}

/// The sandbox's time, for whoever asks.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ClockShown {
    /// The moment that it is there.
    #[serde(serialize_with = "as_iso8601", deserialize_with = "of_iso8601")]
    pub now: Timestamp,
    /// Whether it stands still.
    pub frozen: bool,
    /// How far it is ahead of the machine's clock, in seconds; negative where it is behind.
    pub ahead_seconds: i64,
}

fn as_iso8601<S: Serializer>(instant: &Timestamp, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(&iso8601(*instant))
}

fn of_iso8601<'de, D: Deserializer<'de>>(from: D) -> Result<Timestamp, D::Error> {
    String::deserialize(from)?.parse().map_err(serde::de::Error::custom)
}

/// What the table says.
pub(crate) fn kept(connection: &Connection) -> Result<Shift, rusqlite::Error> {
    let row = connection
        .query_row("SELECT by_ms, at_ms FROM clock", [], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(match row {
        None => Shift::default(),
        Some((_, Some(at))) => {
            Timestamp::from_millisecond(at).map_or_else(|_| Shift::default(), Shift::Standing)
        }
        Some((by, None)) => Shift::Running(SignedDuration::from_millis(by)),
    })
}

/// Has the table say it.
pub(crate) fn keep(connection: &Connection, shift: Shift) -> Result<(), rusqlite::Error> {
    let (by, at) = match shift {
        Shift::Running(by) => (i64::try_from(by.as_millis()).unwrap_or_default(), None),
        Shift::Standing(at) => (0, Some(at.as_millisecond())),
    };
    let sql = "INSERT OR REPLACE INTO clock (id, by_ms, at_ms) VALUES (1, ?1, ?2)";
    connection.execute(sql, params![by, at]).map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::State;

    const DAY: SignedDuration = SignedDuration::from_hours(24);

    fn machine() -> Clock {
        Clock::Fixed(at("2026-11-21T12:00:00Z"))
    }

    fn at(moment: &str) -> Timestamp {
        moment.parse().unwrap()
    }

    fn change(document: &str) -> ClockChange {
        serde_json::from_str(document).unwrap()
    }

    fn turned(shift: Shift, document: &str) -> Shift {
        shift.after(change(document), machine()).unwrap()
    }

    #[test]
    fn time_runs_on_from_wherever_it_was_moved_to() {
        let shift = turned(Shift::default(), r#"{"action":"advance","by":"90d"}"#);
        assert_eq!(shift.over(machine()).now(), at("2027-02-19T12:00:00Z"));
        let later = Clock::Fixed(at("2026-11-22T12:00:00Z"));
        assert_eq!(shift.over(later).now(), at("2027-02-20T12:00:00Z"));
        let shift = turned(shift, r#"{"action":"advance","by":"1d"}"#);
        assert_eq!(shift, Shift::Running(DAY * 91));
        let shift = turned(shift, r#"{"action":"set","time":"2026-11-20"}"#);
        assert_eq!(shift.over(machine()).now(), at("2026-11-19T15:00:00Z"));
        assert_eq!(turned(shift, r#"{"action":"set","time":"now"}"#), Shift::default());
    }

    #[test]
    fn frozen_time_stands_is_moved_standing_and_runs_on_from_there() {
        let shift = turned(Shift::Running(DAY), r#"{"action":"freeze"}"#);
        assert_eq!(shift, Shift::Standing(at("2026-11-22T12:00:00Z")));
        let shift = turned(shift, r#"{"action":"advance","by":"1d"}"#);
        assert_eq!(shift, Shift::Standing(at("2026-11-23T12:00:00Z")));
        assert_eq!(turned(shift, r#"{"action":"resume"}"#), Shift::Running(DAY * 2));
        let shift = turned(shift, r#"{"action":"freeze","time":"2030-01-01T00:00:00+09:00"}"#);
        let shift = turned(shift, r#"{"action":"set","time":"2030-01-02T00:00:00"}"#);
        assert_eq!(shift, Shift::Standing(at("2030-01-01T15:00:00Z")));
    }

    #[test]
    fn there_are_times_that_nobody_can_live_at() {
        for document in [
            r#"{"action":"set","time":"1999-12-31T23:59:59Z"}"#,
            r#"{"action":"freeze","time":"2200-01-01T00:00:00Z"}"#,
            r#"{"action":"set","time":"9999-12-30T00:00:00Z"}"#,
            r#"{"action":"set","time":"0044-03-15T00:00:00Z"}"#,
            r#"{"action":"advance","by":"106751991167d"}"#,
        ] {
            let outcome = Shift::Running(DAY).after(change(document), machine());
            assert_eq!(outcome, Err(WrongTime), "{document}");
        }
    }

    #[test]
    fn what_is_no_moment_and_no_change_is_refused() {
        for wrong in ["", "tomorrow", "2027-02-30", "12:00", "2027-02-19T25:00:00Z", "1"] {
            assert_eq!(wrong.parse::<Moment>(), Err(NotAMoment), "{wrong}");
        }
        for wrong in [
            r#"{"action":"advance","by":"-1d"}"#,
            r#"{"action":"advance"}"#,
            r#"{"action":"resume","by":"1d"}"#,
            r#"{"action":"stop"}"#,
            "{}",
        ] {
            assert!(serde_json::from_str::<ClockChange>(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_change_can_be_sent() {
        for document in [
            r#"{"action":"set","time":"now"}"#,
            r#"{"action":"set","time":"2027-02-19T12:00:00Z"}"#,
            r#"{"action":"advance","by":"5400s"}"#,
            r#"{"action":"freeze"}"#,
            r#"{"action":"resume"}"#,
        ] {
            assert_eq!(serde_json::to_string(&change(document)).unwrap(), document);
        }
    }

    #[test]
    fn moved_time_outlives_the_process_that_moved_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("state.db");
        assert_eq!(State::shift_at(&path), Shift::default());
        assert!(!path.exists(), "looking makes no file");
        for (document, shift) in [
            (r#"{"action":"advance","by":"1d"}"#, Shift::Running(DAY)),
            (r#"{"action":"freeze"}"#, Shift::Standing(at("2026-11-22T12:00:00Z"))),
        ] {
            let state = State::at(&path).unwrap();
            assert_eq!(state.turn_clock(change(document), machine()).unwrap(), Ok(shift));
            assert_eq!(state.shift(), shift);
            assert_eq!(State::shift_at(&path), shift, "while it is open");
            drop(state);
            assert_eq!(State::at(&path).unwrap().shift(), shift);
            assert_eq!(State::shift_at(&path), shift);
        }
    }
}
