//! Time comes from outside: whoever needs it is handed a [`Clock`].

use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp, Zoned};

/// Where "now" comes from.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// The machine's own clock.
    System,
    /// The machine's, so far ahead or behind: what the sandbox's time is once it was moved.
    Moved(SignedDuration),
    /// A clock that stands still, for tests and for a sandbox whose time was stopped.
    Fixed(Timestamp),
}

impl Clock {
    /// The present moment, UTC.
    pub fn now(self) -> Timestamp {
        match self {
            #[expect(clippy::disallowed_methods, reason = "the one door to the machine's clock")]
            Self::System => Timestamp::now(),
            Self::Moved(by) => moved(Self::System.now(), by),
            Self::Fixed(instant) => instant,
        }
    }

    /// The same clock, so much ahead of itself.
    #[must_use]
    pub fn ahead(self, by: SignedDuration) -> Self {
        match self {
            Self::System => Self::Moved(by),
            Self::Moved(already) => Self::Moved(already.saturating_add(by)),
            Self::Fixed(instant) => Self::Fixed(moved(instant, by)),
        }
    }
}

/// ISO 8601 in UTC with milliseconds and `Z`, as every JSON document of ours has it.
pub fn iso8601(instant: Timestamp) -> String {
    instant.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

/// Korean time for people: `2026-11-21 21:00:00 KST`.
pub fn korean_time(instant: Timestamp) -> String {
    in_korea(instant).strftime("%Y-%m-%d %H:%M:%S KST").to_string()
}

/// Korean time for Korean banks: `YYYYMMDDhhmmss`, 24 hours.
pub fn korean_digits(instant: Timestamp) -> String {
    in_korea(instant).strftime("%Y%m%d%H%M%S").to_string()
}

/// `instant` on a Korean clock. UTC+9 all year: Korea has had no summer time since 1988, and the
/// machine need not know about time zones.
pub(super) fn in_korea(instant: Timestamp) -> Zoned {
    instant.to_zoned(TimeZone::fixed(Offset::constant(9)))
}

/// `instant` moved by `by`; held at the ends of time rather than wrapped or refused.
pub fn moved(instant: Timestamp, by: SignedDuration) -> Timestamp {
    let end = if by.is_negative() { Timestamp::MIN } else { Timestamp::MAX };
    instant.checked_add(by).unwrap_or(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn instants_are_written_in_utc_and_in_korean_time() {
        let instant: Timestamp = "2026-11-21T12:00:00.0421Z".parse().unwrap();
        assert_eq!(iso8601(instant), "2026-11-21T12:00:00.042Z");
        assert_eq!(korean_time(instant), "2026-11-21 21:00:00 KST");
        assert_eq!(korean_digits(instant), "20261121210000");
    }

    #[test]
    fn korean_hours_go_to_24_and_the_day_turns_in_korea() {
        let digits = |instant: &str| korean_digits(instant.parse().unwrap());
        assert_eq!(digits("2026-12-31T14:59:59Z"), "20261231235959");
        assert_eq!(digits("2026-12-31T15:00:00Z"), "20270101000000");
        assert_eq!(digits("2026-02-28T04:05:06Z"), "20260228130506");
    }

    #[test]
    fn a_clock_that_is_ahead_is_so_by_what_was_said() {
        let day = SignedDuration::from_hours(24);
        let noon: Timestamp = "2026-11-21T12:00:00Z".parse().unwrap();
        assert_eq!(Clock::Fixed(noon).ahead(day).now(), moved(noon, day));
        let (now, then) = (Clock::System.now(), Clock::System.ahead(day).ahead(day).now());
        assert!(then >= moved(now, day + day) && then < moved(now, day + day + day), "{then}");
    }

    #[test]
    fn time_has_ends_and_no_overflow() {
        let century = SignedDuration::from_hours(24 * 36_500);
        assert_eq!(moved(Timestamp::MAX, century), Timestamp::MAX);
        assert_eq!(moved(Timestamp::MIN, -century), Timestamp::MIN);
    }
}
