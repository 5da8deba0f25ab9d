//! `POST /acme/introspect` (RFC 7662).

use serde_json::Value;

use crate::sandbox::acme::ISSUER;
use crate::sandbox::acme::client::CLIENTS;
use crate::sandbox::acme::token::{LIFE, REFRESH_LIFE};
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::bearer;
use crate::sandbox::call::Call;
use crate::sandbox::client::authenticated;
use crate::sandbox::context::Context;
use crate::sandbox::oauth::Form;
use crate::sandbox::state::pairs::{Kind, Token};

/// Says what a token stands for.
pub(super) fn tell(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let form = Form::read(call)?;
    context.answered(|connection| {
        let client = authenticated(call, &form, ISSUER, CLIENTS, connection, context)?;
        bearer::introspected(call, &form, ISSUER, client, more, connection, context)
    })
}

/// Since when, and who agreed; nobody did where the client asked for itself.
fn more(kind: Kind, token: &Token) -> Vec<(&'static str, Value)> {
    let issued_at = token.expires_at - if kind == Kind::Access { LIFE } else { REFRESH_LIFE };
    let subject = token.auth_time.map(|_| ("sub", token.audience.as_str().into()));
    [("iat", issued_at.into())].into_iter().chain(subject).collect()
}

#[cfg(test)]
mod tests {
    use http::StatusCode;
    use serde_json::json;

    use super::*;
    use crate::sandbox::acme::testing::{Acme, body, error, text};
    use crate::sandbox::testing::Asking;

    const PATH: &str = "/acme/introspect";

    fn told_about(acme: &Acme, token: &str) -> Value {
        let answer = acme.of_web(PATH, &format!("token={token}"));
        assert_eq!(answer.status, StatusCode::OK);
        assert_eq!(answer.header_map()["cache-control"], "no-store");
        body(&answer)
    }

    #[test]
    fn s21_a_client_hears_what_its_own_token_stands_for() {
        let acme = Acme::new();
        let (access, refresh) = acme.web_connected();
        let now = acme.stage.context.now().as_second();
        let mut expected = json!({
            "active": true, "client_id": "acme_web", "iss": "http://127.0.0.1:9480/acme",
            "sub": "acme-0001", "scope": "openid offline_access", "token_type": "Bearer",
            "iat": now, "exp": now + 3_600,
        });
        assert_eq!(told_about(&acme.later(60), &access), expected);
        expected.as_object_mut().unwrap().remove("token_type");
        expected["exp"] = json!(now + 2_592_000);
        assert_eq!(told_about(&acme, &refresh), expected);
    }

    #[test]
    fn a_token_that_nobody_logged_in_for_has_nobody() {
        let acme = Acme::new();
        let token =
            text(&acme.of_web("/acme/token", "grant_type=client_credentials"), "access_token");
        let told = told_about(&acme, &token);
        assert_eq!(told["active"], true);
        assert!(told.get("sub").is_none() && told.get("scope").is_none());
    }

    #[test]
    fn s21_of_what_is_not_active_nothing_else_is_said() {
        let acme = Acme::new();
        let nothing = json!({ "active": false });
        let (access, refresh) = acme.web_connected();
        let (of_another_client, _) = acme.connected();
        assert_eq!(told_about(&acme, "invented"), nothing);
        assert_eq!(told_about(&acme, &of_another_client), nothing);
        assert_eq!(told_about(&acme.later(3_600), &access), nothing);
        acme.of_web("/acme/revoke", &format!("token={refresh}"));
        assert_eq!(told_about(&acme, &access), nothing);
        assert_eq!(told_about(&acme, &refresh), nothing);
    }

    #[test]
    fn s21_whoever_proves_nothing_hears_nothing() {
        let acme = Acme::new();
        let (access, _) = acme.connected();
        let form = format!("token={access}");
        let bearer = Asking::form(PATH, &form).bearer(&access);
        for answer in [
            acme.of_cli(PATH, &form),
            acme.stage.answer(Asking::form(PATH, &form)),
            acme.stage.answer(Asking::form(PATH, &format!("client_id=acme_web&{form}"))),
            acme.stage.answer(bearer),
        ] {
            assert_eq!((answer.status.as_u16(), error(&answer).as_str()), (401, "invalid_client"));
        }
        assert_eq!(error(&acme.of_web(PATH, "")), "invalid_request");
    }
}
