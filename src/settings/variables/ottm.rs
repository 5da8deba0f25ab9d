//! OTTM's variables. Its documents leave the hosts open; these are the ones of its public pages.

use super::{DefaultValue, Group, Kind, Variable};
use crate::model::Provider;

/// Where OTTM's members log in.
pub const OTTM_MEMBER_BASE: Variable = Variable::new(
    "OTTM_MEMBER_BASE",
    Kind::Address,
    "Where members log in",
    "회원이 로그인하는 주소",
)
.keys(&["member_base"])
.default(DefaultValue::Either {
    profile: "test",
    there: "https://member.ottm-dev.co",
    elsewhere: "https://member.overtake.world",
})
.required();

/// Which page of it.
pub const OTTM_AUTHORIZE_PATH: Variable = Variable::new(
    "OTTM_AUTHORIZE_PATH",
    Kind::Text,
    "The path of the login page; servers of June 2024 and later have /auth/authorize2",
    "로그인 페이지 경로. 2024년 6월 이후의 서버는 /auth/authorize2",
)
.keys(&["authorize_path"])
.default(DefaultValue::Value("/auth/authorize"))
.required();

/// Where OTTM's API answers.
pub const OTTM_API_BASE: Variable = Variable::new(
    "OTTM_API_BASE",
    Kind::Address,
    "Where tokens are issued and the API answers",
    "토큰 발급과 API 주소",
)
.keys(&["api_base"])
.default(DefaultValue::Either {
    profile: "test",
    there: "https://api.ottm-dev.co",
    elsewhere: "https://api.overtake.world",
})
.required();

/// Our name at OTTM.
pub const OTTM_CLIENT_ID: Variable = Variable::new(
    "OTTM_CLIENT_ID",
    Kind::Text,
    "The client id, as OTTM issued it",
    "OTTM에서 발급한 클라이언트 ID",
)
.keys(&["client_id"])
.required();

/// Our secret at OTTM.
pub const OTTM_CLIENT_SECRET: Variable = Variable::new(
    "OTTM_CLIENT_SECRET",
    Kind::Secret,
    "The client secret that belongs to the id",
    "ID와 함께 발급된 클라이언트 시크릿",
)
.keys(&["client_secret_file", "client_secret_env"])
.required();

/// Where the browser comes back to.
pub const OTTM_REDIRECT_URI: Variable = Variable::new(
    "OTTM_REDIRECT_URI",
    Kind::Text,
    "The redirect URI, exactly as it is registered",
    "등록한 것과 글자까지 같은 리디렉션 URI",
)
.keys(&["redirect_uri"])
.default(DefaultValue::Value("http://localhost:3000/oauth/ottm/callback"))
.required();

/// What we ask for.
pub const OTTM_SCOPE: Variable = Variable::new(
    "OTTM_SCOPE",
    Kind::Text,
    "The scope that is asked for, between spaces",
    "요청할 권한 범위(공백으로 구분)",
)
.keys(&["scope"])
.default(DefaultValue::Value("openid profile"))
.required();

/// OTTM's, by the names that its documents give them.
pub const OTTM: Group = Group {
    title: "OTTM",
    provider: Some(Provider::Ottm),
    in_env_file: true,
    rows: &[
        OTTM_MEMBER_BASE,
        OTTM_AUTHORIZE_PATH,
        OTTM_API_BASE,
        OTTM_CLIENT_ID,
        OTTM_CLIENT_SECRET,
        OTTM_REDIRECT_URI,
        OTTM_SCOPE,
    ],
};
