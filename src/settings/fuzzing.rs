//! Doors for `fuzz/`: built by it alone.

use std::path::Path;

use crate::settings::config_file::ConfigFile;
use crate::settings::env_file::EnvFile;

/// Reads an env file and looks every name in it up that we know; else the words of what is wrong.
pub fn env_file(text: &str, names: &[&str]) -> Result<usize, String> {
    let file = EnvFile::parse(Path::new(".env"), text).map_err(|error| error.to_string())?;
    Ok(names.iter().filter(|name| file.find(name).is_some()).count())
}

/// Reads a config file; else the words of what is wrong.
pub fn config_file(text: &str) -> Result<usize, String> {
    let file =
        ConfigFile::parse(Path::new("config.toml"), text).map_err(|error| error.to_string())?;
    Ok(file.profiles().count())
}
