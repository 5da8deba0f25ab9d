//! `qetta store move`

use clap::Args;

use crate::app::App;
use crate::cli::global::named;
use crate::error::{Error, Kind};
use crate::model::text;
use crate::store::Backend;
use crate::store::audit::{Event, Happening};
use crate::ui::report::MovedSecrets;

/// Move the secrets to the encrypted database, the keyring or the kernel
///
/// Waits until no other qetta renews a token. Every secret is copied, read back and compared before
/// the old place is given up. Where it is interrupted, every connection can be used, and the same
/// command finishes what was begun. The store's key stays where it is: `qetta store rekey` moves that.
#[derive(Debug, Args)]
pub(in crate::cli) struct Move {
    /// Where the secrets are to rest; the kernel (`keyutils`) forgets them at reboot or logout
    #[arg(long, value_name = "PLACE", value_parser = named::<Backend>(Backend::NAMES))]
    to: Backend,
}

impl Move {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let vault = app.vault_to_move()?.ok_or_else(|| no_store(self.to))?;
        let moved = vault.move_secrets(self.to, app.patience())?;
        if moved.from != moved.to {
            vault.note(&Happening::new(Event::Move), app.settings.clock().now());
        }
        if moved.to == Backend::Keyutils {
            app.note_that_the_kernel_forgets();
        }
        app.ui.show(&MovedSecrets { moved: &moved })
    }
}

fn no_store(to: Backend) -> Error {
    let message = text!(
        "there is no store yet, so there is nothing to move",
        "저장소가 아직 없어 옮길 것이 없습니다"
    );
    Error::new(Kind::Config, message).hint(text!(
        "begin one there with `--store {to}`",
        "`--store {to}`(으)로 그곳에 저장소를 시작하세요"
    ))
}
