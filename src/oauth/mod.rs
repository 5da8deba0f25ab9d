//! The protocol, without any provider's name.
//!
//! Requests are made and answers are read by the `oauth2` crate; between it and the wire stands
//! `exchange`, where an answer that a provider spells in its own way becomes one of RFC 6749.

mod client_credentials;
mod error;
mod exchange;

pub use client_credentials::client_credentials;
pub use error::{OAuthError, rfc_refusal};

/// Reads a refusal that a provider spells in its own way; RFC 6749 §5.2 is read without help.
pub type ReadRefusal = fn(&crate::http::Answer) -> Option<crate::model::Refusal>;
