//! Receives everybody, one task a connection, and lets one through.
//!
//! Reading and replying are tasks of their own, so that nobody who is slow holds up the others;
//! judging is done here, in one place and one after the other, so that nothing is shared and there
//! is exactly one first good answer.

use std::collections::VecDeque;
use std::io;
use std::net;
use std::task::Poll;
use std::time::Duration;

use tokio::net::{TcpListener, TcpStream};
use tokio::task::{AbortHandle, JoinSet};

use crate::oauth::callback::CallbackError;
use crate::oauth::callback::judgement::{self, Place, TurnedAway};
use crate::oauth::callback::reply::Reply;
use crate::oauth::callback::request::{Head, Unread, read_head};
use crate::oauth::{Expected, Outcome};

/// How many connections are read at once; one more ends the oldest. A browser opens six, and who
/// opens hundreds only to be silent must not keep the browser out.
const CONNECTIONS: usize = 64;

/// How long accepting rests after it failed: the system is out of something, most likely of files.
const REST: Duration = Duration::from_millis(50);

type Read = (TcpStream, Result<Head, Unread>);

/// The connections of one wait. They end with it.
pub(super) struct Reception<'a> {
    expected: &'a Expected,
    sockets: Vec<TcpListener>,
    reading: JoinSet<Read>,
    oldest_first: VecDeque<AbortHandle>,
    replying: JoinSet<()>,
}

impl<'a> Reception<'a> {
    /// Begins to accept.
    pub(super) fn open(
        sockets: Vec<net::TcpListener>,
        expected: &'a Expected,
    ) -> Result<Self, CallbackError> {
        let sockets: io::Result<_> = sockets.into_iter().map(TcpListener::from_std).collect();
        Ok(Self {
            expected,
            sockets: sockets.map_err(CallbackError::Listen)?,
            reading: JoinSet::new(),
            oldest_first: VecDeque::new(),
            replying: JoinSet::new(),
        })
    }

    /// The first good answer, and its browser, which waits for a reply.
    pub(super) async fn outcome(&mut self) -> (Outcome, TcpStream) {
        loop {
            let (stream, head) = self.next().await;
            let judged = head
                .map_err(TurnedAway::Unread)
                .and_then(|head| judgement::outcome(&head, self.expected));
            match judged {
                Ok(outcome) => return (outcome, stream),
                Err(why) => self.turn_away(stream, why),
            }
        }
    }

    /// Sends the browser on to the page and hands that out, once. Whatever else comes is turned
    /// away, the same answer again included: a state is good for one.
    pub(super) async fn farewell(&mut self, outcome: &Outcome, browser: TcpStream) {
        Reply::see_other(&judgement::done_path(self.expected)).send(browser).await;
        loop {
            let (stream, head) = self.next().await;
            let place = match &head {
                Ok(head) => judgement::place(head, self.expected),
                Err(why) => Err(TurnedAway::Unread(*why)),
            };
            match place {
                Ok(Place::Done) => return Reply::farewell(outcome).send(stream).await,
                Ok(Place::Callback(_)) => self.turn_away(stream, TurnedAway::TooLate),
                Err(why) => self.turn_away(stream, why),
            }
        }
    }

    /// Ends every connection that is left.
    pub(super) async fn close(mut self) {
        self.reading.shutdown().await;
        self.replying.shutdown().await;
    }

    /// The next connection that has been read.
    async fn next(&mut self) -> Read {
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
                        tracing::debug!(target: "qetta::callback", %error, "accepting rests");
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

    /// Tells somebody briefly that they are not the answer; where too many are being told already,
    /// hangs up. The log says why, and nothing of what they sent.
    fn turn_away(&mut self, stream: TcpStream, why: TurnedAway) {
        tracing::debug!(target: "qetta::callback", ?why, "turned away");
        let Some(reply) = Reply::turned_away(why) else { return };
        if self.replying.len() < CONNECTIONS {
            self.replying.spawn(reply.send(stream));
        }
    }
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
