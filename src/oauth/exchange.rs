//! Between the `oauth2` crate and the wire.
//!
//! The crate takes status 200 alone for success, wants `expires_in` as a number and `token_type`
//! present, and keeps the whole body in its parse error. Providers send failures with 200, numbers
//! as strings, and pages in HTML. So an answer is read here first: a refusal or something that was
//! not promised ends the exchange, and what is a token goes on in the spelling of the RFC.

use http::header::CONTENT_TYPE;
use http::{HeaderValue, StatusCode};
use oauth2::{HttpRequest, HttpResponse};
use url::Url;

use crate::http::{Answer, Client, Request};
use crate::model::Registration;
use crate::oauth::{Dialect, OAuthError, rfc_refusal};
use crate::wire::oauth::TokenAnswer;

/// What a request needs beyond the client's own secret being hidden.
#[derive(Default)]
pub(super) struct Care<'a> {
    /// What else in it neither log nor answer may show.
    pub(super) secrets: Vec<&'a str>,
    /// Whether it may reach the provider once at most, even where it was turned away.
    pub(super) once: bool,
}

/// Sends one request of the protocol and brings the answer into the form of RFC 6749 §5.1.
pub(super) async fn exchange(
    http: &Client,
    registration: &Registration,
    dialect: Dialect,
    care: &Care<'_>,
    request: HttpRequest,
) -> Result<HttpResponse, OAuthError> {
    let (parts, body) = request.into_parts();
    let endpoint: Url = registration.token_endpoint.clone();
    let request = Request::from_parts(parts, body, endpoint)
        .hiding(registration.secret())
        .hiding_credentials();
    let request = care.secrets.iter().fold(request, |request, secret| request.hiding(secret));
    let request = if care.once { request.once() } else { request };
    let answer = http.send(request).await?;
    let token = read_token(&answer, dialect)?;
    Ok(in_rfc_form(&token))
}

pub(super) fn read_token(answer: &Answer, dialect: Dialect) -> Result<TokenAnswer, OAuthError> {
    if let Some(refusal) = rfc_refusal(answer).or_else(|| (dialect.read_refusal)(answer)) {
        return Err(OAuthError::Refused(refusal));
    }
    let http_status = answer.status().as_u16();
    if !answer.status().is_success() {
        return Err(OAuthError::not_promised(answer));
    }
    let not_promised = |what| OAuthError::NotPromised { http_status, what };
    let mut json = serde_json::Deserializer::from_slice(answer.body());
    match serde_path_to_error::deserialize(&mut json) {
        Ok(token) if is_sendable(&token) => Ok(token),
        Ok(_) => Err(not_promised("a token that no header can carry".to_owned())),
        // The path names the member; the message could repeat a value, so it is left out.
        Err(error) if error.inner().is_data() => Err(not_promised(format!(
            "JSON that is no token, at `{}`",
            answer.clean(&error.path().to_string())
        ))),
        Err(_) => Err(not_promised(answer.description())),
    }
}

/// Visible ASCII, and some of it (RFC 6750 §2.1 allows less): a token stands in a header, and in what
/// scripts make of it.
fn is_sendable(token: &TokenAnswer) -> bool {
    let visible =
        |token: &str| !token.is_empty() && token.bytes().all(|byte| byte.is_ascii_graphic());
    let refresh = token.refresh_token.as_ref();
    visible(token.access_token.expose()) && refresh.is_none_or(|token| visible(token.expose()))
}

pub(super) fn in_rfc_form(token: &TokenAnswer) -> HttpResponse {
    // Serialising strings and numbers into memory cannot fail; an empty body would be refused by
    // the reader that follows, so nothing is lost if it ever did.
    let body = serde_json::to_vec(token).unwrap_or_default();
    let mut response = HttpResponse::new(body);
    *response.status_mut() = StatusCode::OK;
    response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/json"));
    response
}
