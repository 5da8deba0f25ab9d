//! A connection: one account at one provider, under one profile.

use std::fmt;
use std::str::FromStr;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use sha2::{Digest as _, Sha256};

use crate::model::{Provider, RenewalMargin, TokenState};

/// Defines a name that people choose: any characters but controls, 1 to 64 of them.
macro_rules! chosen_name {
    ($(#[$doc:meta])* $name:ident = $default:literal) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub struct $name(String);

        impl $name {
            /// The name itself.
            pub fn as_str(&self) -> &str {
                &self.0
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self($default.to_owned())
            }
        }

        impl FromStr for $name {
            type Err = BadName;

            fn from_str(typed: &str) -> Result<Self, BadName> {
                let good = (1..=64).contains(&typed.chars().count())
                    && typed.trim() == typed
                    && !typed.chars().any(char::is_control);
                if good { Ok(Self(typed.to_owned())) } else { Err(BadName) }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(&self.0)
            }
        }
    };
}

chosen_name! {
    /// A set of settings by name: `sandbox`, `test`, `production`, or one from the config file.
    Profile = "test"
}
chosen_name! {
    /// One of several connections to the same provider.
    Account = "default"
}

impl Profile {
    /// The built-in profile whose providers are all emulated.
    pub const SANDBOX: &'static str = "sandbox";

    /// Whether this is the embedded sandbox.
    pub fn is_sandbox(&self) -> bool {
        self.0 == Self::SANDBOX
    }
}

/// Why a name cannot be taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a name has 1 to 64 characters, no control characters, and no space at its ends")]
pub struct BadName;

/// What tells one connection from every other.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ConnectionKey {
    /// Under which profile.
    pub profile: Profile,
    /// At which provider.
    pub provider: Provider,
    /// As which of our accounts there.
    pub account: Account,
}

impl ConnectionKey {
    /// One unambiguous spelling of the key: what ciphertexts are bound to and locks are named by.
    pub fn canonical(&self) -> String {
        Self::canonical_of([self.profile.as_str(), self.provider.code(), self.account.as_str()])
    }

    /// The same of its three parts, whoever the provider may be.
    pub fn canonical_of(parts: [&str; 3]) -> String {
        parts.map(|part| format!("{}:{part}", part.len())).concat()
    }
}

/// Which connections are meant; what is `None` may be any.
#[derive(Clone, Copy, Debug, Default)]
pub struct Selection<'a> {
    /// Under which profile.
    pub profile: Option<&'a Profile>,
    /// At which provider.
    pub provider: Option<Provider>,
    /// As which of our accounts there.
    pub account: Option<&'a Account>,
}

/// Who issued a token, to which client, for which scope. A cached token is only good while this is
/// still what the settings say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegistrationId(String);

impl RegistrationId {
    /// Of a client at an authorization server that asks for `scope`.
    pub fn new(issuer: &str, client_id: &str, scope: &str) -> Self {
        let mut hash = Sha256::new();
        for part in [issuer, client_id, scope] {
            hash.update((part.len() as u64).to_be_bytes());
            hash.update(part);
        }
        Self(URL_SAFE_NO_PAD.encode(hash.finalize()))
    }

    /// As it was stored.
    pub fn stored(id: String) -> Self {
        Self(id)
    }

    /// For the store.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// The facts of a connection: everything but its secrets.
#[derive(Clone, Debug)]
pub struct Connection {
    /// Which one.
    pub key: ConnectionKey,
    /// How the provider calls the user, where it says so.
    pub provider_user_id: Option<String>,
    /// What was granted.
    pub scope: String,
    /// When the access token was issued.
    pub issued_at: Timestamp,
    /// When the access token ends; `None` where the provider did not say.
    pub expires_at: Option<Timestamp>,
    /// When the connection was first made.
    pub connected_at: Timestamp,
    /// When a token of it was last stored.
    pub updated_at: Timestamp,
}

impl Connection {
    /// How its access token stands at `now`.
    pub fn state(&self, now: Timestamp) -> TokenState {
        TokenState::of(self.issued_at, self.expires_at, RenewalMargin::of(self.key.provider), now)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(profile: &str, account: &str) -> String {
        ConnectionKey {
            profile: profile.parse().unwrap(),
            provider: Provider::Toss,
            account: account.parse().unwrap(),
        }
        .canonical()
    }

    #[test]
    fn no_two_keys_are_spelled_alike() {
        assert_ne!(key("a", "b1:c"), key("a1:b", "c"));
        assert_eq!(key("test", "내 계정"), "4:test9:TOSS_CERT10:내 계정");
    }

    #[test]
    fn names_hold_any_characters_but_controls() {
        assert!("국민은행/개인 #1".parse::<Account>().is_ok());
        for bad in ["", " a", "a ", "a\nb", "\u{1b}[0m"] {
            assert_eq!(bad.parse::<Account>(), Err(BadName), "{bad:?}");
        }
        assert!("가".repeat(65).parse::<Account>().is_err());
    }

    #[test]
    fn a_registration_changes_with_each_of_its_parts() {
        let id = RegistrationId::new;
        let one = id("https://a", "client", "ca");
        assert_eq!(one, id("https://a", "client", "ca"));
        assert_ne!(one, id("https://b", "client", "ca"));
        assert_ne!(one, id("https://a", "clientc", "a"));
    }
}
