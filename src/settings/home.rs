//! A home folder for tests.

use std::path::{Path, PathBuf};

use crate::settings::{Environment, Flags, Settings, SettingsError};

/// A secret that must not be seen anywhere.
pub(super) const CANARY: &str = "canary-5e1f-canary-5e1f-canary-5e1f";

/// A folder with a config file in it, which is gone when this is.
pub(super) struct Home(tempfile::TempDir);

impl Home {
    pub(super) fn with(config: &str) -> Self {
        let home = Self(tempfile::tempdir().unwrap());
        home.file("config.toml", config);
        home
    }

    pub(super) fn path(&self) -> &Path {
        self.0.path()
    }

    #[expect(clippy::disallowed_methods, reason = "a test's own file")]
    pub(super) fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path().join(name);
        std::fs::write(&path, text).unwrap();
        path
    }

    /// Flags that name the config file.
    pub(super) fn flags(&self) -> Flags {
        Flags { config: Some(self.path().join("config.toml")), ..Flags::default() }
    }

    pub(super) fn settings<const N: usize>(&self, variables: [(&str, &str); N]) -> Settings {
        Settings::resolve(self.flags(), Environment::from_iter(variables)).unwrap()
    }

    /// Why the settings are refused.
    pub(super) fn refused<const N: usize>(&self, variables: [(&str, &str); N]) -> String {
        let result = Settings::resolve(self.flags(), Environment::from_iter(variables));
        self.words(&result.unwrap_err())
    }

    /// Why those of Toss are.
    pub(super) fn toss_refused<const N: usize>(&self, variables: [(&str, &str); N]) -> String {
        self.words(&self.settings(variables).toss().unwrap_err())
    }

    /// What the error says, without this folder, once it is sure that it says no secret.
    pub(super) fn words(&self, error: &SettingsError) -> String {
        assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
        error.to_string().replace(&self.path().join("").display().to_string(), "")
    }
}
