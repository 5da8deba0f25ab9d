//! The services that qetta knows, by name.

use std::fmt;
use std::str::FromStr;

use crate::model::{Text, UnknownName};

/// A service that issues tokens.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Provider {
    /// 토스 인증 (Toss Certification): client credentials.
    Toss,
    /// 금융결제원 오픈뱅킹 (KFTC OpenBanking): authorization code in the browser.
    Kftc,
}

impl Provider {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::Toss, Self::Kftc];

    /// What is typed for one, in the order of [`Provider::ALL`].
    pub const NAMES: [&'static str; 2] = ["toss", "kftc"];

    /// As it is typed: `toss`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Toss => "toss",
            Self::Kftc => "kftc",
        }
    }

    /// As JSON documents and the store have it: `TOSS_CERT`.
    pub fn code(self) -> &'static str {
        match self {
            Self::Toss => "TOSS_CERT",
            Self::Kftc => "KFTC_OPENBANKING",
        }
    }

    /// The provider whose [`code`](Provider::code) this is.
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|provider| provider.code() == code)
    }

    /// As people call it.
    pub fn title(self) -> Text {
        match self {
            Self::Toss => Text::new("Toss Certification", "토스 인증"),
            Self::Kftc => Text::new("KFTC OpenBanking", "금융결제원 오픈뱅킹"),
        }
    }
}

impl fmt::Display for Provider {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

impl FromStr for Provider {
    type Err = UnknownName;

    fn from_str(typed: &str) -> Result<Self, UnknownName> {
        Self::ALL
            .into_iter()
            .find(|provider| provider.name() == typed)
            .ok_or(UnknownName { allowed: &Self::NAMES })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_codes_lead_back_to_their_provider() {
        for (provider, name) in Provider::ALL.into_iter().zip(Provider::NAMES) {
            assert_eq!(name.parse(), Ok(provider));
            assert_eq!(Provider::from_code(provider.code()), Some(provider));
        }
    }
}
