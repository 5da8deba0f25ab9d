//! The one HTTP client.
//!
//! It is built when the first request is made, so that commands which need no network pay for none
//! of it; TLS roots are read when the first `https` request is made. It bounds every answer in size
//! and time, follows no redirect, repeats only what may be repeated, and logs by allow-list. What an
//! answer means is not its business: any status is an [`Answer`].
//!
//! [`local`] is the other side: what the helpers on this machine that others come to have in common.

mod client;
mod error;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
pub mod local;
mod log;
mod message;
mod retry;
mod tls;

pub use client::{Client, Options};
pub use error::{HttpError, Phase};
pub use message::{Answer, Bearer, Body, Repeat, Request, UnsendableToken};
