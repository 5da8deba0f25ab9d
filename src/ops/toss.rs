//! What is Toss's alone.

use crate::model::Token;
use crate::oauth::{self, Dialect};
use crate::ops::{Desk, OpError};
use crate::providers::toss::{LONGEST_DAYS, Toss, token_refusal};

/// The connection test: asks Toss for a token, always, and stores nothing.
pub async fn test_toss(desk: &Desk, toss: &Toss) -> Result<Token, OpError> {
    let dialect = Dialect::refusing(token_refusal).for_days(LONGEST_DAYS);
    oauth::client_credentials(&desk.http, &toss.registration, dialect, desk.clock.now())
        .await
        .map(|issued| desk.noted(issued).token)
        .map_err(|error| OpError::oauth(Toss::PROVIDER, error))
}
