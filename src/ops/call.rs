//! An authenticated call to a provider's API.

use crate::http::{Answer, HttpError, Request};
use crate::model::{Cause, Refusal, Token};
use crate::ops::token::{Demand, Obtained, Renewal, Subject, obtain};
use crate::ops::{Desk, OpError, Purpose, audit};
use crate::store::Vault;

/// How a provider's answers are to be understood.
#[derive(Clone, Copy, Debug)]
pub struct Rules {
    /// The provider's no, whatever the HTTP status.
    pub read_refusal: fn(&Answer) -> Option<Refusal>,
    /// Whether the token was turned away at the door, and a new one would not be.
    pub is_token_refused: fn(&Answer, &Token) -> bool,
}

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

impl Called {
    /// The same where a person's token was turned away and nothing is left to renew it by: only they
    /// can get another.
    fn after_refresh(self, subject: &Subject) -> Self {
        match subject.renewal {
            Renewal::RefreshToken => {
                Self { refusal: self.refusal.map(Refusal::after_refresh), ..self }
            }
            Renewal::ClientCredentials | Renewal::Given(_) | Renewal::Hive(_) => self,
        }
    }
}

/// Calls a provider's API. A token that is turned away is asked for anew, once, and the call
/// repeated: a call that was turned away at the door did nothing.
pub async fn call(
    desk: &Desk,
    vault: &Vault,
    subject: &Subject,
    rules: Rules,
    request: Request,
) -> Result<Called, OpError> {
    let is_token_refused =
        |answer: &Answer, obtained: &Obtained| (rules.is_token_refused)(answer, &obtained.token);
    let called = |answer: Answer, obtained: Obtained| {
        let refusal = (rules.read_refusal)(&answer).map(|refusal| Refusal {
            cause: for_want_of_scope(refusal.cause, is_token_refused(&answer, &obtained)),
            ..refusal
        });
        if let Some(refusal) = &refusal {
            audit::turned_away(vault, &subject.key, &obtained, refusal, desk.clock.now());
        }
        Called { refusal, answer, stale_because: obtained.stale_because }
    };
    let obtained = obtain(desk, vault, subject, Demand::Good).await?;
    let answer = send(desk, vault, subject, &obtained, request.clone()).await?;
    if !is_token_refused(&answer, &obtained) {
        return Ok(called(answer, obtained));
    }
    let renewed = obtain(desk, vault, subject, Demand::NewerThan(obtained.version)).await?;
    if let Some(why) = &renewed.stale_because {
        let wants_a_login = why.wants_a_login();
        let called = called(answer, renewed);
        return Ok(if wants_a_login { called.after_refresh(subject) } else { called });
    }
    let answer = send(desk, vault, subject, &renewed, request).await?;
    Ok(called(answer, renewed).after_refresh(subject))
}

/// A token that is good, and turned away all the same, lacks the scope.
fn for_want_of_scope(cause: Cause, is_token_refused: bool) -> Cause {
    if cause == Cause::Token && !is_token_refused { Cause::Scope } else { cause }
}

async fn send(
    desk: &Desk,
    vault: &Vault,
    subject: &Subject,
    obtained: &Obtained,
    request: Request,
) -> Result<Answer, OpError> {
    let provider = subject.key.provider;
    let request = request
        .bearer(&obtained.token.access_token)
        .map_err(|_| OpError::Unsendable { provider })?
        .hiding(subject.registration.secret());
    audit::handed_on(vault, &subject.key, obtained, Purpose::Use, desk.clock.now());
    match desk.http.send(request).await {
        // The caller wants what was said, whatever it was.
        Err(HttpError::RetryLater { answer, .. }) => Ok(*answer),
        outcome => outcome.map_err(|source| OpError::Http { provider, source }),
    }
}
