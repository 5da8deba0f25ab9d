//! One month of an account, made from nothing but the seed, the account and the month.

use jiff::civil::{Date, DateTime, date};

use super::Posting;
use super::life::{Amount, Life, Opening};
use crate::sandbox::dice::Dice;

/// Months counted from the year 0, so that one is as easy to name as the next.
pub(super) fn month_number(day: Date) -> i64 {
    i64::from(day.year()) * 12 + i64::from(day.month()) - 1
}

/// The first day of a month; the ends of the calendar hold.
pub(super) fn first_day(month: i64) -> Date {
    let year = i16::try_from(month.div_euclid(12)).unwrap_or(i16::MAX).clamp(1, 9998);
    date(year, i8::try_from(month.rem_euclid(12)).unwrap_or(0) + 1, 1)
}

/// The balance with which `month` begins.
pub(super) fn opening(life: &Life, key: &[u64; 2], month: i64) -> i64 {
    match life.opening {
        Opening::Between(low, high) => dice(key, month, 1).between(low, high),
        Opening::Saved { since, principal, monthly, interest } => {
            let months = (month - since).max(0);
            principal + monthly * months + interest * (months / 12)
        }
    }
}

/// Every posting of `month`, the oldest first, each with the balance that it leaves behind.
pub(super) fn postings(life: &Life, key: &[u64; 2], month: i64) -> Vec<Posting> {
    if matches!(life.opening, Opening::Saved { since, .. } if month < since) {
        return Vec::new();
    }
    let first = first_day(month);
    let mut made = standing(life, key, first);
    made.extend(habits(life, dice(key, month, 2), first));
    // Stable: what falls on the same second keeps the order in which it was made.
    made.sort_by_key(|posting| posting.at);

    let mut balance = opening(life, key, month);
    for posting in &mut made {
        balance += posting.amount;
        posting.after = balance;
    }
    let next = opening(life, key, month + 1);
    if next != balance {
        made.push(settled(life, first, next - balance, next));
    }
    let base = u64::try_from(month).unwrap_or(0) * super::CHUNK;
    for (posting, at) in made.iter_mut().zip(base..) {
        posting.position = at;
    }
    made
}

/// What comes on its day. Every month has those days: none is after the 28th.
fn standing(life: &Life, key: &[u64; 2], first: Date) -> Vec<Posting> {
    let mut always = dice(key, 0, 3);
    let mut this_month = dice(key, month_number(first), 4);
    let order = |order: &super::life::Standing| {
        let at = first.with().day(order.day).build().unwrap_or(first).at(order.hour, 0, 0, 0);
        let at = seconds_later(at, this_month.between(0, 59 * 60));
        let content = always.pick(order.contents);
        posting(at, won(&order.amount, &mut always, &mut this_month), order.kind, content)
    };
    life.standing.iter().map(order).collect()
}

fn habits(life: &Life, mut dice: Dice, first: Date) -> Vec<Posting> {
    let mut made = Vec::new();
    // The last day is left to the settling.
    let days = i64::from(first.days_in_month()) - 1;
    for habit in life.habits {
        for _ in 0..dice.between(habit.times.0, habit.times.1) {
            let day = i8::try_from(dice.between(1, days)).unwrap_or(1);
            let (open, close) = habit.hours;
            let hours = i64::from(close - open);
            let at = first.with().day(day).build().unwrap_or(first).at(open, 0, 0, 0);
            let at = seconds_later(at, dice.between(0, hours * 3_600 - 1));
            let mut never = dice.clone();
            let amount = won(&habit.amount, &mut never, &mut dice);
            made.push(posting(at, amount, habit.kind, dice.pick(habit.contents)));
        }
    }
    made
}

fn settled(life: &Life, first: Date, amount: i64, after: i64) -> Posting {
    let at = first.last_of_month().at(23, 50, 0, 0);
    let settling = &life.settling;
    let content = if amount > 0 { settling.incoming } else { settling.outgoing };
    Posting { after, ..posting(at, amount, settling.kind, content) }
}

fn posting(at: DateTime, amount: i64, kind: &'static str, content: &'static str) -> Posting {
    Posting { position: 0, at, amount, after: 0, kind, content }
}

fn won(amount: &Amount, always: &mut Dice, each_time: &mut Dice) -> i64 {
    match *amount {
        Amount::Fixed(low, high, step) => always.between(low, high) * step,
        Amount::Varying(low, high, step) => each_time.between(low, high) * step,
    }
}

/// Seconds that stay within the day.
fn seconds_later(at: DateTime, seconds: i64) -> DateTime {
    at.saturating_add(jiff::SignedDuration::from_secs(seconds))
}

/// The dice of one purpose in one month of one account.
fn dice(key: &[u64; 2], month: i64, purpose: u64) -> Dice {
    Dice::of(&[key[0], key[1], u64::try_from(month).unwrap_or(0), purpose])
}
