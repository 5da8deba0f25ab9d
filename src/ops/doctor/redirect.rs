//! Where the browser comes back to.

use url::Host;

use super::{Check, Finding, Status, check};
use crate::model::{BadRedirectUri, RedirectUri, is_loopback};
use crate::oauth::callback::Listener;

/// The redirect URI of a provider that compares it to the letter.
#[derive(Debug)]
pub struct Redirect {
    /// As it is set.
    pub uri: Result<RedirectUri, BadRedirectUri>,
    /// Whether any free port will do.
    pub any_port: bool,
    /// Whether the provider is set up, so that a failure matters.
    pub matters: bool,
}

/// What follows from the form of a redirect URI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RedirectForm {
    /// The helper listens there, and nothing is left open.
    Fit {
        /// It ends in a slash, which counts.
        slash: bool,
        /// It has an address where others have `localhost`.
        literal: bool,
    },
    /// No port is named, so that the one that is used cannot be the registered one.
    NoPort,
    /// It leads to another machine.
    Elsewhere,
    /// It is not plain http.
    NotHttp,
}

pub(super) fn look_at(redirect: &Redirect) -> Vec<Check> {
    const FORM: &str = "kftc.redirect_uri";
    const PORT: &str = "kftc.redirect_port";

    let failed = Status::of_failure(redirect.matters);
    let uri = match &redirect.uri {
        Ok(uri) => uri,
        Err(bad) => return vec![check(FORM, failed, Finding::BadRedirect(*bad))],
    };
    let form = form(uri, redirect.any_port);
    let fit = matches!(form, RedirectForm::Fit { .. });
    let status = if fit { Status::Ok } else { Status::Warn };
    let mut checks = vec![check(FORM, status, Finding::Redirect(uri.clone(), form))];
    if fit || form == RedirectForm::NoPort {
        // Bound and given back at once.
        checks.push(match Listener::bind(uri) {
            Ok(_) => check(PORT, Status::Ok, Finding::PortFree(uri.port())),
            Err(error) => check(PORT, failed, Finding::PortUnusable(error)),
        });
    }
    checks
}

fn form(uri: &RedirectUri, any_port: bool) -> RedirectForm {
    let url = uri.url();
    if url.scheme() != "http" {
        RedirectForm::NotHttp
    } else if !is_loopback(url) {
        RedirectForm::Elsewhere
    } else if uri.port().is_none() && !any_port {
        RedirectForm::NoPort
    } else {
        let literal = !matches!(url.host(), Some(Host::Domain(_)));
        RedirectForm::Fit { slash: uri.as_str().ends_with('/'), literal }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form_of(typed: &str) -> RedirectForm {
        form(&typed.parse().unwrap(), false)
    }

    #[test]
    fn what_counts_in_a_registered_uri_is_seen() {
        let fit = |slash, literal| RedirectForm::Fit { slash, literal };
        assert_eq!(form_of("http://localhost:3000/oauth/kftc/callback"), fit(false, false));
        assert_eq!(form_of("http://localhost:3000"), fit(false, false));
        assert_eq!(form_of("http://localhost:3000/x/"), fit(true, false));
        assert_eq!(form_of("http://127.0.0.1:3000/x"), fit(false, true));
        assert_eq!(form_of("http://[::1]:3000/"), fit(true, true));
    }

    #[test]
    fn what_the_helper_cannot_listen_on_is_seen() {
        assert_eq!(form_of("http://localhost/x"), RedirectForm::NoPort);
        assert_eq!(form_of("http://127.0.0.1:0/x"), RedirectForm::NoPort);
        assert_eq!(form_of("https://localhost:3000/x"), RedirectForm::NotHttp);
        assert_eq!(form_of("http://shop.example:3000/x"), RedirectForm::Elsewhere);
        let sandbox = form(&"http://localhost:0/x".parse().unwrap(), true);
        assert!(matches!(sandbox, RedirectForm::Fit { .. }));
    }

    #[test]
    fn a_taken_port_fails_where_the_provider_is_set_up() {
        let theirs = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let port = theirs.local_addr().unwrap().port();
        for (matters, status) in [(true, Status::Fail), (false, Status::Warn)] {
            let uri = format!("http://localhost:{port}/x").parse();
            let checks = look_at(&Redirect { uri, any_port: false, matters });
            assert_eq!(checks[0].status, Status::Ok);
            assert_eq!((checks[1].id.as_str(), checks[1].status), ("kftc.redirect_port", status));
        }
    }
}
