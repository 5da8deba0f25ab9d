//! S25: a name that an attacker points at this machine (DNS rebinding) must not reach us, so a
//! request has to call us by a name that is always this machine's.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr};

use http::StatusCode;
use http::header::{HOST, ORIGIN};
use http::request::Parts;
use http::uri::Authority;

use crate::sandbox::answer::Answer;

/// Refuses a request that is not meant for the server at `address`.
pub(crate) fn check(head: &Parts, address: SocketAddr) -> Result<(), Answer> {
    let mut hosts = head.headers.get_all(HOST).iter();
    let host = hosts.next().and_then(|host| host.to_str().ok());
    if hosts.next().is_some() {
        return Err(refusal(StatusCode::BAD_REQUEST, "Host was sent more than once"));
    }
    // `GET http://host/path` and HTTP/2 name the host in the target; then both must be right.
    let names = [head.uri.authority().map(Authority::as_str), host];
    if names.iter().all(Option::is_none) {
        return Err(refusal(StatusCode::BAD_REQUEST, "Host is missing"));
    }
    if !names.into_iter().flatten().all(|name| is_ours(name, address)) {
        let words = "the sandbox answers to 127.0.0.1, localhost and [::1], with its port";
        return Err(refusal(StatusCode::MISDIRECTED_REQUEST, words));
    }
    check_origin(head, address)
}

/// A web page that the user happens to visit can send a form here without being asked. A browser
/// names the page's origin when it does; programs name none. A link may come from anywhere: that is
/// how a login begins.
fn check_origin(head: &Parts, address: SocketAddr) -> Result<(), Answer> {
    if head.method.is_safe() {
        return Ok(());
    }
    let foreign = head.headers.get(ORIGIN).is_some_and(|origin| {
        let origin = origin.to_str().unwrap_or_default();
        let name = origin.strip_prefix("http://").or_else(|| origin.strip_prefix("https://"));
        !name.is_some_and(|name| is_ours(name, address))
    });
    if foreign {
        return Err(refusal(StatusCode::FORBIDDEN, "a page of another origin may not send this"));
    }
    Ok(())
}

fn refusal(status: StatusCode, words: &str) -> Answer {
    Answer::error(status, "invalid_request", words).breaking("S25: not our Host")
}

fn is_ours(name: &str, address: SocketAddr) -> bool {
    let Ok(authority) = name.parse::<Authority>() else { return false };
    let port_is_ours = match authority.port_u16() {
        Some(port) => port == address.port(),
        None => matches!(address.port(), 80 | 443),
    };
    let host = authority.host();
    let ip: Option<IpAddr> = host.trim_matches(['[', ']']).parse().ok();
    let ours = [Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into(), address.ip()];
    // Who listens everywhere cannot list its addresses; but no address is a name, and a name is what
    // an attacker can point here.
    let is_anywhere = address.ip().is_unspecified();
    let host_is_ours = ip.map_or_else(
        || host.eq_ignore_ascii_case("localhost"),
        |ip| is_anywhere || ours.contains(&ip),
    );
    port_is_ours && host_is_ours && !name.contains('@')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn status(target: &str, hosts: &[&str]) -> Option<u16> {
        let mut request = http::Request::get(target);
        for host in hosts {
            request = request.header(HOST, *host);
        }
        let (head, ()) = request.body(()).unwrap().into_parts();
        check(&head, "127.0.0.1:9480".parse().unwrap()).err().map(|answer| answer.status.as_u16())
    }

    #[test]
    fn s25_this_machines_own_names_are_ours() {
        for host in ["127.0.0.1:9480", "localhost:9480", "LocalHost:9480", "[::1]:9480"] {
            assert_eq!(status("/", &[host]), None, "{host}");
        }
        assert_eq!(status("http://127.0.0.1:9480/", &["127.0.0.1:9480"]), None);
    }

    #[test]
    fn s25_every_other_name_is_refused() {
        for host in [
            "evil.example:9480",
            "localhost.evil.example:9480",
            "127.0.0.1.nip.io:9480",
            "localhost.:9480",
            "u@localhost:9480",
            "127.0.0.1:80",
            "127.0.0.1",
            "192.168.0.2:9480",
            "0.0.0.0:9480",
            "",
        ] {
            assert_eq!(status("/", &[host]), Some(421), "{host:?}");
        }
        assert_eq!(status("http://evil.example:9480/", &["127.0.0.1:9480"]), Some(421));
        assert_eq!(status("http://127.0.0.1:9480/", &["evil.example:9480"]), Some(421));
    }

    #[test]
    fn s25_who_listens_everywhere_takes_addresses_and_no_names() {
        let status = |host: &str| {
            let (head, ()) =
                http::Request::get("/").header(HOST, host).body(()).unwrap().into_parts();
            check(&head, "0.0.0.0:9480".parse().unwrap()).err().map(|answer| answer.status.as_u16())
        };
        for host in ["192.168.0.2:9480", "127.0.0.1:9480", "localhost:9480", "[fe80::1]:9480"] {
            assert_eq!(status(host), None, "{host}");
        }
        for host in ["evil.example:9480", "192.168.0.2:80", "127.0.0.1.nip.io:9480"] {
            assert_eq!(status(host), Some(421), "{host}");
        }
    }

    #[test]
    fn s25_no_name_and_two_names_are_refused() {
        assert_eq!(status("/", &[]), Some(400));
        assert_eq!(status("/", &["127.0.0.1:9480", "127.0.0.1:9480"]), Some(400));
    }

    #[test]
    fn s25_a_form_of_a_foreign_page_is_refused_and_a_link_is_not() {
        let status = |method: &str, origin: &str| {
            let request = http::Request::builder()
                .method(method)
                .uri("/toss/token")
                .header(HOST, "127.0.0.1:9480")
                .header(ORIGIN, origin);
            let (head, ()) = request.body(()).unwrap().into_parts();
            check(&head, "127.0.0.1:9480".parse().unwrap())
                .err()
                .map(|answer| answer.status.as_u16())
        };
        for origin in ["https://evil.example", "null", "http://127.0.0.1:1", "http://localhost"] {
            assert_eq!(status("POST", origin), Some(403), "{origin}");
            assert_eq!(status("GET", origin), None, "{origin}");
        }
        assert_eq!(status("POST", "http://localhost:9480"), None);
    }
}
