//! What to make of a request. The checks stand in a fixed order, from what any stranger can get
//! wrong to what only the browser of this login knows, and each of them tells as little as it can:
//!
//! 1. size, and whether it is HTTP at all (while it is read, in `http::local`)
//! 2. method: a browser that is redirected sends GET; a preflight or a form ends here
//! 3. `Host`: a name that an attacker points at this machine is not ours (DNS rebinding)
//! 4. path: a favicon is somewhere else
//! 5. `state`, `iss`, `error`, `code` (in `outcome`)

use crate::http::local::{Head, Unread};
use crate::oauth::outcome::{self, BadAnswer};
use crate::oauth::{Expected, Outcome};

/// Why a request is not the answer that is waited for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum TurnedAway {
    /// There is no request.
    Unread(Unread),
    /// Anything but GET.
    Method,
    /// No `Host`, or several.
    Hosts,
    /// A `Host` that is not the redirect URI's.
    OtherHost,
    /// Another path.
    Path,
    /// The right place, and the wrong answer.
    Answer(BadAnswer),
    /// The page after the answer, before there was one.
    TooEarly,
    /// An answer after the answer.
    TooLate,
}

/// Where a request belongs that stands the first four checks.
pub(super) enum Place<'a> {
    /// The redirect URI, with this query.
    Callback(&'a str),
    /// The page that the browser is sent to from there.
    Done,
}

/// The checks before the answer itself.
pub(super) fn place<'a>(head: &'a Head, expected: &Expected) -> Result<Place<'a>, TurnedAway> {
    if head.method != "GET" {
        return Err(TurnedAway::Method);
    }
    let [host] = head.hosts.as_slice() else { return Err(TurnedAway::Hosts) };
    if !is_our_host(host, expected) {
        return Err(TurnedAway::OtherHost);
    }
    let (path, query) = head.target.split_once('?').unwrap_or((&head.target, ""));
    if path == expected.redirect_uri.url().path() {
        Ok(Place::Callback(query))
    } else if path == done_path(expected) {
        Ok(Place::Done)
    } else {
        Err(TurnedAway::Path)
    }
}

/// All of the checks.
pub(super) fn outcome(head: &Head, expected: &Expected) -> Result<Outcome, TurnedAway> {
    match place(head, expected)? {
        Place::Callback(query) => outcome::read(query, expected).map_err(TurnedAway::Answer),
        Place::Done => Err(TurnedAway::TooEarly),
    }
}

/// Below the redirect URI's own path, so that it is never the same.
pub(super) fn done_path(expected: &Expected) -> String {
    format!("{}/done", expected.redirect_uri.url().path().trim_end_matches('/'))
}

/// Host and port as the redirect URI has them; the port 80 may be left out.
fn is_our_host(host: &[u8], expected: &Expected) -> bool {
    let url = expected.redirect_uri.url();
    let name = url.host_str().unwrap_or_default();
    let port = url.port_or_known_default().unwrap_or_default();
    host.eq_ignore_ascii_case(format!("{name}:{port}").as_bytes())
        || (port == 80 && host.eq_ignore_ascii_case(name.as_bytes()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::oauth::outcome::State;

    fn expected(redirect_uri: &str) -> Expected {
        let state = State::new("s".repeat(32));
        Expected { state, redirect_uri: redirect_uri.parse().unwrap(), issuer: None }
    }

    fn judged(redirect_uri: &str, request: (&str, &str, &[&str])) -> Result<(), TurnedAway> {
        let (method, target, hosts) = request;
        let head = Head {
            method: method.to_owned(),
            target: target.replace("STATE", &"s".repeat(32)).into(),
            hosts: hosts.iter().map(|host| host.as_bytes().to_vec()).collect(),
            ..Head::default()
        };
        outcome(&head, &expected(redirect_uri)).map(|_| ())
    }

    const AT: &str = "http://localhost:3000/callback";
    const GOOD: &str = "/callback?code=x&state=STATE";

    #[test]
    fn the_right_answer_stands_every_check() {
        for host in ["localhost:3000", "LOCALHOST:3000"] {
            assert_eq!(judged(AT, ("GET", GOOD, &[host])), Ok(()), "{host}");
        }
        for (at, host) in [
            ("http://[::1]:3000/callback", "[::1]:3000"),
            ("http://127.0.0.1:80/callback", "127.0.0.1"),
            ("http://127.0.0.1:80/callback", "127.0.0.1:80"),
        ] {
            assert_eq!(judged(at, ("GET", GOOD, &[host])), Ok(()), "{host}");
        }
    }

    #[test]
    fn the_order_is_method_host_path_answer() {
        let host: &[&str] = &["localhost:3000"];
        for (request, why) in [
            (("POST", "/x", &["evil.example"] as &[_]), TurnedAway::Method),
            (("OPTIONS", GOOD, host), TurnedAway::Method),
            (("HEAD", GOOD, host), TurnedAway::Method),
            (("get", GOOD, host), TurnedAway::Method),
            (("GET", "/x", &["evil.example"]), TurnedAway::OtherHost),
            (("GET", "/x", &[]), TurnedAway::Hosts),
            (("GET", GOOD, &["localhost:3000", "localhost:3000"]), TurnedAway::Hosts),
            (("GET", "/favicon.ico", host), TurnedAway::Path),
            (("GET", "/callback/?code=x&state=STATE", host), TurnedAway::Path),
            (("GET", "/Callback?code=x&state=STATE", host), TurnedAway::Path),
            (("GET", "//localhost/callback?code=x&state=STATE", host), TurnedAway::Path),
            (("GET", "http://localhost:3000/callback?state=STATE", host), TurnedAway::Path),
            (("GET", "/callback", host), TurnedAway::Answer(BadAnswer::NoState)),
            (("GET", "/callback/done?code=x&state=STATE", host), TurnedAway::TooEarly),
        ] {
            assert_eq!(judged(AT, request), Err(why), "{request:?}");
        }
    }

    #[test]
    fn another_name_of_this_machine_is_not_the_redirect_uris() {
        for host in
            ["127.0.0.1:3000", "localhost", "localhost:3001", "localhost:3000.evil.example", ""]
        {
            assert_eq!(judged(AT, ("GET", GOOD, &[host])), Err(TurnedAway::OtherHost), "{host}");
        }
    }

    #[test]
    fn the_page_afterwards_is_never_the_callback_itself() {
        for at in ["http://localhost:1", "http://localhost:1/done", "http://localhost:1/a/"] {
            let expected = expected(at);
            assert_ne!(done_path(&expected), expected.redirect_uri.url().path(), "{at}");
        }
    }
}
