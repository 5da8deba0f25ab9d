//! The flags that every command takes.

use std::path::PathBuf;

use clap::{ArgAction, Args};

use crate::model::{Account, Lang, Profile, Provider};
use crate::settings::{ColorChoice, Flags, Format, StoreChoice, Timeout};

#[derive(Debug, Args)]
#[allow(
    clippy::struct_excessive_bools,
    reason = "each is a switch that is typed or not; without the sandbox they are fewer"
)]
#[command(next_help_heading = "Global options")]
pub(crate) struct Global {
    /// Settings by name: sandbox, test, production, or one from the config file [env: QETTA_PROFILE] [default: test]
    #[arg(long, global = true, value_name = "NAME")]
    profile: Option<Profile>,

    /// The embedded providers, without network or credentials: the same as `--profile sandbox`
    #[cfg(feature = "sandbox")]
    #[arg(long, global = true, conflicts_with = "profile")]
    sandbox: bool,

    /// What the sandbox plays, from a TOML file: seed, clock, rules and faults [env: QETTA_SANDBOX_SCENARIO]
    #[cfg(feature = "sandbox")]
    #[arg(long, global = true, value_name = "FILE")]
    scenario: Option<PathBuf>,

    /// One of several connections to a provider [env: QETTA_ACCOUNT] [default: default]
    #[arg(long, global = true, value_name = "NAME")]
    account: Option<Account>,

    /// What stdout carries: text, json, ndjson or csv [env: QETTA_FORMAT] [default: text]
    #[arg(long, global = true, value_name = "FORMAT", value_parser = named::<Format>(Format::NAMES))]
    format: Option<Format>,

    /// The same as `--format json`
    #[arg(long, global = true, conflicts_with = "format")]
    json: bool,

    /// The config file [env: QETTA_CONFIG]
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,

    /// Where the database and the sandbox's state live [env: QETTA_DATA_DIR]
    #[arg(long, global = true, value_name = "DIR")]
    data_dir: Option<PathBuf>,

    /// Where a new store keeps secrets [env: QETTA_STORE] [default: auto]
    #[arg(long, global = true, value_name = "STORE", value_parser = named::<StoreChoice>(StoreChoice::NAMES))]
    store: Option<StoreChoice>,

    /// A `.env` file to read; none is read unless it is named [env: QETTA_ENV_FILE]
    #[arg(long, global = true, value_name = "FILE")]
    env_file: Option<PathBuf>,

    /// The limit of one HTTP exchange in seconds [env: QETTA_TIMEOUT] [default: 30]
    #[arg(long, global = true, value_name = "SECS")]
    timeout: Option<Timeout>,

    /// More certificate authorities, in PEM [env: QETTA_CA_FILE]
    #[arg(long, global = true, value_name = "FILE")]
    ca_file: Option<PathBuf>,

    /// The language for people: ko or en; JSON never changes with it [env: QETTA_LANG]
    #[arg(long, global = true, value_name = "LANG", value_parser = named::<Lang>(&Lang::NAMES))]
    lang: Option<Lang>,

    /// Never ask; fail with what is missing [env: CI]
    #[arg(long, global = true)]
    no_input: bool,

    /// Errors only on stderr
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    quiet: bool,

    /// Say what is done; twice: show requests, masked
    #[arg(short, long, global = true, action = ArgAction::Count)]
    verbose: u8,

    /// When to colour: auto, always or never [env: NO_COLOR, CLICOLOR_FORCE]
    #[arg(long, global = true, value_name = "WHEN", value_parser = named::<ColorChoice>(ColorChoice::NAMES))]
    color: Option<ColorChoice>,
}

/// One of a fixed list of names: clap lists them in errors, help and completions.
pub(super) fn named<T>(
    names: &[&'static str],
) -> impl clap::builder::TypedValueParser<Value = T> + use<T>
where
    T: std::str::FromStr + Clone + Send + Sync + 'static,
    T::Err: std::error::Error + Send + Sync + 'static,
{
    use clap::builder::TypedValueParser as _;
    let names: Vec<&'static str> = names.to_vec();
    clap::builder::PossibleValuesParser::new(names).try_map(|name| name.parse())
}

/// How a provider is named in help.
pub(super) const PROVIDER: &str = "PROVIDER";

/// A provider as it is typed: built in, or one from the config file, which is read later.
pub(super) fn provider(typed: &str) -> Result<Provider, String> {
    typed.parse().map_err(|_| {
        let known = Provider::NAMES.join(", ");
        format!("expected one of: {known}, or the name of one in the config file")
    })
}

impl Global {
    /// What was typed, for the settings.
    pub(super) fn into_flags(self) -> Flags {
        Flags {
            profile: self.profile(),
            format: self.format(),
            #[cfg(feature = "sandbox")]
            scenario: self.scenario,
            #[cfg(not(feature = "sandbox"))]
            scenario: None,
            account: self.account,
            config: self.config,
            data_dir: self.data_dir,
            store: self.store,
            env_file: self.env_file,
            timeout: self.timeout,
            ca_file: self.ca_file,
            lang: self.lang,
            no_input: self.no_input,
            quiet: self.quiet,
            verbosity: self.verbose,
            color: self.color,
        }
    }

    fn format(&self) -> Option<Format> {
        if self.json { Some(Format::Json) } else { self.format }
    }

    #[cfg(feature = "sandbox")]
    fn profile(&self) -> Option<Profile> {
        if self.sandbox { Profile::SANDBOX.parse().ok() } else { self.profile.clone() }
    }

    #[cfg(not(feature = "sandbox"))]
    fn profile(&self) -> Option<Profile> {
        self.profile.clone()
    }
}
