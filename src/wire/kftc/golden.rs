//! What the golden files hold is read, and written again member by member.

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use super::*;
use crate::model::Won;
use crate::wire::oauth::TokenAnswer;

/// A golden file by its name.
macro_rules! golden {
    ($name:literal) => {
        include_str!(concat!("../../../tests/fixtures/kftc/", $name, ".json"))
    };
}

/// Reads a golden file, and sees that nothing was lost of it but the members named in `dropped`.
fn there_and_back<T: DeserializeOwned + Serialize>(golden: &str, dropped: &[&str]) -> T {
    let mut expected: Value = serde_json::from_str(golden).unwrap();
    expected.as_object_mut().unwrap().retain(|name, _| !dropped.contains(&name.as_str()));
    let read: T = serde_json::from_str(golden).unwrap();
    assert_eq!(serde_json::to_value(&read).unwrap(), expected);
    read
}

#[test]
fn tokens() {
    let token: TokenAnswer = there_and_back(golden!("token"), &[]);
    assert_eq!(token.extra.user_seq_no.as_deref(), Some("1101000001"));
    assert_eq!(token.expires_in, Some(7_775_999));
    let two_legged: TokenAnswer = there_and_back(golden!("token_two_legged"), &[]);
    assert_eq!(two_legged.extra.client_use_code.as_deref(), Some("M202600001"));
    assert!(two_legged.refresh_token.is_none() && two_legged.extra.user_seq_no.is_none());
}

#[test]
fn the_user_without_what_is_nobodys_business() {
    let sensitive = ["user_ci", "user_info", "user_gender", "user_cell_no", "user_email"];
    let dropped = [&sensitive[..], &["inquiry_card_cnt", "inquiry_card_list"]].concat();
    let user: UserMe = there_and_back(golden!("user_me"), &dropped);
    assert!(!format!("{user:?}").contains("canary"));
    assert_eq!(user.res_list[0].payer_num.as_deref(), Some("1"));
}

#[test]
fn accounts() {
    let accounts: AccountList = there_and_back(golden!("account_list"), &[]);
    assert_eq!(accounts.res_cnt, Some(2));
    assert_eq!(accounts.res_list[1].account_state.as_deref(), Some("09"));
}

#[test]
fn a_balance() {
    let balance: BalanceAnswer = there_and_back(golden!("balance"), &[]);
    assert_eq!(balance.balance_amt, Some(Won::new(-1_234_567)));
    assert_eq!(balance.maturity_date, None);
    assert_eq!(balance.bank.bank_rsp_code.as_deref(), Some(BANK_OK));
}

#[test]
fn a_page_of_transactions() {
    let page: TransactionList = there_and_back(golden!("transactions"), &[]);
    assert_eq!(page.page_record_cnt, Some(2));
    // To the last space: it is opaque.
    assert_eq!(page.befor_inquiry_trace_info.as_deref(), Some("1T202512151 "));
    assert_eq!(page.res_list[0].tran_amt, Some(Won::new(45_000)));
}

#[test]
fn what_the_pages_of_kftc_misspell() {
    let page: TransactionList = serde_json::from_str(golden!("transactions_odd")).unwrap();
    assert_eq!(page.page_record_cnt, Some(25));
    assert_eq!(page.befor_inquiry_trace_info, None);
    assert_eq!(page.balance_amt, Some(Won::new(1_234_567)));
    let item = &page.res_list[0];
    assert_eq!(item.printed_content.as_deref(), Some("****"));
    assert_eq!(item.tran_date.as_deref(), Some("20251231"));
    assert_eq!(item.after_balance_amt, Some(Won::new(-5)));
}

#[test]
fn refusals() {
    let gateway: Verdict = there_and_back(golden!("refused_by_gateway"), &[]);
    assert_eq!(gateway, Verdict::refusal("O0002", "Access Token 거부"));
    let bank: Verdict = serde_json::from_str(golden!("refused_by_bank")).unwrap();
    assert_eq!(bank.rsp_code.as_deref(), Some(BANK_REFUSED));
    assert_eq!(bank.bank_rsp_code.as_deref(), Some("415"));
    let none: Verdict = serde_json::from_str(golden!("transactions_none")).unwrap();
    assert_eq!(none.rsp_code.as_deref(), Some(NO_TRANSACTIONS));
}
