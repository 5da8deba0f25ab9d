//! The providers that we carry with us, emulated on one loopback port.

mod error;
mod secrets;
mod state;

pub use error::SandboxError;
pub use secrets::AdminToken;
pub use state::State;
