//! The inquiries, through the router: the order of the checks, ids, pages.

mod shapes;

use std::collections::BTreeSet;
use std::sync::atomic::{AtomicU64, Ordering};

use serde_json::Value;

use crate::model::{BankTranId, InstitutionCode};
use crate::sandbox::State;
use crate::sandbox::kftc::CLIENT_USE_CODE;
use crate::sandbox::kftc::testing::{ACCOUNT, Kftc, TODAY, body, rsp_code, rsp_message, text};
use crate::sandbox::testing::Asking;
use crate::wire::kftc::{TransactionList, path};

/// An id that no test has used.
fn fresh_id() -> String {
    static COUNT: AtomicU64 = AtomicU64::new(0);
    let institution: InstitutionCode = CLIENT_USE_CODE.parse().unwrap();
    BankTranId::numbered(&institution, COUNT.fetch_add(1, Ordering::Relaxed)).to_string()
}

fn balance_of(account: &str) -> String {
    let id = fresh_id();
    format!(
        "/account/balance/fin_num?bank_tran_id={id}&fintech_use_num={account}\
         &tran_dtime={TODAY}170000"
    )
}

/// A question for everything, the newest first.
fn list_of(account: &str) -> String {
    let id = fresh_id();
    format!(
        "/account/transaction_list/fin_num?bank_tran_id={id}&fintech_use_num={account}\
         &inquiry_type=A&inquiry_base=D&from_date=20250101&to_date={TODAY}&sort_order=D\
         &tran_dtime={TODAY}170000"
    )
}

/// The question with one value replaced.
fn with(question: &str, name: &str, value: &str) -> String {
    let replaced: Vec<String> = question
        .split('&')
        .map(|pair| match pair.rsplit_once('=') {
            Some((known, _)) if known.ends_with(name) => format!("{known}={value}"),
            _ => pair.to_owned(),
        })
        .collect();
    replaced.join("&")
}

/// Every item of every page of a question.
fn all_pages(kftc: &Kftc, token: &str, question: &str) -> Vec<Value> {
    let mut items = Vec::new();
    let mut trace = String::new();
    loop {
        let question = with(question, "bank_tran_id", &fresh_id()) + &trace;
        let page = body(&kftc.asked(token, &question));
        let listed = page["res_list"].as_array().unwrap();
        assert_eq!(page["page_record_cnt"], listed.len().to_string());
        items.extend(listed.iter().cloned());
        if page["next_page_yn"] != "Y" {
            assert_eq!(page["befor_inquiry_trace_info"], "");
            return items;
        }
        assert_eq!(listed.len(), 25);
        trace = format!(
            "&befor_inquiry_trace_info={}",
            page["befor_inquiry_trace_info"].as_str().unwrap()
        );
    }
}

#[test]
fn the_paths_are_those_of_the_wire() {
    let kftc = Kftc::new();
    for known in [
        path::AUTHORIZE,
        path::TOKEN,
        path::REVOKE,
        path::USER_ME,
        path::ACCOUNT_LIST,
        path::BALANCE,
        path::TRANSACTION_LIST,
    ] {
        let wrong = kftc.stage.answer(Asking::json(&format!("/kftc{known}"), ""));
        assert_ne!(rsp_code(&wrong), "O0005", "{known}");
    }
}

#[test]
fn the_checks_come_in_the_gateways_order() {
    let kftc = Kftc::new();
    let (token, _) = kftc.connected();
    let oob = text(&kftc.token("grant_type=client_credentials&scope=oob"), "access_token");
    let broken = |question: &str| {
        let question = with(question, "bank_tran_id", "X");
        with(&question, "fintech_use_num", "unknown")
    };
    let unknown = ACCOUNT.replace("0001000", "0009000");
    for question in [balance_of(ACCOUNT), list_of(ACCOUNT)] {
        let whole = format!("/kftc/v2.0{}", broken(&question));
        let said = |asking: Asking| {
            let answer = kftc.stage.answer(asking);
            assert!(answer.rule.is_some());
            (rsp_code(&answer), rsp_message(&answer))
        };
        // Each request breaks this check and all that come after it.
        assert_eq!(said(Asking::post(&whole, "")).0, "O0010");
        let (code, words) = said(Asking::get(&whole));
        assert_eq!((code.as_str(), words.as_str()), ("O0001", "인증 파라미터 오류([992])"));
        assert_eq!(said(Asking::get(&whole).bearer("unknown")).0, "O0002");
        let over = kftc.later(7_775_999).asked(&token, &broken(&question));
        assert_eq!(rsp_code(&over), "O0003");
        assert_eq!(said(Asking::get(&whole).bearer(&oob)).0, "O0011");
        assert_eq!(said(Asking::get(&whole).bearer(&token)).0, "A0004");

        let missing = with(&question, "fintech_use_num", &unknown);
        assert_eq!(rsp_code(&kftc.asked(&token, &missing)), "A0304");
        assert_eq!(rsp_code(&kftc.asked(&token, &missing)), "A0326", "used by a refusal too");
        let good = with(&question, "bank_tran_id", &fresh_id());
        assert_eq!(rsp_code(&kftc.asked(&token, &good)), "A0000");
        assert_eq!(rsp_code(&kftc.asked(&token, &good)), "A0326");
    }
}

#[test]
fn each_format_is_checked() {
    let kftc = Kftc::new();
    let (token, _) = kftc.connected();
    let trace = "&befor_inquiry_trace_info=";
    for (name, wrong) in [
        ("bank_tran_id", "M202600002U000000001"),
        ("bank_tran_id", "M202600001O000000001"),
        ("bank_tran_id", "M202600001U00000000a"),
        ("bank_tran_id", "M202600001U00000000"),
        ("bank_tran_id", ""),
        ("fintech_use_num", "12026000010001000000000"),
        ("fintech_use_num", "12026000010001000000000-"),
        ("tran_dtime", "20270115"),
        ("tran_dtime", "20270115240000"),
        ("tran_dtime", "20270230120000"),
        ("inquiry_type", "X"),
        ("inquiry_base", "X"),
        ("inquiry_base", "T"),
        ("sort_order", "d"),
        ("from_date", "2027-01-01"),
        ("from_date", "20270230"),
        ("from_date", "20270116"),
        ("to_date", "2027"),
    ] {
        let answer = kftc.asked(&token, &with(&list_of(ACCOUNT), name, wrong));
        assert_eq!(rsp_code(&answer), "A0004", "{name}={wrong}");
        assert!(rsp_message(&answer).contains(name) || name == "inquiry_base", "{name}={wrong}");
        let header = body(&answer);
        assert_eq!(header["api_tran_id"].as_str().unwrap().len(), 36);
        assert_eq!(header["api_tran_dtm"], "20270115170000000");
    }
    let twice = list_of(ACCOUNT) + "&sort_order=D";
    assert_eq!(rsp_code(&kftc.asked(&token, &twice)), "A0004");
    let empty = list_of(ACCOUNT) + trace;
    assert_eq!(rsp_code(&kftc.asked(&token, &empty)), "A0000", "empty is not sent");
    let foreign = list_of(ACCOUNT) + trace + "1T201806171";
    assert_eq!(rsp_code(&kftc.asked(&token, &foreign)), "A0004");
}

#[test]
fn a_trace_is_good_for_its_own_question_alone() {
    let kftc = Kftc::new();
    let (token, _) = kftc.connected();
    let page = kftc.asked(&token, &list_of(ACCOUNT));
    let trace = format!("&befor_inquiry_trace_info={}", text(&page, "befor_inquiry_trace_info"));
    assert_eq!(rsp_code(&kftc.asked(&token, &(list_of(ACCOUNT) + &trace))), "A0000");
    let other_account = "120260000100010000000001";
    for (name, value) in [
        ("sort_order", "A"),
        ("inquiry_type", "I"),
        ("to_date", "20270114"),
        ("use_num", other_account),
    ] {
        let question = with(&list_of(ACCOUNT), name, value) + &trace;
        assert_eq!(rsp_code(&kftc.asked(&token, &question)), "A0004", "{name}");
    }
}

#[test]
fn the_users_number_has_to_be_the_tokens() {
    let kftc = Kftc::new();
    let (token, _) = kftc.connected();
    let list = "&include_cancel_yn=Y&sort_order=D";
    for (path, expected) in [
        ("/user/me?user_seq_no=1101000002".to_owned(), "A0313"),
        (format!("/account/list?user_seq_no=1101000002{list}"), "A0313"),
        ("/user/me?user_seq_no=1".to_owned(), "A0004"),
        ("/user/me".to_owned(), "A0004"),
        ("/account/list?user_seq_no=1101000001".to_owned(), "A0004"),
        (
            "/account/list?user_seq_no=1101000001&include_cancel_yn=y&sort_order=D".to_owned(),
            "A0004",
        ),
        (format!("/account/list?user_seq_no=1101000001{list}"), "A0000"),
    ] {
        assert_eq!(rsp_code(&kftc.asked(&token, &path)), expected, "{path}");
    }
}

#[test]
fn an_id_is_good_once_a_day_across_processes() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sandbox.db");
    let (one, other) = (Kftc::of(State::at(&path).unwrap()), Kftc::of(State::at(&path).unwrap()));
    let (token, _) = one.connected();
    let question = balance_of(ACCOUNT);
    assert_eq!(rsp_code(&one.asked(&token, &question)), "A0000");
    assert_eq!(rsp_code(&other.asked(&token, &question)), "A0326");
}

#[test]
fn of_many_who_send_one_id_at_once_one_is_answered() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("sandbox.db");
    let (token, _) = Kftc::of(State::at(&path).unwrap()).connected();
    let question = balance_of(ACCOUNT);
    let ask = || rsp_code(&Kftc::of(State::at(&path).unwrap()).asked(&token, &question));
    let codes: Vec<String> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..8).map(|_| scope.spawn(ask)).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert_eq!(codes.iter().filter(|code| *code == "A0000").count(), 1, "{codes:?}");
    assert_eq!(codes.iter().filter(|code| *code == "A0326").count(), 7, "{codes:?}");
}

#[test]
fn the_day_of_an_id_turns_at_midnight_in_korea() {
    let kftc = Kftc::new();
    let (token, _) = kftc.connected();
    let question = balance_of(ACCOUNT);
    assert_eq!(rsp_code(&kftc.asked(&token, &question)), "A0000");
    // It is 17:00 in Korea; in UTC the day turns nine hours later.
    let before_midnight = kftc.later(7 * 3_600 - 1);
    assert_eq!(rsp_code(&before_midnight.asked(&token, &question)), "A0326");
    let midnight = kftc.later(7 * 3_600);
    let answer = midnight.asked(&token, &question);
    assert_eq!(rsp_code(&answer), "A0000");
    assert_eq!(text(&answer, "bank_tran_date"), "20270116");
    assert_eq!(text(&answer, "api_tran_dtm"), "20270116000000000");
}

#[test]
fn all_pages_together_are_the_whole_list() {
    let kftc = Kftc::new().playing(|scenario| scenario.transactions = Some(260));
    let (token, _) = kftc.connected();
    let newest_first = all_pages(&kftc, &token, &list_of(ACCOUNT));
    assert_eq!(newest_first.len(), 260);
    let mut oldest_first = all_pages(&kftc, &token, &with(&list_of(ACCOUNT), "sort_order", "A"));
    oldest_first.reverse();
    assert_eq!(newest_first, oldest_first);
    let distinct: BTreeSet<String> = newest_first.iter().map(Value::to_string).collect();
    assert_eq!(distinct.len(), 260, "no item twice");
}

#[test]
fn a_life_is_read_in_pages_by_day_by_time_in_and_out() {
    let kftc = Kftc::new();
    let (token, _) = kftc.connected();
    let living = "120260000100010000000001";
    let all = all_pages(&kftc, &token, &list_of(living));
    assert!(all.len() > 800);
    let of = |kind: &str| all_pages(&kftc, &token, &with(&list_of(living), "inquiry_type", kind));
    let (came, went) = (of("I"), of("O"));
    let others = all.iter().filter(|item| item["inout_type"] == "기타").count();
    assert!(came.iter().all(|item| item["inout_type"] == "입금"));
    assert!(went.iter().all(|item| item["inout_type"] == "출금"));
    assert_eq!(came.len() + went.len() + others, all.len());
    assert!(others > 20);

    let item = &all[40];
    let (day, clock) = (item["tran_date"].as_str().unwrap(), item["tran_time"].as_str().unwrap());
    let question = with(&with(&list_of(living), "from_date", day), "to_date", day);
    let question = with(&question, "inquiry_base", "T");
    let exactly = format!("{question}&from_time={clock}&to_time={clock}");
    assert!(all_pages(&kftc, &token, &exactly).contains(item));
}

#[test]
fn where_nothing_happened_the_list_is_empty() {
    let kftc = Kftc::new();
    let (token, _) = kftc.connected();
    let long_ago = with(&with(&list_of(ACCOUNT), "from_date", "20100101"), "to_date", "20101231");
    let answer = kftc.asked(&token, &long_ago);
    assert_eq!((rsp_code(&answer), rsp_message(&answer)), ("A0018".into(), "거래내역 없음".into()));
    let page: TransactionList = serde_json::from_slice(&answer.body).unwrap();
    assert!(page.res_list.is_empty());
    assert_eq!((page.next_page_yn.as_deref(), page.page_record_cnt), (Some("N"), Some(0)));
}

#[test]
fn a_clock_that_moves_on_shows_more() {
    let kftc = Kftc::new();
    let (token, _) = kftc.connected();
    let question = with(&list_of(ACCOUNT), "to_date", "20271231");
    let question = with(&question, "from_date", "20260601");
    let today = all_pages(&kftc, &token, &question);
    let in_a_month = all_pages(&kftc.later(30 * 86_400), &token, &question);
    assert!(in_a_month.len() > today.len());
    assert_eq!(in_a_month[in_a_month.len() - today.len()..], today[..]);
}

#[test]
fn another_seed_is_another_life() {
    let kftc = Kftc::new();
    let (token, _) = kftc.connected();
    let of = |seed: u64| {
        let kftc = kftc.playing(|scenario| scenario.seed = seed);
        all_pages(&kftc, &token, &list_of(ACCOUNT))
    };
    assert_eq!(of(7), of(7));
    assert_ne!(of(7), of(8));
}
