//! The protocol, without any provider's name.
//!
//! Requests are made and answers are read by the `oauth2` crate; between it and the wire stands
//! `exchange`, where an answer that a provider spells in its own way becomes one of RFC 6749.
//!
//! A login is two calls of [`authorization`]; between them the person is in the [`browser`], whose
//! answer comes to [`callback`] or is typed into [`paste`].

mod authenticated;
pub mod authorization;
pub mod browser;
pub mod callback;
mod client_credentials;
mod codes;
mod device;
mod dialect;
mod error;
mod exchange;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
pub mod id_token;
mod issued;
mod metadata;
mod outcome;
pub mod paste;
mod refresh;
mod revocation;
#[cfg(test)]
mod testing;

pub use client_credentials::client_credentials;
pub use codes::CODES;
pub use device::{DeviceLogin, begin_on_device, wait_for_device};
pub use dialect::{Dialect, Doubt, ReadRefusal, TokenLife};
pub use error::{OAuthError, rfc_refusal};
pub use issued::Issued;
pub use metadata::{Discovered, MetadataError, discover};
pub use outcome::{BadAnswer, Expected, Outcome};
pub use refresh::refresh;
pub use revocation::{Ending, introspect, revoke};
