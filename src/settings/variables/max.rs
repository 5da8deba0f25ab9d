//! MAX Platform's variables, by the names that its document gives them.

use super::{DefaultValue, Group, Kind, Variable};
use crate::model::Provider;

/// Where MAX Platform answers.
pub const SERVICE_API_BASE: Variable = Variable::new(
    "SERVICE_API_BASE",
    Kind::Address,
    "Where MAX Platform answers, for tokens and the admin API alike",
    "MAX Platform 주소. 토큰과 관리 API에 함께 씀",
)
.keys(&["api_base"])
.default(DefaultValue::Value("http://localhost:8000"))
.required();

/// A token that somebody else got.
pub const SERVICE_TOKEN: Variable = Variable::new(
    "SERVICE_TOKEN",
    Kind::Secret,
    "A service token to use as it is, instead of asking for one; its own end is read, and it is never renewed",
    "발급받지 않고 그대로 쓸 서비스 토큰. 만료 시각은 토큰에서 읽고, 갱신하지 않음",
)
.keys(&["token_file", "token_env"]);

/// Our name at MAX Platform.
pub const SERVICE_CLIENT_ID: Variable = Variable::new(
    "SERVICE_CLIENT_ID",
    Kind::Text,
    "The id of the service client",
    "서비스 클라이언트 ID",
)
.keys(&["client_id"]);

/// Our secret at MAX Platform.
pub const SERVICE_CLIENT_SECRET: Variable = Variable::new(
    "SERVICE_CLIENT_SECRET",
    Kind::Secret,
    "The client secret that belongs to the id",
    "ID와 함께 발급된 클라이언트 시크릿",
)
.keys(&["client_secret_file", "client_secret_env"]);

/// What we ask for.
pub const SERVICE_SCOPE: Variable = Variable::new(
    "SERVICE_SCOPE",
    Kind::Text,
    "The scope that is asked for, between spaces; admin:oauth is the least that the admin API needs",
    "요청할 권한 범위(공백으로 구분). 관리 API에는 admin:oauth면 충분함",
)
.keys(&["scope"])
.default(DefaultValue::Value("admin:oauth"))
.required();

/// How long a token lives where nobody says.
pub const SERVICE_TOKEN_EXPIRE_HOURS: Variable = Variable::new(
    "SERVICE_TOKEN_EXPIRE_HOURS",
    Kind::Text,
    "How many hours a token lives where the server does not say; what it says wins",
    "서버가 알려 주지 않을 때의 토큰 수명(시간). 서버의 값이 우선함",
)
.keys(&["token_expire_hours"])
.default(DefaultValue::Value("24"));

/// MAX Platform's, by the names that its document gives them.
pub const MAX: Group = Group {
    title: "MAX Platform",
    provider: Some(Provider::Max),
    in_env_file: true,
    rows: &[
        SERVICE_API_BASE,
        SERVICE_TOKEN,
        SERVICE_CLIENT_ID,
        SERVICE_CLIENT_SECRET,
        SERVICE_SCOPE,
        SERVICE_TOKEN_EXPIRE_HOURS,
    ],
};
