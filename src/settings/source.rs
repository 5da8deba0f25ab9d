//! Where a value comes from.

use std::fmt;
use std::path::{Path, PathBuf};

/// A line of a file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Place {
    /// As it was named.
    pub file: PathBuf,
    /// The first line is 1.
    pub line: usize,
}

impl Place {
    /// The line `line` of `file`.
    pub fn new(file: &Path, line: usize) -> Self {
        Self { file: file.to_owned(), line }
    }
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.file.display(), self.line)
    }
}

/// Where a value comes from, lowest first: the order is the precedence, what stands lower in this
/// list wins.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Source {
    /// Compiled in, for the profile or for all of them; the sandbox's own settings are this too.
    BuiltIn,
    /// A key of `config.toml`; one under `[profiles.NAME]` beats the same at the top.
    ConfigFile(Place),
    /// A line of the file that `--env-file` names.
    EnvFile(Place),
    /// A variable of the process's environment.
    Environment,
    /// Typed for this one command.
    Flag,
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::BuiltIn => f.write_str("built-in"),
            Self::ConfigFile(place) | Self::EnvFile(place) => place.fmt(f),
            Self::Environment => f.write_str("environment"),
            Self::Flag => f.write_str("flag"),
        }
    }
}

/// A value that still knows where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sourced<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub source: Source,
}

impl<T> Sourced<T> {
    /// A value that was typed for this command.
    pub(super) fn flag(value: T) -> Self {
        Self { value, source: Source::Flag }
    }

    /// A value that nobody set.
    pub(super) fn built_in(value: T) -> Self {
        Self { value, source: Source::BuiltIn }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_order_of_sources_is_the_precedence() {
        let config = Source::ConfigFile(Place::new(Path::new("config.toml"), 99));
        let env_file = Source::EnvFile(Place::new(Path::new(".env"), 1));
        let order = [Source::BuiltIn, config, env_file, Source::Environment, Source::Flag];
        assert!(order.is_sorted());
    }

    #[test]
    fn a_source_in_a_file_shows_its_line() {
        let place = Place::new(Path::new("config.toml"), 12);
        assert_eq!(Source::ConfigFile(place).to_string(), "config.toml:12");
        assert_eq!(Source::Environment.to_string(), "environment");
    }
}
