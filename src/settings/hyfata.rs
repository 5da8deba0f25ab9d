//! The settings of Hyfata.

use crate::model::{BaseUrl, ClientSecret, Provider, RedirectUri};
use crate::settings::providers::Values;
use crate::settings::variables;
use crate::settings::{Settings, SettingsError};

/// Where Hyfata is and who we are there.
#[derive(Clone, Debug)]
pub struct HyfataSettings {
    /// Where it answers.
    pub api_base: BaseUrl,
    /// Our name.
    pub client_id: String,
    /// Our secret; a public client has none.
    pub client_secret: Option<ClientSecret>,
    /// Where the browser comes back to, to the letter.
    pub redirect_uri: RedirectUri,
    /// What we ask for.
    pub scope: String,
}

impl Settings {
    /// The settings of Hyfata. Read only by who uses Hyfata: no other command fails for them.
    ///
    /// # Errors
    ///
    /// Names every setting that is missing at once.
    pub fn hyfata(&self) -> Result<HyfataSettings, SettingsError> {
        let values = Values::complete(self, Provider::Hyfata)?;
        Ok(HyfataSettings {
            api_base: values.parse(&variables::HYFATA_API_BASE)?,
            client_id: values.text(&variables::HYFATA_CLIENT_ID)?,
            client_secret: values.secret_if_any(&variables::HYFATA_CLIENT_SECRET)?,
            redirect_uri: values.parse(&variables::HYFATA_REDIRECT_URI)?,
            scope: values.text(&variables::HYFATA_SCOPE)?,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Environment, Flags};

    fn of<const N: usize>(variables: [(&str, &str); N]) -> Result<HyfataSettings, SettingsError> {
        Settings::resolve(Flags::default(), Environment::from_iter(variables)).unwrap().hyfata()
    }

    #[test]
    fn a_client_without_a_secret_is_a_public_one() {
        let public = of([("HYFATA_CLIENT_ID", "client_001")]).unwrap();
        assert!(public.client_secret.is_none());
        assert_eq!(public.api_base.to_string(), "https://api.hyfata.com");
        let pair = [("HYFATA_CLIENT_ID", "client_001"), ("HYFATA_CLIENT_SECRET", "secret")];
        assert_eq!(of(pair).unwrap().client_secret.unwrap().expose(), "secret");
        let Err(SettingsError::Missing { names, .. }) = of([]) else { panic!("nobody's") };
        assert_eq!(names, ["HYFATA_CLIENT_ID"]);
    }
}
