//! What KFTC has of its own: members with a type, a state of 32 characters, ids that are new every day

use super::party::{KFTC, STATE};
use super::{Ask, Wire, encoded};

/// The first account of the default person.
const ACCOUNT: &str = "120260000100010000000000";

/// 이용기관코드, `U`, and nine characters: AN(20).
pub const ID: &str = "M202600001U000000001";

const USER: &str = "1101000001";

/// A parameter of an inquiry, and another value of it.
type Changed<'a> = (&'a str, Option<&'a str>);

/// An inquiry with one parameter replaced or left out.
fn inquiry(token: &str, path: &str, usual: &[(&str, &str)], (name, value): Changed<'_>) -> Ask {
    let kept = usual.iter().copied().filter(|(known, _)| *known != name);
    let all: Vec<(&str, &str)> = kept.chain(value.map(|value| (name, value))).collect();
    Ask::get(&format!("/kftc/v2.0/{path}?{}", encoded(&all))).bearer(token)
}

const BALANCE: [(&str, &str); 3] =
    [("bank_tran_id", ID), ("fintech_use_num", ACCOUNT), ("tran_dtime", "20261121210000")];

pub fn balance(token: &str, changed: Changed<'_>) -> Ask {
    inquiry(token, "account/balance/fin_num", &BALANCE, changed)
}

fn postings(token: &str, changed: Changed<'_>) -> Ask {
    let span = [
        ("inquiry_type", "A"),
        ("inquiry_base", "D"),
        ("from_date", "20261101"),
        ("to_date", "20261121"),
        ("sort_order", "D"),
    ];
    inquiry(token, "account/transaction_list/fin_num", &[&BALANCE[..], &span].concat(), changed)
}

fn accounts(token: &str, changed: Changed<'_>) -> Ask {
    let usual = [("user_seq_no", USER), ("include_cancel_yn", "N"), ("sort_order", "D")];
    inquiry(token, "account/list", &usual, changed)
}

/// A call, the values that a member of it cannot have, and one that it can.
type Member = (fn(&str, Changed<'_>) -> Ask, &'static str, &'static [&'static str], &'static str);

/// By the tables of the documents: AN(20), AN(24), N(14), N(8), a letter.
const MEMBERS: &[Member] = &[
    (
        balance,
        "bank_tran_id",
        &[
            "M202600001U00000001",
            "M202600001U0000000001",
            "M202600001U00000000a",
            "M202600001U-00000001",
            "M202600001T000000001",
            "M202600001U가나다가나다가나다",
            // Another institution's.
            "M202600002U000000001",
            "F202600001U000000001",
        ],
        "M202600001U00000000Z",
    ),
    (
        balance,
        "fintech_use_num",
        &["12026000010001000000000", "1202600001000100000000001", "12026000010001000000000-"],
        ACCOUNT,
    ),
    (
        balance,
        "tran_dtime",
        &[
            "2026112121000",
            "202611212100000",
            "2026112121000x",
            "20261321210000",
            "20260229000000",
            "20261121240000",
            "2026-11-21 21:",
        ],
        "20240229235959",
    ),
    (accounts, "user_seq_no", &["110100000", "11010000011", "110100000-"], USER),
    (accounts, "include_cancel_yn", &["y", "X", "YN"], "Y"),
    (accounts, "sort_order", &["a", "ASC", "X"], "A"),
    (postings, "inquiry_type", &["a", "X", "AI"], "I"),
    (postings, "inquiry_base", &["d", "X", "DT"], "D"),
    (postings, "sort_order", &["d", "X", "DA"], "A"),
    (
        postings,
        "from_date",
        &["2026110", "202611011", "20261131", "2026-1-1", "20261122"],
        "20261102",
    ),
    (postings, "to_date", &["2026112", "202611211", "20261131", "today"], "20261120"),
    (postings, "befor_inquiry_trace_info", &["invented", "00000000000000000000"], ""),
];

#[test]
fn a_member_of_a_message_has_its_type() {
    let wire = Wire::strict();
    let token = KFTC.connected(&wire).access;
    for (call, member, wrong, right) in MEMBERS {
        let refused = |value| {
            let heard = wire.breaks("kftc", "A0004", &call(&token, (member, value)));
            let said = (heard.error(), heard.text("rsp_message"));
            assert_eq!(said.0, "A0004", "{heard}");
            assert!(said.1.contains(member), "{member}: {heard}");
        };
        for value in *wrong {
            refused(Some(value));
        }
        if right.is_empty() {
            continue;
        }
        refused(None);
        // The same call again, and only its id is used up: a format is looked at before it is.
        let heard = wire.is_served("kftc", &call(&token, (member, Some(right))));
        assert_eq!(heard.error(), "A0000", "{heard}");
        wire.pass(86_400);
    }
}

#[test]
fn a_state_has_32_characters() {
    let wire = Wire::strict();
    let hangul = "가".repeat(32);
    for state in [STATE, &hangul] {
        let heard = wire.is_served("kftc", &KFTC.authorize(&[("state", Some(state))]));
        assert_eq!(heard.back("state").as_deref(), Some(state));
    }
    let long = format!("{STATE}0");
    for state in [None, Some(""), Some(&STATE[1..]), Some(&long)] {
        let heard = wire.breaks("kftc", "O0001", &KFTC.authorize(&[("state", state)]));
        assert_eq!((heard.error().as_str(), heard.header("location")), ("O0001", None), "{heard}");
    }
}

#[test]
fn an_id_is_used_once_a_korean_day_whatever_it_asks() {
    let wire = Wire::strict();
    let token = KFTC.connected(&wire).access;
    let again = |ask: &Ask| {
        let heard = wire.breaks("kftc", "A0326", ask);
        assert_eq!(heard.error(), "A0326", "{heard}");
    };
    let (balance, postings) = (balance(&token, ("", None)), postings(&token, ("", None)));
    wire.is_served("kftc", &balance);
    again(&balance);
    again(&postings);
    // It is nine in the evening there, and noon in Greenwich.
    wire.pass(3 * 3_600 - 1);
    again(&balance);
    wire.pass(1);
    assert_eq!(wire.is_served("kftc", &postings).error(), "A0000");
    again(&balance);
    wire.pass(86_400);
    wire.is_served("kftc", &balance);
}

#[test]
fn a_call_that_there_is_not_has_a_code_of_the_gateway_and_is_a_near_miss_all_the_same() {
    let wire = Wire::strict();
    for (rule, ask) in [
        ("O0005", Ask::get("/kftc/v2.0/user/you")),
        ("O0010", Ask::new("POST", "/kftc/v2.0/user/me")),
    ] {
        assert_eq!(wire.breaks("kftc", rule, &ask).error(), rule);
    }
    let (_, page) = wire.served.steer("near-misses", None);
    let misses = page["nearMisses"].as_array().unwrap();
    assert!(misses.iter().all(|miss| miss["closest"] == "GET /kftc/v2.0/user/me"), "{page}");
    assert_eq!(misses.len(), 2);
}
