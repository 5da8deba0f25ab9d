//! The accounts of a connection, and how people name them.

use crate::http::Answer;
use crate::model::{BankAccount, ConnectionKey, FintechUseNum};
use crate::ops::OpError;
use crate::ops::kftc::Bank;
use crate::providers::kftc;
use crate::store::Vault;

/// The accounts: as they were listed last, or, with `anew` or where they never were, as the gateway
/// lists them now.
pub async fn accounts(bank: &Bank<'_>, anew: bool) -> Result<Vec<BankAccount>, OpError> {
    let known = if anew { None } else { known_accounts(bank.vault, &bank.subject.key)? };
    if let Some(known) = known {
        return Ok(known);
    }
    let user = bank.user()?;
    // What the gateway says is kept as it says it, and read again by the same reader.
    let with_body = |answer: &Answer| {
        let body = String::from_utf8_lossy(answer.body()).into_owned();
        kftc::read_accounts(answer).map(|accounts| (accounts, body))
    };
    let (accounts, body) = bank.ask(|| bank.kftc.account_list(&user, false), with_body).await?;
    bank.vault.keep_accounts(&bank.subject.key, &body)?;
    Ok(accounts)
}

/// The accounts as they were listed last; touches no network.
pub fn known_accounts(
    vault: &Vault,
    key: &ConnectionKey,
) -> Result<Option<Vec<BankAccount>>, OpError> {
    let kept = vault.accounts(key)?;
    Ok(kept.and_then(kftc::kept_accounts))
}

/// What was typed names no account, or more than one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unknown {
    /// None.
    Nobody,
    /// These.
    Several(Vec<FintechUseNum>),
}

/// The account that was meant: a fintech use number, an alias, or the beginning of a number that no
/// other has.
pub fn resolve(typed: &str, accounts: &[BankAccount]) -> Result<FintechUseNum, Unknown> {
    if let Ok(number) = typed.parse() {
        return Ok(number);
    }
    let named = |account: &&BankAccount| account.alias.as_deref() == Some(typed);
    let begun = |account: &&BankAccount| account.fintech_use_num.as_str().starts_with(typed);
    let mut meant: Vec<&BankAccount> = accounts.iter().filter(named).collect();
    if meant.is_empty() && !typed.is_empty() {
        meant = accounts.iter().filter(begun).collect();
    }
    match meant.as_slice() {
        [one] => Ok(one.fintech_use_num.clone()),
        [] => Err(Unknown::Nobody),
        several => Err(Unknown::Several(
            several.iter().map(|account| account.fintech_use_num.clone()).collect(),
        )),
    }
}
