//! What is connected, and ending it. Facts only: none of this needs the store's key.

use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use crate::model::{Connection, ConnectionKey, Span, moved};
use crate::ops::OpError;
use crate::store::Store;

/// The connections whose access token ends within `span` of `now`.
pub fn due_within(connections: &[Connection], span: Span, now: Timestamp) -> Vec<&Connection> {
    let horizon = moved(now, span.duration());
    let ends_by = |end: Option<Timestamp>| end.is_some_and(|end| end <= horizon);
    connections.iter().filter(|connection| ends_by(connection.expires_at)).collect()
}

/// The end of one connection.
#[derive(Clone, Debug)]
pub struct Disconnected {
    /// Which one.
    pub key: ConnectionKey,
    /// Whether there was one to end.
    pub was_connected: bool,
    /// Whether the provider ended the token too.
    pub revoked: bool,
    /// Until when a token that could not be revoked stays good at the provider.
    pub alive_until: Option<Timestamp>,
}

/// Forgets a connection. One that never was is forgotten just as well.
///
/// No provider of the client credentials grant here has a revocation endpoint, so the token stays
/// good over there until it ends, and the result says until when.
///
/// It waits for a renewal that is under way, up to `patience`: what that one would store after us
/// would bring the connection back.
pub async fn disconnect(
    store: &Store,
    key: ConnectionKey,
    patience: Duration,
    now: Timestamp,
) -> Result<Disconnected, OpError> {
    let _guard = store.guard(&key, patience).await?;
    let end = store.connection(&key)?.and_then(|connection| connection.expires_at);
    let was_connected = store.forget(&key)?;
    let alive_until = end.filter(|end| end.duration_since(now) > SignedDuration::ZERO);
    Ok(Disconnected { key, was_connected, revoked: false, alive_until })
}
