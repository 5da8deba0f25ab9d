//! The settings of KFTC OpenBanking.

use crate::model::{BaseUrl, ClientSecret, InstitutionCode, Provider, RedirectUri};
use crate::settings::providers::Values;
use crate::settings::variables;
use crate::settings::{Settings, SettingsError};

/// Where KFTC is and who we are there.
#[derive(Clone, Debug)]
pub struct KftcSettings {
    /// Where its gateway answers.
    pub api_base: BaseUrl,
    /// Our name.
    pub client_id: String,
    /// Our secret.
    pub client_secret: ClientSecret,
    /// Where the browser comes back to, to the letter.
    pub redirect_uri: RedirectUri,
    /// What we ask for.
    pub scope: String,
    /// Our institution, where somebody said it.
    pub institution: Option<InstitutionCode>,
}

impl Settings {
    /// The settings of KFTC. Read only by who uses KFTC: no other command fails for them.
    ///
    /// # Errors
    ///
    /// Names every setting that is missing at once.
    pub fn kftc(&self) -> Result<KftcSettings, SettingsError> {
        let values = Values::complete(self, Provider::Kftc)?;
        Ok(KftcSettings {
            api_base: values.parse(&variables::KFTC_API_BASE)?,
            client_id: values.text(&variables::KFTC_CLIENT_ID)?,
            client_secret: values.secret(&variables::KFTC_CLIENT_SECRET)?,
            redirect_uri: values.parse(&variables::KFTC_REDIRECT_URI)?,
            scope: values.text(&variables::KFTC_SCOPE)?,
            institution: values.parse_if_any(&variables::KFTC_CLIENT_USE_CODE)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Environment, Flags};

    fn of<const N: usize>(variables: [(&str, &str); N]) -> Result<KftcSettings, SettingsError> {
        Settings::resolve(Flags::default(), Environment::from_iter(variables)).unwrap().kftc()
    }

    #[test]
    fn nobodys_credentials_are_built_in() {
        let Err(SettingsError::Missing { names, .. }) = of([]) else { panic!("someone's are") };
        assert_eq!(names, ["KFTC_CLIENT_ID", "KFTC_CLIENT_SECRET"]);
    }

    #[test]
    fn test_and_production_are_two_gateways() {
        let pair = [("KFTC_CLIENT_ID", "id"), ("KFTC_CLIENT_SECRET", "secret")];
        let test = of(pair).unwrap();
        assert_eq!(test.api_base.to_string(), "https://testapi.openbanking.or.kr");
        assert_eq!(test.redirect_uri.as_str(), "http://localhost:3000/oauth/kftc/callback");
        assert_eq!(test.scope, "login inquiry");
        assert!(test.institution.is_none());
        let [id, secret] = pair;
        let production = of([id, secret, ("QETTA_PROFILE", "production")]).unwrap();
        assert_eq!(production.api_base.to_string(), "https://openapi.openbanking.or.kr");
    }

    #[test]
    fn an_institution_code_has_ten_characters() {
        let pair = [("KFTC_CLIENT_ID", "id"), ("KFTC_CLIENT_SECRET", "secret")];
        let [id, secret] = pair;
        assert!(
            of([id, secret, ("KFTC_CLIENT_USE_CODE", "M202600001")]).unwrap().institution.is_some()
        );
        let error = of([id, secret, ("KFTC_CLIENT_USE_CODE", "M2026")]).unwrap_err().to_string();
        assert!(error.contains("KFTC_CLIENT_USE_CODE"), "{error}");
    }
}
