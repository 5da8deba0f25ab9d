//! Korean time (UTC+9, no summer time), as the wire has it.

use jiff::civil::DateTime;
use jiff::tz::Offset;

use crate::model::digits;
use crate::sandbox::context::Context;

/// Now, by the scenario's clock.
pub(super) fn now(context: &Context) -> DateTime {
    Offset::constant(9).to_datetime(context.now())
}

/// N(8): `YYYYMMDD`.
pub(super) fn day(at: DateTime) -> String {
    digits([(at.year(), 4), (at.month().into(), 2), (at.day().into(), 2)])
}

/// N(6): `hhmmss`.
pub(super) fn clock(at: DateTime) -> String {
    digits([(at.hour().into(), 2), (at.minute().into(), 2), (at.second().into(), 2)])
}

/// N(14): `YYYYMMDDhhmmss`.
pub(super) fn seconds(at: DateTime) -> String {
    day(at) + &clock(at)
}

/// N(17): `YYYYMMDDhhmmssSSS`.
pub(super) fn milliseconds(at: DateTime) -> String {
    seconds(at) + &digits([(at.millisecond(), 3)])
}

/// The moment of an N(8) and an N(6), where the calendar and the clock have it.
pub(super) fn moment(day: &str, clock: &str) -> Option<DateTime> {
    let digits = |text: &str, length: usize| {
        text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    if !digits(day, 8) || !digits(clock, 6) {
        return None;
    }
    let part = |text: &str| text.parse::<i8>().ok();
    let (hour, minute, second) = (part(&clock[..2])?, part(&clock[2..4])?, part(&clock[4..])?);
    let (year, month, day) = (day[..4].parse().ok()?, part(&day[4..6])?, part(&day[6..])?);
    DateTime::new(year, month, day, hour, minute, second, 0).ok()
}

/// The moment of an N(14).
pub(super) fn moment_of(text: &str) -> Option<DateTime> {
    // Not on a boundary of two letters means that there are others than digits.
    moment(text.get(..8)?, text.get(8..)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_is_written_and_read_back() {
        let at = moment("20260102", "090001").unwrap();
        assert_eq!(seconds(at), "20260102090001");
        assert_eq!(milliseconds(at), "20260102090001000");
        assert_eq!(moment_of("20260102090001"), Some(at));
    }

    #[test]
    fn what_no_calendar_and_no_clock_has_is_no_moment() {
        for text in [
            "",
            "20260230000000",
            "20261301000000",
            "20260101240000",
            "20260101006000",
            "2026010100000",
            "202601010000000",
            "2026010１00000",
            "-2260101000000",
            "+2260101000000",
        ] {
            assert_eq!(moment_of(text), None, "{text}");
        }
    }
}
