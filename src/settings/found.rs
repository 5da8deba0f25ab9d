//! A value as it was found, before anybody knows what it means.

use std::ffi::{OsStr, OsString};
use std::fmt;
use std::path::PathBuf;
use std::str::FromStr;

use crate::settings::error::{Expected, SettingsError, shown};
use crate::settings::source::{Source, Sourced};

/// Bytes that somebody set. They could be a secret, so that `Debug` has nothing of them.
#[derive(Clone)]
pub(super) struct Raw(OsString);

impl Raw {
    pub(super) fn os(&self) -> &OsStr {
        &self.0
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

impl<T: Into<OsString>> From<T> for Raw {
    fn from(value: T) -> Self {
        Self(value.into())
    }
}

impl fmt::Debug for Raw {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Raw(…)")
    }
}

/// A value, what it is called where it was found, and where that is.
#[derive(Clone, Debug)]
pub(super) struct Found {
    pub(super) name: String,
    pub(super) value: Raw,
    pub(super) source: Source,
}

impl Found {
    pub(super) fn new(name: &str, value: impl Into<Raw>, source: Source) -> Self {
        Self { name: name.to_owned(), value: value.into(), source }
    }

    /// The value as text.
    pub(super) fn text(&self) -> Result<&str, SettingsError> {
        let not_unicode = || SettingsError::NotUnicode { name: self.name.clone() };
        self.value.os().to_str().ok_or_else(not_unicode)
    }

    /// The value as a path, which need not be Unicode.
    pub(super) fn path(self) -> Sourced<PathBuf> {
        Sourced { value: self.value.0.into(), source: self.source }
    }

    /// The value as what it means.
    pub(super) fn parse<T>(&self) -> Result<Sourced<T>, SettingsError>
    where
        T: FromStr,
        Expected: From<T::Err>,
    {
        let text = self.text()?;
        let value = text.parse().map_err(|why| self.refused(shown(text), Expected::from(why)))?;
        Ok(Sourced { value, source: self.source.clone() })
    }

    /// The error for a value that its setting cannot take; `value` is what may be shown of it.
    pub(super) fn refused(&self, value: Option<String>, expected: Expected) -> SettingsError {
        SettingsError::BadValue {
            name: self.name.clone(),
            origin: self.source.clone(),
            value,
            expected,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::Timeout;

    #[test]
    fn debug_never_shows_the_value() {
        let found = Found::new("TOSS_CLIENT_SECRET", "canary", Source::Environment);
        assert!(!format!("{found:?}").contains("canary"));
    }

    #[test]
    fn a_value_that_means_nothing_is_refused_with_its_place() {
        let found = Found::new("QETTA_TIMEOUT", "soon", Source::Environment);
        let error = found.parse::<Timeout>().unwrap_err().to_string();
        assert!(error.starts_with("QETTA_TIMEOUT (environment) cannot be \"soon\": "), "{error}");
    }

    #[cfg(unix)]
    #[test]
    fn bytes_that_are_not_unicode_can_be_a_path_and_no_text() {
        use std::os::unix::ffi::OsStringExt as _;

        let value = OsString::from_vec(vec![b'/', 0xff]);
        let found = Found::new("QETTA_KEY_FILE", value.clone(), Source::Environment);
        assert_eq!(found.text().unwrap_err().to_string(), "QETTA_KEY_FILE is not Unicode text");
        assert_eq!(found.path().value, PathBuf::from(value));
    }
}
