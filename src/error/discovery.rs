//! A server's own description of itself cannot be used.

use crate::error::{Error, Kind, network};
use crate::model::{Provider, Text, text};
use crate::oauth::MetadataError;

/// The metadata of `issuer` cannot be used.
pub(super) fn unusable(provider: Option<Provider>, issuer: &str, why: &MetadataError) -> Error {
    let (kind, message) = match why {
        MetadataError::Http(error) => return network::no_answer(provider, error),
        MetadataError::BadIssuer(issuer) => (
            Kind::Config,
            text!(
                "{issuer} is no address of an authorization server: https, or http on this machine",
                "{issuer}은(는) 인가 서버 주소가 아닙니다. https 또는 이 컴퓨터의 http여야 합니다"
            ),
        ),
        MetadataError::NotFound { tried } => {
            let places = tried.join(", ");
            (
                Kind::Network,
                text!(
                    "{issuer} publishes no metadata at {places}",
                    "{issuer}의 메타데이터가 없습니다: {places}"
                ),
            )
        }
        MetadataError::OtherIssuer { said } => (
            Kind::Config,
            text!(
                "the metadata of {issuer} are those of another issuer: {said}",
                "{issuer}의 메타데이터가 다른 인가 서버의 것입니다: {said}"
            ),
        ),
        MetadataError::BadEndpoint { name } => (
            Kind::Config,
            text!(
                "the metadata of {issuer} have a {name} that is no https address",
                "{issuer}의 메타데이터에 있는 {name}이(가) https 주소가 아닙니다"
            ),
        ),
    };
    let hint = match provider {
        Some(_) => remedy(why),
        None => remedy_of_typing(why),
    };
    at(Error::new(kind, message).hint(hint), provider)
}

fn at(error: Error, provider: Option<Provider>) -> Error {
    match provider {
        Some(provider) => error.at(provider),
        None => error,
    }
}

fn remedy(why: &MetadataError) -> Text {
    match why {
        MetadataError::OtherIssuer { .. } => text!(
            "set `issuer` to exactly what the server says, if that is the server you mean: every letter counts, the last slash too",
            "의도한 서버가 맞다면 `issuer`를 서버의 값과 똑같이 쓰세요. 마지막 슬래시까지 같아야 합니다"
        ),
        _ => text!(
            "check `issuer`, or name the endpoints one by one: `token_endpoint`, `authorization_endpoint` …",
            "`issuer`를 확인하거나 `token_endpoint`, `authorization_endpoint` 등을 하나씩 지정하세요"
        ),
    }
}

/// The same where nothing is set: the address was typed.
fn remedy_of_typing(why: &MetadataError) -> Text {
    match why {
        MetadataError::OtherIssuer { .. } => text!(
            "type exactly what the server says, if that is the server you mean: every letter counts, the last slash too",
            "의도한 서버가 맞다면 서버의 값과 똑같이 입력하세요. 마지막 슬래시까지 같아야 합니다"
        ),
        _ => text!(
            "check the address: an issuer is what stands before `/.well-known/`",
            "주소를 확인하세요. `/.well-known/` 앞까지가 인가 서버의 주소입니다"
        ),
    }
}

/// What a login needs is neither set nor published.
pub(super) fn no_endpoint(name: &str) -> Error {
    Error::new(Kind::Config, text!("the provider has no {name}", "제공자에 {name}이(가) 없습니다"))
        .hint(text!(
            "set `{name}` in the config file if there is one: `qetta provider show NAME`",
            "있다면 설정 파일에 `{name}`을(를) 적으세요: `qetta provider show NAME`"
        ))
}

/// A code could not be bound to us.
pub(super) fn no_s256(provider: Provider) -> Error {
    Error::new(
        Kind::Config,
        text!(
            "the server does not have PKCE with S256, and `plain` protects nothing",
            "서버가 PKCE S256을 지원하지 않습니다. `plain`은 보호 효과가 없습니다"
        ),
    )
    .at(provider)
    .hint(text!(
        "go without it knowingly: `pkce = \"none\"` in the config file",
        "위험을 알고도 쓰려면 설정 파일에 `pkce = \"none\"`을 적으세요"
    ))
}

/// Hive's first API knows no tokens of a server.
pub(super) fn no_tokens_in_v1() -> Error {
    Error::new(
        Kind::Config,
        text!(
            "Hive's v1 has no tokens: its calls carry the certification key",
            "Hive v1에는 서버 토큰이 없습니다. 인증 키를 사용합니다"
        ),
    )
    .at(Provider::Hive)
    .hint(text!("set HIVE_API_VERSION to v2", "HIVE_API_VERSION을 v2로 설정하세요"))
}
