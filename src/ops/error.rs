//! How an operation can fail.

use jiff::{SignedDuration, Timestamp};

use crate::http::HttpError;
use crate::model::{Cause, ConnectionKey, OffBase, Provider, Refusal};
use crate::oauth::id_token::BadIdToken;
use crate::oauth::{MetadataError, OAuthError};
use crate::providers::{NoResult, hyfata, ottm};
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
    /// Nobody used the code on another device in time.
    #[error("the code for {provider} was not used in time")]
    DeviceCodeOver {
        /// Where the login was.
        provider: Provider,
    },
    /// Only the person can go on, by connecting again.
    #[error("{provider} has to be connected: {why}")]
    LoginRequired {
        /// Where.
        provider: Provider,
        /// Why.
        why: LoginWhy,
    },
    /// A refresh token is over, of which an earlier renewal got no answer: the token that came after
    /// it was lost on its way, and only the person can go on.
    #[error("{provider} has to be connected: the answer to a renewal at {since} was lost")]
    AnswerLost {
        /// Where.
        provider: Provider,
        /// In the provider's words.
        refusal: Box<Refusal>,
        /// When that renewal began.
        since: Timestamp,
    },
    /// There is no connection of this name.
    #[error("{} has no account {}", key.provider, key.account)]
    NoSuchAccount {
        /// What was named.
        key: ConnectionKey,
    },
    /// Another connection has this name.
    #[error("{} has an account {} already", key.provider, key.account)]
    NameTaken {
        /// The name.
        key: ConnectionKey,
    },
    /// A new token does not live as long as was asked for.
    #[error("a new token of {provider} lives for {lives} s, and not for {}", wanted.as_secs())]
    TooShort {
        /// Whose.
        provider: Provider,
        /// How long a new one lives, in seconds.
        lives: i64,
        /// How long it was to live at least.
        wanted: SignedDuration,
    },
    /// The person, or the provider, ended a login.
    #[error("the login at {provider} was refused")]
    LoginRefused {
        /// Where.
        provider: Provider,
        /// How.
        refused: LoginRefused,
    },
    /// The id token of a login is not to be believed; its tokens are not kept.
    #[error("the id token of {provider} is not to be believed: {why}")]
    BadIdToken {
        /// Whose.
        provider: Provider,
        /// Why not.
        why: BadIdToken,
    },
    /// A server's metadata cannot be used.
    #[error("the metadata of {issuer} cannot be used: {why}")]
    Metadata {
        /// For whom they were asked for, where for one that is set up.
        provider: Option<Provider>,
        /// The server, as it was named.
        issuer: String,
        /// Why not.
        why: MetadataError,
    },
    /// The provider has no such endpoint, and none is set.
    #[error("there is no {name}")]
    NoEndpoint {
        /// Which, by its name in RFC 8414.
        name: &'static str,
    },
    /// The server cannot bind a code by SHA-256, and nobody allowed to go without.
    #[error("{provider} has no code_challenge_method S256")]
    NoS256 {
        /// Which.
        provider: Provider,
    },
    /// Hive's first API has no tokens of our own.
    #[error("Hive v1 has no tokens")]
    NoTokensInV1,
    /// KFTC did not say which institution we are.
    #[error("KFTC did not name the institution's code")]
    NoInstitution,
    /// The system has no random numbers.
    #[error("the operating system gives no random numbers")]
    NoRandomness,
    /// Whoever takes the pages has had enough; why is theirs to say.
    #[error("stopped")]
    Stopped,
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

/// Why a person has to connect.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LoginWhy {
    /// There was never a connection, or it was forgotten.
    NeverConnected,
    /// The connection was made with other settings.
    OtherSettings,
    /// The token is over, and there is nothing to renew it by.
    NoRefreshToken,
    /// The token that the settings hold is over.
    GivenIsOver,
    /// A new token is wanted, and the settings hold the one there is.
    GivenIsFixed,
}

impl std::fmt::Display for LoginWhy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(match self {
            Self::NeverConnected => "it never was",
            Self::OtherSettings => "it was, with other settings",
            Self::NoRefreshToken => "there is nothing to renew it by",
            Self::GivenIsOver => "the token in the settings is over",
            Self::GivenIsFixed => "the token in the settings cannot be renewed",
        })
    }
}

/// How a login ended without a code.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LoginRefused {
    /// With the provider's error, fit to be shown.
    Refused {
        /// `access_denied` and its like.
        error: String,
        /// In the provider's words.
        description: Option<String>,
    },
    /// The person turned back.
    Cancelled,
}

impl From<crate::model::NoRandomness> for OpError {
    fn from(_: crate::model::NoRandomness) -> Self {
        Self::NoRandomness
    }
}

impl OpError {
    /// What `provider` answered instead of a result.
    pub(super) fn no_result(provider: Provider, no_result: NoResult) -> Self {
        match no_result {
            NoResult::Refused(refusal) => Self::Refused { provider, refusal },
            NoResult::NotPromised { http_status, what, .. } => {
                Self::NotPromised { provider, http_status, what }
            }
        }
    }

    /// The same once renewing the token was tried: what is over is the connection, and only the
    /// person can make a new one.
    pub(super) fn after_refresh(self) -> Self {
        match self {
            Self::Refused { provider, refusal } => {
                Self::Refused { provider, refusal: refusal.after_refresh() }
            }
            other => other,
        }
    }

    /// The same where a refresh token was spent: whatever a server has against it, one that does not
    /// do refreshes included, only the person can get the next token.
    pub(super) fn of_refresh(self) -> Self {
        match self {
            Self::Refused { provider, refusal } => {
                let refusal = match provider {
                    Provider::Hyfata => hyfata::of_refresh(refusal),
                    Provider::Ottm => ottm::of_refresh(refusal),
                    _ => refusal,
                };
                Self::Refused { provider, refusal: refusal.of_refresh() }
            }
            other => other,
        }
    }

    /// Whether only the person can go on.
    pub(super) fn wants_a_login(&self) -> bool {
        match self {
            Self::LoginRequired { .. } | Self::AnswerLost { .. } => true,
            Self::Refused { refusal, .. } => refusal.cause == Cause::Connect,
            _ => false,
        }
    }

    /// Whether the provider may have done what it was asked for, although there is no result: it was
    /// silent, broke off, failed, or said something that cannot be read.
    pub(super) fn may_have_been_done(&self) -> bool {
        match self {
            Self::Http { source: HttpError::RetryLater { answer, .. }, .. } => {
                leaves_it_open(answer.status().as_u16())
            }
            Self::Http { source, .. } => !source.is_unsent(),
            Self::Refused { refusal, .. } => {
                refusal.cause == Cause::Outage && leaves_it_open(refusal.http_status)
            }
            Self::NotPromised { http_status, .. } => leaves_it_open(*http_status),
            _ => false,
        }
    }

    /// An error of the protocol, met while asking `provider`.
    pub(super) fn oauth(provider: Provider, error: OAuthError) -> Self {
        match error {
            OAuthError::Http(source) => Self::Http { provider, source },
            OAuthError::Refused(refusal) => Self::Refused { provider, refusal },
            OAuthError::NotPromised { http_status, what } => {
                Self::NotPromised { provider, http_status, what }
            }
            OAuthError::StateOver => Self::StateOver { provider },
            OAuthError::DeviceCodeOver => Self::DeviceCodeOver { provider },
        }
    }
}

/// Whether a status says nothing of what was done: a success without its result, a failure half-way.
/// What turns a request away or sends it elsewhere has done nothing (RFC 9110 §15).
fn leaves_it_open(http_status: u16) -> bool {
    http_status < 300 || http_status == 408 || http_status >= 500
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::http::Phase;

    const PROVIDER: Provider = Provider::Kftc;

    fn http(source: HttpError) -> OpError {
        OpError::Http { provider: PROVIDER, source }
    }

    fn timed_out(phase: Phase) -> OpError {
        http(HttpError::TimedOut { host: "h".into(), after: Duration::ZERO, phase })
    }

    fn refused(code: &str, http_status: u16) -> OpError {
        let (cause, code) = (Cause::of_oauth(code), Some(code.to_owned()));
        let refusal = Refusal { cause, http_status, code, bank_code: None, message: None };
        OpError::Refused { provider: PROVIDER, refusal }
    }

    fn page(http_status: u16) -> OpError {
        OpError::NotPromised { provider: PROVIDER, http_status, what: "a page".into() }
    }

    #[test]
    fn what_was_never_sent_or_turned_away_was_not_done() {
        for error in [
            timed_out(Phase::Connect),
            http(HttpError::Connect { host: "h".into(), cause: "refused".into() }),
            http(HttpError::Tls { host: "h".into(), cause: "unknown issuer".into() }),
            refused("invalid_grant", 400),
            refused("invalid_grant", 500),
            refused("invalid_client", 401),
            refused("temporarily_unavailable", 429),
            page(302),
            page(404),
            page(429),
        ] {
            assert!(!error.may_have_been_done(), "{error:?}");
        }
    }

    #[test]
    fn what_broke_off_or_cannot_be_read_may_have_been_done() {
        for error in [
            timed_out(Phase::Answer),
            http(HttpError::Broken { host: "h".into(), cause: "reset".into() }),
            http(HttpError::TooLarge { host: "h".into(), limit: 1 }),
            refused("server_error", 500),
            refused("temporarily_unavailable", 503),
            page(200),
            page(408),
            page(502),
        ] {
            assert!(error.may_have_been_done(), "{error:?}");
        }
    }
}
