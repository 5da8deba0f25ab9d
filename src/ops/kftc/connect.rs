//! Connecting: the user agrees in the browser, and we get a token for it.

use jiff::Timestamp;

use crate::model::{BankAccount, RedirectUri};
use crate::oauth::Outcome;
use crate::oauth::authorization::{
    Authorization, AuthorizationRequest, Pkce, begin, exchange_code,
};
use crate::ops::kftc::{Bank, accounts};
use crate::ops::{LoginRefused, OpError};
use crate::providers::kftc::{self, Kftc};

/// A connection that was made.
#[derive(Debug)]
pub struct Connected {
    /// The user, by KFTC's number.
    pub user_seq_no: Option<String>,
    /// What was granted.
    pub scope: String,
    /// Until when the access token is good.
    pub expires_at: Option<Timestamp>,
    /// What can be asked about; the connection stands even where that could not be learnt.
    pub accounts: Result<Vec<BankAccount>, OpError>,
}

/// Begins a login that comes back to `redirect_uri`.
pub fn begin_connect(
    kftc: &Kftc,
    redirect_uri: RedirectUri,
    now: Timestamp,
) -> Result<Authorization, OpError> {
    Ok(begin(
        AuthorizationRequest {
            registration: &kftc.registration,
            scope: &kftc.registration.scope,
            endpoint: kftc.authorization_endpoint.clone(),
            redirect_uri,
            pkce: Pkce::None,
            nonce: false,
            issuer: None,
            parameters: kftc::AUTHORIZE_EXTRAS
                .map(|(name, value)| (name.into(), value.into()))
                .to_vec(),
        },
        now,
    )?)
}

/// Finishes it with what the browser brought: exchanges the code, keeps the token, lists the
/// accounts.
pub async fn finish_connect(
    bank: &Bank<'_>,
    authorization: Authorization,
    outcome: Outcome,
) -> Result<Connected, OpError> {
    let provider = bank.subject.key.provider;
    let code = match outcome {
        Outcome::Code { code, .. } => code,
        Outcome::Refused { error, description } => {
            let refused = LoginRefused::Refused { error, description };
            return Err(OpError::LoginRefused { provider, refused });
        }
        Outcome::Cancelled => {
            return Err(OpError::LoginRefused { provider, refused: LoginRefused::Cancelled });
        }
    };
    let now = bank.desk.clock.now();
    let registration = &bank.subject.registration;
    let issued = exchange_code(
        &bank.desk.http,
        registration,
        authorization,
        code,
        bank.subject.dialect,
        now,
    )
    .await
    .map_err(|error| OpError::oauth(provider, error))?;

    let guard = bank.vault.guard(&bank.subject.key, bank.desk.patience).await?;
    let user = issued.extra.user_seq_no.as_deref();
    bank.vault.put(&guard, &registration.id(), &issued.token, user, now)?;
    drop(guard);
    Ok(Connected {
        user_seq_no: issued.extra.user_seq_no.clone(),
        scope: issued.token.scope.clone(),
        expires_at: issued.token.expires_at(),
        accounts: accounts(bank, true).await,
    })
}
