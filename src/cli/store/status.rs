//! `qetta store status`

use clap::Args;

use crate::app::App;
use crate::error::Error;
use crate::store::{KeyLadder, Store};
use crate::ui::report::StoreStanding;

/// Show where the secrets are, where their key is, and why there
///
/// Makes nothing, asks nobody, and takes nothing out of a keyring: it only looks whether one
/// answers, for 3 seconds at most. Where there is no store yet, it says what a new one would take.
#[derive(Debug, Args)]
pub(in crate::cli) struct Status {}

impl Status {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let folder = app.settings.data_dir()?;
        let store = Store::find(folder)?;
        let overview = store.as_ref().map(Store::overview).transpose()?;
        let folder = store.as_ref().map_or(folder, Store::folder);
        let recorded = overview.as_ref().and_then(|overview| overview.key_source);
        let rungs = app.ladder().rungs(folder, recorded);
        let chosen = KeyLadder::chosen(&rungs, recorded);
        app.ui.show(&StoreStanding { folder, overview: overview.as_ref(), rungs: &rungs, chosen })
    }
}
