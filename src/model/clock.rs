//! Time comes from outside: whoever needs it is handed a [`Clock`].

use jiff::tz::{Offset, TimeZone};
use jiff::{SignedDuration, Timestamp};

/// Where "now" comes from.
#[derive(Clone, Copy, Debug)]
pub enum Clock {
    /// The machine's own clock.
    System,
    /// A clock that stands still, for tests.
    Fixed(Timestamp),
}

impl Clock {
    /// The present moment, UTC.
    pub fn now(self) -> Timestamp {
        match self {
            #[expect(clippy::disallowed_methods, reason = "the one door to the machine's clock")]
            Self::System => Timestamp::now(),
            Self::Fixed(instant) => instant,
        }
    }
}

/// ISO 8601 in UTC with milliseconds and `Z`, as every JSON document of ours has it.
pub fn iso8601(instant: Timestamp) -> String {
    instant.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

/// Korean time for people: `2026-11-21 21:00:00 KST`.
pub fn korean_time(instant: Timestamp) -> String {
    let seoul = TimeZone::fixed(Offset::constant(9));
    instant.to_zoned(seoul).strftime("%Y-%m-%d %H:%M:%S KST").to_string()
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
    }

    #[test]
    fn time_has_ends_and_no_overflow() {
        let century = SignedDuration::from_hours(24 * 36_500);
        assert_eq!(moved(Timestamp::MAX, century), Timestamp::MAX);
        assert_eq!(moved(Timestamp::MIN, -century), Timestamp::MIN);
    }
}
