//! What is connected, and ending it. Facts need no key; only telling a provider does.

use std::time::Duration;

use jiff::Timestamp;

use crate::model::{Connection, ConnectionKey, Provider, Span, moved};
use crate::ops::revoke::{Revocation, revoke};
use crate::ops::{OpError, audit};
use crate::providers::kftc;
use crate::store::{Store, StoreError};

/// The connections whose access token ends within `span` of `now`.
pub fn due_within(connections: &[Connection], span: Span, now: Timestamp) -> Vec<&Connection> {
    let horizon = moved(now, span.duration());
    let ends_by = |end: Option<Timestamp>| end.is_some_and(|end| end <= horizon);
    connections.iter().filter(|connection| ends_by(connection.expires_at)).collect()
}

/// The end of one connection.
#[derive(Debug)]
pub struct Disconnected {
    /// Which one.
    pub key: ConnectionKey,
    /// Whether there was one to end.
    pub was_connected: bool,
    /// Whether the provider ended the token too.
    pub revoked: bool,
    /// Why it did not, where it was asked to.
    pub trouble: Option<OpError>,
    /// How long what could not be revoked stays good at the provider.
    pub alive: Alive,
}

/// How long a forgotten token stays good at its provider.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Alive {
    /// It is over, or was ended.
    No,
    /// Until then.
    Until(Timestamp),
    /// The provider never said.
    Unknown,
}

/// Ends a connection: tells the provider, where that is possible, and forgets it, whatever the
/// provider says. One that never was is forgotten just as well.
///
/// It waits for a renewal that is under way, up to `patience`: what that one would store after us
/// would bring the connection back.
pub async fn disconnect(
    store: &Store,
    key: ConnectionKey,
    revocation: Revocation<'_>,
    patience: Duration,
    now: Timestamp,
) -> Result<Disconnected, OpError> {
    // Who holds the lock for longer than that hangs, and is no reason to remember.
    let _guard = match store.guard(&key, patience).await {
        Err(StoreError::LockedTooLong { .. }) => None,
        guard => Some(guard?),
    };
    let connection = store.connection(&key)?;
    let token = revocation.vault().and_then(|vault| vault.held(&key).ok().flatten());
    let (revoked, trouble) = match revoke(revocation, &key).await {
        Ok(revoked) => (revoked, None),
        Err(error) => (false, Some(error)),
    };
    if let (Some(vault), Some(held)) = (revocation.vault(), token) {
        audit::revoked(vault, &key, &held.token.access_token, trouble.as_ref(), now);
    }
    let was_connected = store.forget(&key)?;
    if was_connected {
        audit::forgotten(store, revocation.vault(), &key, now);
    }
    let alive = match connection.filter(|_| !revoked).map(|connection| last_end(&connection)) {
        Some(Some(end)) if end > now => Alive::Until(end),
        Some(None) => Alive::Unknown,
        Some(Some(_)) | None => Alive::No,
    };
    Ok(Disconnected { key, was_connected, revoked, trouble, alive })
}

/// When the last of a connection's tokens ends, where that is known.
pub fn last_end(connection: &Connection) -> Option<Timestamp> {
    let access = connection.expires_at?;
    match connection.key.provider {
        Provider::Toss | Provider::Max | Provider::Hive => Some(access),
        Provider::Kftc => Some(moved(access, kftc::REFRESH_WINDOW)),
        // Nobody says how long their refresh tokens live.
        Provider::Hyfata | Provider::Ottm | Provider::Custom(_) => None,
    }
}
