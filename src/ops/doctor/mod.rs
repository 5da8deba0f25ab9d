//! What could be in the way, looked at without changing anything: no file is made, no token is
//! asked for, nothing is taken out of a keyring. A topic is a file; the words are made elsewhere.

mod at_rest;
mod clock;
mod machine;
mod network;
mod redirect;

use std::path::PathBuf;

use jiff::SignedDuration;

use crate::http::HttpError;
use crate::model::{BadRedirectUri, Provider, RedirectUri};
use crate::oauth::callback::CallbackError;
use crate::store::StoreError;

pub use at_rest::{AtRest, check_store};
pub use machine::Machine;
pub use network::{Host, Network};
pub use redirect::{Redirect, RedirectForm};

/// One thing that was looked at.
#[derive(Debug)]
pub struct Check {
    /// Which: `toss.oauth.tcp`.
    pub id: String,
    /// Whether it is in order.
    pub status: Status,
    /// What was found.
    pub finding: Finding,
}

/// Whether something is in order.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Status {
    /// It is.
    Ok,
    /// It may be in the way of somebody.
    Warn,
    /// It is in the way.
    Fail,
}

impl Status {
    /// What a failure comes to where it matters, and where it does not.
    pub fn of_failure(matters: bool) -> Self {
        if matters { Self::Fail } else { Self::Warn }
    }

    /// As JSON has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Ok => "ok",
            Self::Warn => "warn",
            Self::Fail => "fail",
        }
    }
}

/// What was found.
#[derive(Debug)]
pub enum Finding {
    /// How the redirect URI is made.
    Redirect(RedirectUri, RedirectForm),
    /// It is none.
    BadRedirect(BadRedirectUri),
    /// The redirect URI's port is free; `None` means that any free one is taken.
    PortFree(Option<u16>),
    /// It cannot be listened on.
    PortUnusable(CallbackError),
    /// Whether this machine has an own address in each family.
    Loopback {
        /// 127.0.0.1
        v4: bool,
        /// `::1`
        v6: bool,
    },
    /// A name has so many addresses.
    Resolved(String, usize),
    /// A host took the connection at this port.
    Connected(String, u16),
    /// A host answered with this status.
    Answered {
        /// Who.
        host: String,
        /// With which HTTP status.
        status: u16,
        /// Whether over TLS.
        secure: bool,
    },
    /// A host of this provider did not get so far.
    Unreachable(Provider, HttpError),
    /// Which of the addresses that a firewall must let out took a connection.
    Addresses {
        /// Those that did.
        open: Vec<&'static str>,
        /// Those that did not.
        closed: Vec<&'static str>,
    },
    /// Nobody told the time.
    ClockNotCompared,
    /// The provider is on this machine and has the same clock.
    ClockShared,
    /// Our clock is ahead of a host's; behind it where this is negative.
    ClockAhead(String, SignedDuration),
    /// The program that would open addresses; `None` where none is found.
    Browser(Option<PathBuf>),
    /// The keyring answers.
    KeyringAnswers,
    /// There is none to be asked, and a key file takes its place.
    KeyringAbsent(NoKeyring),
    /// There is one, and it does not answer.
    KeyringMute(StoreError),
    /// There is no store yet.
    NoStore,
    /// There is one that no key was chosen for yet.
    StoreWithoutKey,
    /// The store opens with its key.
    StoreOpens,
    /// The store opens, and its key is made of a passphrase that nobody was asked for.
    StoreKeyAsked,
    /// The store opens, and its key rests in the keyring.
    StoreKeyInKeyring {
        /// Whether that answers.
        answers: bool,
    },
    /// What a check of the store itself found.
    AtRest(AtRest),
    /// The store cannot be used.
    StoreUnusable(StoreError),
}

/// Why no keyring is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoKeyring {
    /// The session has none.
    Off,
    /// This build does without.
    NotBuilt,
}

/// All that is looked at.
#[derive(Debug)]
pub struct Situation {
    /// The browser leg of a login.
    pub redirect: Option<Redirect>,
    /// The providers, where the network can be used at all.
    pub network: Option<Network>,
    /// This machine.
    pub machine: Machine,
}

/// Looks at everything, at the same time where that means waiting.
pub async fn examine(situation: Situation) -> Vec<Check> {
    let Situation { redirect, network, machine } = situation;
    let mut checks = redirect.as_ref().map(redirect::look_at).unwrap_or_default();
    checks.push(machine::loopback());
    let waiting_for_network = async {
        match &network {
            Some(network) => network::look_at(network).await,
            None => Vec::new(),
        }
    };
    let (of_network, of_keyring) = tokio::join!(waiting_for_network, machine::keyring(&machine));
    checks.extend(of_network);
    checks.push(machine::browser(&machine));
    let answers = matches!(of_keyring.finding, Finding::KeyringAnswers);
    checks.push(of_keyring);
    checks.extend(machine::store(&machine, answers));
    checks
}

fn check(id: impl Into<String>, status: Status, finding: Finding) -> Check {
    Check { id: id.into(), status, finding }
}
