//! Numbers that may be used once a day, across processes and crashes.
//!
//! A number is on the disk before it is handed out: a process that dies leaves numbers that nobody
//! used, never one that is used twice.

use crate::model::KoreanDate;
use crate::store::{Store, StoreError};

impl Store {
    /// Takes those of `numbers` for ourselves that nobody took on `day`, all in one transaction.
    /// Days before it are forgotten.
    pub fn reserve(
        &self,
        day: KoreanDate,
        numbers: Vec<String>,
    ) -> Result<Vec<String>, StoreError> {
        let day = day.to_string();
        self.database.write(|to| {
            to.execute("DELETE FROM used_number WHERE day < ?1", [&day])?;
            let mut insert =
                to.prepare("INSERT OR IGNORE INTO used_number (day, number) VALUES (?1, ?2)")?;
            let mut ours = Vec::with_capacity(numbers.len());
            for number in numbers {
                if insert.execute((&day, &number))? == 1 {
                    ours.push(number);
                }
            }
            Ok(ours)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(typed: &str) -> KoreanDate {
        typed.parse().unwrap()
    }

    fn numbers(numbers: &[&str]) -> Vec<String> {
        numbers.iter().map(|number| (*number).to_owned()).collect()
    }

    #[test]
    fn a_number_is_given_once_a_day_whoever_asks() {
        let home = tempfile::tempdir().unwrap();
        let one = Store::create(home.path()).unwrap();
        let other = Store::create(home.path()).unwrap();
        let today = day("2026-11-21");
        assert_eq!(one.reserve(today, numbers(&["a", "b", "a"])).unwrap(), ["a", "b"]);
        assert_eq!(other.reserve(today, numbers(&["b", "c"])).unwrap(), ["c"]);
        assert_eq!(other.reserve(day("2026-11-22"), numbers(&["b"])).unwrap(), ["b"]);
    }

    #[test]
    fn a_clock_that_was_set_back_finds_its_day_again() {
        let home = tempfile::tempdir().unwrap();
        let store = Store::create(home.path()).unwrap();
        store.reserve(day("2026-11-21"), numbers(&["a"])).unwrap();
        store.reserve(day("2026-11-20"), numbers(&["a"])).unwrap();
        assert!(store.reserve(day("2026-11-21"), numbers(&["a"])).unwrap().is_empty());
    }
}
