//! `qetta store rekey`

use std::path::PathBuf;

use clap::Args;

use crate::app::App;
use crate::error::Error;
use crate::model::text;
use crate::store::audit::{Event, Happening};
use crate::store::{KeySource, NewKey, Passphrase, PassphraseAccess, Store, StoreError};
use crate::ui::report::RekeyedStore;

/// Seal everything with a new key, and put that key somewhere else
///
/// Without options the key stays where it is, and is a new one there; a key file of your own stays
/// as it is. Waits until no other qetta renews a token. Where it is interrupted, the store opens with
/// the old key or with the new one. The old key is removed where it was qetta's own. Where there is
/// no store yet, one is made.
#[derive(Debug, Args)]
#[group(id = "place", multiple = false)]
pub(in crate::cli) struct Rekey {
    /// Use the key in this file: 32 bytes, raw, in hex or in Base64
    #[arg(long, value_name = "FILE", group = "place")]
    key_file: Option<PathBuf>,
    /// Lock it with a passphrase: asked for, or that of QETTA_PASSPHRASE_FILE where the store had none
    #[arg(long, group = "place")]
    passphrase: bool,
    /// Lock it with the passphrase in this file
    #[arg(long, value_name = "FILE", group = "place")]
    passphrase_file: Option<PathBuf>,
    /// Put the key into the operating system's keyring
    #[arg(long, group = "place")]
    keyring: bool,
    /// Put the key into a file beside the database, readable by you alone
    #[arg(long, group = "place")]
    generated: bool,
}

impl Rekey {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let recorded = match Store::find(app.settings.data_dir()?)? {
            Some(store) => store.overview()?.key_source,
            None => None,
        };
        let new = self.new_key(app, recorded)?;
        let vault = app.vault_to_rekey(recorded)?;
        let done = vault.rekey(&new, app.patience())?;
        vault.note(&Happening::new(Event::Rekey), app.settings.clock().now());
        let report = RekeyedStore { rekeyed: &done };
        app.ui.show(&report)?;
        if let Some(error) = done.left_behind {
            let why = Error::from(error);
            let (en, ko) = (why.message().english(), why.message().say(crate::model::Lang::Ko));
            app.ui.warn(&text!(
                "the old key is still where it was, and opens nothing any more: {en}",
                "이전 키가 그대로 남아 있지만 더 이상 아무것도 열 수 없습니다: {ko}"
            ));
        }
        Ok(())
    }

    fn new_key(&self, app: &App, recorded: Option<KeySource>) -> Result<NewKey, Error> {
        let ladder = app.ladder();
        if let Some(path) = &self.key_file {
            return Ok(NewKey::Named(path.clone()));
        }
        if let Some(path) = &self.passphrase_file {
            let access = PassphraseAccess { file: Some(path.clone()), prompt: None };
            return Ok(NewKey::Passphrase(Passphrase(access.to_lock()?)));
        }
        if self.passphrase {
            // The file that is named holds the old one, where there is an old one.
            let is_old = recorded == Some(KeySource::Passphrase);
            let file = ladder.passphrase.file.clone().filter(|_| !is_old);
            let access = PassphraseAccess { file, ..ladder.passphrase };
            return match access.to_lock() {
                Err(StoreError::PassphraseNeeded) => Err(no_new_passphrase()),
                passphrase => Ok(NewKey::Passphrase(Passphrase(passphrase?))),
            };
        }
        Ok(match (self.keyring, self.generated) {
            (true, _) => NewKey::Keyring(ladder.keyring),
            (_, true) => NewKey::Generated,
            _ => NewKey::Same,
        })
    }
}

fn no_new_passphrase() -> Error {
    Error::usage(text!(
        "nobody can be asked for the new passphrase",
        "새 암호문을 입력받을 수 없습니다"
    ))
    .hint(text!(
        "name a file with it: `qetta store rekey --passphrase-file FILE`",
        "암호문 파일을 지정하세요: `qetta store rekey --passphrase-file FILE`"
    ))
}
