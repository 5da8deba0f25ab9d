//! What is asked of an account's history.

use std::fmt;
use std::str::FromStr;

use crate::model::UnknownName;

/// Which transactions are wanted.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum InquiryType {
    /// All of them.
    #[default]
    All,
    /// What came to the account.
    In,
    /// What went from it.
    Out,
}

impl InquiryType {
    /// What `--type` takes.
    pub const NAMES: [&'static str; 3] = ["all", "in", "out"];
}

impl FromStr for InquiryType {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        match name {
            "all" => Ok(Self::All),
            "in" => Ok(Self::In),
            "out" => Ok(Self::Out),
            _ => Err(UnknownName { allowed: &Self::NAMES }),
        }
    }
}

impl fmt::Display for InquiryType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::All => "all",
            Self::In => "in",
            Self::Out => "out",
        })
    }
}

/// In which order.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum SortOrder {
    /// The newest first.
    #[default]
    Descending,
    /// The oldest first.
    Ascending,
}

impl SortOrder {
    /// What `--order` takes.
    pub const NAMES: [&'static str; 2] = ["desc", "asc"];
}

impl FromStr for SortOrder {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        match name {
            "desc" => Ok(Self::Descending),
            "asc" => Ok(Self::Ascending),
            _ => Err(UnknownName { allowed: &Self::NAMES }),
        }
    }
}

impl fmt::Display for SortOrder {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Descending => "desc",
            Self::Ascending => "asc",
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_typed_is_shown_again() {
        for name in InquiryType::NAMES {
            assert_eq!(name.parse::<InquiryType>().unwrap().to_string(), name);
        }
        for name in SortOrder::NAMES {
            assert_eq!(name.parse::<SortOrder>().unwrap().to_string(), name);
        }
        assert!("ALL".parse::<InquiryType>().is_err() && "".parse::<SortOrder>().is_err());
    }
}
