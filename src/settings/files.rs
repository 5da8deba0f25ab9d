//! Reading a file that a setting names.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::settings::SettingsError;
use crate::settings::source::{Source, Sourced};
use crate::settings::variables::Variable;

/// The text of the file that `row` names.
pub(super) fn read(row: &Variable, named: &Sourced<PathBuf>) -> Result<String, SettingsError> {
    let name = row.name_at(&named.source);
    fs::read_to_string(&named.value).map_err(|why| refused(name, &named.source, &named.value, why))
}

/// The error for the file at `path`, which the setting `name` at `origin` named.
pub(super) fn refused(name: &str, origin: &Source, path: &Path, why: io::Error) -> SettingsError {
    SettingsError::Unreadable {
        name: name.to_owned(),
        origin: origin.clone(),
        path: path.to_owned(),
        why,
    }
}
