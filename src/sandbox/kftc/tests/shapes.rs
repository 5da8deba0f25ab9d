//! What is answered, member by member, and to whom.

use std::collections::BTreeSet;

use serde_json::Value;

use super::{all_pages, balance_of, list_of};
use crate::sandbox::answer::Answer;
use crate::sandbox::kftc::testing::{ACCOUNT, Kftc, body, rsp_code, text};

#[test]
fn a_closed_account_and_one_without_consent_are_told_apart() {
    let kftc = Kftc::new();
    let closed = "120260000100030000000001";
    let token = kftc.connected_as("1101000003", &["120260000100030000000000", closed]);
    for question in [balance_of(closed), list_of(closed)] {
        let answer = kftc.asked(&token, &question);
        assert_eq!(rsp_code(&answer), "A0002");
        assert_eq!(text(&answer, "bank_rsp_code"), "415");
        assert_eq!(text(&answer, "bank_code_tran"), "011");
        assert!(!text(&answer, "bank_rsp_message").is_empty());
    }
    let transfers_only = "120260000100040000000000";
    let token = kftc.connected_as("1101000004", &[transfers_only]);
    assert_eq!(rsp_code(&kftc.asked(&token, &balance_of(transfers_only))), "A0305");
    let me = body(&kftc.asked(&token, "/user/me?user_seq_no=1101000004"));
    let listed = &me["res_list"][0];
    assert_eq!(
        (&listed["inquiry_agree_yn"], &listed["inquiry_agree_dtime"]),
        (&"N".into(), &"".into())
    );
    assert_eq!(rsp_code(&kftc.asked(&token, &balance_of(closed))), "A0304", "somebody else's");
    let not_chosen = "120260000100040000000001";
    assert_eq!(rsp_code(&kftc.asked(&token, &balance_of(not_chosen))), "A0304");
}

#[test]
fn a_credit_line_and_savings_have_balances_of_their_own() {
    let kftc = Kftc::new();
    let (credit, deposit) = ("120260000100020000000000", "120260000100020000000001");
    let token = kftc.connected_as("1101000002", &[credit, deposit]);
    let number = |answer: &Answer, name: &str| text(answer, name).parse::<i64>().unwrap();
    let answer = kftc.asked(&token, &balance_of(credit));
    assert!(number(&answer, "balance_amt") < 0);
    assert_eq!(number(&answer, "available_amt"), 20_000_000 + number(&answer, "balance_amt"));
    let answer = kftc.asked(&token, &balance_of(deposit));
    assert!(number(&answer, "balance_amt") > 20_000_000);
    assert_eq!(
        (text(&answer, "available_amt"), text(&answer, "account_type")),
        ("0".into(), "2".into())
    );
    assert_eq!(text(&answer, "maturity_date"), "20270601");
}

/// Every leaf of a document is a string.
fn only_strings(value: &Value) -> bool {
    match value {
        Value::String(_) => true,
        Value::Array(items) => items.iter().all(only_strings),
        Value::Object(members) => members.values().all(only_strings),
        _ => false,
    }
}

#[test]
fn every_documented_member_is_there_and_is_a_string() {
    let kftc = Kftc::new();
    let (token, _) = kftc.connected();
    let names = |value: &Value| -> BTreeSet<String> {
        value.as_object().unwrap().keys().cloned().collect()
    };
    let has = |value: &Value, expected: &str| {
        let expected: BTreeSet<String> = expected.split_whitespace().map(str::to_owned).collect();
        assert_eq!(names(value), expected);
        assert!(only_strings(value), "{value}");
    };
    let api = "api_tran_id api_tran_dtm rsp_code rsp_message";
    let bank = "bank_tran_id bank_tran_date bank_code_tran bank_rsp_code bank_rsp_message \
                bank_name savings_bank_name fintech_use_num balance_amt";
    let account = "fintech_use_num account_alias bank_code_std bank_code_sub bank_name \
        savings_bank_name account_num_masked account_seq account_holder_name account_holder_type \
        account_type inquiry_agree_yn inquiry_agree_dtime transfer_agree_yn transfer_agree_dtime";

    let me = body(&kftc.asked(&token, "/user/me?user_seq_no=1101000001"));
    let others = "inquiry_card_cnt inquiry_card_list inquiry_pay_cnt inquiry_pay_list \
        inquiry_insurance_cnt inquiry_insurance_list inquiry_loan_cnt inquiry_loan_list";
    has(&me, &format!("{api} user_seq_no user_ci user_name res_cnt res_list {others}"));
    has(&me["res_list"][0], &format!("{account} payer_num"));
    assert_eq!(me["user_ci"].as_str().unwrap().len(), 88);

    let question = "/account/list?user_seq_no=1101000001&include_cancel_yn=N&sort_order=A";
    let list = body(&kftc.asked(&token, question));
    has(&list, &format!("{api} user_name res_cnt res_list"));
    has(&list["res_list"][0], &format!("{account} account_state"));
    assert_eq!(list["res_list"][0]["inquiry_agree_dtime"], "20270115170000");

    let balance = body(&kftc.asked(&token, &balance_of(ACCOUNT)));
    has(
        &balance,
        &format!(
            "{api} {bank} available_amt account_type product_name account_issue_date maturity_date \
         last_tran_date"
        ),
    );
    let page = body(&kftc.asked(&token, &list_of(ACCOUNT)));
    has(
        &page,
        &format!("{api} {bank} page_record_cnt next_page_yn befor_inquiry_trace_info res_list"),
    );
    has(
        &page["res_list"][0],
        "tran_date tran_time inout_type tran_type print_content tran_amt after_balance_amt \
         branch_name",
    );
    assert_eq!(page["balance_amt"], balance["balance_amt"]);
    assert_eq!(page["res_list"][0]["after_balance_amt"], balance["balance_amt"]);
    assert_eq!(page["res_list"][0]["tran_date"], balance["last_tran_date"]);
}

#[test]
fn a_load_is_as_large_as_one_asks_for() {
    let kftc = Kftc::new().playing(|scenario| {
        scenario.accounts = Some(120);
        scenario.transactions = Some(30);
    });
    let (token, _) = kftc.connected();
    let me = body(&kftc.asked(&token, "/user/me?user_seq_no=1101000001"));
    assert_eq!(me["res_cnt"], "120");
    let last = me["res_list"][119]["fintech_use_num"].as_str().unwrap();
    assert_eq!(all_pages(&kftc, &token, &list_of(last)).len(), 30);
}
