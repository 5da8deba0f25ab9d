//! Where the browser goes when the person has decided.

use std::fmt;
use std::str::FromStr;

use url::Url;

/// A redirect URI (RFC 6749 §3.1.2), letter by letter as it was registered: servers compare it as a
/// string, and a parsed URL is spelled differently (`http://localhost:80` has lost its port).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RedirectUri {
    spelled: String,
    url: Url,
}

/// Why an address cannot be a redirect URI.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadRedirectUri {
    /// Not an absolute URL.
    #[error("not a URL: {0}")]
    NotAUrl(url::ParseError),
    /// It has a fragment, which no server is ever sent.
    #[error("a redirect URI has no fragment (#…)")]
    Fragment,
    /// It has a user name or a password.
    #[error("a redirect URI has no user name or password")]
    Credentials,
}

impl RedirectUri {
    /// As it was registered, and as servers must be sent it.
    pub fn as_str(&self) -> &str {
        &self.spelled
    }

    /// Taken apart.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// The port that is named in it. Neither none nor 0 is one: where the server allows it, that
    /// means any free one (RFC 8252 §7.3).
    pub fn port(&self) -> Option<u16> {
        let named = self.url.port().or_else(|| {
            // A scheme's own port is dropped when a URL is parsed; here it makes a difference.
            let default = self.url.port_or_known_default()?;
            self.authority().ends_with(&format!(":{default}")).then_some(default)
        });
        named.filter(|port| *port != 0)
    }

    /// The same with this port, for a helper that listens at one it did not choose.
    #[must_use]
    pub fn at_port(&self, port: u16) -> Self {
        let mut url = self.url.clone();
        // Only a URL without a host refuses a port, and that one stays as it is.
        let _ = url.set_port(Some(port));
        Self { spelled: url.to_string(), url }
    }

    fn authority(&self) -> &str {
        let after = self.spelled.split_once("://").map_or("", |(_, after)| after);
        after.split(['/', '?']).next().unwrap_or_default()
    }
}

impl FromStr for RedirectUri {
    type Err = BadRedirectUri;

    fn from_str(typed: &str) -> Result<Self, BadRedirectUri> {
        let spelled = typed.trim().to_owned();
        let url = Url::parse(&spelled).map_err(BadRedirectUri::NotAUrl)?;
        if url.fragment().is_some() {
            return Err(BadRedirectUri::Fragment);
        }
        if !url.username().is_empty() || url.password().is_some() {
            return Err(BadRedirectUri::Credentials);
        }
        Ok(Self { spelled, url })
    }
}

impl fmt::Display for RedirectUri {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.spelled)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(typed: &str) -> RedirectUri {
        typed.parse().unwrap()
    }

    #[test]
    fn it_keeps_every_letter() {
        for spelled in ["http://localhost:3000", "http://localhost:80/x", "http://LOCALHOST:1/a?b="]
        {
            assert_eq!(uri(spelled).as_str(), spelled);
        }
        assert_eq!(uri(" http://localhost:3000/x\n").as_str(), "http://localhost:3000/x");
    }

    #[test]
    fn a_port_is_named_or_free() {
        assert_eq!(uri("http://localhost:3000/x").port(), Some(3000));
        assert_eq!(uri("http://localhost:80/x").port(), Some(80));
        assert_eq!(uri("http://[::1]:80").port(), Some(80));
        assert_eq!(uri("http://127.0.0.1:0/x").port(), None);
        assert_eq!(uri("http://127.0.0.1/x:80").port(), None);
        assert_eq!(uri("http://[::1]/x").port(), None);
    }

    #[test]
    fn a_free_port_takes_its_place() {
        assert_eq!(uri("http://127.0.0.1:0/x").at_port(41).as_str(), "http://127.0.0.1:41/x");
        assert_eq!(uri("http://[::1]/x?y=1").at_port(41).as_str(), "http://[::1]:41/x?y=1");
    }

    #[test]
    fn what_cannot_be_one_is_refused() {
        assert!(matches!("callback".parse::<RedirectUri>(), Err(BadRedirectUri::NotAUrl(_))));
        assert_eq!("http://a/#b".parse::<RedirectUri>(), Err(BadRedirectUri::Fragment));
        assert_eq!("http://u@a/".parse::<RedirectUri>(), Err(BadRedirectUri::Credentials));
    }
}
