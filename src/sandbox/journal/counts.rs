//! What is counted for ever, however little of the log is kept.

use std::collections::BTreeMap;
use std::time::Duration;

use crate::sandbox::journal::Outcome;
use crate::sandbox::router::RouteName;
use crate::sandbox::rules::Rule;

/// The upper ends of the latency histogram, in microseconds.
pub(crate) const BUCKETS: [u64; 9] =
    [100, 250, 500, 1_000, 5_000, 25_000, 100_000, 1_000_000, 10_000_000];

/// Whose, where and how it ended: provider, route, status.
pub(crate) type Way = (&'static str, Option<RouteName>, u16);

/// A rule that was broken at one provider, how often, and when first.
#[derive(Clone, Debug)]
pub struct Violation {
    /// Whose rule it is: `toss`, or `sandbox` for the sandbox's own.
    pub provider: &'static str,
    /// Which one.
    pub rule: &'static Rule,
    /// How often.
    pub count: u64,
    /// What was said of it the first time: `S07: a used code`.
    pub words: &'static str,
    /// The request that did it first: `POST /toss/token`, masked.
    pub request: String,
    /// Its number in the log.
    pub number: u64,
    /// Its time.
    pub at: jiff::Timestamp,
}

/// Every count.
#[derive(Clone, Default)]
pub(crate) struct Counts {
    pub(crate) requests: BTreeMap<Way, u64>,
    violations: BTreeMap<(&'static str, &'static str), Violation>,
    pub(crate) faults: BTreeMap<String, u64>,
    /// One more than there are ends: what takes longer than all of them.
    pub(crate) latency: [u64; BUCKETS.len() + 1],
    pub(crate) latency_sum: Duration,
}

impl Counts {
    /// Counts one exchange; `request` is asked for where it is the first to break a rule.
    pub(super) fn count(&mut self, outcome: &Outcome, request: impl FnOnce() -> String) {
        let Outcome { number, at, provider, route, status, took, .. } = *outcome;
        *self.requests.entry((provider, route, status)).or_default() += 1;
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        let bucket = BUCKETS.iter().position(|end| micros <= *end).unwrap_or(BUCKETS.len());
        self.latency[bucket] += 1;
        self.latency_sum = self.latency_sum.saturating_add(took);
        if let Some(fault) = &outcome.fault {
            *self.faults.entry(fault.clone()).or_default() += 1;
        }
        if let Some((rule, words)) = outcome.violation() {
            let first =
                || Violation { provider, rule, count: 0, words, request: request(), number, at };
            self.violations.entry((provider, rule.id)).or_insert_with(first).count += 1;
        }
    }

    /// Every rule that was broken.
    pub(crate) fn violations(&self) -> impl Iterator<Item = &Violation> {
        self.violations.values()
    }
}
