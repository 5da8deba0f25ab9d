//! Doors for `fuzz/`: built by it alone.

use crate::http::local;
use crate::oauth::callback::judgement::{self, TurnedAway};
use crate::oauth::callback::reply::Reply;
use crate::oauth::{Expected, Outcome};

/// Reads a connection's bytes and judges them, as the helper does, and writes its reply.
pub(in crate::oauth) fn judged(
    bytes: &[u8],
    expected: &Expected,
) -> (Option<Outcome>, Option<String>) {
    let judged = match local::parse(bytes) {
        Ok(Some(head)) => judgement::outcome(&head, expected),
        Ok(None) => return (None, None),
        Err(unread) => Err(TurnedAway::Unread(unread)),
    };
    let reply = match &judged {
        Ok(outcome) => Some(Reply::farewell(outcome)),
        Err(why) => Reply::turned_away(*why),
    };
    (judged.ok(), reply.map(|reply| reply.to_string()))
}
