//! The general settings, each with its source.

use std::path::PathBuf;
use std::time::Duration;

use jiff::Timestamp;

use crate::model::{Account, Clock, Lang, Profile};
use crate::settings::error::{Expected, SettingsError, nearest, shown};
use crate::settings::layers::{self, Layers};
use crate::settings::source::{Source, Sourced};
use crate::settings::table::Table;
use crate::settings::variables::{self, Variable};
use crate::settings::{ColorChoice, Flags, Format, StoreChoice, Timeout};

/// The profiles that need no config file.
const BUILT_IN_PROFILES: [&str; 3] = [Profile::SANDBOX, "test", "production"];

/// Everything that is no provider's own.
#[derive(Debug)]
pub(super) struct General {
    pub(super) profile: Sourced<Profile>,
    pub(super) account: Sourced<Account>,
    pub(super) format: Sourced<Format>,
    pub(super) lang: Sourced<Lang>,
    pub(super) timeout: Sourced<Timeout>,
    pub(super) store: Sourced<StoreChoice>,
    pub(super) color: Sourced<ColorChoice>,
    pub(super) no_input: Sourced<bool>,
    pub(super) quiet: bool,
    pub(super) verbosity: u8,
    pub(super) config: Option<Sourced<PathBuf>>,
    pub(super) env_file: Option<Sourced<PathBuf>>,
    pub(super) data_dir: Option<Sourced<PathBuf>>,
    pub(super) ca_file: Option<Sourced<PathBuf>>,
    pub(super) scenario: Option<Sourced<PathBuf>>,
    pub(super) key_file: Option<Sourced<PathBuf>>,
    pub(super) passphrase_file: Option<Sourced<PathBuf>>,
    pub(super) clock: Clock,
    pub(super) keyring_deadline: Option<Duration>,
}

impl General {
    pub(super) fn resolve(flags: Flags, layers: &Layers) -> Result<Self, SettingsError> {
        let profile = layers.pick(flags.profile, &variables::PROFILE, &[Table::Top])?;
        known(&profile, layers)?;
        let tables = [Table::Profile(profile.value.to_string()), Table::Top];
        Ok(Self {
            account: layers.pick(flags.account, &variables::ACCOUNT, &tables)?,
            format: layers.pick(flags.format, &variables::FORMAT, &tables)?,
            lang: lang(flags.lang, layers, &tables)?,
            timeout: layers.pick(flags.timeout, &variables::TIMEOUT, &tables)?,
            store: layers.pick(flags.store, &variables::STORE, &tables)?,
            color: color(flags.color, layers),
            no_input: no_input(flags.no_input, layers),
            quiet: flags.quiet,
            verbosity: flags.verbosity,
            config: layers::config_path(flags.config.as_deref(), &layers.environment),
            env_file: layers::env_file(flags.env_file.as_deref(), &layers.environment),
            data_dir: data_dir(flags.data_dir, layers),
            ca_file: layers.path(flags.ca_file, &variables::CA_FILE, &tables),
            scenario: layers.path(flags.scenario, &variables::SANDBOX_SCENARIO, &tables),
            key_file: layers.path(None, &variables::KEY_FILE, &tables),
            passphrase_file: layers.path(None, &variables::PASSPHRASE_FILE, &tables),
            clock: clock(layers)?,
            keyring_deadline: keyring_deadline(layers)?,
            profile,
        })
    }
}

/// How to speak to the user where the settings themselves cannot be used: what the flags and the
/// environment say, as far as it makes sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Manner {
    /// The language.
    pub lang: Lang,
    /// Whether errors are JSON.
    pub format: Format,
    /// Whether words are coloured.
    pub color: ColorChoice,
}

impl Manner {
    /// Never fails, and reads no file.
    pub fn of(flags: &Flags, environment: &crate::settings::Environment) -> Self {
        let layers = Layers { environment: environment.clone(), ..Layers::default() };
        let format = layers.pick(flags.format, &variables::FORMAT, &[]);
        Self {
            lang: lang(flags.lang, &layers, &[])
                .map_or_else(|_| locale(&layers).unwrap_or_default(), |lang| lang.value),
            format: format.map_or_else(|_| Format::default(), |format| format.value),
            color: color(flags.color, &layers).value,
        }
    }
}

/// Refuses a profile that is neither built in nor in the config file.
pub(super) fn known(profile: &Sourced<Profile>, layers: &Layers) -> Result<(), SettingsError> {
    let name = profile.value.as_str();
    let in_file = layers.config.profiles().filter(|name| !BUILT_IN_PROFILES.contains(name));
    let known: Vec<String> = BUILT_IN_PROFILES.into_iter().chain(in_file).map(Into::into).collect();
    if known.iter().any(|known| known == name) {
        return Ok(());
    }
    Err(SettingsError::UnknownProfile {
        profile: profile.value.clone(),
        origin: profile.source.clone(),
        nearest: nearest(name, known.clone()),
        known,
    })
}

/// Our own setting first; where there is none, the locale.
fn lang(
    flag: Option<Lang>,
    layers: &Layers,
    tables: &[Table],
) -> Result<Sourced<Lang>, SettingsError> {
    let chosen = layers.pick(flag, &variables::LANGUAGE, tables)?;
    let locale = locale(layers).filter(|_| chosen.source == Source::BuiltIn);
    Ok(locale.map_or(chosen, |value| Sourced { value, source: Source::Environment }))
}

fn locale(layers: &Layers) -> Option<Lang> {
    // The first that is set decides, even for a language that we do not speak (POSIX, 8.2).
    let mut rows = [variables::LC_ALL, variables::LC_MESSAGES, variables::LANG].into_iter();
    Lang::from_locale(
        rows.find_map(|row| layers.environment.hint(&row).map(str::to_owned))?.as_str(),
    )
}

/// <https://no-color.org> and <https://bixense.com/clicolors>: asking for none beats forcing some.
fn color(flag: Option<ColorChoice>, layers: &Layers) -> Sourced<ColorChoice> {
    let environment = |value| Sourced { value, source: Source::Environment };
    if let Some(typed) = flag {
        Sourced::flag(typed)
    } else if layers.environment.find(&variables::NO_COLOR).is_some() {
        environment(ColorChoice::Never)
    } else if is_on(layers, &variables::CLICOLOR_FORCE, &["0"]) {
        environment(ColorChoice::Always)
    } else {
        Sourced::built_in(ColorChoice::Auto)
    }
}

fn no_input(flag: bool, layers: &Layers) -> Sourced<bool> {
    if flag {
        Sourced::flag(true)
    } else if is_on(layers, &variables::CI, &["false", "0"]) {
        Sourced { value: true, source: Source::Environment }
    } else {
        Sourced::built_in(false)
    }
}

/// Whether a variable that other programs know too is set to anything but `off`.
fn is_on(layers: &Layers, row: &Variable, off: &[&str]) -> bool {
    let value = layers.environment.get(row.name);
    value.is_some_and(|value| !off.iter().any(|off| value.eq_ignore_ascii_case(off)))
}

fn data_dir(flag: Option<PathBuf>, layers: &Layers) -> Option<Sourced<PathBuf>> {
    let default = || Some(Sourced::built_in(layers.environment.data_folder()?.join("qetta")));
    layers.path(flag, &variables::DATA_DIR, &[]).or_else(default)
}

fn clock(layers: &Layers) -> Result<Clock, SettingsError> {
    let Some(found) = layers.in_environment(&variables::TEST_NOW) else {
        return Ok(Clock::System);
    };
    let text = found.text()?;
    let instant: Timestamp =
        text.parse().map_err(|_| found.refused(shown(text), Expected::Instant))?;
    Ok(Clock::Fixed(instant))
}

fn keyring_deadline(layers: &Layers) -> Result<Option<Duration>, SettingsError> {
    let Some(found) = layers.in_environment(&variables::TEST_KEYRING_DEADLINE_MS) else {
        return Ok(None);
    };
    let text = found.text()?;
    let milliseconds =
        text.parse().map_err(|_| found.refused(shown(text), Expected::Milliseconds))?;
    Ok(Some(Duration::from_millis(milliseconds)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::home::Home;
    use crate::settings::{Environment, Settings};

    fn settings<const N: usize>(variables: [(&str, &str); N]) -> Settings {
        Settings::resolve(Flags::default(), Environment::from_iter(variables)).unwrap()
    }

    #[test]
    fn the_profile_can_come_from_anywhere_and_must_be_known() {
        let home = Home::with("profile = 'staging'\n[profiles.staging]\nstore = 'sqlite'");
        assert_eq!(home.settings([]).profile().as_str(), "staging");
        assert_eq!(home.settings([]).store(), StoreChoice::Sqlite);
        let production = home.settings([("QETTA_PROFILE", "production")]);
        assert_eq!(production.store(), StoreChoice::Auto);
        assert_eq!(
            home.refused([("QETTA_PROFILE", "stagign")]),
            "there is no profile stagign (environment); known: sandbox, test, production, staging"
        );
        assert_eq!(
            Home::with("profile = 'x'").refused([]),
            "there is no profile x (config.toml:1); known: sandbox, test, production"
        );
    }

    #[test]
    fn a_wrong_value_is_named_with_its_place() {
        for (variable, value, expected) in [
            ("QETTA_FORMAT", "xml", "expected one of: text, json, ndjson, csv"),
            ("QETTA_STORE", "disk", "expected one of: auto, keyring, keyutils, sqlite"),
            ("QETTA_LANG", "fr", "expected one of: ko, en"),
            ("QETTA_TEST_NOW", "today", "expected a moment such as 2026-11-21T12:00:00Z"),
            ("QETTA_TEST_KEYRING_DEADLINE_MS", "-1", "expected a whole number of milliseconds"),
        ] {
            let words = Home::with("").refused([(variable, value)]);
            assert_eq!(
                words,
                format!("{variable} (environment) cannot be \"{value}\": {expected}")
            );
        }
        assert_eq!(
            Home::with("\n[profiles.test]\nformat = 'xml'").refused([]),
            "format (config.toml:3) cannot be \"xml\": expected one of: text, json, ndjson, csv"
        );
        let home = Home::with("");
        let env_file = home.file(".env", "# ours\nQETTA_TIMEOUT=soon");
        let words = home.refused([("QETTA_ENV_FILE", env_file.to_str().unwrap())]);
        assert!(words.starts_with("QETTA_TIMEOUT (.env:2) cannot be \"soon\": "), "{words}");
    }

    #[test]
    fn a_wrong_value_that_is_beaten_does_no_harm() {
        let home = Home::with("format = 'xml'");
        assert_eq!(home.settings([("QETTA_FORMAT", "csv")]).format(), Format::Csv);
    }

    #[cfg(unix)]
    #[test]
    fn a_variable_that_is_not_unicode_is_refused_by_its_name() {
        use std::ffi::OsString;
        use std::os::unix::ffi::OsStringExt as _;

        let resolve = |name: &str| {
            let environment = Environment::from_iter([(name, OsString::from_vec(vec![0xff]))]);
            Settings::resolve(Flags::default(), environment)
        };
        let error = resolve("QETTA_FORMAT").unwrap_err();
        assert_eq!(error.to_string(), "QETTA_FORMAT is not Unicode text");
        assert!(resolve("LANG").is_ok());
        assert!(resolve("TOSS_SCOPE").unwrap().toss().is_err());
    }

    #[test]
    fn our_own_language_comes_before_the_locale() {
        let korean = ("LANG", "ko_KR.UTF-8");
        assert_eq!(settings([]).lang(), Lang::En);
        assert_eq!(settings([korean]).lang(), Lang::Ko);
        assert_eq!(settings([korean, ("LC_ALL", "C.UTF-8")]).lang(), Lang::En);
        assert_eq!(settings([korean, ("LC_MESSAGES", "fr_FR")]).lang(), Lang::En);
        assert_eq!(settings([korean, ("QETTA_LANG", "en")]).lang(), Lang::En);
        assert_eq!(Home::with("lang = 'en'").settings([korean]).lang(), Lang::En);
    }

    #[test]
    fn colour_follows_the_flag_then_no_color_then_clicolor_force() {
        let (none, force) = (("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1"));
        assert_eq!(settings([]).color(), ColorChoice::Auto);
        assert_eq!(settings([force]).color(), ColorChoice::Always);
        assert_eq!(settings([("CLICOLOR_FORCE", "0")]).color(), ColorChoice::Auto);
        assert_eq!(settings([none, force]).color(), ColorChoice::Never);
        assert_eq!(settings([("NO_COLOR", ""), force]).color(), ColorChoice::Always);
        let flags = Flags { color: Some(ColorChoice::Auto), ..Flags::default() };
        let typed = Settings::resolve(flags, Environment::from_iter([none])).unwrap();
        assert_eq!(typed.color(), ColorChoice::Auto);
    }

    #[test]
    fn nobody_is_asked_in_ci() {
        for (value, expected) in [
            ("true", true),
            ("1", true),
            ("woodpecker", true),
            ("false", false),
            ("0", false),
            ("", false),
        ] {
            assert_eq!(settings([("CI", value)]).no_input(), expected, "{value:?}");
        }
    }

    #[test]
    fn a_test_can_stop_the_clock() {
        let stopped = settings([("QETTA_TEST_NOW", "2026-11-21T12:00:00+09:00")]).clock();
        assert_eq!(crate::model::iso8601(stopped.now()), "2026-11-21T03:00:00.000Z");
        assert!(matches!(settings([]).clock(), Clock::System));
        let deadline = settings([("QETTA_TEST_KEYRING_DEADLINE_MS", "5")]).keyring_deadline();
        assert_eq!(deadline, Some(Duration::from_millis(5)));
    }

    #[test]
    fn the_manner_makes_the_best_of_what_is_wrong() {
        let environment = Environment::from_iter([
            ("QETTA_LANG", "klingon"),
            ("LANG", "ko_KR"),
            ("QETTA_FORMAT", "xml"),
            ("QETTA_CONFIG", "/missing"),
        ]);
        let flags = Flags { color: Some(ColorChoice::Never), ..Flags::default() };
        let manner = Manner { lang: Lang::Ko, format: Format::Text, color: ColorChoice::Never };
        assert_eq!(Manner::of(&flags, &environment), manner);
    }
}
