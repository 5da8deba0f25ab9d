//! What an authorization server says about itself.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qetta::http::fuzzing::answer;
use qetta::model::EndpointUrl;
use qetta::oauth::fuzzing::{self, ISSUER};

fuzz_target!(|bytes: &[u8]| match fuzzing::metadata(&answer(bytes)) {
    Some(Ok(server)) => {
        assert_eq!(server.issuer.identifier, ISSUER);
        let there = server.endpoints;
        let places = [
            server.token_endpoint,
            there.authorization,
            there.revocation,
            there.introspection,
            there.device_authorization,
            there.userinfo,
            there.jwks,
        ];
        for place in places.into_iter().flatten() {
            assert!(place.as_str().parse::<EndpointUrl>().is_ok(), "{place}");
        }
    }
    Some(Err(error)) => {
        let words = error.to_string();
        assert!(!words.chars().any(char::is_control), "{words:?}");
    }
    None => {}
});
