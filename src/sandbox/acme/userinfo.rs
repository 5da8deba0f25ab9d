//! `/acme/userinfo` (`OpenID` Connect Core §5.3): who logged in, as far as the scope goes.

use http::StatusCode;
use serde_json::json;

use crate::sandbox::acme::ISSUER;
use crate::sandbox::acme::people::{is_verified, person, subject, username};
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::bearer;
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;

/// For whoever bears an access token of a login (S23).
pub(super) fn tell(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let token = bearer::borne(call, ISSUER, context)?;
    let person = person(&token.audience, context).filter(|_| token.is_for("openid"));
    let person = person.ok_or_else(|| bearer::insufficient(ISSUER, "openid"))?;
    let mut claims = json!({ "sub": subject(person, context) });
    if token.is_for("profile") {
        claims["name"] = person.name.into();
        claims["preferred_username"] = username(person).into();
    }
    if token.is_for("email") {
        claims["email"] = person.email.into();
        claims["email_verified"] = is_verified(person).into();
    }
    Ok(Answer::json(StatusCode::OK, &claims))
}

#[cfg(test)]
mod tests {
    use http::header::WWW_AUTHENTICATE;

    use super::*;
    use crate::sandbox::acme::testing::{Acme, authorize_with, body, error, text};
    use crate::sandbox::testing::Asking;

    fn challenge(answer: &Answer) -> String {
        assert!(answer.rule.is_some());
        answer.header_map()[WWW_AUTHENTICATE].to_str().unwrap().to_owned()
    }

    #[test]
    fn what_is_told_follows_from_the_scope() {
        for (scope, expected) in [
            ("openid", json!({ "sub": "acme-0001" })),
            (
                "openid profile",
                json!({ "sub": "acme-0001", "name": "김하늘", "preferred_username": "haneul.kim" }),
            ),
            (
                "openid email",
                json!({
                    "sub": "acme-0001", "email": "haneul.kim@example.com", "email_verified": true,
                }),
            ),
        ] {
            let acme = Acme::new();
            let answer = acme.exchange(&acme.code_for(authorize_with("scope", Some(scope))));
            assert_eq!(body(&acme.userinfo(&text(&answer, "access_token"))), expected);
        }
    }

    #[test]
    fn both_methods_are_the_same() {
        let acme = Acme::new();
        let (access, _) = acme.connected();
        let posted = acme.stage.answer(Asking::post("/acme/userinfo", "").bearer(&access));
        assert_eq!(body(&posted), body(&acme.userinfo(&access)));
    }

    #[test]
    fn s23_a_token_that_does_not_stand_is_401_with_a_challenge() {
        let acme = Acme::new();
        let (access, refresh) = acme.connected();
        let late = acme.later(3_600).userinfo(&access);
        let basic = Asking::get("/acme/userinfo").header("authorization", "Basic eDp5");
        for answer in
            [acme.userinfo("invented"), acme.userinfo(&refresh), late, acme.stage.answer(basic)]
        {
            assert_eq!((answer.status.as_u16(), error(&answer).as_str()), (401, "invalid_token"));
            assert_eq!(challenge(&answer), r#"Bearer realm="acme", error="invalid_token""#);
        }
        assert!(acme.later(3_599).lets_in(&access));
    }

    #[test]
    fn s23_whoever_brought_no_token_is_told_no_error() {
        let answer = Acme::new().get("/acme/userinfo");
        assert_eq!(answer.status, StatusCode::UNAUTHORIZED);
        assert_eq!(challenge(&answer), r#"Bearer realm="acme""#);
        assert!(answer.body.is_empty());
    }

    #[test]
    fn s23_a_token_for_something_else_is_403() {
        let acme = Acme::new();
        let code = acme.code_for(authorize_with("scope", Some("profile")));
        let answer = acme.userinfo(&text(&acme.exchange(&code), "access_token"));
        assert_eq!((answer.status.as_u16(), error(&answer).as_str()), (403, "insufficient_scope"));
        let expected = r#"Bearer realm="acme", error="insufficient_scope", scope="openid""#;
        assert_eq!(challenge(&answer), expected);
    }

    #[test]
    fn c18_a_token_in_the_address_is_flagged() {
        let acme = Acme::new();
        let (access, _) = acme.connected();
        let path = format!("/acme/userinfo?access_token={access}");
        let answer = acme.stage.answer(Asking::get(&path).bearer(&access));
        assert_eq!((answer.status.as_u16(), error(&answer).as_str()), (400, "invalid_request"));
        assert_eq!(answer.rule, Some("C18: a token in the address"));
    }
}
