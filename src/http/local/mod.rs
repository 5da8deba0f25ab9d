//! The least of a server, for this machine alone: heads of requests in, one reply out, the end of the
//! connection. Anybody here can reach it, any page in a browser included; so every connection has its
//! own short time, and their number is bounded. What a request means is its reader's business.

mod connections;
mod request;

pub use connections::{Connections, send};
#[cfg(fuzzing)]
pub(crate) use request::parse;
pub use request::{Head, Unread, read_head};
