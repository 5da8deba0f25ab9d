//! `POST /acme/introspect` (RFC 7662).

use http::StatusCode;
use rusqlite::Connection;
use serde_json::json;

use crate::sandbox::acme::memory::tokens::{self, Kind};
use crate::sandbox::acme::{ISSUER, proof, refusal};
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::oauth::Form;

/// Says what a token stands for.
pub(super) fn tell(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let form = Form::read(call)?;
    context.answered(|connection| told(call, &form, connection, context))
}

/// S21: for clients that prove who they are, and about their own tokens; of any other nothing is
/// said but that it is not active, whatever the reason.
fn told(
    call: &Call,
    form: &Form,
    connection: &Connection,
    context: &Context,
) -> Result<Answer, Stop> {
    let client = proof::proved(call, form, connection, context)?;
    if client.secret.is_none() {
        return Err(refusal::client(call).breaking("S21: a client that proves nothing").into());
    }
    let own = tokens::known_of_any_kind(connection, form.required("token")?)?
        .filter(|(_, token)| token.client_id == client.id && token.stands(context.now()));
    let Some((kind, token)) = own else {
        return Ok(Answer::json(StatusCode::OK, &json!({ "active": false })));
    };
    let mut document = json!({
        "active": true,
        "client_id": token.client_id,
        "exp": token.expires_at,
        "iat": token.issued_at,
        "iss": context.issuer(ISSUER),
    });
    if kind == Kind::Access {
        document["token_type"] = "Bearer".into();
    }
    if !token.scope.is_empty() {
        document["scope"] = token.scope.into();
    }
    if let Some(login) = token.login {
        document["sub"] = login.subject.into();
    }
    Ok(Answer::json(StatusCode::OK, &document))
}

#[cfg(test)]
mod tests {
    use serde_json::Value;

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
