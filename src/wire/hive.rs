//! Hive `AuthV4`: a login with somebody else's account.
//!
//! Source: Hive's pages of its server API. Everything is a POST of JSON with the header `ISCRYPT: 0`;
//! success and failure stand in `result_code`. `/v2` wants tokens in `X-Access-Token`; what came
//! before it wants `hive_certification_key` in the body. A player's id is a number beyond 2^53.

use serde::ser::SerializeMap as _;
use serde::{Deserialize, Serialize, Serializer};

use super::lenient::{number, number_if_any, object_if_any, words};
use crate::model::{AccessToken, ClientSecret, CustomAuthKey};

/// The paths below the base address.
pub mod path {
    /// A token for the server itself.
    pub const TOKEN: &str = "/oauth/token";
    /// A key for a player.
    pub const KEY: &str = "/v2/game/customauth/get-key";
    /// Whether a player is signed in.
    pub const VERIFY: &str = "/v2/game/token/get-token";
    /// A key for a player, until the end of 2026.
    pub const KEY_V1: &str = "/game/customauth/get-key";
    /// Whether a player is signed in, until the end of 2026.
    pub const VERIFY_V1: &str = "/game/token/get-token";
    /// The sandbox's stand-in for Hive's SDK.
    pub const SANDBOX_SIGN_IN: &str = "/sdk/sign-in";
}

/// The header that every call bears, always `0`: the body is not encrypted.
pub const ISCRYPT: &str = "iscrypt";
/// The header of a token of `/v2`: the server's for a key, the player's own to verify.
pub const ACCESS_TOKEN: &str = "x-access-token";

/// `result_code` of success.
pub const OK: i64 = 0;
/// `result_code` of an `auth_type` that there is none of.
pub const UNSUPPORTED_AUTH_TYPE: i64 = 1005;
/// `result_code` of a token that is not good; `token_validation` says why.
pub const VALIDATION_FAILED: i64 = 2499;
/// `result_code` of a parameter that is missing or wrong.
pub const INVALID_PARAMETER: i64 = 4000;
/// `result_code` of a body that is not JSON; of `/oauth/token`, for a client that is none.
pub const INVALID_JSON: i64 = 4001;
/// `result_code` of `/oauth/token` for a client that is none.
pub const INVALID_CLIENT: i64 = 4001;
/// `result_code` of a certification key that is none.
pub const CERTIFICATION_KEY: i64 = 4002;
/// `result_code` of `/oauth/token` for a grant that it does not have.
pub const UNSUPPORTED_GRANT: i64 = 4002;
/// `result_code` of an identity provider that is not one of the list.
pub const UNSUPPORTED_IDP: i64 = 4200;
/// `result_code` of an `appid` that is none.
pub const INVALID_APP: i64 = 6000;
/// `result_code` of a player's token that is not good.
pub const INVALID_TOKEN: i64 = 7000;
/// `result_code` of a verification without the player's token.
pub const NO_TOKEN: i64 = 7001;

/// `auth_type` of a sign-in.
pub const SIGN_IN: &str = "SIGNINIDP";
/// `auth_type` of a link to a player who is there already.
pub const CONNECT: &str = "CONNECT";

/// What `idp_id` can be.
pub use crate::model::HIVE_IDPS as IDPS;

/// POST [`path::TOKEN`], in JSON although it is OAuth's grant.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct TokenRequest {
    /// `com.company.game.global.normal` and its like.
    pub appid: String,
    /// `client_credentials`.
    pub grant_type: String,
    /// Public.
    pub client_id: String,
    /// Not public.
    #[serde(serialize_with = "exposed_secret")]
    pub client_secret: ClientSecret,
}

/// POST [`path::KEY`] and [`path::KEY_V1`].
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct KeyRequest {
    /// The application.
    pub appid: String,
    /// One of [`IDPS`].
    pub idp_id: String,
    /// Who it is there; OTTM's `sub`.
    #[serde(deserialize_with = "some_words")]
    pub idp_user_id: String,
    /// [`SIGN_IN`] or [`CONNECT`].
    pub auth_type: String,
    /// With [`CONNECT`] alone.
    #[serde(default, deserialize_with = "number_if_any", skip_serializing_if = "Option::is_none")]
    pub player_id: Option<u64>,
    /// At [`path::KEY_V1`] alone.
    #[serde(
        default,
        serialize_with = "exposed_secret_if_any",
        skip_serializing_if = "Option::is_none"
    )]
    pub hive_certification_key: Option<ClientSecret>,
}

/// POST [`path::VERIFY`] and [`path::VERIFY_V1`]; the player's token goes into `Authorization`, as
/// it is, without `Bearer`.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct VerifyRequest {
    /// The application.
    pub appid: String,
    /// The device, a string although it is digits.
    #[serde(deserialize_with = "some_words")]
    pub did: String,
    /// The player, a number.
    #[serde(deserialize_with = "number")]
    pub player_id: u64,
    /// At [`path::VERIFY_V1`] alone.
    #[serde(
        default,
        serialize_with = "exposed_secret_if_any",
        skip_serializing_if = "Option::is_none"
    )]
    pub hive_certification_key: Option<ClientSecret>,
    /// What else to answer, at [`path::VERIFY`] alone: `is_blocked` …
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub include_fields: Vec<String>,
}

/// Every answer, of every call. Written as Hive writes it: a refusal has `"data":null`.
#[derive(Clone, Debug, Default, Deserialize)]
pub struct Answer {
    /// [`OK`], or why not.
    #[serde(deserialize_with = "number")]
    pub result_code: i64,
    /// English, for people.
    #[serde(default)]
    pub result_msg: Option<String>,
    /// The same in the sample of [`path::VERIFY_V1`].
    #[serde(default)]
    pub result_message: Option<String>,
    /// What `/v2` has to say of the token.
    #[serde(default, deserialize_with = "object_if_any")]
    pub token_validation: Option<Validation>,
    /// What was asked for.
    #[serde(default, deserialize_with = "object_if_any")]
    pub data: Option<Data>,
    /// Here in Hive's tables, in [`Data`] in its samples.
    #[serde(default)]
    pub custom_auth_key: Option<CustomAuthKey>,
}

/// What signs a player in with a key: the sandbox's stand-in for Hive's SDK, which has no public
/// contract over HTTP.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct SignInRequest {
    /// The application.
    pub appid: String,
    /// What [`path::KEY`] gave out.
    #[serde(serialize_with = "exposed_key")]
    pub custom_auth_key: CustomAuthKey,
}

/// Who is signed in: what the SDK hands to the game, which hands it to its server.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Player {
    /// A number beyond 2^53.
    #[serde(deserialize_with = "number")]
    pub player_id: u64,
    /// The device.
    #[serde(deserialize_with = "some_words")]
    pub did: String,
    /// The player's token, for `Authorization`.
    #[serde(serialize_with = "exposed_token")]
    pub token: AccessToken,
    /// The player's own, for [`ACCESS_TOKEN`].
    #[serde(serialize_with = "exposed_token")]
    pub access_token: AccessToken,
}

/// The verdict on a token of `/v2`.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub struct Validation {
    /// [`OK`], or why not; its other values are not published.
    #[serde(deserialize_with = "number")]
    pub result_code: i64,
    /// English, for people.
    #[serde(default)]
    pub result_msg: Option<String>,
}

/// What was asked for; what else comes is dropped unread.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Data {
    /// Of [`path::KEY`]: what the player's device signs in with.
    #[serde(
        default,
        serialize_with = "exposed_key_if_any",
        skip_serializing_if = "Option::is_none"
    )]
    pub custom_auth_key: Option<CustomAuthKey>,
    /// Of [`path::TOKEN`]: the server's own, for an hour.
    #[serde(
        default,
        serialize_with = "exposed_token_if_any",
        skip_serializing_if = "Option::is_none"
    )]
    pub access_token: Option<AccessToken>,
    /// Whether the player is locked out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_blocked: Option<bool>,
    /// Whether the device is known.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub is_device_registered: Option<bool>,
    /// When the player joined, in seconds since 1970.
    #[serde(default, deserialize_with = "number_if_any", skip_serializing_if = "Option::is_none")]
    pub join_timestamp: Option<i64>,
}

impl Answer {
    /// A refusal, as the whole family writes it.
    pub fn refusal(code: i64, words: &str) -> Self {
        Self { result_code: code, result_msg: Some(words.to_owned()), ..Self::default() }
    }

    /// A success.
    pub fn success(data: Option<Data>) -> Self {
        Self { data, ..Self::refusal(OK, "SUCCESS") }
    }

    /// Its words, under whichever name.
    pub fn words(&self) -> Option<&str> {
        self.result_msg.as_deref().or(self.result_message.as_deref())
    }

    /// The key, wherever it stands.
    pub fn key(&self) -> Option<&CustomAuthKey> {
        let nested = self.data.as_ref().and_then(|data| data.custom_auth_key.as_ref());
        nested.or(self.custom_auth_key.as_ref())
    }
}

impl Serialize for Answer {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut answer = to.serialize_map(None)?;
        answer.serialize_entry("result_code", &self.result_code)?;
        for (name, words) in
            [("result_msg", &self.result_msg), ("result_message", &self.result_message)]
        {
            if let Some(words) = words {
                answer.serialize_entry(name, words)?;
            }
        }
        if let Some(validation) = &self.token_validation {
            answer.serialize_entry("token_validation", validation)?;
        }
        if self.data.is_some() || self.result_code != OK {
            answer.serialize_entry("data", &self.data)?;
        }
        if let Some(key) = &self.custom_auth_key {
            answer.serialize_entry("custom_auth_key", key.expose())?;
        }
        answer.end()
    }
}

fn some_words<'de, D: serde::Deserializer<'de>>(from: D) -> Result<String, D::Error> {
    words(from)?.ok_or_else(|| serde::de::Error::custom("an empty member"))
}

fn exposed_secret<S: Serializer>(secret: &ClientSecret, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(secret.expose())
}

fn exposed_key<S: Serializer>(key: &CustomAuthKey, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(key.expose())
}

fn exposed_token<S: Serializer>(token: &AccessToken, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(token.expose())
}

#[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
fn exposed_secret_if_any<S: Serializer>(
    secret: &Option<ClientSecret>,
    to: S,
) -> Result<S::Ok, S::Error> {
    secret.as_ref().map(ClientSecret::expose).serialize(to)
}

#[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
fn exposed_key_if_any<S: Serializer>(
    key: &Option<CustomAuthKey>,
    to: S,
) -> Result<S::Ok, S::Error> {
    key.as_ref().map(CustomAuthKey::expose).serialize(to)
}

#[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
fn exposed_token_if_any<S: Serializer>(
    token: &Option<AccessToken>,
    to: S,
) -> Result<S::Ok, S::Error> {
    token.as_ref().map(AccessToken::expose).serialize(to)
}

#[cfg(test)]
mod tests;
