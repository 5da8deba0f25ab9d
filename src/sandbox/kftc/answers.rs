//! What several answers have in common, in the shapes of [`wire::kftc`](crate::wire::kftc).

use http::StatusCode;
use serde::Serialize;

use crate::sandbox::SandboxError;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::context::Context;
use crate::sandbox::kftc::account::Account;
use crate::sandbox::kftc::people::Standing;
use crate::sandbox::kftc::{refusal, time};
use crate::wire::kftc::{self, ApiHeader, BANK_OK, BANK_REFUSED, BankHeader};

/// `bank_rsp_code` of an account that its owner closed.
const CLOSED: &str = "415";

/// What the bank of `account` says.
pub(super) fn bank_header(
    account: &Account,
    bank_tran_id: &str,
    (code, words): (&str, &str),
    context: &Context,
) -> BankHeader {
    BankHeader {
        bank_tran_id: Some(bank_tran_id.to_owned()),
        bank_tran_date: Some(time::day(time::now(context))),
        bank_code_tran: Some(account.plan.bank.code.to_owned()),
        bank_rsp_code: Some(code.to_owned()),
        bank_rsp_message: Some(words.to_owned()),
    }
}

/// The bank agrees.
pub(super) fn bank_agrees(account: &Account, bank_tran_id: &str, context: &Context) -> BankHeader {
    bank_header(account, bank_tran_id, (BANK_OK, ""), context)
}

/// The bank refuses: the account is closed.
pub(super) fn closed(account: &Account, bank_tran_id: &str, context: &Context) -> Stop {
    #[derive(Serialize)]
    struct Refusal {
        #[serde(flatten)]
        api: ApiHeader,
        #[serde(flatten)]
        bank: BankHeader,
    }

    let bank = bank_header(account, bank_tran_id, (CLOSED, "해지된 계좌입니다."), context);
    match refusal::header(BANK_REFUSED, "참가기관 에러", context) {
        Ok(api) => {
            let rule = "A0002: the bank refuses (415)";
            Answer::json(StatusCode::OK, &Refusal { api, bank }).breaking(rule).into()
        }
        Err(error) => error.into(),
    }
}

/// The header of an answer that went well.
pub(super) fn agreed(context: &Context) -> Result<ApiHeader, SandboxError> {
    refusal::header(kftc::API_OK, "", context)
}

/// A registered account as both lists have it; `agreed_at` is N(14).
pub(super) fn listed(account: &Account, agreed_at: &str) -> kftc::Account {
    let text = |words: &str| Some(words.to_owned());
    let plan = &account.plan;
    // Registered is registered; what for is the account's own matter.
    let for_transfers = plan.standing == Standing::TransfersOnly;
    let consent = |given: bool| {
        if given { (text("Y"), text(agreed_at)) } else { (text("N"), None) }
    };
    let (inquiry_agree_yn, inquiry_agree_dtime) = consent(!for_transfers);
    let (transfer_agree_yn, transfer_agree_dtime) = consent(for_transfers);
    kftc::Account {
        fintech_use_num: Some(account.fintech_use_num()),
        account_alias: Some(account.alias()),
        bank_code_std: text(plan.bank.code),
        bank_code_sub: text("0000000"),
        bank_name: text(plan.bank.name),
        savings_bank_name: text(plan.bank.savings_bank_name),
        account_num_masked: Some(account.masked_number()),
        account_seq: None,
        account_holder_name: text(account.person.name),
        account_holder_type: text("P"),
        account_type: text(plan.account_type),
        inquiry_agree_yn,
        inquiry_agree_dtime,
        transfer_agree_yn,
        transfer_agree_dtime,
        payer_num: None,
        account_state: None,
    }
}
