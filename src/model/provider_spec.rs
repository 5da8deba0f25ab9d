//! The row of the provider table: what a login and the keeping of its token need to know.

use std::fmt;
use std::str::FromStr;

use url::Url;

use crate::model::{BadBaseUrl, BaseUrl, RedirectUri, Registration, UnknownName, is_loopback};

/// A provider that tokens come from.
#[derive(Clone, Debug)]
pub struct ProviderSpec {
    /// Who we are to it, and where tokens are asked for.
    pub registration: Registration,
    /// Where else it answers.
    pub endpoints: Endpoints,
    /// How the first token is had.
    pub grant: Grant,
    /// Where the browser comes back to.
    pub redirect_uri: RedirectUri,
    /// Whether codes are to be bound to whoever asked for them.
    pub pkce: Pkce,
    /// Whether it can do that, as far as it says.
    pub has_s256: bool,
    /// Whom answers have to come from, where it says so in them.
    pub issuer: Option<ExpectedIssuer>,
    /// What an authorization request carries beyond the RFCs.
    pub authorize_extras: &'static [(&'static str, &'static str)],
    /// Where its API lives, for authenticated calls.
    pub api_base: Option<BaseUrl>,
}

/// Where an authorization server answers, besides its token endpoint, by the names of RFC 8414 §2;
/// what it does not have is `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Endpoints {
    /// Where the person decides.
    pub authorization: Option<Url>,
    /// Where tokens end (RFC 7009).
    pub revocation: Option<Url>,
    /// Where a token is asked about (RFC 7662).
    pub introspection: Option<Url>,
    /// Where a device begins (RFC 8628).
    pub device_authorization: Option<Url>,
    /// Where a token says whom it is for (`OpenID` Connect Core §5.3).
    pub userinfo: Option<Url>,
    /// The keys that id tokens are signed with (RFC 7517).
    pub jwks: Option<Url>,
}

/// How the first token is had.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Grant {
    /// By a person, in a browser (RFC 6749 §4.1).
    #[default]
    AuthorizationCode,
    /// By the client, for itself (§4.4).
    ClientCredentials,
    /// By a person, on another device (RFC 8628).
    DeviceCode,
}

impl Grant {
    /// As the config file and metadata have them, but for the last, whose grant type is a URN.
    pub const NAMES: [&'static str; 3] =
        ["authorization_code", "client_credentials", "device_code"];
}

impl FromStr for Grant {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        match name {
            "authorization_code" => Ok(Self::AuthorizationCode),
            "client_credentials" => Ok(Self::ClientCredentials),
            "device_code" => Ok(Self::DeviceCode),
            _ => Err(UnknownName { allowed: &Self::NAMES }),
        }
    }
}

impl fmt::Display for Grant {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::AuthorizationCode => "authorization_code",
            Self::ClientCredentials => "client_credentials",
            Self::DeviceCode => "device_code",
        })
    }
}

/// Whether a code is bound to whoever asked for it (RFC 7636). There is no `plain`: it binds nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Pkce {
    /// The server has no PKCE.
    None,
    /// A challenge by SHA-256.
    #[default]
    S256,
}

impl Pkce {
    /// As the config file has them.
    pub const NAMES: [&'static str; 2] = ["S256", "none"];
}

impl FromStr for Pkce {
    type Err = UnknownName;

    fn from_str(name: &str) -> Result<Self, UnknownName> {
        match name {
            "S256" => Ok(Self::S256),
            "none" => Ok(Self::None),
            _ => Err(UnknownName { allowed: &Self::NAMES }),
        }
    }
}

impl fmt::Display for Pkce {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::None => "none",
            Self::S256 => "S256",
        })
    }
}

/// The authorization server that an answer has to name (RFC 9207).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ExpectedIssuer {
    /// Its identifier, compared letter by letter.
    pub identifier: String,
    /// Whether it promises to name itself, so that an answer without a name is not its own.
    pub always_named: bool,
}

/// An address that is safe to send a secret to: `https`, or `http` to this machine alone.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EndpointUrl(Url);

impl EndpointUrl {
    /// The address itself.
    pub fn into_url(self) -> Url {
        self.0
    }
}

impl FromStr for EndpointUrl {
    type Err = BadBaseUrl;

    /// A query is kept (RFC 6749 §3.1); a fragment or credentials are refused.
    fn from_str(typed: &str) -> Result<Self, BadBaseUrl> {
        let url = Url::parse(typed.trim()).map_err(BadBaseUrl::NotAUrl)?;
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => return Err(BadBaseUrl::PlainHttp),
            _ => return Err(BadBaseUrl::Scheme),
        }
        let extras =
            url.fragment().is_some() || !url.username().is_empty() || url.password().is_some();
        if extras { Err(BadBaseUrl::Extras) } else { Ok(Self(url)) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_lead_back_to_what_they_name() {
        for name in Grant::NAMES {
            assert_eq!(name.parse::<Grant>().unwrap().to_string(), name);
        }
        for name in Pkce::NAMES {
            assert_eq!(name.parse::<Pkce>().unwrap().to_string(), name);
        }
    }

    #[test]
    fn c03_there_is_no_plain_challenge() {
        assert!("plain".parse::<Pkce>().is_err());
        assert_eq!(Pkce::default(), Pkce::S256);
    }

    #[test]
    fn c24_there_is_no_implicit_and_no_password_grant() {
        for grant in ["implicit", "password", "token", "urn:ietf:params:oauth:grant-type:device"] {
            assert!(grant.parse::<Grant>().is_err(), "{grant}");
        }
    }

    #[test]
    fn c17_an_endpoint_is_https_or_on_this_machine() {
        for good in ["https://a.example/token?tenant=1", "http://127.0.0.1:9480/acme/token"] {
            assert_eq!(good.parse::<EndpointUrl>().unwrap().into_url().as_str(), good);
        }
        for (bad, why) in [
            ("http://a.example/token", BadBaseUrl::PlainHttp),
            ("ftp://a.example/token", BadBaseUrl::Scheme),
            ("https://u:p@a.example/token", BadBaseUrl::Extras),
            ("https://a.example/token#x", BadBaseUrl::Extras),
        ] {
            assert_eq!(bad.parse::<EndpointUrl>(), Err(why), "{bad}");
        }
        assert!("token".parse::<EndpointUrl>().is_err());
    }
}
