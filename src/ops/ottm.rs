//! What is OTTM's alone: who logged in.

use crate::model::{BaseUrl, Member};
use crate::ops::token::Subject;
use crate::ops::{Desk, OpError, Rules, call};
use crate::providers::ottm;
use crate::store::Vault;

/// How OTTM's answers are to be understood.
pub const OTTM_RULES: Rules =
    Rules { read_refusal: ottm::read_refusal, is_token_refused: ottm::is_token_refused };

/// Asks who the stored token is for.
pub async fn userinfo(
    desk: &Desk,
    vault: &Vault,
    subject: &Subject,
    base: &BaseUrl,
) -> Result<(Member, Option<OpError>), OpError> {
    let called = call(desk, vault, subject, OTTM_RULES, ottm::userinfo(base)?).await?;
    let provider = subject.key.provider;
    if let Some(refusal) = called.refusal {
        return Err(OpError::Refused { provider, refusal });
    }
    let user = ottm::read_userinfo(&called.answer)
        .map_err(|no_result| OpError::no_result(provider, no_result))?;
    Ok((user, called.stale_because))
}
