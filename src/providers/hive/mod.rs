//! Hive `AuthV4`: a login with somebody else's account, as the game server sees it.
//!
//! Everything is a POST of JSON, and success stands in `result_code`. A key for a player is had with
//! a token of our own (`/v2`) or with the certification key (v1, until the end of 2026); whether a
//! player is signed in is asked with the player's tokens. Sources: see [`crate::wire::hive`].

mod codes;
mod refusal;

use http::Method;
use http::header::{ACCEPT, AUTHORIZATION, HeaderName, HeaderValue};
use serde::Serialize;

use crate::http::{Answer, Request, UnsendableToken};
use crate::model::{
    AccessToken, BaseUrl, ClientAuth, CustomAuthKey, HiveCredentials, HiveIdp, OffBase,
    PlayerToken, Registration,
};
use crate::providers::NoResult;
use crate::wire::hive::{self as wire, path};

pub use codes::CODES;
pub use refusal::{Call, read_refusal};

/// How long a token of ours lives where it does not say so itself.
pub const TOKEN_LIFE: i64 = 3_600;

/// Hive as the settings describe it.
#[derive(Clone, Debug)]
pub struct Hive {
    /// The server by a name that stays, whatever port it happens to be at.
    pub issuer: String,
    /// Where it answers.
    pub api_base: BaseUrl,
    /// Where a player's token is verified when that does not answer.
    pub fallback_base: Option<BaseUrl>,
    /// The application.
    pub app_id: String,
    /// Which identity provider its players come from.
    pub idp: HiveIdp,
    /// What we prove ourselves with.
    pub credentials: HiveCredentials,
}

/// A player who says to be signed in.
#[derive(Clone, Debug)]
pub struct Player {
    /// The player's number.
    pub id: u64,
    /// The device's.
    pub did: String,
    /// The token of `PlayerInfo`.
    pub token: PlayerToken,
    /// The player's own access token; `/v2` alone.
    pub access_token: Option<AccessToken>,
}

impl Hive {
    /// Who we are to Hive's token endpoint, which v1 does not have.
    ///
    /// # Errors
    ///
    /// Where the endpoint does not fit below the base.
    pub fn registration(&self) -> Result<Registration, OffBase> {
        let (client_id, client_auth) = match &self.credentials {
            HiveCredentials::Client { id, secret } => {
                (id.clone(), ClientAuth::Post(secret.clone()))
            }
            HiveCredentials::CertificationKey(_) => (String::new(), ClientAuth::None),
        };
        Ok(Registration {
            issuer: format!("{} {}", self.issuer, self.app_id),
            token_endpoint: self.api_base.join(path::TOKEN)?,
            client_id,
            client_auth,
            scope: String::new(),
        })
    }

    /// Asks for a token of our own; `None` where the version needs none.
    ///
    /// # Errors
    ///
    /// Where the endpoint does not fit below the base.
    pub fn token(&self) -> Result<Option<Request>, OffBase> {
        let HiveCredentials::Client { id, secret } = &self.credentials else { return Ok(None) };
        let body = wire::TokenRequest {
            appid: self.app_id.clone(),
            grant_type: "client_credentials".to_owned(),
            client_id: id.clone(),
            client_secret: secret.clone(),
        };
        post(&self.api_base, path::TOKEN, &body)
            .map(|request| Some(request.hiding(secret.expose())))
    }

    /// Asks for the key with which the player `user` of our identity provider signs in.
    ///
    /// # Errors
    ///
    /// Where the endpoint does not fit below the base.
    pub fn key(&self, user: &str) -> Result<Request, OffBase> {
        let (path, certification_key) = match &self.credentials {
            HiveCredentials::Client { .. } => (path::KEY, None),
            HiveCredentials::CertificationKey(key) => (path::KEY_V1, Some(key.clone())),
        };
        let body = wire::KeyRequest {
            appid: self.app_id.clone(),
            idp_id: self.idp.as_str().to_owned(),
            idp_user_id: user.to_owned(),
            auth_type: wire::SIGN_IN.to_owned(),
            player_id: None,
            hive_certification_key: certification_key,
        };
        Ok(self.hiding_the_key(post(&self.api_base, path, &body)?))
    }

    /// Asks at `base` whether `player` is signed in.
    ///
    /// # Errors
    ///
    /// Where the endpoint does not fit below `base`, or a token of the player cannot stand in a
    /// header.
    pub fn verify(&self, base: &BaseUrl, player: &Player) -> Result<Request, CannotAsk> {
        let (path, certification_key) = match &self.credentials {
            HiveCredentials::Client { .. } => (path::VERIFY, None),
            HiveCredentials::CertificationKey(key) => (path::VERIFY_V1, Some(key.clone())),
        };
        let body = wire::VerifyRequest {
            appid: self.app_id.clone(),
            did: player.did.clone(),
            player_id: player.id,
            hive_certification_key: certification_key,
            include_fields: Vec::new(),
        };
        // As it is, without `Bearer`.
        let request = post(base, path, &body)?
            .header(AUTHORIZATION, secret_value(player.token.expose())?)
            .hiding(player.token.expose());
        let request = self.hiding_the_key(request);
        match &player.access_token {
            Some(token) => Ok(with_access_token(request, token)?),
            None => Ok(request),
        }
    }

    fn hiding_the_key(&self, request: Request) -> Request {
        match &self.credentials {
            HiveCredentials::CertificationKey(key) => request.hiding(key.expose()),
            HiveCredentials::Client { .. } => request,
        }
    }
}

/// Why Hive cannot be asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CannotAsk {
    /// The endpoint is not below the base.
    #[error(transparent)]
    OffBase(#[from] OffBase),
    /// A token has characters that no header can carry.
    #[error("a token that no header can carry")]
    Unsendable,
}

impl From<UnsendableToken> for CannotAsk {
    fn from(_: UnsendableToken) -> Self {
        Self::Unsendable
    }
}

/// A request with a token of `/v2`: the server's own for a key, the player's to verify.
pub fn with_access_token(
    request: Request,
    token: &AccessToken,
) -> Result<Request, UnsendableToken> {
    let header = HeaderName::from_static(wire::ACCESS_TOKEN);
    Ok(request.header(header, secret_value(token.expose())?).hiding(token.expose()))
}

/// The token of ours that an answer brings, which says itself how long it lives.
pub fn read_token(answer: &Answer) -> Result<AccessToken, NoResult> {
    let read = read(answer, Call::Token)?;
    let token = read.data.and_then(|data| data.access_token);
    token.ok_or_else(|| missing(answer, "data.access_token"))
}

/// The key that an answer brings, wherever it stands.
pub fn read_key(answer: &Answer) -> Result<CustomAuthKey, NoResult> {
    read(answer, Call::Key)?.key().cloned().ok_or_else(|| missing(answer, "custom_auth_key"))
}

/// That the player is signed in.
pub fn read_verified(answer: &Answer) -> Result<(), NoResult> {
    read(answer, Call::Verify).map(drop)
}

fn read(answer: &Answer, call: Call) -> Result<wire::Answer, NoResult> {
    if let Some(refusal) = read_refusal(answer, call) {
        return Err(NoResult::Refused(refusal));
    }
    if !answer.status().is_success() {
        return Err(NoResult::unreadable(answer));
    }
    serde_json::from_slice(answer.body()).map_err(|_| NoResult::unreadable(answer))
}

fn missing(answer: &Answer, member: &str) -> NoResult {
    NoResult::not_promised(answer, format!("JSON without a usable `{member}`"), false)
}

/// A token as the value of a header that no log shows.
fn secret_value(token: &str) -> Result<HeaderValue, UnsendableToken> {
    let mut value = HeaderValue::from_str(token).map_err(|_| UnsendableToken)?;
    value.set_sensitive(true);
    Ok(value)
}

/// None of these calls is repeated by itself once it was sent.
fn post(base: &BaseUrl, path: &str, body: &impl Serialize) -> Result<Request, OffBase> {
    // Serialising strings and numbers into memory cannot fail.
    let body = serde_json::to_vec(body).unwrap_or_default();
    Ok(Request::new(Method::POST, base.join(path)?)
        .header(ACCEPT, HeaderValue::from_static("application/json"))
        .header(HeaderName::from_static(wire::ISCRYPT), HeaderValue::from_static("0"))
        .body("application/json", body))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ClientSecret;

    fn hive(credentials: HiveCredentials) -> Hive {
        Hive {
            issuer: "hive".into(),
            api_base: "http://127.0.0.1:9480/hive".parse().unwrap(),
            fallback_base: None,
            app_id: "com.example.game".into(),
            idp: "CUSTOM_GAME".parse().unwrap(),
            credentials,
        }
    }

    fn v2() -> Hive {
        let secret = ClientSecret::new("canary-secret");
        hive(HiveCredentials::Client { id: "client".into(), secret })
    }

    fn v1() -> Hive {
        hive(HiveCredentials::CertificationKey(ClientSecret::new("canary-key")))
    }

    fn body(request: &Request) -> serde_json::Value {
        serde_json::from_slice(request.said()).unwrap()
    }

    fn player() -> Player {
        Player {
            id: 9_007_199_254_740_993,
            did: "1234".into(),
            token: PlayerToken::new("canary-token"),
            access_token: Some(AccessToken::new("canary-access")),
        }
    }

    #[test]
    fn v2_asks_with_tokens_and_v1_with_a_key() {
        let (two, one) = (v2().key("e68a").unwrap(), v1().key("e68a").unwrap());
        assert!(two.address().ends_with("/hive/v2/game/customauth/get-key"));
        assert!(one.address().ends_with("/hive/game/customauth/get-key"));
        assert_eq!(body(&two)["hive_certification_key"], serde_json::Value::Null);
        assert_eq!(body(&one)["hive_certification_key"], "canary-key");
        assert_eq!(body(&two)["idp_user_id"], "e68a");
        assert!(v1().token().unwrap().is_none());
        assert_eq!(body(&v2().token().unwrap().unwrap())["appid"], "com.example.game");
    }

    #[test]
    fn a_players_number_is_exact_and_the_token_stands_alone() {
        let hive = v2();
        let request = hive.verify(&hive.api_base, &player()).unwrap();
        assert_eq!(body(&request)["player_id"].as_u64(), Some(9_007_199_254_740_993));
        let bad = Player { token: PlayerToken::new("a\nb"), ..player() };
        assert_eq!(hive.verify(&hive.api_base, &bad).err(), Some(CannotAsk::Unsendable));
    }

    #[test]
    fn a_player_is_not_verified_by_a_body_alone() {
        let read = |status| read_verified(&Answer::of(status, br#"{"result_code":0}"#, ""));
        assert!(read(200).is_ok());
        assert!(matches!(read(403), Err(NoResult::NotPromised { .. })));
        assert!(matches!(read(503), Err(NoResult::Refused(_))));
    }

    #[test]
    fn a_key_is_read_wherever_it_stands() {
        let read = |body: &str| read_key(&Answer::of(200, body.as_bytes(), ""));
        let nested = r#"{"result_code":0,"result_msg":"SUCCESS","data":{"custom_auth_key":"k"}}"#;
        assert_eq!(read(nested).unwrap().expose(), "k");
        assert_eq!(read(r#"{"result_code":"0","custom_auth_key":"k"}"#).unwrap().expose(), "k");
        assert!(matches!(read(r#"{"result_code":0}"#), Err(NoResult::NotPromised { .. })));
        assert!(matches!(read("<html>"), Err(NoResult::NotPromised { .. })));
        assert!(matches!(read(r#"{"result_code":4200}"#), Err(NoResult::Refused(_))));
    }
}
