//! The providers that we carry with us, emulated on one loopback port.
//!
//! ```text
//! listener, tls      a bound port, loopback alone
//! server, exchange   bytes <-> HTTP: time-outs, bounds, the host, the log, the end
//! router             which service, which route; to a plain function
//! toss, hyfata, …    one folder a provider: its checks, its answers, its error language
//! custom             the providers that are nobody's: what a client is told about them
//! admin, well_known  /__qetta: the sandbox's own pages; /.well-known
//! oauth, client      what the providers' endpoints share: how a request is read, and who sent it
//! grant, pkce, jwt   how tokens come of a code or a refresh token
//! bearer             what is done with a token that is out
//! metadata           where a client finds all of it
//! page, redirect     what their pages in the browser share
//! asked              from an authorization request to the way back
//! people, cast       who can log in there; or who a file says
//! rules              which rules a client can break, by their ids
//! journal            what came in and how it was answered, for the tests of others
//! behavior           whose rules a provider keeps
//! secrets, seeded    what is random, and what only looks so
//! state              what the providers remember, in SQLite
//! faults             what goes wrong with them on purpose
//! dice               numbers that look random and are not
//! clock              their time: the machine's, moved or standing still
//! running            where a running sandbox can be found
//! ```
//!
//! Unlike a mock it refuses what the real provider would refuse, in the provider's own words. Where
//! those words are not published it does not invent them: codes that begin with `SANDBOX_` are ours.
//! It is a tool for one developer: nothing in here is fit to guard anything of value.

mod acme;
mod admin;
mod answer;
mod asked;
mod bearer;
mod behavior;
#[cfg(test)]
mod browser;
mod call;
mod cast;
mod client;
mod clock;
mod context;
mod custom;
mod dice;
mod error;
mod exchange;
mod faults;
mod grant;
mod hive;
mod host;
mod hyfata;
mod journal;
mod jwt;
mod kftc;
mod listener;
mod max;
mod metadata;
mod oauth;
mod ottm;
mod page;
mod people;
mod pkce;
mod redirect;
mod router;
mod rules;
mod running;
mod secrets;
mod seeded;
mod server;
mod state;
#[cfg(test)]
mod testing;
mod tls;
mod toss;
mod well_known;

pub use behavior::{Behavior, BehaviorChoice, Behaviors, NoSuchBehavior};
pub use cast::{BadCast, Cast};
pub use clock::{ClockChange, ClockShown, Moment, Shift, WrongTime};
pub use context::{MOST_ACCOUNTS, MOST_TRANSACTIONS, Scenario, inspector};
pub use custom::{CustomProvider, custom_providers};
pub use error::SandboxError;
pub use faults::{
    Fault, Faults, HeldFault, ScenarioFile, ScenarioFileError, WrongFault, fault_reference,
};
pub use journal::{Entry, Journal, ReportFormat, Violation, report};
pub use listener::Listener;
pub use router::environment;
pub use rules::{RULES, Rule};
pub use running::{Announcement, Running};
pub use secrets::AdminToken;
pub use seeded::Seeded;
pub use server::run;
pub use state::State;
