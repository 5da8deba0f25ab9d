//! How an operation can fail.

use crate::http::HttpError;
use crate::model::{OffBase, Provider, Refusal};
use crate::oauth::OAuthError;
use crate::store::StoreError;

/// Why an operation came to nothing.
#[derive(Debug, thiserror::Error)]
pub enum OpError {
    /// The tokens at rest.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// There was no answer from the provider.
    #[error("no answer from {provider}")]
    Http {
        /// Who was asked.
        provider: Provider,
        /// What happened.
        source: HttpError,
    },
    /// The provider said no.
    #[error("{provider} refused")]
    Refused {
        /// Who refused.
        provider: Provider,
        /// In its own words.
        refusal: Refusal,
    },
    /// The provider's answer was neither what was asked for nor a refusal.
    #[error("{provider} answered HTTP {http_status} with {what}")]
    NotPromised {
        /// Who answered.
        provider: Provider,
        /// As it came.
        http_status: u16,
        /// What it was instead.
        what: String,
    },
    /// A login was answered later than its state lives.
    #[error("the login at {provider} took longer than its state lives")]
    StateOver {
        /// Where the login was.
        provider: Provider,
    },
    /// The path of a call leaves the provider's base address.
    #[error(transparent)]
    OffBase(#[from] OffBase),
    /// The stored token cannot be sent.
    #[error("the stored token of {provider} cannot stand in an HTTP header")]
    Unsendable {
        /// Whose token.
        provider: Provider,
    },
}

impl OpError {
    /// An error of the protocol, met while asking `provider`.
    pub(super) fn oauth(provider: Provider, error: OAuthError) -> Self {
        match error {
            OAuthError::Http(source) => Self::Http { provider, source },
            OAuthError::Refused(refusal) => Self::Refused { provider, refusal },
            OAuthError::NotPromised { http_status, what } => {
                Self::NotPromised { provider, http_status, what }
            }
            OAuthError::StateOver => Self::StateOver { provider },
        }
    }
}
