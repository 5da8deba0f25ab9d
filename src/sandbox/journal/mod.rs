//! What came in and how it was answered: the log of one run, for the tests of somebody else's client.
//!
//! ```text
//! entry, field, masking   one exchange, without anything that could let anybody in
//! counts                  what stays exact however little of the log is kept
//! near                    what a call that found no route was meant to be
//! expected                whether what should have come has come
//! metrics, report         the same for Prometheus, for CI, and for people
//! ```

mod counts;
mod entry;
mod expected;
mod field;
mod masking;
mod metrics;
mod near;
mod report;

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use jiff::Timestamp;
use tokio::sync::watch;

use crate::model::Redactor;
use crate::sandbox::answer::Answer;
use crate::sandbox::call::Call;
use crate::sandbox::router::{self, Found};
use crate::sandbox::{SandboxError, secrets};

pub(crate) use counts::Counts;
pub use counts::Violation;
use entry::Broken;
pub use entry::Entry;
pub(crate) use expected::Expected;
pub(crate) use metrics::metrics;
pub(crate) use near::near_miss;
pub use report::{ReportFormat, report};

use field::Salt;
use masking::Mask;

/// So many exchanges are kept; the oldest goes first.
const KEPT: usize = 1_000;

/// Hears of every exchange as it ends.
type Listener = Box<dyn Fn(&Entry) + Send + Sync>;

/// The log of one run. A clone is another handle to it.
#[derive(Clone)]
pub struct Journal(Arc<Inner>);

struct Inner {
    mask: Mask,
    pages: Mutex<Pages>,
    /// How many there are, for whoever waits.
    arrived: watch::Sender<u64>,
    listener: Option<Listener>,
}

#[derive(Default)]
struct Pages {
    entries: VecDeque<Arc<Entry>>,
    written: u64,
    counts: Counts,
}

/// What is known of an exchange besides what was asked.
pub(crate) struct Outcome<'a> {
    pub(crate) id: &'a str,
    pub(crate) at: Timestamp,
    pub(crate) took: Duration,
    pub(crate) answer: &'a Answer,
    pub(crate) fault: Option<String>,
}

impl Journal {
    /// An empty one.
    pub fn new() -> Result<Self, SandboxError> {
        Self::with(None)
    }

    /// An empty one of which `listener` hears every line.
    pub fn heard_by(
        listener: impl Fn(&Entry) + Send + Sync + 'static,
    ) -> Result<Self, SandboxError> {
        Self::with(Some(Box::new(listener)))
    }

    fn with(listener: Option<Listener>) -> Result<Self, SandboxError> {
        let known = router::own_secrets()
            .into_iter()
            .fold(Redactor::default(), |known, secret| known.knowing(&secret));
        let mask = Mask { salt: Salt(secrets::random()?), known };
        let (arrived, _) = watch::channel(0);
        Ok(Self(Arc::new(Inner { mask, pages: Mutex::default(), arrived, listener })))
    }

    /// Remembers one exchange.
    pub(crate) fn write(&self, call: &Call, found: &Found, outcome: Outcome<'_>) {
        let mask = &self.0.mask;
        let entry = Entry {
            number: 0,
            id: outcome.id.to_owned(),
            at: outcome.at,
            method: call.head.method.clone(),
            path: mask.words(call.path()),
            provider: found.provider(),
            route: found.route(),
            headers: mask.headers(&call.head.headers),
            query: mask.query(call),
            form: mask.form(call),
            json: mask.json(call),
            body_bytes: call.body.len(),
            status: outcome.answer.status.as_u16(),
            rule: outcome.answer.rule.map(Broken),
            fault: outcome.fault,
            took: outcome.took,
        };
        let entry = self.pages().add(entry);
        self.0.arrived.send_replace(entry.number);
        if let Some(listener) = &self.0.listener {
            listener(&entry);
        }
    }

    /// What is kept of the log, the oldest first.
    pub(crate) fn entries(&self) -> Vec<Arc<Entry>> {
        self.pages().entries.iter().cloned().collect()
    }

    /// How many were written, kept or not.
    pub fn written(&self) -> u64 {
        self.pages().written
    }

    /// Every count as it stands.
    pub(crate) fn counts(&self) -> Counts {
        self.pages().counts.clone()
    }

    /// Every rule that was broken, by provider and by rule.
    pub fn violations(&self) -> Vec<Violation> {
        self.pages().counts.violations().cloned().collect()
    }

    /// Forgets everything, the counts as well.
    pub(crate) fn clear(&self) {
        *self.pages() = Pages::default();
        self.0.arrived.send_replace(0);
    }

    /// Whoever waits for the next one.
    pub(crate) fn arrivals(&self) -> watch::Receiver<u64> {
        self.0.arrived.subscribe()
    }

    fn salt(&self) -> &Salt {
        &self.0.mask.salt
    }

    fn pages(&self) -> MutexGuard<'_, Pages> {
        // A panic in the midst of a line has left at most a count too few.
        self.0.pages.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Pages {
    fn add(&mut self, mut entry: Entry) -> Arc<Entry> {
        self.written += 1;
        entry.number = self.written;
        self.counts.count(&entry);
        let entry = Arc::new(entry);
        if self.entries.len() == KEPT {
            self.entries.pop_front();
        }
        self.entries.push_back(entry.clone());
        entry
    }
}

impl fmt::Debug for Journal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Journal(…)")
    }
}

#[cfg(test)]
mod tests;
