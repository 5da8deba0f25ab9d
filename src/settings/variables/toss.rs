//! Toss's variables, by the names that its documents give them.

use super::{DefaultValue, Group, Kind, Variable};
use crate::model::Provider;

/// Where Toss issues tokens.
pub const TOSS_OAUTH_BASE: Variable = Variable::new(
    "TOSS_OAUTH_BASE",
    Kind::Address,
    "Where Toss issues tokens",
    "토스가 토큰을 발급하는 주소",
)
.keys(&["oauth_base"])
.default(DefaultValue::Value("https://oauth2.cert.toss.im"))
.required();

/// Where Toss answers with those tokens.
pub const TOSS_API_BASE: Variable = Variable::new(
    "TOSS_API_BASE",
    Kind::Address,
    "Where the Toss Certification API answers",
    "토스 인증 API의 주소",
)
.keys(&["api_base"])
.default(DefaultValue::Value("https://cert.toss.im"))
.required();

/// Our name at Toss. The default is the test pair that Toss itself publishes in its developer
/// documentation: it opens nothing but Toss's test data.
pub const TOSS_CLIENT_ID: Variable = Variable::new(
    "TOSS_CLIENT_ID",
    Kind::Text,
    "The client id that Toss issued",
    "토스가 발급한 클라이언트 ID",
)
.keys(&["client_id"])
.default(DefaultValue::Under { profile: "test", value: "test_a8e23336d673ca70922b485fe806eb2d" })
.required();

/// Our secret at Toss; the default belongs to the published test client of [`TOSS_CLIENT_ID`].
pub const TOSS_CLIENT_SECRET: Variable = Variable::new(
    "TOSS_CLIENT_SECRET",
    Kind::Secret,
    "The client secret that Toss issued with the id",
    "토스가 ID와 함께 발급한 클라이언트 시크릿",
)
.keys(&["client_secret_file", "client_secret_env"])
.default(DefaultValue::Under {
    profile: "test",
    value: "test_418087247d66da09fda1964dc4734e453c7cf66a7a9e3",
})
.required();

/// What we ask Toss for.
pub const TOSS_SCOPE: Variable =
    Variable::new("TOSS_SCOPE", Kind::Text, "The scope that is asked for", "요청할 권한 범위")
        .keys(&["scope"])
        .default(DefaultValue::Value("ca"))
        .required();

/// Toss's, by the names that its documents give them.
pub const TOSS: Group = Group {
    title: "Toss",
    provider: Some(Provider::Toss),
    in_env_file: true,
    rows: &[TOSS_OAUTH_BASE, TOSS_API_BASE, TOSS_CLIENT_ID, TOSS_CLIENT_SECRET, TOSS_SCOPE],
};
