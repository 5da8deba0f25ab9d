//! What a handler may know besides the request: the scenario, and where the sandbox lives.

use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Instant;

use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;
use tokio::sync::Notify;

use crate::model::{Clock, moved};
use crate::sandbox::answer::Stop;
use crate::sandbox::state::snapshot::Snapshots;
use crate::sandbox::{
    AdminToken, Behavior, Behaviors, Cast, Faults, Journal, SandboxError, Seeded, State,
};

/// More accounts than this nobody needs at one bank, and all of them stand in one answer.
pub const MOST_ACCOUNTS: u64 = 100_000;

/// More postings than this do not fit into the two years, nor their places into `AN(20)`.
pub const MOST_TRANSACTIONS: u64 = 10_000_000;

/// What one run plays: whose time it is, what the providers remember, who may steer it.
#[derive(Clone, Debug)]
pub struct Scenario {
    /// The time beneath the providers' own, which the state may have moved.
    pub clock: Clock,
    /// What the providers remember.
    pub state: State,
    /// Opens `/__qetta/…` for this run.
    pub admin_token: AdminToken,
    /// What the people of the sandbox do with their money follows from this: the same seed, the
    /// same postings.
    pub seed: u64,
    /// Who plays.
    pub cast: Cast,
    /// Where tokens, codes and ids come from, where not even those are to be random.
    pub seeded: Option<Seeded>,
    /// Whether consent pages are answered by themselves: the default person agrees to everything.
    pub approve: bool,
    /// How many accounts the default person has; its own few where this is not said. At most
    /// [`MOST_ACCOUNTS`].
    pub accounts: Option<usize>,
    /// How many postings every account has, over two years; what a life brings where this is not
    /// said. At most [`MOST_TRANSACTIONS`].
    pub transactions: Option<usize>,
    /// Whose rules each provider keeps.
    pub behaviors: Behaviors,
    /// What goes wrong on purpose.
    pub faults: Faults,
    /// What came in and how it was answered.
    pub journal: Journal,
}

impl Scenario {
    /// A plain scenario with an admin token of its own: people decide for themselves and have what
    /// they have.
    pub fn new(clock: Clock, state: State) -> Result<Self, SandboxError> {
        let admin_token = AdminToken::fresh()?;
        let (seed, approve, accounts, transactions) = (1, false, None, None);
        Ok(Self {
            clock,
            state,
            admin_token,
            seed,
            cast: Cast::default(),
            seeded: None,
            approve,
            accounts,
            transactions,
            behaviors: Behaviors::default(),
            journal: Journal::new()?,
            faults: Faults::default(),
        })
    }
}

/// Where the inspector of a sandbox is, with what lets one in.
pub fn inspector(url: &str, token: &AdminToken) -> String {
    format!("{url}/__qetta/#{}", token.expose())
}

/// What every handler is handed.
pub(crate) struct Context {
    /// What is played.
    pub(crate) scenario: Scenario,
    /// Where: `http://127.0.0.1:9480`.
    pub(crate) url: String,
    /// The same as the socket has it.
    pub(crate) address: SocketAddr,
    /// How far a call is judged ahead of time.
    ahead: SignedDuration,
    /// When the run began, by the machine's clock.
    pub(crate) begun: Instant,
    requests: AtomicU64,
    snapshots: Mutex<Snapshots>,
    end: Notify,
}

impl Context {
    /// The context of one run.
    pub(crate) fn new(scenario: Scenario, url: String, address: SocketAddr) -> Self {
        Self {
            scenario,
            url,
            address,
            ahead: SignedDuration::ZERO,
            begun: Instant::now(),
            requests: AtomicU64::new(0),
            snapshots: Mutex::default(),
            end: Notify::new(),
        }
    }

    /// The same, for a call that is judged so much later than it was made.
    pub(crate) fn ahead(&self, by: SignedDuration) -> Self {
        let (scenario, url) = (self.scenario.clone(), self.url.clone());
        Self { ahead: by, ..Self::new(scenario, url, self.address) }
    }

    /// The present moment of the scenario.
    pub(crate) fn now(&self) -> Timestamp {
        moved(self.state().shift().over(self.scenario.clock).now(), self.ahead)
    }

    /// What the providers remember.
    pub(crate) fn state(&self) -> &State {
        &self.scenario.state
    }

    /// Does something with the providers' memory at hand, in one transaction. A refusal is an answer
    /// like any other: what was changed on the way to it stays changed.
    pub(crate) fn answered<T>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, Stop>,
    ) -> Result<T, Stop> {
        self.state().write(|connection| match work(connection) {
            Err(Stop::Failed(error)) => Err(error),
            answered => Ok(answered),
        })?
    }

    /// Who a provider says it is, to the letter, wherever it says so.
    pub(crate) fn issuer(&self, provider: &str) -> String {
        format!("{}/{provider}", self.url)
    }

    /// How one provider behaves.
    pub(crate) fn behavior_of(&self, provider: &str) -> Behavior {
        self.scenario.behaviors.of(provider)
    }

    /// The page from which the run is steered; what lets one in stands behind the `#`, which a
    /// browser keeps to itself.
    pub(crate) fn inspector(&self) -> String {
        inspector(&self.url, &self.scenario.admin_token)
    }

    /// The snapshots of this run.
    pub(crate) fn snapshots(&self) -> MutexGuard<'_, Snapshots> {
        // Whoever panicked has at most kept none.
        self.snapshots.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Ends the run.
    pub(crate) fn stop(&self) {
        self.end.notify_one();
    }

    /// Done when somebody has ended the run.
    pub(crate) async fn stopped(&self) {
        self.end.notified().await;
    }

    /// A name for the next request. Counted rather than drawn: the same run gives the same names.
    pub(crate) fn next_request_id(&self) -> String {
        format!("sandbox-{:08}", self.requests.fetch_add(1, Ordering::Relaxed) + 1)
    }
}
