//! `qetta explain`

use crate::support::{Home, holds};

#[test]
fn several_codes_at_once_in_the_order_asked_for() {
    let home = Home::new();
    let text = home.qetta("explain a0002 415").run().ok();
    assert_eq!(
        text,
        "\
code    A0002
means   the bank refused; in the test bed also: no answer is registered
remedy  the bank's own code says why: `bankCode` in the JSON error
source  answers seen from the test bed

code    415
means   the account is closed
remedy  this account cannot be asked for any more; connect another one with `qetta kftc connect`
source  the specification as several projects transcribe it
"
    );
}

#[test]
fn in_korean() {
    let home = Home::new();
    let text = home.qetta("explain CE3102 --lang ko").run().ok();
    assert_eq!(
        text,
        "\
코드  CE3102
의미  요청이 아직 완료되지 않음
조치  사용자가 토스 앱에서 인증을 마친 뒤 다시 조회하세요
근거  토스 공식 문서의 사본
"
    );
}

#[test]
fn programs_get_english_whatever_the_language() {
    let home = Home::new();
    let run = || home.qetta("explain invalid_client O0001[3000114] --lang ko").arg("--format");
    let document = run().arg("json").run().json();
    let codes = document["codes"].as_array().unwrap();
    assert_eq!(codes.len(), 2);
    assert_eq!(codes[0]["code"], "invalid_client");
    assert_eq!(codes[0]["source"], "RFC 6749 section 5.2");
    assert_eq!(codes[1]["code"], "3000114");
    assert_eq!(codes[1]["means"], "the redirect URI is not the registered callback URL");
    holds(codes[1]["remedy"].as_str().unwrap(), &["KFTC_REDIRECT_URI"]);
    assert_eq!(run().arg("ndjson").run().ok().lines().count(), 2);
    holds(&run().arg("csv").run().ok(), &["code,means,remedy,source\r\n", "3000114,"]);
}

#[test]
fn an_unknown_code_is_named_with_those_near_it() {
    let home = Home::new();
    let error = home.qetta("explain A0002 invalid_cleint --json").run().error(2);
    assert_eq!(error["kind"], "usage");
    assert_eq!(error["message"], "no explanation of `invalid_cleint` is known");
    holds(error["hint"].as_str().unwrap(), &["invalid_client"]);
    let stderr = home.qetta("explain XYZ --lang ko").run().fails(2);
    holds(&stderr, &["`XYZ` 코드의 설명을 찾을 수 없습니다", "CE1000"]);
    home.qetta("explain").run().fails(2);
}

#[test]
fn it_needs_no_settings_and_makes_nothing() {
    let home = Home::new();
    home.qetta("explain O0011").env("QETTA_TIMEOUT", "never").run().ok();
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
}
