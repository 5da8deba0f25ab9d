//! What a program that is started does not inherit.

use std::collections::BTreeSet;

use crate::settings::Settings;
use crate::settings::variables::{self, GROUPS, Kind};

/// By the environment, where a secret lies; and what an outer `qetta exec` gave to its own program.
const LEADING: [&str; 5] = [
    variables::KEY_FILE.name,
    variables::PASSPHRASE_FILE.name,
    variables::ENV_FILE.name,
    "QETTA_TOKEN_URL",
    "QETTA_TOKEN_SECRET",
];

impl Settings {
    /// The variables that hold a secret of ours or lead to one, set or not: those of every provider,
    /// and those that the config file chose.
    pub fn withheld(&self) -> BTreeSet<String> {
        let rows = GROUPS.iter().flat_map(|group| group.rows);
        let secret = rows.filter(|row| row.kind == Kind::Secret).map(|row| row.name);
        let chosen = self.layers.config.secret_variables();
        secret.chain(LEADING).chain(chosen).map(str::to_owned).collect()
    }
}

#[cfg(test)]
mod tests {
    use crate::settings::home::Home;

    #[test]
    fn secrets_are_withheld_by_every_name_that_they_have() {
        let home = Home::with(
            "[profiles.test.toss]\nclient_id = 'id'\nclient_secret_env = 'MINE'\n\
             [providers.acme]\nissuer = 'https://a.example'\nclient_id = 'id'\n\
             client_secret_env = 'ACME_SECRET'\nscope = 'NOT_A_SECRET'",
        );
        let withheld = home.settings([]).withheld();
        for name in [
            "TOSS_CLIENT_SECRET",
            "KFTC_CLIENT_SECRET",
            "HIVE_CERTIFICATION_KEY",
            "QETTA_KEY_FILE",
            "QETTA_PASSPHRASE_FILE",
            "MINE",
            "ACME_SECRET",
        ] {
            assert!(withheld.contains(name), "{name}");
        }
        for name in ["TOSS_CLIENT_ID", "QETTA_DATA_DIR", "PATH", "HTTPS_PROXY", "NOT_A_SECRET"] {
            assert!(!withheld.contains(name), "{name}");
        }
    }
}
