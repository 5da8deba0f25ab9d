//! qetta gets, keeps, refreshes and uses OAuth tokens of Korean services.
//!
//! Lowest first; a module names only what stands before it (`tests/architecture.rs` sees to it):
//!
//! | module | is |
//! | --- | --- |
//! | [`model`] | our words: secrets, tokens, connections, time |
//! | [`wire`] | other people's bytes |

pub mod model;
#[cfg(feature = "sandbox")]
pub mod sandbox;
pub mod wire;
