//! What is sent on a connection that was taken from the HTTP library: bytes that it would never
//! write, at a pace that it would never keep.

use std::io;
use std::time::Duration;

use http::Response;
use http_body_util::{BodyExt as _, Full};
use hyper::body::Bytes;
use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::TcpStream;
use tokio_rustls::server::TlsStream;

/// A MiB of blanks, which JSON may have at its end.
const BLANKS: usize = 64 * 1024;

/// How an answer is spoilt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Spoilt {
    /// The connection is reset.
    Reset,
    /// It is closed after so long, without a byte.
    Silence(Duration),
    /// Half of the body is there.
    Truncated,
    /// The second chunk is none.
    MalformedChunk,
    /// So many bytes, and a pause.
    Drip { bytes: usize, pause: Duration },
    /// So many MiB more than there should be.
    Oversized { mib: u64 },
}

/// What is sent, and then the end.
#[derive(Debug)]
pub(crate) struct Script {
    steps: Vec<Step>,
    reset: bool,
}

#[derive(Debug)]
enum Step {
    Wait(Duration),
    Send(Bytes),
    /// So many blocks of [`BLANKS`].
    Blank(u64),
}

/// A connection that can end as if it had been torn.
pub(crate) trait Abrupt {
    /// From now on its end is a reset.
    fn tear(&self);
}

impl Abrupt for TcpStream {
    fn tear(&self) {
        // Where the system does not do it, the end is an ordinary one.
        let _ = self.set_zero_linger();
    }
}

impl Abrupt for TlsStream<TcpStream> {
    fn tear(&self) {
        self.get_ref().0.tear();
    }
}

impl Script {
    /// `answer`, spoilt.
    pub(crate) async fn of(answer: Response<Full<Bytes>>, spoilt: Spoilt) -> Self {
        let (head, body) = answer.into_parts();
        // A body in memory cannot fail.
        let body =
            body.collect().await.map(http_body_util::Collected::to_bytes).unwrap_or_default();
        let length = |length: u64| format!("content-length: {length}");
        let head = |framing: &str| head_of(&head, framing);
        let whole = body.len() as u64;
        let steps = match spoilt {
            Spoilt::Reset => Vec::new(),
            Spoilt::Silence(hold) => vec![Step::Wait(hold)],
            Spoilt::Truncated => {
                // Of an empty body half is missing, too.
                let half = body.slice(..body.len() / 2);
                vec![Step::Send(head(&length(whole.max(1)))), Step::Send(half)]
            }
            Spoilt::MalformedChunk => {
                let chunk = format!("{:x}\r\n", body.len().max(1));
                let second = Bytes::from_static(b"\r\nno chunk\r\n");
                let body = if body.is_empty() { Bytes::from_static(b" ") } else { body };
                let head = head("transfer-encoding: chunked");
                vec![
                    Step::Send(head),
                    Step::Send(chunk.into()),
                    Step::Send(body),
                    Step::Send(second),
                ]
            }
            Spoilt::Drip { bytes, pause } => {
                let all = [head(&length(whole)), body].concat();
                all.chunks(bytes.max(1))
                    .flat_map(|drop| [Step::Send(Bytes::copy_from_slice(drop)), Step::Wait(pause)])
                    .collect()
            }
            Spoilt::Oversized { mib } => {
                let blocks = mib.saturating_mul(16);
                let announced = whole.saturating_add(blocks.saturating_mul(BLANKS as u64));
                vec![Step::Send(head(&length(announced))), Step::Send(body), Step::Blank(blocks)]
            }
        };
        Self { steps, reset: spoilt == Spoilt::Reset }
    }

    /// Sends it; the connection is of no use to anybody after that. Whoever hangs up is not waited for.
    pub(crate) async fn play<S>(self, mut stream: S) -> io::Result<()>
    where
        S: AsyncRead + AsyncWrite + Abrupt + Unpin,
    {
        for step in self.steps {
            match step {
                Step::Send(bytes) => stream.write_all(&bytes).await?,
                Step::Blank(blocks) => {
                    let blanks = vec![b' '; BLANKS];
                    for _ in 0..blocks {
                        stream.write_all(&blanks).await?;
                    }
                }
                Step::Wait(pause) => {
                    stream.flush().await?;
                    let mut ear = [0];
                    tokio::select! {
                        () = tokio::time::sleep(pause) => {}
                        _ = stream.read(&mut ear) => return Ok(()),
                    }
                }
            }
        }
        if self.reset {
            stream.tear();
            return Ok(());
        }
        stream.shutdown().await
    }
}

/// The head of an answer as HTTP/1.1 writes it, with this framing.
fn head_of(head: &http::response::Parts, framing: &str) -> Bytes {
    let reason = head.status.canonical_reason().unwrap_or_default();
    let mut bytes = format!("HTTP/1.1 {} {reason}\r\n", head.status.as_u16()).into_bytes();
    for (name, value) in &head.headers {
        bytes.extend([name.as_str().as_bytes(), b": ", value.as_bytes(), b"\r\n"].concat());
    }
    bytes.extend(framing.as_bytes());
    bytes.extend(b"\r\nconnection: close\r\n\r\n");
    bytes.into()
}
