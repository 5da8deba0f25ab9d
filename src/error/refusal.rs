//! A provider said no: whose fault that is, and what to run next, follows from what it is about.

use crate::error::command::connect;
use crate::error::{Error, Kind};
use crate::model::{Cause, Explanation, Lang, Provider, Refusal, Text, text};
use crate::oauth;
use crate::providers::{hive, kftc, ottm};

/// The error for a provider's no.
pub fn refused(provider: Provider, refusal: Refusal) -> Error {
    let mut error = Error::new(kind(refusal.cause), message(provider, refusal.cause))
        .at(provider)
        .http_status(refusal.http_status);
    error.0.retryable = refusal.cause == Cause::Outage;
    for hint in remedies(provider, &refusal) {
        error = error.hint(hint);
    }
    error.0.refusal = Some(refusal);
    error
}

fn kind(cause: Cause) -> Kind {
    match cause {
        Cause::Outage => Kind::Network,
        Cause::Connect => Kind::LoginRequired,
        Cause::Client | Cause::Scope | Cause::Token | Cause::Grant | Cause::Request => {
            Kind::ProviderRefused
        }
    }
}

fn message(provider: Provider, cause: Cause) -> Text {
    let title = provider.title();
    let (en, ko) = (title.say(Lang::En), title.say(Lang::Ko));
    match cause {
        Cause::Outage => text!(
            "{en} is out of order or overloaded",
            "{ko} 서비스에 장애가 있거나 부하가 많습니다"
        ),
        Cause::Client => text!(
            "{en} refused the client id or secret",
            "{ko}에서 클라이언트 ID 또는 시크릿을 거부했습니다"
        ),
        Cause::Scope => text!("{en} refused the scope", "{ko}에서 권한 범위를 거부했습니다"),
        Cause::Token => text!(
            "{en} refused a token that it has newly issued",
            "{ko}에서 방금 발급한 토큰을 거부했습니다"
        ),
        Cause::Connect => {
            text!("{en} wants the connection to be made anew", "{ko}에 다시 연결해야 합니다")
        }
        Cause::Grant => text!(
            "{en} refused the authorization code or the refresh token",
            "{ko}에서 인가 코드 또는 리프레시 토큰을 거부했습니다"
        ),
        Cause::Request => text!("{en} refused the request", "{ko}에서 요청을 거부했습니다"),
    }
}

fn remedies(provider: Provider, refusal: &Refusal) -> Vec<Text> {
    match provider {
        Provider::Toss => toss(refusal.cause),
        Provider::Kftc => kftc(refusal),
        Provider::Max => max(refusal.cause),
        Provider::Hyfata => hyfata(refusal.cause),
        Provider::Ottm | Provider::Hive | Provider::Custom(_) => by_code(provider, refusal),
    }
}

/// MAX Platform has no codes: the status and the words are all there is.
fn max(cause: Cause) -> Vec<Text> {
    match cause {
        Cause::Client => vec![text!(
            "check SERVICE_CLIENT_ID and SERVICE_CLIENT_SECRET, and that the client is active and confidential",
            "SERVICE_CLIENT_ID와 SERVICE_CLIENT_SECRET, 그리고 클라이언트가 활성 상태의 confidential 클라이언트인지 확인하세요"
        )],
        Cause::Scope => vec![text!(
            "ask for the scope with SERVICE_SCOPE (the admin API needs `admin:oauth`), and have it allowed for the client",
            "SERVICE_SCOPE로 권한 범위를 요청하고(관리 API에는 `admin:oauth` 필요) 클라이언트에 허용되어 있는지 확인하세요"
        )],
        Cause::Token | Cause::Connect | Cause::Grant => vec![text!(
            "`qetta service-token issue` gets a new token",
            "`qetta service-token issue`로 새 토큰을 발급받으세요"
        )],
        Cause::Outage => vec![text!("try again in a while", "잠시 후 다시 시도하세요")],
        Cause::Request => Vec::new(),
    }
}

/// Hyfata has one code for everything that it refuses.
fn hyfata(cause: Cause) -> Vec<Text> {
    match cause {
        Cause::Grant | Cause::Request | Cause::Client => vec![
            text!(
                "Hyfata says `invalid_grant` for everything: check HYFATA_CLIENT_ID, HYFATA_CLIENT_SECRET and HYFATA_REDIRECT_URI against what is registered",
                "Hyfata는 모든 거부에 `invalid_grant`를 씁니다. HYFATA_CLIENT_ID, HYFATA_CLIENT_SECRET, HYFATA_REDIRECT_URI가 등록된 값과 같은지 확인하세요"
            ),
            connect(Provider::Hyfata),
        ],
        Cause::Outage => vec![text!(
            "a server of 2025-11 also answers like this where the client secret is missing: set HYFATA_CLIENT_SECRET",
            "2025년 11월 무렵의 서버는 클라이언트 시크릿이 없을 때도 이렇게 응답합니다. HYFATA_CLIENT_SECRET을 설정하세요"
        )],
        Cause::Connect | Cause::Token => vec![connect(Provider::Hyfata)],
        Cause::Scope => Vec::new(),
    }
}

/// What the provider's own table, or the protocol's, says of the code.
fn by_code(provider: Provider, refusal: &Refusal) -> Vec<Text> {
    let tables: [&[Explanation]; 2] = match provider {
        Provider::Ottm => [ottm::CODES, oauth::CODES],
        Provider::Hive => [hive::CODES, oauth::CODES],
        _ => [oauth::CODES, &[]],
    };
    let code = refusal.code.as_deref();
    let row = tables.into_iter().flatten().find(|row| Some(row.code) == code);
    let mut hints: Vec<Text> = row.map(|row| row.remedy.clone()).into_iter().collect();
    if refusal.cause == Cause::Connect {
        hints.push(connect(provider));
    }
    hints
}

fn toss(cause: Cause) -> Vec<Text> {
    match cause {
        Cause::Client => vec![
            text!(
                "check TOSS_CLIENT_ID and TOSS_CLIENT_SECRET: they are one pair, and test credentials (`test_…`) and production ones are not interchangeable",
                "TOSS_CLIENT_ID와 TOSS_CLIENT_SECRET이 같은 쌍인지 확인하세요. 테스트용(`test_…`)과 운영용은 서로 바꿔 쓸 수 없습니다"
            ),
            text!(
                "`qetta config show` tells where each setting comes from",
                "`qetta config show`로 각 설정의 출처를 볼 수 있습니다"
            ),
        ],
        Cause::Scope => vec![text!(
            "the scope of Toss Certification is `ca`; unset TOSS_SCOPE or ask Toss for more",
            "토스 인증의 권한 범위는 `ca`입니다. TOSS_SCOPE를 비우거나 토스에 권한을 요청하세요"
        )],
        Cause::Token => vec![text!(
            "check that TOSS_OAUTH_BASE and TOSS_API_BASE belong together",
            "TOSS_OAUTH_BASE와 TOSS_API_BASE가 같은 환경의 주소인지 확인하세요"
        )],
        Cause::Outage => vec![text!("try again in a while", "잠시 후 다시 시도하세요")],
        // Toss has no user who could connect again.
        Cause::Connect | Cause::Grant | Cause::Request => Vec::new(),
    }
}

/// What the code that decides asks for, the bank's or KFTC's own.
fn kftc(refusal: &Refusal) -> Vec<Text> {
    let explained = kftc::explain_refusal(refusal);
    let mut hints: Vec<Text> = explained.map(|code| code.remedy.clone()).into_iter().collect();
    if refusal.cause == Cause::Connect && hints.is_empty() {
        hints.push(connect(Provider::Kftc));
    }
    if refusal.cause == Cause::Client {
        hints.push(text!(
            "check KFTC_CLIENT_ID and KFTC_CLIENT_SECRET, and that they belong to the environment of KFTC_API_BASE",
            "KFTC_CLIENT_ID와 KFTC_CLIENT_SECRET이 KFTC_API_BASE와 같은 환경의 것인지 확인하세요"
        ));
    }
    hints
}
