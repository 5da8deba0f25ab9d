//! The settings of Toss Certification.

use crate::model::{BaseUrl, ClientSecret, Provider};
use crate::settings::providers::Values;
use crate::settings::variables;
use crate::settings::{Settings, SettingsError};

/// Where Toss is and who we are there.
#[derive(Clone, Debug)]
pub struct TossSettings {
    /// Where Toss issues tokens.
    pub oauth_base: BaseUrl,
    /// Where its API answers.
    pub api_base: BaseUrl,
    /// Our name.
    pub client_id: String,
    /// Our secret.
    pub client_secret: ClientSecret,
    /// What we ask for.
    pub scope: String,
}

impl Settings {
    /// The settings of Toss. Read only by who uses Toss: no other command fails for them.
    ///
    /// # Errors
    ///
    /// Names every setting that is missing at once.
    pub fn toss(&self) -> Result<TossSettings, SettingsError> {
        let values = Values::complete(self, Provider::Toss)?;
        Ok(TossSettings {
            oauth_base: values.parse(&variables::TOSS_OAUTH_BASE)?,
            api_base: values.parse(&variables::TOSS_API_BASE)?,
            client_id: values.text(&variables::TOSS_CLIENT_ID)?,
            client_secret: values.secret(&variables::TOSS_CLIENT_SECRET)?,
            scope: values.text(&variables::TOSS_SCOPE)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::home::{CANARY, Home};
    use crate::settings::{Environment, Flags};

    fn of<const N: usize>(variables: [(&str, &str); N]) -> Result<TossSettings, SettingsError> {
        Settings::resolve(Flags::default(), Environment::from_iter(variables)).unwrap().toss()
    }

    #[test]
    fn the_test_profile_needs_nothing() {
        let toss = of([]).unwrap();
        assert_eq!(toss.oauth_base.to_string(), "https://oauth2.cert.toss.im");
        assert_eq!(toss.api_base.to_string(), "https://cert.toss.im");
        assert_eq!(toss.client_id, "test_a8e23336d673ca70922b485fe806eb2d");
        assert!(toss.client_secret.expose().starts_with("test_4180"));
        assert_eq!(toss.scope, "ca");
    }

    #[test]
    fn every_missing_setting_is_named_at_once() {
        assert_eq!(
            of([("QETTA_PROFILE", "production")]).unwrap_err().to_string(),
            "Toss Certification cannot be used under the profile production \
             without TOSS_CLIENT_ID, TOSS_CLIENT_SECRET"
        );
        let half = of([("QETTA_PROFILE", "production"), ("TOSS_CLIENT_ID", "id")]);
        let Err(SettingsError::Missing { names, .. }) = half else { panic!("{half:?}") };
        assert_eq!(names, ["TOSS_CLIENT_SECRET"]);
    }

    #[test]
    fn half_of_a_pair_is_not_completed_by_the_published_one() {
        for (given, missing) in
            [("TOSS_CLIENT_ID", "TOSS_CLIENT_SECRET"), ("TOSS_CLIENT_SECRET", "TOSS_CLIENT_ID")]
        {
            let error = of([(given, CANARY)]).unwrap_err();
            assert!(!format!("{error} {error:?}").contains(CANARY));
            let SettingsError::HalfPair { given: g, missing: m } = error else { panic!() };
            assert_eq!((g, m), (vec![given], vec![missing]));
        }
    }

    #[test]
    fn an_address_that_is_not_safe_is_refused_by_who_uses_it() {
        let error = of([("TOSS_OAUTH_BASE", "http://toss.example")]).unwrap_err().to_string();
        assert!(error.starts_with("TOSS_OAUTH_BASE (environment) cannot be \"http://toss."));
        let error = of([("TOSS_API_BASE", "https://canary-5e1f@toss.example")]).unwrap_err();
        assert!(!format!("{error} {error:?}").contains("canary"), "{error:?}");
    }

    #[test]
    fn a_secret_is_read_from_the_file_or_the_variable_that_is_named() {
        let toss = "[profiles.production.toss]\nclient_id = 'id'\n";
        let home = Home::with(&format!("{toss}client_secret_file = 'secret'"));
        home.file("secret", &format!("{CANARY}\r\n"));
        let production = ("QETTA_PROFILE", "production");
        let secret = |home: &Home, variables| {
            home.settings([production, variables]).toss().unwrap().client_secret
        };
        assert_eq!(secret(&home, ("", "")).expose(), CANARY);

        let home = Home::with(&format!("{toss}client_secret_env = 'MY_SECRET'"));
        assert_eq!(secret(&home, ("MY_SECRET", CANARY)).expose(), CANARY);
        assert_eq!(secret(&home, ("TOSS_CLIENT_SECRET", "other")).expose(), "other");
        let env_file = home.file(".env", &format!("MY_SECRET='{CANARY}'"));
        let named = ("QETTA_ENV_FILE", env_file.to_str().unwrap());
        assert_eq!(secret(&home, named).expose(), CANARY);
    }

    #[test]
    fn a_way_to_a_secret_that_leads_nowhere_is_named() {
        let test =
            |line: &str| Home::with(&format!("[profiles.test.toss]\nclient_id='id'\n{line}"));
        assert_eq!(
            test("client_secret_file = 'missing'").toss_refused([]),
            "cannot read missing, which client_secret_file (config.toml:3) names"
        );
        let home = test("client_secret_file = 'empty'");
        home.file("empty", "\n");
        assert_eq!(
            home.toss_refused([]),
            "empty, which client_secret_file (config.toml:3) names, is empty"
        );
        assert_eq!(
            test("client_secret_env = 'UNSET'").toss_refused([]),
            "the variable that client_secret_env (config.toml:3) names is not set"
        );
        assert_eq!(
            test(&format!("client_secret_env = '{CANARY}'")).toss_refused([]),
            "client_secret_env (config.toml:3): \
             expected the name of an environment variable, not the secret itself"
        );
    }

    #[test]
    fn the_sandbox_knows_only_what_it_says_itself() {
        let home = Home::with("[profiles.sandbox.toss]\noauth_base = 'https://file.example'");
        let variables = [
            ("QETTA_PROFILE", "sandbox"),
            ("TOSS_API_BASE", "https://real.example"),
            ("TOSS_CLIENT_ID", "real"),
            ("TOSS_CLIENT_SECRET", CANARY),
        ];
        let settings = home.settings(variables);
        assert!(matches!(settings.toss(), Err(SettingsError::Missing { names, .. })
            if names == ["TOSS_OAUTH_BASE", "TOSS_API_BASE", "TOSS_CLIENT_ID", "TOSS_CLIENT_SECRET"]));
        let toss = settings
            .with_sandbox(&[
                ("TOSS_OAUTH_BASE", "http://127.0.0.1:9480/toss".to_owned()),
                ("TOSS_API_BASE", "http://127.0.0.1:9480/toss".to_owned()),
                ("TOSS_CLIENT_ID", "sandbox".to_owned()),
                ("TOSS_CLIENT_SECRET", "sandbox".to_owned()),
            ])
            .toss()
            .unwrap();
        assert_eq!(toss.oauth_base.host(), "127.0.0.1");
        assert_eq!(toss.client_secret.expose(), "sandbox");
        assert_eq!(toss.scope, "ca");
    }
}
