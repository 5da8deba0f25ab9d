//! `qetta store backup`

use std::path::PathBuf;

use clap::Args;

use crate::app::App;
use crate::error::Error;
use crate::model::text;
use crate::store::audit::{Event, Happening};
use crate::store::{Backend, Passphrase, PassphraseAccess, Store};
use crate::ui::report::StoreBackedUp;

/// Copy the store into a new file, while others use it
///
/// The file must not be there yet; it is readable by you alone, and complete before it has its name.
/// Its secrets stay sealed, and those that rest in a keyring are sealed into it: it opens with the same key as the store, or with the passphrase that it
/// is given.
#[derive(Debug, Args)]
pub(in crate::cli) struct Backup {
    /// Where to
    #[arg(value_name = "FILE")]
    file: PathBuf,
    /// Lock the copy with a passphrase, so that nothing else is needed with it: that of
    /// QETTA_PASSPHRASE_FILE, or one that is asked for
    #[arg(long)]
    passphrase: bool,
}

impl Backup {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let store = Store::find(app.settings.data_dir()?)?.ok_or_else(no_store)?;
        let recorded = store.overview()?.key_source;
        let done = if self.passphrase {
            let access = app.ladder().passphrase;
            let locked = Passphrase(PassphraseAccess::to_lock(&access)?);
            drop(store);
            let vault = app.vault_to_rekey(recorded)?;
            let done = vault.backup_locked(&self.file, &locked)?;
            vault.note(&Happening::new(Event::Backup), app.settings.clock().now());
            done
        } else if store.backend()? == Backend::Sqlite {
            let done = store.backup(&self.file)?;
            store.note(&Happening::new(Event::Backup), app.settings.clock().now());
            done
        } else {
            // They have to be taken out of where they rest, and sealed.
            let vault = store.unlock(&app.ladder())?;
            let done = vault.backup(&self.file)?;
            vault.note(&Happening::new(Event::Backup), app.settings.clock().now());
            done
        };
        app.ui.show(&StoreBackedUp { done: &done })
    }
}

fn no_store() -> Error {
    Error::new(
        crate::error::Kind::Store,
        text!(
            "there is no store yet, so nothing to copy",
            "아직 저장소가 없어 백업할 것이 없습니다"
        ),
    )
}
