//! The tables of the config file, and what can stand in each.

use crate::model::{Provider, plain};
use crate::settings::variables::{self, Variable};

/// A table of the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Table {
    /// What stands before the first table.
    Top,
    /// `[profiles.NAME]`
    Profile(String),
    /// `[profiles.NAME.PROVIDER]`
    Provider(String, Provider),
    /// `[providers.NAME]`
    Custom(String),
}

impl Table {
    /// As people know it.
    pub(super) fn title(&self) -> String {
        match self {
            Self::Top => "the top of the file".to_owned(),
            Self::Profile(profile) => format!("[profiles.{}]", plain(profile)),
            Self::Provider(profile, provider) => {
                format!("[profiles.{}.{}]", plain(profile), provider.name())
            }
            Self::Custom(name) => format!("[providers.{}]", plain(name)),
        }
    }

    /// The settings that can stand in it.
    pub(super) fn rows(&self) -> impl Iterator<Item = &'static Variable> {
        let (rows, is_top) = match self {
            Self::Top => (variables::GENERAL.rows, true),
            Self::Profile(_) => (variables::GENERAL.rows, false),
            Self::Provider(_, provider) => (variables::of_provider(*provider), false),
            Self::Custom(_) => (variables::custom::ROWS, false),
        };
        // A profile cannot name another one.
        rows.iter().filter(move |row| is_top || row.name != variables::PROFILE.name)
    }

    /// The tables that can stand in it.
    pub(super) fn tables(&self) -> &'static [&'static str] {
        match self {
            Self::Top => &["profiles", "providers"],
            Self::Profile(_) => &Provider::NAMES,
            Self::Provider(..) | Self::Custom(_) => &[],
        }
    }
}
