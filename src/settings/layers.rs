//! The layers between the built-in values and the flags, highest first.

use std::path::{Path, PathBuf};
use std::str::FromStr;

use crate::settings::config_file::ConfigFile;
use crate::settings::env_file::EnvFile;
use crate::settings::error::{Expected, SettingsError};
use crate::settings::found::{Found, Raw};
use crate::settings::source::{Source, Sourced};
use crate::settings::table::Table;
use crate::settings::variables::{self, Variable};
use crate::settings::{Environment, Flags, files};

/// What is set outside the command line.
#[derive(Debug, Default)]
pub(super) struct Layers {
    pub(super) environment: Environment,
    pub(super) env_file: Option<EnvFile>,
    pub(super) config: ConfigFile,
}

impl Layers {
    /// Reads the files that the flags and the environment name. No other env file is ever read: a
    /// cloned repository must not be able to redirect a secret.
    pub(super) fn read(flags: &Flags, environment: Environment) -> Result<Self, SettingsError> {
        let config = read_config(flags.config.as_deref(), &environment)?;
        let env_file = env_file(flags.env_file.as_deref(), &environment)
            .map(|named| EnvFile::read(&named))
            .transpose()?;
        Ok(Self { environment, env_file, config })
    }

    /// The highest value of `row`, whose keys count in `tables`, the first of them first.
    pub(super) fn find(&self, row: &Variable, tables: &[Table]) -> Option<Found> {
        self.in_environment(row)
            .or_else(|| self.env_file.as_ref()?.find(row.name))
            .or_else(|| tables.iter().find_map(|table| self.config.find(table, row.keys)))
    }

    /// The value of `row` in the process's environment alone.
    pub(super) fn in_environment(&self, row: &Variable) -> Option<Found> {
        let (name, value) = self.environment.find(row)?;
        Some(Found::new(name, value, Source::Environment))
    }

    /// The variable `name` that somebody chose, whoever sets it.
    pub(super) fn by_name(&self, name: &str) -> Option<Raw> {
        let in_file = || Some(self.env_file.as_ref()?.find(name)?.value);
        self.environment.get(name).map(Raw::from).or_else(in_file)
    }

    /// The value of a setting that a flag can set as well, and that has a value of its own.
    pub(super) fn pick<T>(
        &self,
        flag: Option<T>,
        row: &Variable,
        tables: &[Table],
    ) -> Result<Sourced<T>, SettingsError>
    where
        T: FromStr + Default,
        Expected: From<T::Err>,
    {
        if let Some(typed) = flag {
            return Ok(Sourced::flag(typed));
        }
        let found = self.find(row, tables).map(|found| found.parse());
        found.unwrap_or_else(|| Ok(Sourced::built_in(T::default())))
    }

    /// The path of a setting that a flag can set as well.
    pub(super) fn path(
        &self,
        flag: Option<PathBuf>,
        row: &Variable,
        tables: &[Table],
    ) -> Option<Sourced<PathBuf>> {
        flag.map(Sourced::flag).or_else(|| self.find(row, tables).map(Found::path))
    }
}

/// Where the config file is, or would be; `None` on a system without a folder for it.
pub(super) fn config_path(
    flag: Option<&Path>,
    environment: &Environment,
) -> Option<Sourced<PathBuf>> {
    let default = || Some(environment.config_folder()?.join("qetta").join("config.toml"));
    named(flag, &variables::CONFIG, environment).or_else(|| default().map(Sourced::built_in))
}

/// The env file that was named.
pub(super) fn env_file(flag: Option<&Path>, environment: &Environment) -> Option<Sourced<PathBuf>> {
    named(flag, &variables::ENV_FILE, environment)
}

fn named(
    flag: Option<&Path>,
    row: &Variable,
    environment: &Environment,
) -> Option<Sourced<PathBuf>> {
    let variable = || {
        let (_, value) = environment.find(row)?;
        Some(Sourced { value: value.into(), source: Source::Environment })
    };
    flag.map(|path| Sourced::flag(path.to_owned())).or_else(variable)
}

fn read_config(
    flag: Option<&Path>,
    environment: &Environment,
) -> Result<ConfigFile, SettingsError> {
    let Some(path) = config_path(flag, environment) else { return Ok(ConfigFile::default()) };
    // The file at the default place may be missing; one that was named may not.
    if path.source == Source::BuiltIn && !exists(&path.value) {
        return Ok(ConfigFile::default());
    }
    let text = files::read(&variables::CONFIG, &path)?;
    ConfigFile::parse(&path.value, &text)
}

/// Whether something is there, even if it cannot be read: that is then said, not passed over.
fn exists(path: &Path) -> bool {
    path.try_exists().unwrap_or(true)
}
