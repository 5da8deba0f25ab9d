//! Hyfata: what its document promises, what its code does today, and what the standards ask for.

use crate::kftc::browser::{Login, Seen, get, post};
use crate::login::{connected, field, form, parameter, sandbox};
use crate::sandbox::Served;
use crate::support::{Home, Provider, Reply, Run, holds};

const PASSWORD: &str = "sandbox-password";
const SOMEBODY: &str = "doyun.lee@example.com";

/// What the form of the documented server, and of today's, carries from page to page.
const CARRIED: [&str; 5] =
    ["client_id", "redirect_uri", "state", "code_challenge", "code_challenge_method"];

/// Fills in the login form. The answer is where it leads, or the form once more.
#[track_caller]
fn log_in(page: &Seen, login: &Login, password: &str) -> Seen {
    let mut pairs: Vec<_> = CARRIED.iter().map(|name| (*name, field(page, name))).collect();
    pairs.extend([("email", SOMEBODY), ("password", password)]);
    post(&login.url.join("/hyfata/oauth/login").unwrap(), &form(&pairs))
}

/// The same where the form knows its request by a ticket.
#[track_caller]
fn decide(login: &Login, decision: &str, password: &str) -> Seen {
    let page = get(&login.url);
    assert_eq!(page.status, 200, "{}", page.body);
    let pairs = [
        ("ticket", field(&page, "ticket")),
        ("email", SOMEBODY),
        ("password", password),
        ("decision", decision),
    ];
    post(&login.url.join("/hyfata/oauth/login").unwrap(), &form(&pairs))
}

/// A client whose server keeps other rules than the document's.
struct There {
    served: Served,
    home: Home,
    /// The server's memory, which goes with it.
    _memory: Home,
}

impl There {
    fn behaving(behavior: &str) -> Self {
        let there = Home::new();
        let flags = format!("--approve --behavior hyfata={behavior}");
        Self { served: Served::start(&there, &flags), home: Home::new(), _memory: there }
    }

    fn run(&self, line: &str) -> Run {
        self.served.client(self.home.qetta(line))
    }
}

#[test]
fn log_in_use_expire_and_log_in_again_at_the_documented_server() {
    let home = Home::new();
    let hyfata = |line: &str| sandbox(&home, &format!("{line} --json"));

    let error = hyfata("token hyfata").run().error(3);
    assert_eq!(error["kind"], "login_required");
    assert_eq!(error["hint"], "run `qetta login hyfata --sandbox`");

    let login = hyfata("login hyfata --approve").run().json();
    assert_eq!(
        login,
        serde_json::json!({
            "provider": "HYFATA", "tokenType": "Bearer", "scope": "user:email user:profile",
            // By the token's own `exp`: `expires_in` says 86400000, which are milliseconds.
            "expiresAt": "2026-11-22T12:00:00.000Z",
        })
    );
    let status = hyfata("status").run().json();
    assert_eq!(status["connected"][0]["tokenExpiresAt"], "2026-11-22T12:00:00.000Z");
    assert_eq!(status["connected"][0]["state"], "valid");
    let token = sandbox(&home, "token hyfata").run().ok();
    assert_eq!(sandbox(&home, "token hyfata").at("2026-11-22T11:58:00Z").run().ok(), token);

    // In its last minute it is renewed; where that fails it still holds.
    let last = sandbox(&home, "token hyfata").at("2026-11-22T11:59:30Z").run();
    holds(&last.stderr, &["warning: "]);
    assert_eq!(last.ok(), token);

    // The document's server has no refresh: it misses the redirect URI, and says so with 500.
    let late = "2026-11-22T12:00:00Z";
    let error = hyfata("token hyfata").at(late).run().error(3);
    assert_eq!(error["kind"], "login_required");
    assert_eq!(error["provider"], "HYFATA");
    assert_eq!(error["retryable"], false);
    assert_eq!(error["hint"], "run `qetta login hyfata --sandbox`");
    let words = sandbox(&home, "token hyfata --lang ko").at(late).run().fails(3);
    holds(&words, &["다시 연결", "`qetta login hyfata --sandbox`"]);

    hyfata("hyfata login --approve").at(late).run().json();
    let again = sandbox(&home, "token hyfata").at(late).run().ok();
    assert_ne!(again, token);

    // Nobody can be told there that a token has to end.
    let output = hyfata("disconnect hyfata").at(late).run();
    holds(&output.stderr, &["no way to revoke", "stays good there"]);
    assert_eq!(output.json()["revoked"], false);
    assert!(connected(hyfata("status").at(late)).is_empty());
}

#[test]
fn a_wrong_password_shows_the_form_again_and_the_login_still_waits() {
    let home = Home::new();
    let login = Login::begin(sandbox(&home, "login hyfata --no-browser --json"));
    assert_eq!(login.parameter("code_challenge_method"), "S256");
    let page = get(&login.url);
    assert_eq!(page.status, 200);
    holds(&page.body, &["OAuth Login - Hyfata", "샌드박스"]);

    let again = log_in(&page, &login, "wrong");
    assert_eq!(again.status, 200, "an error page, with a status that says that all is well");
    holds(&again.body, &["Invalid email or password", SOMEBODY]);
    assert!(connected(sandbox(&home, "status --json")).is_empty());

    let back = log_in(&again, &login, PASSWORD);
    assert_eq!(back.status, 302);
    let document = login.comes_back(&back.location()).1.json();
    assert_eq!(document["expiresAt"], "2026-11-22T12:00:00.000Z");
    assert_eq!(connected(sandbox(&home, "status --json")), ["HYFATA"]);
}

#[test]
fn an_error_page_brings_nobody_back() {
    let home = Home::new();
    let served = Served::start(&home, "");
    let run = |line: &str| served.client(home.qetta(line));
    let wrong = run("login hyfata --no-browser --wait 1 --json");
    let login = Login::begin(wrong.env("HYFATA_CLIENT_ID", "client_of_nobody"));
    let page = get(&login.url);
    assert_eq!(page.status, 200, "no OAuth error, and no redirect");
    holds(&page.body, &["OAuth Error - Hyfata", "Invalid client"]);
    let error = login.ends().error(6);
    assert_eq!(error["kind"], "callback_timeout");
    holds(error["hint"].as_str().unwrap(), &["--wait"]);
    assert!(connected(run("status --json")).is_empty());
}

#[test]
fn as_coded_a_refresh_token_rotates_and_a_token_lives_for_an_hour() {
    let there = There::behaving("as-coded");
    let login = there.run("login hyfata --approve --json").run().json();
    // `expires_in` says 86400000 here as well.
    assert_eq!(login["expiresAt"], "2026-11-21T13:00:00.000Z");
    let first = there.run("token hyfata").run().ok();
    let second = there.run("token hyfata").at("2026-11-21T13:00:00Z").run().ok();
    assert_ne!(second, first);
    // The refresh token that came with the second is the one that is good now.
    let third = there.run("token hyfata").at("2026-11-21T14:00:00Z").run().ok();
    assert_ne!(third, second);
}

#[test]
fn as_coded_the_providers_own_words_are_korean_and_shown_as_they_came() {
    let there = There::behaving("as-coded");
    there.run("login hyfata --approve").run().ok();
    // Somebody copies the data folder; the copy's refresh token is used up behind its back.
    let copy = Home::new();
    copy_folder(&there.home.data(), &copy.data());
    let late = "2026-11-21T13:00:00Z";
    there.run("token hyfata").at(late).run().ok();
    let run = |line: &str| there.served.client(copy.qetta(line)).at(late);
    let error = run("token hyfata --json").run().error(3);
    assert_eq!(error["providerCode"], "invalid_grant");
    assert_eq!(error["providerMessage"], "세션이 해지되었습니다.");
    assert_eq!(error["hint"], "run `qetta login hyfata`");
    let words = run("token hyfata").run().fails(3);
    holds(&words, &["invalid_grant (세션이 해지되었습니다.)", "hint: run `qetta login hyfata`"]);
}

fn copy_folder(from: &std::path::Path, to: &std::path::Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap() {
        let entry = entry.unwrap();
        if entry.path().is_file() {
            std::fs::copy(entry.path(), to.join(entry.file_name())).unwrap();
        }
    }
}

#[test]
fn as_coded_a_public_client_needs_no_secret_and_an_old_one_no_pkce() {
    let there = There::behaving("as-coded");
    let public = there.run("login hyfata --approve --json").without("HYFATA_CLIENT_SECRET");
    assert_eq!(public.run().json()["provider"], "HYFATA");
    let late = "2026-11-21T13:00:00Z";
    there.run("token hyfata").without("HYFATA_CLIENT_SECRET").at(late).run().ok();

    // Without PKCE the secret is what proves the client.
    let login = Login::begin(there.run("login hyfata --no-pkce --no-browser --json"));
    assert_eq!(parameter(&login.url, "code_challenge"), None);
    let back = get(&login.url).location();
    login.comes_back(&back).1.json();
    there.run("token hyfata").at(late).run().ok();
    let neither = there.run("login hyfata --no-pkce --approve --json");
    let error = neither.without("HYFATA_CLIENT_SECRET").run().error(2);
    assert_eq!(error["kind"], "usage");
    holds(error["hint"].as_str().unwrap(), &["--no-pkce"]);
}

#[test]
fn c09_by_the_standards_the_answer_names_its_issuer_and_a_refusal_comes_back() {
    let (there, home) = (Home::new(), Home::new());
    let served = Served::start(&there, "--behavior hyfata=strict");
    let run = |line: &str| served.client(home.qetta(line));
    let login = Login::begin(run("login hyfata --no-browser --json"));
    assert_eq!(login.parameter("code_challenge_method"), "S256");
    let back = decide(&login, "approve", PASSWORD);
    assert_eq!(back.status, 303);
    let back = back.location();
    assert_eq!(parameter(&back, "iss").unwrap(), format!("{}/hyfata", served.url()));
    let document = login.comes_back(&back).1.json();
    // `expires_in` and `exp` say the same there.
    assert_eq!(document["expiresAt"], "2026-11-21T13:00:00.000Z");

    let login = Login::begin(run("login hyfata --no-browser --json"));
    let back = decide(&login, "refuse", "").location();
    let error = login.comes_back(&back).1.error(4);
    assert_eq!(error["kind"], "provider_refused");
    holds(error["message"].as_str().unwrap(), &["access_denied", "the user did not log in"]);
    holds(error["hint"].as_str().unwrap(), &["qetta login hyfata"]);
    // What was there before is still there.
    assert_eq!(connected(run("status --json")), ["HYFATA"]);

    // Without PKCE a confidential client is let in; `plain` is nothing that could be asked for.
    let login = Login::begin(run("login hyfata --no-pkce --no-browser --json"));
    let back = decide(&login, "approve", PASSWORD).location();
    login.comes_back(&back).1.json();
}

/// Hyfata at `provider`, which answers the token request alone; the browser is not asked.
fn scripted(home: &Home, provider: &Provider) -> crate::support::Output {
    let run = home.qetta("login hyfata --no-browser --json");
    let run = run
        .env("HYFATA_API_BASE", provider.url())
        .env("HYFATA_CLIENT_ID", "mine")
        .env("HYFATA_REDIRECT_URI", "http://127.0.0.1:0/callback");
    let login = Login::begin(run);
    let back = login.back("code=right");
    login.comes_back(&back).1
}

#[test]
fn what_is_no_token_is_none_whatever_its_status() {
    let page = Reply::new("200 OK", &["content-type: text/html"], "<h1>OAuth Error</h1>");
    let nothing = Reply::json("200 OK", "{}");
    let broken = Reply::json("200 OK", r#"{"access_token":"#);
    let down = Reply::json("500 Internal Server Error", r#"{"error":"server_error"}"#);
    for reply in [page, nothing, broken, down] {
        let (home, provider) = (Home::new(), Provider::answering([reply]));
        let error = scripted(&home, &provider).error(5);
        assert_eq!(error["kind"], "network");
        assert_eq!(error["provider"], "HYFATA");
        assert_eq!(provider.asked().len(), 1, "a code is sent once");
        assert!(connected(home.qetta("status --json")).is_empty());
    }
}
