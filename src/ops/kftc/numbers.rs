//! `bank_tran_id`: every request has its own, and no other of the institution has it on that
//! Korean day, whichever process made it.

use std::cell::RefCell;

use crate::model::{BankTranId, Clock, InstitutionCode, KoreanDate};
use crate::ops::OpError;
use crate::store::Store;

/// So many are written down at once: a commit a request would cost more than the request.
const BATCH: usize = 32;
/// Each batch is twice the one before, up to so many: who asked for much asks for more.
const LARGEST_BATCH: usize = 1_024;

/// Deals out numbers that are already on the disk as used.
#[derive(Debug)]
pub struct TranIds<'a> {
    store: &'a Store,
    clock: Clock,
    dealt: RefCell<Dealt>,
}

#[derive(Debug, Default)]
struct Dealt {
    institution: Option<InstitutionCode>,
    day: Option<KoreanDate>,
    ready: std::vec::IntoIter<BankTranId>,
    /// How many were written down last.
    batch: usize,
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
        // Midnight in Seoul, or another institution: what is ready belongs to yesterday or to them.
        if dealt.day != Some(today) || dealt.institution.as_ref() != Some(institution) {
            *dealt = Dealt {
                institution: Some(institution.clone()),
                day: Some(today),
                ..Dealt::default()
            };
        }
        loop {
            if let Some(number) = dealt.ready.next() {
                return Ok(number);
            }
            dealt.batch = (dealt.batch * 2).clamp(BATCH, LARGEST_BATCH);
            dealt.ready = self.reserve(institution, today, dealt.batch)?;
        }
    }

    fn reserve(
        &self,
        institution: &InstitutionCode,
        today: KoreanDate,
        batch: usize,
    ) -> Result<std::vec::IntoIter<BankTranId>, OpError> {
        let fresh = BankTranId::fresh(institution, batch)?;
        let fresh = fresh.iter().map(BankTranId::to_string).collect();
        let ours = self.store.reserve(today, fresh)?;
        // What we spelled a moment ago is spelled right.
        let ours: Vec<_> = ours.iter().filter_map(|number| number.parse().ok()).collect();
        Ok(ours.into_iter())
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
}
