//! The settings of OTTM.

use crate::model::{BaseUrl, ClientSecret, Provider, RedirectUri};
use crate::settings::providers::Values;
use crate::settings::variables;
use crate::settings::{Settings, SettingsError};

/// Where OTTM is and who we are there.
#[derive(Clone, Debug)]
pub struct OttmSettings {
    /// Where members log in.
    pub member_base: BaseUrl,
    /// On which page of it.
    pub authorize_path: String,
    /// Where tokens are issued and the API answers.
    pub api_base: BaseUrl,
    /// Our name.
    pub client_id: String,
    /// Our secret.
    pub client_secret: ClientSecret,
    /// Where the browser comes back to, to the letter.
    pub redirect_uri: RedirectUri,
    /// What we ask for.
    pub scope: String,
}

impl Settings {
    /// The settings of OTTM. Read only by who uses OTTM: no other command fails for them.
    ///
    /// # Errors
    ///
    /// Names every setting that is missing at once.
    pub fn ottm(&self) -> Result<OttmSettings, SettingsError> {
        let values = Values::complete(self, Provider::Ottm)?;
        Ok(OttmSettings {
            member_base: values.parse(&variables::OTTM_MEMBER_BASE)?,
            authorize_path: values.text(&variables::OTTM_AUTHORIZE_PATH)?,
            api_base: values.parse(&variables::OTTM_API_BASE)?,
            client_id: values.text(&variables::OTTM_CLIENT_ID)?,
            client_secret: values.secret(&variables::OTTM_CLIENT_SECRET)?,
            redirect_uri: values.parse(&variables::OTTM_REDIRECT_URI)?,
            scope: values.text(&variables::OTTM_SCOPE)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Environment, Flags};

    fn of<const N: usize>(variables: [(&str, &str); N]) -> Result<OttmSettings, SettingsError> {
        Settings::resolve(Flags::default(), Environment::from_iter(variables)).unwrap().ottm()
    }

    #[test]
    fn the_login_page_is_the_documented_one_unless_it_is_named() {
        let pair = [("OTTM_CLIENT_ID", "id"), ("OTTM_CLIENT_SECRET", "secret")];
        let test = of(pair).unwrap();
        assert_eq!(test.authorize_path, "/auth/authorize");
        assert_eq!(test.member_base.to_string(), "https://member.ottm-dev.co");
        let [id, secret] = pair;
        let current = of([
            id,
            secret,
            ("OTTM_AUTHORIZE_PATH", "/auth/authorize2"),
            ("QETTA_PROFILE", "production"),
        ])
        .unwrap();
        assert_eq!(current.authorize_path, "/auth/authorize2");
        assert_eq!(current.api_base.to_string(), "https://api.overtake.world");
    }

    #[test]
    fn nobodys_credentials_are_built_in() {
        let Err(SettingsError::Missing { names, .. }) = of([]) else { panic!("someone's are") };
        assert_eq!(names, ["OTTM_CLIENT_ID", "OTTM_CLIENT_SECRET"]);
    }
}
