//! The results that commands show, a file each: what it is for people, what it is for programs.

mod connections;
#[cfg(feature = "sandbox")]
mod demo;
mod disconnected;
#[cfg(feature = "sandbox")]
mod sandbox;
mod settings;
mod tested;
mod token;

pub use connections::Connections;
#[cfg(feature = "sandbox")]
pub use demo::DemoStep;
pub use disconnected::DisconnectedAll;
#[cfg(feature = "sandbox")]
pub use sandbox::{SandboxEnvironment, SandboxReady};
pub use settings::{FilePath, SettingsListing};
pub use tested::ConnectionTest;
pub use token::StoredToken;
