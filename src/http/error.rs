//! What can go wrong between us and an answer.

use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;

use crate::http::Answer;

/// How far an exchange had come when its time was over.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// No connection yet: a firewall that drops, or a host that is down.
    Connect,
    /// Connected, and no whole answer.
    Answer,
}

/// An exchange without an answer. Nothing in it comes from a request's headers or body, or from an
/// answer's body.
#[derive(Debug, thiserror::Error)]
pub enum HttpError {
    /// The time was over.
    #[error("{host} did not answer within {} s", .after.as_secs_f64())]
    TimedOut {
        /// Who was asked.
        host: String,
        /// The limit that was reached.
        after: Duration,
        /// What it was waiting for.
        phase: Phase,
    },
    /// The name was not found, the port is closed, the network is down.
    #[error("cannot connect to {host}: {cause}")]
    Connect {
        /// Who was asked.
        host: String,
        /// What the system said.
        cause: String,
    },
    /// The certificate or the handshake was refused.
    #[error("no trusted TLS connection to {host}: {cause}")]
    Tls {
        /// Who was asked.
        host: String,
        /// What the TLS library said.
        cause: String,
    },
    /// The connection broke off after it was made.
    #[error("the connection to {host} broke off: {cause}")]
    Broken {
        /// Who was asked.
        host: String,
        /// What the system said.
        cause: String,
    },
    /// More bytes than any answer of this kind has.
    #[error("the answer of {host} is larger than {limit} bytes")]
    TooLarge {
        /// Who was asked.
        host: String,
        /// The bound.
        limit: usize,
    },
    /// The provider asks for more patience than a command has.
    #[error("{host} answered {} and asks to wait until {until}", answer.status())]
    RetryLater {
        /// Who was asked.
        host: String,
        /// What it said with it: 429 or 503.
        answer: Box<Answer>,
        /// From when on it may be asked again.
        until: Timestamp,
    },
    /// Certificates that the settings name cannot be used.
    #[error("cannot use the certificates in {}: {cause}", path.display())]
    Certificates {
        /// The file.
        path: PathBuf,
        /// Why not.
        cause: String,
    },
    /// The proxy that the environment names cannot be used.
    #[error("cannot use the proxy that the environment names: {cause}")]
    Proxy {
        /// Why not; a proxy's address may hold a password, so it is not repeated here.
        cause: String,
    },
}

impl HttpError {
    /// Whether the request cannot have reached the provider.
    pub fn is_unsent(&self) -> bool {
        matches!(
            self,
            Self::Connect { .. }
                | Self::Tls { .. }
                | Self::TimedOut { phase: Phase::Connect, .. }
                | Self::Certificates { .. }
                | Self::Proxy { .. }
        )
    }

    /// Whether the same request may succeed later without anybody changing anything.
    pub fn may_pass(&self) -> bool {
        !matches!(
            self,
            Self::Tls { .. }
                | Self::Certificates { .. }
                | Self::Proxy { .. }
                | Self::TooLarge { .. }
        )
    }
}

/// Sorts a transport error; never keeps the URL, whose query could hold a secret.
pub(super) fn classify(error: reqwest::Error, host: String, limits: Limits) -> HttpError {
    let connecting = error.is_connect();
    if error.is_timeout() {
        let (phase, after) = if connecting {
            (Phase::Connect, limits.connect)
        } else {
            (Phase::Answer, limits.whole)
        };
        return HttpError::TimedOut { host, after, phase };
    }
    let error = error.without_url();
    if let Some(cause) = tls_cause(&error) {
        return HttpError::Tls { host, cause };
    }
    let cause = innermost(&error);
    if connecting { HttpError::Connect { host, cause } } else { HttpError::Broken { host, cause } }
}

/// The time limits that an exchange ran under.
#[derive(Clone, Copy, Debug)]
pub(super) struct Limits {
    pub(super) connect: Duration,
    pub(super) whole: Duration,
}

/// The last cause of the chain, which is the one that says something: "connection refused".
fn innermost(error: &dyn std::error::Error) -> String {
    let mut deepest = error;
    while let Some(source) = deepest.source() {
        deepest = source;
    }
    deepest.to_string()
}

/// What the TLS library said, where it was the one to refuse. An `io::Error` hides it one step
/// aside of the chain.
fn tls_cause(error: &(dyn std::error::Error + 'static)) -> Option<String> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(tls) = error.downcast_ref::<rustls::Error>() {
            return Some(tls.to_string());
        }
        let inside = error.downcast_ref::<std::io::Error>().and_then(std::io::Error::get_ref);
        next = match inside {
            Some(inside) => Some(inside),
            None => error.source(),
        };
    }
    None
}
