//! Connecting: the user agrees in the browser, we get a token for it, and list what it opens.

use crate::model::BankAccount;
use crate::oauth::Outcome;
use crate::oauth::authorization::Authorization;
use crate::ops::OpError;
use crate::ops::kftc::{Bank, accounts};
use crate::ops::login::{LoggedIn, LoginParts, finish_login};

/// A connection that was made.
#[derive(Debug)]
pub struct Connected {
    /// Who logged in.
    pub login: LoggedIn,
    /// The user, by KFTC's number.
    pub user_seq_no: Option<String>,
    /// What can be asked about; the connection stands even where that could not be learnt.
    pub accounts: Result<Vec<BankAccount>, OpError>,
}

/// Finishes a login with what the browser brought, and lists the accounts.
pub async fn finish_connect(
    bank: &Bank<'_>,
    parts: LoginParts<'_>,
    authorization: Authorization,
    outcome: Outcome,
) -> Result<Connected, OpError> {
    let login = finish_login(parts, authorization, outcome).await?;
    let connection = bank.vault.store().connection(&bank.subject.key)?;
    Ok(Connected {
        login,
        user_seq_no: connection.and_then(|connection| connection.provider_user_id),
        accounts: accounts(bank, true).await,
    })
}
