//! Where a provider lives: a URL that is safe to send a secret to.

use std::fmt;
use std::str::FromStr;

use url::{Host, Url};

/// A provider's base address. `https`, or `http` to this machine alone; it may carry a path, to
/// which endpoint paths are appended; a slash at its end changes nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BaseUrl(Url);

/// Why an address cannot be a base.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadBaseUrl {
    /// Not a URL.
    #[error("not a URL: {0}")]
    NotAUrl(url::ParseError),
    /// Plain `http` beyond this machine (RFC 9700 §2.6, RFC 6749 §3.2).
    #[error(
        "plain http would show the secret to the network; use https (http is for loopback alone)"
    )]
    PlainHttp,
    /// Something other than http and https.
    #[error("only https is possible here (http for loopback)")]
    Scheme,
    /// A query, a fragment or credentials, which a base cannot have.
    #[error("a base address has no query, fragment, user name or password")]
    Extras,
}

/// A path that would leave the base that it is appended to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a path begins with one slash and stays below the provider's base address")]
pub struct OffBase;

impl BaseUrl {
    /// The endpoint at `path` below this base.
    ///
    /// # Errors
    ///
    /// Where the path is not below the base once it is resolved: `//evil.example`, `/../x`.
    pub fn join(&self, path: &str) -> Result<Url, OffBase> {
        let base = self.0.as_str().trim_end_matches('/');
        if !path.starts_with('/') || path.starts_with("//") || path.contains('\\') {
            return Err(OffBase);
        }
        let joined = Url::parse(&format!("{base}{path}")).map_err(|_| OffBase)?;
        let root = format!("{}/", self.0.path().trim_end_matches('/'));
        let below = joined.origin() == self.0.origin()
            && joined.path().starts_with(&root)
            && joined.fragment().is_none();
        if below { Ok(joined) } else { Err(OffBase) }
    }

    /// The host, for words to people.
    pub fn host(&self) -> &str {
        self.0.host_str().unwrap_or_default()
    }
}

impl FromStr for BaseUrl {
    type Err = BadBaseUrl;

    fn from_str(typed: &str) -> Result<Self, BadBaseUrl> {
        let url = Url::parse(typed.trim()).map_err(BadBaseUrl::NotAUrl)?;
        match url.scheme() {
            "https" => {}
            "http" if is_loopback(&url) => {}
            "http" => return Err(BadBaseUrl::PlainHttp),
            _ => return Err(BadBaseUrl::Scheme),
        }
        let extras = url.query().is_some()
            || url.fragment().is_some()
            || !url.username().is_empty()
            || url.password().is_some();
        if extras { Err(BadBaseUrl::Extras) } else { Ok(Self(url)) }
    }
}

impl fmt::Display for BaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0.as_str().trim_end_matches('/'))
    }
}

/// Whether `url` leads to this machine and nowhere else.
pub fn is_loopback(url: &Url) -> bool {
    match url.host() {
        Some(Host::Domain(name)) => name == "localhost" || name.ends_with(".localhost"),
        Some(Host::Ipv4(address)) => address.is_loopback(),
        Some(Host::Ipv6(address)) => address.is_loopback(),
        None => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn base(typed: &str) -> BaseUrl {
        typed.parse().unwrap()
    }

    #[test]
    fn paths_are_appended_and_a_last_slash_changes_nothing() {
        for typed in ["http://127.0.0.1:9480/toss", "http://127.0.0.1:9480/toss/"] {
            let joined = base(typed).join("/token").unwrap();
            assert_eq!(joined.as_str(), "http://127.0.0.1:9480/toss/token");
        }
        let joined = base("https://oauth2.cert.toss.im").join("/token?x=1").unwrap();
        assert_eq!(joined.as_str(), "https://oauth2.cert.toss.im/token?x=1");
    }

    #[test]
    fn plain_http_is_for_this_machine_alone() {
        for good in
            ["http://localhost:1", "http://127.0.0.9", "http://[::1]:3/x", "https://a.example"]
        {
            assert!(good.parse::<BaseUrl>().is_ok(), "{good}");
        }
        for bad in [
            "http://a.example",
            "http://localhost.evil.example",
            "http://127.0.0.1.nip.io",
            "http://0.0.0.0",
        ] {
            assert_eq!(bad.parse::<BaseUrl>(), Err(BadBaseUrl::PlainHttp), "{bad}");
        }
        assert_eq!("ftp://a.example".parse::<BaseUrl>(), Err(BadBaseUrl::Scheme));
        assert_eq!("https://u:p@a.example".parse::<BaseUrl>(), Err(BadBaseUrl::Extras));
        assert_eq!("https://a.example/?q=1".parse::<BaseUrl>(), Err(BadBaseUrl::Extras));
        assert!(matches!("nonsense".parse::<BaseUrl>(), Err(BadBaseUrl::NotAUrl(_))));
    }

    #[test]
    fn a_path_cannot_leave_its_base() {
        let base = base("https://a.example/api");
        for path in [
            "//evil.example/x",
            "x",
            "/../x",
            "/x/../../y",
            "/%2e%2e/x",
            "/../apievil",
            "/%2e%2e/apievil",
            "\\\\evil",
            "/x#f",
            "",
            "@evil.example",
        ] {
            assert_eq!(base.join(path), Err(OffBase), "{path}");
        }
    }

    proptest! {
        #[test]
        fn whatever_the_path_the_origin_stays(path in "\\PC{0,40}") {
            let base = base("https://a.example/api");
            if let Ok(url) = base.join(&path) {
                prop_assert_eq!(url.host_str(), Some("a.example"));
                prop_assert!(url.path().starts_with("/api"));
            }
        }
    }
}
