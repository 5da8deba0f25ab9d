//! `qetta ottm login`

use clap::Args;

use crate::app::App;
use crate::cli::hive;
use crate::cli::login::LoginArgs;
use crate::cli::ottm::userinfo;
use crate::error::Error;
use crate::model::Provider;
use crate::ui::report::NewLogin;

/// Log in as a member: the same as `qetta login ottm`
#[derive(Debug, Args)]
pub(in crate::cli) struct Login {
    #[command(flatten)]
    login: LoginArgs,

    /// Go on to Hive: who logged in, and the key with which the player signs in there
    #[arg(long)]
    hive: bool,
}

impl Login {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        if !self.hive {
            return self.login.run(app, Provider::Ottm);
        }
        // What is missing for the second half is said before the browser opens for the first.
        app.hive()?;
        let login = self.login.log_in(app, Provider::Ottm)?;
        let user = userinfo::ask(app)?;
        let key = hive::key_of(app, &user.sub)?;
        app.ui.show(&NewLogin {
            provider: Provider::Ottm,
            login: &login,
            user: Some(&user),
            custom_auth_key: Some(&key),
        })
    }
}
