//! What can be wrong with settings. Each variant is one thing that a person can mend; the words
//! and hints in their language are made above, from the fields. Nothing here holds a secret.

use std::io;
use std::path::PathBuf;

use crate::model::{
    BadBaseUrl, BadInstitutionCode, BadName, BadRedirectUri, Profile, Provider, UnknownName, plain,
};
use crate::settings::env_file::EnvFileFault;
use crate::settings::max::NotHours;
use crate::settings::source::{Place, Source};
use crate::settings::values::NotATimeout;

/// Why the settings cannot be used; all of it is exit 7.
#[derive(Debug, thiserror::Error)]
pub enum SettingsError {
    /// A variable holds bytes that are not Unicode.
    #[error("{name} is not Unicode text")]
    NotUnicode {
        /// The variable.
        name: String,
    },
    /// A value that its setting cannot take.
    #[error("{name} ({origin}){}: {expected}", cannot_be(value.as_deref()))]
    BadValue {
        /// The setting as it is spelled there: a variable, or a key.
        name: String,
        /// Where it stands.
        origin: Source,
        /// The value, where it can be shown.
        value: Option<String>,
        /// What could stand there.
        expected: Expected,
    },
    /// A key or table of the config file that means nothing.
    #[error("unknown key {key} in {table} ({place}); possible: {}", allowed.join(", "))]
    UnknownKey {
        /// The key.
        key: String,
        /// The table that it stands in: `[profiles.NAME]`, or `the top of the file`.
        table: String,
        /// Where it stands.
        place: Place,
        /// Every key that the table can have.
        allowed: Vec<&'static str>,
        /// The one of them that was perhaps meant.
        nearest: Option<&'static str>,
    },
    /// A secret in the config file.
    #[error("{key} ({place}): a secret never stands in this file; name {key}_file or {key}_env")]
    SecretInFile {
        /// The key.
        key: &'static str,
        /// Where it stands.
        place: Place,
    },
    /// Both ways to a secret at once.
    #[error("{first} and {second} ({place}) name the same secret twice; keep one of them")]
    TwoSecrets {
        /// One of the keys.
        first: &'static str,
        /// The other.
        second: &'static str,
        /// Where the second stands.
        place: Place,
    },
    /// The variable that a `…_env` key names is not set.
    #[error("the variable that {key} ({place}) names is not set")]
    SecretVariableUnset {
        /// The key; its value is not shown, since it could be the secret itself by mistake.
        key: String,
        /// Where it stands.
        place: Place,
    },
    /// A profile that is neither built in nor in the config file.
    #[error("there is no profile {profile} ({origin}); known: {}", known.join(", "))]
    UnknownProfile {
        /// Its name.
        profile: Profile,
        /// Where it was named.
        origin: Source,
        /// All that there are.
        known: Vec<String>,
        /// The one of them that was perhaps meant.
        nearest: Option<String>,
    },
    /// A provider that is neither built in nor in the config file.
    #[error("there is no provider {provider}; known: {}", known.join(", "))]
    UnknownProvider {
        /// Its name.
        provider: Provider,
        /// All that there are.
        known: Vec<&'static str>,
        /// The one of them that was perhaps meant.
        nearest: Option<&'static str>,
    },
    /// The config file is not TOML.
    #[error("{place} is not valid TOML: {fault}")]
    ConfigSyntax {
        /// Where reading ended.
        place: Place,
        /// What is wrong there, without what stands there.
        fault: String,
    },
    /// A line of the env file is not one.
    #[error("{place}: {fault}")]
    EnvFileSyntax {
        /// Which line.
        place: Place,
        /// What is wrong with it, without what stands there.
        fault: EnvFileFault,
    },
    /// A file that was named cannot be read.
    #[error("cannot read {}, which {name} ({origin}) names", path.display())]
    Unreadable {
        /// The setting that names it.
        name: String,
        /// Where that setting stands.
        origin: Source,
        /// The file.
        path: PathBuf,
        /// What the system said.
        #[source]
        why: io::Error,
    },
    /// A file that should hold a secret holds nothing.
    #[error("{}, which {name} ({origin}) names, is empty", path.display())]
    EmptyFile {
        /// The setting that names it.
        name: String,
        /// Where that setting stands.
        origin: Source,
        /// The file.
        path: PathBuf,
    },
    /// A provider cannot be used before all of these are set.
    #[error("{} cannot be used under the profile {profile} without {}", provider.title().english(), names.join(", "))]
    Missing {
        /// The provider.
        provider: Provider,
        /// Under which profile.
        profile: Profile,
        /// Every variable that is missing.
        names: Vec<&'static str>,
    },
    /// One half of a pair of credentials is set, the other would be the built-in one.
    #[error("{} is set without {}, and the built-in one belongs to another client", given.join(", "), missing.join(", "))]
    HalfPair {
        /// The variables that are set.
        given: Vec<&'static str>,
        /// Those that must be set with them.
        missing: Vec<&'static str>,
    },
    /// The system has no folder for us, and none was named.
    #[error("there is no home folder; set {name}")]
    NoHome {
        /// The variable that would name one.
        name: &'static str,
    },
}

/// What a setting can take.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Expected {
    /// One of a few words.
    #[error("expected one of: {}", .0.join(", "))]
    OneOf(&'static [&'static str]),
    /// A name of a profile or an account.
    #[error(transparent)]
    Name(#[from] BadName),
    /// A number of hours.
    #[error(transparent)]
    Hours(#[from] NotHours),
    /// A time-out.
    #[error(transparent)]
    Seconds(#[from] NotATimeout),
    /// An address that is safe to send a secret to.
    #[error(transparent)]
    Base(#[from] BadBaseUrl),
    /// Where a browser comes back to.
    #[error(transparent)]
    RedirectUri(#[from] BadRedirectUri),
    /// An institution's code.
    #[error(transparent)]
    Institution(#[from] BadInstitutionCode),
    /// The name of a provider of one's own.
    #[error("a provider's name has 1 to 32 lower-case letters, digits, `-` and `_`, a letter first, and is none of the built-in ones: {}", Provider::NAMES.join(", "))]
    ProviderName,
    /// Any text but none.
    #[error("expected a text in quotes that is not empty")]
    Text,
    /// A table where a value stands.
    #[error("expected a table")]
    Table,
    /// The name of an environment variable.
    #[error("expected the name of an environment variable, not the secret itself")]
    VariableName,
    /// The address of a proxy.
    #[error("expected the address of a proxy, such as http://proxy.example:3128")]
    Proxy,
    /// A moment.
    #[error("expected a moment such as 2026-11-21T12:00:00Z")]
    Instant,
    /// A length of time in milliseconds.
    #[error("expected a whole number of milliseconds")]
    Milliseconds,
}

impl From<UnknownName> for Expected {
    fn from(unknown: UnknownName) -> Self {
        Self::OneOf(unknown.allowed)
    }
}

/// A value as an error may repeat it: one short line of text that cannot hold credentials.
pub(super) fn shown(value: &str) -> Option<String> {
    const LONGEST: usize = 64;

    let harmless = value.chars().count() <= LONGEST && !value.contains(['\n', '\r', '@', '?', '#']);
    harmless.then(|| plain(value))
}

/// The one of `names` that was perhaps meant by `typed`: two typing errors away at most.
pub(super) fn nearest<N: AsRef<str>>(typed: &str, names: impl IntoIterator<Item = N>) -> Option<N> {
    const FARTHEST: usize = 2;

    names
        .into_iter()
        .map(|name| (strsim::osa_distance(typed, name.as_ref()), name))
        .filter(|(distance, name)| *distance <= FARTHEST && *distance < name.as_ref().len())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, name)| name)
}

fn cannot_be(value: Option<&str>) -> String {
    value.map(|value| format!(" cannot be \"{value}\"")).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_nearest_name_is_two_typing_errors_away_at_most() {
        let names = ["timeout", "store", "format"];
        assert_eq!(nearest("tiemout", names), Some("timeout"));
        assert_eq!(nearest("stores", names), Some("store"));
        assert_eq!(nearest("completely", names), None);
        assert_eq!(nearest("x", ["ab"]), None);
    }

    #[test]
    fn only_short_harmless_lines_are_repeated() {
        assert_eq!(shown("ab\u{1b}[31mc").as_deref(), Some("ab[31mc"));
        for value in ["a\nb", "https://user:pass@host", "https://host/?key=x", &"x".repeat(65)] {
            assert_eq!(shown(value), None, "{value}");
        }
    }

    #[test]
    fn a_bad_value_says_where_it_stands_and_what_could() {
        let error = SettingsError::BadValue {
            name: "timeout".to_owned(),
            origin: Source::ConfigFile(Place::new("config.toml".as_ref(), 3)),
            value: Some("soon".to_owned()),
            expected: NotATimeout.into(),
        };
        assert_eq!(
            error.to_string(),
            "timeout (config.toml:3) cannot be \"soon\": \
             expected seconds from 0.05 to 600, such as 30 or 2.5"
        );
    }
}
