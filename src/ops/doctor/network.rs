//! The way to the providers: name, connection, TLS, each with its own deadline.

use std::net::SocketAddr;
use std::time::Duration;

use futures_util::future::join_all;
use http::Method;
use jiff::SignedDuration;
use tokio::net::{TcpStream, lookup_host};
use tokio::time::timeout;
use url::Url;

use super::{Check, Finding, Status, check, clock};
use crate::http::{Answer, Client, HttpError, Phase, Request};
use crate::model::{BaseUrl, Clock, Provider, is_loopback};
use crate::providers::toss;

/// How the providers are reached.
#[derive(Debug)]
pub struct Network {
    /// Our own time.
    pub clock: Clock,
    /// The client, whose limit is the deadline.
    pub http: Client,
    /// How long a name, a connection and an answer may each take.
    pub deadline: Duration,
    /// Whether a proxy goes there for us, so that this machine need not be able to.
    pub proxied: bool,
    /// Whether the providers are on this machine, with its clock.
    pub embedded: bool,
    /// Who is to be reached.
    pub hosts: Vec<Host>,
    /// Whether Toss is at its own addresses, and is set up; `None` where it is elsewhere.
    pub toss_addresses: Option<bool>,
}

/// A base address of a provider.
#[derive(Debug)]
pub struct Host {
    /// What its checks are called: `toss.oauth`.
    pub id: &'static str,
    /// Whose it is.
    pub provider: Provider,
    /// Where it is.
    pub base: BaseUrl,
    /// Whether the provider is set up, so that a failure matters.
    pub matters: bool,
}

/// What was seen of one host.
#[derive(Default)]
struct Seen {
    checks: Vec<Check>,
    ahead: Option<(String, SignedDuration)>,
}

pub(super) async fn look_at(network: &Network) -> Vec<Check> {
    let hosts = join_all(network.hosts.iter().map(|host| one(network, host)));
    let (hosts, addresses) = tokio::join!(hosts, toss_addresses(network));
    let (mut checks, mut told) = (Vec::new(), None);
    for seen in hosts {
        checks.extend(seen.checks);
        told = told.or(seen.ahead);
    }
    checks.extend(addresses);
    checks.push(clock::judge(network.embedded, told));
    checks
}

/// Goes as far as it gets: what comes after a failure would say the same once more.
async fn one(network: &Network, host: &Host) -> Seen {
    let mut seen = Seen::default();
    // A base without its own root is none; its settings say so.
    let Ok(url) = host.base.join("/") else { return seen };
    let proxied = network.proxied && !is_loopback(&url);
    let direct = reach(network.deadline, host, &url, host.matters && !proxied).await;
    let reached = direct.iter().all(|check| check.status == Status::Ok);
    seen.checks = direct;
    if !reached && !proxied {
        return seen;
    }
    let id = format!("{}.tls", host.id);
    match answer(network, host, url.clone()).await {
        Ok(answer) => {
            let name = host.base.host().to_owned();
            seen.ahead = clock::ahead(&answer, network.clock.now()).map(|by| (name.clone(), by));
            let (status, secure) = (answer.status().as_u16(), url.scheme() == "https");
            let finding = Finding::Answered { host: name, status, secure };
            seen.checks.push(check(id, Status::Ok, finding));
        }
        Err(error) => seen.checks.push(unreachable(id, host, error, host.matters)),
    }
    seen
}

/// The name, where it is one, and the connection.
async fn reach(deadline: Duration, host: &Host, url: &Url, matters: bool) -> Vec<Check> {
    let name = host.base.host().to_owned();
    let mut checks = Vec::new();
    let addresses = match resolve(deadline, url).await {
        Ok(addresses) => addresses,
        Err(cause) => {
            let error = HttpError::Connect { host: name, cause };
            return vec![unreachable(format!("{}.dns", host.id), host, error, matters)];
        }
    };
    if url.domain().is_some() {
        let finding = Finding::Resolved(name.clone(), addresses.len());
        checks.push(check(format!("{}.dns", host.id), Status::Ok, finding));
    }
    let id = format!("{}.tcp", host.id);
    let port = url.port_or_known_default().unwrap_or_default();
    checks.push(match connect(deadline, &name, &addresses).await {
        Ok(()) => check(id, Status::Ok, Finding::Connected(name, port)),
        Err(error) => unreachable(id, host, error, matters),
    });
    checks
}

fn unreachable(id: String, host: &Host, error: HttpError, matters: bool) -> Check {
    check(id, Status::of_failure(matters), Finding::Unreachable(host.provider, error))
}

/// Every address of a URL's host, or why there is none.
async fn resolve(deadline: Duration, url: &Url) -> Result<Vec<SocketAddr>, String> {
    let port = url.port_or_known_default().unwrap_or_default();
    let name = match url.host() {
        Some(url::Host::Ipv4(address)) => return Ok(vec![(address, port).into()]),
        Some(url::Host::Ipv6(address)) => return Ok(vec![(address, port).into()]),
        Some(url::Host::Domain(name)) => name,
        None => return Err("there is no host in the address".to_owned()),
    };
    match timeout(deadline, lookup_host((name, port))).await {
        Err(_) => Err(format!("no name server answered within {} s", deadline.as_secs_f64())),
        Ok(Err(error)) => Err(error.to_string()),
        Ok(Ok(addresses)) => Ok(addresses.collect()),
    }
}

/// Whether one of the addresses takes a connection, which is ended at once.
async fn connect(
    deadline: Duration,
    name: &str,
    addresses: &[SocketAddr],
) -> Result<(), HttpError> {
    let host = name.to_owned();
    match timeout(deadline, TcpStream::connect(addresses)).await {
        Err(_) => Err(HttpError::TimedOut { host, after: deadline, phase: Phase::Connect }),
        Ok(Err(error)) => Err(HttpError::Connect { host, cause: error.to_string() }),
        Ok(Ok(_)) => Ok(()),
    }
}

/// What the base answers, whatever it is: nothing secret is sent there.
async fn answer(network: &Network, host: &Host, url: Url) -> Result<Answer, HttpError> {
    let after = network.deadline;
    let sent = network.http.send(Request::new(Method::HEAD, url).unrepeated());
    // The client's own limit comes first, unless it never gets to run.
    timeout(after * 2, sent).await.unwrap_or_else(|_| {
        let host = host.base.host().to_owned();
        Err(HttpError::TimedOut { host, after, phase: Phase::Answer })
    })
}

/// What a firewall must let out to Toss.
async fn toss_addresses(network: &Network) -> Option<Check> {
    let matters = network.toss_addresses?;
    let tried = toss::ADDRESSES.map(|address| async move {
        let at: Vec<SocketAddr> = format!("{address}:443").parse().into_iter().collect();
        (address, connect(network.deadline, address, &at).await.is_ok())
    });
    let tried = join_all(tried).await;
    let those = |wanted| {
        tried.iter().filter(move |(_, open)| *open == wanted).map(|(address, _)| *address).collect()
    };
    let (open, closed): (Vec<_>, Vec<_>) = (those(true), those(false));
    let status = match (open.len(), closed.len()) {
        (_, 0) => Status::Ok,
        (0, _) => Status::of_failure(matters && !network.proxied),
        _ => Status::Warn,
    };
    Some(check("toss.addresses", status, Finding::Addresses { open, closed }))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Options;

    fn network(base: &str, matters: bool) -> Network {
        let deadline = Duration::from_secs(2);
        let clock = Clock::System;
        let options = Options { timeout: deadline, ..Options::default() };
        let base = base.parse().unwrap();
        let host = Host { id: "toss.oauth", provider: Provider::Toss, base, matters };
        Network {
            clock,
            http: Client::new(options, clock),
            deadline,
            proxied: false,
            embedded: false,
            hosts: vec![host],
            toss_addresses: None,
        }
    }

    fn closed_port() -> SocketAddr {
        std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap()
    }

    #[tokio::test]
    async fn a_closed_port_ends_the_way_there() {
        let base = format!("http://{}/toss", closed_port());
        for (matters, status) in [(true, Status::Fail), (false, Status::Warn)] {
            let checks = look_at(&network(&base, matters)).await;
            let found: Vec<_> =
                checks.iter().map(|check| (check.id.as_str(), check.status)).collect();
            assert_eq!(found, [("toss.oauth.tcp", status), ("clock", Status::Warn)]);
        }
    }

    #[tokio::test]
    async fn whoever_takes_connections_and_says_nothing_is_not_waited_for() {
        let mute = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let mut network = network(&format!("http://{}", mute.local_addr().unwrap()), true);
        network.deadline = Duration::from_millis(50);
        let options = Options { timeout: network.deadline, ..Options::default() };
        network.http = Client::new(options, Clock::System);
        let checks = look_at(&network).await;
        assert_eq!((checks[0].id.as_str(), checks[0].status), ("toss.oauth.tcp", Status::Ok));
        assert_eq!((checks[1].id.as_str(), checks[1].status), ("toss.oauth.tls", Status::Fail));
    }
}
