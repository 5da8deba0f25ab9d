//! What was posted to an account, made as it is asked for.
//!
//! Nothing of it is stored. A month follows from the seed, the account and the month alone (`month`,
//! by the habits in `life`), so a page costs the one or two months that it shows, the same seed gives
//! the same bytes, and a clock that moves on shows more without changing what was there. For load
//! there is a second kind of ledger with as many postings as one asks for (`load`).

pub(super) mod life;
mod load;
mod month;

use jiff::civil::DateTime;

use life::Life;

/// How many postings a chunk may have: positions count in these. A chunk is what is made at once,
/// a month or so many postings of a load.
const CHUNK: u64 = 10_000;

/// How far back a bank shows postings.
const MONTHS: i64 = 24;

/// One line of a statement, in Korean time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Posting {
    /// Its place among all postings of the account; later ones have higher places.
    pub(super) position: u64,
    /// When.
    pub(super) at: DateTime,
    /// Won; below zero they went out.
    pub(super) amount: i64,
    /// The balance that it left behind.
    pub(super) after: i64,
    /// The bank's word for its kind: 급여, 체크카드.
    pub(super) kind: &'static str,
    /// What is printed in the passbook.
    pub(super) content: &'static str,
}

impl Posting {
    /// Where it was made, where banks name a place at all.
    pub(super) fn branch(&self) -> &'static str {
        match self.kind {
            "현금" => "역삼역무인",
            "대체" | "이자" => "영업부",
            _ => "",
        }
    }
}

/// Which postings are wanted, and from which end.
#[derive(Clone, Copy, Debug)]
pub(super) struct Span {
    /// The first moment.
    pub(super) from: DateTime,
    /// The last one, included.
    pub(super) to: DateTime,
    /// The newest first.
    pub(super) newest_first: bool,
    /// Only what comes after this place, in that order.
    pub(super) beyond: Option<u64>,
}

/// The postings of one account up to now.
#[derive(Debug)]
pub(super) struct Ledger {
    key: [u64; 2],
    life: &'static Life,
    load: Option<u64>,
    now: DateTime,
}

impl Ledger {
    /// The ledger of the account with this number under a seed, as it stands at `now`; where `load`
    /// is given, with so many postings.
    pub(super) fn new(
        seed: u64,
        account: u64,
        life: &'static Life,
        load: Option<usize>,
        now: DateTime,
    ) -> Self {
        Self { key: [seed, account], life, load: load.map(|count| count as u64), now }
    }

    /// The balance now.
    pub(super) fn balance(&self) -> i64 {
        if let Some(count) = self.load {
            // All of them are older than today.
            return load::balance(&self.key, count);
        }
        let month = month::month_number(self.now.date());
        let newest = self.chunk(month).into_iter().rfind(|posting| posting.at <= self.now);
        newest.map_or_else(|| month::opening(self.life, &self.key, month), |posting| posting.after)
    }

    /// The last posting so far.
    pub(super) fn newest(&self) -> Option<Posting> {
        let all = Span { from: DateTime::MIN, to: DateTime::MAX, newest_first: true, beyond: None };
        self.walk(all).next()
    }

    /// The postings of a span, one after the other; each chunk is made when it is reached.
    pub(super) fn walk(&self, span: Span) -> Box<dyn Iterator<Item = Posting> + '_> {
        let to = span.to.min(self.now);
        let (mut first, mut last) = self.chunks(span.from, to);
        let beyond = span.beyond.map(|place| i64::try_from(place / CHUNK).unwrap_or(i64::MAX));
        let wanted = move |posting: &Posting| (span.from..=to).contains(&posting.at);
        if span.newest_first {
            last = last.min(beyond.unwrap_or(last));
            let before = span.beyond.unwrap_or(u64::MAX);
            let chunks =
                (first..=last).rev().flat_map(|number| self.chunk(number).into_iter().rev());
            Box::new(chunks.filter(move |posting| wanted(posting) && posting.position < before))
        } else {
            first = first.max(beyond.unwrap_or(first));
            let chunks = (first..=last).flat_map(|number| self.chunk(number));
            let after = move |posting: &Posting| span.beyond.is_none_or(|at| posting.position > at);
            Box::new(chunks.filter(move |posting| wanted(posting) && after(posting)))
        }
    }

    /// Which chunks can hold what was posted from one moment to another.
    fn chunks(&self, from: DateTime, to: DateTime) -> (i64, i64) {
        if let Some(count) = self.load {
            return load::chunks(count, self.now.date(), from, to);
        }
        let newest = month::month_number(self.now.date());
        let first = month::month_number(from.date()).max(newest - MONTHS);
        (first, month::month_number(to.date()).min(newest))
    }

    fn chunk(&self, number: i64) -> Vec<Posting> {
        match self.load {
            Some(count) => load::postings(&self.key, count, self.now.date(), number),
            None => month::postings(self.life, &self.key, number),
        }
    }
}

#[cfg(test)]
mod tests;
