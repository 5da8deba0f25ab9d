//! `qetta account list`

use clap::Args;

use crate::app::App;
use crate::cli::global::{PROVIDER, provider};
use crate::error::Error;
use crate::model::{Provider, Selection};
use crate::store::Store;
use crate::ui::report::ConnectedAccounts;

/// List the accounts that are connected
///
/// Of every profile, or of the one that is named by `--profile`, `--sandbox` or QETTA_PROFILE. Those
/// that a command would use as the settings are now are marked. Needs no key.
#[derive(Debug, Args)]
pub(in crate::cli) struct List {
    /// One provider alone
    #[arg(value_name = PROVIDER, value_parser = provider)]
    provider: Option<Provider>,
}

impl List {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let which = Selection {
            profile: app.settings.named_profile(),
            provider: self.provider,
            account: app.settings.typed_account(),
        };
        let connections = match Store::find(app.settings.data_dir()?)? {
            Some(store) => store.selected(which)?,
            None => Vec::new(),
        };
        app.ui.show(&ConnectedAccounts {
            which,
            connections: &connections,
            profile: app.settings.profile(),
            account: app.settings.account(),
            now: app.settings.clock().now(),
        })
    }
}
