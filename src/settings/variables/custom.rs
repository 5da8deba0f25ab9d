//! The keys of `[providers.NAME]`. They have no variables: a name of one's own has no room in the
//! environment, where anybody could set it.

use super::{DefaultValue, Kind, Variable};
use crate::model::{Grant, Pkce};

/// What `auth_method` can be (`OpenID` Connect Core §9).
pub const AUTH_METHODS: [&str; 3] = ["client_secret_basic", "client_secret_post", "none"];

const fn key(
    name: &'static str,
    keys: &'static [&'static str],
    kind: Kind,
    en: &'static str,
    ko: &'static str,
) -> Variable {
    Variable::new(name, kind, en, ko).keys(keys)
}

/// The authorization server, whose metadata name its endpoints.
pub const ISSUER: Variable = key(
    "issuer",
    &["issuer"],
    Kind::Address,
    "The authorization server, whose metadata (RFC 8414, OpenID) name the endpoints",
    "인가 서버. 메타데이터(RFC 8414, OpenID)에서 엔드포인트를 읽음",
);
/// Where the person decides.
pub const AUTHORIZATION_ENDPOINT: Variable = key(
    "authorization_endpoint",
    &["authorization_endpoint"],
    Kind::Address,
    "Where the person decides; wins over the metadata, like all endpoints below",
    "사용자가 동의하는 주소. 아래 주소들처럼 메타데이터보다 우선함",
);
/// Where tokens are asked for.
pub const TOKEN_ENDPOINT: Variable = key(
    "token_endpoint",
    &["token_endpoint"],
    Kind::Address,
    "Where tokens are asked for",
    "토큰을 요청하는 주소",
);
/// Where tokens end.
pub const REVOCATION_ENDPOINT: Variable = key(
    "revocation_endpoint",
    &["revocation_endpoint"],
    Kind::Address,
    "Where tokens are revoked (RFC 7009)",
    "토큰을 폐기하는 주소 (RFC 7009)",
);
/// Where a token is asked about.
pub const INTROSPECTION_ENDPOINT: Variable = key(
    "introspection_endpoint",
    &["introspection_endpoint"],
    Kind::Address,
    "Where a token is asked about (RFC 7662)",
    "토큰을 조회하는 주소 (RFC 7662)",
);
/// Where a device begins.
pub const DEVICE_AUTHORIZATION_ENDPOINT: Variable = key(
    "device_authorization_endpoint",
    &["device_authorization_endpoint"],
    Kind::Address,
    "Where a login on another device begins (RFC 8628)",
    "다른 기기에서 로그인을 시작하는 주소 (RFC 8628)",
);
/// Where a token says whom it is for.
pub const USERINFO_ENDPOINT: Variable = key(
    "userinfo_endpoint",
    &["userinfo_endpoint"],
    Kind::Address,
    "Where a token says whom it is for",
    "토큰의 사용자를 알려 주는 주소",
);
/// Our name there.
pub const CLIENT_ID: Variable =
    key("client_id", &["client_id"], Kind::Text, "The client id", "클라이언트 ID").required();
/// Our secret there.
pub const CLIENT_SECRET: Variable = key(
    "client_secret",
    &["client_secret_file", "client_secret_env"],
    Kind::Secret,
    "The client secret; a public client has none",
    "클라이언트 시크릿. 공개 클라이언트는 없음",
);
/// How the two are shown.
pub const AUTH_METHOD: Variable = key(
    "auth_method",
    &["auth_method"],
    Kind::Choice(&AUTH_METHODS),
    "How the client proves itself; without a secret, none",
    "클라이언트 인증 방식. 시크릿이 없으면 none",
);
/// Where the browser comes back to.
pub const REDIRECT_URI: Variable = key(
    "redirect_uri",
    &["redirect_uri"],
    Kind::Text,
    "The redirect URI; port 0 is any free one",
    "리디렉션 URI. 포트 0은 빈 포트",
)
.default(DefaultValue::Value("http://127.0.0.1:0/callback"));
/// What we ask for.
pub const SCOPE: Variable = key(
    "scope",
    &["scope"],
    Kind::Text,
    "The scope that is asked for, between spaces",
    "요청할 권한 범위(공백으로 구분)",
);
/// Whether codes are bound to whoever asked for them.
pub const PKCE: Variable = key(
    "pkce",
    &["pkce"],
    Kind::Choice(&Pkce::NAMES),
    "S256, or none where the server cannot",
    "S256. 서버가 지원하지 않으면 none",
)
.default(DefaultValue::Value("S256"));
/// How the first token is had.
pub const GRANT: Variable = key(
    "grant",
    &["grant"],
    Kind::Choice(&Grant::NAMES),
    "How the first token is had",
    "첫 토큰을 얻는 방식",
)
.default(DefaultValue::Value("authorization_code"));
/// Where its API answers.
pub const API_BASE: Variable = key(
    "api_base",
    &["api_base"],
    Kind::Address,
    "Where `qetta api NAME` calls",
    "`qetta api NAME`이 호출하는 주소",
);

/// All of them, in the order in which they are documented.
pub const ROWS: &[Variable] = &[
    ISSUER,
    AUTHORIZATION_ENDPOINT,
    TOKEN_ENDPOINT,
    REVOCATION_ENDPOINT,
    INTROSPECTION_ENDPOINT,
    DEVICE_AUTHORIZATION_ENDPOINT,
    USERINFO_ENDPOINT,
    CLIENT_ID,
    CLIENT_SECRET,
    AUTH_METHOD,
    REDIRECT_URI,
    SCOPE,
    PKCE,
    GRANT,
    API_BASE,
];
