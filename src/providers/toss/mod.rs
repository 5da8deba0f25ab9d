//! 토스 인증 (Toss Certification).
//!
//! Client credentials in the body, scope `ca`, no refresh token and no revocation; a token is kept
//! until it ends, because Toss asks not to call the issue API while one is held. Its API answers in
//! an envelope. Source: <https://toss.im/tosscert/docs>.

mod codes;
mod refusal;

use http::header::{ACCEPT, HeaderValue};
use http::{Method, header};

use crate::http::{Answer, Body, Request};
use crate::model::{
    BaseUrl, ClientAuth, ClientSecret, OffBase, Provider, Registration, RenewalMargin, Token,
};

pub use codes::CODES;
pub use refusal::{read_refusal, token_refusal};

/// What a firewall must let out on port 443, as Toss publishes it for identity, simple
/// authentication and signature.
pub const ADDRESSES: [&str; 4] =
    ["117.52.3.222", "117.52.3.235", "211.115.96.222", "211.115.96.235"];

/// How long before its end a token is renewed.
pub const MARGIN: RenewalMargin = RenewalMargin::seconds(60);

/// How long a token lives at most: a year, in Toss's test environment.
pub const LONGEST_DAYS: i64 = 366;

/// Toss as the settings describe it.
#[derive(Clone, Debug)]
pub struct Toss {
    /// Who we are to it.
    pub registration: Registration,
    /// Where its API lives.
    pub api_base: BaseUrl,
}

impl Toss {
    /// The row of the provider table.
    pub const PROVIDER: Provider = Provider::Toss;

    /// Toss at `oauth_base` and `api_base`, for a client that it issued. `issuer` names the
    /// authorization server for good, whatever port it happens to be at.
    ///
    /// # Errors
    ///
    /// Where the token endpoint does not fit below `oauth_base`.
    pub fn new(
        issuer: String,
        oauth_base: &BaseUrl,
        api_base: BaseUrl,
        client: (String, ClientSecret),
        scope: String,
    ) -> Result<Self, OffBase> {
        let (client_id, client_secret) = client;
        let registration = Registration {
            issuer,
            token_endpoint: oauth_base.join("/token")?,
            client_id,
            client_auth: ClientAuth::Post(client_secret),
            scope,
        };
        Ok(Self { registration, api_base })
    }

    /// A call to its API: `path` below the base, `body` as JSON.
    ///
    /// # Errors
    ///
    /// Where the path leaves the base.
    pub fn request(
        &self,
        method: Method,
        path: &str,
        body: Option<Body>,
    ) -> Result<Request, OffBase> {
        // Toss wants the type named even where there is nothing to describe.
        Ok(Request::new(method, self.api_base.join(path)?)
            .header(ACCEPT, HeaderValue::from_static("application/json"))
            .header(header::CONTENT_TYPE, HeaderValue::from_static("application/json"))
            .with(body))
    }

    /// Whether this answer says that the token is no longer good, in either of Toss's ways.
    pub fn is_token_refused(answer: &Answer, _: &Token) -> bool {
        match read_refusal(answer) {
            Some(refusal) => refusal.cause == crate::model::Cause::Token,
            None => answer.status() == http::StatusCode::UNAUTHORIZED,
        }
    }
}
