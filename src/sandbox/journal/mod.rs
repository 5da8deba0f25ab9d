//! What came in and how it was answered: the log of one run, for the tests of somebody else's client.
//!
//! ```text
//! sent                    one request as it came, until somebody looks
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
mod sent;

use std::collections::VecDeque;
use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use tokio::sync::watch;

use crate::model::Redactor;
use crate::sandbox::call::Call;
use crate::sandbox::{SandboxError, router, secrets};

pub(crate) use counts::Counts;
pub use counts::Violation;
pub use entry::Entry;
pub(crate) use entry::{Broken, Outcome};
pub(crate) use expected::Expected;
pub(crate) use metrics::metrics;
pub(crate) use near::near_miss;
pub use report::{ReportFormat, report};

use field::Salt;
use masking::Mask;
use sent::Sent;

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
    lines: VecDeque<Line>,
    written: u64,
    counts: Counts,
}

/// One exchange.
#[expect(clippy::large_enum_variant, reason = "most stay as they came until they go")]
enum Line {
    /// Nobody has looked at it yet.
    Fresh(Outcome, Sent),
    /// As it is told.
    Told(Arc<Entry>),
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
    pub(crate) fn write(&self, call: &Call, outcome: Outcome) {
        let Inner { mask, listener, .. } = &*self.0;
        let (number, told) = self.pages().add(outcome, Sent::of(call), mask, listener.is_some());
        self.0.arrived.send_replace(number);
        if let Some((listener, entry)) = listener.as_ref().zip(told) {
            listener(&entry);
        }
    }

    /// What is kept of the log, the oldest first.
    pub(crate) fn entries(&self) -> Vec<Arc<Entry>> {
        self.pages().lines.iter_mut().map(|line| line.told(&self.0.mask)).collect()
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
    /// Adds an exchange: its number, and the line where that is `heard` at once.
    fn add(
        &mut self,
        mut outcome: Outcome,
        sent: Sent,
        mask: &Mask,
        heard: bool,
    ) -> (u64, Option<Arc<Entry>>) {
        self.written += 1;
        outcome.number = self.written;
        self.counts.count(&outcome, || sent.request(mask));
        // What is large is looked at now: what is told of it has its bounds.
        let is_told = heard || !sent.is_small();
        let mut line = Line::Fresh(outcome, sent);
        let told = is_told.then(|| line.told(mask));
        if self.lines.len() == KEPT {
            self.lines.pop_front();
        }
        self.lines.push_back(line);
        (self.written, told)
    }
}

impl Line {
    /// As it is told, from now on.
    fn told(&mut self, mask: &Mask) -> Arc<Entry> {
        let entry = match self {
            Self::Told(entry) => return entry.clone(),
            Self::Fresh(outcome, sent) => Arc::new(sent.told(outcome.clone(), mask)),
        };
        *self = Self::Told(entry.clone());
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
