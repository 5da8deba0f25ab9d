//! `qetta hyfata`

use clap::Subcommand;

use crate::app::App;
use crate::cli::login::LoginArgs;
use crate::error::Error;
use crate::model::Provider;

/// Hyfata: login with PKCE
#[derive(Debug, Subcommand)]
pub(super) enum Hyfata {
    /// Log in: the same as `qetta login hyfata`
    Login(LoginArgs),
}

impl Hyfata {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        match self {
            Self::Login(login) => login.run(app, Provider::Hyfata),
        }
    }
}
