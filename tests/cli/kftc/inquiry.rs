//! `qetta kftc accounts`, `balance` and `transactions`: which accounts, which days, what becomes of
//! those that cannot be asked.

use serde_json::{Value, json};

use crate::kftc::browser::{Login, agrees, decide};
use crate::kftc::scripted::{
    Gateway, accounts, answer, balance, number, parameter, refused, refused_by_bank, token,
};
use crate::kftc::{ANY_PORT, LIVING, SALARY, connected, sandbox};
use crate::sandbox::Served;
use crate::support::{Home, Output, Provider, Run, holds};

/// A client that is connected to an own sandbox as this person, with so many accounts.
struct Client {
    served: Served,
    home: Home,
    _there: Home,
}

impl Client {
    fn of(person: u32, accounts: u32) -> Self {
        let there = Home::new();
        let client = Self { served: Served::start(&there, ""), home: Home::new(), _there: there };
        let login = Login::begin(client.run("kftc connect --no-browser"));
        let back = decide(&login.url, &agrees(person, accounts)).location();
        login.comes_back(&back).1.ok();
        client
    }

    fn run(&self, line: &str) -> Run {
        self.served.client(self.home.qetta(line)).env("KFTC_REDIRECT_URI", ANY_PORT)
    }
}

/// The document of a run that succeeded in part.
#[track_caller]
fn partly(output: &Output, code: i32) -> Value {
    assert_eq!(output.code, Some(code), "{output}");
    serde_json::from_str(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output}"))
}

/// The members of an object, in order.
fn members(document: &Value) -> Vec<&str> {
    let mut members: Vec<_> = document.as_object().unwrap().keys().map(String::as_str).collect();
    members.sort_unstable();
    members
}

#[test]
fn an_account_is_found_by_its_number_its_alias_and_a_beginning_that_no_other_has() {
    let home = connected();
    let by = |typed: &str| {
        sandbox(&home, "kftc balance --json").arg(typed).run().json()["fintech_use_num"].clone()
    };
    assert_eq!(by(SALARY), SALARY);
    assert_eq!(by("급여"), SALARY);
    assert_eq!(by("생활비"), LIVING);

    let one = Gateway::then([balance("1")]);
    assert_eq!(
        one.run("kftc balance 1202 --json").run().json()["fintech_use_num"],
        number(0).as_str()
    );
}

#[test]
fn a_beginning_that_several_have_names_them() {
    let home = connected();
    let error = sandbox(&home, "kftc balance 1202 --json").run().error(2);
    assert_eq!(error["kind"], "usage");
    holds(error["message"].as_str().unwrap(), &[SALARY, LIVING]);
}

#[test]
fn what_is_no_number_is_said_before_anything_is_asked() {
    let gateway = Gateway::then([balance("1")]);
    for typed in
        ["zz", "12026000010001000000000", "120260000100010000000000x", "급여", "12-34", " "]
    {
        for command in ["balance", "transactions"] {
            let run = gateway.run(&format!("kftc {command} --json")).arg(number(0)).arg(typed);
            let error = run.run().error(2);
            assert_eq!(error["kind"], "usage", "{typed}");
        }
    }
    gateway.run("kftc balance").run().fails(2);
    gateway.run(&format!("kftc balance --all {}", number(0))).run().fails(2);
    assert_eq!(gateway.asked(), Vec::<String>::new());
    // Nobody has to be connected to be told.
    Home::new().qetta("kftc balance zz --sandbox").run().fails(2);
}

#[test]
fn one_balance_is_an_object_with_its_account() {
    let home = connected();
    let document = sandbox(&home, "kftc balance 급여 --json").run().json();
    for (name, value) in [
        ("fintech_use_num", SALARY),
        ("bank_code_std", "004"),
        ("bank_name", "국민은행"),
        ("account_holder_name", "김하늘"),
    ] {
        assert_eq!(document[name], value, "{document}");
    }
    holds(document["account_num_masked"].as_str().unwrap(), &["***"]);
    assert!(document["balance_amt"].is_i64() && document["available_amt"].is_i64(), "{document}");
}

#[test]
fn several_balances_are_a_list_in_the_order_in_which_they_were_named() {
    let home = connected();
    let document =
        sandbox(&home, &format!("kftc balance 생활비 {SALARY} 청약 --json")).run().json();
    assert_eq!(members(&document), ["balances", "errors"]);
    let numbers: Vec<_> = document["balances"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| one["account_alias"].as_str().or(one["fintech_use_num"].as_str()).unwrap())
        .collect();
    assert_eq!(numbers, [LIVING, SALARY, "120260000100010000000003"]);
    assert_eq!(document["errors"], json!([]));
    let all = sandbox(&home, "kftc balance --all --json").run().json();
    assert_eq!(all["balances"].as_array().unwrap().len(), 4);
}

#[test]
fn all_of_one_account_is_a_list_too() {
    let client = Client::of(6, 1);
    let document = client.run("kftc balance --all --json").run().json();
    assert_eq!(document["balances"].as_array().unwrap().len(), 1);
    let document = client.run("kftc transactions --all --json").run().json();
    assert_eq!(members(&document), ["errors", "statements"]);
    assert_eq!(document["statements"].as_array().unwrap().len(), 1);
}

#[test]
fn the_accounts_have_the_members_of_the_contract() {
    let home = connected();
    let document = sandbox(&home, "kftc accounts --json").run().json();
    let account = &document["accounts"][0];
    for name in [
        "fintech_use_num",
        "account_alias",
        "bank_code_std",
        "bank_name",
        "account_num_masked",
        "account_holder_name",
        "inquiry_agree_yn",
    ] {
        assert!(account[name].is_string(), "{name}: {account}");
    }
    let anew = sandbox(&home, "kftc accounts --refresh --json").run().json();
    assert_eq!(anew, document);
}

#[test]
fn a_transaction_has_the_members_of_the_contract() {
    let home = connected();
    let document = sandbox(&home, "kftc transactions 급여 --json").run().json();
    assert_eq!(members(&document), ["fintech_use_num", "from_date", "res_list", "to_date"]);
    assert_eq!(
        (&document["from_date"], &document["to_date"]),
        (&"20261022".into(), &"20261121".into())
    );
    for one in document["res_list"].as_array().unwrap() {
        assert_eq!(
            members(one),
            [
                "after_balance_amt",
                "branch_name",
                "direction",
                "inout_type",
                "print_content",
                "tran_amt",
                "tran_date",
                "tran_time",
                "tran_type"
            ]
        );
        let digits = |name: &str| one[name].as_str().unwrap().parse::<i64>().is_ok();
        assert!(digits("tran_amt") && digits("after_balance_amt"), "{one}");
        let direction = match one["inout_type"].as_str().unwrap() {
            "입금" => "in",
            "출금" => "out",
            _ => "other",
        };
        assert_eq!(one["direction"], direction);
    }
}

#[test]
fn only_what_came_in_or_went_out() {
    let home = connected();
    let count = |line: &str| {
        let line = format!("kftc transactions 급여 --from 90d --json {line}");
        let document = sandbox(&home, &line).run().json();
        let list = document["res_list"].as_array().unwrap().clone();
        let only = |direction: &str| list.iter().all(|one| one["direction"] == direction);
        match line.rsplit(' ').next() {
            Some("in") => assert!(only("in"), "{document}"),
            Some("out") => assert!(only("out"), "{document}"),
            _ => {}
        }
        list.len()
    };
    let (all, came, went) = (count(""), count("--type in"), count("--type out"));
    assert!(came > 0 && went > 0);
    assert_eq!(came + went, all);
    assert_eq!(count("--type all"), all);
    sandbox(&home, "kftc transactions 급여 --type neither").run().fails(2);
}

#[test]
fn oldest_first_is_newest_first_turned_round() {
    let home = connected();
    let list = |order: &str| -> Vec<Value> {
        let line = format!("kftc transactions 급여 --from 200d --json --order {order}");
        sandbox(&home, &line).run().json()["res_list"].as_array().unwrap().clone()
    };
    let mut oldest = list("asc");
    oldest.reverse();
    assert!(oldest.len() > 25);
    assert_eq!(oldest, list("desc"));
    sandbox(&home, "kftc transactions 급여 --order up").run().fails(2);
}

#[test]
fn a_day_can_be_spelled_in_four_ways() {
    let home = connected();
    let range = |line: &str| {
        let document =
            sandbox(&home, &format!("kftc transactions 청약 --json {line}")).run().json();
        let day = |name: &str| document[name].as_str().unwrap().to_owned();
        (day("from_date"), day("to_date"))
    };
    let whole = ("20261001".to_owned(), "20261121".to_owned());
    for line in [
        "--from 2026-10-01",
        "--from 20261001 --to 2026-11-21",
        "--from 51d --to today",
        "--from=2026-10-01 --to=0d",
    ] {
        assert_eq!(range(line), whole, "{line}");
    }
    assert_eq!(range("--from today"), ("20261121".to_owned(), "20261121".to_owned()));
    assert_eq!(range("--from 20240229 --to 20240229").0, "20240229");
}

#[test]
fn the_day_is_seouls() {
    let home = connected();
    let day = |moment: &str| {
        let line = "kftc transactions 청약 --from today --json";
        sandbox(&home, line).at(moment).run().json()["to_date"].clone()
    };
    assert_eq!(day("2026-11-21T14:59:59Z"), "20261121");
    assert_eq!(day("2026-11-21T15:00:00Z"), "20261122");
}

#[test]
fn what_is_no_day_is_said_before_anything_is_asked() {
    let gateway = Gateway::then([balance("1")]);
    for (from, to) in [
        ("2026-02-29", "today"),
        ("2026-13-01", "today"),
        ("2026/10/01", "today"),
        ("20261", "today"),
        ("yesterday", "today"),
        ("-1d", "today"),
        ("d", "today"),
        ("30 d", "today"),
        ("99999999999d", "today"),
        ("", "today"),
        ("today", "어제"),
        ("2026-11-20", "2026-11-19"),
    ] {
        let run = gateway
            .run("kftc transactions --json")
            .arg(number(0))
            .arg(format!("--from={from}"))
            .arg(format!("--to={to}"));
        let error = run.run().error(2);
        assert_eq!(error["kind"], "usage", "{from} {to}");
    }
    assert_eq!(gateway.asked(), Vec::<String>::new());
}

#[test]
fn nothing_happened_is_an_empty_list() {
    let home = connected();
    let line = "kftc transactions 청약 --from 2010-01-01 --to 2010-01-31";
    let document = sandbox(&home, &format!("{line} --json")).run().json();
    assert_eq!(document["res_list"], json!([]));
    holds(&sandbox(&home, line).run().ok(), &["nothing happened", "2010-01-01 – 2010-01-31"]);
    assert_eq!(sandbox(&home, &format!("{line} --format ndjson")).run().ok(), "");
    let csv = sandbox(&home, &format!("{line} --format csv")).run().ok();
    assert_eq!(csv.matches("\r\n").count(), 1, "the header alone: {csv}");
}

#[test]
fn a_closed_account_loses_none_of_the_others() {
    let client = Client::of(3, 2);
    let closed = "120260000100030000000001";
    let output = client.run("kftc balance --all --json").run();
    let document = partly(&output, 4);
    assert_eq!(document["balances"].as_array().unwrap().len(), 1);
    let error = &document["errors"][0];
    assert_eq!(error["fintech_use_num"], closed);
    assert_eq!(error["kind"], "provider_refused");
    assert_eq!((&error["providerCode"], &error["bankCode"]), (&"A0002".into(), &"415".into()));
    let last = output.stderr.lines().last().unwrap();
    let error: Value = serde_json::from_str(last).unwrap();
    assert_eq!(error["error"]["kind"], "provider_refused");

    let output = client.run("kftc transactions --all --json").run();
    let document = partly(&output, 4);
    assert_eq!(document["statements"].as_array().unwrap().len(), 1);
    assert_eq!(document["errors"][0]["fintech_use_num"], closed);

    // For people: the table, and who is missing from it with the reason.
    let output = client.run("kftc balance --all").run();
    assert_eq!(output.code, Some(4));
    holds(&output.stdout, &["케이뱅크", "total"]);
    holds(&output.stderr, &["error: 1 of 2 accounts", closed, "A0002/415", "hint: "]);

    // Alone it is an error as any other.
    let error = client.run(&format!("kftc balance {closed} --json")).run().error(4);
    assert_eq!(error["bankCode"], "415");
}

#[test]
fn rows_that_came_stay_where_others_fail() {
    let client = Client::of(3, 2);
    for format in ["ndjson", "csv"] {
        let output = client.run(&format!("kftc transactions --all --format {format}")).run();
        assert_eq!(output.code, Some(4), "{output}");
        assert!(output.stdout.lines().count() > 5, "{output}");
        assert!(!output.stdout.contains("120260000100030000000001"), "{output}");
    }
}

#[test]
fn an_account_without_consent_is_shown_and_passed_over_with_the_reason() {
    let client = Client::of(4, 2);
    let silent = "120260000100040000000000";
    let accounts = client.run("kftc accounts --json").run().json();
    assert_eq!(accounts["accounts"][0]["inquiry_agree_yn"], "N");
    assert_eq!(accounts["accounts"].as_array().unwrap().len(), 2);
    holds(&client.run("kftc accounts").run().ok(), &[silent, "no: "]);

    let output = client.run("kftc balance --all --json").run();
    holds(&output.stderr, &[silent, "passed over", "no consent"]);
    let document = output.json();
    assert_eq!(document["balances"].as_array().unwrap().len(), 1);
    assert_eq!(document["errors"], json!([]));

    let error = client.run(&format!("kftc balance {silent} --json")).run();
    assert!(matches!(error.code, Some(3 | 4)), "{error}");
    assert_eq!(error.stdout, "");
}

#[test]
fn the_worst_failure_decides_the_exit_code() {
    let of = |bad: [fn() -> crate::support::Reply; 2]| {
        let provider = Provider::deciding(move |asked| {
            let account = parameter(asked, "fintech_use_num");
            match account {
                None if asked.contains("/account/list") => accounts(3),
                None => token(1),
                Some(account) if account == number(0) => balance("1"),
                Some(account) if account == number(1) => bad[0](),
                Some(_) => bad[1](),
            }
        });
        Gateway::connected(provider)
    };
    let html = || crate::support::Reply::new("200 OK", &["content-type: text/html"], "<p>");
    let consent = || refused("A0014");
    let closed = || refused_by_bank("415");
    for (bad, code, kind) in [
        ([closed as fn() -> _, html as fn() -> _], 5, "network"),
        ([consent, closed], 4, "provider_refused"),
        ([consent, consent], 3, "login_required"),
    ] {
        let gateway = of(bad);
        let output = gateway.run("kftc balance --all --json").run();
        let document = partly(&output, code);
        assert_eq!(document["balances"].as_array().unwrap().len(), 1);
        assert_eq!(document["errors"].as_array().unwrap().len(), 2);
        let last: Value = serde_json::from_str(output.stderr.lines().last().unwrap()).unwrap();
        assert_eq!(last["error"]["kind"], kind, "{output}");
        assert_eq!(last["error"]["provider"], "KFTC_OPENBANKING", "{output}");
        if code == 3 {
            holds(last["error"]["hint"].as_str().unwrap(), &["qetta kftc connect"]);
        }
    }
}

#[test]
fn a_list_that_was_never_fetched_is_fetched_when_it_is_needed() {
    // Connected, and the accounts could not be listed then.
    let mut lists = 0;
    let provider = Provider::deciding(move |asked| {
        if asked.contains("/token ") {
            return token(1);
        }
        if asked.contains("/account/list") {
            lists += 1;
            return if lists == 1 { refused("A0099") } else { accounts(2) };
        }
        balance("5")
    });
    let gateway = Gateway { home: Home::new(), provider };
    let login = Login::begin(gateway.run("kftc connect --no-browser --json"));
    let back = login.back("code=x");
    let output = login.comes_back(&back).1;
    assert_ne!(output.code, Some(0), "{output}");
    let connection: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(connection["accounts"], json!([]));
    let document = gateway.run("kftc balance --all --json").run().json();
    assert_eq!(document["balances"].as_array().unwrap().len(), 2);
}

#[test]
fn nobody_who_has_no_account_is_asked_for_one() {
    let none = answer(&json!({"rsp_code": "A0000", "res_cnt": "0", "res_list": []}));
    let provider = Provider::answering([token(1), none]);
    let gateway = Gateway::connected(provider);
    assert_eq!(gateway.run("kftc accounts --json").run().json(), json!({"accounts": []}));
    let document = gateway.run("kftc balance --all --json").run().json();
    assert_eq!(document, json!({"balances": [], "errors": []}));
}
