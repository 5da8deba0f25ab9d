//! The two clients that Acme knows, and the redirect URIs that are theirs.

use crate::sandbox::client::Client;
use crate::sandbox::redirect::{self, NUMBERS};

/// The public client: a program on somebody's machine, which can keep no secret.
pub(super) const PUBLIC: &str = "acme_cli";

/// The confidential client.
pub(super) const CONFIDENTIAL: &str = "acme_web";

/// Its secret, with everything in it that a client could forget to encode (RFC 6749 §2.3.1).
pub(in crate::sandbox) const SECRET: &str = "sandbox acme:secret+%한글 not a real one";

pub(super) static CLIENTS: &[Client] =
    &[Client { id: PUBLIC, secret: None }, Client { id: CONFIDENTIAL, secret: Some(SECRET) }];

/// What a client is called on pages.
pub(super) fn name(client: &Client) -> &'static str {
    if client.is_public() { "Acme CLI" } else { "Acme Web" }
}

/// Whether a browser may be sent there with an answer, for either client: plain `http`, for loopback
/// written as numbers alone (S01, S03).
pub(super) fn has(redirect_uri: &str) -> bool {
    redirect::is_exactly(redirect_uri, NUMBERS, "/callback")
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::STANDARD;

    use super::*;
    use crate::sandbox::acme::testing::{Acme, basic_with, error};
    use crate::sandbox::answer::Answer;
    use crate::sandbox::browser::encoded;
    use crate::sandbox::testing::Asking;

    #[test]
    fn clients_are_known_by_their_exact_names() {
        for unknown in ["", "acme", "ACME_CLI", "acme_cli "] {
            assert!(Client::of(unknown, CLIENTS).is_none(), "{unknown:?}");
        }
    }

    /// A request that succeeds for whoever has proved to be the confidential client.
    const FORM: &str = "grant_type=client_credentials";

    fn asked(body: &str, header: Option<&str>) -> Answer {
        let asking = Asking::form("/acme/token", body);
        let asking = match header {
            Some(header) => asking.header("authorization", header),
            None => asking,
        };
        Acme::new().stage.answer(asking)
    }

    #[test]
    fn s14_a_secret_of_any_characters_is_taken_from_either_place() {
        assert_eq!(asked(FORM, Some(&basic_with(CONFIDENTIAL, SECRET))).status.as_u16(), 200);
        let body = format!("{FORM}&client_id={CONFIDENTIAL}&client_secret={}", encoded(SECRET));
        assert_eq!(asked(&body, None).status.as_u16(), 200);
    }

    #[test]
    fn s14_a_header_that_was_not_encoded_as_a_form_is_refused() {
        let raw = STANDARD.encode(format!("{CONFIDENTIAL}:{SECRET}"));
        // As a path would have it: `+` stays itself, which is a space in a form.
        let of_a_path = encoded(SECRET).replace("%2B", "+").replace("+acme", "%20acme");
        let half = STANDARD.encode(format!("{CONFIDENTIAL}:{of_a_path}"));
        for encoded in [raw, half] {
            let answer = asked(FORM, Some(&format!("Basic {encoded}")));
            assert_eq!((answer.status.as_u16(), error(&answer).as_str()), (401, "invalid_client"));
        }
    }

    #[test]
    fn s14_a_wrong_client_is_401_and_whoever_used_the_header_is_challenged() {
        for header in [
            &basic_with(CONFIDENTIAL, "wrong"),
            &basic_with("someone", SECRET),
            &basic_with(CONFIDENTIAL, ""),
            &basic_with(PUBLIC, ""),
            &basic_with(PUBLIC, SECRET),
            "Basic",
            "Basic %%%",
            "Bearer abc",
        ] {
            let answer = asked(FORM, Some(header));
            assert_eq!((answer.status.as_u16(), error(&answer).as_str()), (401, "invalid_client"));
            let challenge = answer.header_map()["www-authenticate"].clone();
            assert!(challenge.to_str().unwrap().starts_with("Basic realm=\"acme\""), "{header}");
        }
        for client in [
            "",
            "&client_id=someone",
            "&client_id=acme_web",
            "&client_id=acme_web&client_secret=wrong",
            "&client_id=acme_cli&client_secret=x",
            "&client_secret=x",
        ] {
            let answer = asked(&format!("{FORM}{client}"), None);
            assert_eq!((answer.status.as_u16(), error(&answer).as_str()), (401, "invalid_client"));
            assert!(!answer.header_map().contains_key("www-authenticate"), "{client}");
        }
    }

    #[test]
    fn s14_a_client_proves_itself_in_one_way() {
        let header = basic_with(CONFIDENTIAL, SECRET);
        let both = format!("{FORM}&client_id={CONFIDENTIAL}&client_secret={}", encoded(SECRET));
        for body in [&both, &format!("{FORM}&client_id={PUBLIC}")] {
            let answer = asked(body, Some(&header));
            assert_eq!((answer.status.as_u16(), error(&answer).as_str()), (400, "invalid_request"));
        }
        let named_twice = format!("{FORM}&client_id={CONFIDENTIAL}");
        assert_eq!(asked(&named_twice, Some(&header)).status.as_u16(), 200, "named, not proved");
    }

    #[test]
    fn s24_ten_wrong_secrets_shut_the_client_for_a_while() {
        let acme = Acme::new();
        let with = |acme: &Acme, secret: &str, path: &str| {
            let asking = Asking::form(path, &format!("{FORM}&token=x"));
            acme.stage.answer(asking.header("authorization", &basic_with(CONFIDENTIAL, secret)))
        };
        // Whichever door they knock at.
        for path in ["/acme/token", "/acme/introspect", "/acme/revoke"].iter().cycle().take(10) {
            assert_eq!(with(&acme, "wrong", path).status.as_u16(), 401);
        }
        let shut = with(&acme, SECRET, "/acme/token");
        assert_eq!(shut.status.as_u16(), 429);
        assert_eq!(shut.header_map()["retry-after"], "60");
        assert_eq!(shut.rule, Some("S24: too many wrong secrets"));
        assert_eq!(with(&acme.later(60), SECRET, "/acme/token").status.as_u16(), 200);
    }
}
