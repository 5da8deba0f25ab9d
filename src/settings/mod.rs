//! What is set, and by whom.
//!
//! This is the only reader of the process's environment, of the config file and of `--env-file`.
//! It says what each setting is and where it comes from; it never prints, asks or exits. What a
//! provider needs is looked at only when that provider is used, so that no command fails for a
//! setting that it has no use for.

mod config_file;
mod custom;
mod env_file;
mod environment;
mod error;
mod files;
mod flags;
mod found;
#[cfg(fuzzing)]
#[doc(hidden)]
pub mod fuzzing;
mod general;
mod hive;
#[cfg(test)]
mod home;
mod hyfata;
mod kftc;
mod layers;
mod listing;
mod max;
mod network;
mod ottm;
mod providers;
mod reference;
mod source;
mod table;
mod toss;
mod values;
pub mod variables;
mod withheld;

use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::time::Duration;

pub use custom::CustomSettings;
pub use env_file::EnvFileFault;
pub use environment::Environment;
pub use error::{Expected, SettingsError};
pub use flags::Flags;
pub use general::Manner;
pub use hive::HiveSettings;
pub use hyfata::HyfataSettings;
pub use kftc::KftcSettings;
pub use listing::Listed;
pub use max::{Hours, MaxSettings, MaxWay, NotHours};
pub use network::{NetworkOptions, Proxy};
pub use ottm::OttmSettings;
pub use reference::{reference, sample};
pub use source::{Place, Source, Sourced};
pub use toss::TossSettings;
pub use values::{ColorChoice, Format, NotATimeout, StoreChoice, Timeout};

use crate::model::{Account, Clock, Lang, Profile};
use found::Raw;
use general::General;
use layers::Layers;

/// All settings, of which the general ones are known to be good.
#[derive(Debug)]
pub struct Settings {
    general: General,
    layers: Layers,
    sandbox: Vec<(String, Raw)>,
    sandbox_providers: Vec<CustomSettings>,
}

impl Settings {
    /// Reads the files that are named and lets the highest source of each setting win.
    ///
    /// # Errors
    ///
    /// For a general setting that is wrong; one of a provider's is looked at later.
    pub fn resolve(flags: Flags, environment: Environment) -> Result<Self, SettingsError> {
        let layers = Layers::read(&flags, environment)?;
        let general = General::resolve(flags, &layers)?;
        Ok(Self { general, layers, sandbox: Vec::new(), sandbox_providers: Vec::new() })
    }

    /// The same with what the embedded providers say about themselves, by the names of the
    /// variables. Under the profile `sandbox` this is all that a provider's settings are taken
    /// from; under any other it counts for nothing.
    #[must_use]
    pub fn with_sandbox(mut self, settings: &[(&str, String)]) -> Self {
        let own = |(name, value): &(&str, String)| ((*name).to_owned(), Raw::from(value));
        self.sandbox = settings.iter().map(own).collect();
        self
    }

    /// The set of settings in use.
    pub fn profile(&self) -> &Profile {
        &self.general.profile.value
    }

    /// Which of several connections to a provider is meant.
    pub fn account(&self) -> &Account {
        &self.general.account.value
    }

    /// The account, where somebody named one.
    pub fn named_account(&self) -> Option<&Account> {
        let account = &self.general.account;
        (account.source != Source::BuiltIn).then_some(&account.value)
    }

    /// How results are written.
    pub fn format(&self) -> Format {
        self.general.format.value
    }

    /// The language of words to people.
    pub fn lang(&self) -> Lang {
        self.general.lang.value
    }

    /// How long one HTTP exchange may take.
    pub fn timeout(&self) -> Duration {
        self.general.timeout.value.duration()
    }

    /// Where tokens are to be kept, as somebody said; `Auto` where nobody did.
    pub fn store(&self) -> StoreChoice {
        self.general.store.value
    }

    /// Whether words to people are coloured.
    pub fn color(&self) -> ColorChoice {
        self.general.color.value
    }

    /// Whether nobody is there to answer a question.
    pub fn no_input(&self) -> bool {
        self.general.no_input.value
    }

    /// Whether only errors are told.
    pub fn quiet(&self) -> bool {
        self.general.quiet
    }

    /// How much is told besides the result.
    pub fn verbosity(&self) -> u8 {
        self.general.verbosity
    }

    /// The folder of the token database and of the sandbox's state; it need not exist yet.
    pub fn data_dir(&self) -> Result<&Path, SettingsError> {
        let path = self.general.data_dir.as_ref();
        let no_home = SettingsError::NoHome { name: variables::DATA_DIR.name };
        path.map(|path| path.value.as_path()).ok_or(no_home)
    }

    /// The file of the key that encrypts the token database, where one is named.
    pub fn key_file(&self) -> Option<&Path> {
        self.general.key_file.as_ref().map(|path| path.value.as_path())
    }

    /// The profile, where somebody named one.
    pub fn named_profile(&self) -> Option<&Profile> {
        let profile = &self.general.profile;
        (profile.source != Source::BuiltIn).then_some(&profile.value)
    }

    /// The file of the passphrase that the store's key is made of, where one is named.
    pub fn passphrase_file(&self) -> Option<&Path> {
        self.general.passphrase_file.as_ref().map(|path| path.value.as_path())
    }

    /// A profile that a command line names besides the one in use.
    ///
    /// # Errors
    ///
    /// Where it is neither built in nor in the config file.
    pub fn known_profile(&self, profile: Profile) -> Result<Profile, SettingsError> {
        let typed = Sourced { value: profile, source: Source::Flag };
        general::known(&typed, &self.layers)?;
        Ok(typed.value)
    }

    /// The account, where this command line names one.
    pub fn typed_account(&self) -> Option<&Account> {
        let account = &self.general.account;
        (account.source == Source::Flag).then_some(&account.value)
    }

    /// What `$BROWSER` says.
    pub fn browser(&self) -> Option<String> {
        self.layers.environment.hint(&variables::BROWSER).map(str::to_owned)
    }

    /// The folders of programs, as the system lists them: no setting of ours.
    pub fn search_path(&self) -> Option<&OsStr> {
        self.layers.environment.get("PATH")
    }

    /// What the sandbox is to play, where a file is named.
    pub fn scenario(&self) -> Option<&Path> {
        self.general.scenario.as_ref().map(|path| path.value.as_path())
    }

    /// Whether it is this command line that names it.
    pub fn scenario_is_typed(&self) -> bool {
        self.general.scenario.as_ref().is_some_and(|path| path.source == Source::Flag)
    }

    /// Where the config file is, or would be.
    pub fn config_path(&self) -> Result<&Path, SettingsError> {
        let path = self.general.config.as_ref();
        let no_home = SettingsError::NoHome { name: variables::CONFIG.name };
        path.map(|path| path.value.as_path()).ok_or(no_home)
    }

    /// Where "now" comes from.
    pub fn clock(&self) -> Clock {
        self.general.clock
    }

    /// The same with another time: the embedded sandbox's, where its was moved.
    #[must_use]
    pub fn with_clock(mut self, clock: Clock) -> Self {
        self.general.clock = clock;
        self
    }

    /// How long the keyring is waited for, where a test says so.
    pub fn keyring_deadline(&self) -> Option<Duration> {
        self.general.keyring_deadline
    }

    /// Whether there is a session bus, without which a desktop's keyring cannot answer; always true
    /// on systems that keep their keyring elsewhere.
    pub fn session_bus(&self) -> bool {
        self.layers.environment.session_bus()
    }
}

/// Where the config file is, or would be, without reading it: for the command that makes it, which
/// must work while the file is missing or broken.
pub fn config_path(flags: &Flags, environment: &Environment) -> Result<PathBuf, SettingsError> {
    layers::config_path(flags.config.as_deref(), environment)
        .map(|path| path.value)
        .ok_or(SettingsError::NoHome { name: variables::CONFIG.name })
}

#[cfg(test)]
mod tests {
    use super::home::{CANARY, Home};
    use super::*;

    const CONFIG: &str = "timeout = 2\n[profiles.test]\ntimeout = 3\n[profiles.other]\ntimeout = 4";

    fn resolve<const N: usize>(flags: Flags, variables: [(&str, &str); N]) -> Settings {
        Settings::resolve(flags, Environment::from_iter(variables)).unwrap()
    }

    #[test]
    fn each_source_beats_the_ones_below_it() {
        let home = Home::with(CONFIG);
        let top = Home::with("timeout = 2");
        let env_file = home.file(".env", "\nQETTA_TIMEOUT=5");
        let variable = ("QETTA_TIMEOUT", "6");
        let with_file = |flags: Flags| Flags { env_file: Some(env_file.clone()), ..flags };
        let typed = Flags { timeout: "7".parse().ok(), ..with_file(home.flags()) };
        let at = |home: &Home, name: &str| home.path().join(name).display().to_string();
        for (settings, seconds, source) in [
            (resolve(Flags::default(), []), 30, "built-in".to_owned()),
            (top.settings([]), 2, at(&top, "config.toml:1")),
            (home.settings([]), 3, at(&home, "config.toml:3")),
            (resolve(with_file(home.flags()), []), 5, at(&home, ".env:2")),
            (resolve(with_file(home.flags()), [variable]), 6, "environment".to_owned()),
            (resolve(typed, [variable]), 7, "flag".to_owned()),
        ] {
            assert_eq!(settings.timeout(), Duration::from_secs(seconds));
            let listing = settings.listing();
            let listed = listing.iter().find(|listed| listed.name == "QETTA_TIMEOUT").unwrap();
            assert_eq!(listed.source.to_string(), source);
        }
    }

    #[test]
    fn an_empty_variable_does_not_hide_what_stands_below() {
        let settings = Home::with(CONFIG).settings([("QETTA_TIMEOUT", ""), ("QETTA_PROFILE", "")]);
        assert_eq!(settings.timeout(), Duration::from_secs(3));
        assert_eq!(settings.profile(), &Profile::default());
    }

    #[test]
    fn a_file_that_was_named_must_be_there_and_the_one_at_its_place_need_not() {
        let home = tempfile::tempdir().unwrap();
        let path = home.path().to_str().unwrap();
        let settings =
            resolve(Flags::default(), [("XDG_CONFIG_HOME", path), ("XDG_DATA_HOME", path)]);
        assert_eq!(settings.config_path().unwrap(), home.path().join("qetta/config.toml"));
        assert_eq!(settings.data_dir().unwrap(), home.path().join("qetta"));
        for name in ["QETTA_CONFIG", "QETTA_ENV_FILE"] {
            let environment = Environment::from_iter([(name, "/missing")]);
            let error = Settings::resolve(Flags::default(), environment).unwrap_err();
            let words = format!("cannot read /missing, which {name} (environment) names");
            assert_eq!(error.to_string(), words);
        }
        let flags = Flags { config: Some("/missing".into()), ..Flags::default() };
        let error = Settings::resolve(flags, Environment::default()).unwrap_err();
        assert_eq!(error.to_string(), "cannot read /missing, which --config (flag) names");
    }

    #[test]
    fn without_a_home_only_those_who_need_it_fail() {
        let settings = resolve(Flags::default(), []);
        let error = settings.data_dir().unwrap_err();
        assert_eq!(error.to_string(), "there is no home folder; set QETTA_DATA_DIR");
        assert!(settings.config_path().is_err());
    }

    #[test]
    fn an_env_file_cannot_name_another_file() {
        let home = Home::with("");
        let env_file = home.file(".env", "QETTA_CONFIG=/missing\nQETTA_ENV_FILE=/missing");
        home.settings([("QETTA_ENV_FILE", env_file.to_str().unwrap())]);
    }

    #[test]
    fn the_file_to_be_made_is_known_while_it_is_missing() {
        let flags = Flags { config: Some("new.toml".into()), ..Flags::default() };
        let path = config_path(&flags, &Environment::default()).unwrap();
        assert_eq!(path, Path::new("new.toml"));
        assert!(config_path(&Flags::default(), &Environment::default()).is_err());
    }

    #[test]
    fn no_secret_is_in_anything_that_can_be_printed() {
        let config = "[profiles.test.toss]\nclient_id = 'id'\nclient_secret_env = 'MINE'";
        let home = Home::with(config);
        let env_file = home.file(".env", &format!("TOSS_CLIENT_SECRET={CANARY}\nMINE={CANARY}"));
        let flags = Flags { env_file: Some(env_file), ..home.flags() };
        let environment = Environment::from_iter([("MINE", CANARY), ("TOSS_CLIENT_ID", "id")]);
        let before = format!("{flags:?} {environment:?}");
        let settings = Settings::resolve(flags, environment).unwrap();
        let toss = settings.toss().unwrap();
        assert_eq!(toss.client_secret.expose(), CANARY);
        let settings = settings.with_sandbox(&[("TOSS_CLIENT_SECRET", CANARY.to_owned())]);
        let shown = format!("{before} {settings:#?} {toss:#?} {:#?}", settings.listing());
        assert!(!shown.contains(CANARY), "{shown}");
        assert!(shown.contains("cana…5e1f"), "{shown}");
    }
}
