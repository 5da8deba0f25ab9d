//! The providers that we carry with us, emulated on one loopback port.

mod context;
mod error;
mod listener;
mod running;
mod secrets;
mod state;
mod tls;

pub use context::Scenario;
pub use error::SandboxError;
pub use listener::Listener;
pub use running::{Announcement, Running};
pub use secrets::AdminToken;
pub use state::State;
