//! Where a fault is.

use std::fmt;
use std::str::FromStr;

use http::Method;

use crate::sandbox::router;

/// Some of the calls, by method and path: `POST /kftc/oauth/2.0/token`, `*/token`, `kftc`, `all`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Place {
    method: Option<Method>,
    path: Pattern,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Pattern {
    All,
    /// Everything of one provider.
    Provider(String),
    /// A path in which `*` is any number of any characters.
    Path(String),
}

impl Place {
    /// Whether a call is made here.
    pub(crate) fn holds(&self, method: &Method, path: &str) -> bool {
        self.method.as_ref().is_none_or(|ours| ours == method)
            && match &self.path {
                Pattern::All => true,
                Pattern::Provider(name) => is_of(name, path),
                Pattern::Path(pattern) => is_like(pattern.as_bytes(), path.as_bytes()),
            }
    }
}

/// Whether a path belongs to a provider; its metadata can stand before its name (RFC 8414 §3.1).
fn is_of(provider: &str, path: &str) -> bool {
    let of = |path: &str| {
        path.strip_prefix(provider).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
    };
    let path = path.trim_start_matches('/');
    of(path) || path.starts_with(".well-known/") && path.splitn(3, '/').nth(2).is_some_and(of)
}

fn is_like(pattern: &[u8], path: &[u8]) -> bool {
    // Where the last star was, and how far it reaches: enough to try again, for only the last counts.
    let (mut p, mut at, mut star) = (0, 0, None);
    while at < path.len() {
        match pattern.get(p) {
            Some(b'*') => {
                star = Some((p, at));
                p += 1;
            }
            Some(byte) if *byte == path[at] => {
                p += 1;
                at += 1;
            }
            _ => {
                let Some((where_it_is, reach)) = star else { return false };
                star = Some((where_it_is, reach + 1));
                (p, at) = (where_it_is + 1, reach + 1);
            }
        }
    }
    pattern[p..].iter().all(|byte| *byte == b'*')
}

/// Why a text is no place.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error(
    "expected `all`, a provider ({}) or a path such as `/kftc/*` or `POST */token`",
    router::providers().collect::<Vec<_>>().join(", ")
)]
pub(crate) struct NotAPlace;

impl FromStr for Place {
    type Err = NotAPlace;

    fn from_str(typed: &str) -> Result<Self, NotAPlace> {
        let (method, path) = match typed.split_once(' ') {
            Some((method, path)) => (Some(self::method(method)?), path.trim()),
            None => (None, typed),
        };
        let path = match path {
            "all" => Pattern::All,
            path if router::providers().any(|known| known == path) => {
                Pattern::Provider(path.to_owned())
            }
            path if path.starts_with(['/', '*']) => Pattern::Path(path.to_owned()),
            _ => return Err(NotAPlace),
        };
        Ok(Self { method, path })
    }
}

fn method(typed: &str) -> Result<Method, NotAPlace> {
    let known = [Method::GET, Method::POST, Method::PUT, Method::PATCH, Method::DELETE];
    known.into_iter().find(|known| known.as_str() == typed).ok_or(NotAPlace)
}

impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(method) = &self.method {
            write!(f, "{method} ")?;
        }
        match &self.path {
            Pattern::All => f.write_str("all"),
            Pattern::Provider(words) | Pattern::Path(words) => f.write_str(words),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_is_all_calls_a_provider_s_or_those_of_a_path() {
        for (place, method, path, holds) in [
            ("all", Method::GET, "/kftc/oauth/2.0/token", true),
            ("kftc", Method::POST, "/kftc/oauth/2.0/token", true),
            ("kftc", Method::POST, "/kftcx/oauth", false),
            ("acme", Method::GET, "/.well-known/oauth-authorization-server/acme", true),
            ("max", Method::GET, "/.well-known/oauth-authorization-server/acme", false),
            ("POST kftc", Method::GET, "/kftc/oauth/2.0/token", false),
            ("POST /toss/token", Method::POST, "/toss/token", true),
            ("/toss/token", Method::POST, "/toss/token/", false),
            ("*/token", Method::POST, "/kftc/oauth/2.0/token", true),
            (
                "/kftc/*/transaction_list/*",
                Method::GET,
                "/kftc/v2.0/account/transaction_list/fin_num",
                true,
            ),
            ("/a*a*b", Method::GET, "/aaab", true),
            ("/a*a*b", Method::GET, "/ab", false),
            ("*", Method::GET, "/", true),
        ] {
            let parsed: Place = place.parse().unwrap();
            assert_eq!(parsed.holds(&method, path), holds, "{place} {path}");
            assert_eq!(parsed.to_string(), place);
        }
    }

    #[test]
    fn what_is_no_place_is_answered_with_what_there_is() {
        for wrong in ["", "nobody", "POST", "FETCH /x", "token", "__qetta", "POST nobody"] {
            let error = wrong.parse::<Place>().unwrap_err();
            assert!(error.to_string().contains("toss, kftc, hyfata"), "{wrong}: {error}");
        }
    }
}
