//! `qetta account rename`

use clap::Args;

use crate::app::App;
use crate::cli::global::{PROVIDER, provider};
use crate::error::Error;
use crate::model::{Account, ConnectionKey, Profile, Provider, text};
use crate::ops::{self, OpError};
use crate::store::Store;
use crate::ui::report::AccountRenamed;

/// Give an account another name, or take it to another profile
///
/// The token and all that belongs to it go along; the provider is not asked. A name that is taken is
/// left to whoever has it.
#[derive(Debug, Args)]
pub(in crate::cli) struct Rename {
    /// Of which provider
    #[arg(value_name = PROVIDER, value_parser = provider)]
    provider: Provider,

    /// Its name now
    #[arg(value_name = "OLD", conflicts_with = "account")]
    old: Account,

    /// Its name from now on; it may be the same under another profile
    #[arg(value_name = "NEW")]
    new: Account,

    /// Take it to this profile
    #[arg(long, value_name = "NAME")]
    to_profile: Option<Profile>,
}

impl Rename {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let here = app.settings.profile();
        let profile = match self.to_profile {
            Some(profile) => app.settings.known_profile(profile)?,
            None => here.clone(),
        };
        let provider = self.provider;
        let from = ConnectionKey { profile: here.clone(), provider, account: self.old };
        let to = ConnectionKey { profile, provider, account: self.new };
        // No key is made, or asked for, where there is nothing to rename.
        let store = Store::find(app.settings.data_dir()?)?;
        let connection = store.map(|store| store.connection(&from)).transpose()?.flatten();
        if connection.is_none() {
            return Err(OpError::NoSuchAccount { key: from }.into());
        }
        let vault = app.vault()?;
        let doing = text!("renaming the account", "계정 이름을 바꾸는 중");
        app.wait_for(&doing, ops::rename(&vault, &from, &to, app.patience()))?;
        ops::renamed(&vault, &from, &to, app.settings.clock().now());
        app.ui.show(&AccountRenamed { from: &from, to: &to })
    }
}
