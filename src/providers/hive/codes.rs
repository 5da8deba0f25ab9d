//! What Hive's `result_code`s mean.

use crate::model::{Explanation, Text};

const SERVER_API: Text = Text::fixed("Hive's server API pages", "Hive 서버 API 문서");

const SETTINGS: Text = Text::fixed(
    "check HIVE_APP_ID and the credentials in Hive's console (App Center)",
    "Hive 콘솔(앱센터)에서 HIVE_APP_ID와 자격 증명을 확인하세요",
);
const IDP: Text = Text::fixed(
    "set HIVE_IDP_ID to the identity provider that is registered for the app",
    "HIVE_IDP_ID를 앱에 등록된 인증 제공자로 설정하세요",
);
const SIGN_IN: Text = Text::fixed(
    "have the player sign in again, with a new key: `qetta hive auth-key`",
    "새 키로 플레이어가 다시 로그인해야 합니다: `qetta hive auth-key`",
);
const PARAMETER: Text = Text::fixed(
    "check the player id and the device id (did) that the client sent",
    "클라이언트가 보낸 플레이어 ID와 기기 ID(did)를 확인하세요",
);
const REFUND: Text = Text::fixed(
    "the player refunded an item and has to pay it back in the game",
    "환불한 아이템의 재결제가 필요한 플레이어입니다",
);

/// Every code that is explained.
pub const CODES: &[Explanation] = &[
    row("1005", ("an auth_type that there is none of", "지원하지 않는 auth_type"), PARAMETER),
    row("2300", ("a refunded item has to be paid", "환불 아이템 재결제 필요"), REFUND),
    row(
        "2499",
        (
            "a token of v2 is not good; token_validation says why",
            "v2 토큰 검증 실패. token_validation에 사유가 있음",
        ),
        SIGN_IN,
    ),
    row("4000", ("a parameter is missing or wrong", "파라미터가 없거나 잘못됨"), PARAMETER),
    row(
        "4001",
        (
            "at the token endpoint: the client or its secret is wrong; elsewhere: the body is not JSON",
            "토큰 요청: 클라이언트 인증 실패. 그 밖: 본문이 JSON이 아님",
        ),
        SETTINGS,
    ),
    row(
        "4002",
        (
            "the certification key is wrong (v1); at the token endpoint: a grant that it does not have",
            "인증 키 오류(v1). 토큰 요청: 지원하지 않는 grant_type",
        ),
        SETTINGS,
    ),
    row("4003", ("the client may not do this", "권한 없음"), SETTINGS),
    row("4200", ("an identity provider that is not supported", "지원하지 않는 인증 제공자"), IDP),
    row("5000", ("an error inside Hive", "Hive 내부 오류"), Explanation::WAIT),
    row(
        "5001",
        (
            "the token is not good at this place of a distributed service",
            "분산 환경에서 유효하지 않은 토큰",
        ),
        SIGN_IN,
    ),
    row("6000", ("the AppID is wrong", "앱 ID 오류"), SETTINGS),
    row("6001", ("the identity provider's token is wrong", "인증 제공자 토큰 오류"), SIGN_IN),
    row("7000", ("the player's token is not good", "플레이어 토큰이 유효하지 않음"), SIGN_IN),
    row("7001", ("the player's token is missing", "헤더에 플레이어 토큰이 없음"), SIGN_IN),
    row("9999", ("an unknown error inside Hive", "알 수 없는 오류"), Explanation::WAIT),
];

/// `means` is English, then Korean.
const fn row(code: &'static str, means: (&'static str, &'static str), remedy: Text) -> Explanation {
    Explanation::row(code, means, remedy, SERVER_API)
}
