//! What can go wrong with the sandbox itself; what a provider refuses is an
//! [`Answer`](super::answer::Answer) instead.

use std::io;
use std::net::SocketAddr;
use std::path::PathBuf;

use crate::sandbox::{BadCast, ScenarioFileError};

/// Why the sandbox cannot run, or cannot go on.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum SandboxError {
    /// An address that others could reach.
    #[error("the sandbox listens on this machine alone (127.0.0.1 or [::1]), not on {0}")]
    NotLoopback(SocketAddr),
    /// The port is taken, or may not be had.
    #[error("cannot listen on {address}")]
    Bind {
        /// What was asked for.
        address: SocketAddr,
        /// The system's reason.
        source: io::Error,
    },
    /// The bound socket cannot be used.
    #[error("cannot accept connections")]
    Listen(#[source] io::Error),
    /// No certificate could be made.
    #[error("cannot make a certificate")]
    Certificate(#[from] rcgen::Error),
    /// The certificate that was made is refused by the TLS library.
    #[error("cannot set up TLS")]
    Tls(#[from] rustls::Error),
    /// The state refuses to be read or written.
    #[error("the sandbox's state cannot be used")]
    State(#[from] rusqlite::Error),
    /// A file that should be the sandbox's state is something else.
    #[error("{} is not the state of a sandbox", path.display())]
    NotOurs {
        /// Which one.
        path: PathBuf,
    },
    /// A file of the sandbox cannot be written.
    #[error("cannot write {}", path.display())]
    File {
        /// Which one.
        path: PathBuf,
        /// The system's reason.
        source: io::Error,
    },
    /// The scenario file has a mistake.
    #[error("{}:{}", .0.path.display(), .0.line)]
    ScenarioFile(#[from] ScenarioFileError),
    /// The people of a file make no sense.
    #[error("{} cannot be read: {fault}", path.display())]
    People {
        /// Which file.
        path: PathBuf,
        /// Where, and what.
        fault: BadCast,
    },
    /// One of the sandbox's own keys is none, or does not do what it is for.
    #[error("a key of the sandbox cannot be used")]
    Key,
    /// The system has no random numbers.
    #[error("the system gives no random numbers")]
    Randomness,
}
