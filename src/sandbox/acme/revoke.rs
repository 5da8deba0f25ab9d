//! `POST /acme/revoke` (RFC 7009).

use crate::sandbox::acme::ISSUER;
use crate::sandbox::acme::client::CLIENTS;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::bearer;
use crate::sandbox::call::Call;
use crate::sandbox::client::authenticated;
use crate::sandbox::context::Context;
use crate::sandbox::oauth::Form;

/// Revokes a token of whoever asks.
pub(super) fn revoke(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let form = Form::read(call)?;
    context.answered(|connection| {
        let client = authenticated(call, &form, ISSUER, CLIENTS, connection, context)?;
        bearer::revoked(&form, ISSUER, client, connection)
    })
}

#[cfg(test)]
mod tests {
    use http::StatusCode;

    use crate::sandbox::acme::testing::{Acme, error};
    use crate::sandbox::testing::Asking;

    const PATH: &str = "/acme/revoke";

    #[test]
    fn s20_what_is_unknown_is_as_good_as_revoked() {
        let acme = Acme::new();
        for form in ["token=invented", "token=invented&token_type_hint=refresh_token"] {
            let answer = acme.of_cli(PATH, form);
            assert_eq!(answer.status, StatusCode::OK);
            assert!(answer.body.is_empty());
            assert_eq!(acme.of_cli(PATH, form).status, StatusCode::OK, "again");
        }
    }

    #[test]
    fn s20_a_refresh_token_takes_its_family_along_whatever_the_hint() {
        for hint in ["", "&token_type_hint=access_token", "&token_type_hint=x"] {
            let acme = Acme::new();
            let ((access, refresh), (other, _)) = (acme.connected(), acme.connected());
            let answer = acme.of_cli(PATH, &format!("token={refresh}{hint}"));
            assert_eq!(answer.status, StatusCode::OK);
            assert!(!acme.lets_in(&access));
            assert_eq!(error(&acme.refresh(&refresh)), "invalid_grant");
            assert!(acme.lets_in(&other), "another login");
        }
    }

    #[test]
    fn s20_an_access_token_goes_alone() {
        let acme = Acme::new();
        let (access, refresh) = acme.connected();
        acme.of_cli(PATH, &format!("token={access}"));
        assert!(!acme.lets_in(&access));
        assert_eq!(acme.refresh(&refresh).status, StatusCode::OK);
    }

    #[test]
    fn s20_nobody_revokes_what_is_another_clients() {
        let acme = Acme::new();
        let (access, refresh) = acme.connected();
        for token in [&access, &refresh] {
            let answer = acme.of_web(PATH, &format!("token={token}"));
            assert_eq!((answer.status.as_u16(), error(&answer).as_str()), (400, "invalid_grant"));
        }
        assert!(acme.lets_in(&access));
        assert_eq!(acme.refresh(&refresh).status, StatusCode::OK);
    }

    #[test]
    fn s20_whoever_revokes_says_who_they_are_and_what() {
        let acme = Acme::new();
        let (access, _) = acme.web_connected();
        let unproved = Asking::form(PATH, &format!("client_id=acme_web&token={access}"));
        let answer = acme.stage.answer(unproved);
        assert_eq!((answer.status.as_u16(), error(&answer).as_str()), (401, "invalid_client"));
        assert!(acme.lets_in(&access));
        assert_eq!(error(&acme.of_cli(PATH, "")), "invalid_request");
        assert_eq!(acme.get(PATH).status, StatusCode::METHOD_NOT_ALLOWED);
    }
}
