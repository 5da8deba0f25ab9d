//! The helper that the browser comes back to: a server for one login, on this machine alone.
//!
//! [`Listener::bind`] takes the port before the browser is opened and keeps it; [`Listener::wait`]
//! answers whatever comes until one good answer came or the time is over. Anybody on this machine,
//! and any web page in the person's browser, can reach it: so a request is judged in a fixed order
//! (`judgement`), every connection has its own short time, and their number is bounded
//! ([`crate::http::local`]).

#[cfg(fuzzing)]
pub(in crate::oauth) mod fuzzing;
mod judgement;
mod listener;
mod page;
mod reception;
mod reply;
#[cfg(test)]
mod tests;

pub use listener::{CallbackError, Listener};
