//! `POST /token`: client credentials (RFC 6749 §4.4), as Toss documents them.
//!
//! No error body of the real endpoint is published, only that it follows RFC 6749; so do these.
//! Toss signs its tokens with RS256 and publishes no key for them, which makes them opaque to
//! everyone else. The sandbox says HS256, and signs with a key of its own: the claims are Toss's, and
//! nobody can take the token for one of Toss's.

use http::StatusCode;
use rusqlite::Connection;
use serde::Serialize;

use crate::model::AccessToken;
use crate::sandbox::SandboxError;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::oauth::{self, Form, invalid_request, too_many};
use crate::sandbox::state::attempts::{self, Attempt};
use crate::sandbox::state::tokens::{self, Grant};
use crate::sandbox::toss::{CLIENT_ID, CLIENT_SECRET, ISSUER, SCOPE};
use crate::sandbox::{jwt, secrets};
use crate::wire::oauth::{Extra, TokenAnswer};

/// A year, as in Toss's test environment.
const LIFE: i64 = 31_536_000;

/// Issues a token. The order: can the request be read, is it for the one grant that there is, who
/// asks, and for what. Only a client that has proved itself learns which scopes exist.
pub(crate) fn issue(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let form = Form::read(call)?;
    grant_type(&form)?;
    let credentials = Credentials::read(call, &form)?;
    let answer = context.state().write(|transaction| {
        match credentials.judge(transaction, context)? {
            Attempt::Right => {}
            Attempt::Wrong => return Ok(wrong_client(call)),
            Attempt::Shut(seconds) => return Ok(too_many(seconds)),
        }
        match scope(&form) {
            Ok(()) => issued(transaction, context),
            Err(refusal) => Ok(refusal),
        }
    })?;
    Ok(answer)
}

fn grant_type(form: &Form) -> Result<(), Answer> {
    if form.required("grant_type")? == "client_credentials" {
        return Ok(());
    }
    let words = "the only grant_type here is client_credentials";
    Err(Answer::error(StatusCode::BAD_REQUEST, "unsupported_grant_type", words)
        .breaking("R06: not client_credentials"))
}

fn scope(form: &Form) -> Result<(), Answer> {
    if form.required("scope")? == SCOPE {
        return Ok(());
    }
    let words = "the only scope here is ca";
    Err(Answer::error(StatusCode::BAD_REQUEST, "invalid_scope", words)
        .breaking("R07: not scope ca"))
}

/// Who asks, by its own account.
struct Credentials<'a> {
    id: &'a str,
    secret: &'a str,
}

impl<'a> Credentials<'a> {
    /// From the body, which is the only place that Toss documents. HTTP Basic counts for nothing;
    /// a client that tried it is told so in the way that the standard asks for (S14).
    fn read(call: &Call, form: &'a Form) -> Result<Self, Answer> {
        let sent = form.required("client_id").and_then(|id| {
            let secret = form.required("client_secret")?;
            Ok(Self { id, secret })
        });
        if !call.has_authorization() {
            return sent;
        }
        if sent.is_err() {
            return Err(wrong_client(call));
        }
        // RFC 6749 §2.3: never more than one method in one request.
        let words = "credentials go into the body alone, not into a header as well";
        Err(invalid_request(words).breaking("R05: two ways to authenticate"))
    }

    /// Ten wrong secrets shut the client for a while (S24). An unknown client has no secret that
    /// could be guessed: nothing is remembered of it.
    fn judge(&self, connection: &Connection, context: &Context) -> Result<Attempt, SandboxError> {
        let right = secrets::same(CLIENT_SECRET, self.secret);
        if self.id != CLIENT_ID {
            return Ok(Attempt::Wrong);
        }
        Ok(attempts::judge(connection, ISSUER, CLIENT_ID, right, context.now())?)
    }
}

fn wrong_client(call: &Call) -> Answer {
    let words = "client_id and client_secret, in the body, are not those of a client";
    oauth::wrong_client(call, ISSUER, words)
}

#[derive(Serialize)]
struct Header {
    kid: &'static str,
    alg: &'static str,
}

/// In the order of Toss's sample.
#[derive(Serialize)]
struct Claims {
    sub: &'static str,
    aud: &'static str,
    nbf: i64,
    scope: [&'static str; 1],
    iss: &'static str,
    exp: i64,
    iat: i64,
    jti: String,
}

fn issued(connection: &Connection, context: &Context) -> Result<Answer, SandboxError> {
    let now = context.now().as_second();
    let claims = Claims {
        sub: CLIENT_ID,
        aud: CLIENT_ID,
        nbf: now,
        scope: [SCOPE],
        iss: "https://cert.toss.im",
        exp: now + LIFE,
        iat: now,
        jti: jwt::uuid()?,
    };
    let header = Header { kid: "cert", alg: "HS256" };
    let token = jwt::signed(context.state().signing_key(), &header, &claims);
    let grant = Grant {
        issuer: ISSUER,
        client_id: CLIENT_ID.to_owned(),
        scope: SCOPE.to_owned(),
        expires_at: now + LIFE,
    };
    tokens::keep(connection, &token, &grant, context.now())?;
    let document = TokenAnswer {
        access_token: AccessToken::new(token),
        token_type: "Bearer".to_owned(),
        expires_in: Some(LIFE),
        refresh_token: None,
        scope: Some(SCOPE.to_owned()),
        extra: Extra::default(),
    };
    Ok(Answer::json(StatusCode::OK, &document))
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use http::header::{CACHE_CONTROL, PRAGMA, RETRY_AFTER, WWW_AUTHENTICATE};
    use serde_json::{Value, json};

    use super::*;
    use crate::sandbox::testing::{Asking, Stage, TOSS_FORM};

    fn token_call(body: &str) -> Asking {
        Asking::form("/toss/token", body)
    }

    /// The status, the `error` and the words of a refusal, which must be of the standard's shape.
    fn refused(answer: &Answer) -> (u16, String, String) {
        let body: Value = serde_json::from_slice(&answer.body).unwrap();
        let text = |name: &str| body[name].as_str().unwrap().to_owned();
        assert_eq!(answer.header_map()[CACHE_CONTROL], "no-store");
        assert_eq!(answer.header_map()[PRAGMA], "no-cache");
        assert!(answer.rule.is_some());
        (answer.status.as_u16(), text("error"), text("error_description"))
    }

    fn without(field: &str) -> String {
        let kept = TOSS_FORM.split('&').filter(|pair| !pair.starts_with(&format!("{field}=")));
        kept.collect::<Vec<_>>().join("&")
    }

    #[test]
    fn a_token_is_a_year_of_scope_ca() {
        let answer = Stage::new().answer(token_call(TOSS_FORM));
        assert_eq!(answer.status, StatusCode::OK);
        let body: Value = serde_json::from_slice(&answer.body).unwrap();
        let names: Vec<&String> = body.as_object().unwrap().keys().collect();
        assert_eq!(names, ["access_token", "expires_in", "scope", "token_type"]);
        assert_eq!(body["token_type"], "Bearer");
        assert_eq!(body["scope"], "ca");
        assert_eq!(body["expires_in"], 31_536_000);
    }

    #[test]
    fn its_claims_are_those_of_toss() {
        let stage = Stage::new();
        let token = stage.toss_token();
        let part = |at: usize| -> Value {
            let part = token.split('.').nth(at).unwrap();
            serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap()
        };
        assert_eq!(part(0), json!({ "kid": "cert", "alg": "HS256" }));
        let mut claims = part(1);
        let jti = claims.as_object_mut().unwrap().remove("jti").unwrap();
        assert_eq!(jti.as_str().unwrap().len(), 36);
        let now = stage.context.now().as_second();
        let expected = json!({
            "sub": CLIENT_ID, "aud": CLIENT_ID, "iss": "https://cert.toss.im", "scope": ["ca"],
            "nbf": now, "iat": now, "exp": now + 31_536_000,
        });
        assert_eq!(claims, expected);
        assert_ne!(token, stage.toss_token());
    }

    #[test]
    fn s12_tokens_and_refusals_may_not_be_kept() {
        let stage = Stage::new();
        for asking in [token_call(TOSS_FORM), token_call(""), Asking::get("/toss/token")] {
            let headers = stage.answer(asking).header_map();
            assert_eq!(headers[CACHE_CONTROL], "no-store");
            assert_eq!(headers[PRAGMA], "no-cache");
        }
    }

    #[test]
    fn s13_the_token_endpoint_takes_nothing_but_post() {
        let answer = Stage::new().answer(Asking::get("/toss/token"));
        assert_eq!(refused(&answer).1, "invalid_request");
        assert_eq!(answer.status, StatusCode::METHOD_NOT_ALLOWED);
    }

    #[test]
    fn only_a_form_is_read() {
        let stage = Stage::new();
        for kind in ["application/json", "text/plain", "application/x-www-form-urlencoded-not"] {
            let asking = Asking::post("/toss/token", TOSS_FORM).header("content-type", kind);
            let (status, error, words) = refused(&stage.answer(asking));
            assert_eq!((status, error.as_str()), (400, "invalid_request"));
            assert!(words.contains("Content-Type"), "{words}");
        }
        assert_eq!(stage.answer(Asking::post("/toss/token", TOSS_FORM)).status.as_u16(), 400);
    }

    #[test]
    fn s13_repeated_parameters_are_refused_at_the_token_endpoint() {
        let answer = Stage::new().answer(token_call(&format!("{TOSS_FORM}&scope=ca")));
        assert_eq!(refused(&answer).1, "invalid_request");
    }

    #[test]
    fn s13_unknown_parameters_are_ignored() {
        let answer = Stage::new().answer(token_call(&format!("{TOSS_FORM}&later=1")));
        assert_eq!(answer.status, StatusCode::OK);
    }

    #[test]
    fn what_is_missing_is_named() {
        let stage = Stage::new();
        for field in ["grant_type", "client_id", "client_secret", "scope"] {
            for body in [without(field), format!("{}&{field}=", without(field))] {
                let (status, error, words) = refused(&stage.answer(token_call(&body)));
                assert_eq!((status, error.as_str()), (400, "invalid_request"), "{body}");
                assert_eq!(words, format!("{field} is missing"));
            }
        }
    }

    #[test]
    fn there_is_one_grant_and_one_scope() {
        let stage = Stage::new();
        for (body, expected) in [
            (TOSS_FORM.replace("client_credentials", "password"), "unsupported_grant_type"),
            (TOSS_FORM.replace("scope=ca", "scope=openid"), "invalid_scope"),
            (TOSS_FORM.replace("scope=ca", "scope=ca+openid"), "invalid_scope"),
            (TOSS_FORM.replace("scope=ca", "scope=CA"), "invalid_scope"),
        ] {
            let (status, error, _) = refused(&stage.answer(token_call(&body)));
            assert_eq!((status, error.as_str()), (400, expected), "{body}");
        }
    }

    #[test]
    fn s14_a_wrong_client_is_401_without_a_challenge() {
        let stage = Stage::new();
        for body in [
            TOSS_FORM.replace(CLIENT_ID, "someone"),
            TOSS_FORM.replace(CLIENT_SECRET, "wrong"),
            TOSS_FORM.replace(CLIENT_SECRET, &CLIENT_SECRET[1..]),
        ] {
            let answer = stage.answer(token_call(&body));
            assert_eq!(refused(&answer).1, "invalid_client");
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
            assert!(!answer.header_map().contains_key(WWW_AUTHENTICATE));
        }
    }

    #[test]
    fn s14_whoever_used_the_header_gets_a_challenge() {
        let stage = Stage::new();
        let body = "grant_type=client_credentials&scope=ca";
        let answer = stage.answer(token_call(body).header("authorization", "Basic eDp5"));
        assert_eq!(refused(&answer).1, "invalid_client");
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert_eq!(answer.header_map()[WWW_AUTHENTICATE], r#"Basic realm="toss""#);
        let answer = stage.answer(token_call(TOSS_FORM).header("authorization", "Basic eDp5"));
        assert_eq!(refused(&answer).1, "invalid_request");
    }

    #[test]
    fn s24_ten_wrong_secrets_shut_the_client_for_a_while() {
        let stage = Stage::new();
        let wrong = TOSS_FORM.replace(CLIENT_SECRET, "wrong");
        for _ in 0..10 {
            assert_eq!(stage.answer(token_call(&wrong)).status, StatusCode::UNAUTHORIZED);
        }
        let answer = stage.answer(token_call(TOSS_FORM));
        assert_eq!(refused(&answer).0, 429);
        assert_eq!(answer.rule, Some("S24: too many wrong secrets"));
        assert_eq!(answer.header_map()[RETRY_AFTER], "60");
        let later = stage.later(60);
        assert_eq!(later.answer(token_call(TOSS_FORM)).status, StatusCode::OK);
    }
}
