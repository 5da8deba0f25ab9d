//! Hands tokens to one program that was started: on this machine, by a secret of one run, for as long
//! as the program runs.
//!
//! Anybody here can reach the port, and any page in a browser can make it be asked. So the checks
//! stand in a fixed order: method (a preflight ends here), `Host` (a name that an attacker points at
//! this machine is not ours), path, secret. There is no `Access-Control` header: no page can read.

use std::fmt::Write as _;
use std::net::{Ipv4Addr, TcpListener};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use rand::TryRng as _;
use rand::rngs::SysRng;
use serde::Serialize;
use sha2::{Digest as _, Sha256};
use subtle::ConstantTimeEq as _;
use tokio::sync::oneshot;
use zeroize::Zeroizing;

use crate::error::{Error, Kind};
use crate::http::local::{Connections, Head, Unread};
use crate::model::{NoRandomness, Text, Token, iso8601, text};
use crate::ops::{self, Demand, Desk, OpError, Purpose, Subject};
use crate::store::Vault;
use crate::ui::in_json;

const PATH: &str = "/token";

/// More than a reply takes beside its token.
const ROOM: usize = 1024;

/// A bound port with its secret, not yet served.
pub(crate) struct TokenServer {
    socket: TcpListener,
    lock: Lock,
    secret: Zeroizing<String>,
}

/// What a request is held against.
struct Lock {
    host: String,
    secret: [u8; 32],
}

/// A token server that can be reached.
pub(super) struct Door {
    connections: Connections,
    lock: Lock,
}

/// Why somebody gets no token.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum TurnedAway {
    Unread(Unread),
    Method,
    Host,
    Path,
    Secret,
}

impl TokenServer {
    /// Takes any free port of this machine, and draws the secret.
    pub(crate) fn bind() -> Result<Self, Error> {
        let socket = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).map_err(unreachable)?;
        socket.set_nonblocking(true).map_err(unreachable)?;
        let host = socket.local_addr().map_err(unreachable)?.to_string();
        let mut bytes = Zeroizing::new([0; 32]);
        SysRng
            .try_fill_bytes(bytes.as_mut())
            .map_err(|_| Error::from(OpError::from(NoRandomness)))?;
        let secret = Zeroizing::new(URL_SAFE_NO_PAD.encode(bytes));
        Ok(Self { socket, lock: Lock::new(host, &secret), secret })
    }

    /// Where tokens are had.
    pub(crate) fn url(&self) -> String {
        format!("http://{}{PATH}", self.lock.host)
    }

    /// Who may have them.
    pub(crate) fn secret(&self) -> &str {
        &self.secret
    }

    /// Begins to listen. Needs a runtime.
    pub(super) fn open(self) -> Result<Door, Error> {
        let connections = Connections::open(vec![self.socket]).map_err(unreachable)?;
        Ok(Door { connections, lock: self.lock })
    }
}

impl Door {
    /// Answers until `ended`; a renewal that is under way by then is finished, since a refresh token
    /// that was spent and not replaced is a connection lost.
    pub(super) async fn serve(
        mut self,
        desk: &Desk,
        vault: &Vault,
        subject: &Subject,
        mut ended: oneshot::Receiver<()>,
    ) {
        loop {
            let (stream, head) = tokio::select! {
                biased;
                _ = &mut ended => break,
                next = self.connections.next() => next,
            };
            let judged = head.map_err(TurnedAway::Unread).and_then(|head| self.lock.judged(&head));
            let is_unread = judged.is_err();
            let reply = match judged {
                Ok(()) => Some(fresh(desk, vault, subject).await),
                Err(why) => {
                    tracing::debug!(target: "qetta::serve", ?why, "turned away");
                    turned_away(why)
                }
            };
            if let Some(reply) = reply {
                self.connections.reply(stream, reply, is_unread);
            }
        }
        self.connections.close().await;
    }
}

impl Lock {
    fn new(host: String, secret: &str) -> Self {
        Self { host, secret: Sha256::digest(secret).into() }
    }

    fn judged(&self, head: &Head) -> Result<(), TurnedAway> {
        if head.method != "GET" {
            return Err(TurnedAway::Method);
        }
        let [host] = head.hosts.as_slice() else { return Err(TurnedAway::Host) };
        if host != self.host.as_bytes() {
            return Err(TurnedAway::Host);
        }
        if *head.target != PATH {
            return Err(TurnedAway::Path);
        }
        match head.authorizations.as_slice() {
            [authorization] if self.opens(authorization) => Ok(()),
            _ => Err(TurnedAway::Secret),
        }
    }

    /// In constant time, of digests: neither how far a guess was right nor how long the secret is can
    /// be measured.
    fn opens(&self, authorization: &[u8]) -> bool {
        let Some((scheme, secret)) = authorization.split_at_checked("Bearer ".len()) else {
            return false;
        };
        let offered: [u8; 32] = Sha256::digest(secret).into();
        let is_right: bool = offered.ct_eq(&self.secret).into();
        scheme.eq_ignore_ascii_case(b"Bearer ") && is_right
    }
}

/// A token by the usual way: the stored one while it is good, else one process renews it.
async fn fresh(desk: &Desk, vault: &Vault, subject: &Subject) -> Zeroizing<String> {
    match ops::obtain(desk, vault, subject, Demand::Good).await {
        Ok(obtained) => {
            let (key, now) = (&subject.key, desk.clock.now());
            ops::handed_on(vault, key, &obtained, Purpose::Export, now);
            let body = document(&obtained.token, now);
            reply("200 OK", "", &body)
        }
        Err(error) => {
            let error = Error::from(error);
            let status =
                if error.is_retryable() { "503 Service Unavailable" } else { "502 Bad Gateway" };
            reply(status, "", &in_json(&error))
        }
    }
}

fn document(token: &Token, now: Timestamp) -> Zeroizing<String> {
    #[derive(Serialize)]
    struct Document<'a> {
        access_token: &'a str,
        token_type: &'a str,
        expires_at: Option<String>,
        expires_in: Option<i64>,
    }
    let end = token.expires_at();
    let document = Document {
        access_token: token.access_token.expose(),
        token_type: "Bearer",
        expires_at: end.map(iso8601),
        expires_in: end.map(|end| end.duration_since(now).as_secs().max(0)),
    };
    // Room for all of it from the beginning: what is outgrown is not wiped.
    let mut body = Zeroizing::new(Vec::with_capacity(ROOM + 2 * document.access_token.len()));
    let _ = serde_json::to_writer(&mut *body, &document);
    body.push(b'\n');
    let text = std::str::from_utf8(&body).unwrap_or_default();
    Zeroizing::new(text.to_owned())
}

/// The answer to whoever gets no token; `None` where nobody is there to read it.
fn turned_away(why: TurnedAway) -> Option<Zeroizing<String>> {
    let (status, header, words) = match why {
        TurnedAway::Unread(Unread::Silent) => return None,
        TurnedAway::Unread(Unread::Slow) => ("408 Request Timeout", "", "the request is too slow"),
        TurnedAway::Unread(Unread::TooLarge) => {
            ("431 Request Header Fields Too Large", "", "the request is too large")
        }
        TurnedAway::Unread(Unread::Malformed) => ("400 Bad Request", "", "this is no HTTP request"),
        TurnedAway::Method => ("405 Method Not Allowed", "Allow: GET\r\n", "ask with GET"),
        TurnedAway::Host => ("421 Misdirected Request", "", "the Host header is not this server's"),
        TurnedAway::Path => ("404 Not Found", "", "there is nothing here but /token"),
        TurnedAway::Secret => (
            "401 Unauthorized",
            "WWW-Authenticate: Bearer\r\n",
            "send QETTA_TOKEN_SECRET as a Bearer token",
        ),
    };
    let error = Error::usage(Text::same(words));
    Some(reply(status, header, &in_json(&error)))
}

fn reply(status: &str, header: &str, body: &str) -> Zeroizing<String> {
    let mut reply = Zeroizing::new(String::with_capacity(ROOM + header.len() + body.len()));
    let _ = write!(
        *reply,
        "HTTP/1.1 {status}\r\n{header}\
         Content-Type: application/json\r\n\
         Content-Length: {}\r\n\
         X-Content-Type-Options: nosniff\r\n\
         Cache-Control: no-store\r\n\
         Connection: close\r\n\r\n{body}",
        body.len()
    );
    reply
}

fn unreachable(error: std::io::Error) -> Error {
    let words = text!("cannot listen on 127.0.0.1", "127.0.0.1에서 연결을 받을 수 없습니다");
    Error::new(Kind::Internal, words).because(error)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn head(method: &str, target: &str, host: &str, authorization: &str) -> Head {
        Head {
            method: method.to_owned(),
            target: target.to_owned().into(),
            hosts: vec![host.as_bytes().to_vec()],
            authorizations: vec![authorization.as_bytes().to_vec().into()],
        }
    }

    #[test]
    fn who_has_the_secret_gets_a_token_and_nobody_else() {
        let lock = Lock::new("127.0.0.1:7".to_owned(), "right");
        let judged = |method, target, host, authorization: &str| {
            lock.judged(&head(method, target, host, authorization))
        };
        assert_eq!(judged("GET", "/token", "127.0.0.1:7", "Bearer right"), Ok(()));
        assert_eq!(judged("GET", "/token", "127.0.0.1:7", "bearer right"), Ok(()));
        for wrong in
            ["", "right", "Bearer", "Bearer ", "Bearer righ", "Bearer right ", "Basic right"]
        {
            let outcome = judged("GET", "/token", "127.0.0.1:7", wrong);
            assert_eq!(outcome, Err(TurnedAway::Secret), "{wrong:?}");
        }
    }

    #[test]
    fn the_order_is_method_host_path_secret() {
        let lock = Lock::new("127.0.0.1:7".to_owned(), "right");
        for ((method, target, host), why) in [
            (("OPTIONS", "/x", "evil.example"), TurnedAway::Method),
            (("POST", "/token", "127.0.0.1:7"), TurnedAway::Method),
            (("GET", "/x", "evil.example"), TurnedAway::Host),
            (("GET", "/token", "localhost:7"), TurnedAway::Host),
            (("GET", "/x", "127.0.0.1:7"), TurnedAway::Path),
            (("GET", "/token?x", "127.0.0.1:7"), TurnedAway::Path),
            (("GET", "/token", "127.0.0.1:7"), TurnedAway::Secret),
        ] {
            assert_eq!(lock.judged(&head(method, target, host, "Bearer wrong")), Err(why));
        }
        let twice = Head {
            authorizations: vec![b"Bearer right".to_vec().into(), b"Bearer right".to_vec().into()],
            ..head("GET", "/token", "127.0.0.1:7", "")
        };
        assert_eq!(lock.judged(&twice), Err(TurnedAway::Secret));
    }

    #[test]
    fn every_reply_keeps_to_itself() {
        assert!(turned_away(TurnedAway::Unread(Unread::Silent)).is_none());
        for why in [TurnedAway::Method, TurnedAway::Secret, TurnedAway::Unread(Unread::Slow)] {
            let reply = turned_away(why).unwrap();
            assert!(reply.contains("Cache-Control: no-store\r\n"), "{}", *reply);
            assert!(!reply.to_ascii_lowercase().contains("access-control"), "{}", *reply);
        }
    }

    #[test]
    fn two_servers_share_neither_port_nor_secret() {
        let (one, other) = (TokenServer::bind().unwrap(), TokenServer::bind().unwrap());
        assert_ne!(one.url(), other.url());
        assert_ne!(one.secret(), other.secret());
        assert_eq!(one.secret().len(), 43);
    }
}
