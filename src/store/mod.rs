//! Tokens at rest: one folder that survives power cuts, races and curious neighbours.
//!
//! [`Store`] is the database without a key: which connections there are, until when, and the way to
//! forget one. [`Store::unlock`] finds the key by a [`KeyLadder`] and gives a [`Vault`], the only type
//! that reads and writes tokens. Writing also takes a [`RefreshGuard`], which one process alone holds.
//!
//! | in the folder | is |
//! | --- | --- |
//! | `qetta.db` | facts in plain columns, tokens sealed one by one |
//! | `qetta.key` | the key, where nothing was named and no keyring answered |
//! | `audit.log` | what was done with which token: see [`audit`] |
//! | `locks/` | a file for every connection that was ever refreshed; it names who is at it just now |
//!
//! That is the place of tokens where nothing else was chosen. A store may also keep them in the
//! operating system's keyring or with the kernel ([`Backend`]), an item for each connection; the
//! database has the facts then, and the item is the truth.
//!
//! Nothing here knows what a provider does, asks a person, prints, or reads the environment; the
//! caller says which folder, which key file, whether a keyring may be asked, and what time it is.
//! Words for people and hints are made elsewhere, from the variants of [`StoreError`].

mod absence;
mod accounts;
pub mod audit;
mod backend;
mod backup;
mod check;
#[cfg(test)]
mod damage;
mod derivation;
mod error;
mod facts;
pub mod files;
mod filesystem;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
mod guard;
mod holder;
mod items;
mod kept;
mod key;
mod keyring;
mod ladder;
mod learnt;
mod migrations;
mod moving;
mod numbers;
mod outside;
mod overview;
mod passphrase;
mod record;
mod rekey;
mod renaming;
mod renewals;
mod restore;
mod rows;
mod rungs;
mod schema;
mod secrets;
mod selection;
mod strays;
#[cfg(test)]
mod testing;
mod unlock;
mod vault;
mod whole;

pub use backend::{Backend, UnknownBackend};
pub use backup::BackedUp;
pub use check::Secrets;
pub use error::StoreError;
pub use facts::Store;
pub use guard::RefreshGuard;
pub use holder::Holder;
pub use keyring::KeyringAccess;
pub use ladder::{KeyLadder, KeySource};
pub use moving::Moved;
pub use overview::Overview;
pub use passphrase::{Asked, PassphraseAccess, Prompt};
pub use rekey::{NewKey, Passphrase, Rekeyed};
pub use renaming::Renamed;
pub use renewals::Unfinished;
pub use restore::Restored;
pub use rungs::{Rung, Standing};
pub use unlock::KeyState;
pub use vault::{Held, Vault};
