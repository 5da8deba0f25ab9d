//! A folder a provider: where it lives, how it wants to be asked, and its error language in ours.
//! None of them knows where tokens are kept.

pub mod kftc;
pub mod toss;
