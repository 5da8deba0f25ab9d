//! What Toss's codes mean. Its official table is not public in full: each row says where its meaning
//! is from, and where none was found it says that.

use crate::model::{Explanation, Text};
use crate::wire::toss::TOKEN_INVALID;

const COPIED: Text =
    Text::fixed("a copy of Toss's official documentation", "토스 공식 문서의 사본");
const THIRD_PARTY: Text = Text::fixed(
    "a client of a third party; not confirmed by Toss",
    "제3자 클라이언트. 토스가 확인해 준 것은 아님",
);
const NOT_FOUND: Text = Text::fixed(
    "the code is in Toss's list; its meaning was not found",
    "토스 목록에 있는 코드이지만 의미는 찾지 못함",
);

const RENEW: Text = Text::fixed(
    "the token is renewed by itself, once; `qetta toss token --refresh` does it now",
    "토큰은 한 번 자동으로 갱신됩니다. `qetta toss token --refresh`로 지금 갱신할 수 있습니다",
);
const TRANSACTION: Text = Text::fixed(
    "check the txId: it belongs to one client, and to test or production alone",
    "txId를 확인하세요. 클라이언트와 환경(테스트, 운영)마다 다릅니다",
);
const WAIT_FOR_USER: Text = Text::fixed(
    "wait until the user has finished in the Toss app, then ask again",
    "사용자가 토스 앱에서 인증을 마친 뒤 다시 조회하세요",
);
const BEGIN_AGAIN: Text = Text::fixed(
    "begin a new request; of this one nothing can be read any more",
    "새로 인증을 요청하세요. 이 요청의 결과는 더 이상 조회할 수 없습니다",
);
const AGE: Text = Text::fixed(
    "the service does not allow this user's age; nothing in the settings changes that",
    "이 서비스가 허용하지 않는 연령입니다. 설정으로 바꿀 수 없습니다",
);
const ASK: Text = Text::fixed(
    "read the reason that came with it, and ask Toss: cert.support@toss.im",
    "함께 온 사유를 확인하고 토스에 문의하세요: cert.support@toss.im",
);

/// Every code that is explained.
pub const CODES: &[Explanation] = &[
    Explanation::row(
        TOKEN_INVALID,
        ("the token is not valid", "토큰이 유효하지 않음"),
        RENEW,
        COPIED,
    ),
    Explanation::row(
        "CE3100",
        ("there is no such request", "존재하지 않는 요청"),
        TRANSACTION,
        COPIED,
    ),
    Explanation::row(
        "CE3101",
        ("the result was read as often as it may be", "결과 조회 횟수 초과"),
        BEGIN_AGAIN,
        THIRD_PARTY,
    ),
    Explanation::row(
        "CE3102",
        ("the user has not finished yet", "요청이 아직 완료되지 않음"),
        WAIT_FOR_USER,
        COPIED,
    ),
    Explanation::row("CE3103", ("the request is over", "요청 만료"), BEGIN_AGAIN, THIRD_PARTY),
    Explanation::row(
        "CE3006",
        ("refused because of the user's age", "연령 정책에 따라 거부됨"),
        AGE,
        THIRD_PARTY,
    ),
    Explanation::row(
        "CE0001",
        ("Toss cannot be reached inside", "토스 서비스 이용 불가"),
        Explanation::WAIT,
        THIRD_PARTY,
    ),
    Explanation::row(
        "CE0002",
        ("an error inside Toss", "토스 내부 오류"),
        Explanation::WAIT,
        THIRD_PARTY,
    ),
    unknown("CE0003"),
    unknown("CE1001"),
    unknown("CE3000"),
    unknown("CE3001"),
    unknown("CE3002"),
    unknown("CE3003"),
    unknown("CE3200"),
    unknown("CE5000"),
];

const fn unknown(code: &'static str) -> Explanation {
    Explanation::row(code, ("its meaning was not found", "의미를 찾지 못한 코드"), ASK, NOT_FOUND)
}
