//! Days, as Korean banks count them.

use std::fmt;
use std::str::FromStr;

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::{Offset, TimeZone};

use crate::model::clock;

/// A day of the calendar in Korea (KST, UTC+9, no summer time).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct KoreanDate(Date);

/// Why a text is no day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadDate {
    /// Not one of the spellings.
    #[error("expected a day: 2026-10-01, 20261001, today, or 30d (30 days ago)")]
    Spelling,
    /// A day that the calendar does not have: the 30th of February.
    #[error("the calendar has no such day")]
    NoSuchDay,
}

impl KoreanDate {
    /// The day that it is in Korea at `instant`.
    pub fn of(instant: Timestamp) -> Self {
        Self(clock::in_korea(instant).date())
    }

    /// A day as it is typed: `2026-10-01`, `20261001`, `today`, or `30d`, which is 30 days before
    /// `today`.
    pub fn typed(typed: &str, today: Self) -> Result<Self, BadDate> {
        if typed == "today" {
            return Ok(today);
        }
        match typed.strip_suffix('d') {
            Some(count) if !count.is_empty() && count.bytes().all(|byte| byte.is_ascii_digit()) => {
                let days = count.parse().map_err(|_| BadDate::NoSuchDay)?;
                today.minus(days).ok_or(BadDate::NoSuchDay)
            }
            _ => typed.parse(),
        }
    }

    /// So many days before it; `None` before the year 1.
    pub fn minus(self, days: u32) -> Option<Self> {
        let date =
            self.0.checked_sub(jiff::SignedDuration::from_hours(i64::from(days) * 24)).ok()?;
        (date.year() >= 1).then_some(Self(date))
    }

    /// So many days after it; `None` after the year 9999.
    pub fn plus(self, days: u32) -> Option<Self> {
        let by = jiff::SignedDuration::from_hours(i64::from(days) * 24);
        self.0.checked_add(by).ok().map(Self)
    }

    /// Its first moment; at the ends of time, the end.
    pub fn begins(self) -> Timestamp {
        let midnight = self.0.to_zoned(TimeZone::fixed(Offset::constant(9)));
        midnight.map_or(Timestamp::MIN, |midnight| midnight.timestamp())
    }

    /// As the wire has it, `YYYYMMDD`.
    pub fn digits(self) -> String {
        digits([(self.0.year(), 4), (self.0.month().into(), 2), (self.0.day().into(), 2)])
    }
}

/// Numbers from zero on, each in so many digits, with nothing between them. A page of a
/// statement has fifty such texts, and `format!` takes ten times as long.
pub(crate) fn digits<const PARTS: usize>(parts: [(i16, u32); PARTS]) -> String {
    let mut text = String::with_capacity(PARTS * 4);
    for (number, length) in parts {
        let number = u32::from(number.unsigned_abs());
        let at = |place| char::from_digit(number / 10_u32.pow(place) % 10, 10).unwrap_or('0');
        text.extend((0..length).rev().map(at));
    }
    text
}

impl fmt::Display for KoreanDate {
    /// `2026-10-01`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for KoreanDate {
    type Err = BadDate;

    /// `2026-10-01` or `20261001`, years 1 to 9999.
    fn from_str(words: &str) -> Result<Self, BadDate> {
        let (year, month, day) = match *words.as_bytes() {
            [_, _, _, _, b'-', _, _, b'-', _, _] => {
                (words.get(..4), words.get(5..7), words.get(8..))
            }
            [_, _, _, _, _, _, _, _] => (words.get(..4), words.get(4..6), words.get(6..)),
            _ => return Err(BadDate::Spelling),
        };
        let number = |part: Option<&str>| {
            let part = part.filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
            part.and_then(|part| part.parse::<i16>().ok()).ok_or(BadDate::Spelling)
        };
        let (year, month, day) = (number(year)?, number(month)?, number(day)?);
        let small = |part: i16| i8::try_from(part).map_err(|_| BadDate::NoSuchDay);
        let date = Date::new(year, small(month)?, small(day)?).map_err(|_| BadDate::NoSuchDay)?;
        if year >= 1 { Ok(Self(date)) } else { Err(BadDate::NoSuchDay) }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn day(words: &str) -> KoreanDate {
        words.parse().unwrap()
    }

    #[test]
    fn digits_stand_without_anything_between_them() {
        assert_eq!(digits([(2026, 4), (1, 2), (30, 2)]), "20260130");
        assert_eq!(digits([(7, 3), (0, 2)]), "00700");
    }

    #[test]
    fn midnight_is_korean() {
        let of = |instant: &str| KoreanDate::of(instant.parse().unwrap()).to_string();
        assert_eq!(of("2026-12-31T14:59:59Z"), "2026-12-31");
        assert_eq!(of("2026-12-31T15:00:00Z"), "2027-01-01");
    }

    #[test]
    fn a_day_begins_at_midnight_in_korea() {
        assert_eq!(day("20270101").begins().to_string(), "2026-12-31T15:00:00Z");
        assert_eq!(KoreanDate::of(day("20260228").begins()), day("20260228"));
    }

    #[test]
    fn a_day_is_typed_in_four_ways() {
        let typed = |words| KoreanDate::typed(words, day("2026-03-01")).map(KoreanDate::digits);
        assert_eq!(typed("2026-10-01").as_deref(), Ok("20261001"));
        assert_eq!(typed("20261001").as_deref(), Ok("20261001"));
        assert_eq!(typed("today").as_deref(), Ok("20260301"));
        assert_eq!(typed("0d").as_deref(), Ok("20260301"));
        assert_eq!(typed("1d").as_deref(), Ok("20260228"));
        assert_eq!(typed("366d").as_deref(), Ok("20250228"));
    }

    #[test]
    fn what_is_no_day_is_refused() {
        let typed = |words| KoreanDate::typed(words, day("2026-03-01"));
        for words in
            ["", "d", "-1d", "1w", "2026-1-1", "2026/10/01", "202610", "２０２６1001", "Today"]
        {
            assert_eq!(typed(words), Err(BadDate::Spelling), "{words:?}");
        }
        for words in [
            "2026-02-29",
            "20260230",
            "2026-13-01",
            "20260000",
            "00000101",
            "9999999d",
            "99999999999d",
        ] {
            assert_eq!(typed(words), Err(BadDate::NoSuchDay), "{words:?}");
        }
        assert!(typed("2028-02-29").is_ok());
    }

    proptest! {
        #[test]
        fn both_spellings_of_a_day_are_read_back(days in 0..700_000_u32) {
            let date = day("20260301").minus(days).unwrap();
            prop_assert_eq!(date.digits().parse(), Ok(date));
            prop_assert_eq!(date.to_string().parse(), Ok(date));
            prop_assert_eq!(date.plus(days), Some(day("20260301")));
        }

        #[test]
        fn any_text_is_a_day_or_none_without_a_panic(words in "\\PC{0,14}|[0-9]{8}|[0-9]{1,12}d") {
            let _ = KoreanDate::typed(&words, day("20260301"));
        }

        #[test]
        fn no_instant_is_without_a_day(seconds in -62_000_000_000_i64..253_000_000_000) {
            let date = KoreanDate::of(Timestamp::from_second(seconds).unwrap());
            prop_assert_eq!(date.digits().len(), 8);
        }
    }
}
