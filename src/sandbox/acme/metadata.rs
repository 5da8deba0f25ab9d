//! The metadata, in both of its places: RFC 8414 inserts `/.well-known/…` between host and path,
//! `OpenID` Connect Discovery appends it. Both are the same document.

use http::StatusCode;
use serde_json::json;

use crate::sandbox::acme::{ISSUER, SCOPES};
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::metadata;

/// Where RFC 8414 §3.1 looks for the metadata of an issuer with the path `/acme`.
#[cfg(test)]
const INSERTED: &str = "/.well-known/oauth-authorization-server/acme";

/// The grants of the token endpoint, by their names.
const GRANTS: [&str; 4] = [
    "authorization_code",
    "refresh_token",
    "client_credentials",
    "urn:ietf:params:oauth:grant-type:device_code",
];

#[expect(clippy::unnecessary_wraps, reason = "a handler")]
pub(in crate::sandbox) fn document(_: &Call, context: &Context) -> Result<Answer, Stop> {
    let issuer = context.issuer(ISSUER);
    let mut document = metadata::document(&issuer, "", &SCOPES, &GRANTS);
    document["jwks_uri"] = format!("{issuer}/jwks").into();
    document["device_authorization_endpoint"] = format!("{issuer}/device_authorization").into();
    document["claims_supported"] = json!([
        "iss",
        "sub",
        "aud",
        "exp",
        "iat",
        "auth_time",
        "nonce",
        "at_hash",
        "name",
        "preferred_username",
        "email",
        "email_verified",
    ]);
    document["request_parameter_supported"] = false.into();
    document["request_uri_parameter_supported"] = false.into();
    document["id_token_signing_alg_values_supported"] = json!(["ES256"]);
    document["subject_types_supported"] = json!(["public"]);
    Ok(Answer::json(StatusCode::OK, &document))
}

#[cfg(test)]
mod tests {
    use http::header::CONTENT_TYPE;
    use serde_json::Value;

    use super::*;
    use crate::sandbox::testing::{Asking, Stage};

    const APPENDED: &str = "/acme/.well-known/openid-configuration";

    fn metadata() -> Value {
        serde_json::from_slice(&Stage::new().answer(Asking::get(APPENDED)).body).unwrap()
    }

    #[test]
    fn s17_both_places_have_the_same_document_of_the_right_type() {
        let stage = Stage::new();
        let (one, other) =
            (stage.answer(Asking::get(APPENDED)), stage.answer(Asking::get(INSERTED)));
        assert_eq!(one.status, StatusCode::OK);
        assert_eq!(one.header_map()[CONTENT_TYPE], "application/json");
        assert_eq!(other.header_map()[CONTENT_TYPE], "application/json");
        assert_eq!(one.body, other.body);
    }

    #[test]
    fn s17_no_other_place_has_it() {
        let stage = Stage::new();
        for path in [
            "/.well-known/openid-configuration",
            "/.well-known/openid-configuration/acme",
            "/.well-known/oauth-authorization-server",
            "/.well-known/oauth-authorization-server/toss",
            "/.well-known/oauth-authorization-server/acme/",
            "/acme/.well-known/oauth-authorization-server",
        ] {
            assert_eq!(stage.answer(Asking::get(path)).status, StatusCode::NOT_FOUND, "{path}");
        }
    }

    #[test]
    fn s17_the_issuer_is_where_the_document_is_and_everything_is_below_it() {
        let metadata = metadata();
        assert_eq!(metadata["issuer"], "http://127.0.0.1:9480/acme");
        let endpoints = metadata.as_object().unwrap().iter();
        let endpoints: Vec<_> = endpoints
            .filter(|(name, _)| name.ends_with("_endpoint") || *name == "jwks_uri")
            .collect();
        assert_eq!(endpoints.len(), 7);
        for (name, address) in endpoints {
            let path = address.as_str().unwrap().strip_prefix("http://127.0.0.1:9480").unwrap();
            // Something answers there, if not to this.
            let answer = Stage::new().answer(Asking::get(path));
            assert_ne!(answer.status, StatusCode::NOT_FOUND, "{name}");
        }
    }

    #[test]
    fn s16_the_challenge_methods_are_published_and_plain_is_none() {
        assert_eq!(metadata()["code_challenge_methods_supported"], json!(["S256"]));
    }

    #[test]
    fn s15_the_answer_names_its_issuer_and_the_metadata_says_so() {
        assert_eq!(metadata()["authorization_response_iss_parameter_supported"], true);
    }
}
