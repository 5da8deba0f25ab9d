//! The settings of Hive.

use crate::model::{BaseUrl, HiveCredentials, HiveIdp, HiveVersion, Provider};
use crate::settings::providers::Values;
use crate::settings::source::Source;
use crate::settings::variables::{self, Variable};
use crate::settings::{Settings, SettingsError};

/// Where Hive is and who we are there.
#[derive(Clone, Debug)]
pub struct HiveSettings {
    /// Where its server API answers.
    pub api_base: BaseUrl,
    /// Where a player's token is verified when that does not answer.
    pub fallback_base: Option<BaseUrl>,
    /// The application.
    pub app_id: String,
    /// Which identity provider its players come from.
    pub idp: HiveIdp,
    /// What we prove ourselves with.
    pub credentials: HiveCredentials,
}

impl Settings {
    /// The settings of Hive. Read only by who uses Hive: no other command fails for them.
    ///
    /// # Errors
    ///
    /// Names every setting that is missing at once, for the version in use.
    pub fn hive(&self) -> Result<HiveSettings, SettingsError> {
        let version = self.hive_version()?;
        let values = Values::complete_with(self, Provider::Hive, required_by(version))?;
        let credentials = match version {
            HiveVersion::V2 => HiveCredentials::Client {
                id: values.text(&variables::HIVE_CLIENT_ID)?,
                secret: values.secret(&variables::HIVE_CLIENT_SECRET)?,
            },
            HiveVersion::V1 => HiveCredentials::CertificationKey(
                values.secret(&variables::HIVE_CERTIFICATION_KEY)?,
            ),
        };
        Ok(HiveSettings {
            fallback_base: fallback(&values)?,
            api_base: values.parse(&variables::HIVE_API_BASE)?,
            app_id: values.text(&variables::HIVE_APP_ID)?,
            idp: values.parse(&variables::HIVE_IDP_ID)?,
            credentials,
        })
    }

    fn hive_version(&self) -> Result<HiveVersion, SettingsError> {
        match self.provider_value(Provider::Hive, &variables::HIVE_API_VERSION)? {
            Some(found) => Ok(found.parse()?.value),
            None => Ok(HiveVersion::default()),
        }
    }
}

fn required_by(version: HiveVersion) -> &'static [Variable] {
    match version {
        HiveVersion::V2 => &[variables::HIVE_CLIENT_ID, variables::HIVE_CLIENT_SECRET],
        HiveVersion::V1 => &[variables::HIVE_CERTIFICATION_KEY],
    }
}

/// The built-in second address belongs to the built-in first one: a player's token goes to nobody
/// whom the user did not choose.
fn fallback(values: &Values) -> Result<Option<BaseUrl>, SettingsError> {
    let built_in = |row| values.source(row) == Some(&Source::BuiltIn);
    let mismatched =
        built_in(&variables::HIVE_FALLBACK_BASE) && !built_in(&variables::HIVE_API_BASE);
    if mismatched { Ok(None) } else { values.parse_if_any(&variables::HIVE_FALLBACK_BASE) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Environment, Flags};

    fn of<const N: usize>(variables: [(&str, &str); N]) -> Result<HiveSettings, SettingsError> {
        Settings::resolve(Flags::default(), Environment::from_iter(variables)).unwrap().hive()
    }

    const APP: (&str, &str) = ("HIVE_APP_ID", "com.example.game");
    const ID: (&str, &str) = ("HIVE_CLIENT_ID", "id");
    const SECRET: (&str, &str) = ("HIVE_CLIENT_SECRET", "secret");
    const PRODUCTION: (&str, &str) = ("QETTA_PROFILE", "production");

    #[test]
    fn each_version_names_what_it_misses() {
        let missing = |outcome: Result<HiveSettings, SettingsError>| {
            let Err(SettingsError::Missing { names, .. }) = outcome else { panic!("{outcome:?}") };
            names
        };
        assert_eq!(missing(of([APP])), ["HIVE_CLIENT_ID", "HIVE_CLIENT_SECRET"]);
        let v1 = ("HIVE_API_VERSION", "v1");
        assert_eq!(missing(of([v1])), ["HIVE_APP_ID", "HIVE_CERTIFICATION_KEY"]);
        let with_key = of([v1, APP, ("HIVE_CERTIFICATION_KEY", "canary")]).unwrap();
        assert!(matches!(with_key.credentials, HiveCredentials::CertificationKey(_)));
        assert!(!format!("{with_key:?}").contains("canary"));
        let error = of([("HIVE_API_VERSION", "v3")]).unwrap_err().to_string();
        assert!(error.contains("expected one of: v2, v1"), "{error}");
    }

    #[test]
    fn the_built_in_second_address_follows_the_built_in_first() {
        let fallback = |settings: HiveSettings| settings.fallback_base.map(|base| base.to_string());
        assert_eq!(fallback(of([APP, ID, SECRET]).unwrap()), None);
        let production = of([APP, ID, SECRET, PRODUCTION]).unwrap();
        assert_eq!(fallback(production).as_deref(), Some("https://auth.globalwithhive.com"));
        let mine = ("HIVE_API_BASE", "https://hive.example");
        assert_eq!(fallback(of([APP, ID, SECRET, PRODUCTION, mine]).unwrap()), None);
        let both = ("HIVE_FALLBACK_BASE", "https://other.example");
        let named = of([APP, ID, SECRET, PRODUCTION, mine, both]).unwrap();
        assert_eq!(fallback(named).as_deref(), Some("https://other.example"));
    }
}
