//! `qetta pkce`

use crate::support::{Home, Output, holds};

/// RFC 7636, Appendix B.
const VERIFIER: &str = "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk";
const CHALLENGE: &str = "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM";

fn verify(verifier: &str, flags: &str) -> Output {
    let line = format!("pkce verify --challenge {CHALLENGE} {flags}");
    Home::new().qetta(&line).stdin(verifier).run()
}

/// Why it is not valid, as programs read it; the error beside it says the same.
#[track_caller]
fn reason(verifier: &str) -> String {
    let output = verify(verifier, "--json");
    assert_eq!(output.code, Some(1), "{output}");
    let document: serde_json::Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(document["valid"], false);
    let last: serde_json::Value =
        serde_json::from_str(output.stderr.lines().last().unwrap()).unwrap();
    assert_eq!(last["error"]["kind"], "check_failed");
    assert_eq!(last["error"]["message"], document["reason"]);
    assert_eq!(last["error"]["hint"], document["hint"]);
    document["reason"].as_str().unwrap().to_owned()
}

#[test]
fn a_new_pair_fits_together() {
    let home = Home::new();
    let pair = home.qetta("pkce new --json").run().json();
    let field = |name: &str| pair[name].as_str().unwrap().to_owned();
    assert_eq!(field("code_challenge_method"), "S256");
    assert_eq!((field("code_verifier").len(), field("code_challenge").len()), (43, 43));
    let line = format!("pkce verify --json --challenge {}", field("code_challenge"));
    let verdict = home.qetta(&line).stdin(&field("code_verifier")).run().ok();
    assert_eq!(verdict, "{\"valid\":true}\n");
    let other = home.qetta("pkce new --json").run().json();
    assert_ne!(other["code_verifier"], pair["code_verifier"]);
    let text = home.qetta("pkce new").run().ok();
    holds(&text, &["code_verifier  ", "code_challenge  ", "code_challenge_method  S256"]);
}

#[test]
fn the_challenge_of_the_rfc_is_printed_for_scripts() {
    let home = Home::new();
    for ending in ["", "\n", "\r\n"] {
        let verifier = format!("{VERIFIER}{ending}");
        let text = home.qetta("pkce challenge").stdin(&verifier).run().ok();
        assert_eq!(text, format!("{CHALLENGE}\n"));
    }
    let document = home.qetta("pkce challenge --json").stdin(VERIFIER).run().json();
    assert_eq!(
        document,
        serde_json::json!({ "code_challenge": CHALLENGE, "code_challenge_method": "S256" })
    );
}

#[test]
fn a_challenge_is_not_made_of_a_bad_verifier() {
    let home = Home::new();
    let error = home.qetta("pkce challenge --json").stdin("canary").run().error(1);
    assert_eq!(error["kind"], "check_failed");
    assert!(!error.to_string().contains("canary"), "{error}");
    let stderr = home.qetta("pkce challenge --lang ko").stdin("").run().fails(1);
    holds(&stderr, &["0자, 최소 43자", "`qetta pkce new`"]);
}

#[test]
fn a_verifier_is_valid_or_it_is_said_why_not() {
    holds(&verify(VERIFIER, "").ok(), &["valid: the verifier answers the challenge"]);
    holds(&verify(VERIFIER, "--lang ko").ok(), &["유효: "]);
    assert_eq!(reason(&VERIFIER.replace('d', "e")), "challenge mismatch");
    holds(&reason("short"), &["too short", "5 characters", "43"]);
    holds(&reason(&"a".repeat(129)), &["too long", "129 characters", "128"]);
    holds(&reason(&VERIFIER.replace('-', "+")), &["character 13 is `+`"]);
    holds(&reason(&format!("{VERIFIER} ")), &["character 44 is U+0020"]);
    holds(&reason(&format!("{VERIFIER}\n\n")), &["line break at character 44"]);
    let output = verify("short", "");
    assert_eq!((output.code, output.stdout.as_str()), (Some(1), "not valid\n"));
    holds(&output.stderr, &["error: the verifier is too short", "hint: "]);
}

#[test]
fn the_samples_of_hyfatas_guide_are_known_for_what_they_are() {
    let wrapped = format!("{}\n{}\n", "a".repeat(76), "b".repeat(52));
    holds(&reason(&wrapped), &["character 77 of 129", "base64"]);
    holds(&verify(&wrapped, "").stderr, &["hint: use `base64 -w0`", "`tr -d '\\n'`"]);
    let codes = "65971224890".repeat(28);
    holds(&reason(&codes), &["308 characters, all of them digits", "List<int>"]);
    holds(&verify(&codes, "--lang ko").stderr, &["문자 코드", "String.fromCharCodes"]);
}

#[test]
fn no_verifier_is_in_an_error() {
    for ending in [" ", "\nx", "+", &"x".repeat(128)] {
        let verifier = format!("CANARY-SECRET-{VERIFIER}{ending}");
        let output = verify(&verifier, "-vv");
        assert_eq!(output.code, Some(1));
        assert!(!output.to_string().contains("CANARY"), "{output}");
    }
}

#[test]
fn it_needs_no_settings_and_makes_nothing() {
    let home = Home::new();
    home.qetta("pkce new").env("QETTA_TIMEOUT", "never").run().ok();
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn what_is_typed_wrongly_is_2() {
    let home = Home::new();
    home.qetta("pkce").run().fails(2);
    home.qetta("pkce verify").run().fails(2);
    let stderr = home.qetta("pkce new --format csv").run().fails(2);
    holds(&stderr, &["no csv"]);
    let endless = "a".repeat((1 << 20) + 1);
    holds(&home.qetta("pkce challenge").stdin(&endless).run().fails(2), &["1 MiB"]);
    // A challenge may begin with a hyphen.
    let output = home.qetta("pkce verify --challenge -x --json").stdin(VERIFIER).run();
    assert_eq!(output.code, Some(1), "{output}");
}
