//! `qetta doctor`, with every provider on this machine: nothing leaves it.

use std::collections::BTreeMap;
use std::net::TcpListener;

use serde_json::Value;

use crate::support::{CLIENT_SECRET, Home, Output, Provider, Reply, Run, closed_port, holds};

/// Everything is set, and leads to `base`; the redirect URI has a port that was free just now.
fn doctor(home: &Home, base: &str, line: &str) -> Run {
    let port = TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    home.qetta(&format!("doctor {line}"))
        .env("QETTA_PROFILE", "production")
        .env("TOSS_OAUTH_BASE", base)
        .env("TOSS_API_BASE", base)
        .env("TOSS_CLIENT_ID", "live_client")
        .env("TOSS_CLIENT_SECRET", CLIENT_SECRET)
        .env("KFTC_API_BASE", base)
        .env("KFTC_CLIENT_ID", "kftc_client")
        .env("KFTC_CLIENT_SECRET", CLIENT_SECRET)
        .env("KFTC_REDIRECT_URI", format!("http://localhost:{port}/callback"))
}

/// A provider that tells its time.
fn provider(date: &str) -> Provider {
    Provider::answering([Reply::new("404 Not Found", &[&format!("date: {date}")], "")])
}

/// Every check by its id, whatever the exit code.
fn checks(output: &Output) -> BTreeMap<String, Value> {
    assert!(!output.stdout.contains("canary") && !output.stderr.contains("canary"), "{output}");
    let document: Value =
        serde_json::from_str(&output.stdout).unwrap_or_else(|error| panic!("{error}: {output}"));
    let checks = document["checks"].as_array().unwrap().iter().cloned();
    checks.map(|check| (check["id"].as_str().unwrap().to_owned(), check)).collect()
}

fn failed(checks: &BTreeMap<String, Value>) -> Vec<&str> {
    let failed = checks.iter().filter(|(_, check)| check["status"] == "fail");
    failed.map(|(id, _)| id.as_str()).collect()
}

#[test]
fn where_nothing_is_in_the_way_it_ends_with_0_and_makes_nothing() {
    let home = Home::new();
    let provider = provider("Sat, 21 Nov 2026 12:00:02 GMT");
    let output = doctor(&home, provider.url(), "--json").run();
    let checks = checks(&output);
    assert_eq!(output.code, Some(0), "{output}");
    for (id, check) in &checks {
        let keys: Vec<_> = check.as_object().unwrap().keys().map(String::as_str).collect();
        assert_eq!(keys, ["detail", "hint", "id", "status"], "{id}");
        assert!(["ok", "warn", "fail"].contains(&check["status"].as_str().unwrap()), "{id}");
    }
    for id in [
        "settings",
        "toss.settings",
        "kftc.settings",
        "kftc.redirect_uri",
        "kftc.redirect_port",
        "toss.oauth.tcp",
        "toss.oauth.tls",
        "toss.api.tls",
        "kftc.api.tls",
        "clock",
        "keyring",
        "store",
    ] {
        assert_eq!(checks[id]["status"], "ok", "{id}: {output}");
    }
    assert_eq!(checks["clock"]["detail"], "2 s behind 127.0.0.1");
    assert_eq!(checks["browser"]["status"], "warn", "no PATH, no browser");
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
    assert!(provider.asked().iter().all(|asked| asked.starts_with("HEAD / ")), "no credentials");
}

#[test]
fn a_closed_port_fails_and_is_named() {
    let home = Home::new();
    let output = doctor(&home, &closed_port(), "--json").run();
    assert_eq!(output.code, Some(1), "{output}");
    let checks = checks(&output);
    assert_eq!(failed(&checks), ["kftc.api.tcp", "toss.api.tcp", "toss.oauth.tcp"]);
    assert!(!checks.contains_key("toss.oauth.tls"), "what comes after a failure is left out");
    assert_eq!(checks["clock"]["status"], "warn");
    let error: Value = serde_json::from_str(output.stderr.lines().last().unwrap()).unwrap();
    assert_eq!(error["error"]["kind"], "check_failed");
    holds(error["error"]["message"].as_str().unwrap(), &["3 of ", "toss.oauth.tcp"]);
    let text = doctor(&home, &closed_port(), "").run().stdout;
    holds(&text, &["fail   toss.oauth.tcp", "(toss.oauth.tcp, toss.api.tcp, kftc.api.tcp)"]);
}

#[test]
fn a_port_that_somebody_has_is_seen() {
    let home = Home::new();
    let theirs = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = theirs.local_addr().unwrap().port();
    let provider = provider("Sat, 21 Nov 2026 12:00:00 GMT");
    let output = doctor(&home, provider.url(), "--json")
        .env("KFTC_REDIRECT_URI", format!("http://localhost:{port}/callback"))
        .run();
    let checks = checks(&output);
    assert_eq!(failed(&checks), ["kftc.redirect_port"]);
    holds(checks["kftc.redirect_port"]["detail"].as_str().unwrap(), &[&port.to_string()]);
}

#[test]
fn a_redirect_uri_that_cannot_work_is_seen() {
    let home = Home::new();
    let provider = provider("Sat, 21 Nov 2026 12:00:00 GMT");
    let form = |uri: &str| {
        let run = doctor(&home, provider.url(), "--json").env("KFTC_REDIRECT_URI", uri);
        checks(&run.run())["kftc.redirect_uri"].clone()
    };
    for (uri, status, part) in [
        ("callback", "fail", "not a URL"),
        ("http://localhost:3000/#x", "fail", "fragment"),
        ("http://localhost/callback", "warn", "names no port"),
        ("https://localhost:3000/x", "warn", "is not plain http"),
        ("http://shop.example:3000/x", "warn", "leads to another machine"),
    ] {
        let form = form(uri);
        assert_eq!(form["status"], status, "{form}");
        holds(form["detail"].as_str().unwrap(), &[part]);
    }
    holds(
        form("http://127.0.0.1:49152/x/")["hint"].as_str().unwrap(),
        &["with the slash", "not localhost"],
    );
}

#[test]
fn a_clock_that_is_wrong_is_seen() {
    let home = Home::new();
    let provider = provider("Sat, 21 Nov 2026 13:00:00 GMT");
    let checks = checks(&doctor(&home, provider.url(), "--json").run());
    assert_eq!(failed(&checks), ["clock"]);
    assert_eq!(checks["clock"]["detail"], "3600 s behind 127.0.0.1");
}

#[test]
fn a_provider_that_nobody_set_up_is_no_failure() {
    let home = Home::new();
    let theirs = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = theirs.local_addr().unwrap().port();
    let output = home
        .qetta("doctor --json")
        .env("TOSS_OAUTH_BASE", provider("Sat, 21 Nov 2026 12:00:00 GMT").url())
        .env("TOSS_API_BASE", provider("Sat, 21 Nov 2026 12:00:00 GMT").url())
        .env("KFTC_API_BASE", closed_port())
        .env("KFTC_REDIRECT_URI", format!("http://localhost:{port}/callback"))
        .run();
    let checks = checks(&output);
    assert_eq!(checks["kftc.settings"]["status"], "warn");
    holds(checks["kftc.settings"]["detail"].as_str().unwrap(), &["KFTC_CLIENT_ID"]);
    assert_eq!(checks["toss.settings"]["status"], "ok");
    assert_eq!(checks["kftc.api.tcp"]["status"], "warn");
    assert_eq!(checks["kftc.redirect_port"]["status"], "warn");
    assert_eq!(output.code, Some(0), "{output}");
}

#[test]
fn settings_that_are_wrong_are_named() {
    let home = Home::new();
    let output = doctor(&home, "http://127.0.0.1:1", "--json")
        .env("TOSS_OAUTH_BASE", "http://toss.example")
        .env("KFTC_CLIENT_SECRET", "")
        .env("HTTPS_PROXY", "ftp://canary@proxy")
        .run();
    let checks = checks(&output);
    assert_eq!(failed(&checks), ["kftc.settings", "network.settings", "toss.settings"]);
    holds(checks["toss.settings"]["detail"].as_str().unwrap(), &["TOSS_OAUTH_BASE"]);
    assert!(!checks.contains_key("kftc.api.tcp"), "without a network nobody is called");
}

#[test]
fn settings_of_everything_that_are_wrong_are_the_one_check_that_fails() {
    let home = Home::new();
    let broken = home.file("broken.toml", "store = [");
    for (name, value, part) in [
        ("QETTA_STORE", "cupboard".into(), "QETTA_STORE"),
        ("QETTA_TIMEOUT", "soon".into(), "QETTA_TIMEOUT"),
        ("QETTA_PROFILE", "nowhere".into(), "nowhere"),
        ("QETTA_CONFIG", broken.display().to_string(), "broken.toml"),
        ("QETTA_ENV_FILE", "/missing".into(), "/missing"),
    ] {
        let output = home.qetta("doctor --json").env(name, &value).run();
        assert_eq!(output.code, Some(1), "{output}");
        let checks = checks(&output);
        assert_eq!((failed(&checks), checks.len()), (vec!["settings"], 1), "{output}");
        holds(checks["settings"]["detail"].as_str().unwrap(), &[part]);
        let error: Value = serde_json::from_str(output.stderr.lines().last().unwrap()).unwrap();
        assert_eq!(error["error"]["kind"], "check_failed");
        // Every other command ends for it.
        assert_eq!(home.qetta("status --json").env(name, &value).run().error(7)["kind"], "config");
    }
    let text = home.qetta("doctor --lang ko").env("QETTA_STORE", "cupboard").run().stdout;
    holds(&text, &["실패  settings", "hint: "]);
}

#[test]
fn a_key_that_is_gone_is_seen_and_none_is_made() {
    let home = Home::new();
    let provider = Provider::answering([Reply::token()]);
    home.qetta_at(&provider, "toss token").run().ok();
    let before = home.files();
    let store = |home: &Home| {
        checks(&doctor(home, provider.url(), "--json").run())["store"]["status"].clone()
    };
    assert_eq!(store(&home), "ok");
    assert_eq!(home.files(), before);
    std::fs::remove_file(home.data().join("qetta.key")).unwrap();
    assert_eq!(store(&home), "fail");
    assert!(!home.data().join("qetta.key").exists());
}

#[test]
fn in_the_sandbox_everything_is_there_and_nothing_is_left() {
    let home = Home::new();
    let output = home.qetta("doctor --sandbox --json").run();
    let checks = checks(&output);
    assert_eq!(output.code, Some(0), "{output}");
    for id in ["toss.oauth.tls", "toss.api.tls", "kftc.api.tls", "kftc.redirect_port", "clock"] {
        assert_eq!(checks[id]["status"], "ok", "{id}: {output}");
    }
    assert!(!checks.contains_key("toss.addresses"), "nothing leaves this machine");
    assert_eq!(std::fs::read_dir(home.path()).unwrap().count(), 0);
}

#[test]
fn a_table_in_korean_and_a_line_each_for_programs() {
    let home = Home::new();
    let text = home.qetta("doctor --sandbox --lang ko").run().ok();
    holds(
        &text,
        &[
            "상태  점검",
            "정상  toss.settings",
            "주의  browser",
            "hint: BROWSER",
            "(browser)",
            "샌드박스는",
        ],
    );
    let text = home.qetta("doctor --sandbox").run().ok();
    holds(&text, &["ok     toss.settings", "warn   browser"]);
    let csv = home.qetta("doctor --sandbox --format csv").run().ok();
    holds(&csv, &["id,status,detail,hint\r\n"]);
    let lines = home.qetta("doctor --sandbox --format ndjson").run().ok();
    assert_eq!(lines.lines().count(), csv.lines().count() - 1);
}

#[test]
fn a_certificate_is_good_for_whoever_trusts_its_authority() {
    let (there, home) = (Home::new(), Home::new());
    let served = crate::sandbox::Served::start(&there, "--https");
    let tls = ["kftc.api.tls", "toss.api.tls", "toss.oauth.tls"];
    let strange = checks(&doctor(&home, served.url(), "--json").run());
    assert_eq!(failed(&strange), tls);
    for id in tls {
        holds(strange[id]["detail"].as_str().unwrap(), &["127.0.0.1"]);
        assert_eq!(strange[&id.replace("tls", "tcp")]["status"], "ok", "the port is open");
    }
    let trusting = served.client(doctor(&home, served.url(), "--json"));
    let trusted = checks(&trusting.run());
    for id in tls {
        assert_eq!(trusted[id]["status"], "ok", "{:?}", trusted[id]);
    }
}

#[test]
fn a_silent_provider_is_given_up_in_time() {
    let home = Home::new();
    let silent = Provider::answering([Reply::Silence]);
    let output = doctor(&home, silent.url(), "--json --timeout 0.2").run();
    let checks = checks(&output);
    assert_eq!(failed(&checks), ["kftc.api.tls", "toss.api.tls", "toss.oauth.tls"]);
    holds(checks["toss.api.tls"]["detail"].as_str().unwrap(), &["0.2 s"]);
}

#[cfg(all(feature = "keyring", target_os = "linux"))]
#[test]
fn a_keyring_that_never_answers_is_given_up_in_time() {
    let home = Home::new();
    let socket = home.path().join("bus");
    let _bus = std::os::unix::net::UnixListener::bind(&socket).unwrap();
    let output = home
        .qetta("doctor --sandbox --json")
        .env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", socket.display()))
        .env("QETTA_TEST_KEYRING_DEADLINE_MS", "50")
        .run();
    let keyring = checks(&output)["keyring"].clone();
    assert_eq!(keyring["status"], "warn");
    holds(keyring["detail"].as_str().unwrap(), &["did not answer within 0.05 s"]);
}

#[test]
fn doctor_breaks_no_rule_of_the_sandbox() {
    let home = Home::new();
    let served = crate::sandbox::Served::start(&home, "--fail-on-violation");
    let output = served.client(home.qetta("doctor")).run();
    holds(&output.stdout, &["kftc.api.tls"]);
    home.qetta("sandbox stop").run().ok();
    assert_eq!(served.ended().0, Some(0));
}
