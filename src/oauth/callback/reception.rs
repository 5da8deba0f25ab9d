//! Receives everybody, and lets one through.
//!
//! Judging is done here, in one place and one after the other, so that nothing is shared and there
//! is exactly one first good answer.

use std::net;

use tokio::net::TcpStream;

use crate::http::local::Connections;
use crate::oauth::callback::CallbackError;
use crate::oauth::callback::judgement::{self, Place, TurnedAway};
use crate::oauth::callback::reply::Reply;
use crate::oauth::{Expected, Outcome};

/// The connections of one wait. They end with it.
pub(super) struct Reception<'a> {
    expected: &'a Expected,
    connections: Connections,
}

impl<'a> Reception<'a> {
    /// Begins to accept.
    pub(super) fn open(
        sockets: Vec<net::TcpListener>,
        expected: &'a Expected,
    ) -> Result<Self, CallbackError> {
        let connections = Connections::open(sockets).map_err(CallbackError::Listen)?;
        Ok(Self { expected, connections })
    }

    /// The first good answer, and its browser, which waits for a reply.
    pub(super) async fn outcome(&mut self) -> (Outcome, TcpStream) {
        loop {
            let (stream, head) = self.connections.next().await;
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
            let (stream, head) = self.connections.next().await;
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
    pub(super) async fn close(self) {
        self.connections.close().await;
    }

    /// Tells somebody briefly that they are not the answer. The log says why, and nothing of what
    /// they sent.
    fn turn_away(&mut self, stream: TcpStream, why: TurnedAway) {
        tracing::debug!(target: "qetta::callback", ?why, "turned away");
        let Some(reply) = Reply::turned_away(why) else { return };
        self.connections.reply(stream, reply.to_string().into(), reply.is_unread);
    }
}
