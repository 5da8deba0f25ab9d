//! The ladder, rung by rung: which source of a key stands ready, and why another does not.

use std::path::{Path, PathBuf};

use crate::store::ladder::{self, KeySource};
use crate::store::{KeyLadder, StoreError};

/// One source of a key, and how it stands.
#[derive(Debug)]
pub struct Rung {
    /// Which.
    pub source: KeySource,
    /// The file that it is in, where that is known.
    pub path: Option<PathBuf>,
    /// How it stands now.
    pub standing: Standing,
}

/// How a source of a key stands.
#[derive(Debug)]
pub enum Standing {
    /// It is there. A keyring answers; what it holds was not looked at.
    Ready,
    /// Nobody named it.
    NotNamed,
    /// It would be asked for on the terminal.
    Asked,
    /// It would be made.
    NotMade,
    /// It is of no use as it is.
    Unusable(StoreError),
}

impl KeyLadder {
    /// Every source in the order in which a new store takes them. Nothing is made or asked for, and
    /// nothing is taken out of a keyring: it is only seen whether one answers.
    pub fn rungs(&self, folder: &Path, recorded: Option<KeySource>) -> Vec<Rung> {
        let standing = |looked: Result<(), StoreError>| match looked {
            Ok(()) => Standing::Ready,
            Err(error) => Standing::Unusable(error),
        };
        let own_file = folder.join(ladder::FILE_NAME);
        let own = match ladder::read_generated(&own_file) {
            Err(StoreError::KeyFileMissing { .. }) => Standing::NotMade,
            read => standing(read.map(drop)),
        };
        let named = self.key_file.as_ref().map(|_| standing(self.check_named()));
        let asked = recorded == Some(KeySource::Passphrase) && self.passphrase.prompt.is_some();
        let unnamed = if asked { Standing::Asked } else { Standing::NotNamed };
        let passphrase = self.passphrase.file.as_ref();
        let passphrase_stands = passphrase.map(|_| standing(self.passphrase.check_file()));
        vec![
            Rung {
                source: KeySource::Named,
                path: self.key_file.clone(),
                standing: named.unwrap_or(Standing::NotNamed),
            },
            Rung {
                source: KeySource::Passphrase,
                path: self.passphrase.file.clone(),
                standing: passphrase_stands.unwrap_or(unnamed),
            },
            Rung {
                source: KeySource::Keyring,
                path: None,
                standing: standing(self.keyring.answers()),
            },
            Rung { source: KeySource::Generated, path: Some(own_file), standing: own },
        ]
    }

    /// Which of the rungs counts: for a store, where its key is recorded to be, unless a key file is
    /// named, which is taken at its word; for a new one, the first that can be used. A file that was
    /// named and cannot be read is not passed over.
    pub fn chosen(rungs: &[Rung], recorded: Option<KeySource>) -> Option<KeySource> {
        let named = |rung: &&Rung| !matches!(rung.standing, Standing::NotNamed);
        let usable = |rung: &&Rung| match rung.standing {
            Standing::NotNamed | Standing::Asked => false,
            Standing::Unusable(_) => rung.source != KeySource::Keyring,
            Standing::Ready | Standing::NotMade => true,
        };
        let key_file = rungs.iter().filter(named).find(|rung| rung.source == KeySource::Named);
        match (key_file, recorded) {
            (Some(rung), _) => Some(rung.source),
            (None, Some(recorded)) => Some(recorded),
            (None, None) => rungs.iter().find(usable).map(|rung| rung.source),
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::store::keyring::fake::Keyring;
    use crate::store::testing;
    use crate::store::{KeyringAccess, PassphraseAccess};

    fn chosen(ladder: &KeyLadder, folder: &Path, recorded: Option<KeySource>) -> KeySource {
        KeyLadder::chosen(&ladder.rungs(folder, recorded), recorded).unwrap()
    }

    #[test]
    fn the_first_rung_that_holds_is_chosen_for_a_new_store() {
        let folder = tempfile::tempdir().unwrap();
        let plain = testing::ladder();
        assert_eq!(chosen(&plain, folder.path(), None), KeySource::Generated);
        let keyring = KeyringAccess::Fake(Arc::new(Keyring::default()));
        let with_keyring = KeyLadder { keyring, ..plain.clone() };
        assert_eq!(chosen(&with_keyring, folder.path(), None), KeySource::Keyring);
        let locked = KeyringAccess::Fake(Arc::new(Keyring::locked()));
        let with_lock = KeyLadder { keyring: locked, ..plain.clone() };
        assert_eq!(chosen(&with_lock, folder.path(), None), KeySource::Generated);
        let passphrase =
            PassphraseAccess { file: Some("/nowhere/passphrase".into()), prompt: None };
        let with_passphrase = KeyLadder { passphrase, ..with_keyring };
        assert_eq!(chosen(&with_passphrase, folder.path(), None), KeySource::Passphrase);
        let named = KeyLadder { key_file: Some("/nowhere/key".into()), ..with_passphrase };
        assert_eq!(chosen(&named, folder.path(), None), KeySource::Named);
        assert!(testing::names(folder.path()).is_empty(), "nothing is made by looking");
    }

    #[test]
    fn a_store_keeps_to_where_its_key_is() {
        let folder = tempfile::tempdir().unwrap();
        let keyring = KeyringAccess::Fake(Arc::new(Keyring::default()));
        let ladder = KeyLadder { keyring, ..testing::ladder() };
        let recorded = Some(KeySource::Generated);
        assert_eq!(chosen(&ladder, folder.path(), recorded), KeySource::Generated);
        let named = KeyLadder { key_file: Some("/nowhere/key".into()), ..ladder };
        assert_eq!(chosen(&named, folder.path(), recorded), KeySource::Named);
    }

    #[test]
    fn looking_at_a_keyring_takes_nothing_out_of_it() {
        let folder = tempfile::tempdir().unwrap();
        let keyring = Arc::new(Keyring::default());
        let access = KeyringAccess::Fake(Arc::clone(&keyring));
        KeyLadder { keyring: access, ..testing::ladder() }.rungs(folder.path(), None);
        assert_eq!(keyring.count(), 0);
    }
}
