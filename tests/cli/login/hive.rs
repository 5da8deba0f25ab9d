//! Hive: the key with which a member signs in, and whether a player is signed in.

use serde_json::{Value, json};
use url::Url;

use crate::kftc::browser::sent;
use crate::login::{connected, jwt, ottm};
use crate::sandbox::Served;
use crate::support::{Home, NOON, Provider, Reply, Run, closed_port, holds};

/// A game server and the sandbox that it works with.
struct Game {
    home: Home,
    served: Served,
}

/// A player who signed in on a device.
struct Player {
    id: u64,
    did: String,
    token: String,
    access_token: String,
}

impl Game {
    fn begun() -> Self {
        let home = Home::new();
        let served = Served::start(&home, "--approve");
        Self { home, served }
    }

    fn run(&self, line: &str) -> Run {
        self.served.client(self.home.qetta(line))
    }

    /// The key of somebody.
    fn key(&self) -> String {
        let document = self.run("hive auth-key --sub somebody --json").run().json();
        document["custom_auth_key"].as_str().unwrap().to_owned()
    }

    /// What Hive's SDK does on the player's device.
    fn signs_in(&self, key: &str) -> Value {
        let url: Url = format!("{}/hive/sdk/sign-in", self.served.url()).parse().unwrap();
        let app = "com.example.sandbox.google.global.normal";
        let body = json!({"appid": app, "custom_auth_key": key}).to_string();
        let request = format!(
            "POST {} HTTP/1.1\r\nhost: {}:{}\r\nconnection: close\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            url.path(),
            url.host_str().unwrap(),
            url.port().unwrap(),
            body.len(),
        );
        serde_json::from_str(&sent(&url, &request).body).unwrap()
    }

    fn player(&self) -> Player {
        let said = self.signs_in(&self.key());
        let text = |name: &str| said[name].as_str().unwrap().to_owned();
        Player {
            id: said["player_id"].as_u64().unwrap(),
            did: text("did"),
            token: text("token"),
            access_token: text("access_token"),
        }
    }

    fn verify(&self, player: &Player) -> Run {
        let Player { id, did, token, access_token } = player;
        let line = format!("hive verify --player-id {id} --did {did} --token-stdin --json");
        self.run(&line).stdin(&format!("{token}\n{access_token}\n"))
    }
}

fn is_a_key(key: &Value) -> bool {
    let key = key.as_str().unwrap();
    key.len() == 32 && key.bytes().all(|byte| byte.is_ascii_hexdigit())
}

#[test]
fn a_member_logs_in_signs_in_and_is_verified() {
    let game = Game::begun();
    let login = game.run("ottm login --hive --approve --json").run().json();
    assert_eq!(login["provider"], "OTTM");
    assert_eq!(login["user"]["sub"], ottm::SUB);
    assert_eq!(login["user"]["nickname"], "하늘");
    assert!(is_a_key(&login["custom_auth_key"]), "{login}");
    assert_eq!(connected(game.run("status --json")), ["OTTM", "HIVE"]);

    // The key of whoever logged in, and of whoever is named: the same player.
    let stored = game.run("hive auth-key --json").run().json();
    let named = game.run(&format!("hive auth-key --json --sub {}", ottm::SUB)).run().json();
    let first = game.signs_in(login["custom_auth_key"].as_str().unwrap());
    for document in [&stored, &named] {
        assert!(is_a_key(&document["custom_auth_key"]), "{document}");
        let again = game.signs_in(document["custom_auth_key"].as_str().unwrap());
        assert_eq!(again["player_id"], first["player_id"]);
    }
    // A key is good once.
    assert_eq!(game.signs_in(named["custom_auth_key"].as_str().unwrap())["result_code"], 6001);

    let player = game.player();
    let verified = game.verify(&player).run().json();
    assert_eq!(verified, json!({"verified": true, "result_code": 0}));
}

#[test]
fn a_key_for_nobody_in_particular_needs_a_login() {
    let game = Game::begun();
    let error = game.run("hive auth-key --json").run().error(3);
    assert_eq!(error["provider"], "OTTM");
    assert_eq!(error["hint"], "run `qetta login ottm`");
    // What is missing for Hive is said before a browser opens for OTTM.
    let half = game.run("ottm login --hive --approve --json").without("HIVE_APP_ID");
    let error = half.run().error(7);
    holds(error["message"].as_str().unwrap(), &["HIVE_APP_ID"]);
    assert!(connected(game.run("status --json")).is_empty());
}

#[test]
fn a_player_beyond_what_a_fraction_holds_is_exact() {
    let game = Game::begun();
    let player = game.player();
    assert!(player.id > 1 << 53, "{}", player.id);
    game.verify(&player).run().json();
    // The next number is the same fraction, and another player.
    let next = Player { id: player.id + 1, ..player };
    let error = game.verify(&next).run().error(4);
    assert_eq!(error["providerCode"], "7000");
}

#[test]
fn a_refused_player_is_exit_4_with_the_number() {
    let game = Game::begun();
    let player = game.player();
    let line = format!("hive verify --player-id {} --did {} --token-stdin", player.id, player.did);
    let wrong = format!("wrong\n{}\n", player.access_token);
    let error = game.run(&format!("{line} --json")).stdin(&wrong).run().error(4);
    assert_eq!(error["kind"], "provider_refused");
    assert_eq!(error["provider"], "HIVE");
    assert_eq!(error["providerCode"], "7000");
    assert_eq!(error["httpStatus"], 200);
    holds(error["hint"].as_str().unwrap(), &["`qetta hive auth-key`"]);
    // The other token is not good: that is another number, and says why.
    let wrong = format!("{}\nwrong\n", player.token);
    let error = game.run(&format!("{line} --json")).stdin(&wrong).run().error(4);
    assert_eq!(error["providerCode"], "2499");
    holds(error["providerMessage"].as_str().unwrap(), &["JWT validation failed", "Invalid token"]);
    let other_device = Player { did: "another".into(), ..player };
    assert_eq!(game.verify(&other_device).run().error(4)["providerCode"], "7000");
}

#[test]
fn what_is_missing_on_stdin_is_named_before_anybody_is_asked() {
    let home = Home::new();
    let hive = |line: &str| {
        home.qetta(line)
            .env("HIVE_API_BASE", closed_port())
            .env("HIVE_APP_ID", "com.example.game")
            .env("HIVE_CLIENT_ID", "mine")
            .env("HIVE_CLIENT_SECRET", "canary-secret")
    };
    let line = "hive verify --player-id 1 --did d --token-stdin";
    let words = hive(line).stdin("only one\n").run().fails(2);
    holds(&words, &["own access token is missing", "hint: ", "second line"]);
    holds(&hive(line).stdin("").run().fails(2), &["the player's token is missing"]);
    holds(&hive(line).stdin("\n\n").run().fails(2), &["the player's token is missing"]);
    hive("hive verify --player-id 1.5 --did d --token-stdin").run().fails(2);
    // A token is never typed as an argument.
    hive("hive verify --player-id 1 --did d").run().fails(2);
}

#[test]
fn v1_has_a_certification_key_and_one_token() {
    let game = Game::begun();
    let v1 = |line: &str| {
        let run = game.run(line).env("HIVE_API_VERSION", "v1");
        run.without("HIVE_CLIENT_ID").without("HIVE_CLIENT_SECRET")
    };
    let key = v1("hive auth-key --sub somebody --json").run().json();
    let said = game.signs_in(key["custom_auth_key"].as_str().unwrap());
    let line = format!(
        "hive verify --player-id {} --did {} --token-stdin --json",
        said["player_id"],
        said["did"].as_str().unwrap()
    );
    let token = said["token"].as_str().unwrap();
    let verified = v1(&line).stdin(token).run().json();
    assert_eq!(verified, json!({"verified": true, "result_code": 0}));
    let error = v1(&line).stdin("wrong").run().error(4);
    assert_eq!(error["providerCode"], "7000");

    let wrong = v1("hive auth-key --sub x --json").env("HIVE_CERTIFICATION_KEY", "wrong");
    let error = wrong.run().error(4);
    assert_eq!(error["providerCode"], "4002");
    assert_eq!(v1("token hive --json").run().error(7)["kind"], "config");
    let missing = v1("hive auth-key --sub x --json").without("HIVE_CERTIFICATION_KEY");
    holds(missing.run().error(7)["message"].as_str().unwrap(), &["HIVE_CERTIFICATION_KEY"]);
}

#[test]
fn a_player_is_verified_at_the_second_address_where_the_first_is_out() {
    let game = Game::begun();
    let player = game.player();
    let down = Provider::answering([Reply::new("503 Service Unavailable", &[], "")]);
    for first in [closed_port(), down.url().to_owned()] {
        let output = game.verify(&player).env("HIVE_API_BASE", &first).run();
        assert_eq!(output.json()["verified"], true, "{first}");
        // A key is given out by the first alone.
        let key = game.run("hive auth-key --sub somebody --json").env("HIVE_API_BASE", &first);
        assert_eq!(key.run().error(5)["kind"], "network", "{first}");
    }
    let neither = game.verify(&player).env("HIVE_API_BASE", closed_port());
    let error = neither.env("HIVE_FALLBACK_BASE", closed_port()).run().error(5);
    assert_eq!(error["retryable"], true);
    // A no is an answer: nobody else is asked.
    let second = Provider::answering([Reply::json("200 OK", r#"{"result_code":0}"#)]);
    let refused = game.verify(&Player { did: "another".into(), ..player });
    refused.env("HIVE_FALLBACK_BASE", second.url()).run().error(4);
    assert_eq!(second.asked().len(), 0);
}

fn answer(code: i64, words: &str) -> Reply {
    let document = json!({"result_code": code, "result_msg": words, "data": null});
    Reply::json("200 OK", &document.to_string())
}

/// Hive at `provider`, with a key or a player that nobody looks at.
fn at(home: &Home, provider: &Provider, line: &str) -> Run {
    home.qetta(line)
        .stdin("canary-player-token\ncanary-player-access-token\n")
        .env("HIVE_API_BASE", provider.url())
        .env("HIVE_APP_ID", "com.example.game")
        .env("HIVE_CLIENT_ID", "mine")
        .env("HIVE_CLIENT_SECRET", "canary-secret")
}

#[test]
fn an_error_inside_hive_is_an_outage_although_its_status_is_200() {
    let home = Home::new();
    for code in [5000, 9999] {
        let provider = Provider::answering([answer(code, "DB error")]);
        let line = "hive verify --player-id 1 --did d --token-stdin --json";
        let error = at(&home, &provider, line).run().error(5);
        assert_eq!(error["kind"], "network");
        assert_eq!(error["providerCode"], code.to_string());
        assert_eq!(error["providerMessage"], "DB error");
        assert_eq!(error["retryable"], true);
    }
    let page = Provider::answering([Reply::new("200 OK", &["content-type: text/html"], "<p>")]);
    let error = at(&home, &page, "hive auth-key --sub x --json").run().error(5);
    assert_eq!(error["provider"], "HIVE");
}

#[test]
fn a_token_of_ours_that_is_turned_away_is_asked_for_anew_once() {
    let now = NOON.parse::<jiff::Timestamp>().unwrap().as_second();
    let token = |version: u32| {
        let claims = json!({"iat": now, "exp": now + 3_600, "jti": version});
        let token = jwt(&json!({"alg": "RS256"}), &claims);
        let document = json!({"result_code": 0, "data": {"access_token": token}});
        Reply::json("200 OK", &document.to_string())
    };
    let key = r#"{"result_code":0,"result_msg":"SUCCESS","custom_auth_key":"00112233445566778899aabbccddeeff"}"#;
    let home = Home::new();
    let replies =
        [token(1), answer(2499, "JWT"), token(2), Reply::json("200 OK", key), answer(2499, "JWT")];
    let provider = Provider::answering(replies);
    let document = at(&home, &provider, "hive auth-key --sub x --json").run().json();
    assert_eq!(document["custom_auth_key"], "00112233445566778899aabbccddeeff");
    assert_eq!(provider.asked().len(), 4);
    // The token of the second round is kept, and is turned away: what follows is asked once more,
    // and what comes then stands.
    let error = at(&home, &provider, "hive auth-key --sub x --json").run().error(4);
    assert_eq!(error["providerCode"], "2499");
}
