//! MAX Platform: tokens for services (`SERVICE_TOKEN`), and the admin API that they open.
//!
//! Source: the platform's own `SERVICE_TOKEN` guide, and its public code. Tokens are
//! [`super::oauth::TokenAnswer`]; today's code sends three members more, all of them `null`. Refusals
//! are not RFC 6749's but its framework's: `{"detail":…}`, words or a list. Shapes are read leniently,
//! for a program that shows them depends on little of what is in them.

use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::lenient::number_if_any;
use super::oauth::TokenAnswer;
use crate::model::ClientSecret;

/// The paths below the base address.
pub mod path {
    /// Tokens, POST of a form.
    pub const TOKEN: &str = "/api/oauth/token";
    /// The metadata that the guide names.
    pub const METADATA: &str = "/api/oauth/.well-known/oauth-authorization-server";
    /// Where RFC 8414 looks for it: another document, which does not know of services.
    pub const ROOT_METADATA: &str = "/.well-known/oauth-authorization-server";
    /// The end of a token, POST of a form.
    pub const REVOKE: &str = "/api/oauth/revoke";
    /// RFC 7662, POST of a form; published, and not there.
    pub const INTROSPECT: &str = "/api/oauth/introspect";
    /// How much there is of everything, GET.
    pub const STATISTICS: &str = "/api/admin/oauth/service/statistics";
    /// Who is registered, GET.
    pub const CLIENTS: &str = "/api/admin/oauth/service/clients";
    /// A new secret for a client, POST without a body; `{client_id}` stands for its id.
    pub const REGENERATE_SECRET: &str =
        "/api/admin/oauth/service/clients/{client_id}/regenerate-secret";
    /// What was done, GET; the platform has it for people alone, the sandbox for services too.
    pub const AUDIT_LOGS: &str = "/api/admin/oauth/service/audit-logs";
}

/// The grant that all of this is about.
pub const CLIENT_CREDENTIALS: &str = "client_credentials";

/// A refusal: `{"detail":"Invalid client_id"}`.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
pub struct Failure {
    /// Why.
    pub detail: Detail,
}

/// Why a call was refused.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
#[serde(untagged)]
pub enum Detail {
    /// A sentence, for people.
    Words(String),
    /// What is wrong with the request, place by place.
    List(Vec<Invalid>),
    /// Something else, which its framework would allow.
    Other(serde_json::Value),
}

/// What is wrong at one place of a request.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq)]
pub struct Invalid {
    /// `missing`, `less_than_equal` and its like.
    #[serde(default, rename = "type")]
    pub kind: String,
    /// `["body","client_id"]`.
    #[serde(default, deserialize_with = "list")]
    pub loc: Vec<Place>,
    /// English, for people.
    #[serde(default)]
    pub msg: String,
    /// What was sent there. Never read: it may be a secret.
    #[serde(default, skip_deserializing)]
    pub input: serde_json::Value,
    /// The bound that was crossed. Never read either.
    #[serde(default, skip_deserializing, skip_serializing_if = "Option::is_none")]
    pub ctx: Option<serde_json::Value>,
}

/// A step on the way to a place.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
#[serde(untagged)]
pub enum Place {
    /// A member.
    Name(String),
    /// An element of a list.
    Index(u64),
}

impl Failure {
    /// A refusal in words.
    pub fn refusal(words: &str) -> Self {
        Self { detail: Detail::Words(words.to_owned()) }
    }
}

impl Detail {
    /// As one sentence: `body.client_id: Field required`.
    pub fn words(&self) -> Option<String> {
        match self {
            Self::Words(words) => Some(words.clone()),
            Self::List(places) if !places.is_empty() => {
                Some(places.iter().map(Invalid::words).collect::<Vec<_>>().join("; "))
            }
            Self::List(_) | Self::Other(_) => None,
        }
    }
}

impl Invalid {
    fn words(&self) -> String {
        let step = |place: &Place| match place {
            Place::Name(name) => name.clone(),
            Place::Index(index) => index.to_string(),
        };
        let place = self.loc.iter().map(step).collect::<Vec<_>>().join(".");
        if place.is_empty() { self.msg.clone() } else { format!("{place}: {}", self.msg) }
    }
}

/// A token as today's code writes it: three members more than the guide prints, and nothing in them.
#[derive(Debug, Serialize)]
pub struct CodedToken {
    /// What the guide prints.
    #[serde(flatten)]
    pub token: TokenAnswer,
    /// `null`.
    pub refresh_token: (),
    /// `null`.
    pub refresh_expires_in: (),
    /// `null`.
    pub id_token: (),
}

impl From<TokenAnswer> for CodedToken {
    fn from(token: TokenAnswer) -> Self {
        Self { token, refresh_token: (), refresh_expires_in: (), id_token: () }
    }
}

/// What the server says about itself, as far as the guide looks at it.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
pub struct Metadata {
    /// Who this is; `http://localhost:8000`, wherever it is.
    #[serde(default)]
    pub issuer: String,
    /// The browser's first step.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorization_endpoint: Option<String>,
    /// Tokens.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token_endpoint: Option<String>,
    /// Who logged in.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub userinfo_endpoint: Option<String>,
    /// RFC 7009.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revocation_endpoint: Option<String>,
    /// RFC 7662.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub introspection_endpoint: Option<String>,
    /// `code`.
    #[serde(default, deserialize_with = "list")]
    pub response_types_supported: Vec<String>,
    /// Has [`CLIENT_CREDENTIALS`] where services can get tokens.
    #[serde(default, deserialize_with = "list")]
    pub grant_types_supported: Vec<String>,
    /// Not to be believed: today's code claims HTTP Basic, and does not read it.
    #[serde(default, deserialize_with = "list")]
    pub token_endpoint_auth_methods_supported: Vec<String>,
    /// How a token is revoked.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub revocation_endpoint_auth_methods_supported: Vec<String>,
    /// RFC 7636.
    #[serde(default, deserialize_with = "list", skip_serializing_if = "Vec::is_empty")]
    pub code_challenge_methods_supported: Vec<String>,
    /// What a token can be for.
    #[serde(default, deserialize_with = "list")]
    pub scopes_supported: Vec<String>,
}

/// How much there is of everything.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
pub struct Statistics {
    /// Registered clients.
    #[serde(default, deserialize_with = "number_if_any")]
    pub total_clients: Option<u64>,
    /// Those that may ask for tokens.
    #[serde(default, deserialize_with = "number_if_any")]
    pub active_clients: Option<u64>,
    /// Those without a redirect URI.
    #[serde(default, deserialize_with = "number_if_any")]
    pub service_clients: Option<u64>,
    /// People who are logged in somewhere.
    #[serde(default, deserialize_with = "number_if_any")]
    pub total_sessions: Option<u64>,
    /// Tokens that stand.
    #[serde(default, deserialize_with = "number_if_any")]
    pub active_tokens: Option<u64>,
    /// Those of services.
    #[serde(default, deserialize_with = "number_if_any")]
    pub active_service_tokens: Option<u64>,
    /// Logins of the last day.
    #[serde(default, deserialize_with = "number_if_any")]
    pub recent_authorizations_24h: Option<u64>,
    /// Who asks.
    #[serde(default)]
    pub accessed_by_service: Option<String>,
    /// What its token is for.
    #[serde(default, deserialize_with = "list")]
    pub service_scopes: Vec<String>,
}

/// A registered client. Its secret is not told.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
pub struct Client {
    /// A UUID.
    #[serde(default)]
    pub id: String,
    /// By which it asks for tokens.
    pub client_id: String,
    /// For people, often Korean.
    #[serde(default)]
    pub client_name: Option<String>,
    /// For people.
    #[serde(default)]
    pub description: Option<String>,
    /// None, for a service.
    #[serde(default, deserialize_with = "list")]
    pub redirect_uris: Vec<String>,
    /// What its tokens can be for.
    #[serde(default, deserialize_with = "list")]
    pub allowed_scopes: Vec<String>,
    /// Whether it has a secret.
    #[serde(default)]
    pub is_confidential: Option<bool>,
    /// Whether it may ask for tokens.
    #[serde(default)]
    pub is_active: Option<bool>,
    /// A picture.
    #[serde(default)]
    pub logo_url: Option<String>,
    /// Where it lives.
    #[serde(default)]
    pub homepage_url: Option<String>,
    /// UTC, and it does not say so: `2025-07-21T05:12:33.482913`.
    #[serde(default)]
    pub created_at: Option<String>,
    /// The same.
    #[serde(default)]
    pub updated_at: Option<String>,
}

/// A new secret. The old one is good for nothing from now on.
#[derive(Debug, Deserialize, Serialize)]
pub struct Regenerated {
    /// `secret_` and 43 letters.
    #[serde(serialize_with = "exposed")]
    pub client_secret: ClientSecret,
    /// Who asked for it.
    #[serde(default)]
    pub message: Option<String>,
}

/// Something that was done. Newest first in a list of them.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
pub struct Audit {
    /// A UUID.
    #[serde(default)]
    pub id: String,
    /// `authorize`, `token`, `revoke`, `introspect`.
    #[serde(default)]
    pub action: String,
    /// By whom; an id that nobody has where somebody guessed.
    #[serde(default)]
    pub client_id: Option<String>,
    /// Its name, where it has one.
    #[serde(default)]
    pub client_name: Option<String>,
    /// For whom; a service does everything for itself.
    #[serde(default)]
    pub user_id: Option<String>,
    /// The same in letters.
    #[serde(default)]
    pub user_email: Option<String>,
    /// From where.
    #[serde(default)]
    pub ip_address: Option<String>,
    /// With what.
    #[serde(default)]
    pub user_agent: Option<String>,
    /// Whether it was done.
    #[serde(default)]
    pub success: bool,
    /// `invalid_client` and its like, in the words of RFC 6749.
    #[serde(default)]
    pub error_code: Option<String>,
    /// For people; what was done, where nothing is wrong.
    #[serde(default)]
    pub error_description: Option<String>,
    /// When, as in [`Client`].
    #[serde(default)]
    pub created_at: Option<String>,
}

/// A list; `null` is an empty one.
fn list<'de, D: Deserializer<'de>, T: Deserialize<'de>>(from: D) -> Result<Vec<T>, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

fn exposed<S: Serializer>(secret: &ClientSecret, to: S) -> Result<S::Ok, S::Error> {
    to.serialize_str(secret.expose())
}

#[cfg(test)]
mod tests;
