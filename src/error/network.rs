//! No answer, or not the one that was promised.

use crate::error::{Error, Kind};
use crate::http::{HttpError, Phase};
use crate::model::{Lang, Provider, Text, iso8601, korean_time, text};
use crate::providers::toss;

/// The provider did not answer.
pub(super) fn no_answer(provider: Option<Provider>, error: &HttpError) -> Error {
    let (kind, message) = described(error);
    let mut met = Error::new(kind, message);
    if let Some(provider) = provider {
        met = met.at(provider);
    }
    if kind == Kind::Network && error.may_pass() {
        met = met.retryable();
    }
    if let HttpError::RetryLater { answer, .. } = error {
        met = met.http_status(answer.status().as_u16());
    }
    for hint in remedies(provider, error) {
        met = met.hint(hint);
    }
    met
}

fn described(error: &HttpError) -> (Kind, Text) {
    let message = match error {
        HttpError::TimedOut { host, after, phase: Phase::Connect } => {
            let seconds = after.as_secs_f64();
            text!(
                "no connection to {host} within {seconds} s",
                "{host}에 {seconds}초 안에 연결하지 못했습니다"
            )
        }
        HttpError::TimedOut { host, after, phase: Phase::Answer } => {
            let seconds = after.as_secs_f64();
            text!(
                "no answer from {host} within {seconds} s",
                "{host}이(가) {seconds}초 안에 응답하지 않았습니다"
            )
        }
        HttpError::Connect { host, cause } => {
            text!("cannot connect to {host}: {cause}", "{host}에 연결할 수 없습니다: {cause}")
        }
        HttpError::Tls { host, cause } => text!(
            "no trusted TLS connection to {host}: {cause}",
            "{host}와(과) 신뢰할 수 있는 TLS 연결을 맺지 못했습니다: {cause}"
        ),
        HttpError::Broken { host, cause } => {
            text!(
                "the connection to {host} broke off: {cause}",
                "{host}와(과)의 연결이 끊어졌습니다: {cause}"
            )
        }
        HttpError::TooLarge { host, limit } => text!(
            "the answer of {host} is larger than {limit} bytes",
            "{host}의 응답이 {limit}바이트보다 큽니다"
        ),
        HttpError::RetryLater { host, until, .. } => Text::new(
            format!("{host} asks to wait until {}", iso8601(*until)),
            format!("{host}이(가) {}까지 기다려 달라고 합니다", korean_time(*until)),
        ),
        HttpError::Certificates { path, cause } => {
            let path = path.display();
            text!(
                "cannot use the certificates in {path}: {cause}",
                "{path}의 인증서를 쓸 수 없습니다: {cause}"
            )
        }
        HttpError::Proxy { cause } => text!(
            "cannot use the proxy that the environment names: {cause}",
            "환경 변수에 지정된 프록시를 쓸 수 없습니다: {cause}"
        ),
    };
    let kind = match error {
        HttpError::Certificates { .. } | HttpError::Proxy { .. } => Kind::Config,
        _ => Kind::Network,
    };
    (kind, message)
}

fn remedies(provider: Option<Provider>, error: &HttpError) -> Vec<Text> {
    match error {
        HttpError::TimedOut { phase: Phase::Connect, .. } => vec![firewall(provider)],
        HttpError::TimedOut { phase: Phase::Answer, .. } => {
            vec![text!(
                "a longer limit is `--timeout SECS`",
                "제한 시간은 `--timeout 초`로 늘릴 수 있습니다"
            )]
        }
        HttpError::Connect { .. } => vec![text!(
            "check the network, the proxy settings, and the address in `qetta config show`",
            "네트워크와 프록시 설정, `qetta config show`의 주소를 확인하세요"
        )],
        HttpError::Tls { .. } => vec![text!(
            "where a company inspects TLS, name its authority with `--ca-file FILE` or SSL_CERT_FILE",
            "회사에서 TLS를 검사한다면 `--ca-file 파일` 또는 SSL_CERT_FILE로 인증 기관을 지정하세요"
        )],
        HttpError::Certificates { .. } => vec![text!(
            "check QETTA_CA_FILE (`--ca-file`) and SSL_CERT_FILE",
            "QETTA_CA_FILE(`--ca-file`)과 SSL_CERT_FILE을 확인하세요"
        )],
        HttpError::Proxy { .. } => vec![text!(
            "check HTTPS_PROXY, ALL_PROXY and NO_PROXY",
            "HTTPS_PROXY, ALL_PROXY, NO_PROXY를 확인하세요"
        )],
        HttpError::Broken { .. } | HttpError::TooLarge { .. } | HttpError::RetryLater { .. } => {
            Vec::new()
        }
    }
}

/// A connection that is neither taken nor refused is one that a firewall drops.
fn firewall(provider: Option<Provider>) -> Text {
    match provider {
        Some(Provider::Toss) => {
            let addresses = toss::ADDRESSES.join(", ");
            text!(
                "let port 443 out to Toss's addresses through the firewall: {addresses}",
                "방화벽에서 토스 주소로 나가는 443 포트를 허용하세요: {addresses}"
            )
        }
        Some(Provider::Kftc) => text!(
            "let port 443 out to openapi.openbanking.or.kr (or testapi) through the firewall",
            "방화벽에서 openapi.openbanking.or.kr(테스트는 testapi)로 나가는 443 포트를 허용하세요"
        ),
        _ => text!(
            "let port 443 out to the provider through the firewall, or name the proxy in HTTPS_PROXY",
            "방화벽에서 제공자로 나가는 443 포트를 허용하거나 HTTPS_PROXY로 프록시를 지정하세요"
        ),
    }
}

/// Something answered, and it was not the provider's API: a page, a gateway, a captive portal.
pub(super) fn not_promised(provider: Provider, http_status: u16, what: &str) -> Error {
    let title = provider.title();
    let (en, ko) = (title.say(Lang::En), title.say(Lang::Ko));
    Error::new(
        Kind::Network,
        text!(
            "{en} answered HTTP {http_status} with {what}, which is not what its API promises",
            "{ko}의 응답(HTTP {http_status}, {what})이 API 규격과 다릅니다"
        ),
    )
    .at(provider)
    .http_status(http_status)
    .hint(text!(
        "an outage, or something between: a proxy, a login page, a wrong base address (`qetta config show`)",
        "장애이거나 중간에 프록시, 로그인 페이지, 잘못된 기본 주소가 있을 수 있습니다 (`qetta config show`)"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_connection_that_times_out_names_the_four_addresses_and_the_port() {
        let error = HttpError::TimedOut {
            host: "oauth2.cert.toss.im".into(),
            after: std::time::Duration::from_secs(10),
            phase: Phase::Connect,
        };
        let met = no_answer(Some(Provider::Toss), &error);
        assert_eq!(met.kind(), Kind::Network);
        assert!(met.is_retryable());
        for lang in [Lang::En, Lang::Ko] {
            let hint = met.hints()[0].say(lang);
            for part in toss::ADDRESSES.iter().chain(&["443"]) {
                assert!(hint.contains(part), "{hint}");
            }
        }
    }

    #[test]
    fn a_slow_answer_is_no_firewall() {
        let error = HttpError::TimedOut {
            host: "h".into(),
            after: std::time::Duration::from_secs(30),
            phase: Phase::Answer,
        };
        let met = no_answer(Some(Provider::Toss), &error);
        assert!(!met.hints()[0].english().contains("443"));
    }
}
