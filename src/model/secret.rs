//! Secrets are types: no `Display`, a masked `Debug`, zeroed when dropped, one named way out.
//!
//! ```compile_fail
//! fn a_secret_cannot_be_printed(secret: qetta::model::ClientSecret) {
//!     println!("{secret}");
//! }
//! ```
//!
//! ```compile_fail
//! fn a_token_is_not_a_client_secret(token: qetta::model::AccessToken) -> qetta::model::ClientSecret {
//!     token
//! }
//! ```

use std::fmt;

use secrecy::{ExposeSecret, SecretString};
use serde::{Deserialize, Deserializer};

/// Defines a secret that is told apart from every other by its type.
macro_rules! secret {
    ($(#[$doc:meta])* $name:ident) => {
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $name(SecretString);

        impl $name {
            /// Takes the secret into its type.
            pub fn new(secret: impl Into<String>) -> Self {
                Self(SecretString::from(secret.into()))
            }

            /// The secret itself. Every call is a place where it could leak: the store, the wire,
            /// and the one result that the user asked for.
            pub fn expose(&self) -> &str {
                self.0.expose_secret()
            }
        }

        impl<'de> Deserialize<'de> for $name {
            fn deserialize<D: Deserializer<'de>>(from: D) -> Result<Self, D::Error> {
                String::deserialize(from).map(Self::new)
            }
        }

        impl fmt::Debug for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(concat!(stringify!($name), "(…)"))
            }
        }
    };
}

secret! {
    /// What the provider issued us as a client.
    ClientSecret
}
secret! {
    /// RFC 6749 §1.4: lets its bearer in.
    AccessToken
}
secret! {
    /// RFC 6749 §1.5: gets new access tokens.
    RefreshToken
}
secret! {
    /// RFC 6749 §1.3.1: what the browser brings back; gets the first tokens, once.
    AuthorizationCode
}
secret! {
    /// What a game client gets when its player has signed in at Hive; the server verifies it.
    PlayerToken
}
secret! {
    /// RFC 8628 §3.2: what a device asks with until its person has decided.
    DeviceCode
}
secret! {
    /// `OpenID` Connect Core §2: says who logged in.
    IdToken
}
secret! {
    /// What a server gets from Hive, so that its player can sign in without proving anything again.
    CustomAuthKey
}

/// A secret as people may see it: its ends where it is long enough to keep the middle secret.
pub fn masked(secret: &str) -> String {
    const SHOWN: usize = 4;
    const LONG_ENOUGH: usize = 24;

    let length = secret.chars().count();
    if length < LONG_ENOUGH {
        return "…".to_owned();
    }
    let head: String = secret.chars().take(SHOWN).collect();
    let tail: String = secret.chars().skip(length - SHOWN).collect();
    format!("{head}…{tail}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn debug_never_shows_the_secret() {
        let shown = format!("{:?} {:#?}", ClientSecret::new("canary"), AccessToken::new("canary"));
        assert!(!shown.contains("canary"), "{shown}");
    }

    #[test]
    fn only_long_secrets_show_their_ends() {
        assert_eq!(masked("eyJhbGciOiJIUzI1NiJ9.e30.x9f3c"), "eyJh…9f3c");
        assert_eq!(masked("short-secret"), "…");
        assert_eq!(masked("가나다라마바사아자차카타파하가나다라마바사아자차"), "가나다라…사아자차");
    }
}
