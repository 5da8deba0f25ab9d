//! Renewing for its own sake: what is due before anybody needs it.

use jiff::{SignedDuration, Timestamp};

use crate::model::{Connection, Profile, Token, TokenState, moved};
use crate::ops::token::{Demand, Sought, Subject, demand, held, obtain};
use crate::ops::{Desk, OpError};
use crate::store::{Store, Vault};

/// How many of those that are good for longer are named; all of them could be very many.
const NAMED: u32 = 1_000;

/// The connections of a profile, as far as a look at their ends tells them apart.
#[derive(Debug)]
pub struct Candidates {
    /// They may be due, which [`due`] judges.
    pub near: Vec<Connection>,
    /// They are good for longer than anybody asks for.
    pub far: Vec<Connection>,
    /// Whether there are more of the latter, which are not named.
    pub more: bool,
}

/// What may be due, or end within `within`, found by the ends in the store and by what `sought` says
/// of each provider: which client we are there, and how long before its end a token is renewed.
pub fn candidates(
    store: &Store,
    profile: &Profile,
    sought: &[Sought],
    within: Option<SignedDuration>,
    now: Timestamp,
) -> Result<Candidates, OpError> {
    let margins = sought.iter().map(|sought| sought.margin.duration());
    let ahead = margins.chain(within).max().unwrap_or_default();
    let end = moved(now, ahead);
    let mut near = store.ending(profile, end, moved(now, TokenState::CLOCK_TOLERANCE))?;
    for sought in sought {
        let provider = sought.key.provider;
        near.extend(store.registered_otherwise(profile, provider, &sought.registration)?);
    }
    near.sort_by(|a, b| a.key.cmp(&b.key));
    near.dedup_by(|a, b| a.key == b.key);
    let mut far = store.lasting(profile, end, NAMED + 1)?;
    let all = far.len();
    far.truncate(NAMED as usize);
    let more = far.len() < all;
    far.retain(|one| near.binary_search_by(|other| other.key.cmp(&one.key)).is_err());
    Ok(Candidates { near, far, more })
}

/// What to demand of a token that is due or ends within `within`; `None` where neither is so. Whoever
/// renews it in the meantime has met the demand for us.
pub fn due(
    vault: &Vault,
    sought: &Sought,
    within: Option<SignedDuration>,
    now: Timestamp,
) -> Result<Option<Demand>, OpError> {
    let newer = demand(vault, &sought.key, true)?;
    let good = within.map_or(Demand::Good, Demand::Lasting);
    Ok(held(vault, sought, good, now)?.is_none().then_some(newer))
}

/// Renews a token. Where that fails it is a failure, although the old one may still hold.
pub async fn renew(
    desk: &Desk,
    vault: &Vault,
    subject: &Subject,
    demand: Demand,
) -> Result<Token, OpError> {
    let obtained = obtain(desk, vault, subject, demand).await?;
    match obtained.stale_because {
        Some(error) => Err(error),
        None => Ok(obtained.token),
    }
}
