//! A login on another device (RFC 8628): the person types a code there while we ask, and ask again.

use std::time::Duration;

use jiff::Timestamp;
use serde::Deserialize;
use tokio::time::{Instant, sleep};
use url::Url;

use crate::http::{Answer, Client, HttpError, Request};
use crate::model::{DeviceCode, Registration, plain};
use crate::oauth::authenticated::form;
use crate::oauth::exchange::read_token;
use crate::oauth::issued::issued_from;
use crate::oauth::{Dialect, Issued, OAuthError, rfc_refusal};

/// What a device asks with (§3.4).
const GRANT_TYPE: &str = "urn:ietf:params:oauth:grant-type:device_code";
/// How long to wait between two questions where the server does not say (§3.2), and what is added
/// where it asks for more (§3.5).
const INTERVAL: Duration = Duration::from_secs(5);
/// No server may keep us waiting longer between two questions.
const INTERVAL_AT_MOST: Duration = Duration::from_secs(300);
/// Nor for longer than this on the whole: nobody looks for a code after a day, and a clock can only
/// count so far.
const LIFE_AT_MOST: Duration = Duration::from_secs(86_400);

/// A login that waits for its person.
#[derive(Clone, Debug)]
pub struct DeviceLogin {
    /// What the person types.
    pub user_code: String,
    /// Where.
    pub verification_uri: String,
    /// The same with the code in it.
    pub verification_uri_complete: Option<String>,
    /// How long it waits.
    pub expires_in: Duration,
    scope: String,
    device_code: DeviceCode,
    interval: Duration,
}

/// §3.2.
#[derive(Deserialize)]
struct Begun {
    device_code: DeviceCode,
    user_code: String,
    #[serde(alias = "verification_url")]
    verification_uri: String,
    #[serde(default)]
    verification_uri_complete: Option<String>,
    expires_in: u64,
    #[serde(default)]
    interval: Option<u64>,
}

/// Begins a login for `scope` at the device authorization endpoint.
pub async fn begin_on_device(
    http: &Client,
    registration: &Registration,
    endpoint: &Url,
    scope: &str,
) -> Result<DeviceLogin, OAuthError> {
    let fields: &[(&str, &str)] = if scope.is_empty() { &[] } else { &[("scope", scope)] };
    read_begun(&http.send(form(registration, endpoint, fields)).await?, scope)
}

/// What the person has to do, or why nobody can.
pub(super) fn read_begun(answer: &Answer, scope: &str) -> Result<DeviceLogin, OAuthError> {
    if let Some(refusal) = rfc_refusal(answer) {
        return Err(OAuthError::Refused(refusal));
    }
    let begun: Begun = serde_json::from_slice(answer.body())
        .ok()
        .filter(|_| answer.status().is_success())
        .ok_or_else(|| OAuthError::not_promised(answer))?;
    Ok(login_of(begun, scope))
}

/// Its numbers are a stranger's.
fn login_of(begun: Begun, scope: &str) -> DeviceLogin {
    let interval = begun.interval.map_or(INTERVAL, Duration::from_secs);
    DeviceLogin {
        user_code: plain(&begun.user_code),
        verification_uri: plain(&begun.verification_uri),
        verification_uri_complete: begun.verification_uri_complete.as_deref().map(plain),
        expires_in: Duration::from_secs(begun.expires_in).min(LIFE_AT_MOST),
        scope: scope.to_owned(),
        device_code: begun.device_code,
        interval: interval.clamp(Duration::from_secs(1), INTERVAL_AT_MOST),
    }
}

/// Asks until the person has decided, or the code is over. `now` tells the moment of a question, from
/// which the token's life is counted.
pub async fn wait_for_device(
    http: &Client,
    registration: &Registration,
    login: &DeviceLogin,
    dialect: Dialect,
    now: impl Fn() -> Timestamp,
) -> Result<Issued, OAuthError> {
    let end = Instant::now() + login.expires_in;
    let mut interval = login.interval;
    loop {
        if Instant::now() + interval >= end {
            return Err(OAuthError::DeviceCodeOver);
        }
        sleep(interval).await;
        let asked_at = now();
        match ask(http, registration, login, dialect).await {
            Ok(token) => return Ok(issued_from(token, dialect, &login.scope, asked_at)),
            Err(error) => interval = next_interval(interval, error)?,
        }
    }
}

async fn ask(
    http: &Client,
    registration: &Registration,
    login: &DeviceLogin,
    dialect: Dialect,
) -> Result<crate::wire::oauth::TokenAnswer, OAuthError> {
    let code = login.device_code.expose();
    let fields = [("grant_type", GRANT_TYPE), ("device_code", code)];
    let request: Request = form(registration, &registration.token_endpoint, &fields).hiding(code);
    read_token(&http.send(request).await?, dialect)
}

/// How long to wait before the next question; or why there is none (§3.5).
fn next_interval(interval: Duration, error: OAuthError) -> Result<Duration, OAuthError> {
    let next = match &error {
        OAuthError::Refused(refusal) => match refusal.code.as_deref() {
            Some("authorization_pending") => interval,
            Some("slow_down") => interval + INTERVAL,
            Some("expired_token") => return Err(OAuthError::DeviceCodeOver),
            _ => return Err(error),
        },
        // "Exponential backoff" is what the section asks for.
        OAuthError::Http(HttpError::TimedOut { .. }) => interval * 2,
        _ => return Err(error),
    };
    Ok(next.min(INTERVAL_AT_MOST))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Phase;
    use crate::model::{Cause, Refusal};
    use crate::oauth::testing::{Endpoint, client, field, noon};

    fn refused(code: &str) -> OAuthError {
        OAuthError::Refused(Refusal {
            cause: Cause::of_oauth(code),
            http_status: 400,
            code: Some(code.to_owned()),
            bank_code: None,
            message: None,
        })
    }

    #[test]
    fn c29_the_interval_grows_for_good_and_ends_where_it_is_told_to() {
        let five = Duration::from_secs(5);
        let next = |interval, error| next_interval(interval, error);
        assert_eq!(next(five, refused("authorization_pending")).unwrap(), five);
        let slower = next(five, refused("slow_down")).unwrap();
        assert_eq!(slower, Duration::from_secs(10));
        assert_eq!(next(slower, refused("authorization_pending")).unwrap(), slower);
        assert_eq!(next(slower, refused("slow_down")).unwrap(), Duration::from_secs(15));
        let silent = HttpError::TimedOut { host: "h".into(), after: five, phase: Phase::Connect };
        assert_eq!(next(five, silent.into()).unwrap(), Duration::from_secs(10));
        assert!(matches!(next(five, refused("expired_token")), Err(OAuthError::DeviceCodeOver)));
        assert!(matches!(next(five, refused("access_denied")), Err(OAuthError::Refused(_))));
        assert_eq!(next(INTERVAL_AT_MOST, refused("slow_down")).unwrap(), INTERVAL_AT_MOST);
    }

    #[tokio::test]
    async fn a_login_begins_with_a_code_for_the_person() {
        let body = r#"{"device_code":"canary","user_code":"WDJB\u001b-MJHT","expires_in":1800,
            "verification_uri":"https://a.example/device"}"#;
        let endpoint = Endpoint::saying(200, Some(body));
        let registration = endpoint.registration();
        let url = registration.token_endpoint.clone();
        let login = begin_on_device(&client(), &registration, &url, "openid").await.unwrap();
        assert_eq!(login.user_code, "WDJB-MJHT");
        assert_eq!(login.interval, INTERVAL);
        assert_eq!(login.verification_uri_complete, None);
        assert!(!format!("{login:?}").contains("canary"));
        let heard = endpoint.heard();
        assert_eq!(field(&heard[0], "scope"), Some("openid"));
        assert_eq!(field(&heard[0], "client_id"), Some("client"));
    }

    #[test]
    fn c29_no_number_of_a_stranger_is_too_large_to_count_with() {
        let begun = |expires_in, interval| Begun {
            device_code: DeviceCode::new("canary"),
            user_code: String::new(),
            verification_uri: String::new(),
            verification_uri_complete: None,
            expires_in,
            interval,
        };
        let login = login_of(begun(u64::MAX, Some(u64::MAX)), "");
        assert!(Instant::now().checked_add(login.expires_in + login.interval).is_some());
        assert_eq!((login.expires_in, login.interval), (LIFE_AT_MOST, INTERVAL_AT_MOST));
        let login = login_of(begun(0, Some(0)), "");
        assert_eq!((login.expires_in, login.interval), (Duration::ZERO, Duration::from_secs(1)));
    }

    #[tokio::test(start_paused = true)]
    async fn c29_nobody_is_asked_before_the_interval_and_none_after_the_end() {
        let endpoint = Endpoint::saying(400, Some(r#"{"error":"authorization_pending"}"#));
        let registration = endpoint.registration();
        let login = DeviceLogin {
            user_code: String::new(),
            verification_uri: String::new(),
            verification_uri_complete: None,
            expires_in: Duration::from_secs(4),
            scope: String::new(),
            device_code: DeviceCode::new("canary"),
            interval: Duration::from_secs(5),
        };
        let outcome = wait_for_device(&client(), &registration, &login, Dialect::RFC, noon).await;
        assert!(matches!(outcome, Err(OAuthError::DeviceCodeOver)));
        assert!(endpoint.heard().is_empty());
    }
}
