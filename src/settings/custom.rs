//! The settings of a provider of one's own: `[providers.NAME]` in the config file.

use std::str::FromStr;

use url::Url;

use crate::model::{
    BaseUrl, ClientAuth, ClientSecret, EndpointUrl, Endpoints, Grant, Pkce, Provider, RedirectUri,
    UnknownName,
};
use crate::settings::error::{Expected, nearest};
use crate::settings::found::Found;
use crate::settings::source::Source;
use crate::settings::table::Table;
use crate::settings::variables::Variable;
use crate::settings::variables::custom::{self, AUTH_METHODS};
use crate::settings::{Settings, SettingsError};

/// A provider of one's own.
#[derive(Clone, Debug)]
pub struct CustomSettings {
    /// Its name.
    pub provider: Provider,
    /// The authorization server, letter by letter; its metadata name what is not named here.
    pub issuer: Option<String>,
    /// Where tokens are asked for.
    pub token_endpoint: Option<Url>,
    /// Where else it answers.
    pub endpoints: Endpoints,
    /// Our name.
    pub client_id: String,
    /// How we prove ourselves.
    pub client_auth: ClientAuth,
    /// Where the browser comes back to, to the letter.
    pub redirect_uri: RedirectUri,
    /// What we ask for.
    pub scope: String,
    /// Whether codes are bound to us.
    pub pkce: Pkce,
    /// How the first token is had.
    pub grant: Grant,
    /// Where its API answers.
    pub api_base: Option<BaseUrl>,
}

impl CustomSettings {
    /// A public client that a person logs in with, at a server that describes itself.
    pub fn public(
        provider: Provider,
        issuer: String,
        client_id: &str,
        redirect_uri: RedirectUri,
        scope: &str,
    ) -> Self {
        Self {
            provider,
            issuer: Some(issuer),
            token_endpoint: None,
            endpoints: Endpoints::default(),
            client_id: client_id.to_owned(),
            client_auth: ClientAuth::None,
            redirect_uri,
            scope: scope.to_owned(),
            pkce: Pkce::S256,
            grant: Grant::AuthorizationCode,
            api_base: None,
        }
    }
}

/// The one place of a client's secret: in the body, in a header, or nowhere.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum AuthMethod {
    Basic,
    Post,
    None,
}

impl FromStr for AuthMethod {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        match name {
            "client_secret_basic" => Ok(Self::Basic),
            "client_secret_post" => Ok(Self::Post),
            "none" => Ok(Self::None),
            _ => Err(UnknownName { allowed: &AUTH_METHODS }),
        }
    }
}

impl Settings {
    /// The same with the providers of no name of ours that the sandbox has. Under the profile
    /// `sandbox` they are all that there are; under any other they count for nothing.
    #[must_use]
    pub fn with_sandbox_providers(mut self, providers: Vec<CustomSettings>) -> Self {
        self.sandbox_providers = providers;
        self
    }

    /// The providers that are not built in, in the order of their names.
    pub fn custom_providers(&self) -> Vec<Provider> {
        let mut all: Vec<Provider> = if self.profile().is_sandbox() {
            self.sandbox_providers.iter().map(|settings| settings.provider).collect()
        } else {
            self.layers.config.providers().filter_map(|name| name.parse().ok()).collect()
        };
        all.sort_unstable();
        all
    }

    /// The settings of `provider`, which is not built in.
    ///
    /// # Errors
    ///
    /// Where nobody described it, or not well enough to use it.
    pub fn custom(&self, provider: Provider) -> Result<CustomSettings, SettingsError> {
        if self.profile().is_sandbox() {
            let own = self.sandbox_providers.iter().find(|own| own.provider == provider);
            return own.cloned().ok_or_else(|| self.unknown(provider));
        }
        if !self.custom_providers().contains(&provider) {
            return Err(self.unknown(provider));
        }
        Keys { settings: self, provider }.read()
    }

    /// Where its client id comes from.
    pub(super) fn custom_client_source(&self, provider: Provider) -> Option<Source> {
        if self.profile().is_sandbox() {
            return Some(Source::BuiltIn);
        }
        Some(Keys { settings: self, provider }.find(&custom::CLIENT_ID)?.source)
    }

    fn unknown(&self, provider: Provider) -> SettingsError {
        let custom = self.custom_providers();
        let known: Vec<&str> =
            Provider::BUILT_IN.into_iter().chain(custom).map(Provider::name).collect();
        SettingsError::UnknownProvider {
            provider,
            nearest: nearest(provider.name(), known.clone()),
            known,
        }
    }
}

/// The table of one provider.
struct Keys<'a> {
    settings: &'a Settings,
    provider: Provider,
}

impl Keys<'_> {
    fn read(&self) -> Result<CustomSettings, SettingsError> {
        let issuer = self.text(&custom::ISSUER)?;
        self.parse::<EndpointUrl>(&custom::ISSUER)?;
        let token_endpoint = self.url(&custom::TOKEN_ENDPOINT)?;
        if issuer.is_none() && token_endpoint.is_none() {
            return Err(self.missing(vec![custom::ISSUER.name, custom::TOKEN_ENDPOINT.name]));
        }
        let Some(client_id) = self.text(&custom::CLIENT_ID)? else {
            return Err(self.missing(vec![custom::CLIENT_ID.name]));
        };
        let client_auth = self.client_auth()?;
        let grant = self.parse(&custom::GRANT)?.unwrap_or_default();
        let pkce = self.parse(&custom::PKCE)?.unwrap_or_default();
        // Without a secret anybody could ask in this client's name (RFC 6749 §4.4.2), and without
        // a challenge too anybody could spend its codes (RFC 9700 §2.1.1).
        let needs_a_secret = grant == Grant::ClientCredentials || pkce == Pkce::None;
        if needs_a_secret && matches!(client_auth, ClientAuth::None) {
            return Err(self.missing(custom::CLIENT_SECRET.keys.to_vec()));
        }
        Ok(CustomSettings {
            provider: self.provider,
            issuer,
            token_endpoint,
            endpoints: Endpoints {
                authorization: self.url(&custom::AUTHORIZATION_ENDPOINT)?,
                revocation: self.url(&custom::REVOCATION_ENDPOINT)?,
                introspection: self.url(&custom::INTROSPECTION_ENDPOINT)?,
                device_authorization: self.url(&custom::DEVICE_AUTHORIZATION_ENDPOINT)?,
                userinfo: self.url(&custom::USERINFO_ENDPOINT)?,
                jwks: None,
            },
            client_id,
            client_auth,
            redirect_uri: self
                .parse(&custom::REDIRECT_URI)?
                .ok_or_else(|| self.missing(vec![custom::REDIRECT_URI.name]))?,
            scope: self.text(&custom::SCOPE)?.unwrap_or_default(),
            pkce,
            grant,
            api_base: self.parse(&custom::API_BASE)?,
        })
    }

    /// A secret goes into the header unless somebody says otherwise: the one way that every server
    /// has to take (RFC 6749 §2.3.1).
    fn client_auth(&self) -> Result<ClientAuth, SettingsError> {
        let method: Option<AuthMethod> = self.parse(&custom::AUTH_METHOD)?;
        if method == Some(AuthMethod::None) {
            return Ok(ClientAuth::None);
        }
        match (method, self.secret()?) {
            (None | Some(AuthMethod::None), None) => Ok(ClientAuth::None),
            (Some(AuthMethod::Post), Some(secret)) => Ok(ClientAuth::Post(secret)),
            (_, Some(secret)) => Ok(ClientAuth::Basic(secret)),
            (Some(_), None) => Err(self.missing(custom::CLIENT_SECRET.keys.to_vec())),
        }
    }

    fn secret(&self) -> Result<Option<ClientSecret>, SettingsError> {
        let Some(found) = self.find(&custom::CLIENT_SECRET) else { return Ok(None) };
        Ok(Some(ClientSecret::new(self.settings.revealed(found)?.text()?)))
    }

    fn url(&self, row: &Variable) -> Result<Option<Url>, SettingsError> {
        Ok(self.parse::<EndpointUrl>(row)?.map(EndpointUrl::into_url))
    }

    fn parse<T>(&self, row: &Variable) -> Result<Option<T>, SettingsError>
    where
        T: FromStr,
        Expected: From<T::Err>,
    {
        self.find(row).map(|found| Ok(found.parse()?.value)).transpose()
    }

    fn text(&self, row: &Variable) -> Result<Option<String>, SettingsError> {
        self.find(row).map(|found| found.text().map(str::to_owned)).transpose()
    }

    fn find(&self, row: &Variable) -> Option<Found> {
        let table = Table::Custom(self.provider.name().to_owned());
        let default =
            || row.default.value().map(|value| Found::new(row.name, value, Source::BuiltIn));
        self.settings.layers.config.find(&table, row.keys).or_else(default)
    }

    fn missing(&self, names: Vec<&'static str>) -> SettingsError {
        let profile = self.settings.profile().clone();
        SettingsError::Missing { provider: self.provider, profile, names }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::home::{CANARY, Home};

    fn acme(config: &str) -> Result<CustomSettings, SettingsError> {
        let home = Home::with(&format!("[providers.acme]\n{config}"));
        home.settings([("ACME_SECRET", CANARY)]).custom("acme".parse().unwrap())
    }

    #[test]
    fn an_issuer_and_a_client_id_are_enough() {
        let acme = acme("issuer = 'https://login.acme.example/t/'\nclient_id = 'cli'").unwrap();
        assert_eq!(acme.issuer.as_deref(), Some("https://login.acme.example/t/"));
        assert_eq!(acme.redirect_uri.as_str(), "http://127.0.0.1:0/callback");
        assert!(matches!(acme.client_auth, ClientAuth::None));
        assert_eq!((acme.pkce, acme.grant), (Pkce::S256, Grant::AuthorizationCode));
        assert_eq!(acme.endpoints, Endpoints::default());
    }

    #[test]
    fn a_secret_goes_into_the_header_unless_it_is_said_otherwise() {
        let base = "token_endpoint = 'https://a.example/t'\nclient_id = 'cli'\n";
        let secret = "client_secret_env = 'ACME_SECRET'\n";
        let auth = |more: &str| acme(&format!("{base}{more}")).map(|acme| acme.client_auth);
        let Ok(ClientAuth::Basic(basic)) = auth(secret) else { panic!("basic") };
        assert_eq!(basic.expose(), CANARY);
        let post = format!("{secret}auth_method = 'client_secret_post'");
        assert!(matches!(auth(&post), Ok(ClientAuth::Post(_))));
        assert!(matches!(auth(&format!("{secret}auth_method = 'none'")), Ok(ClientAuth::None)));
        let error = auth("auth_method = 'client_secret_basic'").unwrap_err();
        assert!(
            matches!(error, SettingsError::Missing { names, .. } if names.contains(&"client_secret_env"))
        );
    }

    #[test]
    fn c23_a_client_without_a_secret_asks_for_nothing_in_its_own_name() {
        let base =
            "issuer = 'https://a.example'\nclient_id = 'cli'\ngrant = 'client_credentials'\n";
        let error = acme(base).unwrap_err();
        assert!(matches!(error, SettingsError::Missing { .. }), "{error}");
        let secret = acme(&format!("{base}client_secret_env = 'ACME_SECRET'")).unwrap();
        assert_eq!(secret.grant, Grant::ClientCredentials);
    }

    #[test]
    fn c02_a_client_without_a_secret_cannot_do_without_pkce() {
        let base = "issuer = 'https://a.example'\nclient_id = 'cli'\npkce = 'none'\n";
        assert!(matches!(acme(base), Err(SettingsError::Missing { .. })));
        let secret = acme(&format!("{base}client_secret_env = 'ACME_SECRET'")).unwrap();
        assert_eq!(secret.pkce, Pkce::None);
    }

    #[test]
    fn c11_a_login_comes_back_to_an_address_and_not_to_a_name() {
        let acme = acme("issuer = 'https://a.example'\nclient_id = 'cli'").unwrap();
        assert_eq!(acme.redirect_uri.url().host_str(), Some("127.0.0.1"));
        assert_eq!(acme.redirect_uri.port(), None, "any free one");
    }

    #[test]
    fn what_is_wrong_or_missing_is_named() {
        for (config, words) in [
            ("client_id = 'cli'", "without issuer, token_endpoint"),
            ("issuer = 'https://a.example'", "without client_id"),
            ("issuer = 'http://a.example'\nclient_id = 'cli'", "plain http"),
            ("issuer = 'https://a.example'\nclient_id = 'cli'\npkce = 'plain'", "S256, none"),
            ("issuer = 'https://a.example'\nclient_id = 'cli'\ngrant = 'password'", "one of"),
        ] {
            let error = acme(config).unwrap_err().to_string();
            assert!(error.contains(words), "{config}: {error}");
        }
    }

    #[test]
    fn a_provider_that_nobody_described_is_unknown() {
        let home = Home::with("[providers.acme]\nissuer = 'https://a'\nclient_id = 'x'");
        let settings = home.settings([]);
        let error = settings.custom("acne".parse().unwrap()).unwrap_err();
        let SettingsError::UnknownProvider { nearest, known, .. } = error else { panic!() };
        assert_eq!(nearest, Some("acme"));
        assert_eq!(known, ["toss", "kftc", "max", "hyfata", "ottm", "hive", "acme"]);
    }
}
