//! What has to hold for every ledger, whoever's it is.

use jiff::civil::{DateTime, date};
use proptest::prelude::*;

use super::life::Life;
use super::{Ledger, Posting, Span, life};

static LIVES: [&Life; 7] = [
    &life::SALARY,
    &life::LIVING,
    &life::RESERVE,
    &life::CREDIT,
    &life::FREELANCE,
    &life::SAVINGS,
    &life::DEPOSIT,
];

fn now() -> DateTime {
    date(2027, 1, 15).at(17, 0, 0, 0)
}

fn all(newest_first: bool) -> Span {
    Span { from: DateTime::MIN, to: DateTime::MAX, newest_first, beyond: None }
}

fn everything(ledger: &Ledger) -> Vec<Posting> {
    ledger.walk(all(false)).collect()
}

/// Each balance is the one before it and the amount.
fn adds_up(postings: &[Posting]) -> bool {
    postings.windows(2).all(|pair| pair[0].after + pair[1].amount == pair[1].after)
}

#[test]
fn two_years_of_salary_rent_and_shops() {
    let ledger = Ledger::new(1, 1, &life::SALARY, None, now());
    let postings = everything(&ledger);
    assert!((400..1_200).contains(&postings.len()), "{}", postings.len());
    assert_eq!(postings[0].at.date().first_of_month(), date(2025, 1, 1));
    let salaries: Vec<_> = postings.iter().filter(|posting| posting.kind == "급여").collect();
    assert_eq!(salaries.len(), 24);
    assert!(salaries.iter().all(|salary| salary.at.day() == 25 && salary.amount > 2_000_000));
    assert_eq!(postings.last(), ledger.newest().as_ref());
    assert_eq!(ledger.balance(), postings.last().unwrap().after);
}

#[test]
fn savings_grow_and_a_deposit_lies_still() {
    let savings = everything(&Ledger::new(1, 1, &life::SAVINGS, None, now()));
    assert!(savings.iter().all(|posting| posting.amount > 0));
    assert!(savings.iter().any(|posting| posting.kind == "이자"));
    let deposit = everything(&Ledger::new(1, 1, &life::DEPOSIT, None, now()));
    assert_eq!(deposit.len(), 2);
}

#[test]
fn before_anything_was_saved_there_is_nothing() {
    let long_ago = date(2020, 5, 5).at(0, 0, 0, 0);
    let ledger = Ledger::new(1, 1, &life::SAVINGS, None, long_ago);
    assert_eq!((everything(&ledger).len(), ledger.balance()), (0, 0));
}

#[test]
fn some_lines_move_nothing() {
    let postings = everything(&Ledger::new(1, 1, &life::LIVING, None, now()));
    assert!(postings.iter().any(|posting| posting.amount == 0 && posting.kind == "기타"));
}

#[test]
fn what_is_printed_fits_its_field() {
    for life in LIVES {
        for posting in everything(&Ledger::new(3, 9, life, None, now())) {
            assert!(posting.kind.chars().count() <= 10 && posting.content.chars().count() <= 20);
        }
    }
}

#[test]
fn a_load_has_as_many_as_were_asked_for() {
    for count in [0, 1, 24, 25, 63, 64, 65, 250, 10_000] {
        let ledger = Ledger::new(1, 1, &life::SALARY, Some(count), now());
        let postings = everything(&ledger);
        assert_eq!(postings.len(), count);
        assert!(adds_up(&postings));
        assert!(postings.iter().all(|posting| posting.amount != 0));
        let newest = postings.last().map(|posting| posting.after);
        assert!(newest.is_none_or(|after| after == ledger.balance()));
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn balances_add_up_and_stay_within_the_credit_line(
        seed: u64, account: u64, which in 0..LIVES.len(), day in 0i64..800,
    ) {
        let now = now().saturating_add(jiff::SignedDuration::from_hours(day * 24));
        let ledger = Ledger::new(seed, account, LIVES[which], None, now);
        let postings = everything(&ledger);
        prop_assert!(adds_up(&postings));
        prop_assert!(postings.is_sorted_by(|one, next| one.position < next.position));
        prop_assert!(postings.is_sorted_by_key(|posting| posting.at));
        prop_assert!(postings.iter().all(|posting| posting.at <= now));
        let floor = if which == 3 { -20_000_000 } else { 0 };
        prop_assert!(postings.iter().all(|posting| posting.after >= floor));
        prop_assert_eq!(postings, everything(&ledger));
    }

    #[test]
    fn a_clock_that_moves_on_changes_nothing_that_was_there(
        seed: u64, which in 0..LIVES.len(), hours in 0i64..2_000,
    ) {
        let later = now().saturating_add(jiff::SignedDuration::from_hours(hours));
        let then = everything(&Ledger::new(seed, 1, LIVES[which], None, now()));
        let from = Span { from: date(2025, 7, 1).at(0, 0, 0, 0), ..all(false) };
        let since = Ledger::new(seed, 1, LIVES[which], None, later);
        let since: Vec<Posting> = since.walk(from).take_while(|posting| posting.at <= now()).collect();
        let known: Vec<Posting> = then.into_iter().filter(|posting| posting.at >= from.from).collect();
        prop_assert_eq!(since, known);
    }

    #[test]
    fn a_span_read_in_parts_is_the_whole_span(
        seed: u64, load in proptest::option::of(0usize..300), newest_first: bool,
        from in 0i64..800, days in 0i64..800, part in 1usize..40,
    ) {
        let ledger = Ledger::new(seed, 1, &life::LIVING, load, now());
        let from = date(2024, 12, 1).at(12, 0, 0, 0).saturating_add(jiff::SignedDuration::from_hours(from * 24));
        let to = from.saturating_add(jiff::SignedDuration::from_hours(days * 24));
        let mut expected: Vec<Posting> =
            everything(&ledger).into_iter().filter(|posting| (from..=to).contains(&posting.at)).collect();
        if newest_first {
            expected.reverse();
        }
        let mut read: Vec<Posting> = Vec::new();
        loop {
            let beyond = read.last().map(|posting| posting.position);
            let next: Vec<Posting> =
                ledger.walk(Span { from, to, newest_first, beyond }).take(part).collect();
            if next.is_empty() {
                break;
            }
            read.extend(next);
        }
        prop_assert_eq!(read, expected);
    }
}
