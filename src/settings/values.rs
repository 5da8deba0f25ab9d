//! What a setting can be, as types: each reads what a person typed and names what it would take.

use std::fmt;
use std::str::FromStr;
use std::time::Duration;

use crate::model::UnknownName;

/// Defines a choice between a few words, of which the first is the default.
macro_rules! choice {
    (
        $(#[$doc:meta])* $name:ident {
            $(#[$first_doc:meta])* $first:ident = $first_word:literal,
            $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
        pub enum $name {
            $(#[$first_doc])*
            #[default]
            $first,
            $($(#[$variant_doc])* $variant,)*
        }

        impl $name {
            /// What can be typed for it; the default stands first.
            pub const NAMES: &'static [&'static str] = &[$first_word, $($word,)*];
        }

        impl FromStr for $name {
            type Err = UnknownName;

            fn from_str(typed: &str) -> Result<Self, UnknownName> {
                match typed {
                    $first_word => Ok(Self::$first),
                    $($word => Ok(Self::$variant),)*
                    _ => Err(UnknownName { allowed: Self::NAMES }),
                }
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str(match self {
                    Self::$first => $first_word,
                    $(Self::$variant => $word,)*
                })
            }
        }
    };
}

choice! {
    /// How a result is written to stdout.
    Format {
        /// For people.
        Text = "text",
        /// One JSON document.
        Json = "json",
        /// One JSON object a line.
        Ndjson = "ndjson",
        /// Comma-separated values under a header.
        Csv = "csv",
    }
}
choice! {
    /// Where tokens are kept.
    StoreChoice {
        /// In the encrypted database, whose key rests in the keyring where one answers.
        Auto = "auto",
        /// In the system's keyring, or not at all.
        Keyring = "keyring",
        /// With the kernel, until the next boot or the end of the user's last session.
        Keyutils = "keyutils",
        /// In the encrypted database.
        Sqlite = "sqlite",
    }
}
choice! {
    /// Whether words to people are coloured.
    ColorChoice {
        /// Where they go to a terminal.
        Auto = "auto",
        /// Always.
        Always = "always",
        /// Never.
        Never = "never",
    }
}

/// How long one HTTP exchange may take; typed as seconds, fractions allowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Timeout(Duration);

impl Timeout {
    /// Shorter than this nothing can answer, not even this machine.
    pub const SHORTEST: Self = Self(Duration::from_millis(50));

    /// Longer than this nobody waits, and a typing error is more likely.
    pub const LONGEST: Self = Self(Duration::from_secs(600));

    /// As a duration to wait for.
    pub fn duration(self) -> Duration {
        self.0
    }
}

impl Default for Timeout {
    fn default() -> Self {
        Self(Duration::from_secs(30))
    }
}

/// Why a text is not a time-out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected seconds from 0.05 to 600, such as 30 or 2.5")]
pub struct NotATimeout;

impl FromStr for Timeout {
    type Err = NotATimeout;

    fn from_str(typed: &str) -> Result<Self, NotATimeout> {
        // `f64` would read `inf`, `1e2` and `+5` too, which nobody means here.
        if !typed.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.') {
            return Err(NotATimeout);
        }
        let seconds: f64 = typed.parse().map_err(|_| NotATimeout)?;
        let timeout = Self(Duration::try_from_secs_f64(seconds).map_err(|_| NotATimeout)?);
        let possible = (Self::SHORTEST..=Self::LONGEST).contains(&timeout);
        possible.then_some(timeout).ok_or(NotATimeout)
    }
}

impl fmt::Display for Timeout {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.0.as_secs_f64())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_name_is_read_and_written_alike_and_the_first_is_the_default() {
        for name in Format::NAMES {
            assert_eq!(name.parse::<Format>().unwrap().to_string(), *name);
        }
        for name in StoreChoice::NAMES {
            assert_eq!(name.parse::<StoreChoice>().unwrap().to_string(), *name);
        }
        for name in ColorChoice::NAMES {
            assert_eq!(name.parse::<ColorChoice>().unwrap().to_string(), *name);
        }
        assert_eq!(Format::NAMES[0].parse(), Ok(Format::default()));
        assert_eq!("Text".parse::<Format>(), Err(UnknownName { allowed: Format::NAMES }));
    }

    #[test]
    fn a_timeout_is_typed_in_seconds() {
        let milliseconds =
            |typed: &str| typed.parse::<Timeout>().ok().map(|timeout| timeout.0.as_millis());
        assert_eq!(milliseconds("30"), Some(30_000));
        assert_eq!(milliseconds("2.5"), Some(2_500));
        assert_eq!(milliseconds("0.05"), Some(50));
        assert_eq!(milliseconds("600"), Some(600_000));
        for typed in ["", ".", "0", "0.049", "600.1", "-1", "+5", "1e2", "inf", "nan", "30s", "１"]
        {
            assert_eq!(milliseconds(typed), None, "{typed:?}");
        }
    }

    proptest! {
        #[test]
        fn a_timeout_reads_what_it_writes(milliseconds in 50_u64..=600_000) {
            let timeout = Timeout(Duration::from_millis(milliseconds));
            prop_assert_eq!(timeout.to_string().parse(), Ok(timeout));
        }

        #[test]
        fn any_text_is_read_or_refused_without_a_panic(typed in "[0-9.]{0,400}|\\PC*") {
            let _ = typed.parse::<Timeout>();
        }
    }
}
