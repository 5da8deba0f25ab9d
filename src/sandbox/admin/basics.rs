//! Whether the sandbox is there, and the settings that lead to it.

use http::StatusCode;
use serde_json::{Map, Value, json};

use crate::sandbox::admin::admitted;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::router::environment;

#[expect(clippy::unnecessary_wraps, reason = "a handler")]
pub(super) fn health(_: &Call, _: &Context) -> Result<Answer, Stop> {
    Ok(Answer::json(StatusCode::OK, &json!({ "status": "ok" })))
}

/// What `qetta sandbox env` prints.
pub(super) fn env(call: &Call, context: &Context) -> Result<Answer, Stop> {
    admitted(call, context)?;
    let settings: Map<String, Value> = environment(&context.url)
        .into_iter()
        .map(|(name, value)| (name.to_owned(), value.into()))
        .collect();
    Ok(Answer::json(StatusCode::OK, &settings))
}

#[cfg(test)]
mod tests {
    use http::header::WWW_AUTHENTICATE;

    use super::*;
    use crate::sandbox::testing::{Asking, Stage};

    #[test]
    fn health_needs_no_token() {
        let answer = Stage::new().answer(Asking::get("/__qetta/health"));
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.body, br#"{"status":"ok"}"#);
    }

    #[test]
    fn s25_the_settings_are_for_whoever_has_the_runs_token() {
        let stage = Stage::new();
        for asking in [
            Asking::get("/__qetta/env"),
            Asking::get("/__qetta/env").bearer("wrong"),
            Asking::get("/__qetta/env").header("authorization", "Basic eDp5"),
        ] {
            let answer = stage.answer(asking);
            assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
            assert_eq!(answer.header_map()[WWW_AUTHENTICATE], r#"Bearer error="invalid_token""#);
        }
    }

    #[test]
    fn the_settings_are_those_of_every_provider() {
        let stage = Stage::new();
        let token = stage.context.scenario.admin_token.expose().to_owned();
        let answer = stage.answer(Asking::get("/__qetta/env").bearer(&token));
        let mut settings: Value = serde_json::from_slice(&answer.body).unwrap();
        let key = settings.as_object_mut().unwrap().remove("TOSS_PUBLIC_KEY").unwrap();
        assert!(key.as_str().unwrap().starts_with("MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8A"));
        assert_eq!(
            settings,
            json!({
                "TOSS_OAUTH_BASE": "http://127.0.0.1:9480/toss",
                "TOSS_API_BASE": "http://127.0.0.1:9480/toss",
                "TOSS_CLIENT_ID": "sandbox_toss_client",
                "TOSS_CLIENT_SECRET": "sandbox_toss_secret_not_a_real_one",
                "TOSS_SCOPE": "ca",
                "KFTC_API_BASE": "http://127.0.0.1:9480/kftc",
                "KFTC_CLIENT_ID": "00000000-5a4d-4b0c-8000-000000000000",
                "KFTC_CLIENT_SECRET": "sandbox_kftc_secret_not_a_real_one",
                "KFTC_REDIRECT_URI": "http://localhost:3000/oauth/kftc/callback",
                "KFTC_SCOPE": "login inquiry",
                "KFTC_CLIENT_USE_CODE": "M202600001",
                "HYFATA_API_BASE": "http://127.0.0.1:9480/hyfata",
                "HYFATA_CLIENT_ID": "client_1800000000000_0001",
                "HYFATA_CLIENT_SECRET": "sandbox_hyfata_secret_not_a_real_one",
                "HYFATA_REDIRECT_URI": "http://127.0.0.1:0/callback",
                "HYFATA_SCOPE": "user:email user:profile",
                "OTTM_MEMBER_BASE": "http://127.0.0.1:9480/ottm",
                "OTTM_AUTHORIZE_PATH": "/auth/authorize",
                "OTTM_API_BASE": "http://127.0.0.1:9480/ottm",
                "OTTM_CLIENT_ID": "sandbox_ottm_client",
                "OTTM_CLIENT_SECRET": "sandbox_ottm_secret_not_a_real_one",
                "OTTM_REDIRECT_URI": "http://127.0.0.1:0/callback",
                "OTTM_SCOPE": "openid profile",
                "HIVE_API_BASE": "http://127.0.0.1:9480/hive",
                "HIVE_FALLBACK_BASE": "http://localhost:9480/hive",
                "HIVE_API_VERSION": "v2",
                "HIVE_APP_ID": "com.example.sandbox.google.global.normal",
                "HIVE_CLIENT_ID": "sandbox_hive_client",
                "HIVE_CLIENT_SECRET": "sandbox_hive_secret_not_a_real_one",
                "HIVE_CERTIFICATION_KEY": "sandbox_hive_certification_key_not_a_real_one",
                "HIVE_IDP_ID": "CUSTOM_GAME",
                "SERVICE_API_BASE": "http://127.0.0.1:9480/max",
                "SERVICE_CLIENT_ID": "maxplatform-service",
                "SERVICE_CLIENT_SECRET": "service_maxplatform_2025_dev_secret",
                "SERVICE_SCOPE": "admin:oauth",
            })
        );
    }
}
