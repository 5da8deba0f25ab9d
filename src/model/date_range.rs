//! What a bank is asked about: from one day to another.

use std::num::NonZeroU32;

use crate::model::KoreanDate;

/// A range of days, both ends in it, that lies in the past.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct DateRange {
    from: KoreanDate,
    to: KoreanDate,
}

/// Why two days are no range to ask a bank about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadRange {
    /// It ends before it begins.
    #[error("the range ends before it begins")]
    Backwards,
    /// It begins after today.
    #[error("the range begins in the future, where nothing has happened yet")]
    Future,
}

impl DateRange {
    /// How many days back a question goes that names none.
    pub const USUAL_DAYS: u32 = 30;

    /// From `from` to `to`, both included. Whoever asks for "this month" may name its last day before
    /// it has come: an end after `today` is held at today. A beginning after today can only be a
    /// slip.
    pub fn new(from: KoreanDate, to: KoreanDate, today: KoreanDate) -> Result<Self, BadRange> {
        if from > to {
            return Err(BadRange::Backwards);
        }
        if from > today {
            return Err(BadRange::Future);
        }
        Ok(Self { from, to: to.min(today) })
    }

    /// The last [`USUAL_DAYS`](Self::USUAL_DAYS) days, up to and with today.
    pub fn usual(today: KoreanDate) -> Self {
        Self { from: today.minus(Self::USUAL_DAYS).unwrap_or(today), to: today }
    }

    /// Cuts it into pieces of at most `longest` days, oldest first: no day is lost, none is twice.
    /// Banks limit how many days one question may span, and none says how many.
    pub fn windows(self, longest: NonZeroU32) -> Vec<Self> {
        let mut windows = Vec::new();
        let mut from = Some(self.from);
        while let Some(first) = from.filter(|first| *first <= self.to) {
            let last = first.plus(longest.get() - 1).map_or(self.to, |last| last.min(self.to));
            windows.push(Self { from: first, to: last });
            from = last.plus(1);
        }
        windows
    }

    /// Its first day.
    pub fn from(self) -> KoreanDate {
        self.from
    }

    /// Its last day.
    pub fn to(self) -> KoreanDate {
        self.to
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
    fn a_range_lies_in_the_past() {
        let today = day("20260310");
        let range = |from, to| DateRange::new(day(from), day(to), today);
        let whole_month = range("20260301", "20260331").unwrap();
        assert_eq!((whole_month.from(), whole_month.to()), (day("20260301"), today));
        assert_eq!(range("20260302", "20260301"), Err(BadRange::Backwards));
        assert_eq!(range("20260311", "20260312"), Err(BadRange::Future));
        assert!(range("20260310", "20260310").is_ok());
    }

    #[test]
    fn the_usual_range_is_thirty_days_back() {
        let usual = DateRange::usual(day("20260310"));
        assert_eq!(
            (usual.from().digits(), usual.to().digits()),
            ("20260208".into(), "20260310".into())
        );
    }

    #[test]
    fn a_range_is_cut_where_it_is_too_long() {
        let range = DateRange::new(day("20260101"), day("20260310"), day("20260310")).unwrap();
        let windows = range.windows(NonZeroU32::new(31).unwrap());
        let shown: Vec<String> =
            windows.iter().map(|part| format!("{} {}", part.from(), part.to())).collect();
        assert_eq!(
            shown,
            ["2026-01-01 2026-01-31", "2026-02-01 2026-03-03", "2026-03-04 2026-03-10"]
        );
    }

    #[test]
    fn time_ends_without_an_endless_loop() {
        let last = day("99991231");
        let range = DateRange::new(day("99991230"), last, last).unwrap();
        assert_eq!(range.windows(NonZeroU32::MIN).len(), 2);
        assert_eq!(range.windows(NonZeroU32::MAX).len(), 1);
    }

    proptest! {
        #[test]
        fn no_day_is_lost_and_none_is_twice(days in 0..1_500_u32, longest in 1..400_u32) {
            let today = day("20260310");
            let range = DateRange::new(today.minus(days).unwrap(), today, today).unwrap();
            let windows = range.windows(NonZeroU32::new(longest).unwrap());
            let mut expected = Some(range.from());
            for window in &windows {
                prop_assert_eq!(Some(window.from()), expected);
                prop_assert!(window.from() <= window.to());
                prop_assert!(window.from().plus(longest).unwrap() > window.to());
                expected = window.to().plus(1);
            }
            prop_assert_eq!(windows.last().map(|window| window.to()), Some(range.to()));
        }
    }
}
