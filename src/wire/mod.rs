//! Other people's bytes: serde shapes and nothing else. What the client reads here the sandbox
//! writes, so that the two cannot drift apart; golden files in `tests/fixtures` pin both to what
//! the providers' own documents print.

pub mod kftc;
pub mod oauth;
pub mod toss;
