//! Other people's bytes: serde shapes and nothing else. What the client reads here the sandbox
//! writes, so that the two cannot drift apart; golden files in `tests/fixtures` pin both to what
//! the providers' own documents print.

pub mod discovery;
pub mod hive;
pub mod hyfata;
pub mod kftc;
mod lenient;
pub mod max;
pub mod oauth;
pub mod ottm;
pub mod toss;
