//! Every setting with its value and source, as `config show` lists them.

use crate::model::{BaseUrl, Provider, masked, plain};
use crate::settings::Settings;
use crate::settings::found::Found;
use crate::settings::source::{Source, Sourced};
use crate::settings::variables::{self, Kind, Variable};

/// A setting as people may see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The variable's name.
    pub name: &'static str,
    /// The value, masked where it is a secret; `None` where there is none.
    pub value: Option<String>,
    /// Where it comes from.
    pub source: Source,
}

/// What stands for a value that is there and cannot be shown.
const HIDDEN: &str = "…";

impl Settings {
    /// All settings of ours and of the providers, and those variables of the system's that are set.
    /// Never fails: what is missing or wrong is seen here first.
    pub fn listing(&self) -> Vec<Listed> {
        let mut listing = self.list_general();
        for group in variables::GROUPS.iter().skip(1) {
            match group.provider {
                Some(provider) => {
                    listing.extend(group.rows.iter().map(|row| self.list_provided(provider, row)));
                }
                None => listing.extend(group.rows.iter().filter_map(|row| self.list_set(row))),
            }
        }
        listing
    }

    fn list_general(&self) -> Vec<Listed> {
        let general = &self.general;
        vec![
            listed(&variables::PROFILE, Some(&general.profile)),
            listed(&variables::ACCOUNT, Some(&general.account)),
            listed(&variables::FORMAT, Some(&general.format)),
            listed_path(&variables::CONFIG, general.config.as_ref()),
            listed_path(&variables::DATA_DIR, general.data_dir.as_ref()),
            listed(&variables::STORE, Some(&general.store)),
            listed_path(&variables::ENV_FILE, general.env_file.as_ref()),
            listed(&variables::TIMEOUT, Some(&general.timeout)),
            listed(&variables::LANGUAGE, Some(&general.lang)),
            listed_path(&variables::CA_FILE, general.ca_file.as_ref()),
            listed_path(&variables::SANDBOX_SCENARIO, general.scenario.as_ref()),
            listed_path(&variables::KEY_FILE, general.key_file.as_ref()),
            listed_path(&variables::PASSPHRASE_FILE, general.passphrase_file.as_ref()),
        ]
    }

    fn list_provided(&self, provider: Provider, row: &Variable) -> Listed {
        match self.provider_value(provider, row) {
            Ok(Some(found)) => {
                Listed { name: row.name, value: Some(visible(row, &found)), source: found.source }
            }
            // A way to a secret that leads nowhere is as good as none; using it says why.
            _ => Listed { name: row.name, value: None, source: Source::BuiltIn },
        }
    }

    fn list_set(&self, row: &Variable) -> Option<Listed> {
        let found = self.layers.in_environment(row)?;
        Some(Listed { name: row.name, value: Some(visible(row, &found)), source: found.source })
    }
}

/// A value as it may be seen.
fn visible(row: &Variable, found: &Found) -> String {
    let Ok(text) = found.text() else { return HIDDEN.to_owned() };
    match row.kind {
        Kind::Secret => masked(text),
        // One that cannot be read as an address could hold a password.
        Kind::Address => {
            text.parse::<BaseUrl>().map_or_else(|_| HIDDEN.to_owned(), |base| base.to_string())
        }
        Kind::Proxy => crate::settings::network::Proxy::read(found)
            .map_or_else(|_| HIDDEN.to_owned(), |proxy| proxy.to_string()),
        _ => plain(text),
    }
}

fn listed<T: ToString>(row: &Variable, set: Option<&Sourced<T>>) -> Listed {
    Listed {
        name: row.name,
        value: set.map(|set| plain(&set.value.to_string())),
        source: set.map_or(Source::BuiltIn, |set| set.source.clone()),
    }
}

fn listed_path(row: &Variable, set: Option<&Sourced<std::path::PathBuf>>) -> Listed {
    let set = set.map(|path| Sourced {
        value: path.value.display().to_string(),
        source: path.source.clone(),
    });
    listed(row, set.as_ref())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Environment, Flags};

    fn listing<const N: usize>(variables: [(&str, &str); N]) -> Vec<Listed> {
        let environment = Environment::from_iter(variables);
        Settings::resolve(Flags::default(), environment).unwrap().listing()
    }

    fn value(listing: &[Listed], name: &str) -> Option<String> {
        listing.iter().find(|listed| listed.name == name).unwrap().value.clone()
    }

    #[test]
    fn the_general_settings_stand_in_the_order_of_their_rows() {
        let listing = listing([]);
        let names: Vec<_> = listing.iter().map(|listed| listed.name).collect();
        let ours = variables::GROUPS.iter().filter(|group| group.in_env_file);
        let rows = ours.flat_map(|group| group.rows);
        assert_eq!(names, rows.map(|row| row.name).collect::<Vec<_>>());
    }

    #[test]
    fn a_value_is_listed_with_its_source() {
        let listing = listing([("QETTA_TIMEOUT", "2.5"), ("NO_COLOR", "1")]);
        let timeout = listing.iter().find(|listed| listed.name == "QETTA_TIMEOUT").unwrap();
        assert_eq!(timeout.value.as_deref(), Some("2.5"));
        assert_eq!(timeout.source, Source::Environment);
        assert_eq!(value(&listing, "QETTA_PROFILE").as_deref(), Some("test"));
        assert_eq!(value(&listing, "NO_COLOR").as_deref(), Some("1"));
    }

    #[test]
    fn secrets_are_masked_and_what_is_missing_is_listed_too() {
        let listing = listing([
            ("QETTA_PROFILE", "production"),
            ("TOSS_CLIENT_SECRET", "live_canary_canary_canary_9f3c"),
            ("TOSS_API_BASE", "https://user:canary@toss.example"),
        ]);
        assert_eq!(value(&listing, "TOSS_CLIENT_SECRET").as_deref(), Some("live…9f3c"));
        assert_eq!(value(&listing, "TOSS_CLIENT_ID"), None);
        assert_eq!(value(&listing, "TOSS_API_BASE").as_deref(), Some("…"));
        assert!(!format!("{listing:?}").contains("canary"));
    }
}
