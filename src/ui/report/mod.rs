//! The results that commands show, a file each: what it is for people, what it is for programs.

mod account_names;
mod accounts;
mod audit;
mod backup;
mod balances;
mod claims;
mod connections;
#[cfg(feature = "sandbox")]
mod demo;
mod disconnected;
mod doctor;
mod explained;
#[cfg(feature = "sandbox")]
mod faults;
mod jwt;
mod login;
mod moved;
mod pkce;
mod providers;
mod refreshed;
mod rekeyed;
#[cfg(feature = "sandbox")]
mod sandbox;
mod server;
mod service_token;
mod settings;
mod store;
mod tested;
mod token;
mod transactions;

pub use account_names::{AccountRenamed, ConnectedAccounts};
pub use accounts::{Accounts, NewConnection};
pub use audit::{AuditTrail, AuditVerdict};
pub use backup::{StoreBackedUp, StoreRestored};
pub use balances::{AccountBalance, AccountBalances, FailedAccount};
pub use connections::Connections;
#[cfg(feature = "sandbox")]
pub use demo::DemoStep;
pub use disconnected::DisconnectedAll;
pub use doctor::{Diagnosis, Symptom};
pub use explained::Explained;
#[cfg(feature = "sandbox")]
pub use faults::{FaultRow, FaultsCleared, SandboxFaults};
pub use jwt::JwtShown;
pub use login::{HiveKey, MemberShown, NewLogin, PlayerVerified};
pub use moved::MovedSecrets;
pub use pkce::{PkceChallenge, PkcePair, PkceVerdict};
pub use providers::{KnownProvider, ProviderRow, ProviderTable};
pub use refreshed::{Refreshed, RefreshedAll, Renewal};
pub use rekeyed::RekeyedStore;
#[cfg(feature = "sandbox")]
pub use sandbox::{
    RunningSandbox, SandboxClock, SandboxEnvironment, SandboxReady, SandboxStatus, SandboxStopped,
};
pub use server::{Introspection, ServerMetadata};
pub use service_token::{
    NewSecret, RegisteredClients, ServiceTokenIssued, ServiceTokenState, SixChecks, Statistics,
};
pub use settings::{FilePath, SettingsListing};
pub use store::StoreStanding;
pub use tested::ConnectionTest;
pub use token::StoredToken;
pub use transactions::{PostingRow, Statement, Statements};
