//! What this machine brings along.

use std::ffi::OsString;
use std::net::{Ipv4Addr, Ipv6Addr, TcpListener};
use std::path::{Path, PathBuf};

use super::{Check, Finding, NoKeyring, Status, check};
use crate::oauth::browser::{self, Browser};
use crate::store::{KeyLadder, KeyState, Store, StoreError};

/// This machine, as the settings describe it.
#[derive(Debug)]
pub struct Machine {
    /// What opens addresses.
    pub browser: Browser,
    /// The folders of programs, as `PATH` has them.
    pub search_path: Option<OsString>,
    /// Where the store is, or would be.
    pub data_folder: Option<PathBuf>,
    /// Where its key may be.
    pub ladder: KeyLadder,
}

/// Whether the helper of a login can listen in both families.
pub(super) fn loopback() -> Check {
    let v4 = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).is_ok();
    let v6 = TcpListener::bind((Ipv6Addr::LOCALHOST, 0)).is_ok();
    let status = match (v4, v6) {
        (true, true) => Status::Ok,
        (false, false) => Status::Fail,
        _ => Status::Warn,
    };
    check("loopback", status, Finding::Loopback { v4, v6 })
}

/// The first program that is there; none is run.
pub(super) fn browser(machine: &Machine) -> Check {
    let programs = browser::programs(&machine.browser);
    let found = programs.iter().find_map(|program| found(program, machine.search_path.as_ref()));
    let status = if found.is_some() { Status::Ok } else { Status::Warn };
    check("browser", status, Finding::Browser(found))
}

fn found(program: &Path, search_path: Option<&OsString>) -> Option<PathBuf> {
    if program.components().count() > 1 {
        return program.is_file().then(|| program.to_owned());
    }
    let folders = std::env::split_paths(search_path?);
    let names = [program.to_owned(), program.with_extension("exe")];
    let names = if cfg!(windows) { &names[..] } else { &names[..1] };
    folders
        .flat_map(|folder| names.iter().map(move |name| folder.join(name)))
        .find(|path| path.is_file())
}

/// Whether the keyring answers. It is waited for beside everything else.
pub(super) async fn keyring(machine: &Machine) -> Check {
    const ID: &str = "keyring";

    let keyring = machine.ladder.keyring.clone();
    let asked = tokio::task::spawn_blocking(move || keyring.answers()).await;
    let broke = |_| Err(StoreError::KeyringUnreachable { reason: "it broke off".to_owned() });
    match asked.unwrap_or_else(broke) {
        Ok(()) => check(ID, Status::Ok, Finding::KeyringAnswers),
        Err(StoreError::KeyringOff) => {
            check(ID, Status::Ok, Finding::KeyringAbsent(NoKeyring::Off))
        }
        Err(StoreError::KeyringNotBuilt) => {
            check(ID, Status::Ok, Finding::KeyringAbsent(NoKeyring::NotBuilt))
        }
        Err(error) => check(ID, Status::Warn, Finding::KeyringMute(error)),
    }
}

/// Whether the store opens, where there is one.
pub(super) fn store(machine: &Machine, keyring_answers: bool) -> Option<Check> {
    const ID: &str = "store";

    let folder = machine.data_folder.as_deref()?;
    Some(match opened(folder, &machine.ladder, keyring_answers) {
        Ok(finding @ Finding::StoreKeyInKeyring { answers: false }) => {
            check(ID, Status::Fail, finding)
        }
        Ok(finding) => check(ID, Status::Ok, finding),
        Err(error) => check(ID, Status::Fail, Finding::StoreUnusable(error)),
    })
}

fn opened(folder: &Path, ladder: &KeyLadder, answers: bool) -> Result<Finding, StoreError> {
    let Some(store) = Store::find(folder)? else {
        ladder.check_named()?;
        return Ok(Finding::NoStore);
    };
    Ok(match store.key_state(ladder)? {
        KeyState::NotChosen => Finding::StoreWithoutKey,
        KeyState::InKeyring => Finding::StoreKeyInKeyring { answers },
        KeyState::Asked => Finding::StoreKeyAsked,
        KeyState::Opens => Finding::StoreOpens,
    })
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;

    #[test]
    fn a_program_is_found_where_the_path_says() {
        let path = OsString::from("/no/such/folder:/bin:/usr/bin");
        let sh = found(Path::new("sh"), Some(&path)).unwrap();
        assert!(sh.ends_with("sh"));
        assert_eq!(found(&sh, None), Some(sh.clone()));
        assert_eq!(found(Path::new("sh"), None), None);
        assert_eq!(found(Path::new("/no/such/browser"), Some(&path)), None);
        assert_eq!(found(Path::new("no-such-browser"), Some(&path)), None);
    }
}
