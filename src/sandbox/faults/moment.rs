//! When a fault happens, among the calls that are made at its place.

use crate::sandbox::dice::Dice;

const MILLION: u64 = 1_000_000;

/// All of what is said has to hold; nothing said is every time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Moment {
    /// At this call alone.
    pub(crate) nth: Option<u64>,
    /// At each call whose number this divides.
    pub(crate) every: Option<u64>,
    /// So often in a million calls.
    pub(crate) chance: Option<u64>,
    /// So many times, and never again.
    pub(crate) count: Option<u64>,
}

impl Moment {
    /// Whether it is now: at the call of this number, after so many times, with these dice.
    pub(crate) fn is_now(self, call: u64, met: u64, dice: &mut Dice) -> bool {
        self.nth.is_none_or(|nth| nth == call)
            && self.every.is_none_or(|every| call.checked_rem(every) == Some(0))
            && self.count.is_none_or(|count| met < count)
            && self.chance.is_none_or(|chance| {
                i64::try_from(chance).is_ok_and(|chance| dice.between(1, 1_000_000) <= chance)
            })
    }
}

/// `0.05` or `5%`, in millionths; without a floating-point number, so that it is what was typed.
pub(crate) fn chance(typed: &str) -> Option<u64> {
    let (number, unit) = match typed.strip_suffix('%') {
        Some(number) => (number, MILLION / 100),
        None => (typed, MILLION),
    };
    let (whole, part) = number.split_once('.').unwrap_or((number, ""));
    let whole: u64 = whole.parse().ok()?;
    let digits = u32::try_from(part.len()).ok().filter(|digits| *digits <= 6)?;
    let part: u64 = if part.is_empty() { 0 } else { part.parse().ok()? };
    let millionths =
        whole.checked_mul(unit)?.checked_add(part.checked_mul(unit)? / 10_u64.pow(digits))?;
    (millionths <= MILLION).then_some(millionths)
}

/// The same as it can be typed again.
pub(crate) fn percent(millionths: u64) -> String {
    let (whole, part) = (millionths / 10_000, millionths % 10_000);
    if part == 0 {
        return format!("{whole}%");
    }
    format!("{whole}.{}%", format!("{part:04}").trim_end_matches('0'))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn calls(moment: Moment, of: u64) -> Vec<u64> {
        let mut met = 0;
        (1..=of)
            .filter(|call| {
                let now = moment.is_now(*call, met, &mut Dice::of(&[1, *call]));
                met += u64::from(now);
                now
            })
            .collect()
    }

    #[test]
    fn a_fault_happens_when_it_was_said_to() {
        assert_eq!(calls(Moment::default(), 3), [1, 2, 3]);
        assert_eq!(calls(Moment { nth: Some(2), ..Moment::default() }, 5), [2]);
        assert_eq!(calls(Moment { every: Some(2), ..Moment::default() }, 5), [2, 4]);
        assert_eq!(calls(Moment { count: Some(2), ..Moment::default() }, 5), [1, 2]);
        assert_eq!(calls(Moment { every: Some(2), count: Some(1), ..Moment::default() }, 9), [2]);
        assert_eq!(calls(Moment { chance: Some(0), ..Moment::default() }, 1000), [] as [u64; 0]);
        assert_eq!(calls(Moment { chance: Some(MILLION), ..Moment::default() }, 2), [1, 2]);
    }

    #[test]
    fn chance_is_about_as_often_as_it_says_and_the_same_each_time() {
        let moment = Moment { chance: chance("5%"), ..Moment::default() };
        let once = calls(moment, 20_000);
        assert!((900..1100).contains(&once.len()), "{}", once.len());
        assert_eq!(once, calls(moment, 20_000));
    }

    #[test]
    fn a_chance_is_a_part_of_one_or_a_percentage() {
        for (typed, millionths, shown) in [
            ("5%", 50_000, "5%"),
            ("0.05", 50_000, "5%"),
            ("0.5%", 5_000, "0.5%"),
            ("1", 1_000_000, "100%"),
            ("0.000001", 1, "0.0001%"),
            ("12.25%", 122_500, "12.25%"),
            ("0", 0, "0%"),
        ] {
            assert_eq!(chance(typed), Some(millionths), "{typed}");
            assert_eq!(percent(millionths), shown);
        }
        for wrong in ["", "%", "101%", "1.1", "-1", "a", ".5", "1e-3", "0.0000001"] {
            assert_eq!(chance(wrong), None, "{wrong}");
        }
    }
}
