//! What is connected, and ending it. Facts need no key; only telling a provider does.

use std::time::Duration;

use jiff::Timestamp;

use crate::model::{Connection, ConnectionKey, Provider, Span, moved};
use crate::ops::revoke::{Ended, Revocation, Told, revoke};
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
    /// What became of it here.
    pub fate: Fate,
    /// Whether the provider ended all of its tokens too.
    pub revoked: bool,
    /// Why it did not, where it was asked to.
    pub trouble: Option<OpError>,
    /// How long what could not be revoked stays good at the provider.
    pub alive: Alive,
    /// Whether an answer with the next tokens was lost on its way, so that nobody here could name them
    /// to the provider.
    pub lost: bool,
}

/// What becomes of a connection that is to end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// There was none to end.
    NeverWas,
    /// It is forgotten.
    Forgotten,
    /// It is still here, because it could not be revoked.
    Kept,
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

/// What becomes of a connection that could not be revoked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Unrevoked {
    /// It is forgotten here all the same.
    Forget,
    /// It is kept, so that it can be revoked later.
    Keep,
}

/// Ends a connection: tells the provider, where that is possible, and forgets it; whatever the
/// provider says, unless it is to be kept. One that never was is forgotten just as well.
///
/// It waits for a renewal that is under way, up to `patience`: what that one would store after us
/// would bring the connection back.
pub async fn disconnect(
    store: &Store,
    key: ConnectionKey,
    revocation: Revocation<'_>,
    unrevoked: Unrevoked,
    patience: Duration,
    now: Timestamp,
) -> Result<Disconnected, OpError> {
    // Who holds the lock for longer than that hangs, and is no reason to remember.
    let _guard = match store.guard(&key, patience).await {
        Err(StoreError::LockedTooLong { .. }) => None,
        guard => Some(guard?),
    };
    let connection = store.connection(&key)?;
    let lost = store.unfinished(&key)?.is_some();
    let vault = revocation.vault();
    let held = vault.and_then(|vault| vault.held(&key).ok().flatten());
    let Told { ended, trouble } = revoke(revocation, &key).await;
    if let (Some(vault), Some(held)) = (vault, held) {
        audit::revoked(vault, &key, &held.token.access_token, ended, trouble.as_ref(), now);
    }
    let alive = connection.as_ref().map_or(Alive::No, |connection| alive(connection, ended, now));
    // Where nobody can be told, what has ended by itself needs nobody.
    let at_large = matches!(revocation, Revocation::Impossible) && alive != Alive::No;
    let kept =
        unrevoked == Unrevoked::Keep && connection.is_some() && (trouble.is_some() || at_large);
    let fate = match kept {
        true => Fate::Kept,
        false if store.forget(&key)? => Fate::Forgotten,
        false => Fate::NeverWas,
    };
    if fate == Fate::Forgotten {
        audit::forgotten(store, vault, &key, now);
    }
    let revoked = ended == Ended::All && !lost;
    Ok(Disconnected { key, fate, revoked, trouble, alive, lost })
}

fn alive(connection: &Connection, ended: Ended, now: Timestamp) -> Alive {
    let end = match ended {
        Ended::All => return Alive::No,
        Ended::RefreshToken => connection.expires_at,
        Ended::Nothing => last_end(connection),
    };
    match end {
        Some(end) if end > now => Alive::Until(end),
        Some(_) => Alive::No,
        None => Alive::Unknown,
    }
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
