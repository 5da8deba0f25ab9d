//! Sending, with bounds.

use std::cell::OnceCell;
use std::path::PathBuf;
use std::time::{Duration, Instant};

use http::header::{HeaderValue, USER_AGENT};

use crate::http::error::{Limits, classify};
use crate::http::retry::{Policy, Verdict};
use crate::http::{Answer, HttpError, Request, log, tls};
use crate::model::{Clock, is_loopback};

/// No answer of any provider comes near it.
const BODY_LIMIT: usize = 10 * 1024 * 1024;
/// A host that does not take a connection within this is not going to.
const CONNECT_LIMIT: Duration = Duration::from_secs(10);

/// How the network is to be used; resolved by the settings.
#[derive(Clone, Default)]
pub struct Options {
    /// One exchange, from the first byte of the connection to the last of the answer.
    pub timeout: Duration,
    /// The proxy for `https`, from the environment; never used for loopback. May hold a password.
    pub proxy: Option<String>,
    /// The hosts that are reached without it, as `NO_PROXY` lists them.
    pub no_proxy: Option<String>,
    /// `--ca-file`: more authorities, in PEM.
    pub ca_file: Option<PathBuf>,
    /// `SSL_CERT_FILE`: likewise.
    pub ssl_cert_file: Option<PathBuf>,
    /// `SSL_CERT_DIR`: likewise, a folder.
    pub ssl_cert_dir: Option<PathBuf>,
}

/// The one client. Cheap to make: what a request needs is built when the first one is sent.
pub struct Client {
    options: Options,
    clock: Clock,
    /// To this machine: no proxy.
    near: OnceCell<reqwest::Client>,
    /// To this machine over TLS.
    near_tls: OnceCell<reqwest::Client>,
    /// To the world, which is always TLS.
    far: OnceCell<reqwest::Client>,
}

impl Client {
    /// A client that has done nothing yet.
    pub fn new(options: Options, clock: Clock) -> Self {
        Self {
            options,
            clock,
            near: OnceCell::new(),
            near_tls: OnceCell::new(),
            far: OnceCell::new(),
        }
    }

    /// Sends `request`, again where it may be repeated, and waits for the whole answer.
    pub async fn send(&self, request: Request) -> Result<Answer, HttpError> {
        let mut policy = Policy::new(request.repeat);
        loop {
            let outcome = self.exchange(&request).await;
            match policy.judge(&outcome, self.clock.now()) {
                Verdict::Done => return outcome,
                Verdict::Again(pause) => {
                    tracing::info!(target: "qetta::http", "trying {} again in {pause:?}", request.host());
                    tokio::time::sleep(pause).await;
                }
                Verdict::Later(until) => {
                    let (host, answer) = (request.host(), Box::new(outcome?));
                    return Err(HttpError::RetryLater { host, answer, until });
                }
            }
        }
    }

    async fn exchange(&self, request: &Request) -> Result<Answer, HttpError> {
        let client = self.client_for(request)?;
        log::sending(request);
        let started = Instant::now();
        let failed = |error| classify(error, request.host(), self.limits());
        let sent = client
            .request(request.method.clone(), request.url.clone())
            .headers(request.headers.clone())
            .body(request.body.clone());
        let mut response = sent.send().await.map_err(failed)?;

        let announced = response.content_length().and_then(|length| usize::try_from(length).ok());
        let mut body = Vec::with_capacity(announced.unwrap_or_default().min(BODY_LIMIT));
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if body.len() + chunk.len() > BODY_LIMIT {
                return Err(HttpError::TooLarge { host: request.host(), limit: BODY_LIMIT });
            }
            body.extend_from_slice(&chunk);
        }
        let headers = std::mem::take(response.headers_mut());
        let answer = Answer::new(response.status(), headers, body, request.redactor.clone())
            .in_version(response.version());
        log::received(&answer, started.elapsed().as_millis());
        Ok(answer)
    }

    fn client_for(&self, request: &Request) -> Result<&reqwest::Client, HttpError> {
        let near = is_loopback(&request.url);
        let secure = request.url.scheme() == "https";
        let place = match (near, secure) {
            (true, false) => &self.near,
            (true, true) => &self.near_tls,
            (false, _) => &self.far,
        };
        if let Some(client) = place.get() {
            return Ok(client);
        }
        let client = self.build(near, secure)?;
        Ok(place.get_or_init(|| client))
    }

    fn build(&self, near: bool, secure: bool) -> Result<reqwest::Client, HttpError> {
        let tls = if secure { tls::trusting(&self.options)? } else { tls::trusting_nobody()? };
        let limits = self.limits();
        let user_agent = HeaderValue::from_static(concat!("qetta/", env!("CARGO_PKG_VERSION")));
        #[expect(clippy::disallowed_methods, reason = "the one door to an HTTP client")]
        let mut builder = reqwest::Client::builder()
            .tls_backend_preconfigured(tls)
            .default_headers([(USER_AGENT, user_agent)].into_iter().collect())
            .redirect(reqwest::redirect::Policy::none())
            .retry(reqwest::retry::never())
            .referer(false)
            .connect_timeout(limits.connect)
            .timeout(limits.whole)
            .no_proxy();
        if let Some(proxy) = self.proxy().filter(|_| !near) {
            builder = builder.proxy(proxy?);
        }
        builder.build().map_err(|error| HttpError::Connect {
            host: String::new(),
            cause: error.without_url().to_string(),
        })
    }

    fn proxy(&self) -> Option<Result<reqwest::Proxy, HttpError>> {
        let address = self.options.proxy.as_deref()?;
        let excepted = self.options.no_proxy.as_deref().and_then(reqwest::NoProxy::from_string);
        let unusable = |_| HttpError::Proxy { cause: "it is not a proxy's address".to_owned() };
        Some(reqwest::Proxy::all(address).map(|proxy| proxy.no_proxy(excepted)).map_err(unusable))
    }

    fn limits(&self) -> Limits {
        Limits { connect: CONNECT_LIMIT.min(self.options.timeout), whole: self.options.timeout }
    }
}

impl std::fmt::Debug for Client {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Client(…)")
    }
}
