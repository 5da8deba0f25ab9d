//! A bound port. Whoever binds it knows the redirect URI before anything else happens, and needs no
//! runtime for it.

use std::io;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};
use std::time::Duration;

use url::{Host, Url};

use crate::model::{RedirectUri, is_loopback};
use crate::oauth::authorization::STATE_LIFE;
use crate::oauth::callback::reception::Reception;
use crate::oauth::{Expected, Outcome};

/// How often a port that is free in one family and taken in the other is given back for another.
const TRIES: usize = 16;

/// How long the browser may take to fetch the page that it was sent to. It asks for it at once; only
/// one that died in between, or a program that follows nothing, lets this pass.
const LINGER: Duration = Duration::from_secs(2);

/// Why there is no answer from the browser.
#[derive(Debug, thiserror::Error)]
pub enum CallbackError {
    /// The browser would go to another machine: its address has to be pasted.
    #[error("the redirect URI leads to {host}, which is not this machine")]
    NotLoopback {
        /// Where it leads.
        host: String,
    },
    /// The browser would speak TLS, or not HTTP at all: its address has to be pasted.
    #[error("the redirect URI begins with {scheme}, and the helper speaks plain http")]
    NotPlainHttp {
        /// What it begins with.
        scheme: String,
    },
    /// Somebody else has the port, in one family or in both.
    #[error("port {} is taken ({address})", address.port())]
    PortTaken {
        /// Where.
        address: SocketAddr,
    },
    /// The system does not let us have the port.
    #[error("cannot listen on {address}: {source}")]
    Bind {
        /// Where.
        address: SocketAddr,
        /// What the system said.
        source: io::Error,
    },
    /// The port that was bound cannot be used.
    #[error("cannot listen: {0}")]
    Listen(io::Error),
    /// The time is over.
    #[error("nobody came back from the browser within {} s", after.as_secs())]
    NobodyCame {
        /// How long that was.
        after: Duration,
    },
}

/// A port of this machine, bound and not yet served.
#[derive(Debug)]
pub struct Listener {
    sockets: Vec<TcpListener>,
    redirect_uri: RedirectUri,
}

impl Listener {
    /// Takes the redirect URI's port: for `localhost` in both families, since nobody knows which of
    /// the two a browser tries; for an address exactly there. Port 0, or none, is any free one.
    pub fn bind(redirect_uri: &RedirectUri) -> Result<Self, CallbackError> {
        let url = redirect_uri.url();
        if url.scheme() != "http" {
            return Err(CallbackError::NotPlainHttp { scheme: url.scheme().to_owned() });
        }
        if !is_loopback(url) {
            let host = url.host_str().unwrap_or_default().to_owned();
            return Err(CallbackError::NotLoopback { host });
        }
        let addresses = addresses(url);
        let Some(port) = redirect_uri.port() else {
            let (sockets, port) = bind_any(&addresses)?;
            return Ok(Self { sockets, redirect_uri: redirect_uri.at_port(port) });
        };
        let sockets = bind_all(&addresses, port)?;
        Ok(Self { sockets, redirect_uri: redirect_uri.clone() })
    }

    /// What the authorization server is to be told: with the port that was bound.
    pub fn redirect_uri(&self) -> &RedirectUri {
        &self.redirect_uri
    }

    /// Waits for the browser, for `patience` and never longer than a state lives. The browser has its
    /// page, and the port is free, when this returns; to drop it ends it at once.
    ///
    /// Needs a tokio runtime with time and I/O.
    pub async fn wait(
        self,
        expected: &Expected,
        patience: Duration,
    ) -> Result<Outcome, CallbackError> {
        let patience = patience.min(STATE_LIFE.unsigned_abs());
        let mut reception = Reception::open(self.sockets, expected)?;
        let came = tokio::time::timeout(patience, reception.outcome()).await;
        let outcome = match came {
            Ok((outcome, browser)) => {
                // What was decided stands, whatever the browser does now.
                let _ = tokio::time::timeout(LINGER, reception.farewell(&outcome, browser)).await;
                Ok(outcome)
            }
            Err(_) => Err(CallbackError::NobodyCame { after: patience }),
        };
        reception.close().await;
        outcome
    }
}

/// Where a loopback URL leads.
fn addresses(url: &Url) -> Vec<IpAddr> {
    match url.host() {
        Some(Host::Ipv4(address)) => vec![address.into()],
        Some(Host::Ipv6(address)) => vec![address.into()],
        Some(Host::Domain(_)) | None => {
            vec![Ipv4Addr::LOCALHOST.into(), Ipv6Addr::LOCALHOST.into()]
        }
    }
}

/// The same free port at every address.
fn bind_any(addresses: &[IpAddr]) -> Result<(Vec<TcpListener>, u16), CallbackError> {
    let mut tries = 0;
    loop {
        tries += 1;
        let (first, port) = first_free(addresses)?;
        let rest = addresses.iter().filter(|address| !is_at(&first, **address)).copied();
        match bind_all(&rest.collect::<Vec<_>>(), port) {
            Ok(mut sockets) => {
                sockets.push(first);
                return Ok((sockets, port));
            }
            // The other family is missing: one is enough.
            Err(CallbackError::Bind { source, .. }) if is_missing(&source) => {
                return Ok((vec![first], port));
            }
            Err(CallbackError::PortTaken { .. }) if tries < TRIES => {}
            Err(error) => return Err(error),
        }
    }
}

/// Any free port at the first address that this machine has.
fn first_free(addresses: &[IpAddr]) -> Result<(TcpListener, u16), CallbackError> {
    let mut missing = None;
    for address in addresses {
        match bind_one(SocketAddr::new(*address, 0)) {
            Ok(socket) => {
                let port = socket.local_addr().map_err(CallbackError::Listen)?.port();
                return Ok((socket, port));
            }
            Err(CallbackError::Bind { address, source }) if is_missing(&source) => {
                missing = Some(CallbackError::Bind { address, source });
            }
            Err(error) => return Err(error),
        }
    }
    Err(missing.unwrap_or_else(|| CallbackError::Listen(io::ErrorKind::AddrNotAvailable.into())))
}

/// This port at every address that this machine has, and at one of them at least.
fn bind_all(addresses: &[IpAddr], port: u16) -> Result<Vec<TcpListener>, CallbackError> {
    let mut sockets = Vec::new();
    let mut missing = None;
    for address in addresses {
        match bind_one(SocketAddr::new(*address, port)) {
            Ok(socket) => sockets.push(socket),
            Err(CallbackError::Bind { address, source }) if is_missing(&source) => {
                missing = Some(CallbackError::Bind { address, source });
            }
            Err(error) => return Err(error),
        }
    }
    match missing {
        Some(error) if sockets.is_empty() => Err(error),
        _ => Ok(sockets),
    }
}

fn bind_one(address: SocketAddr) -> Result<TcpListener, CallbackError> {
    let bound = TcpListener::bind(address).and_then(|socket| {
        socket.set_nonblocking(true)?;
        Ok(socket)
    });
    bound.map_err(|source| match source.kind() {
        io::ErrorKind::AddrInUse => CallbackError::PortTaken { address },
        _ => CallbackError::Bind { address, source },
    })
}

/// Whether the machine lacks the whole family, as many containers lack IPv6.
fn is_missing(error: &io::Error) -> bool {
    /// `EAFNOSUPPORT` of Linux, of macOS and the BSDs, and of Windows; it has no kind of its own.
    const NO_SUCH_FAMILY: [i32; 3] = [97, 47, 10_047];

    error.kind() == io::ErrorKind::AddrNotAvailable
        || error.raw_os_error().is_some_and(|code| NO_SUCH_FAMILY.contains(&code))
}

fn is_at(socket: &TcpListener, address: IpAddr) -> bool {
    socket.local_addr().is_ok_and(|bound| bound.ip() == address)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bind(redirect_uri: &str) -> Result<Listener, CallbackError> {
        Listener::bind(&redirect_uri.parse().unwrap())
    }

    fn bound_at(listener: &Listener) -> Vec<SocketAddr> {
        let mut bound: Vec<_> =
            listener.sockets.iter().map(|socket| socket.local_addr().unwrap()).collect();
        bound.sort();
        bound
    }

    /// Some machines have one family only; what needs both is not checked there.
    fn has_ipv6() -> bool {
        TcpListener::bind("[::1]:0").is_ok()
    }

    #[test]
    fn localhost_is_both_families_on_one_port() {
        for typed in ["http://localhost:0/callback", "http://localhost/callback"] {
            let listener = bind(typed).unwrap();
            let port = listener.redirect_uri().port().unwrap();
            assert_eq!(
                listener.redirect_uri().as_str(),
                format!("http://localhost:{port}/callback")
            );
            let mut both = vec![SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port)];
            if has_ipv6() {
                both.push(SocketAddr::new(Ipv6Addr::LOCALHOST.into(), port));
            }
            assert_eq!(bound_at(&listener), both);
        }
    }

    #[test]
    fn a_literal_is_bound_where_it_says_and_nowhere_else() {
        let listener = bind("http://127.0.0.1:0/x").unwrap();
        let port = listener.redirect_uri().port().unwrap();
        assert_eq!(bound_at(&listener), [SocketAddr::new(Ipv4Addr::LOCALHOST.into(), port)]);
        assert_eq!(listener.redirect_uri().as_str(), format!("http://127.0.0.1:{port}/x"));
        if has_ipv6() {
            let listener = bind("http://[::1]/x").unwrap();
            let port = listener.redirect_uri().port().unwrap();
            assert_eq!(bound_at(&listener), [SocketAddr::new(Ipv6Addr::LOCALHOST.into(), port)]);
            assert_eq!(listener.redirect_uri().as_str(), format!("http://[::1]:{port}/x"));
        }
    }

    #[test]
    fn a_port_that_is_taken_in_either_family_is_named() {
        let families = if has_ipv6() { &["127.0.0.1:0", "[::1]:0"][..] } else { &["127.0.0.1:0"] };
        for family in families {
            let theirs = TcpListener::bind(family).unwrap();
            let address = theirs.local_addr().unwrap();
            let error = bind(&format!("http://localhost:{}/x", address.port())).unwrap_err();
            assert!(
                matches!(&error, CallbackError::PortTaken { address: taken } if *taken == address),
                "{error}"
            );
            assert!(error.to_string().contains(&address.port().to_string()), "{error}");
        }
    }

    #[test]
    fn a_named_port_is_bound_exactly_and_the_uri_keeps_its_letters() {
        let free = bind("http://localhost:0/").unwrap();
        let port = free.redirect_uri().port().unwrap();
        drop(free);
        let spelled = format!("http://LocalHost:{port}");
        let listener = bind(&spelled).unwrap();
        assert_eq!(listener.redirect_uri().as_str(), spelled);
        assert!(bound_at(&listener).iter().all(|address| address.port() == port));
    }

    #[test]
    fn c12_only_this_machine_is_listened_on() {
        for typed in [
            "http://login.example/x",
            "http://0.0.0.0:3000/x",
            "http://[::]:1/",
            "http://10.0.0.1/",
        ] {
            let error = bind(typed).unwrap_err();
            assert!(matches!(error, CallbackError::NotLoopback { .. }), "{typed}: {error}");
        }
        for typed in ["https://localhost:3000/x", "acme:callback"] {
            let error = bind(typed).unwrap_err();
            assert!(matches!(error, CallbackError::NotPlainHttp { .. }), "{typed}: {error}");
        }
    }
}
