//! What qetta can do. Functions that take the parts they work with and return model values; they
//! never print, ask or exit, so that another front can call the very same ones.

mod call;
mod connections;
pub mod doctor;
mod error;
mod explain;
pub mod kftc;
mod token;
mod toss;

use std::time::Duration;

use crate::http::Client;
use crate::model::Clock;

pub use call::{Called, Rules, call};
pub use connections::{Alive, Disconnected, Revocation, disconnect, due_within, last_end};
pub use error::{LoginRefused, LoginWhy, OpError};
pub use explain::{explain, near as near_codes};
pub use token::{Demand, Due, Obtained, Origin, Renewal, Subject, demand, held, obtain};
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
}
