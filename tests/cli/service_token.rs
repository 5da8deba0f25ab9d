//! `qetta service-token`: MAX Platform as its document describes it, as it is coded, and by the
//! standards.

use serde_json::{Value, json};

use crate::sandbox::Served;
use crate::support::{Home, Provider, Reply, Run, holds};

const MORNING: &str = "2026-11-21T12:00:00Z";

fn sandbox(home: &Home, line: &str) -> Run {
    home.qetta(&format!("service-token {line} --sandbox"))
}

/// A server that keeps these rules, and a client of it.
struct There {
    served: Served,
    home: Home,
    /// Where the server's memory is.
    _memory: Home,
}

impl There {
    fn behaving(behavior: &str) -> Self {
        let there = Home::new();
        let served = Served::start(&there, &format!("--behavior max={behavior}"));
        Self { served, home: Home::new(), _memory: there }
    }

    fn run(&self, line: &str) -> Run {
        self.served.client(self.home.qetta(line))
    }
}

/// A token whose claims are these; nobody signed it.
fn jwt(claims: &Value) -> String {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;

    let part = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
    format!("{}.{}.canary", part(&json!({"alg": "HS256"})), part(claims))
}

#[test]
fn issue_use_renew_list_and_revoke() {
    let home = Home::new();
    let none = sandbox(&home, "show --json").run().json();
    assert_eq!((&none["state"], &none["source"]), (&json!("none"), &json!("cache")));

    let issued = sandbox(&home, "issue --json").run().json();
    assert_eq!(issued["provider"], "MAX_PLATFORM");
    assert_eq!((&issued["tokenType"], &issued["expiresIn"]), (&json!("Bearer"), &json!(86_400)));
    assert_eq!(
        (&issued["scope"], &issued["expiresAt"]),
        (&json!("admin:oauth"), &json!("2026-11-22T12:00:00.000Z"))
    );
    let shown = sandbox(&home, "show --json").run().json();
    assert_eq!((&shown["state"], &shown["scope"]), (&json!("valid"), &json!("admin:oauth")));
    assert!(!shown.to_string().contains(issued["accessToken"].as_str().unwrap()));

    // The same until half an hour before its end; then the call that needs it renews it.
    let token = |at: &str| home.qetta("token max --sandbox").at(at).run().ok();
    let first = format!("{}\n", issued["accessToken"].as_str().unwrap());
    assert_eq!(token("2026-11-22T11:29:59Z"), first);
    let due = sandbox(&home, "show --json").at("2026-11-22T11:30:00Z").run().json();
    assert_eq!(due["state"], "expiring");
    assert_ne!(token("2026-11-22T11:30:00Z"), first);

    let stats = sandbox(&home, "stats --json").run().json();
    assert!(stats["total_clients"].as_u64().unwrap() > 5, "{stats}");
    holds(&sandbox(&home, "stats --lang ko").run().ok(), &["클라이언트", "활성 서비스 토큰"]);
    let all = sandbox(&home, "clients --limit 100 --json").run().json();
    let page = sandbox(&home, "clients --limit 2 --skip 1 --json").run().json();
    assert_eq!(page.as_array().unwrap()[..], all.as_array().unwrap()[1..3]);
    let found = sandbox(&home, "clients --search GATEWAY --json").run().json();
    assert_eq!(found[0]["client_id"], "maxapi-gateway");
    let rows = sandbox(&home, "clients --active --format csv").run().ok();
    holds(&rows, &["client_id,client_name,is_active", "maxplatform-service,"]);

    let called =
        home.qetta("api max GET /api/admin/oauth/service/statistics --sandbox").run().json();
    assert_eq!(called["total_clients"], stats["total_clients"]);

    let revoked = sandbox(&home, "revoke --json").run().json();
    assert_eq!(revoked, json!({"success": true, "provider": "MAX_PLATFORM", "revoked": true}));
    assert_eq!(sandbox(&home, "show --json").run().json()["state"], "none");
}

#[test]
fn a_raw_token_is_all_there_is_and_another_scope_is_not_kept() {
    let home = Home::new();
    let raw = sandbox(&home, "issue --raw --scope admin:users --scope admin:system").run().ok();
    assert_eq!(raw.trim().split('.').count(), 3, "{raw}");
    assert_eq!(sandbox(&home, "show --json").run().json()["state"], "none");
    let text = sandbox(&home, "issue").run().ok();
    assert!(!text.contains("eyJhbGciOiJIUzI1NiIsI"), "masked: {text}");
    holds(&text, &["access token", "admin:oauth"]);
}

#[test]
fn the_documented_server_passes_all_six_checks_and_the_coded_one_with_a_remark() {
    let checked =
        |behavior| There::behaving(behavior).run("service-token check --json").run().json();
    let documented = checked("documented");
    assert_eq!(
        (&documented["passed"], &documented["failed"]),
        (&json!(6), &json!(0)),
        "{documented}"
    );
    let ids: Vec<_> =
        documented["checks"].as_array().unwrap().iter().map(|row| &row["id"]).collect();
    assert_eq!(ids, ["metadata", "issue", "access", "clients", "security", "scope"]);
    let coded = checked("as-coded");
    assert_eq!((&coded["passed"], &coded["failed"]), (&json!(6), &json!(0)), "{coded}");
    holds(coded["checks"][5]["detail"].as_str().unwrap(), &["refused, but with 401"]);
    holds(
        &There::behaving("as-coded").run("service-token check --lang ko").run().ok(),
        &["스코프 검증", "401"],
    );
    let strict = checked("strict");
    assert_eq!(strict["failed"], 0, "{strict}");
}

#[test]
fn a_check_that_fails_ends_with_one_and_hides_none_of_the_others() {
    let home = Home::new();
    let wrong = Reply::json("401 Unauthorized", r#"{"detail":"Invalid client_secret"}"#);
    let provider = Provider::answering([wrong]);
    let run = home
        .qetta("service-token check --json")
        .env("SERVICE_API_BASE", provider.url())
        .env("SERVICE_CLIENT_ID", "id")
        .env("SERVICE_CLIENT_SECRET", "canary-secret");
    let output = run.run();
    assert_eq!(output.code, Some(1), "{output}");
    let document: Value = serde_json::from_str(&output.stdout).unwrap();
    assert_eq!(document["checks"].as_array().unwrap().len(), 6);
    holds(
        document["checks"][1]["detail"].as_str().unwrap(),
        &["HTTP 401", "Invalid client_secret"],
    );
    assert!(!output.to_string().contains("canary"), "{output}");
}

#[test]
fn a_token_without_the_scope_is_not_asked_for_again_and_again() {
    for behavior in ["documented", "as-coded"] {
        let there = There::behaving(behavior);
        let run = |line: &str| there.run(line).env("SERVICE_SCOPE", "admin:system");
        run("service-token issue").run().ok();
        let before = run("token max").run().ok();
        let error = run("service-token stats --json").run().error(4);
        holds(error["message"].as_str().unwrap(), &["scope"]);
        holds(error["hint"].as_str().unwrap(), &["SERVICE_SCOPE", "admin:oauth"]);
        assert_eq!(run("token max").run().ok(), before, "no new token was asked for");
    }
}

#[test]
fn a_wrong_client_and_a_wrong_scope_are_told_in_the_servers_words() {
    let there = There::behaving("as-coded");
    let wrong = there.run("service-token issue --json").env("SERVICE_CLIENT_SECRET", "wrong");
    let error = wrong.run().error(4);
    assert_eq!(error["providerMessage"], "Invalid client_secret");
    holds(error["hint"].as_str().unwrap(), &["SERVICE_CLIENT_ID"]);
    let error = there.run("service-token issue --scope nonsense --json").run().error(4);
    holds(error["providerMessage"].as_str().unwrap(), &["Invalid scope(s): nonsense"]);
    let error = Home::new().qetta("service-token issue --json").run().error(7);
    holds(error["message"].as_str().unwrap(), &["SERVICE_CLIENT_ID, SERVICE_CLIENT_SECRET"]);
}

#[test]
fn a_token_in_the_settings_wins_and_is_never_replaced() {
    let home = Home::new();
    let now = 1_795_262_400; // MORNING
    let claims =
        |end: i64| json!({"iat": now - 60, "exp": end, "scope": "admin:oauth admin:users"});
    let good = jwt(&claims(now + 3_600));
    let run = |line: &str, token: &str| home.qetta(line).at(MORNING).env("SERVICE_TOKEN", token);
    let shown = run("service-token show --json", &good).run().json();
    assert_eq!(
        (&shown["source"], &shown["state"], &shown["scope"]),
        (&json!("env"), &json!("valid"), &json!("admin:oauth admin:users"))
    );
    assert_eq!(run("token max", &good).run().ok(), format!("{good}\n"));
    assert!(!home.data().exists(), "nothing is stored");

    let over = jwt(&claims(now - 1));
    assert_eq!(run("service-token show --json", &over).run().json()["state"], "expired");
    let output = run("service-token stats --json", &over).run();
    assert!(!output.to_string().contains("canary"), "{output}");
    let error = output.error(3);
    holds(error["message"].as_str().unwrap(), &["SERVICE_TOKEN is over"]);
    holds(error["hint"].as_str().unwrap(), &["unset it"]);
    run("service-token issue", &good).run().fails(3);
}

#[test]
fn ones_own_new_secret_is_proven_before_it_takes_the_files_place() {
    let there = There::behaving("documented");
    let out = there.home.path().join("secret");
    let line = "service-token regenerate-secret maxplatform-service";
    let error = there.run(&format!("{line} --json")).run().error(2);
    holds(error["hint"].as_str().unwrap(), &["--yes"]);

    let run = there.run(&format!("{line} --yes --json --out")).arg(&out);
    let output = run.run();
    let document = output.json();
    assert_eq!(document, json!({"client_id": "maxplatform-service", "file": out}));
    let secret = std::fs::read_to_string(&out).unwrap();
    assert!(secret.starts_with("secret_") && !secret.contains('\n'));
    assert!(!there.home.path().join("secret.new").exists());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = std::fs::metadata(&out).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
    there.run("service-token issue --json").run().error(4);
    there.run("service-token issue").env("SERVICE_CLIENT_SECRET", &secret).run().ok();

    // What an earlier try left behind may be the only good secret: it is not written over.
    let left = there.home.file("secret.new", "secret_of_an_earlier_try");
    let again = there.run(&format!("{line} --yes --out")).arg(&out);
    let said = again.env("SERVICE_CLIENT_SECRET", &secret).run().fails(2);
    holds(&said, &["secret.new", "an earlier try", "nothing was changed"]);
    assert_eq!(std::fs::read_to_string(&left).unwrap(), "secret_of_an_earlier_try");
    there.run("service-token issue").env("SERVICE_CLIENT_SECRET", &secret).run().ok();

    // Somebody else's is nobody's question.
    let other = "service-token regenerate-secret maxapi-gateway";
    let shown =
        there.run(&format!("{other} --json")).env("SERVICE_CLIENT_SECRET", &secret).run().json();
    assert!(shown["client_secret"].as_str().unwrap().starts_with("secret_"));
    let unknown = "service-token regenerate-secret nobody --json";
    let error = there.run(unknown).env("SERVICE_CLIENT_SECRET", &secret).run().error(4);
    assert_eq!(error["httpStatus"], 404);
}

#[test]
fn in_a_container_one_command_and_its_environment_are_enough() {
    let there = There::behaving("documented");
    let run = there
        .run("service-token issue --json")
        .without("HOME")
        .without("XDG_DATA_HOME")
        .without("XDG_CONFIG_HOME")
        .without("QETTA_DATA_DIR")
        .env("CI", "true");
    let issued = run.run().json();
    assert_eq!(issued["provider"], "MAX_PLATFORM");
}
