//! The provider table, as far as the settings tell: nobody is asked.

use crate::app::App;
use crate::error::Error;
use crate::model::{Grant, HiveCredentials, Pkce, Provider, ProviderSpec};
use crate::ops::OpError;
use crate::settings::CustomSettings;
use crate::ui::report::{KnownProvider, ProviderRow};

/// How tokens are had there, by the names of RFC 8414 §2 but for the last, which is a URN.
const CLIENT_CREDENTIALS: &str = "client_credentials";
const AUTHORIZATION_CODE: &str = "authorization_code";
const REFRESH_TOKEN: &str = "refresh_token";
const DEVICE_CODE: &str = "device_code";

impl App {
    /// Every provider, the built-in ones first.
    pub(crate) fn provider_table(&self) -> Vec<ProviderRow> {
        let own = self.settings.custom_providers();
        Provider::BUILT_IN.into_iter().chain(own).map(|provider| self.row(provider)).collect()
    }

    /// One of them.
    pub(crate) fn provider_row(&self, provider: Provider) -> Result<ProviderRow, Error> {
        let is_own = matches!(provider, Provider::Custom(_));
        if is_own && !self.settings.custom_providers().contains(&provider) {
            self.settings.custom(provider)?;
        }
        Ok(self.row(provider))
    }

    fn row(&self, provider: Provider) -> ProviderRow {
        let custom = match provider {
            Provider::Custom(_) => self.settings.custom(provider).ok(),
            _ => None,
        };
        ProviderRow {
            provider,
            grants: grants(provider, custom.as_ref()),
            pkce: pkce(provider, custom.as_ref()),
            source: self.settings.client_source(provider),
            known: self.known(provider),
        }
    }

    fn known(&self, provider: Provider) -> Result<KnownProvider, Error> {
        match provider {
            Provider::Toss => {
                let toss = self.toss()?;
                Ok(KnownProvider {
                    api_base: Some(toss.api_base.to_string()),
                    ..KnownProvider::of(&toss.registration)
                })
            }
            Provider::Hive => self.known_hive(),
            Provider::Max => {
                let (max, _) = self.max()?;
                Ok(KnownProvider {
                    api_base: Some(max.api_base.to_string()),
                    ..KnownProvider::of(&max.registration)
                })
            }
            Provider::Kftc => {
                let (kftc, _) = self.kftc_with_subject()?;
                let redirect_uri = self.settings.kftc()?.redirect_uri;
                let mut spec = kftc.spec(redirect_uri);
                spec.endpoints.revocation = Some(kftc.revocation_endpoint);
                Ok(of_spec(&spec))
            }
            Provider::Hyfata => Ok(of_spec(&self.hyfata()?)),
            Provider::Ottm => Ok(of_spec(&self.ottm()?)),
            Provider::Custom(_) => Ok(of_settings(&self.settings.custom(provider)?)),
        }
    }

    /// Its first API has no client and no tokens.
    fn known_hive(&self) -> Result<KnownProvider, Error> {
        let hive = self.hive()?;
        let registration = hive.registration().map_err(OpError::from)?;
        let api_base = Some(hive.api_base.to_string());
        Ok(match hive.credentials {
            HiveCredentials::Client { .. } => {
                KnownProvider { api_base, ..KnownProvider::of(&registration) }
            }
            HiveCredentials::CertificationKey(_) => {
                KnownProvider { api_base, ..KnownProvider::default() }
            }
        })
    }
}

fn of_spec(spec: &ProviderSpec) -> KnownProvider {
    KnownProvider {
        redirect_uri: Some(spec.redirect_uri.as_str().to_owned()),
        api_base: spec.api_base.as_ref().map(ToString::to_string),
        ..KnownProvider::of(&spec.registration)
    }
    .at(&spec.endpoints)
}

/// What is named; the rest stands in the metadata of its issuer.
fn of_settings(settings: &CustomSettings) -> KnownProvider {
    KnownProvider {
        issuer: settings.issuer.clone(),
        client_id: Some(settings.client_id.clone()),
        auth_method: Some(settings.client_auth.name()),
        redirect_uri: Some(settings.redirect_uri.as_str().to_owned()),
        scope: settings.scope.clone(),
        api_base: settings.api_base.as_ref().map(ToString::to_string),
        ..KnownProvider::default()
    }
    .with("token_endpoint", settings.token_endpoint.as_ref())
    .at(&settings.endpoints)
}

fn grants(provider: Provider, custom: Option<&CustomSettings>) -> Vec<&'static str> {
    match (provider, custom) {
        (Provider::Toss | Provider::Max | Provider::Hive, _) => vec![CLIENT_CREDENTIALS],
        (Provider::Kftc, _) => vec![AUTHORIZATION_CODE, REFRESH_TOKEN, CLIENT_CREDENTIALS],
        (Provider::Hyfata | Provider::Ottm, _) => vec![AUTHORIZATION_CODE, REFRESH_TOKEN],
        (Provider::Custom(_), None) => Vec::new(),
        (Provider::Custom(_), Some(custom)) => match custom.grant {
            Grant::ClientCredentials => vec![CLIENT_CREDENTIALS],
            Grant::DeviceCode => vec![DEVICE_CODE, REFRESH_TOKEN],
            Grant::AuthorizationCode if custom.endpoints.device_authorization.is_some() => {
                vec![AUTHORIZATION_CODE, REFRESH_TOKEN, DEVICE_CODE]
            }
            Grant::AuthorizationCode => vec![AUTHORIZATION_CODE, REFRESH_TOKEN],
        },
    }
}

fn pkce(provider: Provider, custom: Option<&CustomSettings>) -> Pkce {
    match (provider, custom) {
        (Provider::Hyfata, _) => Pkce::S256,
        (_, Some(custom)) if custom.grant == Grant::AuthorizationCode => custom.pkce,
        _ => Pkce::None,
    }
}
