//! `qetta ottm login`

use clap::Args;

use crate::app::App;
use crate::cli::hive;
use crate::cli::login::LoginArgs;
use crate::cli::ottm::userinfo;
use crate::error::{Error, Kind};
use crate::model::{Provider, text};
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
        if login.identity.as_ref().is_some_and(|who| who.subject() != Some(user.sub.as_str())) {
            return Err(another_member());
        }
        let key = hive::key_of(app, &user.sub)?;
        app.ui.show(&NewLogin {
            provider: Provider::Ottm,
            login: &login,
            user: Some(&user),
            custom_auth_key: Some(&key),
        })
    }
}

/// `OpenID` Connect Core §5.3.2: the two have to speak of one person.
fn another_member() -> Error {
    Error::new(
        Kind::ProviderRefused,
        text!(
            "the id token and the user info are about two different members",
            "ID 토큰과 회원 정보가 서로 다른 회원의 것입니다"
        ),
    )
    .at(Provider::Ottm)
    .hint(text!("log in again: `qetta ottm login`", "다시 로그인하세요: `qetta ottm login`"))
}
