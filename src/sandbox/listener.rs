//! A bound port. Whoever binds it knows the address before anything runs, and needs no runtime.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr, SocketAddr, TcpListener};

use tokio_rustls::TlsAcceptor;

use crate::sandbox::SandboxError;
use crate::sandbox::tls::Tls;

/// A port of this machine, bound and not yet served; plain, or with TLS.
pub struct Listener {
    pub(crate) socket: TcpListener,
    address: SocketAddr,
    tls: Option<Tls>,
}

impl Listener {
    /// Binds `address`; port 0 takes any free one.
    ///
    /// # Errors
    ///
    /// [`SandboxError::NotLoopback`] for an address that others could reach (S25).
    pub fn bind(address: SocketAddr) -> Result<Self, SandboxError> {
        if !address.ip().is_loopback() {
            return Err(SandboxError::NotLoopback(address));
        }
        Self::bind_anywhere(address)
    }

    /// Binds `address`, whoever can reach it: for who has said that this is meant.
    pub fn bind_anywhere(address: SocketAddr) -> Result<Self, SandboxError> {
        let bound = || {
            let socket = TcpListener::bind(address)?;
            socket.set_nonblocking(true)?;
            let address = socket.local_addr()?;
            Ok((socket, address))
        };
        let (socket, address) = bound().map_err(|source| SandboxError::Bind { address, source })?;
        Ok(Self { socket, address, tls: None })
    }

    /// The same port with TLS: a certificate authority is made for it, and a certificate that names
    /// `localhost`, `127.0.0.1` and `::1`.
    pub fn with_tls(mut self) -> Result<Self, SandboxError> {
        self.tls = Some(Tls::for_this_machine(&self.address.ip().to_string())?);
        Ok(self)
    }

    /// The same port once more, for whoever serves it now and then: between two times the system
    /// keeps who comes waiting.
    pub fn again(&self) -> Result<Self, SandboxError> {
        let socket = self.socket.try_clone().map_err(SandboxError::Listen)?;
        Ok(Self { socket, address: self.address, tls: self.tls.clone() })
    }

    /// The address that was bound.
    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Where the sandbox will be: `http://127.0.0.1:9480`. One that listens everywhere is told as
    /// this machine finds it.
    pub fn url(&self) -> String {
        let scheme = if self.tls.is_some() { "https" } else { "http" };
        let mut address = self.address;
        match address.ip() {
            IpAddr::V4(ip) if ip.is_unspecified() => address.set_ip(Ipv4Addr::LOCALHOST.into()),
            IpAddr::V6(ip) if ip.is_unspecified() => address.set_ip(Ipv6Addr::LOCALHOST.into()),
            _ => {}
        }
        format!("{scheme}://{address}")
    }

    /// Whom a client has to trust; `None` without TLS.
    pub fn ca_pem(&self) -> Option<&str> {
        self.tls.as_ref().map(|tls| tls.ca_pem.as_str())
    }

    pub(crate) fn acceptor(&self) -> Option<TlsAcceptor> {
        self.tls.as_ref().map(|tls| tls.acceptor.clone())
    }
}

impl std::fmt::Debug for Listener {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Listener({})", self.url())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s25_only_this_machine_can_be_bound() {
        for address in ["0.0.0.0:0", "[::]:0", "192.168.0.2:0", "[::ffff:127.0.0.1]:0"] {
            let address = address.parse().unwrap();
            let error = Listener::bind(address).unwrap_err();
            assert!(matches!(error, SandboxError::NotLoopback(named) if named == address));
        }
    }

    #[test]
    fn who_listens_everywhere_is_told_as_this_machine_finds_it() {
        let listener = Listener::bind_anywhere("0.0.0.0:0".parse().unwrap()).unwrap();
        assert_eq!(listener.url(), format!("http://127.0.0.1:{}", listener.address().port()));
    }

    #[test]
    fn a_listener_knows_where_it_is() {
        let listener = Listener::bind("127.0.0.1:0".parse().unwrap()).unwrap();
        assert_ne!(listener.address().port(), 0);
        assert_eq!(listener.url(), format!("http://127.0.0.1:{}", listener.address().port()));
        assert_eq!(listener.ca_pem(), None);
        let listener = listener.with_tls().unwrap();
        assert!(listener.url().starts_with("https://127.0.0.1:"));
        assert!(listener.ca_pem().unwrap().starts_with("-----BEGIN CERTIFICATE-----"));
    }

    #[test]
    fn a_port_that_is_taken_is_named() {
        let listener = Listener::bind("127.0.0.1:0".parse().unwrap()).unwrap();
        let error = Listener::bind(listener.address()).unwrap_err();
        assert!(
            matches!(&error, SandboxError::Bind { address, .. } if *address == listener.address())
        );
        assert!(error.to_string().contains(&listener.address().port().to_string()));
    }
}
