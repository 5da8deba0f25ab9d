//! What stands on accounts.

use futures_util::{StreamExt as _, stream};

use crate::model::{Balance, BankTranId, FintechUseNum};
use crate::ops::OpError;
use crate::ops::kftc::{AT_ONCE, Bank, PerAccount};
use crate::providers::kftc;

/// The balances of `numbers`, in their order. One that cannot be had loses none of the others.
pub async fn balances(bank: &Bank<'_>, numbers: &[FintechUseNum]) -> PerAccount<Balance> {
    stream::iter(numbers)
        .map(|number| async move { (number.clone(), balance(bank, number).await) })
        .buffered(AT_ONCE)
        .collect()
        .await
}

async fn balance(bank: &Bank<'_>, number: &FintechUseNum) -> Result<Balance, OpError> {
    let ask = |id: &BankTranId| bank.kftc.balance(number, id, bank.desk.clock.now());
    bank.inquire(ask, |answer| kftc::read_balance(answer, number)).await
}
