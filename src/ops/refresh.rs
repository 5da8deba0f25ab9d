//! Renewing for its own sake: what is due before anybody needs it.

use jiff::{SignedDuration, Timestamp};

use crate::model::Token;
use crate::ops::token::{Demand, Sought, Subject, demand, held, obtain};
use crate::ops::{Desk, OpError};
use crate::store::Vault;

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
