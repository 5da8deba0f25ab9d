//! qetta gets, keeps, refreshes and uses OAuth tokens of Korean services.
//!
//! This library is the whole program; the binary is one statement. Lowest first, and a module names
//! only what stands before it (`tests/architecture.rs` keeps that true; `docs/architecture.md` says
//! why):
//!
//! | module | is |
//! | --- | --- |
//! | [`model`] | our words: secrets, tokens, connections, time, sentences in two languages |
//! | [`wire`] | other people's bytes |
//! | [`http`] | the one HTTP client |
//! | [`store`] | tokens at rest, and who may renew one |
//! | [`oauth`] | the protocol, without any provider's name |
//! | [`providers`] | a folder a provider: where it lives, and its error language in ours |
//! | [`ops`] | what qetta can do, without printing, asking or exiting |
//! | [`settings`] | flags, environment, files: who wins, and where a value came from |
//! | `sandbox` | the providers that we carry with us |
//! | [`error`] | kinds, words, hints and exit codes, in one place |
//! | [`ui`] | text for people, documents for programs |
//! | `app` | builds the parts once |
//! | `cli` | what can be typed |

mod app;
mod cli;
pub mod error;
pub mod http;
pub mod model;
pub mod oauth;
pub mod ops;
pub mod providers;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod settings;
pub mod store;
pub mod ui;
pub mod wire;

pub use cli::{generate, run};
pub use error::reference as exit_codes_reference;
#[cfg(feature = "sandbox")]
pub use sandbox::fault_reference;
pub use settings::reference as settings_reference;
