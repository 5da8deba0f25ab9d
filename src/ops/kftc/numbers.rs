//! `bank_tran_id`: every request has its own, and no other of the institution has it on that
//! Korean day, whichever process made it.

use std::cell::RefCell;

use crate::model::{BankTranId, BankTranIdRow, Clock, InstitutionCode, KoreanDate};
use crate::ops::OpError;
use crate::store::Store;

/// So many are taken first: a commit a request would cost more than the request.
const FIRST_ROW: u32 = 64;
/// Each row is eight times the one before, up to so many: who asked for much asks for more.
const LONGEST_ROW: u32 = 4_096;

/// Deals out numbers that are already on the disk as used.
#[derive(Debug)]
pub struct TranIds<'a> {
    store: &'a Store,
    clock: Clock,
    dealt: RefCell<Dealt>,
}

#[derive(Debug, Default)]
struct Dealt {
    /// Whose numbers they are, and of which day.
    of: Option<(InstitutionCode, KoreanDate)>,
    row: Option<BankTranIdRow>,
    /// How many were taken last.
    length: u32,
}

impl<'a> TranIds<'a> {
    /// From this store's memory.
    pub fn new(store: &'a Store, clock: Clock) -> Self {
        Self { store, clock, dealt: RefCell::default() }
    }

    /// A number of `institution` that was never dealt today.
    pub fn next(&self, institution: &InstitutionCode) -> Result<BankTranId, OpError> {
        let today = KoreanDate::of(self.clock.now());
        let mut dealt = self.dealt.borrow_mut();
        // Midnight in Seoul, or another institution: what is left belongs to yesterday or to them.
        if dealt.of.as_ref().is_none_or(|(whose, day)| whose != institution || *day != today) {
            *dealt = Dealt { of: Some((institution.clone(), today)), ..Dealt::default() };
        }
        loop {
            if let Some(number) = dealt.row.as_mut().and_then(Iterator::next) {
                return Ok(number);
            }
            dealt.length = (dealt.length * 8).clamp(FIRST_ROW, LONGEST_ROW);
            dealt.row = self.taken(BankTranIdRow::drawn(institution, dealt.length)?, today)?;
        }
    }

    /// Deals no more of the present row: another machine of the institution is in it.
    pub fn move_on(&self) {
        self.dealt.borrow_mut().row = None;
    }

    /// The row, where it is ours now.
    fn taken(
        &self,
        row: BankTranIdRow,
        today: KoreanDate,
    ) -> Result<Option<BankTranIdRow>, OpError> {
        let Some((first, last)) = row.ends() else { return Ok(None) };
        let is_ours = self.store.reserve(today, first.as_str(), last.as_str())?;
        Ok(is_ours.then_some(row))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn clock(moment: &str) -> Clock {
        Clock::Fixed(moment.parse().unwrap())
    }

    #[test]
    fn no_number_is_dealt_twice_whoever_deals() {
        let home = tempfile::tempdir().unwrap();
        let institution: InstitutionCode = "M202600001".parse().unwrap();
        let mut dealt = BTreeSet::new();
        for _ in 0..4 {
            let store = Store::create(home.path()).unwrap();
            let numbers = TranIds::new(&store, clock("2026-11-21T12:00:00Z"));
            for _ in 0..100 {
                let number = numbers.next(&institution).unwrap();
                assert!(number.as_str().starts_with("M202600001U"));
                assert!(dealt.insert(number.as_str().to_owned()));
            }
        }
    }

    #[test]
    fn who_moves_on_is_in_another_row() {
        let home = tempfile::tempdir().unwrap();
        let institution: InstitutionCode = "M202600001".parse().unwrap();
        let store = Store::create(home.path()).unwrap();
        let numbers = TranIds::new(&store, clock("2026-11-21T12:00:00Z"));
        let dealt = || {
            let number = numbers.next(&institution).unwrap();
            u64::from_str_radix(&number.as_str()[11..], 36).unwrap()
        };
        let (first, second) = (dealt(), dealt());
        numbers.move_on();
        assert_eq!(first + 1, second);
        assert_ne!(second + 1, dealt());
    }
}
