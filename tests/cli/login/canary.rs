//! Marked secrets in every setting and every answer of these providers: at the loudest, no output and
//! no file shows one but where it is the result.

use serde_json::{Value, json};

use crate::kftc::browser::Login;
use crate::kftc::scripted::parameter as sent;
use crate::login::{jwt, ottm};
use crate::support::{Home, NOON, Output, Provider, Reply, Run};

/// Its middle is what is looked for: masking may show the ends of a long secret.
const CANARY: &str = "CANARY-SECRET";

fn secret(name: &str) -> String {
    format!("aaaaaaaa-{name}-{CANARY}-{name}-zzzzzzzz")
}

/// A token that can be read, with a marked signature.
fn readable(name: &str) -> String {
    let now = NOON.parse::<jiff::Timestamp>().unwrap().as_second();
    let claims = json!({
        "iss": "https://a.example", "aud": "mine", "sub": ottm::SUB,
        "iat": now, "exp": now + 3_600, "jti": name,
    });
    let token = jwt(&json!({"alg": "RS256"}), &claims);
    format!("{token}{}", secret(name))
}

/// All providers at once, well-behaved.
fn good(asked: &str) -> Reply {
    let path = asked.split(' ').nth(1).unwrap_or_default();
    let document = match path {
        "/device" => json!({
            "device_code": secret("device"), "user_code": "WDJB-MJHT", "expires_in": 600,
            "verification_uri": "https://a.example/device", "interval": 1,
        }),
        // Hive's, where OAuth is spoken in JSON.
        "/oauth/token" if asked.contains("appid") => {
            json!({"result_code": 0, "data": {"access_token": readable("server")}})
        }
        _ if path.contains("get-key") => {
            json!({"result_code": 0, "data": {"custom_auth_key": secret("key")}})
        }
        _ if path.contains("get-token") => json!({"result_code": 0}),
        // Hyfata's, which has no id token.
        "/oauth/token" => json!({
            "access_token": secret("access"), "refresh_token": secret("refresh"),
            "token_type": "Bearer", "expires_in": 3_600,
        }),
        _ if path.contains("userinfo") => json!({"sub": ottm::SUB}),
        "/revoke" => json!({}),
        _ => json!({
            "access_token": secret("access"), "refresh_token": secret("refresh"),
            "id_token": readable("id"), "token_type": "Bearer", "expires_in": 3_600,
            "scope": "openid",
        }),
    };
    Reply::json("200 OK", &document.to_string())
}

/// A server that repeats all that it was sent, in the error language of `provider`.
fn repeating(provider: &str, asked: &str) -> Reply {
    let words = asked.to_owned();
    let document: Value = match provider {
        "ottm" => json!({"error": {"code": "10051", "message": words}, "payload": null}),
        "hive" => json!({
            "result_code": 7000, "result_msg": words, "token_validation": {"result_code": 1, "result_msg": words},
        }),
        _ => json!({"error": "invalid_request", "error_description": words}),
    };
    Reply::json("400 Bad Request", &document.to_string())
}

struct Stage {
    home: Home,
    provider: Provider,
}

impl Stage {
    fn new(decide: impl FnMut(&str) -> Reply + Send + 'static) -> Self {
        let (home, provider) = (Home::new(), Provider::deciding(decide));
        let url = provider.url();
        home.file(
            "config.toml",
            &format!(
                "[providers.own]\nclient_id = 'mine'\nclient_secret_env = 'OWN_SECRET'\nscope = 'openid'\n\
                 authorization_endpoint = '{url}/authorize'\ntoken_endpoint = '{url}/token'\n\
                 device_authorization_endpoint = '{url}/device'\nrevocation_endpoint = '{url}/revoke'\n"
            ),
        );
        Self { home, provider }
    }

    fn run(&self, line: &str) -> Run {
        let mut run = self
            .home
            .qetta(&format!("{line} -vv"))
            .env("QETTA_CONFIG", self.home.path().join("config.toml"))
            .env("RUST_BACKTRACE", "full")
            .env("RUST_LOG", "trace")
            .stdin(&format!("{}\n{}\n", secret("player"), secret("player-access")));
        for provider in ["HYFATA", "OTTM", "HIVE"] {
            run = run
                .env(&format!("{provider}_API_BASE"), self.provider.url())
                .env(&format!("{provider}_CLIENT_ID"), "mine")
                .env(&format!("{provider}_CLIENT_SECRET"), secret(provider))
                .env(&format!("{provider}_REDIRECT_URI"), "http://127.0.0.1:0/callback");
        }
        run.env("OTTM_MEMBER_BASE", self.provider.url())
            .env("HIVE_APP_ID", "com.example.game")
            .env("HIVE_CERTIFICATION_KEY", secret("certification"))
            .env("OWN_SECRET", secret("own"))
    }

    /// A login with a marked code. What the address shows is meant to be seen; nothing else of it is.
    #[track_caller]
    fn log_in(&self, line: &str) -> (Output, String) {
        let login = Login::begin(self.run(&format!("{line} --no-browser")));
        let (state, address) = (login.parameter("state"), login.url.to_string());
        let back = login.back(&format!("code={}", secret("code")));
        let (page, mut output) = login.comes_back(&back);
        silent(&page.body, "the last page");
        let lines = output.stderr.lines().filter(|line| !line.contains(&address));
        output.stderr = lines.collect::<Vec<_>>().join("\n");
        assert!(!output.to_string().contains(&state), "{output}");
        (output, state)
    }

    /// What else proved somebody, and only their servers have seen: verifiers, and credentials in a
    /// header.
    fn proofs(&self) -> Vec<String> {
        let asked = self.provider.asked();
        let verifiers = asked.iter().filter_map(|asked| sent(asked, "code_verifier"));
        let basic = asked.iter().filter_map(|asked| {
            let (_, rest) = asked.split_once("authorization: Basic ")?;
            Some(rest.split_once("\r\n")?.0.to_owned())
        });
        verifiers.chain(basic).collect()
    }

    #[track_caller]
    fn proves_silently(&self, output: &Output) {
        let proofs = self.proofs();
        for proof in &proofs {
            assert!(!output.to_string().contains(proof), "{proof} in {output}");
        }
        self.nothing_rests_in_the_open(&proofs);
    }

    #[track_caller]
    fn nothing_rests_in_the_open(&self, more: &[String]) {
        for (path, bytes) in self.home.files() {
            for canary in [CANARY].into_iter().chain(more.iter().map(String::as_str)) {
                let found = bytes.windows(canary.len()).any(|window| window == canary.as_bytes());
                assert!(!found, "{} holds {canary} in the open", path.display());
            }
        }
    }
}

#[track_caller]
fn silent(text: &str, what: &str) {
    assert!(!text.contains(CANARY), "a secret in {what}:\n{text}");
}

#[test]
fn no_secret_of_a_login_is_seen_at_the_loudest() {
    let stage = Stage::new(good);
    let late = "2026-11-21T14:00:00Z";
    for line in ["login hyfata", "login ottm --json", "login own"] {
        let (output, of_the_address) = stage.log_in(line);
        assert_eq!(output.code, Some(0), "{line}: {output}");
        silent(&output.to_string(), line);
        stage.proves_silently(&output);
        stage.nothing_rests_in_the_open(&[of_the_address]);
    }
    for (line, moment) in [
        ("login own --device --json", NOON),
        ("ottm userinfo", NOON),
        ("ottm userinfo --json", late),
        ("hive verify --player-id 1 --did d --token-stdin", NOON),
        ("status", late),
        ("status --json", late),
        ("config show", late),
        ("config show --json", late),
        ("disconnect own", late),
        ("disconnect hyfata --json", late),
        ("disconnect ottm", late),
    ] {
        let output = stage.run(line).at(moment).run();
        assert_eq!(output.code, Some(0), "{line}: {output}");
        silent(&output.to_string(), line);
        stage.proves_silently(&output);
    }
}

#[test]
fn a_result_that_is_a_secret_is_on_stdout_alone() {
    let stage = Stage::new(good);
    stage.log_in("login own").0.ok();
    for (line, version, result) in [
        ("token own", "v2", secret("access")),
        ("hive auth-key --sub x", "v2", secret("key")),
        ("hive auth-key --sub x --json", "v1", secret("key")),
        ("token hive --header", "v2", readable("server")),
    ] {
        let output = stage.run(line).env("HIVE_API_VERSION", version).run();
        silent(&output.stderr, line);
        let stdout = output.ok();
        assert!(stdout.contains(&result), "{line}: {stdout}");
        silent(&stdout.replace(&result, ""), line);
        stage.nothing_rests_in_the_open(&[]);
    }
    // The key of the player is the only one of a whole login that is a result.
    let (output, _) = stage.log_in("ottm login --hive --json");
    silent(&output.stderr, "ottm login --hive");
    silent(&output.ok().replace(&secret("key"), ""), "ottm login --hive");
}

#[test]
fn a_server_that_repeats_our_secrets_is_not_repeated() {
    for (provider, line) in [
        ("hyfata", "login hyfata"),
        ("hyfata", "login hyfata --json"),
        ("ottm", "login ottm"),
        ("ottm", "login ottm --lang ko"),
        ("own", "login own --json"),
    ] {
        let stage = Stage::new(move |asked| repeating(provider, asked));
        let (output, _) = stage.log_in(line);
        assert_eq!(output.code, Some(4), "{line}: {output}");
        silent(&output.to_string(), line);
        stage.proves_silently(&output);
        stage.nothing_rests_in_the_open(&[]);
    }
    for (provider, line, version) in [
        ("own", "login own --device", "v2"),
        ("hive", "hive auth-key --sub x", "v2"),
        ("hive", "hive auth-key --sub x --json", "v1"),
        ("hive", "hive verify --player-id 1 --did d --token-stdin", "v2"),
        ("hive", "hive verify --player-id 1 --did d --token-stdin --json", "v1"),
    ] {
        let stage = Stage::new(move |asked| repeating(provider, asked));
        let output = stage.run(line).env("HIVE_API_VERSION", version).run();
        assert_eq!(output.code, Some(4), "{line}: {output}");
        silent(&output.to_string(), line);
        stage.proves_silently(&output);
    }
}

#[test]
fn what_is_known_of_a_connection_is_not_repeated_later() {
    // They are logged in; from then on everything is repeated.
    for (provider, line) in [
        ("ottm", "ottm userinfo"),
        ("hyfata", "token hyfata"),
        ("own", "token own"),
        ("own", "disconnect own"),
        ("hive", "hive auth-key --sub x"),
    ] {
        let mut quiet = 1;
        let stage = Stage::new(move |asked| {
            if quiet > 0 {
                quiet -= 1;
                return good(asked);
            }
            repeating(provider, asked)
        });
        if provider != "hive" {
            stage.log_in(&format!("login {provider}")).0.ok();
        }
        let output = stage.run(line).at("2026-11-21T14:00:00Z").run();
        assert!(stage.provider.asked().len() > 1, "{line}: {output}");
        silent(&output.to_string(), line);
        stage.proves_silently(&output);
    }
}
