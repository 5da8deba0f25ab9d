//! Who may reach the sandbox at all

use super::party::ACME_CLI;
use super::{Ask, Wire};

#[test]
fn s25_who_calls_by_another_name_gets_nothing_read() {
    let wire = Wire::strict();
    let port = wire.url().rsplit(':').next().unwrap().to_owned();
    for name in [
        "evil.example".to_owned(),
        format!("evil.example:{port}"),
        format!("127.0.0.1.evil.example:{port}"),
        "127.0.0.1:1".to_owned(),
        format!("192.0.2.1:{port}"),
        format!("x@127.0.0.1:{port}"),
    ] {
        let ask = ACME_CLI.authorize(&[]).with("host", &name);
        let heard = wire.breaks("acme", "S25", &ask);
        assert_eq!((heard.status, heard.header("location")), (421, None), "{heard}");
    }
    let twice = Ask::get("/acme/jwks").with("host", "evil.example").with("host", &wire.url()[7..]);
    assert_eq!(wire.breaks("acme", "S25", &twice).status, 400);
    for name in ["127.0.0.1", "localhost", "LocalHost", "[::1]"] {
        wire.is_served("acme", &Ask::get("/acme/jwks").with("host", &format!("{name}:{port}")));
    }
}

#[test]
fn s25_a_page_of_another_origin_sends_nothing_and_reads_nothing() {
    let wire = Wire::strict();
    let pair = ACME_CLI.connected(&wire);
    let refresh = ACME_CLI.refresh(&pair.refresh, &[]);
    for origin in ["https://evil.example", "null", "http://127.0.0.1:1"] {
        let heard = wire.breaks("acme", "S25", &refresh.clone().with("origin", origin));
        assert_eq!(heard.status, 403, "{origin}: {heard}");
        // A link may come from anywhere, and still nobody else reads what it leads to.
        let link = ACME_CLI.whoami(&pair.access).with("origin", origin);
        let heard = wire.is_served("acme", &link);
        assert!(!heard.head.to_ascii_lowercase().contains("access-control"), "{heard}");
    }
    wire.is_served("acme", &refresh.with("origin", wire.url()));
}

#[test]
fn s25_its_own_pages_are_behind_the_token_of_the_run_and_not_in_the_log() {
    let wire = Wire::strict();
    for path in ["requests", "violations", "status", "personas", "clock", "faults", "metrics"] {
        let page = Ask::get(&format!("/__qetta/{path}"));
        for ask in [page.clone(), page.bearer("invented")] {
            let heard = wire.ask(&ask);
            assert_eq!(heard.status, 401, "{ask}\n{heard}");
        }
    }
    let freeze = serde_json::json!({"action": "freeze"});
    for (path, body) in [("clock", freeze), ("reset", serde_json::json!({}))] {
        let ask = Ask::json(&format!("/__qetta/{path}"), &body);
        assert_eq!(wire.ask(&ask).status, 401, "{path}");
    }
    assert!(wire.told().is_empty());
    assert_eq!(wire.served.steer("requests", None).1["total"], 0);
}
