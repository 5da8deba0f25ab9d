//! What somebody wants the sandbox to play.

use std::path::Path;

use crate::error::{Error, Kind};
use crate::model::text;
use crate::sandbox::{SandboxError, ScenarioFile};

/// A scenario file, all of it looked at.
pub(crate) fn scenario_file(path: &Path) -> Result<ScenarioFile, Error> {
    Ok(ScenarioFile::parse(path, &file_of_settings(path)?).map_err(SandboxError::from)?)
}

/// The text of a file that a command line or a variable names.
pub(crate) fn file_of_settings(path: &Path) -> Result<String, Error> {
    std::fs::read_to_string(path).map_err(|error| {
        let path = path.display();
        Error::new(Kind::Config, text!("cannot read {path}", "{path}을(를) 읽을 수 없습니다"))
            .because(error)
    })
}
