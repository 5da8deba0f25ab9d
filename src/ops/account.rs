//! The names of connections.

use std::time::Duration;

use crate::model::ConnectionKey;
use crate::ops::OpError;
use crate::store::{Renamed, Vault};

/// Gives the connection `from` the name `to`, while nobody renews either.
///
/// Both are guarded in the order of their names, whichever way they go: of two that exchange names
/// neither waits for the other for ever.
pub async fn rename(
    vault: &Vault,
    from: &ConnectionKey,
    to: &ConnectionKey,
    patience: Duration,
) -> Result<(), OpError> {
    if from == to {
        return Err(OpError::NameTaken { key: to.clone() });
    }
    let first = vault.guard(from.min(to), patience).await?;
    let second = vault.guard(from.max(to), patience).await?;
    let (old, new) = if from < to { (&first, &second) } else { (&second, &first) };
    match vault.rename(old, new)? {
        Renamed::Done => Ok(()),
        Renamed::Missing => Err(OpError::NoSuchAccount { key: from.clone() }),
        Renamed::Taken => Err(OpError::NameTaken { key: to.clone() }),
    }
}
