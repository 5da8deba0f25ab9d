//! The two clients that Acme knows, and the redirect URIs that are theirs.
//!
//! A redirect URI is compared as a string, character by character; only the port may vary, and only
//! for a loopback address that is written as numbers (S01, RFC 8252 §7.3). Plain `http` is for
//! loopback alone: what else is registered with it is as good as not registered (S03).

use url::Url;

use crate::model::is_loopback;

/// The public client: a program on somebody's machine, which can keep no secret.
pub(super) const PUBLIC: &str = "acme_cli";

/// The confidential client.
pub(super) const CONFIDENTIAL: &str = "acme_web";

/// Its secret, with everything in it that a client could forget to encode (RFC 6749 §2.3.1).
pub(super) const SECRET: &str = "sandbox acme:secret+%한글 not a real one";

/// What was registered.
#[derive(Debug)]
pub(super) struct Client {
    pub(super) id: &'static str,
    /// `None` for a public client.
    pub(super) secret: Option<&'static str>,
    redirect_uris: &'static [&'static str],
    /// What it is called on pages.
    pub(super) name: &'static str,
}

const REDIRECT_URIS: &[&str] = &["http://127.0.0.1/callback", "http://[::1]/callback"];

static CLIENTS: [Client; 2] = [
    Client { id: PUBLIC, secret: None, redirect_uris: REDIRECT_URIS, name: "Acme CLI" },
    Client {
        id: CONFIDENTIAL,
        secret: Some(SECRET),
        redirect_uris: REDIRECT_URIS,
        name: "Acme Web",
    },
];

impl Client {
    /// The client with this identifier.
    pub(super) fn of(id: &str) -> Option<&'static Self> {
        CLIENTS.iter().find(|client| client.id == id)
    }

    /// Whether a browser may be sent there with an answer for this client.
    pub(super) fn has(&self, redirect_uri: &str) -> bool {
        self.redirect_uris.iter().any(|registered| {
            may_be_registered(registered)
                && (*registered == redirect_uri || differs_in_port(registered, redirect_uri))
        })
    }
}

/// S03: plain `http` for loopback only, and nothing that a browser would not send on.
fn may_be_registered(redirect_uri: &str) -> bool {
    Url::parse(redirect_uri).is_ok_and(|url| {
        let safe = url.scheme() == "https" || (url.scheme() == "http" && is_loopback(&url));
        safe && url.fragment().is_none()
    })
}

/// Whether two URIs are the same but for the port that the second one names and the first does not.
fn differs_in_port(registered: &str, redirect_uri: &str) -> bool {
    let at_loopback = ["http://127.0.0.1", "http://[::1]"].into_iter().find_map(|origin| {
        Some((registered.strip_prefix(origin)?, redirect_uri.strip_prefix(origin)?))
    });
    let Some((path, rest)) = at_loopback else { return false };
    let port = rest.strip_suffix(path).and_then(|port| port.strip_prefix(':'));
    // `+80` and `080` are numbers for Rust and not ports as a client would write them.
    let is_port = |port: &str| port.parse().is_ok_and(|n: u16| n > 0 && n.to_string() == port);
    path.starts_with('/') && port.is_some_and(is_port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s01_only_the_port_of_a_loopback_address_may_vary() {
        for id in [PUBLIC, CONFIDENTIAL] {
            let client = Client::of(id).unwrap();
            for good in [
                "http://127.0.0.1/callback",
                "http://127.0.0.1:1/callback",
                "http://127.0.0.1:65535/callback",
                "http://[::1]/callback",
                "http://[::1]:49152/callback",
            ] {
                assert!(client.has(good), "{good}");
            }
            for bad in [
                "",
                "http://127.0.0.1",
                "http://127.0.0.1/",
                "http://127.0.0.1:8080",
                "http://127.0.0.1/callback/",
                "http://127.0.0.1/Callback",
                "http://127.0.0.1/callback/../callback",
                "http://127.0.0.1//callback",
                "http://127.0.0.1/%63allback",
                "http://127.0.0.1/callback?",
                "http://127.0.0.1/callback?a=b",
                "http://127.0.0.1/callback#",
                "http://127.0.0.1:/callback",
                "http://127.0.0.1:0/callback",
                "http://127.0.0.1:080/callback",
                "http://127.0.0.1:+80/callback",
                "http://127.0.0.1:65536/callback",
                "http://127.0.0.1:80:80/callback",
                "http://127.0.0.1:80@evil.example/callback",
                "http://127.0.0.1:80/callback/callback",
                "http://127.0.0.1.evil.example/callback",
                "http://evil.example/callback",
                "http://user@127.0.0.1/callback",
                "http://127.0.0.2/callback",
                "http://127.1/callback",
                "http://2130706433/callback",
                "http://localhost/callback",
                "http://localhost:8080/callback",
                "http://[0:0:0:0:0:0:0:1]/callback",
                "HTTP://127.0.0.1/callback",
                "https://127.0.0.1/callback",
                " http://127.0.0.1/callback",
                "http://127.0.0.1/callback ",
            ] {
                assert!(!client.has(bad), "{bad}");
            }
        }
    }

    #[test]
    fn s01_no_other_port_may_vary() {
        let registered = "https://app.example/callback";
        let client = Client {
            id: "",
            secret: None,
            redirect_uris: &["https://app.example/callback"],
            name: "",
        };
        assert!(client.has(registered));
        assert!(!client.has("https://app.example:8443/callback"));
    }

    #[test]
    fn s03_plain_http_is_for_loopback_alone() {
        for bad in ["http://example/callback", "http://127.0.0.1/#x", "javascript:alert(1)", "x"] {
            assert!(!may_be_registered(bad), "{bad}");
        }
        let client =
            Client { id: "", secret: None, redirect_uris: &["http://example/callback"], name: "" };
        assert!(!client.has("http://example/callback"), "registered, and of no use");
        assert!(
            CLIENTS
                .iter()
                .flat_map(|client| client.redirect_uris)
                .all(|uri| may_be_registered(uri))
        );
    }

    #[test]
    fn clients_are_known_by_their_exact_names() {
        for unknown in ["", "acme", "ACME_CLI", "acme_cli "] {
            assert!(Client::of(unknown).is_none(), "{unknown:?}");
        }
    }
}
