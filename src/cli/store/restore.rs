//! `qetta store restore`

use std::path::{Path, PathBuf};

use clap::Args;
use jiff::Timestamp;

use crate::app::App;
use crate::error::Error;
use crate::model::text;
use crate::store::audit::{Event, Happening};
use crate::store::{KeyLadder, Restored, Store};
use crate::ui::report::StoreRestored;

/// Put a copy in the place of the store
///
/// The copy is looked at from end to end first, and has to open with its key: in the place where the
/// store's key is, or by QETTA_KEY_FILE or a passphrase. The store before it keeps another name. A
/// refresh token that was renewed after the copy was made may have ended.
#[derive(Debug, Args)]
pub(in crate::cli) struct Restore {
    /// The copy
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Also where there is a store that has connections, or does not open
    #[arg(long)]
    force: bool,
}

impl Restore {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let (folder, now) = (app.settings.data_dir()?, app.settings.clock().now());
        let ladder = app.ladder();
        let done = Store::restore(folder, &self.file, &ladder, self.force, now, app.patience())?;
        record(folder, &ladder, &done, now)?;
        app.ui.show(&StoreRestored { done: &done })?;
        if done.connections > 0 {
            app.ui.warn(&text!(
                "what was renewed after the copy was made may have ended at its provider: \
                 `qetta refresh --all` shows which has to be connected again",
                "백업 이후에 갱신된 토큰은 제공자에서 이미 끝났을 수 있습니다. \
                 `qetta refresh --all`로 다시 연결할 것을 확인하세요"
            ));
        }
        Ok(())
    }
}

/// Under seal, where the copy has a key: from here on that one vouches for the log. Whoever was asked
/// for a passphrase is not asked again.
fn record(folder: &Path, ladder: &KeyLadder, done: &Restored, now: Timestamp) -> Result<(), Error> {
    let restored = Happening::new(Event::Restore);
    let Some(store) = Store::find(folder)? else { return Ok(()) };
    match done.key_source {
        Some(_) => store.unlock(ladder)?.note(&restored, now),
        None => store.note(&restored, now),
    }
    Ok(())
}
