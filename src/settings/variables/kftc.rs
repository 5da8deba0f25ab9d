//! KFTC OpenBanking's variables, by the names that its documents give them.

use super::{DefaultValue, Group, Kind, Variable};
use crate::model::Provider;

/// Where the gateway of the Korea Financial Telecommunications and Clearings Institute answers.
pub const KFTC_API_BASE: Variable = Variable::new(
    "KFTC_API_BASE",
    Kind::Address,
    "Where the OpenBanking gateway answers, for tokens and accounts alike",
    "오픈뱅킹 게이트웨이 주소. 토큰과 계좌 조회에 함께 씀",
)
.keys(&["api_base"])
.default(DefaultValue::Either {
    profile: "test",
    there: "https://testapi.openbanking.or.kr",
    elsewhere: "https://openapi.openbanking.or.kr",
})
.required();

/// Our name at KFTC. Nobody's is built in: the documents' own is somebody's.
pub const KFTC_CLIENT_ID: Variable = Variable::new(
    "KFTC_CLIENT_ID",
    Kind::Text,
    "The client id of the service (API Key in KFTC's developer console)",
    "서비스의 클라이언트 ID (금융결제원 개발자 사이트의 API Key)",
)
.keys(&["client_id"])
.required();

/// Our secret at KFTC.
pub const KFTC_CLIENT_SECRET: Variable = Variable::new(
    "KFTC_CLIENT_SECRET",
    Kind::Secret,
    "The client secret that belongs to the id (API Secret there)",
    "ID와 함께 발급된 클라이언트 시크릿 (API Secret)",
)
.keys(&["client_secret_file", "client_secret_env"])
.required();

/// Where the browser comes back to; registered to the letter.
pub const KFTC_REDIRECT_URI: Variable = Variable::new(
    "KFTC_REDIRECT_URI",
    Kind::Text,
    "The redirect URI, exactly as it is registered as the Callback URL",
    "콜백 URL로 등록한 것과 글자까지 같은 리디렉션 URI",
)
.keys(&["redirect_uri"])
.default(DefaultValue::Value("http://localhost:3000/oauth/kftc/callback"))
.required();

/// What we ask the user for.
pub const KFTC_SCOPE: Variable = Variable::new(
    "KFTC_SCOPE",
    Kind::Text,
    "The scope that is asked for, between spaces",
    "요청할 권한 범위(공백으로 구분)",
)
.keys(&["scope"])
.default(DefaultValue::Value("login inquiry"))
.required();

/// The institution, which every inquiry's number begins with.
pub const KFTC_CLIENT_USE_CODE: Variable = Variable::new(
    "KFTC_CLIENT_USE_CODE",
    Kind::Text,
    "The 10-character institution code; where it is not set, it is learnt by one token call and remembered",
    "10자리 이용기관코드. 없으면 토큰을 한 번 요청해 알아내고 기억함",
)
.keys(&["client_use_code"]);

/// KFTC's, by the names that its documents give them.
pub const KFTC: Group = Group {
    title: "KFTC OpenBanking",
    provider: Some(Provider::Kftc),
    in_env_file: true,
    rows: &[
        KFTC_API_BASE,
        KFTC_CLIENT_ID,
        KFTC_CLIENT_SECRET,
        KFTC_REDIRECT_URI,
        KFTC_SCOPE,
        KFTC_CLIENT_USE_CODE,
    ],
};
