//! Hyfata's variables.

use super::{DefaultValue, Group, Kind, Variable};
use crate::model::Provider;

/// Where Hyfata's API answers.
pub const HYFATA_API_BASE: Variable = Variable::new(
    "HYFATA_API_BASE",
    Kind::Address,
    "Where Hyfata answers, for logins and tokens alike",
    "Hyfata 주소. 로그인과 토큰에 함께 씀",
)
.keys(&["api_base"])
.default(DefaultValue::Value("https://api.hyfata.com"))
.required();

/// Our name at Hyfata.
pub const HYFATA_CLIENT_ID: Variable =
    Variable::new("HYFATA_CLIENT_ID", Kind::Text, "The client id", "클라이언트 ID")
        .keys(&["client_id"])
        .required();

/// Our secret at Hyfata, where the client has one.
pub const HYFATA_CLIENT_SECRET: Variable = Variable::new(
    "HYFATA_CLIENT_SECRET",
    Kind::Secret,
    "The client secret; a public client has none, which needs a server of December 2025 or later",
    "클라이언트 시크릿. 공개 클라이언트는 없으며 2025년 12월 이후의 서버가 필요함",
)
.keys(&["client_secret_file", "client_secret_env"]);

/// Where the browser comes back to.
pub const HYFATA_REDIRECT_URI: Variable = Variable::new(
    "HYFATA_REDIRECT_URI",
    Kind::Text,
    "The redirect URI, exactly as it is registered",
    "등록한 것과 글자까지 같은 리디렉션 URI",
)
.keys(&["redirect_uri"])
.default(DefaultValue::Value("http://localhost:3000/oauth/hyfata/callback"))
.required();

/// What we ask for.
pub const HYFATA_SCOPE: Variable = Variable::new(
    "HYFATA_SCOPE",
    Kind::Text,
    "The scope that is asked for, between spaces; a server of the document's time ignores it",
    "요청할 권한 범위(공백으로 구분). 문서 당시의 서버는 무시함",
)
.keys(&["scope"])
.default(DefaultValue::Value("profile email"))
.required();

/// Hyfata's, by the names that its documents give them.
pub const HYFATA: Group = Group {
    title: "Hyfata",
    provider: Some(Provider::Hyfata),
    in_env_file: true,
    rows: &[
        HYFATA_API_BASE,
        HYFATA_CLIENT_ID,
        HYFATA_CLIENT_SECRET,
        HYFATA_REDIRECT_URI,
        HYFATA_SCOPE,
    ],
};
