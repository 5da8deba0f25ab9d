//! The services that qetta knows, by name.

use std::collections::BTreeSet;
use std::fmt;
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};

use crate::model::Text;

/// A service that issues tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Provider {
    /// 토스 인증 (Toss Certification): client credentials.
    Toss,
    /// 금융결제원 오픈뱅킹 (KFTC OpenBanking): authorization code in the browser.
    Kftc,
    /// MAX Platform service tokens: client credentials.
    Max,
    /// Hyfata: authorization code with PKCE.
    Hyfata,
    /// OTTM membership login: authorization code.
    Ottm,
    /// Hive, the game platform behind an OTTM login: client credentials of its own shape.
    Hive,
    /// One from the config file, or the sandbox's generic one.
    Custom(CustomProvider),
}

/// The name of a provider of one's own: lower-case letters, digits, `-` and `_`, 1 to 32 of them,
/// a letter first. It is none of the names that are taken.
///
/// A run meets a handful of names, each of which is kept until its end; so a name is as cheap to
/// hand about as a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CustomProvider {
    name: &'static str,
    code: &'static str,
}

/// Why a text is no provider's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a provider's name has 1 to 32 lower-case letters, digits, `-` and `_`, a letter first")]
pub struct BadProviderName;

impl Provider {
    /// Those that are built in.
    pub const BUILT_IN: [Self; 6] =
        [Self::Toss, Self::Kftc, Self::Max, Self::Hyfata, Self::Ottm, Self::Hive];

    /// What is typed for one, in the order of [`Provider::BUILT_IN`].
    pub const NAMES: [&'static str; 6] = ["toss", "kftc", "max", "hyfata", "ottm", "hive"];

    /// The built-in one of this name.
    pub fn built_in(name: &str) -> Option<Self> {
        Self::BUILT_IN.into_iter().find(|provider| provider.name() == name)
    }

    /// As it is typed: `toss`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Toss => "toss",
            Self::Kftc => "kftc",
            Self::Max => "max",
            Self::Hyfata => "hyfata",
            Self::Ottm => "ottm",
            Self::Hive => "hive",
            Self::Custom(custom) => custom.name,
        }
    }

    /// As JSON documents and the store have it: `TOSS_CERT`, or the name in capitals.
    pub fn code(self) -> &'static str {
        match self {
            Self::Toss => "TOSS_CERT",
            Self::Kftc => "KFTC_OPENBANKING",
            Self::Max => "MAX_PLATFORM",
            Self::Hyfata => "HYFATA",
            Self::Ottm => "OTTM",
            Self::Hive => "HIVE",
            Self::Custom(custom) => custom.code,
        }
    }

    /// The provider whose [`code`](Provider::code) this is.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::BUILT_IN
            .into_iter()
            .find(|provider| provider.code() == code)
            .or_else(|| code.to_ascii_lowercase().parse().ok())
            .filter(|provider| provider.code() == code)
    }

    /// As people call it.
    pub fn title(self) -> Text {
        match self {
            Self::Toss => Text::new("Toss Certification", "토스 인증"),
            Self::Kftc => Text::new("KFTC OpenBanking", "금융결제원 오픈뱅킹"),
            Self::Max => Text::same("MAX Platform"),
            Self::Hyfata => Text::same("Hyfata"),
            Self::Ottm => Text::same("OTTM"),
            Self::Hive => Text::same("Hive"),
            Self::Custom(custom) => Text::same(custom.name),
        }
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Provider {
    type Err = BadProviderName;

    fn from_str(typed: &str) -> Result<Self, BadProviderName> {
        Self::built_in(typed).map_or_else(|| CustomProvider::named(typed).map(Self::Custom), Ok)
    }
}

impl CustomProvider {
    fn named(typed: &str) -> Result<Self, BadProviderName> {
        let good = typed.len() <= 32
            && typed.starts_with(|first: char| first.is_ascii_lowercase())
            && typed.bytes().all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_'));
        // Its code would be another's.
        let taken =
            Provider::BUILT_IN.iter().any(|provider| provider.code().eq_ignore_ascii_case(typed));
        if !good || taken {
            return Err(BadProviderName);
        }
        Ok(Self { name: kept(typed.to_owned()), code: kept(typed.to_ascii_uppercase()) })
    }
}

/// The one copy of a name.
fn kept(name: String) -> &'static str {
    static NAMES: Mutex<BTreeSet<&'static str>> = Mutex::new(BTreeSet::new());

    let mut names = NAMES.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(known) = names.get(name.as_str()) {
        return known;
    }
    let new: &'static str = Box::leak(name.into_boxed_str());
    names.insert(new);
    new
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes_lead_back_to_their_provider() {
        for (provider, name) in Provider::BUILT_IN.into_iter().zip(Provider::NAMES) {
            assert_eq!(name.parse(), Ok(provider));
            assert_eq!(Provider::from_code(provider.code()), Some(provider));
        }
        let acme: Provider = "acme-2_x".parse().unwrap();
        assert_eq!(acme.code(), "ACME-2_X");
        assert_eq!(Provider::from_code("ACME-2_X"), Some(acme));
        assert_eq!(Provider::from_code("acme-2_x"), None);
    }

    #[test]
    fn a_name_is_a_word_and_nobody_elses() {
        let long = "a".repeat(33);
        for bad in [
            "",
            "Acme",
            "2acme",
            "a b",
            "a.b",
            "에이",
            "toss_cert",
            "kftc_openbanking",
            "max_platform",
            &long,
        ] {
            assert_eq!(bad.parse::<Provider>(), Err(BadProviderName), "{bad:?}");
        }
        assert_eq!("acme".parse::<Provider>(), "acme".parse());
        assert!("a".repeat(32).parse::<Provider>().is_ok());
    }
}
