//! What the network is reached by.

use std::fmt;
use std::fs::File;
use std::path::PathBuf;
use std::time::Duration;

use url::Url;

use crate::settings::error::{Expected, SettingsError};
use crate::settings::found::Found;
use crate::settings::source::Sourced;
use crate::settings::variables::{self, Variable};
use crate::settings::{Settings, files};

/// How the network is reached.
#[derive(Clone, Debug)]
pub struct NetworkOptions {
    /// How long one exchange may take.
    pub timeout: Duration,
    /// The proxy to the providers; it is never for this machine itself.
    pub proxy: Option<Proxy>,
    /// Hosts that are reached without it, as `NO_PROXY` has them.
    pub no_proxy: Option<String>,
    /// Certificate authorities besides the system's.
    pub ca_file: Option<PathBuf>,
    /// Likewise, by OpenSSL's name for them.
    pub ssl_cert_file: Option<PathBuf>,
    /// A folder of such.
    pub ssl_cert_dir: Option<PathBuf>,
}

/// The address of a proxy, which can hold a password: `Debug` has none of it.
#[derive(Clone)]
pub struct Proxy(Url);

impl Proxy {
    /// The address with all that it holds.
    pub fn expose(&self) -> &str {
        self.0.as_str()
    }

    /// Reads `http://user:password@proxy:3128`, or `proxy:3128`, which is plain http.
    pub(super) fn read(found: &Found) -> Result<Self, SettingsError> {
        let typed = found.text()?.trim();
        let address = if typed.contains("://") { typed } else { &format!("http://{typed}") };
        Url::parse(address)
            .ok()
            .filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
            .map(Self)
            .ok_or_else(|| found.refused(None, Expected::Proxy))
    }
}

impl fmt::Display for Proxy {
    /// Without its user and password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let host = self.0.host_str().unwrap_or_default();
        write!(f, "{}://{host}", self.0.scheme())?;
        self.0.port().map_or(Ok(()), |port| write!(f, ":{port}"))
    }
}

impl fmt::Debug for Proxy {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Proxy({self})")
    }
}

impl Settings {
    /// How the network is reached. Read only by who reaches it: a command that works offline does
    /// not fail for a wrong proxy.
    pub fn network(&self) -> Result<NetworkOptions, SettingsError> {
        Ok(NetworkOptions {
            timeout: self.timeout(),
            proxy: self.proxy()?.map(|proxy| proxy.value),
            no_proxy: self.text_of(&variables::NO_PROXY)?,
            ca_file: self.ca_file()?,
            ssl_cert_file: self.path_of(&variables::SSL_CERT_FILE),
            ssl_cert_dir: self.path_of(&variables::SSL_CERT_DIR),
        })
    }

    /// All providers are `https`, so that one proxy is enough.
    pub(super) fn proxy(&self) -> Result<Option<Sourced<Proxy>>, SettingsError> {
        let rows = [&variables::HTTPS_PROXY, &variables::ALL_PROXY];
        let found = rows.into_iter().find_map(|row| self.layers.in_environment(row));
        found
            .map(|found| Ok(Sourced { value: Proxy::read(&found)?, source: found.source }))
            .transpose()
    }

    /// The named file, once it is sure that it can be read.
    fn ca_file(&self) -> Result<Option<PathBuf>, SettingsError> {
        let Some(named) = &self.general.ca_file else { return Ok(None) };
        File::open(&named.value).map_err(|why| {
            let name = variables::CA_FILE.name_at(&named.source);
            files::refused(name, &named.source, &named.value, why)
        })?;
        Ok(Some(named.value.clone()))
    }

    fn text_of(&self, row: &Variable) -> Result<Option<String>, SettingsError> {
        let found = self.layers.in_environment(row);
        found.map(|found| found.text().map(str::to_owned)).transpose()
    }

    fn path_of(&self, row: &Variable) -> Option<PathBuf> {
        self.layers.in_environment(row).map(|found| found.path().value)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::settings::{Environment, Flags};

    fn settings<const N: usize>(variables: [(&str, &str); N]) -> Settings {
        Settings::resolve(Flags::default(), Environment::from_iter(variables)).unwrap()
    }

    #[test]
    fn the_proxy_for_https_comes_before_the_one_for_all() {
        let both = [("ALL_PROXY", "http://all:1"), ("HTTPS_PROXY", "http://https:2")];
        let proxy = |network: NetworkOptions| network.proxy.unwrap().expose().to_owned();
        assert_eq!(proxy(settings(both).network().unwrap()), "http://https:2/");
        assert_eq!(proxy(settings([both[0]]).network().unwrap()), "http://all:1/");
        assert!(settings([]).network().unwrap().proxy.is_none());
    }

    #[test]
    fn a_proxy_without_a_scheme_is_plain_http() {
        let network = settings([("https_proxy", "proxy.example:3128")]).network().unwrap();
        assert_eq!(network.proxy.unwrap().expose(), "http://proxy.example:3128/");
    }

    #[test]
    fn the_password_of_a_proxy_is_not_shown() {
        let proxy = "http://user:canary@proxy.example:3128";
        let settings = settings([("HTTPS_PROXY", proxy), ("NO_PROXY", "a.example")]);
        let network = settings.network().unwrap();
        let shown = format!("{network:?} {settings:?} {:?}", settings.listing());
        assert!(!shown.contains("canary"), "{shown}");
        assert!(shown.contains("http://proxy.example:3128"), "{shown}");
    }

    #[test]
    fn a_wrong_proxy_is_refused_only_where_it_matters_and_never_shown() {
        for wrong in ["socks5://canary@proxy:1", "http://:canary@/", "canary canary"] {
            let error = settings([("HTTPS_PROXY", wrong)]).network().unwrap_err();
            assert!(error.to_string().starts_with("HTTPS_PROXY (environment): expected"));
            assert!(!format!("{error:?}").contains("canary"));
        }
    }

    #[test]
    fn a_file_of_authorities_that_is_missing_is_named() {
        let error = settings([("QETTA_CA_FILE", "/missing/ca.pem")]).network().unwrap_err();
        assert_eq!(
            error.to_string(),
            "cannot read /missing/ca.pem, which QETTA_CA_FILE (environment) names"
        );
    }
}
