//! `POST /oauth/2.0/revoke`, in KFTC's own form: what is sent comes back, the client secret included,
//! and the refresh token that ended with it.

use http::StatusCode;

use crate::model::RefreshToken;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::kftc::{ISSUER, gate, token};
use crate::sandbox::state::pairs::{self, Kind};
use crate::wire::kftc::{OAUTH_OK, RevokeAnswer, RevokeForm, Verdict};

/// Ends an access token and everything that descends from the same code. KFTC does not publish what
/// it says of a token that has ended already; here it is what the gateway says of one.
pub(super) fn revoke(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let sent: RevokeForm = token::form(call)?;
    let judged = context.state().write(|transaction| {
        token::judged(&sent.client_id, sent.client_secret.expose(), transaction, context)
    })?;
    judged?;
    let (found, pair) = context.state().write(|transaction| {
        let found = pairs::known(transaction, ISSUER, Kind::Access, sent.access_token.expose())?;
        let Some(token) = &found else { return Ok((found, None)) };
        let pair = pairs::living_refresh(transaction, ISSUER, &token.family)?;
        if !token.dead && token.expires_at > context.now().as_second() {
            pairs::end_family(transaction, &token.family)?;
        }
        Ok((found, pair))
    })?;
    gate::standing(found, context)?;
    let refresh_token = pair.map(|pair| {
        let made = token::made_of(context, &pair.audience, &pair.scope, pair.expires_at, &pair.jti);
        RefreshToken::new(made)
    });
    let answer = RevokeAnswer { verdict: Verdict::refusal(OAUTH_OK, ""), sent, refresh_token };
    Ok(Answer::json(StatusCode::OK, &answer))
}
