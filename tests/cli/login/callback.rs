//! What all logins have in common, whoever the provider is.

use crate::kftc::browser::{Login, get};
use crate::login::{connected, sandbox};
use crate::sandbox::Served;
use crate::support::{Home, holds};

#[test]
fn a_login_without_a_person_fails_at_once_with_the_command_to_run() {
    let home = Home::new();
    for (line, provider, command) in [
        ("login hyfata", "HYFATA", "`qetta login hyfata --sandbox`"),
        ("hyfata login", "HYFATA", "`qetta login hyfata --sandbox`"),
        ("login ottm", "OTTM", "`qetta login ottm --sandbox`"),
        ("ottm login --hive", "OTTM", "`qetta login ottm --sandbox`"),
        ("login acme", "ACME", "`qetta login acme --sandbox`"),
        ("login kftc", "KFTC_OPENBANKING", "`qetta kftc connect --sandbox`"),
    ] {
        let error = sandbox(&home, &format!("{line} --json")).env("CI", "true").run().error(3);
        assert_eq!(error["kind"], "login_required", "{line}");
        assert_eq!(error["provider"], provider, "{line}");
        holds(error["hint"].as_str().unwrap(), &[command, "--wait"]);
        let asking = sandbox(&home, &format!("{line} --no-input")).run().fails(3);
        holds(&asking, &[command]);
    }
    assert!(connected(sandbox(&home, "status --json")).is_empty());
}

#[test]
fn login_kftc_is_kftc_connect() {
    let connections = ["login kftc", "kftc connect"].map(|line| {
        let home = Home::new();
        let connection = sandbox(&home, &format!("{line} --approve --json")).run().json();
        let accounts = sandbox(&home, "kftc accounts --json").run().json();
        assert_eq!(accounts["accounts"], connection["accounts"], "{line}");
        connection
    });
    assert_eq!(connections[0], connections[1]);
    assert_eq!(connections[0]["provider"], "KFTC_OPENBANKING");
    // Its scope can be another, as everywhere.
    let home = Home::new();
    let login = Login::begin(sandbox(&home, "login kftc --no-browser --scope login"));
    assert_eq!(login.parameter("scope"), "login");
}

#[test]
fn whom_nobody_can_log_in_to_has_a_token_instead() {
    let home = Home::new();
    for provider in ["toss", "hive"] {
        let words = sandbox(&home, &format!("login {provider}")).run().fails(2);
        holds(
            &words,
            &["has no login", &format!("hint: `qetta token {provider} --sandbox` gets one")],
        );
    }
}

#[test]
fn c06_c07_a_wrong_state_does_not_end_a_login_and_the_right_one_ends_it_once() {
    let (there, home) = (Home::new(), Home::new());
    let served = Served::start(&there, "--approve");
    let login = Login::begin(served.client(home.qetta("login hyfata --no-browser --json")));
    let good = get(&login.url).location();
    let wrong = login.back("code=wrong").to_string().replace(&login.parameter("state"), "wrong");
    assert_eq!(get(&wrong.parse().unwrap()).status, 400);
    let first = get(&good);
    assert_eq!(first.status, 303);
    assert!((400..500).contains(&get(&good).status), "a state is good for one");
    get(&first.location());
    login.ends().json();
}

#[test]
fn the_address_can_be_pasted() {
    let (there, home) = (Home::new(), Home::new());
    let served = Served::start(&there, "--approve");
    let run = served.client(home.qetta("login ottm --no-browser --paste --json"));
    let mut login = Login::begin(run.asking());
    let back = get(&login.url).location();
    let mut stdin = login.child().stdin.take().unwrap();
    std::io::Write::write_all(&mut stdin, format!("http://127.0.0.1/x\n{back}\n").as_bytes())
        .unwrap();
    let output = login.ends();
    holds(&output.stderr, &["that is not it"]);
    assert_eq!(output.json()["provider"], "OTTM");
}
