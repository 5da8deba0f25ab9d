//! What Hive has names for.

use std::fmt;
use std::str::FromStr;

use crate::model::{ClientSecret, UnknownName};

/// Which of Hive's two APIs is spoken.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum HiveVersion {
    /// With tokens.
    #[default]
    V2,
    /// With a certification key; its support ends with the year 2026.
    V1,
}

impl HiveVersion {
    /// What can be typed for it; the default stands first.
    pub const NAMES: &'static [&'static str] = &["v2", "v1"];
}

impl FromStr for HiveVersion {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        match name {
            "v2" => Ok(Self::V2),
            "v1" => Ok(Self::V1),
            _ => Err(UnknownName { allowed: Self::NAMES }),
        }
    }
}

impl fmt::Display for HiveVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::V2 => "v2",
            Self::V1 => "v1",
        })
    }
}

/// What we prove ourselves with, which differs between the two APIs.
#[derive(Clone, Debug)]
pub enum HiveCredentials {
    /// A client of `/v2`.
    Client {
        /// Our name.
        id: String,
        /// Our secret.
        secret: ClientSecret,
    },
    /// The key of v1.
    CertificationKey(ClientSecret),
}

/// The identity providers of Hive's list (`idp_id`).
pub const HIVE_IDPS: [&str; 7] = [
    "CUSTOM_FIREBASE",
    "CUSTOM_FACEBOOK",
    "CUSTOM_GOOGLE",
    "CUSTOM_SIGNIN_APPLE",
    "CUSTOM_TWITTER",
    "CUSTOM_NAVER",
    "CUSTOM_GAME",
];

/// One of [`HIVE_IDPS`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct HiveIdp(&'static str);

impl HiveIdp {
    /// As Hive spells it.
    pub fn as_str(self) -> &'static str {
        self.0
    }
}

impl FromStr for HiveIdp {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let known = HIVE_IDPS.into_iter().find(|known| *known == name);
        known.map(Self).ok_or(UnknownName { allowed: &HIVE_IDPS })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_what_they_name() {
        for name in HiveVersion::NAMES {
            assert_eq!(name.parse::<HiveVersion>().unwrap().to_string(), *name);
        }
        for name in HIVE_IDPS {
            assert_eq!(name.parse::<HiveIdp>().unwrap().as_str(), name);
        }
        assert!("v3".parse::<HiveVersion>().is_err() && "CUSTOM".parse::<HiveIdp>().is_err());
    }
}
