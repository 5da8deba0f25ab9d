//! As many postings as one asks for, spread over the two years before last midnight. Any one of
//! them can be made without the others: the balance after each is thrown, and the amounts are the
//! differences.

use jiff::SignedDuration;
use jiff::civil::{Date, DateTime};

use super::{CHUNK, Posting};
use crate::sandbox::dice::Dice;

/// How many postings are made at once: a little more than a page.
const AT_ONCE: u64 = 32;

const DAYS: i64 = 730;
const SECONDS: i64 = DAYS * 86_400;

/// Which chunks can hold what was posted from one moment to another, `today` being the day.
pub(super) fn chunks(count: u64, today: Date, from: DateTime, to: DateTime) -> (i64, i64) {
    let Some(newest) = count.checked_sub(1) else { return (0, -1) };
    if to < from {
        return (0, -1);
    }
    let place = |moment: DateTime| {
        let since = moment.duration_since(begin(today)).as_secs().clamp(0, SECONDS);
        let place = i128::from(since) * i128::from(count) / i128::from(SECONDS);
        u64::try_from(place).unwrap_or(0).min(newest)
    };
    // One posting of slack on both sides, for what the division dropped.
    let number = |place: u64| i64::try_from(place / AT_ONCE).unwrap_or(i64::MAX);
    (number(place(from).saturating_sub(1)), number((place(to) + 1).min(newest)))
}

/// The postings of one chunk, the oldest first.
pub(super) fn postings(key: &[u64; 2], count: u64, today: Date, chunk: i64) -> Vec<Posting> {
    let Ok(chunk) = u64::try_from(chunk) else { return Vec::new() };
    let first = chunk.saturating_mul(AT_ONCE);
    let places = first..count.min(first.saturating_add(AT_ONCE));
    let begin = begin(today);
    let mut before = balance(key, first);
    let mut made = Vec::new();
    for (place, position) in places.zip(chunk * CHUNK..) {
        let after = balance(key, place + 1);
        let amount = after - before;
        let (kind, content) = words(key, place, amount);
        let seconds = i128::from(SECONDS) * i128::from(place) / i128::from(count);
        let at =
            begin.saturating_add(SignedDuration::from_secs(i64::try_from(seconds).unwrap_or(0)));
        made.push(Posting { position, at, amount, after, kind, content });
        before = after;
    }
    made
}

/// The balance after so many postings. Odd and even ones take turns, so that no amount is nothing.
pub(super) fn balance(key: &[u64; 2], postings: u64) -> i64 {
    let thrown = Dice::of(&[key[0], key[1], postings, 5]).between(50_000, 2_500_000);
    thrown * 2 + i64::from(postings % 2 == 1)
}

fn words(key: &[u64; 2], place: u64, amount: i64) -> (&'static str, &'static str) {
    let mut dice = Dice::of(&[key[0], key[1], place, 6]);
    if amount > 0 {
        ("타행환", dice.pick(&["김서준", "이하은", "박지훈", "정산금", "매출입금"]))
    } else {
        (
            "체크카드",
            dice.pick(&["GS25 역삼점", "CU 합정역점", "쿠팡", "배달의민족", "카카오T 택시"]),
        )
    }
}

fn begin(today: Date) -> DateTime {
    today.at(0, 0, 0, 0).saturating_sub(SignedDuration::from_hours(DAYS * 24))
}
