//! What qetta can do. Functions that take the parts they work with and return model values; they
//! never print, ask or exit, so that another front can call the very same ones.

mod call;
mod connections;
mod error;
mod token;
mod toss;

use std::time::Duration;

use crate::http::Client;
use crate::model::Clock;

pub use call::{Called, call_toss};
pub use connections::{Disconnected, disconnect, due_within};
pub use error::OpError;
pub use token::{Demand, Due, Obtained, Origin, Subject, demand, held, obtain};
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
