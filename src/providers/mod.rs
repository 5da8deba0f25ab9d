//! A folder a provider: where it lives, how it wants to be asked, and its error language in ours.
//! None of them knows where tokens are kept.

pub mod custom;
pub mod hive;
pub mod hyfata;
pub mod kftc;
mod no_result;
pub mod ottm;
pub mod toss;

pub use no_result::NoResult;
