//! What stands on accounts.

use crate::model::{Balance, BankTranId, FintechUseNum};
use crate::ops::OpError;
use crate::ops::kftc::{Bank, PerAccount, all_of};
use crate::providers::kftc;

/// The balances of `numbers`, in their order. One that cannot be had loses none of the others.
pub async fn balances(bank: &Bank<'_>, numbers: &[FintechUseNum]) -> PerAccount<Balance> {
    all_of(numbers, async |number| (number.clone(), balance(bank, number).await)).await
}

async fn balance(bank: &Bank<'_>, number: &FintechUseNum) -> Result<Balance, OpError> {
    let ask = |id: &BankTranId| bank.kftc.balance(number, id, bank.desk.clock.now());
    bank.inquire(ask, |answer| kftc::read_balance(answer, number)).await
}
