//! What was typed in front of or behind a command, for every command alike.

use std::path::PathBuf;

use crate::model::{Account, Lang, Profile};
use crate::settings::{ColorChoice, Format, StoreChoice, Timeout};

/// The general flags, already read into their types; a flag that was not typed is `None`.
#[derive(Clone, Debug, Default)]
pub struct Flags {
    /// `--profile NAME`; `--sandbox` is the profile `sandbox`.
    pub profile: Option<Profile>,
    /// `--account NAME`.
    pub account: Option<Account>,
    /// `--format NAME`; `--json` is the format `json`.
    pub format: Option<Format>,
    /// `--config FILE`.
    pub config: Option<PathBuf>,
    /// `--data-dir DIR`.
    pub data_dir: Option<PathBuf>,
    /// `--store NAME`.
    pub store: Option<StoreChoice>,
    /// `--env-file FILE`.
    pub env_file: Option<PathBuf>,
    /// `--timeout SECS`.
    pub timeout: Option<Timeout>,
    /// `--lang NAME`.
    pub lang: Option<Lang>,
    /// `--no-input`.
    pub no_input: bool,
    /// `-q`.
    pub quiet: bool,
    /// How many times `-v` was typed.
    pub verbosity: u8,
    /// `--color WHEN`.
    pub color: Option<ColorChoice>,
    /// `--scenario FILE`.
    pub scenario: Option<PathBuf>,
    /// `--ca-file FILE`.
    pub ca_file: Option<PathBuf>,
}
