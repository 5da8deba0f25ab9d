//! For the tests of this folder: an Acme that stands ready, and its usual requests.

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use ring::signature::{ECDSA_P256_SHA256_FIXED, UnparsedPublicKey};
use serde_json::Value;

use crate::sandbox::Scenario;
use crate::sandbox::acme::client::{CONFIDENTIAL, PUBLIC, SECRET};
use crate::sandbox::answer::Answer;
use crate::sandbox::browser::{brought_back, encoded, field, form};
use crate::sandbox::secrets;
use crate::sandbox::testing::{Asking, Stage};

pub(super) use crate::sandbox::testing::body;

pub(super) const REDIRECT_URI: &str = "http://127.0.0.1:49152/callback";

pub(super) const VERIFIER: &str = "a-verifier-of-forty-three-characters-or-more";

/// The challenge of a verifier.
pub(super) fn challenge_of(verifier: &str) -> String {
    URL_SAFE_NO_PAD.encode(secrets::digest(verifier))
}

/// The header of HTTP Basic as OAuth has it.
pub(super) fn basic_with(id: &str, secret: &str) -> String {
    format!("Basic {}", STANDARD.encode(format!("{}:{}", encoded(id), encoded(secret))))
}

/// A good request of the public client to authorize, with one parameter replaced or left out.
pub(super) fn authorize_with(name: &str, value: Option<&str>) -> Asking {
    let challenge = challenge_of(VERIFIER);
    let usual = [
        ("response_type", "code"),
        ("client_id", PUBLIC),
        ("redirect_uri", REDIRECT_URI),
        ("scope", "openid profile offline_access"),
        ("state", "a state"),
        ("nonce", "a nonce"),
        ("code_challenge", &challenge),
        ("code_challenge_method", "S256"),
    ];
    Asking::get(&format!("/acme/authorize?{}", form(&usual, &[(name, value)])))
}

pub(super) fn authorize() -> Asking {
    authorize_with("ui_locales", Some("ko"))
}

/// The same of the confidential client, without a challenge.
pub(super) fn authorize_web() -> Asking {
    let usual = [
        ("response_type", "code"),
        ("client_id", CONFIDENTIAL),
        ("redirect_uri", REDIRECT_URI),
        ("scope", "openid offline_access"),
    ];
    Asking::get(&format!("/acme/authorize?{}", form(&usual, &[])))
}

/// The exchange of a code, with one parameter replaced or left out.
pub(super) fn exchange_with(code: &str, name: &str, value: Option<&str>) -> Asking {
    let usual = [
        ("grant_type", "authorization_code"),
        ("client_id", PUBLIC),
        ("redirect_uri", REDIRECT_URI),
        ("code", code),
        ("code_verifier", VERIFIER),
    ];
    Asking::form("/acme/token", &form(&usual, &[(name, value)]))
}

/// A member of the body that has to be a string.
pub(super) fn text(answer: &Answer, name: &str) -> String {
    let body = body(answer);
    body[name].as_str().unwrap_or_else(|| panic!("{name} in {body}")).to_owned()
}

/// The code of a refusal, which has to name its rule and may not be kept (S12).
pub(super) fn error(answer: &Answer) -> String {
    assert!(answer.rule.is_some(), "{answer:?}");
    assert_eq!(answer.header_map()["cache-control"], "no-store");
    assert_eq!(answer.header_map()["pragma"], "no-cache");
    text(answer, "error")
}

/// The claims of a signed token, after its signature was checked with the published key.
pub(super) fn claims_of(token: &str, jwks: &Value) -> Value {
    let (signed, signature) = token.rsplit_once('.').unwrap();
    let (header, claims) = signed.split_once('.').unwrap();
    let decoded = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
    let document = |part: &str| -> Value { serde_json::from_slice(&decoded(part)).unwrap() };
    let key = &jwks["keys"][0];
    assert_eq!(document(header)["alg"], "ES256");
    assert_eq!(document(header)["kid"], key["kid"]);
    let coordinate = |name: &str| decoded(key[name].as_str().unwrap());
    let point = [vec![4], coordinate("x"), coordinate("y")].concat();
    UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point)
        .verify(signed.as_bytes(), &decoded(signature))
        .expect("the signature");
    document(claims)
}

/// The Acme of one stage.
pub(super) struct Acme {
    pub(super) stage: Stage,
}

impl Acme {
    pub(super) fn new() -> Self {
        Self { stage: Stage::new() }
    }

    /// The same, where consent is given by itself.
    pub(super) fn approving(&self) -> Self {
        let scenario = self.stage.context.scenario.clone();
        Self { stage: Stage::playing(Scenario { approve: true, ..scenario }) }
    }

    /// The same, so many seconds on.
    pub(super) fn later(&self, seconds: i64) -> Self {
        Self { stage: self.stage.later(seconds) }
    }

    pub(super) fn get(&self, path: &str) -> Answer {
        self.stage.answer(Asking::get(path))
    }

    /// A code of the default person for the public client.
    pub(super) fn code(&self) -> String {
        self.code_for(authorize())
    }

    pub(super) fn code_for(&self, asking: Asking) -> String {
        brought_back(&self.approving().stage.answer(asking), "code").unwrap()
    }

    pub(super) fn exchange(&self, code: &str) -> Answer {
        self.stage.answer(exchange_with(code, "", None))
    }

    /// Access and refresh token of the public client.
    pub(super) fn connected(&self) -> (String, String) {
        let answer = self.exchange(&self.code());
        (text(&answer, "access_token"), text(&answer, "refresh_token"))
    }

    /// A form of the public client.
    pub(super) fn of_cli(&self, path: &str, parameters: &str) -> Answer {
        self.stage.answer(Asking::form(path, &format!("client_id={PUBLIC}&{parameters}")))
    }

    /// A form of the confidential client.
    pub(super) fn of_web(&self, path: &str, parameters: &str) -> Answer {
        let proof = basic_with(CONFIDENTIAL, SECRET);
        self.stage.answer(Asking::form(path, parameters).header("authorization", &proof))
    }

    /// Access and refresh token of the confidential client.
    pub(super) fn web_connected(&self) -> (String, String) {
        let code = self.code_for(authorize_web());
        let parameters =
            [("grant_type", "authorization_code"), ("redirect_uri", REDIRECT_URI), ("code", &code)];
        let answer = self.of_web("/acme/token", &form(&parameters, &[]));
        (text(&answer, "access_token"), text(&answer, "refresh_token"))
    }

    pub(super) fn refresh(&self, refresh_token: &str) -> Answer {
        let form = format!("grant_type=refresh_token&refresh_token={refresh_token}");
        self.of_cli("/acme/token", &form)
    }

    /// What the userinfo endpoint says to the bearer of a token.
    pub(super) fn userinfo(&self, token: &str) -> Answer {
        self.stage.answer(Asking::get("/acme/userinfo").bearer(token))
    }

    pub(super) fn lets_in(&self, token: &str) -> bool {
        self.userinfo(token).status.is_success()
    }

    /// The ticket of a page.
    pub(super) fn ticket(&self, asking: Asking) -> String {
        field(&self.stage.answer(asking), "ticket").unwrap()
    }
}
