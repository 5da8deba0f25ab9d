//! Who is asked for a passphrase: whoever sits at the terminal, unless nobody is to be asked.

use zeroize::Zeroizing;

use crate::app::App;
use crate::model::{Lang, Text, text};
use crate::store::{Asked, PassphraseAccess, Prompt, StoreError};
use crate::ui::hidden::{self, Typed};

impl App {
    /// Where a passphrase comes from.
    pub(super) fn passphrase(&self) -> PassphraseAccess {
        PassphraseAccess {
            file: self.settings.passphrase_file().map(Into::into),
            prompt: self.passphrase_prompt(),
        }
    }

    /// Who may be asked for one.
    pub(crate) fn passphrase_prompt(&self) -> Option<Prompt> {
        let lang = self.ui.lang;
        (!self.settings.no_input()).then(|| Prompt::new(move |asked| ask(asked, lang)))
    }
}

fn ask(asked: Asked, lang: Lang) -> Result<Zeroizing<String>, StoreError> {
    match asked {
        Asked::ToOpen => line(&text!("passphrase of the store: ", "저장소 암호문: "), lang),
        Asked::ToLock => {
            let first = line(&text!("new passphrase: ", "새 암호문: "), lang)?;
            let second = line(&text!("the same once more: ", "한 번 더: "), lang)?;
            if first == second { Ok(first) } else { Err(StoreError::PassphraseMistyped) }
        }
    }
}

fn line(question: &Text, lang: Lang) -> Result<Zeroizing<String>, StoreError> {
    match hidden::ask(question.say(lang)) {
        Ok(Typed::Line(line)) => Ok(line),
        Ok(Typed::Interrupted) => Err(StoreError::Interrupted),
        // No terminal: nobody is there.
        Err(error) if error.kind() != std::io::ErrorKind::InvalidData => {
            tracing::debug!(%error, "nobody can be asked for a passphrase");
            Err(StoreError::PassphraseNeeded)
        }
        Err(source) => Err(StoreError::PassphraseUnasked { source }),
    }
}
