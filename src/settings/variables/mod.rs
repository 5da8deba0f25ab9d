//! Every environment variable that qetta reads, one row each. Flags, keys of the config file,
//! `config show` and `docs/environment.md` follow from these rows.
//!
//! A provider more is a table of rows more, named in [`GROUPS`]. Its keys in the config file are
//! the variables' names without the prefix; a secret has two keys, one for each way to it.

pub mod custom;
mod general;
mod hive;
mod hyfata;
mod kftc;
mod max;
mod ottm;
mod system;
mod toss;

use crate::model::{Provider, Text};
use crate::settings::Source;

pub use general::*;
pub use hive::*;
pub use hyfata::*;
pub use kftc::*;
pub use max::*;
pub use ottm::*;
pub use system::*;
pub use toss::*;

/// One environment variable, and the same setting elsewhere.
#[derive(Clone, Copy, Debug)]
pub struct Variable {
    /// Its name.
    pub name: &'static str,
    /// The lower-case spelling that other programs use too; it is read first, as `curl` does.
    pub lower_case: Option<&'static str>,
    /// What it holds.
    pub kind: Kind,
    /// The flag that says the same for one command.
    pub flag: Option<&'static str>,
    /// The keys in `config.toml` that say the same; for a secret, the two ways to it.
    pub keys: &'static [&'static str],
    /// What holds where nobody says anything.
    pub default: DefaultValue,
    /// Whether its provider cannot be used without it.
    pub required: bool,
    en: &'static str,
    ko: &'static str,
}

/// What a variable holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Any text.
    Text,
    /// One of a few words.
    Choice(&'static [&'static str]),
    /// A file or folder; in a file of settings it is relative to that file.
    Path,
    /// A number of seconds.
    Seconds,
    /// A provider's base address. The sandbox has no default for one: nothing may leave the machine.
    Address,
    /// A proxy, whose address can hold a password.
    Proxy,
    /// A secret: masked wherever it is shown, and never in the config file itself.
    Secret,
}

/// What holds where nobody says anything.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DefaultValue {
    /// Nothing.
    None,
    /// A value, under every profile.
    Value(&'static str),
    /// A value under one profile alone. Such values of one provider belong together: whoever
    /// replaces one replaces all.
    Under {
        /// The profile.
        profile: &'static str,
        /// The value.
        value: &'static str,
    },
    /// One value under one profile, another under every other.
    Either {
        /// The profile.
        profile: &'static str,
        /// The value under it.
        there: &'static str,
        /// The value under any other.
        elsewhere: &'static str,
    },
    /// Something that depends on the system, in words.
    Words(&'static str),
}

impl DefaultValue {
    /// The value that holds under every profile, where there is one.
    pub fn value(self) -> Option<&'static str> {
        match self {
            Self::Value(value) => Some(value),
            _ => None,
        }
    }
}

impl Variable {
    const fn new(name: &'static str, kind: Kind, en: &'static str, ko: &'static str) -> Self {
        Self {
            name,
            lower_case: None,
            kind,
            flag: None,
            keys: &[],
            default: DefaultValue::None,
            required: false,
            en,
            ko,
        }
    }

    const fn lower_case(self, name: &'static str) -> Self {
        Self { lower_case: Some(name), ..self }
    }

    const fn flag(self, flag: &'static str) -> Self {
        Self { flag: Some(flag), ..self }
    }

    const fn keys(self, keys: &'static [&'static str]) -> Self {
        Self { keys, ..self }
    }

    const fn default(self, default: DefaultValue) -> Self {
        Self { default, ..self }
    }

    const fn required(self) -> Self {
        Self { required: true, ..self }
    }

    /// What it means, for people.
    pub fn meaning(&self) -> Text {
        Text::new(self.en, self.ko)
    }

    /// What it is called where `source` is: the flag, the key, or the variable itself.
    pub(super) fn name_at(&self, source: &Source) -> &'static str {
        let there = match source {
            Source::Flag => self.flag,
            Source::ConfigFile(_) => self.keys.first().copied(),
            _ => None,
        };
        there.unwrap_or(self.name)
    }

    /// Its spellings, in the order in which they are read.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.lower_case.into_iter().chain([self.name])
    }
}

/// Variables that belong together.
#[derive(Clone, Copy, Debug)]
pub struct Group {
    /// The heading above them.
    pub title: &'static str,
    /// The provider whose settings they are.
    pub provider: Option<Provider>,
    /// Whether `--env-file` can set them, or the process's environment alone.
    pub in_env_file: bool,
    /// The variables.
    pub rows: &'static [Variable],
}

/// Ours, for every command.
pub const GENERAL: Group = Group {
    title: "General",
    provider: None,
    in_env_file: true,
    rows: &[
        PROFILE,
        ACCOUNT,
        FORMAT,
        CONFIG,
        DATA_DIR,
        STORE,
        ENV_FILE,
        TIMEOUT,
        LANGUAGE,
        CA_FILE,
        SANDBOX_SCENARIO,
        KEY_FILE,
        PASSPHRASE_FILE,
    ],
};

/// The network's, as other programs have them.
pub const NETWORK: Group = Group {
    title: "Network",
    provider: None,
    in_env_file: false,
    rows: &[HTTPS_PROXY, ALL_PROXY, NO_PROXY, SSL_CERT_FILE, SSL_CERT_DIR],
};

/// The terminal's and the session's.
pub const TERMINAL: Group = Group {
    title: "Terminal and session",
    provider: None,
    in_env_file: false,
    rows: &[
        NO_COLOR,
        CLICOLOR_FORCE,
        BROWSER,
        CI,
        LC_ALL,
        LC_MESSAGES,
        LANG,
        XDG_CONFIG_HOME,
        XDG_DATA_HOME,
        XDG_RUNTIME_DIR,
        DBUS_SESSION_BUS_ADDRESS,
    ],
};

/// For tests of the program as a whole.
pub const TESTS: Group = Group {
    title: "For tests",
    provider: None,
    in_env_file: false,
    rows: &[TEST_NOW, TEST_KEYRING_DEADLINE_MS],
};

/// Every group, in the order in which people meet them.
pub const GROUPS: &[Group] =
    &[GENERAL, TOSS, KFTC, MAX, HYFATA, OTTM, HIVE, NETWORK, TERMINAL, TESTS];

/// The settings of `provider`.
pub(super) fn of_provider(provider: Provider) -> &'static [Variable] {
    let group = GROUPS.iter().find(|group| group.provider == Some(provider));
    group.map_or(&[], |group| group.rows)
}

/// Whether a line of an env file with this name is meant for us.
pub(super) fn is_ours(name: &str) -> bool {
    let groups = GROUPS.iter().filter(|group| group.in_env_file);
    groups.flat_map(|group| group.rows).any(|row| row.name == name)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    fn rows() -> impl Iterator<Item = &'static Variable> {
        GROUPS.iter().flat_map(|group| group.rows)
    }

    #[test]
    fn every_row_stands_in_one_group() {
        let files = [
            include_str!("general.rs"),
            include_str!("hive.rs"),
            include_str!("hyfata.rs"),
            include_str!("kftc.rs"),
            include_str!("max.rs"),
            include_str!("ottm.rs"),
            include_str!("system.rs"),
            include_str!("toss.rs"),
        ];
        let written = files
            .iter()
            .flat_map(|file| file.lines())
            .filter(|line| line.starts_with("pub const ") && line.contains(": Variable ="))
            .count();
        assert_eq!(rows().count(), written);
        let names: BTreeSet<_> = rows().flat_map(Variable::names).collect();
        assert_eq!(names.len(), rows().flat_map(Variable::names).count());
    }

    #[test]
    fn c10_every_login_comes_back_to_a_path_of_its_own() {
        let defaults = rows()
            .filter(|row| row.name.ends_with("_REDIRECT_URI"))
            .filter_map(|row| row.default.value());
        let paths: Vec<&str> =
            defaults.filter_map(|uri| uri.split_once(":3000")).map(|(_, path)| path).collect();
        let distinct: BTreeSet<_> = paths.iter().collect();
        assert_eq!((paths.len(), distinct.len()), (3, 3), "{paths:?}");
    }

    #[test]
    fn c21_no_secret_is_built_in_but_the_one_that_toss_published() {
        let built_in = rows().filter(|row| row.kind == Kind::Secret);
        let built_in = built_in.filter(|row| !matches!(row.default, DefaultValue::None));
        assert_eq!(built_in.map(|row| row.name).collect::<Vec<_>>(), ["TOSS_CLIENT_SECRET"]);
    }

    #[test]
    fn c31_nothing_is_asked_for_that_reading_does_not_need() {
        let scopes: Vec<_> = rows()
            .filter(|row| row.name.ends_with("_SCOPE"))
            .filter_map(|row| Some((row.name, row.default.value()?)))
            .collect();
        let expected = [
            ("TOSS_SCOPE", "ca"),
            ("KFTC_SCOPE", "login inquiry"),
            ("SERVICE_SCOPE", "admin:oauth"),
            ("HYFATA_SCOPE", "profile email"),
            ("OTTM_SCOPE", "openid profile"),
        ];
        assert_eq!(scopes, expected);
    }

    #[test]
    fn every_provider_has_its_group() {
        for provider in Provider::BUILT_IN {
            assert!(!of_provider(provider).is_empty(), "{provider}");
        }
    }

    #[test]
    fn a_providers_keys_are_its_variables_without_the_prefix() {
        for row in GROUPS.iter().filter(|group| group.provider.is_some()).flat_map(|g| g.rows) {
            let (_, key) = row.name.split_once('_').unwrap();
            let key = key.to_ascii_lowercase();
            let keys = match row.kind {
                Kind::Secret => vec![format!("{key}_file"), format!("{key}_env")],
                _ => vec![key],
            };
            assert_eq!(row.keys, keys, "{}", row.name);
        }
    }

    #[test]
    fn an_env_file_speaks_to_us_by_our_own_names_alone() {
        assert!(is_ours("TOSS_CLIENT_SECRET") && is_ours("QETTA_PROFILE"));
        assert!(!is_ours("HTTPS_PROXY") && !is_ours("QETTA_TEST_NOW") && !is_ours("DATABASE_URL"));
    }
}
