//! `O…`: the gateway, before any business was looked at.

use super::Effect::{Connect, Final, Later, Passing, Renew, Scope, Success};
use super::Source::{Measured, Single, Transcribed};
use super::{Explained, remedy, row};

pub(super) const ROWS: &[Explained] = &[
    row("O0000", Success, Transcribed, ("done (OAuth)", "처리 성공 (인증 API)"), remedy::NOTHING),
    row(
        "O0001",
        Final,
        Measured,
        (
            "the request for authentication was refused; the number in its message says why",
            "인증 요청 거부. 메시지 안의 번호가 이유를 나타냄",
        ),
        remedy::SETTINGS,
    ),
    row(
        "O0002",
        Renew,
        Measured,
        (
            "the access token was refused: unknown, damaged or revoked",
            "Access Token 거부: 알 수 없거나 손상되었거나 폐기됨",
        ),
        remedy::RENEW,
    ),
    row(
        "O0003",
        Renew,
        Transcribed,
        ("the access token is over", "Access Token 만료"),
        remedy::RENEW,
    ),
    row(
        "O0004",
        Final,
        Transcribed,
        (
            "no right to use this API: the service was not applied for",
            "API 접근 권한이 없음: 서비스를 신청하지 않음",
        ),
        remedy::SERVICE,
    ),
    row(
        "O0005",
        Final,
        Transcribed,
        ("there is no such API, or it is not open", "허용되지 않은 API 접근"),
        remedy::SETTINGS,
    ),
    row(
        "O0006",
        Final,
        Transcribed,
        ("calls from this IP address are not allowed", "허용되지 않은 IP 주소"),
        remedy::ADDRESS,
    ),
    row(
        "O0007",
        Passing,
        Transcribed,
        ("the gateway could not pass the request on", "API 요청을 처리할 수 없음"),
        remedy::WAIT,
    ),
    row(
        "O0008",
        Later,
        Transcribed,
        ("the quota of calls is used up (object plan)", "사용량 한도 초과 (Object plan)"),
        remedy::QUOTA,
    ),
    row(
        "O0009",
        Later,
        Transcribed,
        ("the quota of calls is used up (API plan)", "사용량 한도 초과 (API plan)"),
        remedy::QUOTA,
    ),
    row(
        "O0010",
        Final,
        Measured,
        ("the HTTP method is not allowed here", "허용되지 않은 HTTP 메서드"),
        remedy::OUR_BUG,
    ),
    row(
        "O0011",
        Scope,
        Measured,
        ("the token does not have the scope for this", "허용되지 않은 Scope"),
        remedy::SCOPE,
    ),
    row(
        "O0012",
        Passing,
        Single,
        (
            "blocked as if it were an attack; KFTC's own words were not found",
            "공격성 호출로 차단됨. 공식 문구는 찾지 못함",
        ),
        remedy::WAIT,
    ),
    row(
        "O0013",
        Passing,
        Single,
        (
            "too many calls at once; KFTC's own words were not found",
            "호출이 너무 많음. 공식 문구는 찾지 못함",
        ),
        remedy::WAIT,
    ),
    row(
        "O0014",
        Connect,
        Single,
        (
            "the refresh token was refused; KFTC's own words were not found",
            "Refresh Token 거부. 공식 문구는 찾지 못함",
        ),
        remedy::CONNECT,
    ),
    row(
        "O0015",
        Connect,
        Single,
        (
            "the refresh token is over; KFTC's own words were not found",
            "Refresh Token 만료. 공식 문구는 찾지 못함",
        ),
        remedy::CONNECT,
    ),
];
