//! The process's environment, read once; nothing else in the house reads it.

use std::collections::BTreeMap;
use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::PathBuf;

use etcetera::BaseStrategy as _;

use crate::settings::variables::{self, Variable};

/// A snapshot of the environment. An empty variable counts as unset. A variable that is not Unicode
/// is kept as it is, and refused only by who asks for its text.
#[derive(Clone, Default)]
pub struct Environment {
    variables: BTreeMap<OsString, OsString>,
    folders: Folders,
}

/// The user's folders, as the system has them where no variable says otherwise.
#[derive(Clone, Default)]
struct Folders {
    config: Option<PathBuf>,
    data: Option<PathBuf>,
}

impl Environment {
    /// The environment of this process: the one door to it.
    #[expect(clippy::disallowed_methods, reason = "the one door to the process's environment")]
    pub fn of_process() -> Self {
        let folders = etcetera::base_strategy::choose_native_strategy()
            .map(|system| Folders {
                config: Some(system.config_dir()),
                data: Some(system.data_dir()),
            })
            .unwrap_or_default();
        Self {
            folders,
            ..std::env::vars_os().map(|(name, value)| (canonical(name), value)).collect()
        }
    }

    /// The value of `name`, unless it is empty.
    pub(super) fn get(&self, name: &str) -> Option<&OsStr> {
        let value = self.variables.get(OsStr::new(name))?;
        (!value.is_empty()).then_some(value)
    }

    /// The value of `variable` under the first of its names that is set, and that name.
    pub(super) fn find(&self, variable: &Variable) -> Option<(&'static str, &OsStr)> {
        variable.names().find_map(|name| Some((name, self.get(name)?)))
    }

    /// What `variable` says where it is no setting of ours: one that is not Unicode says nothing.
    pub(super) fn hint(&self, variable: &Variable) -> Option<&str> {
        self.get(variable.name)?.to_str()
    }

    /// The folder in which programs keep their settings.
    pub(super) fn config_folder(&self) -> Option<PathBuf> {
        self.folder(&variables::XDG_CONFIG_HOME).or_else(|| self.folders.config.clone())
    }

    /// The folder in which programs keep their data.
    pub(super) fn data_folder(&self) -> Option<PathBuf> {
        self.folder(&variables::XDG_DATA_HOME).or_else(|| self.folders.data.clone())
    }

    /// Whether there is a session bus, and so perhaps a keyring that answers on it. Systems that
    /// have their keyring elsewhere always say yes.
    pub(super) fn session_bus(&self) -> bool {
        if cfg!(any(not(unix), target_os = "macos")) {
            return true;
        }
        let socket = || Some(self.folder(&variables::XDG_RUNTIME_DIR)?.join("bus"));
        self.find(&variables::DBUS_SESSION_BUS_ADDRESS).is_some()
            || socket().is_some_and(|socket| socket.exists())
    }

    /// A folder that the XDG Base Directory Specification names; one that is not absolute is
    /// ignored, as the specification has it.
    fn folder(&self, variable: &Variable) -> Option<PathBuf> {
        self.get(variable.name).map(PathBuf::from).filter(|folder| folder.is_absolute())
    }
}

/// Windows has one variable where others have `Path` and `PATH`.
fn canonical(name: OsString) -> OsString {
    if cfg!(windows) { name.to_ascii_uppercase() } else { name }
}

impl<N: Into<OsString>, V: Into<OsString>> FromIterator<(N, V)> for Environment {
    /// An environment of these variables alone, on a system that has no folders of its own.
    fn from_iter<I: IntoIterator<Item = (N, V)>>(variables: I) -> Self {
        let variables =
            variables.into_iter().map(|(name, value)| (name.into(), value.into())).collect();
        Self { variables, folders: Folders::default() }
    }
}

impl fmt::Debug for Environment {
    /// The number of variables alone: half of them could be secrets, and not only ours.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Environment({} variables)", self.variables.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_empty_variable_counts_as_unset() {
        let environment = Environment::from_iter([("QETTA_PROFILE", ""), ("LANG", "C")]);
        assert_eq!(environment.get("QETTA_PROFILE"), None);
        assert_eq!(environment.get("LANG"), Some(OsStr::new("C")));
        assert_eq!(environment.get("LC_ALL"), None);
    }

    #[test]
    fn the_lower_case_spelling_of_a_proxy_is_read_first() {
        let both = [("HTTPS_PROXY", "http://upper"), ("https_proxy", "http://lower")];
        let found = |environment: Environment| {
            environment.find(&variables::HTTPS_PROXY).map(|(name, _)| name)
        };
        assert_eq!(found(Environment::from_iter(both)), Some("https_proxy"));
        assert_eq!(found(Environment::from_iter([both[0]])), Some("HTTPS_PROXY"));
    }

    #[test]
    fn a_folder_that_is_not_absolute_is_ignored() {
        let environment = Environment::from_iter([("XDG_DATA_HOME", "relative")]);
        assert_eq!(environment.data_folder(), None);
    }

    #[test]
    fn the_process_has_an_environment() {
        assert!(Environment::of_process().get("PATH").is_some());
    }

    #[cfg(all(unix, not(target_os = "macos")))]
    #[test]
    fn a_session_bus_has_an_address_or_a_socket() {
        let folder = tempfile::tempdir().unwrap();
        let environment = Environment::from_iter([("XDG_RUNTIME_DIR", folder.path())]);
        assert!(!environment.session_bus());
        std::os::unix::net::UnixListener::bind(folder.path().join("bus")).unwrap();
        assert!(environment.session_bus());
        let address = [("DBUS_SESSION_BUS_ADDRESS", "unix:path=/run/bus")];
        assert!(Environment::from_iter(address).session_bus());
    }
}
