//! `qetta hive auth-key`

use clap::Args;

use crate::app::App;
use crate::cli::ottm;
use crate::error::Error;
use crate::model::{CustomAuthKey, Provider, text};
use crate::ops;
use crate::ui::report::HiveKey;

/// Get the key with which a member signs in at Hive
///
/// For the member who logged in with `qetta ottm login`, or the one that is named. The game client
/// signs in with it (AuthV4.signInWithAuthKey); it lives for a minute or so, and once.
#[derive(Debug, Args)]
pub(in crate::cli) struct AuthKey {
    /// The member's id at OTTM (`sub`), instead of the one who logged in
    #[arg(long, value_name = "SUB")]
    sub: Option<String>,
}

impl AuthKey {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        app.hive()?;
        let sub = match self.sub {
            Some(sub) => sub,
            None => member(app)?,
        };
        let key = key_of(app, &sub)?;
        app.ui.show(&HiveKey { key: &key })
    }
}

/// The member who logged in: as it was said then, or asked now.
fn member(app: &App) -> Result<String, Error> {
    let known = app.connection(Provider::Ottm)?.and_then(|connection| connection.provider_user_id);
    known.map_or_else(|| ottm::sub(app), Ok)
}

/// The key with which the member `sub` signs in.
pub(in crate::cli) fn key_of(app: &App, sub: &str) -> Result<CustomAuthKey, Error> {
    let hive = app.hive()?;
    let subject = app.hive_subject(&hive)?;
    let (desk, vault) = (app.desk()?, app.vault()?);
    let asking = text!("asking Hive for the player's key", "Hive에 플레이어 키를 요청하는 중");
    app.wait_for(&asking, ops::auth_key(&desk, &vault, &subject, &hive, sub))
}
