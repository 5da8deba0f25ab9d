//! The number inside an `O0001`, `인증 파라미터 오류([…])`.

use super::Effect::{Client, Final, Scope};
use super::Source::{Measured, Transcribed};
use super::{Explained, remedy, row};

pub(super) const ROWS: &[Explained] = &[
    row(
        "992",
        Final,
        Measured,
        ("no `Authorization: Bearer` header was sent", "`Authorization: Bearer` 헤더가 없음"),
        remedy::OUR_BUG,
    ),
    row(
        "3000103",
        Final,
        Measured,
        (
            "a parameter is missing or sent twice, or this grant cannot have the scope",
            "파라미터가 없거나 중복되었거나, 이 방식으로 받을 수 없는 권한 범위",
        ),
        remedy::SETTINGS,
    ),
    row(
        "3000114",
        Final,
        Transcribed,
        (
            "the redirect URI is not the registered callback URL",
            "redirect_uri가 등록된 Callback URL과 다름",
        ),
        remedy::REDIRECT,
    ),
    row(
        "3000115",
        Scope,
        Transcribed,
        ("the scope is not registered for this client", "이 클라이언트에 등록되지 않은 권한 범위"),
        remedy::SCOPE,
    ),
    row(
        "3000116",
        Final,
        Transcribed,
        ("the response type is not supported", "지원하지 않는 response_type"),
        remedy::OUR_BUG,
    ),
    row(
        "3000201",
        Client,
        Measured,
        (
            "the client id is unknown or disabled, or its secret is wrong",
            "클라이언트 ID를 알 수 없거나 사용 중지됨, 또는 시크릿이 틀림",
        ),
        remedy::CLIENT,
    ),
    row(
        "3002110",
        Final,
        Transcribed,
        (
            "the login session is over, or its code was used already",
            "로그인 세션이 만료되었거나 이미 사용된 인증 코드",
        ),
        remedy::CONNECT,
    ),
];
