//! `qetta toss`

mod test;
mod token;

use clap::Subcommand;

use crate::app::App;
use crate::error::Error;

/// Toss Certification (토스 인증): connection test and token
#[derive(Debug, Subcommand)]
pub(super) enum Toss {
    Test(test::Test),
    Token(token::Token),
}

impl Toss {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        match self {
            Self::Test(test) => test.run(app),
            Self::Token(token) => token.run(app),
        }
    }
}
