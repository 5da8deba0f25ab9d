//! `qetta ottm`

mod login;
mod userinfo;

use clap::Subcommand;

use crate::app::App;
use crate::error::Error;

/// OTTM: membership login, and who logged in
#[derive(Debug, Subcommand)]
pub(super) enum Ottm {
    Login(login::Login),
    Userinfo(userinfo::Userinfo),
}

/// The member's id, asked now.
pub(super) fn sub(app: &App) -> Result<String, Error> {
    userinfo::ask(app).map(|user| user.sub)
}

impl Ottm {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        match self {
            Self::Login(login) => login.run(app),
            Self::Userinfo(userinfo) => userinfo.run(app),
        }
    }
}
