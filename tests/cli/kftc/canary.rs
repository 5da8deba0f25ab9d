//! The secrets of a connection: in no output, no log and no file.

use crate::kftc::browser::Login;
use crate::kftc::scripted::{
    CODE, Gateway, SECRET, access, accounts, answer, balance, number, parameter, refresh, refused,
    token, two_legged,
};
use crate::support::{Home, Output, Provider, Reply, Run};

fn loud(run: Run) -> Run {
    run.env("RUST_BACKTRACE", "full").env("RUST_LOG", "trace")
}

/// What must be seen nowhere. Masking may show the ends of a long secret.
fn canaries() -> Vec<String> {
    let mut whole = vec![SECRET.to_owned(), CODE.to_owned(), "canary-two-legged-0123456789".into()];
    for version in 1..=3 {
        whole.extend([access(version), refresh(version)]);
    }
    let middle = |secret: &String| {
        let letters: Vec<char> = secret.chars().collect();
        letters[6..letters.len() - 6].iter().collect()
    };
    whole.iter().map(middle).collect()
}

#[track_caller]
fn silent(text: &str, what: &str) {
    for canary in canaries() {
        assert!(!text.contains(&canary), "{canary} is in {what}:\n{text}");
    }
}

#[track_caller]
fn nothing_rests_in_the_open(home: &Home, state: &str) {
    for (path, bytes) in home.files() {
        for canary in canaries().iter().map(String::as_str).chain([state]) {
            let found = bytes.windows(canary.len()).any(|window| window == canary.as_bytes());
            assert!(!found, "{} holds {canary} in the open", path.display());
        }
    }
}

/// Connects with everything said aloud; the output, without the line that shows the address.
#[track_caller]
fn connect(gateway: &Gateway) -> (Output, String) {
    let login = Login::begin(loud(gateway.run("kftc connect --no-browser -vv")));
    let state = login.parameter("state");
    let address = login.url.to_string();
    let back = login.back(&format!("code={CODE}"));
    let (page, mut output) = login.comes_back(&back);
    silent(&page.body, "the last page");
    assert!(!page.body.contains(&state), "{}", page.body);
    // The address has the state and is meant to be seen; nothing else has it.
    output.stderr = output.stderr.replacen(&address, "", 1);
    (output, state)
}

#[test]
fn no_secret_of_a_connection_is_seen_at_the_loudest() {
    let later = [
        ("kftc accounts --refresh -vv", "2026-11-21T12:00:00Z"),
        ("kftc balance --all -vv", "2026-11-21T12:00:00Z"),
        ("kftc balance --all -vv --json", "2027-02-19T12:00:00Z"),
        ("kftc transactions --all -vv --format csv", "2027-02-19T12:00:00Z"),
        ("kftc token -vv", "2027-02-19T12:00:00Z"),
        ("status -vv --json", "2027-02-19T12:00:00Z"),
        ("config show -vv", "2027-02-19T12:00:00Z"),
        ("disconnect kftc -vv", "2027-02-19T12:00:00Z"),
    ];
    let mut tokens = 0;
    let provider = Provider::deciding(move |asked| {
        match parameter(asked, "grant_type").as_deref() {
            Some("client_credentials") => return two_legged("M202600001"),
            Some(_) => {
                tokens += 1;
                return token(tokens);
            }
            None => {}
        }
        if asked.contains("/account/list") {
            return accounts(2);
        }
        if asked.contains("/revoke") {
            // KFTC's own answer repeats what it was sent.
            return answer(&serde_json::json!({
                "rsp_code": "O0000", "rsp_message": SECRET, "client_secret": SECRET,
                "access_token": access(2), "refresh_token": refresh(2),
            }));
        }
        balance("1")
    });
    let gateway = Gateway { home: Home::new(), provider };
    let (output, state) = connect(&gateway);
    assert_eq!(output.code, Some(0), "{output}");
    silent(&output.to_string(), "connect");
    assert!(!output.to_string().contains(&state), "{output}");
    nothing_rests_in_the_open(&gateway.home, &state);
    for (line, moment) in later {
        let output = loud(gateway.without_institution(line)).at(moment).run();
        assert!(matches!(output.code, Some(0 | 5)), "{line}: {output}");
        silent(&output.to_string(), line);
        nothing_rests_in_the_open(&gateway.home, &state);
    }
}

#[test]
fn a_gateway_that_repeats_our_secrets_is_not_repeated() {
    // What is known when a code is exchanged, and what is known at an inquiry.
    let before = [SECRET, CODE].join(" ");
    let after = [SECRET, &access(1), &refresh(1)].join(" ");
    for (to_the_code, to_an_inquiry) in echoes(&before).into_iter().zip(echoes(&after)) {
        let provider = Provider::answering([to_the_code]);
        let gateway = Gateway { home: Home::new(), provider };
        let (output, _) = connect(&gateway);
        assert!(matches!(output.code, Some(3..=5)), "{output}");
        silent(&output.to_string(), "a code that was not exchanged");

        let gateway = Gateway::then([to_an_inquiry, refused("O0014")]);
        for json in ["", " --json"] {
            let run = gateway.run(&format!("kftc balance {} -vv{json}", number(0)));
            let output = loud(run).run();
            assert!(matches!(output.code, Some(3..=5)), "{output}");
            silent(&output.to_string(), "an inquiry that was not answered");
        }
    }
}

/// The ways in which a gateway could say `secrets`.
fn echoes(secrets: &str) -> [Reply; 6] {
    let refusal = serde_json::json!({"rsp_code": "A0099", "rsp_message": secrets});
    let error = serde_json::json!({"error": secrets});
    let location = format!("location: http://127.0.0.1:1/?x={}", secrets.replace(' ', "+"));
    [
        answer(&refusal),
        Reply::json("400 Bad Request", &refusal.to_string()),
        Reply::json("401 Unauthorized", &error.to_string()),
        Reply::new("200 OK", &["content-type: text/html"], &format!("<p>{secrets}")),
        Reply::new("302 Found", &[&location], ""),
        Reply::new("500 Internal Server Error", &[&format!("x-debug: {secrets}")], secrets),
    ]
}

#[test]
fn the_result_that_is_the_token_is_on_stdout_alone() {
    let gateway = Gateway::then([balance("1")]);
    for line in ["kftc token --json -vv", "token kftc -vv", "token kftc --header -vv"] {
        let output = loud(gateway.run(line)).run();
        assert!(output.stdout.contains(&access(1)), "{output}");
        silent(&output.stderr, line);
        assert!(!output.stdout.contains(&refresh(1)), "{output}");
    }
}
