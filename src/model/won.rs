//! Money: whole won, exactly.

use std::fmt;
use std::str::FromStr;

/// An amount in South Korean won. The won has no smaller coin, so a whole number is exact; a balance
/// can be below zero. `OpenBanking` sends at most 13 digits, far from the ends of the type.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Won(i64);

/// Why a text is no amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected whole won: digits, with an optional minus before them")]
pub struct NotWon;

impl Won {
    /// So many won.
    pub const fn new(won: i64) -> Self {
        Self(won)
    }

    /// The number, for documents.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// An amount as the wire has it: an optional `-`, then digits; an empty one is none.
    pub fn read(words: &str) -> Result<Option<Self>, NotWon> {
        match words.trim() {
            "" => Ok(None),
            amount => amount.parse().map(Some),
        }
    }

    /// For people: `-1,234,567`.
    pub fn grouped(self) -> String {
        let digits = self.0.unsigned_abs().to_string();
        let mut shown = String::with_capacity(digits.len() + digits.len() / 3 + 1);
        if self.0 < 0 {
            shown.push('-');
        }
        for (at, digit) in digits.char_indices() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                shown.push(',');
            }
            shown.push(digit);
        }
        shown
    }

    /// All of them together; `None` where the sum is more than the type holds, so that a total is
    /// either right or not shown.
    pub fn sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(0_i64, |sum, amount| sum.checked_add(amount.0)).map(Self)
    }
}

impl fmt::Display for Won {
    /// Plain digits, as the wire and CSV have it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl FromStr for Won {
    type Err = NotWon;

    fn from_str(words: &str) -> Result<Self, NotWon> {
        let digits = words.strip_prefix('-').unwrap_or(words);
        if digits.is_empty() || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
            return Err(NotWon);
        }
        words.parse().map(Self).map_err(|_| NotWon)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn amounts_are_read_as_the_wire_writes_them() {
        assert_eq!(Won::read("1234567"), Ok(Some(Won::new(1_234_567))));
        assert_eq!(Won::read("-50000"), Ok(Some(Won::new(-50_000))));
        assert_eq!(Won::read("000000120000"), Ok(Some(Won::new(120_000))));
        assert_eq!(Won::read(" 7 "), Ok(Some(Won::new(7))));
        assert_eq!(Won::read(""), Ok(None));
        assert_eq!(Won::read("  "), Ok(None));
    }

    #[test]
    fn what_is_no_whole_number_of_won_is_refused() {
        for words in ["+1", "1,000", "1.0", "-", "--1", "1-", "１", "9223372036854775808", "1 000"]
        {
            assert_eq!(Won::read(words), Err(NotWon), "{words:?}");
        }
    }

    #[test]
    fn people_see_thousands() {
        let shown = |won| Won::new(won).grouped();
        assert_eq!(shown(0), "0");
        assert_eq!(shown(999), "999");
        assert_eq!(shown(1_000), "1,000");
        assert_eq!(shown(-1_234_567), "-1,234,567");
        assert_eq!(shown(i64::MIN), "-9,223,372,036,854,775,808");
    }

    #[test]
    fn a_sum_is_right_or_none() {
        let of = |amounts: &[i64]| Won::sum(amounts.iter().copied().map(Won::new));
        assert_eq!(of(&[]), Some(Won::new(0)));
        assert_eq!(of(&[5, -7]), Some(Won::new(-2)));
        assert_eq!(of(&[i64::MAX, 1]), None);
    }

    proptest! {
        #[test]
        fn every_amount_is_read_back_from_both_spellings(won: i64) {
            let amount = Won::new(won);
            prop_assert_eq!(Won::read(&amount.to_string()), Ok(Some(amount)));
            prop_assert_eq!(amount.grouped().replace(',', ""), amount.to_string());
        }

        #[test]
        fn any_text_is_an_amount_or_none_without_a_panic(words in "\\PC*") {
            let _ = Won::read(&words);
        }

        #[test]
        fn a_sum_is_that_of_bigger_numbers(amounts in prop::collection::vec(any::<i32>(), 0..50)) {
            let expected: i64 = amounts.iter().copied().map(i64::from).sum();
            let sum = Won::sum(amounts.into_iter().map(|amount| Won::new(amount.into())));
            prop_assert_eq!(sum, Some(Won::new(expected)));
        }
    }
}
