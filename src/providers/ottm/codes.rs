//! What OTTM's codes mean: the table of its document, with the one that came later.

use crate::model::{Explanation, Text};
use crate::wire::ottm::{
    INSUFFICIENT_SCOPE, INVALID_CLIENT, INVALID_REQUEST, INVALID_SCOPE, INVALID_TOKEN,
    UNAUTHORIZED_CLIENT,
};

const DOCUMENT: Text = Text::fixed("OTTM's login document", "OTTM 로그인 연동 문서");
const LATER: Text = Text::fixed(
    "OTTM's page of July 2024; not in its document",
    "OTTM의 2024년 7월 페이지(문서에는 없음)",
);

const SETTINGS: Text = Text::fixed(
    "compare the settings with what OTTM registered: `qetta config show`",
    "OTTM에 등록된 내용과 설정을 비교하세요: `qetta config show`",
);
const CLIENT: Text = Text::fixed(
    "check OTTM_CLIENT_ID and OTTM_CLIENT_SECRET, and that they belong to OTTM_API_BASE",
    "OTTM_CLIENT_ID와 OTTM_CLIENT_SECRET, 그리고 OTTM_API_BASE와 같은 환경의 값인지 확인하세요",
);
const SCOPE: Text = Text::fixed(
    "check OTTM_SCOPE; `openid profile` is what the document asks for",
    "OTTM_SCOPE를 확인하세요. 문서의 값은 `openid profile`입니다",
);
const LOGIN: Text =
    Text::fixed("log in again: `qetta ottm login`", "다시 로그인하세요: `qetta ottm login`");

/// Every code that is explained.
pub const CODES: &[Explanation] = &[
    Explanation::row(
        INVALID_REQUEST,
        ("the request is malformed", "요청이 잘못됨"),
        SETTINGS,
        DOCUMENT,
    ),
    Explanation::row(
        INVALID_SCOPE,
        ("a scope that the client may not have", "허용되지 않은 권한 범위"),
        SCOPE,
        DOCUMENT,
    ),
    Explanation::row(
        INVALID_CLIENT,
        ("the client id or its secret is wrong", "클라이언트 ID 또는 시크릿이 틀림"),
        CLIENT,
        LATER,
    ),
    Explanation::row(
        INSUFFICIENT_SCOPE,
        ("the token does not have the scope for this", "토큰의 권한 범위가 부족함"),
        SCOPE,
        DOCUMENT,
    ),
    Explanation::row(
        INVALID_TOKEN,
        ("the token is over, malformed or revoked", "토큰이 만료되었거나 유효하지 않음"),
        LOGIN,
        DOCUMENT,
    ),
    Explanation::row(
        UNAUTHORIZED_CLIENT,
        ("the client is registered for another grant", "등록된 grant type과 다른 요청"),
        CLIENT,
        DOCUMENT,
    ),
];
