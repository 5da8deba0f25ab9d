//! A person has to connect, or did not.

use jiff::{SignedDuration, Timestamp};

use crate::error::command::connect;
use crate::error::{Error, Kind};
use crate::model::{Lang, Provider, Refusal, Text, korean_time, plain, text};
use crate::oauth::callback::CallbackError;
use crate::oauth::id_token::BadIdToken;
use crate::ops::{LoginRefused, LoginWhy};

/// Only connecting again helps.
pub(super) fn required(provider: Provider, why: LoginWhy) -> Error {
    let title = provider.title();
    let (en, ko) = (title.say(Lang::En), title.say(Lang::Ko));
    let message = match why {
        LoginWhy::NeverConnected => text!("{en} is not connected", "{ko}에 연결되어 있지 않습니다"),
        LoginWhy::OtherSettings => text!(
            "{en} was connected with other settings (client id, scope or address)",
            "{ko} 연결이 다른 설정(클라이언트 ID, 권한 범위, 주소)으로 만들어졌습니다"
        ),
        LoginWhy::GivenIsOver => text!(
            "the token in SERVICE_TOKEN is over; it is not replaced silently",
            "SERVICE_TOKEN의 토큰이 만료되었습니다. 자동으로 바꾸지 않습니다"
        ),
        LoginWhy::GivenIsFixed => text!(
            "the token in SERVICE_TOKEN was refused or is to be renewed, and cannot be",
            "SERVICE_TOKEN의 토큰이 거부되었거나 갱신이 필요하지만 갱신할 수 없습니다"
        ),
        LoginWhy::NoRefreshToken => text!(
            "the token of {en} is over, and there is nothing to renew it by",
            "{ko} 토큰이 만료되었고 갱신할 방법이 없습니다"
        ),
    };
    let hint = match why {
        LoginWhy::GivenIsOver | LoginWhy::GivenIsFixed => given(),
        _ => connect(provider),
    };
    Error::new(Kind::LoginRequired, message).at(provider).hint(hint)
}

/// The refresh token that is good now was lost on its way here.
pub(super) fn answer_lost(provider: Provider, refusal: Refusal, since: Timestamp) -> Error {
    let title = provider.title();
    let (en, ko) = (title.say(Lang::En), title.say(Lang::Ko));
    let since = korean_time(since);
    let message = text!(
        "{en} has to be connected anew: the answer to a renewal of {since} never arrived, and the refresh token that came before it is used up",
        "{ko}에 다시 연결해야 합니다. {since} 갱신 요청의 응답을 받지 못했고 이전 리프레시 토큰은 이미 사용되었습니다"
    );
    let mut error = Error::new(Kind::LoginRequired, message)
        .at(provider)
        .http_status(refusal.http_status)
        .hint(connect(provider));
    error.0.refusal = Some(refusal);
    error
}

/// A token that somebody else got is theirs to replace.
fn given() -> Text {
    text!(
        "put a new one into SERVICE_TOKEN, or unset it and set SERVICE_CLIENT_ID and SERVICE_CLIENT_SECRET",
        "SERVICE_TOKEN에 새 토큰을 넣거나, 지우고 SERVICE_CLIENT_ID와 SERVICE_CLIENT_SECRET을 설정하세요"
    )
}

/// No token of this provider lives as long as was asked for.
pub(super) fn too_short(provider: Provider, lives: i64, wanted: SignedDuration) -> Error {
    let title = provider.title();
    let (en, ko) = (title.say(Lang::En), title.say(Lang::Ko));
    let wanted = wanted.as_secs();
    Error::new(
        Kind::LoginRequired,
        text!(
            "a new token of {en} lives for {lives} s, which is less than the {wanted} s asked for",
            "{ko}의 새 토큰은 {lives}초 동안 유효하여 요청한 {wanted}초보다 짧습니다"
        ),
    )
    .at(provider)
    .hint(text!(
        "ask for at most {lives} s; the new token is stored",
        "{lives}초 이하로 요청하세요. 새 토큰은 저장되었습니다"
    ))
}

/// The person turned back, or the provider did not let them decide.
pub(super) fn refused(provider: Provider, refused: LoginRefused) -> Error {
    let title = provider.title();
    let (en, ko) = (title.say(Lang::En), title.say(Lang::Ko));
    let error =
        |message| Error::new(Kind::ProviderRefused, message).at(provider).hint(connect(provider));
    match refused {
        LoginRefused::Cancelled => {
            error(text!("the login at {en} was cancelled", "{ko} 로그인이 취소되었습니다"))
        }
        LoginRefused::Refused { error: code, description } => {
            let (code, words) = (plain(&code), description.map(|words| plain(&words)));
            let said = words.as_ref().map_or_else(String::new, |words| format!(" ({words})"));
            error(text!(
                "the login at {en} was refused: {code}{said}",
                "{ko} 로그인이 거부되었습니다: {code}{said}"
            ))
            .brought(code, words)
        }
    }
}

/// Who logged in cannot be believed.
pub(super) fn bad_id_token(provider: Provider, why: BadIdToken) -> Error {
    let title = provider.title();
    let (en, ko) = (title.say(Lang::En), title.say(Lang::Ko));
    Error::new(
        Kind::ProviderRefused,
        text!(
            "the id token of {en} is not to be believed: {why}; nothing was stored",
            "{ko}의 ID 토큰을 믿을 수 없어 저장하지 않았습니다: {why}"
        ),
    )
    .at(provider)
    .hint(text!(
        "check the clock of this machine, the client id and the issuer; if they are right, somebody is in between",
        "컴퓨터의 시계, 클라이언트 ID, 인가 서버 주소를 확인하세요. 모두 맞다면 중간에서 누군가 바꾼 것입니다"
    ))
}

/// Nobody typed the code on the other device.
pub(super) fn device_code_over(provider: Provider) -> Error {
    Error::new(
        Kind::CallbackTimeout,
        text!(
            "the code was not used on the other device in time",
            "다른 기기에서 코드가 제때 입력되지 않았습니다"
        ),
    )
    .at(provider)
    .hint(text!("start the login again", "로그인을 다시 시작하세요"))
}

/// Without the institution's code no inquiry can be numbered.
pub(super) fn no_institution() -> Error {
    Error::new(
        Kind::ProviderRefused,
        text!(
            "KFTC did not name the institution's code",
            "금융결제원이 이용기관코드를 알려 주지 않았습니다"
        ),
    )
    .at(Provider::Kftc)
    .hint(text!(
        "set KFTC_CLIENT_USE_CODE: the 10 characters stand in My Page of the developer console",
        "KFTC_CLIENT_USE_CODE를 설정하세요. 개발자 사이트 마이페이지에 있는 10자리입니다"
    ))
}

impl From<CallbackError> for Error {
    fn from(error: CallbackError) -> Self {
        match error {
            CallbackError::NobodyCame { after } => {
                let seconds = after.as_secs();
                Self::new(
                    Kind::CallbackTimeout,
                    text!(
                        "nobody came back from the browser within {seconds} s",
                        "{seconds}초 안에 브라우저에서 돌아오지 않았습니다"
                    ),
                )
                .hint(text!(
                    "where the browser cannot reach this machine, use `--paste`; more time is `--wait SECS`",
                    "브라우저가 이 컴퓨터에 접속할 수 없다면 `--paste`를, 더 기다리려면 `--wait 초`를 쓰세요"
                ))
            }
            other => {
                let cause = other.to_string();
                Self::new(
                    Kind::Config,
                    text!("the redirect URI cannot be listened on: {cause}", "리디렉션 URI에서 기다릴 수 없습니다: {cause}"),
                )
                .hint(text!(
                    "end the program that has the port, register another redirect URI, or use `--paste`",
                    "그 포트를 쓰는 프로그램을 끝내거나, 다른 리디렉션 URI를 등록하거나, `--paste`를 쓰세요"
                ))
                .because(other)
            }
        }
    }
}
