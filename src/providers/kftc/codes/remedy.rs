//! What mends a refusal; many codes have the same remedy.

use crate::model::{Explanation, Text};

pub(super) const NOTHING: Text = Text::fixed("nothing to do", "할 일이 없습니다");
pub(super) const CONNECT: Text =
    Text::fixed("connect again: `qetta kftc connect`", "다시 연결하세요: `qetta kftc connect`");
pub(super) const RENEW: Text = Text::fixed(
    "the token is renewed by itself, once; where that does not help, `qetta kftc connect`",
    "토큰은 한 번 자동으로 갱신됩니다. 그래도 안 되면 `qetta kftc connect`를 실행하세요",
);
pub(super) const WAIT: Text = Explanation::WAIT;
pub(super) const QUOTA: Text = Text::fixed(
    "stop asking until the quota is renewed, or ask KFTC for a larger one",
    "한도가 초기화될 때까지 호출을 멈추거나 금융결제원에 한도 증액을 요청하세요",
);
pub(super) const HOURS: Text = Text::fixed(
    "try again in the bank's hours; many banks stop inquiries around midnight",
    "은행 조회 가능 시간에 다시 시도하세요. 자정 전후에 조회를 멈추는 은행이 많습니다",
);
pub(super) const NEW_NUMBER: Text = Text::fixed(
    "the request is sent again by itself, with a new number; where this repeats, something else uses the same institution code",
    "새 거래고유번호로 자동 재전송됩니다. 반복되면 같은 이용기관코드를 쓰는 다른 프로그램이 있는지 확인하세요",
);
pub(super) const SETTINGS: Text = Text::fixed(
    "compare the settings with My Page of OpenBanking: `qetta config show`",
    "오픈뱅킹 마이페이지와 설정을 비교하세요: `qetta config show`",
);
pub(super) const CLIENT: Text = Text::fixed(
    "check KFTC_CLIENT_ID and KFTC_CLIENT_SECRET, and that they belong to the host in KFTC_API_BASE: test and production have their own",
    "KFTC_CLIENT_ID와 KFTC_CLIENT_SECRET을 확인하고 KFTC_API_BASE의 서버용인지 확인하세요. 테스트와 운영의 값은 서로 다릅니다",
);
pub(super) const REDIRECT: Text = Text::fixed(
    "register KFTC_REDIRECT_URI to the letter, under the API key and under each service: scheme, port, path and last slash count",
    "KFTC_REDIRECT_URI를 API Key 관리와 서비스별 Callback URL에 글자 그대로 등록하세요. 스킴, 포트, 경로, 끝 슬래시까지 같아야 합니다",
);
pub(super) const SCOPE: Text = Text::fixed(
    "have the scope registered at KFTC, then `qetta kftc connect` so that the user grants it; KFTC_SCOPE is usually `login inquiry`",
    "금융결제원에 권한 범위를 등록하고 `qetta kftc connect`로 다시 동의를 받으세요. KFTC_SCOPE는 보통 `login inquiry`입니다",
);
pub(super) const SERVICE: Text = Text::fixed(
    "apply for this service in My Page of OpenBanking, or ask KFTC to open it for your institution",
    "오픈뱅킹 마이페이지에서 이 서비스를 신청하거나 금융결제원에 이용기관 권한을 문의하세요",
);
pub(super) const ADDRESS: Text = Text::fixed(
    "have the address of this machine added to the list of your institution at KFTC",
    "이 컴퓨터의 IP 주소를 금융결제원의 이용기관 허용 목록에 등록하세요",
);
pub(super) const CODE_OF_ONES_OWN: Text = Text::fixed(
    "check KFTC_CLIENT_USE_CODE: it must be the code of the institution that the client id belongs to",
    "KFTC_CLIENT_USE_CODE를 확인하세요. 클라이언트 ID를 발급받은 이용기관의 코드여야 합니다",
);
pub(super) const OUR_BUG: Text = Text::fixed(
    "a mistake of qetta rather than yours: please report it",
    "사용자보다는 qetta의 잘못일 가능성이 큽니다. 알려 주세요",
);
pub(super) const TEST_DATA: Text = Text::fixed(
    "register an answer for this request in My Page of the test bed (response data)",
    "테스트베드 마이페이지의 응답정보 관리에 이 요청의 응답을 등록하세요",
);
pub(super) const ACCOUNTS: Text = Text::fixed(
    "look up the numbers again: `qetta kftc accounts --refresh`; a number belongs to one user at one institution",
    "번호를 다시 확인하세요: `qetta kftc accounts --refresh`. 핀테크이용번호는 이용기관과 사용자마다 다릅니다",
);
pub(super) const BANK: Text = Text::fixed(
    "only the account's holder can mend this, at the bank",
    "계좌 명의인이 은행에서 직접 해결해야 합니다",
);
pub(super) const CHOOSE_ANOTHER: Text = Text::fixed(
    "this account cannot be asked for any more; connect another one with `qetta kftc connect`",
    "이 계좌는 더 이상 조회할 수 없습니다. `qetta kftc connect`로 다른 계좌를 연결하세요",
);
pub(super) const REGISTER: Text = Text::fixed(
    "register the account anew: `qetta kftc connect`",
    "계좌를 다시 등록하세요: `qetta kftc connect`",
);
pub(super) const BANK_CODE: Text = Text::fixed(
    "the bank's own code says why: `bankCode` in the JSON error",
    "JSON 오류의 `bankCode`에 은행의 응답 코드가 있습니다. 그 코드를 확인하세요",
);
pub(super) const UNBLOCK: Text = Text::fixed(
    "the user switched open banking off; the user can switch it on again at a bank or in its app",
    "사용자가 오픈뱅킹 안심차단을 설정했습니다. 은행 창구나 앱에서 해제할 수 있습니다",
);
pub(super) const READ_IT: Text = Text::fixed(
    "read the message: it is meant for the user as it stands",
    "메시지를 그대로 읽으세요. 사용자에게 보이도록 지정된 내용입니다",
);
pub(super) const NOT_OURS: Text = Text::fixed(
    "it belongs to transfers or registration; an inquiry should not meet it: ask KFTC",
    "이체 또는 등록 업무의 코드로, 조회에서는 나오지 않아야 합니다. 금융결제원에 문의하세요",
);
pub(super) const ASK: Text = Text::fixed(
    "read the message, and ask KFTC or the bank",
    "메시지를 확인하고 금융결제원이나 은행에 문의하세요",
);
