//! `GET /v2.0/account/balance/fin_num`: 잔액조회.

use http::StatusCode;

use crate::model::Won;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::kftc::account::Account;
use crate::sandbox::kftc::gate::{self, Inquiry};
use crate::sandbox::kftc::{answers, time};
use crate::wire::kftc::{BalanceAnswer, BalanceQuery};

/// What is on an account.
pub(super) fn ask(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let (asked, account) = context.answered(|connection| {
        let person = gate::admitted(call, connection, context, "inquiry")?;
        let asked: BalanceQuery = gate::question(call, context)?;
        let inquiry = Inquiry {
            bank_tran_id: &asked.bank_tran_id,
            fintech_use_num: &asked.fintech_use_num,
            tran_dtime: &asked.tran_dtime,
        };
        inquiry.well_formed(context)?;
        let account = inquiry.reached(person, connection, context)?;
        Ok((asked, account))
    })?;

    let now = time::now(context);
    let ledger = account.ledger(&context.scenario, now);
    let balance = ledger.balance();
    let plan = &account.plan;
    let answer = BalanceAnswer {
        api: answers::agreed(context)?,
        bank: answers::bank_agrees(&account, &asked.bank_tran_id, context),
        bank_name: Some(plan.bank.name.to_owned()),
        savings_bank_name: Some(plan.bank.savings_bank_name.to_owned()),
        fintech_use_num: Some(account.fintech_use_num()),
        balance_amt: Some(Won::new(balance)),
        available_amt: Some(Won::new(available(&account, balance))),
        account_type: Some(plan.account_type.to_owned()),
        product_name: Some(plan.product.to_owned()),
        account_issue_date: Some(plan.issued.to_owned()),
        maturity_date: plan.life.due_on(now.date()).map(|day| time::day(day.at(0, 0, 0, 0))),
        last_tran_date: ledger.newest().map(|posting| time::day(posting.at)),
    };
    Ok(Answer::json(StatusCode::OK, &answer))
}

/// What can be taken out: with the credit line, and nothing of what is saved.
fn available(account: &Account, balance: i64) -> i64 {
    if account.plan.account_type == "2" { 0 } else { (balance + account.plan.credit).max(0) }
}
