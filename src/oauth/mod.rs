//! The protocol, without any provider's name.
//!
//! Requests are made and answers are read by the `oauth2` crate; between it and the wire stands
//! `exchange`, where an answer that a provider spells in its own way becomes one of RFC 6749.
//!
//! A login is two calls of [`authorization`]; between them the person is in the [`browser`], whose
//! answer comes to [`callback`] or is typed into [`paste`].

pub mod authorization;
pub mod browser;
pub mod callback;
mod client_credentials;
mod codes;
mod dialect;
mod error;
mod exchange;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
mod issued;
mod outcome;
pub mod paste;
mod refresh;
#[cfg(test)]
mod testing;

pub use client_credentials::client_credentials;
pub use codes::CODES;
pub use dialect::{Dialect, Encoding, ReadRefusal, TokenLife};
pub use error::{OAuthError, rfc_refusal};
pub use issued::Issued;
pub use outcome::{BadAnswer, Expected, Outcome};
pub use refresh::refresh;
