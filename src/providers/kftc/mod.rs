//! 금융결제원 오픈뱅킹 (KFTC `OpenBanking`), read-only inquiry.
//!
//! A person agrees in the browser and gets us a token for `login inquiry` with a refresh token; our
//! own token, by client credentials with scope `oob`, is asked for only to learn our institution's
//! code. Every question to a bank carries a number that may not be seen twice on one Korean day. The
//! verdict stands in the body, whatever the HTTP status. Sources: see [`crate::wire::kftc`].

mod banks;
mod codes;
mod paging;
mod question;
mod read;
mod refusal;
mod retry;

use http::Method;
use http::header::{ACCEPT, HeaderValue};
use jiff::SignedDuration;
use url::{Url, form_urlencoded};

use crate::http::{Answer, Body, Request};
use crate::model::{
    AccessToken, BaseUrl, ClientAuth, ClientSecret, Endpoints, ExpectedIssuer, Grant, OffBase,
    Pkce, ProviderSpec, RedirectUri, Registration, RenewalMargin, Token,
};
use crate::wire::kftc::{self as wire, path};

pub use banks::bank_name;
pub use codes::{Effect, Explained, Source, all as all_codes, explain};
pub use paging::{EndReason, PAGES_AT_MOST, Paging, Step, windows};
pub use question::History;
pub use read::{
    TraceInfo, TransactionPage, User, kept_accounts, read_accounts, read_balance, read_page,
    read_revoked, read_user,
};
pub use refusal::{explain_refusal, read_refusal, token_refusal};
pub use retry::Retry;

/// How long before its end a token is renewed.
pub const MARGIN: RenewalMargin = RenewalMargin::seconds(60);
/// How long an access token lives at most: 90 days, and no second is worth a doubt.
pub const LONGEST_DAYS: i64 = 91;
/// How long after the access token its refresh token ends.
pub const REFRESH_WINDOW: SignedDuration = SignedDuration::from_hours(10 * 24);
/// What the authorization request carries beyond RFC 6749: the first identification of a person, as
/// a re-identification (`2`) wants headers that no browser can be made to send; pages in Korean.
pub const AUTHORIZE_EXTRAS: [(&str, &str); 2] = [("auth_type", "0"), ("lang", "kor")];
/// The one scope that client credentials can have.
pub const TWO_LEGGED_SCOPE: &str = "oob";

/// KFTC as the settings describe it.
#[derive(Clone, Debug)]
pub struct Kftc {
    /// Who we are to it.
    pub registration: Registration,
    /// Where everything of it lives, the authorization server included.
    pub api_base: BaseUrl,
    /// Where the browser goes.
    pub authorization_endpoint: Url,
    /// Where tokens end.
    pub revocation_endpoint: Url,
}

impl Kftc {
    /// KFTC at `base`, for a client that it issued. `issuer` names the authorization server for good,
    /// whatever port it happens to be at.
    ///
    /// # Errors
    ///
    /// Where an endpoint does not fit below `base`.
    pub fn new(
        issuer: String,
        base: BaseUrl,
        client: (String, ClientSecret),
        scope: String,
    ) -> Result<Self, OffBase> {
        let (client_id, client_secret) = client;
        let registration = Registration {
            issuer,
            token_endpoint: base.join(path::TOKEN)?,
            client_id,
            client_auth: ClientAuth::Post(client_secret),
            scope,
        };
        Ok(Self {
            registration,
            authorization_endpoint: base.join(path::AUTHORIZE)?,
            revocation_endpoint: base.join(path::REVOKE)?,
            api_base: base,
        })
    }

    /// Its row of the provider table.
    pub fn spec(&self, redirect_uri: RedirectUri) -> ProviderSpec {
        ProviderSpec {
            registration: self.registration.clone(),
            endpoints: Endpoints {
                authorization: Some(self.authorization_endpoint.clone()),
                ..Endpoints::default()
            },
            grant: Grant::AuthorizationCode,
            redirect_uri,
            pkce: Pkce::None,
            has_s256: false,
            // It does not name itself; who names another is another (RFC 9207).
            issuer: Some(ExpectedIssuer {
                identifier: self.api_base.to_string(),
                always_named: false,
            }),
            authorize_extras: &AUTHORIZE_EXTRAS,
            api_base: Some(self.api_base.clone()),
        }
    }

    /// The same client, asking for itself: its token's answer names our institution's code.
    pub fn two_legged(&self) -> Registration {
        Registration { scope: TWO_LEGGED_SCOPE.to_owned(), ..self.registration.clone() }
    }

    /// Ends a token. It takes a form of KFTC's own, and the answer repeats the client secret: it is
    /// read by [`read_revoked`], which looks at the verdict alone.
    pub fn revoke(&self, token: &AccessToken) -> Request {
        let form = wire::RevokeForm {
            client_id: self.registration.client_id.clone(),
            client_secret: ClientSecret::new(self.registration.secret()),
            access_token: token.clone(),
        };
        let body = form_urlencoded::Serializer::new(String::new())
            .extend_pairs(wire::pairs(&form))
            .finish();
        Request::new(Method::POST, self.revocation_endpoint.clone())
            .header(ACCEPT, HeaderValue::from_static("application/json"))
            .body("application/x-www-form-urlencoded", body.into_bytes())
            .hiding(self.registration.secret())
            .hiding(token.expose())
    }

    /// A call to its API, for `qetta api`: `path` below the base, `body` as JSON.
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
        let request = Request::new(method, self.api_base.join(path)?)
            .header(ACCEPT, HeaderValue::from_static("application/json"));
        Ok(request.with(body))
    }

    /// Whether this answer says that the token is no longer good.
    pub fn is_token_refused(answer: &Answer, _: &Token) -> bool {
        read_refusal(answer).is_some_and(|refusal| refusal.cause == crate::model::Cause::Token)
    }
}

#[cfg(test)]
pub(crate) mod testing {
    use super::*;

    /// KFTC at an address where nobody listens.
    pub(crate) fn kftc() -> Kftc {
        let base = "http://127.0.0.1:9480/kftc/".parse().unwrap();
        let client = ("client".to_owned(), ClientSecret::new("canary-secret"));
        Kftc::new("kftc".into(), base, client, "login inquiry".into()).unwrap()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use testing::kftc;

    #[test]
    fn our_own_token_has_the_one_scope_it_can_have() {
        let (person, own) = (kftc().registration, kftc().two_legged());
        assert_eq!(own.scope, "oob");
        assert_ne!(person.id(), own.id());
        assert_eq!(own.token_endpoint.path(), "/kftc/oauth/2.0/token");
    }
}
