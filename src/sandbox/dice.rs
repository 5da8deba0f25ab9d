//! Numbers that look random and are not: the same parts give the same throws, on every machine.

/// A row of throws, told from every other by the parts that it was made of.
#[derive(Clone, Debug)]
pub(crate) struct Dice(u64);

impl Dice {
    /// The dice of these parts.
    pub(crate) fn of(parts: &[u64]) -> Self {
        Self(parts.iter().fold(0, |state, part| mixed(state ^ mixed(*part))))
    }

    /// A number from `low` to `high`, both included.
    pub(crate) fn between(&mut self, low: i64, high: i64) -> i64 {
        // Our ranges are sums of money and hours: none comes near the ends of the type.
        let width = u64::try_from(high.saturating_sub(low)).unwrap_or(0).saturating_add(1);
        low.saturating_add(i64::try_from(self.below(width)).unwrap_or(0))
    }

    /// One of a list that is not empty.
    pub(crate) fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        let at = self.below(list.len() as u64);
        list[usize::try_from(at).unwrap_or(0)]
    }

    /// A number below `end`.
    fn below(&mut self, end: u64) -> u64 {
        self.0 = self.0.wrapping_add(STEP);
        // The upper half of the product is as evenly spread as the throw.
        let product = u128::from(mixed(self.0)) * u128::from(end);
        u64::try_from(product >> 64).unwrap_or(0)
    }
}

/// Added between two throws.
const STEP: u64 = 0x9e37_79b9_7f4a_7c15;

/// The finisher of `SplitMix64`: each bit of the input changes half of the output's.
fn mixed(state: u64) -> u64 {
    let state = state.wrapping_add(STEP);
    let state = (state ^ (state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    let state = (state ^ (state >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    state ^ (state >> 31)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_same_parts_give_the_same_throws_and_others_do_not() {
        let throws = |parts: &[u64]| {
            let mut dice = Dice::of(parts);
            [(); 8].map(|()| dice.between(0, i64::MAX - 1))
        };
        assert_eq!(throws(&[1, 2, 3]), throws(&[1, 2, 3]));
        for other in [&[1, 2, 4][..], &[2, 1, 3], &[1, 2], &[1, 2, 3, 0], &[]] {
            assert_ne!(throws(&[1, 2, 3]), throws(other), "{other:?}");
        }
    }

    #[test]
    fn every_side_of_the_dice_comes_up() {
        let mut dice = Dice::of(&[7]);
        let mut seen = [0; 6];
        for _ in 0..600 {
            seen[usize::try_from(dice.between(1, 6)).unwrap() - 1] += 1;
        }
        assert!(seen.iter().all(|count| (60..140).contains(count)), "{seen:?}");
    }

    proptest! {
        #[test]
        fn a_throw_stays_in_its_range(part: u64, low in -1_000_000i64..1_000_000, width in 0i64..1_000_000) {
            let thrown = Dice::of(&[part]).between(low, low + width);
            prop_assert!((low..=low + width).contains(&thrown));
        }
    }
}
