//! Id tokens that are not to be believed: nothing is stored, and no token is shown.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::kftc::browser::Login;
use crate::login::{connected, jwt, ottm};
use crate::support::{Home, NOON, Output, Provider, Reply, holds};

const ACCESS: &str = "canary-access-0123456789";
const REFRESH: &str = "canary-refresh-0123456789";

/// What a good one of OTTM says.
fn claims() -> Value {
    let now = NOON.parse::<Timestamp>().unwrap().as_second();
    json!({"iss": "https://ottm.example", "aud": "mine", "sub": ottm::SUB, "exp": now + 3_600, "iat": now})
}

/// A login whose answer brings `id_token`.
fn login_with(home: &Home, id_token: &str) -> (Output, Provider) {
    let document = json!({
        "access_token": ACCESS, "refresh_token": REFRESH, "id_token": id_token,
        "token_type": "Bearer", "expires_in": 3_599, "scope": "openid profile",
    });
    let provider = Provider::answering([Reply::json("200 OK", &document.to_string())]);
    let login = Login::begin(ottm::at(home, &provider, "login ottm --no-browser --json -vv"));
    let back = login.back("code=right");
    (login.comes_back(&back).1, provider)
}

#[test]
fn c32_who_logged_in_is_believed_where_everything_fits() {
    let home = Home::new();
    let (output, _) = login_with(&home, &jwt(&json!({"alg": "RS256", "kid": "x"}), &claims()));
    assert_eq!(output.json()["idToken"]["claims"]["sub"], ottm::SUB);
}

#[test]
fn c32_a_login_whose_id_token_is_a_lie_is_none() {
    let signed = json!({"alg": "RS256", "kid": "x"});
    let with = |name: &str, value: Value| {
        let mut claims = claims();
        claims[name] = value;
        jwt(&signed, &claims)
    };
    let past = claims()["iat"].as_i64().unwrap() - 61;
    for (id_token, why) in [
        (with("aud", json!("another")), "aud"),
        (with("aud", json!(["another", "others"])), "aud"),
        (with("azp", json!("another")), "azp"),
        (with("exp", json!(past)), "exp"),
        (with("exp", Value::Null), "exp"),
        (with("nonce", json!("of another login")), "nonce"),
        (with("sub", json!("")), "sub"),
        (jwt(&json!({"alg": "none"}), &claims()), "alg none"),
        (jwt(&json!({"alg": "NONE"}), &claims()), "alg none"),
        ("not a token".to_owned(), "cannot be read"),
    ] {
        let home = Home::new();
        let (output, provider) = login_with(&home, &id_token);
        let words = output.to_string();
        for secret in [ACCESS, REFRESH, id_token.as_str(), "canary-secret"] {
            assert!(!words.contains(secret), "{secret} is shown for {why}:\n{words}");
        }
        let error = output.error(4);
        assert_eq!(error["kind"], "provider_refused", "{why}");
        assert_eq!(error["provider"], "OTTM");
        holds(error["message"].as_str().unwrap(), &[why, "nothing was stored"]);
        assert_eq!(provider.asked().len(), 1);
        assert!(connected(home.qetta("status --json")).is_empty());
        assert_eq!(
            ottm::at(&home, &provider, "token ottm --json").run().error(3)["kind"],
            "login_required"
        );
    }
}
