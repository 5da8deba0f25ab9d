//! What to type so that a connection is made anew, for the very connection that wants it.

use crate::error::Error;
use crate::model::{Account, ConnectionKey, Profile, Provider, Text, shell_word, text};

/// The command that gets a connection's next token where qetta cannot by itself.
fn command(provider: Provider) -> String {
    let name = provider.name();
    match provider {
        Provider::Kftc => format!("qetta {name} connect"),
        Provider::Toss | Provider::Hive => format!("qetta token {name}"),
        Provider::Max => "qetta service-token issue".to_owned(),
        Provider::Hyfata | Provider::Ottm | Provider::Custom(_) => format!("qetta login {name}"),
    }
}

/// The hint that names it.
pub(super) fn connect(provider: Provider) -> Text {
    let command = command(provider);
    match provider {
        Provider::Toss | Provider::Hive => {
            text!("`{command}` gets one", "`{command}`(으)로 발급받을 수 있습니다")
        }
        Provider::Kftc | Provider::Max => text!("run `{command}`", "`{command}`를 실행하세요"),
        Provider::Hyfata | Provider::Ottm | Provider::Custom(_) => {
            text!("run `{command}`", "`{command}`을(를) 실행하세요")
        }
    }
}

impl Error {
    /// The same for one connection among several: the command that makes it anew names it, where it
    /// is not the one that is meant without.
    #[must_use]
    pub fn for_connection(mut self, key: &ConnectionKey) -> Self {
        if self.provider() == Some(key.provider) {
            let flags = flags(key);
            let name = key.provider.name();
            // Tables of codes name the provider's own verb.
            for command in [command(key.provider), format!("qetta {name} login")] {
                let (bare, exact) = (format!("`{command}`"), format!("`{command}{flags}`"));
                for hint in &mut self.0.hints {
                    *hint = hint.with(&bare, &exact);
                }
            }
        }
        self
    }
}

fn flags(key: &ConnectionKey) -> String {
    let profile = if key.profile.is_sandbox() {
        " --sandbox".to_owned()
    } else if key.profile == Profile::default() {
        String::new()
    } else {
        format!(" --profile {}", shell_word(key.profile.as_str()))
    };
    if key.account == Account::default() {
        return profile;
    }
    format!("{profile} --account {}", shell_word(key.account.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Lang;
    use crate::ops::{LoginWhy, OpError};

    fn hint(provider: Provider, profile: &str, account: &str) -> Text {
        let key = ConnectionKey {
            profile: profile.parse().unwrap(),
            provider,
            account: account.parse().unwrap(),
        };
        let why = LoginWhy::NeverConnected;
        let error = Error::from(OpError::LoginRequired { provider, why }).for_connection(&key);
        error.hints()[0].clone()
    }

    #[test]
    fn the_command_is_the_one_for_this_connection() {
        for (provider, profile, account, command) in [
            (Provider::Kftc, "test", "default", "`qetta kftc connect`"),
            (Provider::Kftc, "test", "회사", "`qetta kftc connect --account 회사`"),
            (Provider::Hyfata, "sandbox", "default", "`qetta login hyfata --sandbox`"),
            (
                Provider::Ottm,
                "production",
                "it's me",
                r"`qetta login ottm --profile production --account 'it'\''s me'`",
            ),
        ] {
            for lang in [Lang::En, Lang::Ko] {
                let hint = hint(provider, profile, account);
                assert!(hint.say(lang).contains(command), "{command}: {}", hint.say(lang));
            }
        }
    }

    #[test]
    fn an_error_of_another_provider_keeps_its_hints() {
        let why = LoginWhy::NeverConnected;
        let key = ConnectionKey {
            profile: Profile::default(),
            provider: Provider::Hyfata,
            account: "other".parse().unwrap(),
        };
        let elsewhere = OpError::LoginRequired { provider: Provider::Ottm, why };
        let hints = Error::from(elsewhere).for_connection(&key).hints().to_vec();
        assert_eq!(hints[0].english(), "run `qetta login ottm`");
    }
}
