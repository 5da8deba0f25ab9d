//! Numbers that may be used once a day, across processes and crashes.
//!
//! A number is on the disk before it is handed out: a process that dies leaves numbers that nobody
//! used, never one that is used twice. They are taken in rows, of which the ends are remembered.

use crate::model::KoreanDate;
use crate::store::{Store, StoreError};

/// Rows do not overlap, so the last one that begins before the end of ours is the only one that can
/// reach into it.
const TAKE: &str = "INSERT INTO used_row (day, first, last) SELECT ?1, ?2, ?3 WHERE NOT EXISTS
    (SELECT 1 FROM (SELECT last FROM used_row WHERE day = ?1 AND first <= ?3
                    ORDER BY first DESC LIMIT 1) WHERE last >= ?2)";

impl Store {
    /// Takes all numbers from `first` to `last`, in the order of their letters, for ourselves, unless
    /// one of them was taken on `day`: whether they are ours. Days before it are forgotten.
    pub fn reserve(&self, day: KoreanDate, first: &str, last: &str) -> Result<bool, StoreError> {
        let day = day.to_string();
        self.database.write(|to| {
            to.execute("DELETE FROM used_row WHERE day < ?1", [&day])?;
            Ok(to.execute(TAKE, [&day, first, last])? == 1)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(typed: &str) -> KoreanDate {
        typed.parse().unwrap()
    }

    #[test]
    fn a_number_is_given_once_a_day_whoever_asks() {
        let home = tempfile::tempdir().unwrap();
        let one = Store::create(home.path()).unwrap();
        let other = Store::create(home.path()).unwrap();
        let today = day("2026-11-21");
        assert!(one.reserve(today, "B0", "B9").unwrap());
        for (first, last, is_free) in [
            ("B0", "B9", false),
            ("A5", "B0", false),
            ("B9", "C5", false),
            ("B3", "B4", false),
            ("A0", "Z9", false),
            ("A5", "AZ", true),
            ("BA", "BA", true),
            ("BA", "BA", false),
            ("A0", "A4", true),
            ("A4", "A5", false),
            ("BB", "Z9", true),
        ] {
            assert_eq!(other.reserve(today, first, last).unwrap(), is_free, "{first} to {last}");
        }
        assert!(other.reserve(day("2026-11-22"), "B0", "B9").unwrap());
    }

    #[test]
    fn a_clock_that_was_set_back_finds_its_day_again() {
        let home = tempfile::tempdir().unwrap();
        let store = Store::create(home.path()).unwrap();
        assert!(store.reserve(day("2026-11-21"), "A", "B").unwrap());
        assert!(store.reserve(day("2026-11-20"), "A", "B").unwrap());
        assert!(!store.reserve(day("2026-11-21"), "A", "B").unwrap());
    }
}
