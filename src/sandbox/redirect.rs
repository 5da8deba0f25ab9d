//! Redirect URIs of a client that nobody had to register: those of this machine.

use url::Url;

use crate::model::is_loopback;

/// Whether an address is one of this machine's (S03), and can have parameters added. What it is
/// beyond that has to be the very same at the token call (S01).
pub(crate) fn is_registered(redirect_uri: &str) -> bool {
    Url::parse(redirect_uri).is_ok_and(|url| {
        matches!(url.scheme(), "http" | "https")
            && is_loopback(&url)
            && url.fragment().is_none()
            && url.username().is_empty()
            && url.password().is_none()
    })
}

/// The rule by which an address is refused: on its way to another machine everybody can read plain
/// `http` (S03); any other is just not the one that was registered (S01).
pub(crate) fn broken_by(redirect_uri: &str) -> &'static str {
    let is_plain = |url: &Url| url.scheme() == "http" && !is_loopback(url);
    if Url::parse(redirect_uri).is_ok_and(|url| is_plain(&url)) {
        "S03: plain http to another machine"
    } else {
        "S01: not a registered redirect URI"
    }
}

/// Loopback as numbers, for [`is_exactly`].
pub(crate) const NUMBERS: &[&str] = &["http://127.0.0.1", "http://[::1]"];

/// Loopback by any of its names, for [`is_exactly`].
pub(crate) const NAMES: &[&str] = &["http://127.0.0.1", "http://[::1]", "http://localhost"];

/// S01, to the letter: one of these origins, any port (RFC 8252 §7.3), and exactly this path.
pub(crate) fn is_exactly(redirect_uri: &str, origins: &[&str], path: &str) -> bool {
    let after = origins.iter().find_map(|origin| redirect_uri.strip_prefix(origin));
    let Some(after) = after.and_then(|after| after.strip_suffix(path)) else { return false };
    // `+80` and `080` are numbers for Rust and not ports as a client would write them.
    let is_port = |port: &str| port.parse().is_ok_and(|n: u16| n > 0 && n.to_string() == port);
    after.is_empty() || after.strip_prefix(':').is_some_and(is_port)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s03_only_addresses_of_this_machine_can_be_redirected_to() {
        for good in [
            "http://localhost:3000/oauth/kftc/callback",
            "http://127.0.0.1:1/",
            "http://[::1]:2/x?y=1",
            "https://localhost/",
        ] {
            assert!(is_registered(good), "{good}");
        }
        for bad in [
            "http://example.org/",
            "http://localhost.evil.example/",
            "http://user@localhost/",
            "http://localhost/#fragment",
            "javascript:alert(1)",
            "data:text/html,x",
            "//localhost/",
            "localhost:3000",
            "",
        ] {
            assert!(!is_registered(bad), "{bad}");
        }
    }

    #[test]
    fn s01_s03_an_address_is_refused_for_where_it_leads_or_for_what_it_is() {
        for plain in ["http://example.org/callback", "http://127.0.0.1:1@example.org/callback"] {
            assert!(broken_by(plain).starts_with("S03: "), "{plain}");
        }
        for other in ["https://example.org/callback", "http://127.0.0.1/x", "not an address", ""] {
            assert!(broken_by(other).starts_with("S01: "), "{other}");
        }
    }

    #[test]
    fn s01_nothing_but_the_port_may_vary() {
        for good in [
            "http://127.0.0.1:1/callback",
            "http://127.0.0.1:65535/callback",
            "http://127.0.0.1/callback",
            "http://[::1]:80/callback",
            "http://localhost:3000/callback",
        ] {
            assert!(is_exactly(good, NAMES, "/callback"), "{good}");
            let is_number = !good.contains("localhost");
            assert_eq!(is_exactly(good, NUMBERS, "/callback"), is_number, "{good}");
        }
        for bad in [
            "http://127.0.0.1:1/callback/",
            "http://127.0.0.1:1/Callback",
            "http://127.0.0.1:1/callback?x=1",
            "http://127.0.0.1:1/callback#x",
            "http://127.0.0.1:1/x/callback",
            "http://127.0.0.1:1/../callback",
            "http://127.0.0.1",
            "http://127.0.0.1:8080",
            "http://127.0.0.1//callback",
            "http://127.0.0.1/%63allback",
            "http://127.0.0.1:80/callback/callback",
            "http://127.0.0.1:80:80/callback",
            "http://127.0.0.1:0/callback",
            "http://127.0.0.1:080/callback",
            "http://127.1/callback",
            "http://2130706433/callback",
            "http://[0:0:0:0:0:0:0:1]/callback",
            "http://example/callback",
            "http://127.0.0.1/callback ",
            "http://127.0.0.1:/callback",
            "http://127.0.0.1:65536/callback",
            "http://127.0.0.1:+1/callback",
            "http://127.0.0.1:1@evil.example/callback",
            "http://127.0.0.1.evil.example/callback",
            "http://127.0.0.2:1/callback",
            "HTTP://127.0.0.1:1/callback",
            "https://127.0.0.1:1/callback",
            "http://LOCALHOST:1/callback",
            "http://user@localhost:1/callback",
            " http://127.0.0.1:1/callback",
            "",
        ] {
            assert!(!is_exactly(bad, NAMES, "/callback"), "{bad}");
        }
    }
}
