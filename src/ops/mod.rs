//! What qetta can do. Functions that take the parts they work with and return model values; they
//! never print, ask or exit, so that another front can call the very same ones.

mod account;
mod audit;
mod call;
mod connections;
mod discovery;
pub mod doctor;
mod error;
mod explain;
mod hive;
pub mod kftc;
mod login;
mod max;
mod ottm;
mod refresh;
mod renewal;
mod revoke;
mod token;
mod toss;

use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use crate::http::Client;
use crate::model::Clock;
use crate::oauth::{Doubt, Issued};

pub use crate::oauth::DeviceLogin;
pub use account::rename;
pub use audit::{Purpose, handed_on, kind, passed, renamed};
pub use call::{Called, Rules, call};
pub use connections::{Alive, Disconnected, Fate, Unrevoked, disconnect, due_within, last_end};
pub use discovery::{check_pkce, completed, discover};
pub use error::{LoginRefused, LoginWhy, OpError};
pub use explain::{explain, near as near_codes};
pub use hive::{auth_key, verify as verify_player};
pub use login::{
    LoggedIn, LoginParts, LoginRequest, begin_device_login, begin_login, finish_device_login,
    finish_login,
};
pub use max::{
    Check, Document, Finding, MAX_RULES, MaxParts, Remark, check, clients, issue, regenerate,
    statistics,
};
pub use ottm::{OTTM_RULES, userinfo};
pub use refresh::{Candidates, candidates, due, renew};
pub use revoke::{Revocation, introspect};
pub use token::{
    Demand, Due, Obtained, Origin, Renewal, Sought, Subject, demand, given, held, obtain,
};
pub use toss::test_toss;

/// The parts that every operation over the network needs.
#[derive(Debug)]
pub struct Desk {
    /// What time it is.
    pub clock: Clock,
    /// The one HTTP client.
    pub http: Client,
    /// How long to wait for another process that is renewing the same token.
    pub patience: Duration,
    /// What was said of tokens and cannot be.
    pub doubts: Doubts,
}

impl Desk {
    /// What was issued, once its doubt was noted.
    fn noted(&self, issued: Issued) -> Issued {
        if let Some(doubt) = issued.doubt {
            self.doubts.note(doubt);
        }
        issued
    }
}

/// What providers said of the life of their tokens and cannot have meant, for who can tell people. A
/// clone is another handle to the same.
#[derive(Clone, Debug, Default)]
pub struct Doubts(Arc<Mutex<Option<Doubt>>>);

impl Doubts {
    fn note(&self, doubt: Doubt) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = Some(doubt);
    }

    /// The last one, once.
    pub fn take(&self) -> Option<Doubt> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take()
    }
}
