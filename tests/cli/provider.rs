//! `qetta provider`

use serde_json::{Value, json};

use crate::sandbox::Served;
use crate::support::{Home, Provider, Reply, closed_port, holds};

const CONFIG: &str = "\
[providers.acme]
issuer = \"https://login.acme.example\"
client_id = \"cli\"
client_secret_env = \"ACME_SECRET\"
scope = \"openid\"
device_authorization_endpoint = \"https://login.acme.example/device\"

[providers.robot]
token_endpoint = \"https://robot.example/token\"
client_id = \"r2\"
client_secret_env = \"ACME_SECRET\"
grant = \"client_credentials\"
api_base = \"https://api.robot.example\"

[providers.broken]
issuer = \"https://broken.example\"
";

fn named<'a>(document: &'a Value, name: &str) -> &'a Value {
    let rows = document["providers"].as_array().unwrap();
    rows.iter().find(|row| row["name"] == name).unwrap_or_else(|| panic!("{name}: {document}"))
}

#[test]
fn the_list_has_the_built_in_ones_and_those_of_the_config_file() {
    let home = Home::new();
    let config = home.file("config.toml", CONFIG);
    let run = |line: &str| {
        home.qetta(line).env("QETTA_CONFIG", &config).env("ACME_SECRET", "canary-secret")
    };
    let document = run("provider list --json").run().json();
    let names: Vec<_> =
        document["providers"].as_array().unwrap().iter().map(|row| &row["name"]).collect();
    assert_eq!(names, ["toss", "kftc", "max", "hyfata", "ottm", "hive", "acme", "broken", "robot"]);
    for (name, configured, pkce, grants) in [
        ("toss", true, "none", json!(["client_credentials"])),
        (
            "kftc",
            false,
            "none",
            json!(["authorization_code", "refresh_token", "client_credentials"]),
        ),
        ("hyfata", false, "S256", json!(["authorization_code", "refresh_token"])),
        ("acme", true, "S256", json!(["authorization_code", "refresh_token", "device_code"])),
        ("robot", true, "none", json!(["client_credentials"])),
        ("broken", false, "none", json!([])),
    ] {
        let row = named(&document, name);
        assert_eq!(row["configured"], configured, "{row}");
        assert_eq!((&row["pkce"], &row["grants"]), (&json!(pkce), &grants), "{row}");
    }
    let text = run("provider list").run().ok();
    holds(&text, &["toss    Toss Certification  client_credentials", "acme", "set up"]);
    holds(&run("provider list --lang ko").run().ok(), &["토스 인증", "아니요"]);
    holds(&run("provider list --format csv").run().fails(2), &["no csv"]);
    assert!(!home.data().exists());
}

#[test]
fn one_is_shown_in_full_and_without_its_secret() {
    let home = Home::new();
    let config = home.file("config.toml", CONFIG);
    let run = |line: &str| {
        let run = home.qetta(line).env("QETTA_CONFIG", &config);
        run.env("ACME_SECRET", "canary-secret-canary-secret").env("HYFATA_CLIENT_ID", "c1")
    };
    let source = format!("{}:3", config.display());
    assert_eq!(
        run("provider show acme --json").run().json(),
        json!({
            "name": "acme", "provider": "ACME", "builtIn": false, "configured": true,
            "grants": ["authorization_code", "refresh_token", "device_code"], "pkce": "S256",
            "source": source, "issuer": "https://login.acme.example", "clientId": "cli",
            "authMethod": "client_secret_basic", "redirectUri": "http://127.0.0.1:0/callback",
            "scope": "openid",
            "endpoints": { "device_authorization_endpoint": "https://login.acme.example/device" },
        })
    );
    let text = run("provider show acme").run();
    assert!(!text.to_string().contains("canary"), "{text}");
    holds(&text.ok(), &["proves itself by  ", "client_secret_basic", &source]);
    let hyfata = run("provider show hyfata --json").run().json();
    assert_eq!((&hyfata["pkce"], &hyfata["source"]), (&json!("S256"), &json!("environment")));
    assert_eq!(
        hyfata["endpoints"]["authorization_endpoint"],
        "https://api.hyfata.com/oauth/authorize"
    );
    let robot = run("provider show robot --json").run().json();
    assert_eq!(robot["apiBase"], "https://api.robot.example");
    assert_eq!(robot["endpoints"], json!({ "token_endpoint": "https://robot.example/token" }));
}

#[test]
fn what_is_not_set_up_says_what_is_missing() {
    let home = Home::new();
    let config = home.file("config.toml", CONFIG);
    let run = |line: &str| home.qetta(line).env("QETTA_CONFIG", &config);
    let broken = run("provider show broken --json").run().json();
    assert_eq!(broken["configured"], false);
    holds(broken["problem"].as_str().unwrap(), &["client_id"]);
    // The variable of its secret is not set.
    holds(&run("provider show acme").run().ok(), &["not set up", "client_secret_env"]);
    holds(&run("provider show kftc --lang ko").run().ok(), &["설정 안 됨", "KFTC_CLIENT_ID"]);
    holds(&run("provider show acne").run().fails(2), &["`acne`", "acme"]);
    run("provider show Acme").run().fails(2);
    run("provider").run().fails(2);
}

#[test]
fn the_sandbox_has_providers_too() {
    let home = Home::new();
    let acme = home.qetta("provider show acme --sandbox --json").run().json();
    assert_eq!(acme["clientId"], "acme_cli");
    assert_eq!((&acme["pkce"], &acme["configured"]), (&json!("S256"), &json!(true)));
    let list = home.qetta("provider list --sandbox --json").run().json();
    assert_eq!(named(&list, "kftc")["configured"], true);
}

#[test]
fn metadata_are_shown_as_they_were_published() {
    let home = Home::new();
    let served = Served::start(&home, "");
    let issuer = format!("{}/acme", served.url());
    let document = home.qetta(&format!("provider discover {issuer} --json")).run().json();
    assert_eq!(document["issuer"], issuer);
    assert_eq!(document["authorization_response_iss_parameter_supported"], true);
    let text = home.qetta(&format!("provider discover {issuer}")).run().ok();
    holds(&text, &["token_endpoint ", &format!("{issuer}/introspect"), "S256"]);
    // Letter by letter, the last slash too.
    let other = home.qetta(&format!("provider discover {issuer}/ --json")).run().error(7);
    assert_eq!(other["kind"], "config");
    holds(other["hint"].as_str().unwrap(), &["exactly what the server says"]);
}

#[test]
fn a_server_that_is_another_or_none_is_refused() {
    let home = Home::new();
    let discover = |url: &str| home.qetta(&format!("provider discover {url} --json")).run();
    let body = "{\"issuer\":\"https://evil.example\u{202e}\"}";
    let evil = Provider::answering([Reply::json("200 OK", body)]);
    let error = discover(evil.url()).error(7);
    holds(error["message"].as_str().unwrap(), &["another issuer: https://evil.example"]);
    assert!(!error.to_string().contains('\u{202e}'), "{error}");
    assert_eq!(evil.asked().len(), 1, "it is not looked for elsewhere");

    let none = Provider::answering([Reply::json("404 Not Found", "{}")]);
    let error = discover(&format!("{}/tenant", none.url())).error(5);
    let message = error["message"].as_str().unwrap();
    holds(
        message,
        &[
            "/.well-known/oauth-authorization-server/tenant",
            "/tenant/.well-known/openid-configuration",
        ],
    );
    discover(&closed_port()).error(5);
}

#[test]
fn an_address_that_is_none_is_refused_and_not_repeated() {
    let home = Home::new();
    for (url, code) in [
        ("http://canary.example", 7),
        ("canary", 2),
        ("ftp://canary.example", 2),
        ("https://u:canary@a.example", 2),
    ] {
        let stderr = home.qetta(&format!("provider discover {url} --lang ko")).run().fails(code);
        assert!(!stderr.contains("canary"), "{stderr}");
    }
}
