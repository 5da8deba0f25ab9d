//! The settings of MAX Platform.

use std::str::FromStr;

use crate::model::{AccessToken, BaseUrl, ClientSecret, Provider};
use crate::settings::providers::Values;
use crate::settings::variables::{self, Variable};
use crate::settings::{Settings, SettingsError};

/// Where MAX Platform is and who we are there.
#[derive(Clone, Debug)]
pub struct MaxSettings {
    /// Where it answers.
    pub api_base: BaseUrl,
    /// What we ask for.
    pub scope: String,
    /// How long a token lives where the server does not say.
    pub life: Hours,
    /// How we come by a token.
    pub way: MaxWay,
}

/// How we come by a token.
#[derive(Clone, Debug)]
pub enum MaxWay {
    /// Somebody else got one.
    Given(AccessToken),
    /// We ask for one.
    Client {
        /// Our name.
        id: String,
        /// Our secret.
        secret: ClientSecret,
    },
}

/// A number of hours, 1 to 8,760.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Hours(u16);

/// Why a text is no number of hours.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("expected a whole number of hours from 1 to 8760")]
pub struct NotHours;

impl Hours {
    /// As many seconds.
    pub fn seconds(self) -> i64 {
        i64::from(self.0) * 3_600
    }
}

impl FromStr for Hours {
    type Err = NotHours;

    fn from_str(typed: &str) -> Result<Self, NotHours> {
        let hours = typed.trim().parse().map_err(|_| NotHours)?;
        if (1..=8_760).contains(&hours) { Ok(Self(hours)) } else { Err(NotHours) }
    }
}

impl Settings {
    /// The settings of MAX Platform. Read only by who uses it: no other command fails for them.
    /// `SERVICE_TOKEN` wins, and needs no client beside it.
    ///
    /// # Errors
    ///
    /// Names every setting that is missing at once.
    pub fn max(&self) -> Result<MaxSettings, SettingsError> {
        let given = self.provider_value(Provider::Max, &variables::SERVICE_TOKEN)?;
        let needed: &[Variable] = match given {
            Some(_) => &[],
            None => &[variables::SERVICE_CLIENT_ID, variables::SERVICE_CLIENT_SECRET],
        };
        let values = Values::complete_with(self, Provider::Max, needed)?;
        let way = match given {
            Some(found) => MaxWay::Given(AccessToken::new(found.text()?.trim())),
            None => MaxWay::Client {
                id: values.text(&variables::SERVICE_CLIENT_ID)?,
                secret: values.secret(&variables::SERVICE_CLIENT_SECRET)?,
            },
        };
        Ok(MaxSettings {
            api_base: values.parse(&variables::SERVICE_API_BASE)?,
            scope: values.text(&variables::SERVICE_SCOPE)?,
            life: values.parse(&variables::SERVICE_TOKEN_EXPIRE_HOURS)?,
            way,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Environment, Flags};

    fn of<const N: usize>(variables: [(&str, &str); N]) -> Result<MaxSettings, SettingsError> {
        Settings::resolve(Flags::default(), Environment::from_iter(variables)).unwrap().max()
    }

    const PAIR: [(&str, &str); 2] =
        [("SERVICE_CLIENT_ID", "maxplatform-service"), ("SERVICE_CLIENT_SECRET", "canary")];

    #[test]
    fn a_token_of_somebody_else_wins_and_needs_no_client() {
        let given = of([("SERVICE_TOKEN", " canary.token.x\n")]).unwrap();
        let MaxWay::Given(token) = &given.way else { panic!("{given:?}") };
        assert_eq!(token.expose(), "canary.token.x");
        assert!(!format!("{given:?}").contains("canary"));
        let [id, secret] = PAIR;
        let both = of([id, secret, ("SERVICE_TOKEN", "t")]).unwrap();
        assert!(matches!(both.way, MaxWay::Given(_)));
        let empty = of([id, secret, ("SERVICE_TOKEN", "")]).unwrap();
        assert!(matches!(empty.way, MaxWay::Client { .. }), "the document's .env has it empty");
    }

    #[test]
    fn without_either_the_client_is_missing() {
        let Err(SettingsError::Missing { names, .. }) = of([]) else { panic!("nobody's") };
        assert_eq!(names, ["SERVICE_CLIENT_ID", "SERVICE_CLIENT_SECRET"]);
    }

    #[test]
    fn the_least_scope_and_a_day_are_the_defaults() {
        let max = of(PAIR).unwrap();
        assert_eq!((max.scope.as_str(), max.life.seconds()), ("admin:oauth", 86_400));
        assert_eq!(max.api_base.to_string(), "http://localhost:8000");
        let [id, secret] = PAIR;
        for wrong in ["0", "soon", "-1", "9000"] {
            let error = of([id, secret, ("SERVICE_TOKEN_EXPIRE_HOURS", wrong)]).unwrap_err();
            assert!(error.to_string().contains("hours"), "{error}");
        }
    }
}
