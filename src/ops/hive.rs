//! What is Hive's alone: a token of our own, a key for a player, and whether a player is signed in.

use jiff::Timestamp;

use crate::http::{Answer, Request};
use crate::model::{BaseUrl, Cause, CustomAuthKey, Jwt, Provider, Token};
use crate::ops::token::{Demand, Subject, obtain};
use crate::ops::{Desk, OpError, Purpose, audit};
use crate::providers::NoResult;
use crate::providers::hive::{
    self, CannotAsk, Hive, Player, TOKEN_LIFE, read_key, read_token, read_verified,
};
use crate::store::Vault;

const PROVIDER: Provider = Provider::Hive;

/// Asks for a token of our own. It says itself how long it lives; nothing else does.
pub(super) async fn server_token(
    desk: &Desk,
    hive: &Hive,
    now: Timestamp,
) -> Result<Token, OpError> {
    let request = hive.token()?.ok_or(OpError::NoTokensInV1)?;
    let answer = send(desk, request).await?;
    let access_token = read_token(&answer).map_err(of_hive)?;
    let life = Jwt::read(access_token.expose()).ok().and_then(|jwt| jwt.life(now.as_second()));
    Ok(Token {
        access_token,
        refresh_token: None,
        token_type: "Bearer".to_owned(),
        scope: String::new(),
        issued_at: now,
        expires_in: Some(life.unwrap_or(TOKEN_LIFE)),
    })
}

/// The key with which the player `user` of our identity provider signs in at Hive. A token of ours
/// that is turned away is asked for anew, once.
pub async fn auth_key(
    desk: &Desk,
    vault: &Vault,
    subject: &Subject,
    hive: &Hive,
    user: &str,
) -> Result<CustomAuthKey, OpError> {
    if hive.token()?.is_none() {
        return read_key(&send(desk, hive.key(user)?).await?).map_err(of_hive);
    }
    let mut demand = Demand::Good;
    loop {
        let obtained = obtain(desk, vault, subject, demand).await?;
        let request = hive::with_access_token(hive.key(user)?, &obtained.token.access_token)
            .map_err(|_| OpError::Unsendable { provider: PROVIDER })?;
        audit::handed_on(vault, &subject.key, &obtained, Purpose::Use, desk.clock.now());
        match read_key(&send(desk, request).await?) {
            Err(NoResult::Refused(refusal))
                if refusal.cause == Cause::Token && demand == Demand::Good =>
            {
                audit::turned_away(vault, &subject.key, &obtained, &refusal, desk.clock.now());
                demand = Demand::NewerThan(obtained.version);
            }
            outcome => return outcome.map_err(of_hive),
        }
    }
}

/// Whether `player` is signed in. Where the first address does not answer, the second is asked, as
/// Hive wants it.
pub async fn verify(desk: &Desk, hive: &Hive, player: &Player) -> Result<(), OpError> {
    let first = send(desk, verification(hive, &hive.api_base, player)?).await;
    let answer = match (first, &hive.fallback_base) {
        (Err(OpError::Http { source, .. }), Some(second)) => {
            tracing::warn!(target: "qetta::hive", "asking {}: {source}", second.host());
            send(desk, verification(hive, second, player)?).await?
        }
        (Ok(answer), Some(second)) if answer.is_outage() => {
            tracing::warn!(target: "qetta::hive", "asking {}: HTTP {}", second.host(), answer.status());
            send(desk, verification(hive, second, player)?).await?
        }
        (first, _) => first?,
    };
    read_verified(&answer).map_err(of_hive)
}

fn verification(hive: &Hive, base: &BaseUrl, player: &Player) -> Result<Request, OpError> {
    hive.verify(base, player).map_err(|why| match why {
        CannotAsk::OffBase(off_base) => off_base.into(),
        CannotAsk::Unsendable => OpError::Unsendable { provider: PROVIDER },
    })
}

async fn send(desk: &Desk, request: Request) -> Result<Answer, OpError> {
    let provider = PROVIDER;
    desk.http.send(request).await.map_err(|source| OpError::Http { provider, source })
}

fn of_hive(no_result: NoResult) -> OpError {
    OpError::no_result(PROVIDER, no_result)
}
