//! Receives everybody, one task a connection.
//!
//! Reading and replying are tasks of their own, so that nobody who is slow holds up the others.

use std::collections::VecDeque;
use std::io;
use std::net;
use std::task::Poll;
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncReadExt as _, AsyncWrite, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};
use zeroize::Zeroizing;

use super::request::{Head, Unread, read_head};

/// How many connections are read at once; one more ends the oldest. A browser opens six, and who
/// opens hundreds only to be silent must not keep the browser out.
const CONNECTIONS: usize = 64;

/// How long accepting rests after it failed: the system is out of something, most likely of files.
const REST: Duration = Duration::from_millis(50);

/// How long a reply may take to leave, and how long the rest of an unread request is thrown away.
const WRITE_TIME: Duration = Duration::from_secs(5);

/// How much of an unread request is thrown away.
const THROWN_AWAY: u64 = 2 * 1024 * 1024;

/// A connection, and what was read of it.
type Read = (TcpStream, Result<Head, Unread>);

/// Everybody who is connected. They end with it.
#[derive(Debug)]
pub struct Connections {
    sockets: Vec<TcpListener>,
    reading: JoinSet<Read>,
    oldest_first: VecDeque<AbortHandle>,
    replying: JoinSet<()>,
}

impl Connections {
    /// Begins to accept. Needs a tokio runtime with time and I/O.
    pub fn open(sockets: Vec<net::TcpListener>) -> io::Result<Self> {
        let sockets: io::Result<_> = sockets.into_iter().map(TcpListener::from_std).collect();
        Ok(Self {
            sockets: sockets?,
            reading: JoinSet::new(),
            oldest_first: VecDeque::new(),
            replying: JoinSet::new(),
        })
    }

    /// The next connection that has been read.
    pub async fn next(&mut self) -> Read {
        loop {
            tokio::select! {
                Some(read) = self.reading.join_next() => {
                    // What did not end by itself was the oldest when there were too many.
                    if let Ok(read) = read {
                        return read;
                    }
                }
                Some(_) = self.replying.join_next() => {}
                accepted = accept(&self.sockets) => match accepted {
                    Ok(stream) => self.read(stream),
                    Err(error) => {
                        tracing::debug!(target: "qetta::local", %error, "accepting rests");
                        tokio::time::sleep(REST).await;
                    }
                },
            }
        }
    }

    fn read(&mut self, mut stream: TcpStream) {
        self.oldest_first.retain(|connection| !connection.is_finished());
        if self.oldest_first.len() >= CONNECTIONS
            && let Some(oldest) = self.oldest_first.pop_front()
        {
            oldest.abort();
        }
        let reading = async move {
            let head = read_head(&mut stream).await;
            (stream, head)
        };
        self.oldest_first.push_back(self.reading.spawn(reading));
    }

    /// Replies to somebody and goes on; where too many are being told already, hangs up.
    pub fn reply(&mut self, stream: TcpStream, reply: Zeroizing<String>, is_unread: bool) {
        if self.replying.len() < CONNECTIONS {
            self.replying.spawn(async move { send(stream, &reply, is_unread).await });
        }
    }

    /// Ends every connection that is left.
    pub async fn close(mut self) {
        self.sockets.clear();
        self.reading.shutdown().await;
        self.replying.shutdown().await;
    }
}

/// Sends a reply and ends the connection; what goes wrong is the peer's loss. `is_unread` says that
/// bytes of the request may still be on their way.
pub async fn send(stream: impl AsyncRead + AsyncWrite + Unpin, reply: &str, is_unread: bool) {
    let _ = tokio::time::timeout(WRITE_TIME, sent(stream, reply, is_unread)).await;
}

async fn sent(
    mut stream: impl AsyncRead + AsyncWrite + Unpin,
    reply: &str,
    is_unread: bool,
) -> io::Result<()> {
    stream.write_all(reply.as_bytes()).await?;
    stream.shutdown().await?;
    if is_unread {
        // A connection that is closed with bytes unread is reset, and the reply lost with it.
        let mut rest = stream.take(THROWN_AWAY);
        tokio::io::copy(&mut rest, &mut tokio::io::sink()).await?;
    }
    Ok(())
}

/// The next connection at any of the sockets.
async fn accept(sockets: &[TcpListener]) -> io::Result<TcpStream> {
    std::future::poll_fn(|context| {
        for socket in sockets {
            if let Poll::Ready(accepted) = socket.poll_accept(context) {
                return Poll::Ready(accepted.map(|(stream, _)| stream));
            }
        }
        Poll::Pending
    })
    .await
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test(start_paused = true)]
    async fn who_neither_reads_nor_hangs_up_is_left() {
        let (ours, _theirs) = tokio::io::duplex(16);
        let began = tokio::time::Instant::now();
        send(ours, &"x".repeat(64), false).await;
        assert_eq!(began.elapsed(), WRITE_TIME);
    }

    #[tokio::test]
    async fn nobody_is_received_after_the_end() {
        let socket = net::TcpListener::bind("127.0.0.1:0").unwrap();
        socket.set_nonblocking(true).unwrap();
        let address = socket.local_addr().unwrap();
        let connections = Connections::open(vec![socket]).unwrap();
        assert!(net::TcpStream::connect(address).is_ok());
        connections.close().await;
        assert!(net::TcpStream::connect(address).is_err());
    }
}
