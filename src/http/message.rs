//! What goes out and what comes back.

use http::header::{AUTHORIZATION, CONTENT_TYPE, HeaderMap, HeaderName, HeaderValue};
use http::{Method, StatusCode, Version};
use url::Url;

use crate::model::{AccessToken, Redactor};

/// Whether a request may be sent again after a failure.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Repeat {
    /// A read: again after any failure that may pass.
    Freely,
    /// Something that the provider must not do twice: again only where it cannot have acted, that
    /// is where the connection was never made or the request was turned away by a rate limit.
    IfUnsent,
    /// Something that may reach the provider once at most, whatever it answers: again only where
    /// the connection was never made.
    Once,
    /// A question of how things are at this moment: never again.
    Never,
}

/// A request, with what must never be shown of it.
#[derive(Clone)]
pub struct Request {
    pub(super) method: Method,
    pub(super) url: Url,
    pub(super) headers: HeaderMap,
    pub(super) body: Vec<u8>,
    pub(super) repeat: Repeat,
    pub(super) redactor: Redactor,
}

impl Request {
    /// A request without a body. Reads may be repeated freely, everything else only unsent.
    pub fn new(method: Method, url: Url) -> Self {
        let repeat = if method.is_safe() { Repeat::Freely } else { Repeat::IfUnsent };
        Self {
            method,
            url,
            headers: HeaderMap::new(),
            body: Vec::new(),
            repeat,
            redactor: Redactor::default(),
        }
    }

    /// With a header that is no secret, or `Authorization`, which always is.
    #[must_use]
    pub fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self.hiding_credentials()
    }

    /// With a body of this media type.
    #[must_use]
    pub fn body(self, media_type: &'static str, body: Vec<u8>) -> Self {
        let with_type = self.header(CONTENT_TYPE, HeaderValue::from_static(media_type));
        Self { body, ..with_type }
    }

    /// With a bearer token (RFC 6750 §2.1).
    ///
    /// # Errors
    ///
    /// Where the token has characters that no header can carry.
    pub fn bearer(self, token: &AccessToken) -> Result<Self, UnsendableToken> {
        Bearer::new(token).map(|bearer| self.borne_by(&bearer))
    }

    /// The same with one that is ready.
    #[must_use]
    pub fn borne_by(mut self, bearer: &Bearer) -> Self {
        self.headers.insert(AUTHORIZATION, bearer.header.clone());
        self.redactor = self.redactor.and(&bearer.redactor);
        self
    }

    /// With one more secret that neither log nor answer may show.
    #[must_use]
    pub fn hiding(mut self, secret: &str) -> Self {
        self.redactor = self.redactor.knowing(secret);
        self
    }

    /// As one that is sent once at most.
    #[must_use]
    pub fn once(self) -> Self {
        Self { repeat: Repeat::Once, ..self }
    }

    /// As one whose first outcome stands, whatever it is.
    #[must_use]
    pub fn unrepeated(self) -> Self {
        Self { repeat: Repeat::Never, ..self }
    }

    /// With the headers and the body that a protocol library made.
    #[must_use]
    pub fn from_parts(parts: http::request::Parts, body: Vec<u8>, url: Url) -> Self {
        Self { headers: parts.headers, body, ..Self::new(parts.method, url) }.hiding_credentials()
    }

    /// What proves us in a header is one more spelling of the secret: with the id, in Base64.
    fn hiding_credentials(self) -> Self {
        let value = self.headers.get(AUTHORIZATION).and_then(|value| value.to_str().ok());
        let Some(value) = value.map(|value| zeroize::Zeroizing::new(value.to_owned())) else {
            return self;
        };
        self.hiding(value.split_once(' ').map_or(&value, |(_, credentials)| credentials))
    }

    /// Where it goes, for whoever makes requests in a test.
    #[cfg(test)]
    pub(crate) fn address(&self) -> &str {
        self.url.as_str()
    }

    /// What it says, likewise.
    #[cfg(test)]
    pub(crate) fn said(&self) -> &[u8] {
        &self.body
    }

    /// The media type of the body, in lower case.
    pub(super) fn media_type(&self) -> String {
        essence(&self.headers)
    }

    /// The host that it goes to, for words to people.
    pub(super) fn host(&self) -> String {
        self.url.host_str().unwrap_or_default().to_owned()
    }
}

/// A body with what it is.
#[derive(Clone, Debug)]
pub enum Body {
    /// `application/json`.
    Json(Vec<u8>),
    /// `application/x-www-form-urlencoded`.
    Form(Vec<u8>),
}

impl Request {
    /// With a body, where there is one.
    #[must_use]
    pub fn with(self, body: Option<Body>) -> Self {
        match body {
            Some(Body::Json(bytes)) => self.body("application/json", bytes),
            Some(Body::Form(bytes)) => self.body("application/x-www-form-urlencoded", bytes),
            None => self,
        }
    }
}

/// A bearer token ready to be sent, for whoever sends it many times; with every secret that its
/// answers must not show.
#[derive(Clone)]
pub struct Bearer {
    header: HeaderValue,
    redactor: Redactor,
}

impl Bearer {
    /// Of this token.
    ///
    /// # Errors
    ///
    /// Where it has characters that no header can carry.
    pub fn new(token: &AccessToken) -> Result<Self, UnsendableToken> {
        let header = zeroize::Zeroizing::new(format!("Bearer {}", token.expose()));
        let mut header = HeaderValue::from_str(&header).map_err(|_| UnsendableToken)?;
        header.set_sensitive(true);
        Ok(Self { header, redactor: Redactor::default().knowing(token.expose()) })
    }

    /// With one more secret that neither log nor answer may show.
    #[must_use]
    pub fn hiding(mut self, secret: &str) -> Self {
        self.redactor = self.redactor.knowing(secret);
        self
    }
}

impl std::fmt::Debug for Bearer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Bearer(…)")
    }
}

/// A token that cannot stand in a header: it was damaged, or is none.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the access token has characters that no HTTP header can carry")]
pub struct UnsendableToken;

/// What came back, whatever it means. Its `Debug` shows no byte of the body.
#[derive(Clone)]
pub struct Answer {
    version: Version,
    status: StatusCode,
    headers: HeaderMap,
    body: Vec<u8>,
    redactor: Redactor,
}

impl Answer {
    pub(super) fn new(
        status: StatusCode,
        headers: HeaderMap,
        body: Vec<u8>,
        redactor: Redactor,
    ) -> Self {
        Self { version: Version::HTTP_11, status, headers, body, redactor }
    }

    /// As it was said in this version of HTTP.
    pub(super) fn in_version(self, version: Version) -> Self {
        Self { version, ..self }
    }

    /// An answer that nobody sent, for whoever reads answers in a test.
    #[cfg(test)]
    pub(crate) fn of(status: u16, body: &[u8], secret: &str) -> Self {
        let status = StatusCode::from_u16(status).unwrap();
        Self::new(status, HeaderMap::new(), body.to_vec(), Redactor::default().knowing(secret))
    }

    /// An answer of long ago, of which the body alone was kept.
    pub fn kept(body: Vec<u8>) -> Self {
        Self::new(StatusCode::OK, HeaderMap::new(), body, Redactor::default())
    }

    /// The version of HTTP.
    pub fn version(&self) -> Version {
        self.version
    }

    /// The HTTP status.
    pub fn status(&self) -> StatusCode {
        self.status
    }

    /// The header fields.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// The body as it came. It may hold secrets: for parsers, and for the one command whose result
    /// it is.
    pub fn body(&self) -> &[u8] {
        &self.body
    }

    pub(super) fn redactor(&self) -> &Redactor {
        &self.redactor
    }

    /// A provider's words, fit to be shown: without the secrets of this exchange and without
    /// control characters.
    pub fn clean(&self, words: &str) -> String {
        self.redactor.clean(words)
    }

    /// The same for words that were read out of it, most of which are handed back as they are.
    pub fn cleaned(&self, words: String) -> String {
        self.redactor.cleaned(words)
    }

    /// Whether the provider is overloaded or out of order, which passes by itself.
    pub fn is_outage(&self) -> bool {
        self.status.is_server_error()
            || self.status == StatusCode::TOO_MANY_REQUESTS
            || self.status == StatusCode::REQUEST_TIMEOUT
    }

    /// What kind of thing it is, without a byte of it: `512 bytes of text/html`.
    pub fn description(&self) -> String {
        let length = self.body.len();
        match self.clean(&self.media_type()).as_str() {
            _ if length == 0 => "an empty body".to_owned(),
            "" => format!("{length} bytes of no stated type"),
            media_type => format!("{length} bytes of {media_type}"),
        }
    }

    /// The media type without its parameters, in lower case: `application/json`.
    pub fn media_type(&self) -> String {
        essence(&self.headers)
    }
}

fn essence(headers: &HeaderMap) -> String {
    let header = headers.get(CONTENT_TYPE).and_then(|value| value.to_str().ok());
    let essence = header.unwrap_or_default().split(';').next().unwrap_or_default();
    essence.trim().to_ascii_lowercase()
}

impl std::fmt::Debug for Answer {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Answer({}, {} bytes)", self.status, self.body.len())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn url() -> Url {
        Url::parse("https://provider.example/token").unwrap()
    }

    #[test]
    fn only_reads_may_be_repeated_freely() {
        assert_eq!(Request::new(Method::GET, url()).repeat, Repeat::Freely);
        assert_eq!(Request::new(Method::POST, url()).repeat, Repeat::IfUnsent);
    }

    #[test]
    fn a_token_that_no_header_can_carry_is_refused() {
        let request = Request::new(Method::GET, url());
        assert!(request.clone().bearer(&AccessToken::new("a\nb")).is_err());
        let sent = request.bearer(&AccessToken::new("canary")).unwrap();
        assert!(!format!("{:?}", sent.headers).contains("canary"));
    }

    #[test]
    fn a_bearer_brings_its_secrets_with_it() {
        let bearer = Bearer::new(&AccessToken::new("canary")).unwrap().hiding("second");
        assert_eq!(format!("{bearer:?}"), "Bearer(…)");
        let sent = Request::new(Method::GET, url()).hiding("third").borne_by(&bearer);
        assert_eq!(sent.headers[AUTHORIZATION], "Bearer canary");
        assert!(sent.headers[AUTHORIZATION].is_sensitive());
        assert_eq!(sent.redactor.clean("canary second third"), "… … …");
    }

    #[test]
    fn credentials_in_a_header_are_hidden_however_they_got_there() {
        let value = || HeaderValue::from_static("Basic bWluZTpjYW5hcnk=");
        let set = Request::new(Method::POST, url()).header(AUTHORIZATION, value());
        let mut parts = http::Request::new(()).into_parts().0;
        parts.headers.insert(AUTHORIZATION, value());
        for request in [set, Request::from_parts(parts, Vec::new(), url())] {
            let said = "authorization: Basic bWluZTpjYW5hcnk=";
            assert_eq!(request.redactor.clean(said), "authorization: Basic …");
        }
    }

    #[test]
    fn an_answer_shows_no_byte_of_its_body_by_itself() {
        let redactor = Redactor::default().knowing("canary");
        let answer = Answer::new(StatusCode::OK, HeaderMap::new(), b"canary".to_vec(), redactor);
        assert_eq!(format!("{answer:?}"), "Answer(200 OK, 6 bytes)");
        assert_eq!(answer.clean("it was canary"), "it was …");
    }
}
