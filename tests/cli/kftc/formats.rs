//! The same transactions for people, for programs and for spreadsheets.

use serde_json::Value;

use crate::kftc::scripted::{Gateway, accounts, refused_by_bank};
use crate::kftc::{SALARY, connected, sandbox};
use crate::support::{Home, holds};

const HEADER: &str = "fintech_use_num,tran_date,tran_time,inout_type,direction,tran_type,print_content,tran_amt,after_balance_amt,branch_name";

/// How many columns of a terminal a text fills: a syllable of Hangul fills two.
fn columns(text: &str) -> usize {
    text.chars().map(|c| if ('가'..='힣').contains(&c) { 2 } else { 1 }).sum()
}

#[test]
fn csv_is_rfc_4180_with_the_header_of_the_contract() {
    let home = connected();
    let csv = sandbox(&home, "kftc transactions 급여 --format csv").run().ok();
    let mut lines = csv.split("\r\n");
    assert_eq!(lines.next(), Some(HEADER));
    assert!(csv.ends_with("\r\n"));
    assert_eq!(csv.matches('\n').count(), csv.matches("\r\n").count(), "no other line ends");
    let document = sandbox(&home, "kftc transactions 급여 --json").run().json();
    let postings = document["res_list"].as_array().unwrap();
    let rows: Vec<&str> = lines.filter(|line| !line.is_empty()).collect();
    assert_eq!(rows.len(), postings.len());
    for (row, posting) in rows.iter().zip(postings) {
        assert!(row.starts_with(&format!("{SALARY},{},", posting["tran_date"].as_str().unwrap())));
        holds(row, &[posting["tran_amt"].as_str().unwrap()]);
    }
}

#[test]
fn a_mark_at_the_beginning_tells_excel_that_it_is_utf_8() {
    let home = connected();
    let with = sandbox(&home, "kftc transactions 급여 --format csv --bom").run().ok();
    let without = sandbox(&home, "kftc transactions 급여 --format csv").run().ok();
    assert_eq!(with.strip_prefix('\u{feff}'), Some(&*without));
}

#[test]
fn ndjson_is_an_object_a_line_with_its_account() {
    let home = connected();
    let lines = sandbox(&home, "kftc transactions --all --format ndjson").run().ok();
    assert!(lines.ends_with('\n'));
    let mut of_salary = Vec::new();
    for line in lines.lines() {
        let mut posting: Value = serde_json::from_str(line).unwrap();
        let posting = posting.as_object_mut().unwrap();
        let account = posting.remove("fintech_use_num").unwrap();
        if account == SALARY {
            of_salary.push(Value::Object(posting.clone()));
        }
    }
    let document = sandbox(&home, "kftc transactions 급여 --json").run().json();
    assert_eq!(&of_salary, document["res_list"].as_array().unwrap());
}

#[test]
fn the_other_lists_have_rows_too() {
    let home = connected();
    for (line, count) in [("kftc accounts", 4), ("kftc balance --all", 4), ("kftc balance 급여", 1)]
    {
        let ndjson = sandbox(&home, &format!("{line} --format ndjson")).run().ok();
        let rows: Vec<Value> =
            ndjson.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
        assert_eq!(rows.len(), count, "{line}");
        assert!(rows.iter().all(|row| row["fintech_use_num"].is_string()), "{line}");
        let csv = sandbox(&home, &format!("{line} --format csv")).run().ok();
        assert!(csv.starts_with("fintech_use_num,"), "{csv}");
        assert_eq!(csv.matches("\r\n").count(), count + 1, "{csv}");
    }
}

#[test]
fn a_list_without_rows_has_the_header_of_one_with_rows() {
    let header = |csv: &str| csv.split("\r\n").next().unwrap().to_owned();
    let full = connected();
    let nobody = Gateway::then([accounts(0)]);
    let listed = nobody.run("kftc accounts --refresh --format csv").run().ok();
    let there = sandbox(&full, "kftc accounts --format csv").run().ok();
    assert_eq!(listed, header(&there) + "\r\n");
    let refused = Gateway::then([refused_by_bank("415")]);
    let balances = refused.run("kftc balance --all --format csv").run();
    let there = sandbox(&full, "kftc balance --all --format csv").run().ok();
    assert_eq!((balances.code, balances.stdout), (Some(4), header(&there) + "\r\n"));
    let status = Home::new().qetta("status --format csv").run().ok();
    assert_eq!(status, header(&full.qetta("status --format csv").run().ok()) + "\r\n");
    assert_eq!(Home::new().qetta("status --format ndjson").run().ok(), "");
}

#[test]
fn balances_line_up_with_hangul_in_them() {
    let home = connected();
    for lang in ["ko", "en"] {
        let table = sandbox(&home, &format!("kftc balance --all --lang {lang}")).run().ok();
        let widths: Vec<usize> = table.lines().take(5).map(columns).collect();
        assert!(widths.iter().all(|width| *width == widths[0]), "{widths:?}\n{table}");
    }
    let table = sandbox(&home, "kftc balance --all --lang ko").run().ok();
    holds(&table, &["은행", "계좌번호", "예금주", "잔액", "출금 가능", "합계"]);
}

#[test]
fn transactions_line_up_and_add_up() {
    let home = connected();
    let table = sandbox(&home, "kftc transactions 급여 --lang ko").run().ok();
    let document = sandbox(&home, "kftc transactions 급여 --json").run().json();
    let postings = document["res_list"].as_array().unwrap();
    let thousands = |digits: &str| {
        let mut text = String::new();
        for (at, digit) in digits.chars().enumerate() {
            if at > 0 && (digits.len() - at).is_multiple_of(3) {
                text.push(',');
            }
            text.push(digit);
        }
        text
    };
    let (mut came, mut went) = (0_i64, 0_i64);
    let mut ends = Vec::new();
    for (line, posting) in table.lines().skip(2).zip(postings) {
        let after = thousands(posting["after_balance_amt"].as_str().unwrap());
        let at = line.find(&format!("  {after}  ")).unwrap_or_else(|| panic!("{after}: {line}"));
        ends.push(columns(&line[..at]) + after.len());
        let amount: i64 = posting["tran_amt"].as_str().unwrap().parse().unwrap();
        if posting["direction"] == "in" {
            came += amount;
        } else {
            went += amount;
        }
        holds(line, &[posting["print_content"].as_str().unwrap()]);
    }
    assert!(ends.iter().all(|end| *end == ends[0]), "{ends:?}\n{table}");
    let total = table.lines().last().unwrap();
    holds(total, &["합계", &thousands(&came.to_string()), &thousands(&went.to_string())]);
    holds(&table, &["날짜", "입금", "출금", "잔액", "적요"]);
}

#[test]
fn a_reader_that_has_seen_enough_ends_it_quietly() {
    let home = connected();
    for format in ["ndjson", "csv"] {
        let line = format!("kftc transactions --all --from 365d --format {format}");
        let mut child = sandbox(&home, &line).spawn();
        drop(child.stdout.take());
        let output = child.wait_with_output().unwrap();
        let stderr = String::from_utf8(output.stderr).unwrap();
        assert_eq!((output.status.code(), stderr.as_str()), (Some(0), ""));
    }
}
