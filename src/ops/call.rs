//! An authenticated call to a provider's API.

use crate::http::{Answer, Request};
use crate::model::Refusal;
use crate::ops::token::{Demand, Obtained, Subject, obtain};
use crate::ops::{Desk, OpError};
use crate::providers::toss::{Toss, read_refusal};
use crate::store::Vault;

/// What a call brought.
#[derive(Debug)]
pub struct Called {
    /// As it came.
    pub answer: Answer,
    /// The provider's no, where it is one.
    pub refusal: Option<Refusal>,
    /// Why the token was an old one, where its renewal failed.
    pub stale_because: Option<OpError>,
}

/// Calls Toss's API. A token that Toss turns away is asked for anew, once, and the call repeated:
/// a call that was turned away at the door did nothing.
pub async fn call_toss(
    desk: &Desk,
    vault: &Vault,
    subject: &Subject,
    request: Request,
) -> Result<Called, OpError> {
    let obtained = obtain(desk, vault, subject, Demand::Good).await?;
    let answer = send(desk, subject, &obtained, request.clone()).await?;
    if !Toss::is_token_refused(&answer) {
        return Ok(called(answer, obtained));
    }
    let renewed = obtain(desk, vault, subject, Demand::NewerThan(obtained.version)).await?;
    if renewed.stale_because.is_some() {
        return Ok(called(answer, renewed));
    }
    let answer = send(desk, subject, &renewed, request).await?;
    Ok(called(answer, renewed))
}

async fn send(
    desk: &Desk,
    subject: &Subject,
    obtained: &Obtained,
    request: Request,
) -> Result<Answer, OpError> {
    let provider = subject.key.provider;
    let request = request
        .bearer(&obtained.token.access_token)
        .map_err(|_| OpError::Unsendable { provider })?
        .hiding(subject.registration.client_secret.expose());
    desk.http.send(request).await.map_err(|source| OpError::Http { provider, source })
}

fn called(answer: Answer, obtained: Obtained) -> Called {
    let refusal = read_refusal(&answer);
    Called { answer, refusal, stale_because: obtained.stale_because }
}
