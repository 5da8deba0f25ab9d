//! OTTM: the login of its membership, and who logged in.

use serde_json::json;

use crate::kftc::browser::{Login, Seen, get, post};
use crate::kftc::scripted::{bearer, parameter as sent};
use crate::login::{connected, field, form, sandbox};
use crate::sandbox::Served;
use crate::support::{Home, Provider, Reply, Run, holds};

/// The first of the sandbox's people, by OTTM's name.
pub const SUB: &str = "7c8e1642e948d05ae2b7fb284a6e5b8f";

/// Looks at the page and decides.
#[track_caller]
fn decide(login: &Login, decision: &str) -> Seen {
    let page = get(&login.url);
    assert_eq!(page.status, 200, "{}", page.body);
    let (ticket, member) = (field(&page, "ticket"), field(&page, "member"));
    let pairs = [("ticket", ticket), ("member", member), ("decision", decision)];
    post(&login.url.join("/ottm/auth/consent").unwrap(), &form(&pairs))
}

/// OTTM at `provider`.
pub fn at(home: &Home, provider: &Provider, line: &str) -> Run {
    home.qetta(line)
        .env("OTTM_MEMBER_BASE", provider.url())
        .env("OTTM_API_BASE", provider.url())
        .env("OTTM_CLIENT_ID", "mine")
        .env("OTTM_CLIENT_SECRET", "canary-secret")
        .env("OTTM_REDIRECT_URI", "http://127.0.0.1:0/callback")
}

fn token(version: u32) -> Reply {
    let document = json!({
        "access_token": format!("access-{version}"), "refresh_token": format!("refresh-{version}"),
        "token_type": "Bearer", "expires_in": 3_599, "scope": "openid profile",
    });
    Reply::json("200 OK", &document.to_string())
}

pub fn refused(code: &str) -> Reply {
    let document = json!({"error": {"code": code, "message": "Words of OTTM"}, "payload": null});
    Reply::json("400 Bad Request", &document.to_string())
}

fn somebody() -> Reply {
    Reply::json("200 OK", &json!({"sub": SUB, "nickname": "하늘"}).to_string())
}

/// A home that is logged in at a server that answers its next requests with `replies`.
fn logged_in(replies: impl IntoIterator<Item = Reply>) -> (Home, Provider) {
    let (home, provider) =
        (Home::new(), Provider::answering([token(1)].into_iter().chain(replies)));
    let login = Login::begin(at(&home, &provider, "ottm login --no-browser"));
    let back = login.back("&code=right");
    login.comes_back(&back).1.ok();
    (home, provider)
}

#[test]
fn log_in_be_known_expire_renew_and_disconnect() {
    let home = Home::new();
    let ottm = |line: &str| sandbox(&home, &format!("{line} --json"));
    assert_eq!(ottm("ottm userinfo").run().error(3)["hint"], "run `qetta login ottm --sandbox`");

    let login = ottm("ottm login --approve").run().json();
    assert_eq!(login["provider"], "OTTM");
    assert_eq!(login["tokenType"], "Bearer");
    assert_eq!(login["scope"], "openid profile");
    assert_eq!(login["expiresAt"], "2026-11-21T12:59:59.000Z");
    assert_eq!(login["idToken"]["claims"]["sub"], SUB);
    assert_eq!(login["idToken"]["signatureChecked"], false, "OTTM publishes no key");
    let user = ottm("ottm userinfo").run().json();
    assert_eq!(user, json!({"sub": SUB, "nickname": "하늘", "email": "haneul.kim@example.com"}));
    holds(&sandbox(&home, "ottm userinfo").run().ok(), &[SUB, "하늘", "haneul.kim@example.com"]);
    assert_eq!(ottm("status").run().json()["connected"][0]["providerUserId"], SUB);

    // It is over after an hour, and renewed by itself.
    let first = sandbox(&home, "token ottm").run().ok();
    let late = "2026-11-21T13:00:00Z";
    assert_eq!(ottm("ottm userinfo").at(late).run().json(), user);
    assert_ne!(sandbox(&home, "token ottm").at(late).run().ok(), first);
    // Two weeks without it, and only the person helps.
    let later = "2026-12-06T12:00:00Z";
    let error = ottm("ottm userinfo").at(later).run().error(3);
    assert_eq!(error["kind"], "login_required");
    assert_eq!(error["providerCode"], "10075");
    holds(error["hint"].as_str().unwrap(), &["`qetta login ottm --sandbox`"]);

    assert_eq!(ottm("disconnect ottm").at(later).run().json()["success"], true);
    assert!(connected(ottm("status").at(later)).is_empty());
}

#[test]
fn a_member_agrees_on_either_page_and_comes_back_with_an_empty_pair() {
    let (there, home) = (Home::new(), Home::new());
    let served = Served::start(&there, "");
    for path in ["/auth/authorize", "/auth/authorize2"] {
        let run = served.client(home.qetta("login ottm --no-browser --json"));
        let login = Login::begin(run.env("OTTM_AUTHORIZE_PATH", path));
        assert_eq!(login.url.path(), format!("/ottm{path}"));
        assert!(login.url.query_pairs().all(|(name, _)| name != "code_challenge"), "no PKCE there");
        let back = decide(&login, "approve").location();
        holds(back.as_str(), &["/callback?&code="]);
        assert_eq!(login.comes_back(&back).1.json()["provider"], "OTTM");
    }
}

#[test]
fn who_does_not_agree_is_believed() {
    let (there, home) = (Home::new(), Home::new());
    let served = Served::start(&there, "");
    let run = |line: &str| served.client(home.qetta(line));
    let login = Login::begin(run("login ottm --no-browser --json"));
    let back = decide(&login, "refuse").location();
    let error = login.comes_back(&back).1.error(4);
    assert_eq!(error["kind"], "provider_refused");
    assert_eq!(error["provider"], "OTTM");
    holds(error["message"].as_str().unwrap(), &["access_denied"]);
    assert!(connected(run("status --json")).is_empty());
}

#[test]
fn a_wrong_secret_is_10073_and_says_what_to_check() {
    let (there, home) = (Home::new(), Home::new());
    let served = Served::start(&there, "--approve");
    let run = |line: &str| served.client(home.qetta(line)).env("OTTM_CLIENT_SECRET", "wrong");
    let error = run("ottm login --approve --json").run().error(4);
    assert_eq!(error["providerCode"], "10073");
    assert_eq!(error["providerMessage"], "Invalid oauth2 client");
    assert_eq!(error["httpStatus"], 400);
    holds(error["hint"].as_str().unwrap(), &["OTTM_CLIENT_ID", "OTTM_CLIENT_SECRET"]);
    let words = run("ottm login --approve --lang ko").run().fails(4);
    holds(&words, &["10073 (Invalid oauth2 client)", "OTTM_CLIENT_SECRET"]);
    assert!(connected(run("status --json")).is_empty());
}

#[test]
fn a_token_that_is_turned_away_is_renewed_once() {
    let (home, provider) = logged_in([refused("10075"), token(2), somebody()]);
    let user = at(&home, &provider, "ottm userinfo --json").run().json();
    assert_eq!(user, json!({"sub": SUB, "nickname": "하늘"}));
    let asked = provider.asked();
    assert_eq!(asked.len(), 4);
    assert_eq!(bearer(&asked[1]), Some("access-1"));
    assert_eq!(sent(&asked[2], "grant_type").as_deref(), Some("refresh_token"));
    assert_eq!(sent(&asked[2], "refresh_token").as_deref(), Some("refresh-1"));
    assert_eq!(bearer(&asked[3]), Some("access-2"));
    assert_eq!(at(&home, &provider, "token ottm").run().ok(), "access-2\n");
}

#[test]
fn where_there_is_no_renewal_only_a_login_helps() {
    // It is refused; there is no such grant; or the new one is not taken either.
    for replies in [
        vec![refused("10075"), refused("10075")],
        vec![refused("10075"), refused("10076")],
        vec![refused("10075"), refused("10051")],
        vec![refused("10075"), token(2), refused("10075")],
    ] {
        let count = replies.len();
        let (home, provider) = logged_in(replies);
        let error = at(&home, &provider, "ottm userinfo --json").run().error(3);
        assert_eq!(error["kind"], "login_required");
        assert_eq!(error["providerCode"], "10075");
        assert_eq!(error["providerMessage"], "Words of OTTM");
        holds(error["hint"].as_str().unwrap(), &["`qetta login ottm`"]);
        assert_eq!(provider.asked().len(), 1 + count, "nothing is asked twice");
    }
}

#[test]
fn a_refusal_that_no_renewal_mends_is_told_as_it_came() {
    let (home, provider) = logged_in([refused("10074")]);
    let error = at(&home, &provider, "ottm userinfo --json").run().error(4);
    assert_eq!(error["providerCode"], "10074");
    holds(error["hint"].as_str().unwrap(), &["OTTM_SCOPE"]);
    assert_eq!(provider.asked().len(), 2);
}
