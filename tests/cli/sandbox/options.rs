//! The options of `qetta sandbox`

use serde_json::Value;

use super::{Served, is_announced, raw};
use crate::support::{Home, holds};

#[test]
fn s25_where_others_can_reach_it_nothing_listens_unasked() {
    let home = Home::new();
    for address in ["0.0.0.0", "::", "192.0.2.1"] {
        let stderr = home.qetta(&format!("sandbox --port 0 --bind {address}")).run().fails(2);
        holds(&stderr, &["loopback", "hint:", "--i-know-this-is-public"]);
    }
    assert!(!is_announced(&home));
    let served = Served::start(&home, "--bind 0.0.0.0 --i-know-this-is-public");
    let port = served.url().strip_prefix("http://127.0.0.1:").unwrap().to_owned();
    for (host, status) in
        [("127.0.0.1", "200"), ("192.0.2.1", "200"), ("evil.example", "421"), ("qetta", "421")]
    {
        let request = format!(
            "GET /__qetta/health HTTP/1.1\r\nhost: {host}:{port}\r\nconnection: close\r\n\r\n"
        );
        let answer = raw(served.url(), &request);
        assert!(answer.starts_with(&format!("HTTP/1.1 {status}")), "{host}: {answer}");
    }
}

#[test]
fn another_address_of_this_machine_needs_no_consent() {
    let served = Served::start(&Home::new(), "--bind 127.0.0.2");
    assert!(served.url().starts_with("http://127.0.0.2:"), "{}", served.url());
    assert!(served.get("/__qetta/health").starts_with("HTTP/1.1 200"));
}

#[test]
fn the_authority_of_https_is_written_where_one_wants_it_and_named() {
    let home = Home::new();
    let served = Served::start(&home, "--https --ca-out ca.crt");
    let path = home.path().join("ca.crt");
    assert_eq!(served.ready["caFile"], path.display().to_string());
    assert!(served.url().starts_with("https://"));
    let pem = std::fs::read_to_string(path).unwrap();
    assert!(pem.starts_with("-----BEGIN CERTIFICATE-----"), "{pem}");
    assert!(!pem.contains("PRIVATE"), "{pem}");
    let status = home.qetta("sandbox status --json").run().json();
    assert_eq!(status["running"], true);
    home.qetta("sandbox --ca-out x").run().fails(2);
}

#[test]
fn what_is_remembered_in_memory_makes_no_file_and_what_is_remembered_in_one_is_there() {
    let home = Home::new();
    let served = Served::start(&home, "--state memory");
    served.client(home.qetta("token toss")).run().ok();
    assert!(!home.data().join("sandbox/state.db").exists());
    assert!(!home.path().join("memory").exists());
    drop(served);
    drop(Served::start(&home, "--state own.db"));
    assert!(home.path().join("own.db").exists());
    assert!(!home.data().join("sandbox/state.db").exists());
}

#[test]
fn the_log_has_a_line_for_every_exchange_and_no_secret() {
    let home = Home::new();
    let served = Served::start(&home, "--log json");
    served.client(home.qetta("token toss")).run().ok();
    served.get("/toss/nowhere?secret=canary");
    served.steer("stop", Some(&Value::Null));
    let (code, _, stderr) = served.ended();
    assert_eq!(code, Some(0), "{stderr}");
    let lines: Vec<Value> =
        stderr.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines.len(), 2, "{stderr}");
    assert_eq!(lines[0]["route"], "POST /toss/token");
    assert_eq!(lines[0]["form"]["client_secret"], "…");
    assert_eq!(lines[1]["rule"]["id"], "R01");
    assert!(!stderr.contains("not_a_real_one") && !stderr.contains("canary"), "{stderr}");
    home.qetta("sandbox --log xml").run().fails(2);
}

#[test]
fn what_the_sandbox_has_no_room_for_is_not_begun() {
    let home = Home::new();
    for (flag, most) in [("--accounts 100001", "100000"), ("--transactions 10000001", "10000000")] {
        holds(&home.qetta(&format!("sandbox --port 0 {flag}")).run().fails(2), &[most]);
    }
}

#[cfg(unix)]
#[test]
fn whoever_waits_is_told_on_a_file_descriptor_too() {
    let home = Home::new();
    let script = "qetta=$1; shift; \"$qetta\" \"$@\" 3>ready >/dev/null & \
                  until [ -s ready ]; do :; done; \"$qetta\" sandbox stop; wait $!";
    let line = "sandbox --port 0 --ready-fd 3";
    home.qetta(line).under("sh", &["-c", script, "sh"]).run().ok();
    let ready: Value =
        serde_json::from_slice(&std::fs::read(home.path().join("ready")).unwrap()).unwrap();
    assert_eq!(ready["event"], "ready");
    assert!(ready["env"]["TOSS_OAUTH_BASE"].is_string());
    let stderr = home.qetta("sandbox --port 0 --ready-fd 77").run();
    assert_eq!(stderr.code, Some(2), "{stderr}");
    holds(&stderr.stderr, &["77"]);
    assert_eq!(stderr.stdout, "");
}

#[test]
fn people_of_ones_own_come_from_a_file_and_a_mistake_in_it_has_a_line_and_a_key() {
    let home = Home::new();
    let account = "[[person.account]]\nbank = \"국민은행\"\nproduct = \"급여통장\"\n";
    let file = home.file("people.toml", &format!("[[person]]\nname = \"홍길동\"\n{account}"));
    let served = Served::start(&home, "--state memory --personas people.toml");
    let people = served.steer("personas", None).1;
    assert_eq!(people["personas"][0]["name"], "홍길동");
    let page = served.get(
        "/kftc/oauth/2.0/authorize?response_type=code&auth_type=0&scope=login%20inquiry\
         &client_id=00000000-5a4d-4b0c-8000-000000000000&state=0123456789abcdef0123456789abcdef\
         &redirect_uri=http://localhost:3000/oauth/kftc/callback",
    );
    holds(&page, &["홍길동", "급여통장"]);
    assert!(!page.contains("김하늘"), "{page}");
    std::fs::write(&file, "[[person]]\nname = 1\n").unwrap();
    let stderr = home.qetta("sandbox --port 0 --personas people.toml").run().fails(7);
    holds(&stderr, &["people.toml", "line 2", "`name`"]);
    home.qetta("sandbox --port 0 --personas missing.toml").run().fails(7);
}

#[test]
fn a_database_of_somebody_elses_is_no_state_and_stays_as_it_is() {
    let home = Home::new();
    let store = home.data().join("qetta.db");
    home.qetta("token toss --sandbox").run().ok();
    let before = std::fs::read(&store).unwrap();
    let stderr = home.qetta("sandbox --port 0 --state data/qetta.db").run().fails(8);
    holds(&stderr, &["data/qetta.db is not the state of a sandbox", "hint: `--state FILE`"]);
    assert_eq!(std::fs::read(&store).unwrap(), before);
    home.qetta("token toss --sandbox").run().ok();
}
