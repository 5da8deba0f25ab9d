//! `qetta kftc connect`, with a person who uses a browser.

use std::net::TcpListener;

use crate::kftc::ANY_PORT;
use crate::kftc::browser::{Login, agrees, decide};
use crate::sandbox::Served;
use crate::support::{CLIENT_SECRET, Home, Run, closed_port, holds};

/// A client that is led to `served`, and comes back on any port.
fn client(served: &Served, home: &Home, line: &str) -> Run {
    served.client(home.qetta(line)).env("KFTC_REDIRECT_URI", ANY_PORT)
}

/// A client with settings of its own, at a provider that is never asked.
fn nowhere(home: &Home, line: &str) -> Run {
    home.qetta(line)
        .env("KFTC_API_BASE", closed_port())
        .env("KFTC_CLIENT_ID", "mine")
        .env("KFTC_CLIENT_SECRET", CLIENT_SECRET)
        .env("KFTC_REDIRECT_URI", ANY_PORT)
}

#[test]
fn a_person_agrees_in_the_browser_and_is_connected() {
    let (there, home) = (Home::new(), Home::new());
    let served = Served::start(&there, "");
    let login = Login::begin(client(&served, &home, "kftc connect --no-browser --json"));
    assert_eq!(login.parameter("response_type"), "code");
    assert_eq!(login.parameter("auth_type"), "0");
    assert_eq!(login.parameter("state").len(), 32);
    let back = decide(&login.url, &agrees(2, 2)).location();
    let (page, output) = login.comes_back(&back);
    holds(&page.body, &["qetta"]);
    for header in ["no-store", "no-referrer", "content-security-policy", "text/html"] {
        holds(&page.head.to_ascii_lowercase(), &[header]);
    }
    let connection = output.json();
    assert_eq!(connection["userSeqNo"], "1101000002");
    let banks: Vec<_> = connection["accounts"]
        .as_array()
        .unwrap()
        .iter()
        .map(|account| (&account["bank_name"], &account["account_holder_name"]))
        .collect();
    assert_eq!(
        banks,
        [(&"우리은행".into(), &"이도윤".into()), (&"토스뱅크".into(), &"이도윤".into())]
    );
    // What was learnt is there for the next command.
    let accounts = client(&served, &home, "kftc accounts --json").run().json();
    assert_eq!(accounts["accounts"], connection["accounts"]);
}

#[test]
fn the_address_stands_alone_on_a_line_of_stderr() {
    let (there, home) = (Home::new(), Home::new());
    let served = Served::start(&there, "");
    // That it begins at its line's start and ends at its end is what `begin` looks for.
    let login = Login::begin(client(&served, &home, "kftc connect --no-browser"));
    assert!(login.url.as_str().starts_with(&format!("{}/kftc/", served.url())));
    let back = decide(&login.url, &agrees(1, 4)).location();
    let stdout = login.comes_back(&back).1.ok();
    holds(&stdout, &["1101000001", "김하늘", "2027-02-19 20:59:59 KST"]);
    assert!(!stdout.contains("http"), "{stdout}");
}

#[test]
fn who_turns_back_is_believed() {
    let (there, home) = (Home::new(), Home::new());
    let served = Served::start(&there, "");
    let login = Login::begin(client(&served, &home, "kftc connect --no-browser --json"));
    let back = decide(&login.url, "user=1101000001&decision=refuse").location();
    let error = login.comes_back(&back).1.error(4);
    assert_eq!(error["kind"], "provider_refused");
    assert_eq!(error["provider"], "KFTC_OPENBANKING");
    holds(error["message"].as_str().unwrap(), &["access_denied", "동의하지 않았습니다"]);
    assert_eq!(error["providerCode"], "access_denied");
    holds(error["providerMessage"].as_str().unwrap(), &["동의하지 않았습니다"]);
    holds(error["hint"].as_str().unwrap(), &["qetta kftc connect"]);
    assert_eq!(
        client(&served, &home, "kftc token --json").run().error(3)["kind"],
        "login_required"
    );
}

#[test]
fn a_connection_that_stood_survives_a_refusal() {
    let (there, home) = (Home::new(), Home::new());
    let served = Served::start(&there, "");
    let login = Login::begin(client(&served, &home, "kftc connect --no-browser"));
    let back = decide(&login.url, &agrees(1, 1)).location();
    login.comes_back(&back).1.ok();
    let token = client(&served, &home, "token kftc").run().ok();
    let login = Login::begin(client(&served, &home, "kftc connect --no-browser"));
    let back = decide(&login.url, "decision=refuse").location();
    login.comes_back(&back).1.fails(4);
    assert_eq!(client(&served, &home, "token kftc").run().ok(), token);
}

#[test]
fn the_server_that_agrees_by_itself_needs_no_browser() {
    let (there, home) = (Home::new(), Home::new());
    let served = Served::start(&there, "--approve");
    let connection = client(&served, &home, "kftc connect --approve --json").run().json();
    assert_eq!(connection["userSeqNo"], "1101000001");
}

#[test]
fn a_server_that_asks_does_not_agree_by_itself() {
    let (there, home) = (Home::new(), Home::new());
    let served = Served::start(&there, "");
    let error = client(&served, &home, "kftc connect --approve --json").run().error(4);
    holds(error["hint"].as_str().unwrap(), &["qetta sandbox --approve"]);
}

#[test]
fn a_real_consent_is_never_given_by_itself() {
    let home = Home::new();
    for base in ["https://openapi.openbanking.or.kr", "https://127.0.0.1.example"] {
        let run = nowhere(&home, "kftc connect --approve --json").env("KFTC_API_BASE", base);
        assert_eq!(run.run().error(2)["kind"], "usage");
    }
}

#[cfg(unix)]
#[test]
fn the_browser_of_the_environment_gets_the_address_as_its_one_argument() {
    let (there, home) = (Home::new(), Home::new());
    let served = Served::start(&there, "");
    let script = home.file(
        "my browser.sh",
        "test $# = 2 && printf %s \"$2\" > \"$1.part\" && mv \"$1.part\" \"$1\"\n",
    );
    let seen = home.path().join("address");
    let browser = format!("/nowhere/at/all:/bin/sh '{}' {}", script.display(), seen.display());
    let child = client(&served, &home, "kftc connect --json").env("BROWSER", browser).spawn();
    while !seen.exists() {
        std::thread::yield_now();
    }
    let url = std::fs::read_to_string(&seen).unwrap().parse().unwrap();
    let back = decide(&url, &agrees(6, 1)).location();
    let redirect = super::browser::get(&back);
    assert_eq!(super::browser::get(&redirect.location()).status, 200);
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0));
    holds(&String::from_utf8(output.stdout).unwrap(), &["정유진"]);
    let stderr = String::from_utf8(output.stderr).unwrap();
    assert!(!stderr.contains("/authorize"), "it opened, so it need not be shown: {stderr}");
}

#[cfg(unix)]
#[test]
fn where_no_browser_opens_the_address_is_shown() {
    let (there, home) = (Home::new(), Home::new());
    let served = Served::start(&there, "");
    let run = client(&served, &home, "kftc connect").env("BROWSER", "/nowhere/at/all:/bin/false");
    let login = Login::begin(run);
    let back = decide(&login.url, &agrees(1, 1)).location();
    login.comes_back(&back).1.ok();
}

#[test]
fn an_address_is_pasted_and_a_wrong_one_first() {
    use std::io::Write as _;

    let (there, home) = (Home::new(), Home::new());
    let served = Served::start(&there, "");
    let run = client(&served, &home, "kftc connect --no-browser --paste --json").asking();
    let mut login = Login::begin(run);
    let good = decide(&login.url, &agrees(1, 2)).location();
    let mut stdin = login.child().stdin.take().unwrap();
    let wrong_state = login.back("code=x").as_str().replace("&state=", "&state=x");
    for wrong in [login.url.as_str(), "kftc", &wrong_state] {
        writeln!(stdin, "{wrong}").unwrap();
    }
    writeln!(stdin, "  \"{good}\"  ").unwrap();
    drop(stdin);
    let output = login.ends();
    assert_eq!(output.stderr.matches("that is not it: ").count(), 3, "{output}");
    assert_eq!(output.json()["accounts"].as_array().unwrap().len(), 2);
}

#[test]
fn while_it_reads_it_listens() {
    let (there, home) = (Home::new(), Home::new());
    let served = Served::start(&there, "");
    let run = client(&served, &home, "kftc connect --no-browser --paste").asking();
    let login = Login::begin(run);
    let back = decide(&login.url, &agrees(1, 1)).location();
    login.comes_back(&back).1.ok();
}

#[test]
fn a_redirect_uri_on_another_machine_is_pasted() {
    use std::io::Write as _;

    let home = Home::new();
    let run = nowhere(&home, "kftc connect --no-browser --json")
        .env("KFTC_REDIRECT_URI", "https://shop.example/kftc")
        .asking();
    let mut login = Login::begin(run);
    assert_eq!(login.parameter("redirect_uri"), "https://shop.example/kftc");
    let back = login.back("error=access_denied");
    writeln!(login.child().stdin.take().unwrap(), "{back}").unwrap();
    let error = login.ends().error(4);
    holds(error["message"].as_str().unwrap(), &["access_denied"]);
    assert_eq!(error["providerCode"], "access_denied");
}

#[test]
fn nobody_comes() {
    let home = Home::new();
    let error = nowhere(&home, "kftc connect --no-browser --wait 1 --json").run().error(6);
    assert_eq!(error["kind"], "callback_timeout");
    holds(error["message"].as_str().unwrap(), &["1 s"]);
}

#[cfg(unix)]
#[test]
fn who_presses_ctrl_c_does_not_wait_for_the_browser() {
    let home = Home::new();
    for line in ["kftc connect --no-browser --json", "kftc connect --no-browser --paste --json"] {
        let mut login = Login::begin(nowhere(&home, line).asking());
        let port = login.parameter("redirect_uri").parse::<url::Url>().unwrap().port().unwrap();
        let id = login.child().id().to_string();
        std::process::Command::new("kill").args(["-INT", &id]).status().unwrap();
        assert_eq!(login.ends().error(130)["kind"], "interrupted");
        drop(TcpListener::bind(("127.0.0.1", port)).unwrap());
    }
}

#[test]
fn a_port_that_somebody_has_is_named() {
    let home = Home::new();
    let taken = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = taken.local_addr().unwrap().port();
    let at = format!("http://localhost:{port}/oauth/kftc/callback");
    let error = nowhere(&home, "kftc connect --json").env("KFTC_REDIRECT_URI", at).run().error(7);
    assert_eq!(error["kind"], "config");
    holds(error["message"].as_str().unwrap(), &[&port.to_string()]);
    holds(error["hint"].as_str().unwrap(), &["redirect URI", "--paste"]);
}

#[test]
fn settings_that_are_missing_are_all_named() {
    let home = Home::new();
    let words = home.qetta("kftc connect").run().fails(7);
    holds(&words, &["KFTC_CLIENT_ID", "KFTC_CLIENT_SECRET", "hint: "]);
    let words = home.qetta("kftc connect").env("KFTC_CLIENT_ID", "mine").run().fails(7);
    holds(&words, &["KFTC_CLIENT_SECRET"]);
    assert!(!words.contains("KFTC_CLIENT_ID"), "{words}");
    // Plain http is for this machine alone.
    let run = nowhere(&home, "kftc connect --json").env("KFTC_API_BASE", "http://kftc.example");
    holds(run.run().error(7)["message"].as_str().unwrap(), &["KFTC_API_BASE"]);
    let run = nowhere(&home, "kftc connect --json").env("KFTC_CLIENT_USE_CODE", "M2026");
    holds(run.run().error(7)["message"].as_str().unwrap(), &["KFTC_CLIENT_USE_CODE"]);
}

#[test]
fn where_nobody_is_there_nobody_is_waited_for() {
    let home = Home::new();
    let error = nowhere(&home, "kftc connect --json").env("CI", "1").run().error(3);
    assert_eq!(error["kind"], "login_required");
    holds(error["hint"].as_str().unwrap(), &["--wait"]);
    nowhere(&home, "kftc connect --no-input").run().fails(3);
    // Who says how long to wait is waited for.
    nowhere(&home, "kftc connect --no-browser --wait 1").env("CI", "1").run().fails(6);
}

#[test]
fn how_long_to_wait_has_its_bounds() {
    let home = Home::new();
    for wait in ["0", "601", "-1", "soon"] {
        nowhere(&home, &format!("kftc connect --wait={wait}")).run().fails(2);
    }
    nowhere(&home, "kftc connect --approve --paste").run().fails(2);
}

#[test]
fn a_code_that_is_refused_ends_it() {
    let (there, home) = (Home::new(), Home::new());
    let served = Served::start(&there, "");
    let login = Login::begin(client(&served, &home, "kftc connect --no-browser --json"));
    let back = login.back("code=made-up");
    let error = login.comes_back(&back).1.error(4);
    assert_eq!(error["provider"], "KFTC_OPENBANKING");
    assert!(error["providerCode"].is_string(), "{error}");
}
