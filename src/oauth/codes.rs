//! The protocol's own error codes: RFC 6749 §4.1.2.1 and §5.2, RFC 6750 §3.1.

use crate::model::{Explanation, Text};

const TOKEN_ENDPOINT: Text = Text::fixed("RFC 6749 section 5.2", "RFC 6749 5.2절");
const AUTHORIZATION: Text = Text::fixed("RFC 6749 section 4.1.2.1", "RFC 6749 4.1.2.1절");
const BEARER: Text = Text::fixed("RFC 6750 section 3.1", "RFC 6750 3.1절");

const CLIENT: Text = Text::fixed(
    "check the client id and the client secret, and that they belong to the address they are sent to: `qetta config show`",
    "클라이언트 ID와 클라이언트 시크릿, 그리고 그 값이 해당 서버용인지 확인하세요: `qetta config show`",
);
const GRANT: Text = Text::fixed(
    "connect again: a code and a refresh token belong to one client and one redirect URI, and end",
    "다시 연결하세요. 인가 코드와 리프레시 토큰은 클라이언트와 리디렉션 URI마다 다르고 만료됩니다",
);
const SCOPE: Text = Text::fixed(
    "have the scope registered at the provider, and compare it with `qetta config show`",
    "제공자에 권한 범위를 등록하고 `qetta config show`의 값과 비교하세요",
);
const ALLOWED: Text = Text::fixed(
    "have this way to a token allowed for the client at the provider",
    "제공자에서 이 클라이언트에 해당 발급 방식을 허용하도록 설정하세요",
);
const REQUEST: Text = Text::fixed(
    "compare the settings with what is registered at the provider: `qetta config show`",
    "제공자에 등록한 내용과 설정을 비교하세요: `qetta config show`",
);
const AGREE: Text =
    Text::fixed("connect again and agree in the browser", "다시 연결하고 브라우저에서 동의하세요");
const RENEW: Text = Text::fixed(
    "the token is renewed by itself, once; where that does not help, connect again",
    "토큰은 한 번 자동으로 갱신됩니다. 그래도 안 되면 다시 연결하세요",
);

/// Every code that is explained.
pub const CODES: &[Explanation] = &[
    Explanation::row(
        "invalid_request",
        ("a parameter is missing, repeated or malformed", "파라미터가 없거나 중복되었거나 잘못됨"),
        REQUEST,
        TOKEN_ENDPOINT,
    ),
    Explanation::row(
        "invalid_client",
        (
            "the client is unknown, or its client secret is wrong",
            "클라이언트를 알 수 없거나 클라이언트 시크릿이 틀림",
        ),
        CLIENT,
        TOKEN_ENDPOINT,
    ),
    Explanation::row(
        "invalid_grant",
        (
            "the authorization code or the refresh token is wrong, over, revoked, used, or another client's",
            "인가 코드나 리프레시 토큰이 틀리거나 만료, 폐기, 사용되었거나 다른 클라이언트의 것임",
        ),
        GRANT,
        TOKEN_ENDPOINT,
    ),
    Explanation::row(
        "unauthorized_client",
        ("the client may not get a token this way", "클라이언트가 이 방식으로 발급받을 수 없음"),
        ALLOWED,
        TOKEN_ENDPOINT,
    ),
    Explanation::row(
        "unsupported_grant_type",
        ("the server has no such way to a token", "서버가 지원하지 않는 발급 방식"),
        ALLOWED,
        TOKEN_ENDPOINT,
    ),
    Explanation::row(
        "invalid_scope",
        (
            "the scope is unknown, malformed, or not this client's",
            "권한 범위를 알 수 없거나 잘못되었거나 이 클라이언트의 것이 아님",
        ),
        SCOPE,
        TOKEN_ENDPOINT,
    ),
    Explanation::row(
        "access_denied",
        ("the user or the server said no", "사용자 또는 서버가 거부함"),
        AGREE,
        AUTHORIZATION,
    ),
    Explanation::row(
        "unsupported_response_type",
        ("the server gives no authorization code this way", "서버가 지원하지 않는 response_type"),
        ALLOWED,
        AUTHORIZATION,
    ),
    Explanation::row(
        "server_error",
        ("an error inside the server", "서버 내부 오류"),
        Explanation::WAIT,
        AUTHORIZATION,
    ),
    Explanation::row(
        "temporarily_unavailable",
        ("the server is overloaded or being maintained", "서버 과부하 또는 점검 중"),
        Explanation::WAIT,
        AUTHORIZATION,
    ),
    Explanation::row(
        "invalid_token",
        (
            "the access token is unknown, over, revoked or damaged",
            "액세스 토큰을 알 수 없거나 만료, 폐기, 손상됨",
        ),
        RENEW,
        BEARER,
    ),
    Explanation::row(
        "insufficient_scope",
        ("the token does not have the scope for this", "토큰의 권한 범위가 부족함"),
        SCOPE,
        BEARER,
    ),
];
