//! From page to page, and from window to window.
//!
//! A page says whether there is another one and where it begins. It is not taken at its word: the
//! test bed says "there is more" for ever, with nothing to ask for it by.

use std::collections::BTreeSet;
use std::num::NonZeroU32;

use super::read::{TraceInfo, TransactionPage};
use crate::model::{DateRange, SortOrder};

/// More pages than this are not asked for by themselves: 25 000 transactions, at a fee each page.
pub const PAGES_AT_MOST: u32 = 1_000;

/// Keeps count of the pages of one range of one account.
#[derive(Clone, Debug)]
pub struct Paging {
    left: u32,
    seen: BTreeSet<TraceInfo>,
}

/// What to do after a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Ask for the page that begins here.
    Next(TraceInfo),
    /// It was the last one.
    End(EndReason),
}

/// Why a page was the last one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EndReason {
    /// KFTC says so.
    LastPage,
    /// KFTC says that there is more, and not where.
    NoTrace,
    /// KFTC says that there is more, where we have been already.
    SameTrace,
    /// KFTC says that there is more after a page with nothing on it.
    Empty,
    /// As many pages as are asked for by themselves.
    TooMany,
}

impl EndReason {
    /// Whether KFTC promised more than was read, which a person should be told.
    pub fn promised_more(self) -> bool {
        self != Self::LastPage
    }
}

impl Paging {
    /// At the first page; at most `most` pages.
    pub fn new(most: NonZeroU32) -> Self {
        Self { left: most.get(), seen: BTreeSet::new() }
    }

    /// What to do after `page`.
    pub fn after(&mut self, page: &TransactionPage) -> Step {
        self.left = self.left.saturating_sub(1);
        if !page.more {
            return Step::End(EndReason::LastPage);
        }
        let Some(trace) = &page.trace else { return Step::End(EndReason::NoTrace) };
        if page.transactions.is_empty() {
            return Step::End(EndReason::Empty);
        }
        if !self.seen.insert(trace.clone()) {
            return Step::End(EndReason::SameTrace);
        }
        if self.left == 0 { Step::End(EndReason::TooMany) } else { Step::Next(trace.clone()) }
    }
}

/// The pieces of at most `longest` days that `range` is asked in, in the order in which their
/// transactions, put one after the other, are sorted as one answer would be.
pub fn windows(range: DateRange, longest: NonZeroU32, order: SortOrder) -> Vec<DateRange> {
    let mut windows = range.windows(longest);
    if order == SortOrder::Descending {
        windows.reverse();
    }
    windows
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::{Direction, KoreanDate, Transaction};

    fn transaction(date: Option<KoreanDate>) -> Transaction {
        Transaction {
            date,
            time: None,
            direction: Direction::Other,
            direction_word: None,
            method: None,
            printed: None,
            amount: None,
            balance_after: None,
            branch_name: None,
        }
    }

    fn page(more: bool, trace: Option<&str>, transactions: usize) -> TransactionPage {
        TransactionPage {
            more,
            trace: trace.map(|trace| TraceInfo::new(trace.to_owned())),
            transactions: vec![transaction(None); transactions],
            ..TransactionPage::default()
        }
    }

    fn paging(most: u32) -> Paging {
        Paging::new(NonZeroU32::new(most).unwrap())
    }

    #[test]
    fn it_goes_on_while_there_is_more() {
        let mut paging = paging(9);
        let next = |trace: &str| Step::Next(TraceInfo::new(trace.to_owned()));
        assert_eq!(paging.after(&page(true, Some("1"), 25)), next("1"));
        assert_eq!(paging.after(&page(true, Some("2"), 25)), next("2"));
        assert_eq!(paging.after(&page(false, Some("3"), 3)), Step::End(EndReason::LastPage));
        assert!(!EndReason::LastPage.promised_more());
    }

    #[test]
    fn what_the_test_bed_says_for_ever_is_believed_once() {
        let after = |page| paging(9).after(&page);
        assert_eq!(after(page(true, None, 25)), Step::End(EndReason::NoTrace));
        assert_eq!(after(page(true, Some("1"), 0)), Step::End(EndReason::Empty));
        let mut circle = paging(9);
        for trace in ["1", "2"] {
            assert!(matches!(circle.after(&page(true, Some(trace), 25)), Step::Next(_)));
        }
        assert_eq!(circle.after(&page(true, Some("1"), 25)), Step::End(EndReason::SameTrace));
    }

    #[test]
    fn one_page_at_most_is_one_page() {
        assert_eq!(paging(1).after(&page(true, Some("1"), 25)), Step::End(EndReason::TooMany));
    }

    proptest! {
        #[test]
        fn it_always_ends(
            most in 1..30_u32,
            pages in prop::collection::vec((any::<bool>(), "[a-d]?", 0..2_usize), 1..60),
        ) {
            let mut paging = paging(most);
            let mut asked = 0;
            for (more, trace, transactions) in pages.iter().cycle() {
                asked += 1;
                let trace = Some(trace.as_str()).filter(|trace| !trace.is_empty());
                if let Step::End(_) = paging.after(&page(*more, trace, *transactions)) {
                    break;
                }
            }
            // Never more than the cap, and with four traces to tell apart never more than five.
            prop_assert!(asked <= most && asked <= 5);
        }

        #[test]
        fn windows_put_together_are_one_sorted_answer(
            days in 0..400_u32, longest in 1..100_u32, descending: bool,
        ) {
            let today: KoreanDate = "20260310".parse().unwrap();
            let range = DateRange::new(today.minus(days).unwrap(), today, today).unwrap();
            let order = if descending { SortOrder::Descending } else { SortOrder::Ascending };
            let mut expected: Vec<KoreanDate> = (0..=days).filter_map(|ago| today.minus(ago)).collect();
            if !descending {
                expected.reverse();
            }
            let mut joined = Vec::new();
            for window in windows(range, NonZeroU32::new(longest).unwrap(), order) {
                let mut answer: Vec<KoreanDate> =
                    expected.iter().copied().filter(|day| *day >= window.from() && *day <= window.to()).collect();
                joined.append(&mut answer);
            }
            prop_assert_eq!(joined, expected);
        }
    }
}
