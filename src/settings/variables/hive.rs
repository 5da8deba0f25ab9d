//! Hive's variables.

use super::{DefaultValue, Group, Kind, Variable};
use crate::model::{HIVE_IDPS, HiveVersion, Provider};

/// Where Hive's server API answers.
pub const HIVE_API_BASE: Variable = Variable::new(
    "HIVE_API_BASE",
    Kind::Address,
    "Where Hive's server API answers",
    "Hive 서버 API 주소",
)
.keys(&["api_base"])
.default(DefaultValue::Either {
    profile: "test",
    there: "https://sandbox-auth.qpyou.cn",
    elsewhere: "https://auth.qpyou.cn",
})
.required();

/// Where it answers when that one does not.
pub const HIVE_FALLBACK_BASE: Variable = Variable::new(
    "HIVE_FALLBACK_BASE",
    Kind::Address,
    "Where a player's token is verified when the first address does not answer; the test environment has none",
    "첫 주소가 응답하지 않을 때 플레이어 토큰을 검증할 주소. 테스트 환경에는 없음",
)
.keys(&["fallback_base"])
.default(DefaultValue::Under {
    profile: "production",
    value: "https://auth.globalwithhive.com",
});

/// Which of its two APIs.
pub const HIVE_API_VERSION: Variable = Variable::new(
    "HIVE_API_VERSION",
    Kind::Choice(HiveVersion::NAMES),
    "v2 (tokens), or v1 (certification key), which Hive ends with the year 2026",
    "v2(토큰) 또는 v1(인증 키). v1은 2026년으로 지원이 끝남",
)
.keys(&["api_version"])
.default(DefaultValue::Value("v2"))
.required();

/// The application.
pub const HIVE_APP_ID: Variable = Variable::new(
    "HIVE_APP_ID",
    Kind::Text,
    "The AppID, such as com.company.game.global.normal",
    "앱 ID (예: com.company.game.global.normal)",
)
.keys(&["app_id"])
.required();

/// Our name at Hive, for v2.
pub const HIVE_CLIENT_ID: Variable = Variable::new(
    "HIVE_CLIENT_ID",
    Kind::Text,
    "The client id of v2 (Console, App Center, security key)",
    "v2의 클라이언트 ID (콘솔 > 앱센터 > 보안 키)",
)
.keys(&["client_id"]);

/// Our secret at Hive, for v2.
pub const HIVE_CLIENT_SECRET: Variable = Variable::new(
    "HIVE_CLIENT_SECRET",
    Kind::Secret,
    "The client secret that belongs to the id",
    "ID와 함께 발급된 클라이언트 시크릿",
)
.keys(&["client_secret_file", "client_secret_env"]);

/// Our secret at Hive, for v1.
pub const HIVE_CERTIFICATION_KEY: Variable = Variable::new(
    "HIVE_CERTIFICATION_KEY",
    Kind::Secret,
    "The certification key of v1 (App Center)",
    "v1의 인증 키 (앱센터)",
)
.keys(&["certification_key_file", "certification_key_env"]);

/// Which identity provider our players come from.
pub const HIVE_IDP_ID: Variable = Variable::new(
    "HIVE_IDP_ID",
    Kind::Choice(&HIVE_IDPS),
    "The identity provider that players come from, by Hive's list",
    "플레이어의 인증 제공자 (Hive 목록의 값)",
)
.keys(&["idp_id"])
.default(DefaultValue::Value("CUSTOM_GAME"))
.required();

/// Hive's, the game platform behind an OTTM login.
pub const HIVE: Group = Group {
    title: "Hive",
    provider: Some(Provider::Hive),
    in_env_file: true,
    rows: &[
        HIVE_API_BASE,
        HIVE_FALLBACK_BASE,
        HIVE_API_VERSION,
        HIVE_APP_ID,
        HIVE_CLIENT_ID,
        HIVE_CLIENT_SECRET,
        HIVE_CERTIFICATION_KEY,
        HIVE_IDP_ID,
    ],
};
