//! A folder a provider: where it lives, how it wants to be asked, and its error language in ours.
//! None of them knows where tokens are kept.

pub mod custom;
pub mod hive;
pub mod hyfata;
pub mod kftc;
pub mod max;
mod no_result;
pub mod ottm;
pub mod toss;

pub use no_result::NoResult;

#[cfg(test)]
mod testing {
    use crate::model::{AccessToken, Token};

    /// A token of this scope.
    pub(crate) fn token(scope: &str) -> Token {
        Token {
            access_token: AccessToken::new("canary-token"),
            refresh_token: None,
            token_type: "Bearer".into(),
            scope: scope.into(),
            issued_at: "2026-11-21T12:00:00Z".parse().unwrap(),
            expires_in: None,
        }
    }
}
