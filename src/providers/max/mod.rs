//! MAX Platform: service tokens, and the admin API that they open.
//!
//! Client credentials in the body; HTTP Basic is announced and not read. Refusals are
//! `{"detail": …}` with a text or a list, at the token endpoint too, so that the status says what it
//! is about. A token without the scope is promised a 403 and gets a 401. Sources: see
//! [`crate::wire::max`].

mod refusal;

use http::Method;
use http::header::{ACCEPT, HeaderValue};
use url::{Url, form_urlencoded};

use crate::http::Request;
use crate::model::{BaseUrl, ClientAuth, ClientSecret, OffBase, Registration, Token};
use crate::wire::max::path;

pub use refusal::{is_token_refused, read_document, read_refusal, read_regenerated, token_refusal};

/// The scope that every call of the admin API needs.
pub const ADMIN_SCOPE: &str = "admin:oauth";
/// A scope that opens none of them: what a refusal for want of scope is tried with.
pub const OTHER_SCOPE: &str = "admin:system";

/// How long a token lives at most: a day as documented, and room for a platform that is set to more.
pub const LONGEST_DAYS: i64 = 366;

/// MAX Platform as the settings describe it.
#[derive(Clone, Debug)]
pub struct Max {
    /// Who we are to it.
    pub registration: Registration,
    /// Where everything of it lives.
    pub api_base: BaseUrl,
}

/// Which clients are listed.
#[derive(Clone, Debug, Default)]
pub struct ClientQuery {
    /// A part of the id or of the name.
    pub search: Option<String>,
    /// Only those that are active, or that are not.
    pub is_active: Option<bool>,
    /// At most so many, 1 to 100.
    pub limit: Option<u32>,
    /// After so many.
    pub skip: Option<u32>,
}

impl Max {
    /// MAX Platform at `base`. `client` is none where somebody else got the token. `issuer` names the
    /// server for good, whatever port it happens to be at.
    ///
    /// # Errors
    ///
    /// Where the token endpoint does not fit below `base`.
    pub fn new(
        issuer: String,
        base: BaseUrl,
        client: Option<(String, ClientSecret)>,
        scope: String,
    ) -> Result<Self, OffBase> {
        let (client_id, client_auth) = match client {
            Some((id, secret)) => (id, ClientAuth::Post(secret)),
            None => (String::new(), ClientAuth::None),
        };
        let token_endpoint = base.join(path::TOKEN)?;
        let registration = Registration { issuer, token_endpoint, client_id, client_auth, scope };
        Ok(Self { registration, api_base: base })
    }

    /// The same client, asking for another scope.
    pub fn asking_for(&self, scope: &str) -> Registration {
        Registration { scope: scope.to_owned(), ..self.registration.clone() }
    }

    /// The same client with another secret, to see whether it is good.
    pub fn proving(&self, secret: ClientSecret) -> Registration {
        Registration { client_auth: ClientAuth::Post(secret), ..self.registration.clone() }
    }

    /// Asks for the metadata, at the place that the document names.
    ///
    /// # Errors
    ///
    /// Where it does not fit below the base.
    pub fn metadata(&self) -> Result<Request, OffBase> {
        self.get(path::METADATA)
    }

    /// The same at the place of RFC 8414, which says something else.
    ///
    /// # Errors
    ///
    /// Where it does not fit below the base.
    pub fn root_metadata(&self) -> Result<Request, OffBase> {
        self.get(path::ROOT_METADATA)
    }

    /// Asks how many clients, sessions and tokens there are.
    ///
    /// # Errors
    ///
    /// Where it does not fit below the base.
    pub fn statistics(&self) -> Result<Request, OffBase> {
        self.get(path::STATISTICS)
    }

    /// Asks for a list of clients.
    ///
    /// # Errors
    ///
    /// Where it does not fit below the base.
    pub fn clients(&self, query: &ClientQuery) -> Result<Request, OffBase> {
        let mut pairs = form_urlencoded::Serializer::new(String::new());
        let number = |number: Option<u32>| number.map(|number| number.to_string());
        for (name, value) in [
            ("search", query.search.clone()),
            ("is_active", query.is_active.map(|active| active.to_string())),
            ("limit", number(query.limit)),
            ("skip", number(query.skip)),
        ] {
            pairs.extend_pairs(value.map(|value| (name, value)));
        }
        let pairs = pairs.finish();
        let mark = if pairs.is_empty() { "" } else { "?" };
        self.get(&format!("{}{mark}{pairs}", path::CLIENTS))
    }

    /// Asks for a new secret of the client `id`; the old one is over at once.
    ///
    /// # Errors
    ///
    /// Where the id leads away from the endpoint.
    pub fn regenerate(&self, id: &str) -> Result<Request, OffBase> {
        let id: String = form_urlencoded::byte_serialize(id.as_bytes()).collect();
        let id = id.replace('+', "%20");
        let url = self.api_base.join(&format!("{}/{id}/regenerate-secret", path::CLIENTS))?;
        Ok(json(Request::new(Method::POST, url)).once())
    }

    /// Where tokens end (RFC 7009); the answer is the same whatever the token.
    ///
    /// # Errors
    ///
    /// Where it does not fit below the base.
    pub fn revocation_endpoint(&self) -> Result<Url, OffBase> {
        self.api_base.join(path::REVOKE)
    }

    fn get(&self, path: &str) -> Result<Request, OffBase> {
        Ok(json(Request::new(Method::GET, self.api_base.join(path)?)))
    }
}

fn json(request: Request) -> Request {
    request.header(ACCEPT, HeaderValue::from_static("application/json"))
}

/// Whether `token` has the scope for the admin API.
pub fn opens_the_admin_api(token: &Token) -> bool {
    token.scope.split_whitespace().any(|scope| scope == ADMIN_SCOPE)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn max() -> Max {
        let base = "http://127.0.0.1:9480/max".parse().unwrap();
        let client = ("maxplatform-service".to_owned(), ClientSecret::new("canary-secret"));
        Max::new("max".into(), base, Some(client), ADMIN_SCOPE.into()).unwrap()
    }

    #[test]
    fn a_list_is_asked_for_with_what_was_named() {
        let address = |query| max().clients(&query).unwrap().address().to_owned();
        let base = "http://127.0.0.1:9480/max/api/admin/oauth/service/clients";
        assert_eq!(address(ClientQuery::default()), base);
        let query = ClientQuery {
            search: Some("a b&c".into()),
            is_active: Some(true),
            limit: Some(10),
            skip: Some(20),
        };
        let wanted = format!("{base}?search=a+b%26c&is_active=true&limit=10&skip=20");
        assert_eq!(address(query), wanted);
    }

    #[test]
    fn a_clients_name_stays_one_part_of_the_path() {
        let address = |id: &str| max().regenerate(id).map(|request| request.address().to_owned());
        assert!(address("maxlab").unwrap().ends_with("/clients/maxlab/regenerate-secret"));
        assert!(address("a/../b c").unwrap().ends_with("/a%2F..%2Fb%20c/regenerate-secret"));
    }

    #[test]
    fn only_the_admin_scope_opens_the_admin_api() {
        let token = crate::providers::testing::token;
        assert!(opens_the_admin_api(&token("admin:users admin:oauth")));
        assert!(!opens_the_admin_api(&token("admin:system admin:oauth2")));
    }
}
