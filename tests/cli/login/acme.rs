//! A provider of one's own, from the config file, at a strict server that describes itself.

use serde_json::{Value, json};

use crate::kftc::browser::{Login, Seen, get, post};
use crate::kftc::scripted::parameter as sent;
use crate::login::{connected, field, form, parameter};
use crate::sandbox::Served;
use crate::support::{Home, Provider, Reply, Run, holds};

/// The secret of the sandbox's confidential client: all that could be forgotten to be encoded.
const SECRET: &str = "sandbox acme:secret+%한글 not a real one";

/// A public client.
pub const PUBLIC: &str = "client_id = 'acme_cli'\nscope = 'openid profile offline_access'\n";
/// One with a secret, which stands in a variable.
const CONFIDENTIAL: &str = "client_id = 'acme_web'\nclient_secret_env = 'ACME_SECRET'\nscope = 'openid profile offline_access'\n";

/// A client of a running sandbox.
pub struct Acme {
    pub home: Home,
    served: Served,
    /// The server's memory, which goes with it.
    _memory: Home,
}

impl Acme {
    pub fn with(flags: &str, settings: &str) -> Self {
        let (home, there) = (Home::new(), Home::new());
        let served = Served::start(&there, flags);
        let issuer = format!("issuer = '{}/acme'", served.url());
        home.file("config.toml", &format!("[providers.acme]\n{issuer}\n{settings}"));
        Self { home, served, _memory: there }
    }

    pub fn url(&self) -> &str {
        self.served.url()
    }

    pub fn run(&self, line: &str) -> Run {
        let config = self.home.path().join("config.toml");
        self.home.qetta(line).env("QETTA_CONFIG", config).env("ACME_SECRET", SECRET)
    }
}

/// Looks at the page and decides.
#[track_caller]
pub fn decide(login: &Login, decision: &str) -> Seen {
    let page = get(&login.url);
    assert_eq!(page.status, 200, "{}", page.body);
    let pairs =
        [("ticket", field(&page, "ticket")), ("person", "acme-0002"), ("decision", decision)];
    let decided = post(&login.url.join("/acme/consent").unwrap(), &form(&pairs));
    assert_eq!(decided.status, 303, "{}", decided.body);
    decided
}

#[test]
fn log_in_renew_and_revoke_at_a_server_that_describes_itself() {
    let acme = Acme::with("", PUBLIC);
    let error = acme.run("token acme --json").run().error(3);
    assert_eq!(
        (&error["provider"], &error["hint"]),
        (&json!("ACME"), &json!("run `qetta login acme`"))
    );

    // The issuer has a path, so its metadata stand between host and path.
    let login = Login::begin(acme.run("login acme --no-browser --json"));
    assert_eq!(login.url.path(), "/acme/authorize");
    assert_eq!(login.parameter("code_challenge_method"), "S256");
    holds(&login.parameter("redirect_uri"), &["http://127.0.0.1:", "/callback"]);
    let back = decide(&login, "approve").location();
    assert_eq!(parameter(&back, "iss").unwrap(), format!("{}/acme", acme.url()));
    let document = login.comes_back(&back).1.json();
    assert_eq!(document["provider"], "ACME");
    assert_eq!(document["scope"], "openid profile offline_access");
    assert_eq!(document["expiresAt"], "2026-11-21T13:00:00.000Z");
    assert_eq!(document["idToken"]["claims"]["sub"], "acme-0002");
    assert_eq!(document["idToken"]["signatureChecked"], true);
    let status = acme.run("status --json").run().json();
    assert_eq!(status["connected"][0]["provider"], "ACME");
    assert_eq!(status["connected"][0]["providerUserId"], "acme-0002");

    // Each refresh token is good once: a third token needs the second one's.
    let mut tokens = vec![acme.run("token acme").run().ok()];
    for later in ["2026-11-21T13:00:00Z", "2026-11-21T14:00:00Z", "2026-11-21T15:00:00Z"] {
        let token = acme.run("token acme").at(later).run().ok();
        assert!(!tokens.contains(&token), "{later}");
        tokens.push(token);
    }

    let now = "2026-11-21T15:00:00Z";
    let disconnected = acme.run("disconnect acme --json").at(now).run();
    assert_eq!(disconnected.stderr, "", "nothing stays alive");
    let revoked = json!({"success": true, "provider": "ACME", "revoked": true});
    assert_eq!(disconnected.json(), revoked);
    assert!(connected(acme.run("status --json").at(now)).is_empty());
}

#[test]
fn a_client_with_a_nasty_secret_proves_itself_either_way() {
    for method in ["client_secret_basic", "client_secret_post"] {
        let settings = format!("{CONFIDENTIAL}auth_method = '{method}'");
        let acme = Acme::with("--approve", &settings);
        let login = acme.run("login acme --approve --json").run().json();
        assert_eq!(login["idToken"]["claims"]["aud"], "acme_web", "{method}");
        acme.run("token acme").at("2026-11-21T13:00:00Z").run().ok();
        assert_eq!(acme.run("disconnect acme --json").run().json()["revoked"], true, "{method}");

        let wrong = acme.run("login acme --approve --json").env("ACME_SECRET", "wrong");
        let error = wrong.run().error(4);
        assert_eq!(error["providerCode"], "invalid_client", "{method}");
        let unset = acme.run("login acme --approve --json").without("ACME_SECRET");
        holds(unset.run().error(7)["message"].as_str().unwrap(), &["client_secret_env"]);
    }
}

#[test]
fn a_client_for_itself_needs_no_login_and_has_none() {
    // Not with `openid`: there is nobody to be known.
    let settings = "client_id = 'acme_web'\nclient_secret_env = 'ACME_SECRET'\nscope = 'profile'\ngrant = 'client_credentials'\n";
    let acme = Acme::with("", settings);
    let error = acme.run("login acme --json").run().error(2);
    assert_eq!(error["kind"], "usage");
    holds(error["hint"].as_str().unwrap(), &["`qetta token acme`"]);
    let first = acme.run("token acme").run().ok();
    assert_eq!(acme.run("token acme").at("2026-11-21T12:58:00Z").run().ok(), first);
    assert_ne!(acme.run("token acme").at("2026-11-21T13:00:00Z").run().ok(), first);
    assert_eq!(connected(acme.run("status --json")), ["ACME"]);
}

#[test]
fn who_does_not_agree_is_believed() {
    let acme = Acme::with("", PUBLIC);
    let login = Login::begin(acme.run("login acme --no-browser --json"));
    let back = decide(&login, "refuse").location();
    let error = login.comes_back(&back).1.error(4);
    assert_eq!(error["kind"], "provider_refused");
    holds(error["message"].as_str().unwrap(), &["access_denied", "the person refused"]);
    holds(error["hint"].as_str().unwrap(), &["`qetta login acme`"]);
    assert!(connected(acme.run("status --json")).is_empty());
}

#[test]
fn a_provider_that_nobody_described_is_answered_with_those_that_are() {
    let acme = Acme::with("", PUBLIC);
    let error = acme.run("login acne --json").run().error(2);
    assert_eq!(error["kind"], "usage");
    let hint = error["hint"].as_str().unwrap();
    holds(
        hint,
        &["did you mean `acme`?", "toss, kftc, max, hyfata, ottm, hive, acme", "[providers.NAME]"],
    );
    holds(&acme.run("login ACME!").run().fails(2), &["expected one of", "config file"]);
}

/// A server without metadata, whose endpoints are named one by one.
#[test]
fn endpoints_can_be_named_one_by_one() {
    let answer = |body: &Value| Reply::json("200 OK", &body.to_string());
    let token = json!({"access_token": "one", "token_type": "Bearer", "expires_in": 3600});
    let gone = Reply::new("503 Service Unavailable", &[], "");
    let provider = Provider::answering([answer(&token), gone]);
    let home = Home::new();
    let url = provider.url();
    home.file(
        "config.toml",
        &format!(
            "[providers.bare]\nclient_id = 'mine'\nclient_secret_env = 'BARE_SECRET'\npkce = 'none'\nscope = 'a b'\n\
             authorization_endpoint = '{url}/authorize?tenant=1'\ntoken_endpoint = '{url}/token'\n\
             revocation_endpoint = '{url}/revoke'\n"
        ),
    );
    let config = home.path().join("config.toml");
    let run = |line: &str| {
        home.qetta(line).env("QETTA_CONFIG", &config).env("BARE_SECRET", "canary-secret")
    };
    let login = Login::begin(run("login bare --no-browser --json --scope a --scope c"));
    assert_eq!(login.parameter("tenant"), "1");
    assert_eq!(login.parameter("scope"), "a c");
    assert!(parameter(&login.url, "code_challenge").is_none());
    let back = login.back("code=right");
    assert_eq!(login.comes_back(&back).1.json()["scope"], "a c");
    assert_eq!(sent(&provider.asked()[0], "code").as_deref(), Some("right"));
    assert_eq!(run("token bare").run().ok(), "one\n");

    // Without a refresh token it ends as it began.
    let late = "2026-11-21T13:00:00Z";
    let error = run("token bare --json").at(late).run().error(3);
    holds(error["message"].as_str().unwrap(), &["nothing to renew it by"]);
    assert_eq!(provider.asked().len(), 1);
    // Forgotten all the same where the provider cannot be told.
    let output = run("disconnect bare --json").run();
    holds(&output.stderr, &["could not be told to end the token"]);
    assert_eq!(output.json()["revoked"], false);
    assert!(connected(run("status --json")).is_empty());
}
