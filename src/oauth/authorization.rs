//! The authorization code grant (RFC 6749 §4.1): a login, as two calls.
//!
//! [`begin`] makes the URL that the person's browser is sent to and keeps what belongs to this one
//! login: state, PKCE verifier, nonce. [`exchange_code`] spends it, and the code that came back, on
//! a token. Between the two the browser is away, and its answer is read by `callback` or `paste`.

use std::borrow::Cow;
use std::fmt;

use jiff::{SignedDuration, Timestamp};
use oauth2::{AuthUrl, CsrfToken, PkceCodeChallenge, PkceCodeVerifier, RedirectUrl};
use rand::TryRng as _;
use rand::rngs::SysRng;
use url::Url;
use zeroize::Zeroizing;

use crate::http::Client;
use crate::model::{
    AuthorizationCode, CodeVerifier, ExpectedIssuer, NoRandomness, Pkce, RedirectUri, Registration,
};
use crate::oauth::exchange::{Care, exchange};
use crate::oauth::issued::{issued, protocol, scopes, without_the_body};
use crate::oauth::outcome::{Expected, State};
use crate::oauth::{Dialect, Issued, OAuthError};

/// How long a login may take, from [`begin`] to [`exchange_code`]. Whoever finds an older address
/// in a history or a log can do nothing with it.
pub const STATE_LIFE: SignedDuration = SignedDuration::from_mins(10);

/// What a login asks for, and where.
#[derive(Clone, Debug)]
pub struct AuthorizationRequest<'a> {
    /// Who asks.
    pub registration: &'a Registration,
    /// For what, space separated.
    pub scope: &'a str,
    /// Where the person decides.
    pub endpoint: Url,
    /// Where the browser comes back to: with its real port, so from the bound helper.
    pub redirect_uri: RedirectUri,
    /// RFC 7636.
    pub pkce: Pkce,
    /// Whether an id token is expected, which then has to repeat a nonce.
    pub nonce: bool,
    /// Whom the answer has to come from (RFC 9207), where the server says so in its answers.
    pub issuer: Option<ExpectedIssuer>,
    /// What this server wants beyond the RFCs.
    pub parameters: Vec<(Cow<'a, str>, Cow<'a, str>)>,
}

/// A login that has begun. It can be finished once; its secrets are shared with no other.
pub struct Authorization {
    url: Url,
    scope: String,
    state: State,
    redirect_uri: RedirectUri,
    pkce_verifier: Option<CodeVerifier>,
    nonce: Option<String>,
    issuer: Option<ExpectedIssuer>,
    begun_at: Timestamp,
}

/// Begins a login at `now`.
pub fn begin(
    request: AuthorizationRequest<'_>,
    now: Timestamp,
) -> Result<Authorization, NoRandomness> {
    let state = State::new(hexadecimal()?);
    let nonce = if request.nonce { Some(hexadecimal()?) } else { None };
    let pkce_verifier = match request.pkce {
        Pkce::None => None,
        Pkce::S256 => Some(CodeVerifier::fresh()?),
    };
    let client = protocol(request.registration)
        .set_auth_uri(AuthUrl::from_url(request.endpoint))
        .set_redirect_uri(redirect_url(&request.redirect_uri));
    let mut asking = client
        .authorize_url(|| CsrfToken::new(state.as_str().to_owned()))
        .add_scopes(scopes(request.scope));
    if let Some(verifier) = &pkce_verifier {
        let challenge = PkceCodeChallenge::from_code_verifier_sha256(&spoken(verifier));
        asking = asking.set_pkce_challenge(challenge);
    }
    for (name, value) in request.parameters {
        asking = asking.add_extra_param(name, value);
    }
    if let Some(nonce) = &nonce {
        asking = asking.add_extra_param("nonce", nonce.as_str());
    }
    let (url, _) = asking.url();
    Ok(Authorization {
        url,
        scope: request.scope.to_owned(),
        state,
        redirect_uri: request.redirect_uri,
        pkce_verifier,
        nonce,
        issuer: request.issuer,
        begun_at: now,
    })
}

impl Authorization {
    /// Where to send the browser.
    pub fn url(&self) -> &Url {
        &self.url
    }

    /// What the browser has to bring back unchanged.
    pub fn state(&self) -> &str {
        self.state.as_str()
    }

    /// What an id token of this login has to repeat.
    pub fn nonce(&self) -> Option<&str> {
        self.nonce.as_deref()
    }

    /// What an answer is checked against.
    pub fn expected(&self) -> Expected {
        Expected {
            state: self.state.clone(),
            redirect_uri: self.redirect_uri.clone(),
            issuer: self.issuer.clone(),
        }
    }

    fn is_over(&self, now: Timestamp) -> bool {
        now.duration_since(self.begun_at) > STATE_LIFE
    }
}

impl fmt::Debug for Authorization {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Authorization(…)")
    }
}

/// Exchanges the code that came back for a token (RFC 6749 §4.1.3), once: a code that was seen
/// twice is taken for stolen, and its tokens end. `now` is the moment before the request, from
/// which the token's life is counted.
pub async fn exchange_code(
    http: &Client,
    registration: &Registration,
    authorization: Authorization,
    code: AuthorizationCode,
    dialect: Dialect,
    now: Timestamp,
) -> Result<Issued, OAuthError> {
    if authorization.is_over(now) {
        return Err(OAuthError::StateOver);
    }
    let verifier = authorization.pkce_verifier;
    let mut secrets = vec![code.expose()];
    secrets.extend(verifier.as_ref().map(CodeVerifier::expose));
    let care = Care { secrets, once: true };
    let send = |request| exchange(http, registration, dialect, &care, request);

    let client = protocol(registration).set_redirect_uri(redirect_url(&authorization.redirect_uri));
    let mut asking = client.exchange_code(oauth2::AuthorizationCode::new(code.expose().to_owned()));
    if let Some(verifier) = &verifier {
        asking = asking.set_pkce_verifier(spoken(verifier));
    }
    let answer = asking.request_async(&send).await.map_err(without_the_body)?;
    Ok(issued(&answer, dialect, &authorization.scope, None, now))
}

/// The crate's type, letter by letter the same.
fn redirect_url(redirect_uri: &RedirectUri) -> RedirectUrl {
    RedirectUrl::new(redirect_uri.as_str().to_owned())
        .unwrap_or_else(|_| RedirectUrl::from_url(redirect_uri.url().clone()))
}

/// The crate's type, letter by letter the same.
fn spoken(verifier: &CodeVerifier) -> PkceCodeVerifier {
    PkceCodeVerifier::new(verifier.expose().to_owned())
}

/// 128 random bits as 32 lower-case digits: the one shape that every server takes, since some take
/// exactly 32 characters and nothing but letters and digits.
fn hexadecimal() -> Result<String, NoRandomness> {
    let mut bytes = Zeroizing::new([0; 16]);
    SysRng.try_fill_bytes(bytes.as_mut()).map_err(|_| NoRandomness)?;
    Ok(format!("{:032x}", u128::from_be_bytes(*bytes)))
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use crate::model::{Cause, moved};
    use crate::oauth::testing::{Endpoint, client, field, noon, registration};

    const REDIRECT_URI: &str = "http://localhost:3000/oauth/kftc/callback";

    fn begun(registration: &Registration, pkce: Pkce, nonce: bool) -> Authorization {
        let request = AuthorizationRequest {
            registration,
            scope: &registration.scope,
            endpoint: "https://server.example/authorize".parse().unwrap(),
            redirect_uri: REDIRECT_URI.parse().unwrap(),
            pkce,
            nonce,
            issuer: None,
            parameters: vec![("auth_type".into(), "0".into()), ("lang".into(), "kor".into())],
        };
        begin(request, noon()).unwrap()
    }

    fn parameters(authorization: &Authorization) -> BTreeMap<String, String> {
        let pairs: Vec<_> = authorization.url().query_pairs().into_owned().collect();
        let parameters: BTreeMap<_, _> = pairs.iter().cloned().collect();
        assert_eq!(parameters.len(), pairs.len(), "nothing is said twice: {pairs:?}");
        parameters
    }

    #[test]
    fn the_url_says_what_is_asked_for_and_no_secret() {
        let registration = registration("https://server.example/token");
        let authorization = begun(&registration, Pkce::None, false);
        assert!(authorization.url().as_str().starts_with("https://server.example/authorize?"));
        let parameters = parameters(&authorization);
        for (name, value) in [
            ("response_type", "code"),
            ("client_id", "client"),
            ("redirect_uri", REDIRECT_URI),
            ("scope", "login inquiry"),
            ("state", authorization.state()),
            ("auth_type", "0"),
            ("lang", "kor"),
        ] {
            assert_eq!(parameters[name], value, "{name}");
        }
        assert_eq!(parameters.len(), 7, "{parameters:?}");
    }

    #[test]
    fn a_redirect_uri_is_sent_letter_by_letter() {
        let registration = registration("https://server.example/token");
        for spelled in ["http://localhost:3000", "http://localhost:80/x", "http://LocalHost:1/"] {
            let request = AuthorizationRequest {
                registration: &registration,
                scope: &registration.scope,
                endpoint: "https://server.example/authorize".parse().unwrap(),
                redirect_uri: spelled.parse().unwrap(),
                pkce: Pkce::None,
                nonce: false,
                issuer: None,
                parameters: Vec::new(),
            };
            let authorization = begin(request, noon()).unwrap();
            assert_eq!(parameters(&authorization)["redirect_uri"], spelled);
        }
    }

    #[test]
    fn a_state_has_exactly_32_lower_case_digits() {
        let registration = registration("https://server.example/token");
        for _ in 0..100 {
            let authorization = begun(&registration, Pkce::None, false);
            let state = authorization.state();
            assert_eq!(state.len(), 32, "{state}");
            assert!(state.bytes().all(|byte| matches!(byte, b'0'..=b'9' | b'a'..=b'f')), "{state}");
        }
    }

    #[test]
    fn c05_two_logins_share_nothing() {
        let registration = registration("https://server.example/token");
        let mut seen = BTreeSet::new();
        for _ in 0..100 {
            let authorization = begun(&registration, Pkce::S256, true);
            let parameters = parameters(&authorization);
            assert_eq!(authorization.nonce().unwrap(), parameters["nonce"]);
            assert!(seen.insert(authorization.state().to_owned()));
            assert!(seen.insert(parameters["nonce"].clone()));
            assert!(seen.insert(parameters["code_challenge"].clone()));
            assert!(seen.insert(authorization.pkce_verifier.unwrap().expose().to_owned()));
        }
    }

    #[test]
    fn c02_a_challenge_is_made_by_sha256() {
        let registration = registration("https://server.example/token");
        let authorization = begun(&registration, Pkce::S256, false);
        let parameters = parameters(&authorization);
        assert_eq!(parameters["code_challenge_method"], "S256");
        let verifier = authorization.pkce_verifier.unwrap();
        assert!(!authorization.url.as_str().contains(verifier.expose()));
        // The crate's, and ours.
        assert_eq!(parameters["code_challenge"], verifier.challenge());
    }

    async fn exchanged(
        endpoint: &Endpoint,
        pkce: Pkce,
        seconds: i64,
    ) -> Result<Issued, OAuthError> {
        let registration = endpoint.registration();
        let authorization = begun(&registration, pkce, false);
        let now = moved(noon(), SignedDuration::from_secs(seconds));
        let code = AuthorizationCode::new("canary-code");
        exchange_code(&client(), &registration, authorization, code, Dialect::RFC, now).await
    }

    const GRANTED: &str = r#"{"access_token":"a","token_type":"Bearer","refresh_token":"r",
        "expires_in":7775999,"scope":"inquiry login","user_seq_no":"1101000001"}"#;

    #[tokio::test]
    async fn a_code_becomes_a_token_with_what_the_provider_adds() {
        let endpoint = Endpoint::saying(200, Some(GRANTED));
        let issued = exchanged(&endpoint, Pkce::None, 5).await.unwrap();
        assert_eq!(issued.token.access_token.expose(), "a");
        assert_eq!(issued.token.refresh_token.unwrap().expose(), "r");
        assert_eq!(issued.token.scope, "inquiry login");
        assert_eq!(issued.token.issued_at.to_string(), "2026-11-21T12:00:05Z");
        assert_eq!(issued.extra.user_seq_no.as_deref(), Some("1101000001"));

        let heard = endpoint.heard();
        for (name, value) in [
            ("grant_type", Some("authorization_code")),
            ("code", Some("canary-code")),
            ("redirect_uri", Some(REDIRECT_URI)),
            ("client_id", Some("client")),
            ("client_secret", Some("canary-secret")),
            ("code_verifier", None),
        ] {
            assert_eq!(field(&heard[0], name), value, "{name}");
        }
    }

    #[tokio::test]
    async fn a_challenged_code_is_sent_with_its_verifier() {
        let endpoint = Endpoint::saying(200, Some(GRANTED));
        exchanged(&endpoint, Pkce::S256, 0).await.unwrap();
        assert_eq!(field(&endpoint.heard()[0], "code_verifier").unwrap().len(), 43);
    }

    #[tokio::test]
    async fn a_code_is_sent_once_whatever_comes_back() {
        for (status, body) in [
            (200, None),
            (200, Some("{}")),
            (400, Some(r#"{"error":"invalid_request"}"#)),
            (429, Some("{}")),
            (503, Some("{}")),
        ] {
            let endpoint = Endpoint::saying(status, body);
            let error = exchanged(&endpoint, Pkce::None, 0).await.unwrap_err();
            assert_eq!(endpoint.heard().len(), 1, "{status}: {error}");
            assert!(!format!("{error:?}").contains("canary"), "{error:?}");
        }
    }

    #[tokio::test]
    async fn a_refused_code_is_known_and_not_repeated_to_anybody() {
        let body = r#"{"error":"invalid_grant","error_description":"canary-code is over"}"#;
        let endpoint = Endpoint::saying(400, Some(body));
        let Err(OAuthError::Refused(refusal)) = exchanged(&endpoint, Pkce::None, 0).await else {
            panic!("a refusal")
        };
        assert_eq!(refusal.cause, Cause::Grant);
        assert_eq!(refusal.message.as_deref(), Some("… is over"));
    }

    #[tokio::test]
    async fn an_answer_that_comes_too_late_is_not_used() {
        let endpoint = Endpoint::saying(200, Some(GRANTED));
        assert!(exchanged(&endpoint, Pkce::None, 600).await.is_ok());
        let late = exchanged(&endpoint, Pkce::None, 601).await;
        assert!(matches!(late, Err(OAuthError::StateOver)));
        assert_eq!(endpoint.heard().len(), 1);
    }
}
