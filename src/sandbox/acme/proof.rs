//! Who asks, and how it is proved (RFC 6749 §2.3.1): in a header, in the body, or, by a client that
//! can keep no secret, not at all. Never in two ways at once, and never in the address.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::AUTHORIZATION;
use rusqlite::Connection;
use url::form_urlencoded;

use crate::sandbox::acme::client::Client;
use crate::sandbox::acme::{ISSUER, refusal};
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::oauth::Form;
use crate::sandbox::state::attempts::{self, Attempt};
use crate::sandbox::{SandboxError, secrets};

/// An identifier, and what goes with it.
struct Proof {
    id: String,
    secret: Option<String>,
}

/// The client that asks; a confidential one has proved it. Ten wrong secrets shut it for a while
/// (S24); an unknown client has no secret that could be guessed, and nothing is remembered of it.
pub(super) fn proved(
    call: &Call,
    form: &Form,
    connection: &Connection,
    context: &Context,
) -> Result<&'static Client, Stop> {
    let Proof { id, secret } = sent(call, form)?;
    let client = Client::of(&id).ok_or_else(|| refusal::client(call))?;
    match (client.secret, secret) {
        (None, None) => Ok(client),
        (Some(right), Some(offered)) => {
            let right = secrets::same(right, &offered);
            let attempt = attempts::judge(connection, ISSUER, client.id, right, context.now());
            match attempt.map_err(SandboxError::from)? {
                Attempt::Right => Ok(client),
                Attempt::Wrong => Err(refusal::client(call).into()),
                Attempt::Shut(seconds) => Err(refusal::too_many(seconds).into()),
            }
        }
        _ => Err(refusal::client(call).into()),
    }
}

/// From the one place where it stands.
fn sent(call: &Call, form: &Form) -> Result<Proof, Answer> {
    let in_body = (form.get("client_id"), form.get("client_secret"));
    if !call.has_authorization() {
        let id = in_body.0.ok_or_else(|| refusal::client(call))?.to_owned();
        return Ok(Proof { id, secret: in_body.1.map(str::to_owned) });
    }
    if in_body.1.is_some() {
        let words = "the client proves itself in one way, not in two";
        return Err(refusal::refused("invalid_request", words, "two ways to authenticate"));
    }
    let proof = call.header(AUTHORIZATION).and_then(basic).ok_or_else(|| refusal::client(call))?;
    if in_body.0.is_some_and(|id| id != proof.id) {
        let words = "client_id is another one than in the header";
        return Err(refusal::refused("invalid_request", words, "two clients in one request"));
    }
    Ok(proof)
}

/// HTTP Basic (RFC 7617) with both halves encoded as in a form first (RFC 6749 §2.3.1), so that
/// neither can have a colon of its own.
fn basic(header: &str) -> Option<Proof> {
    let (scheme, encoded) = header.split_once(' ')?;
    if !scheme.eq_ignore_ascii_case("basic") {
        return None;
    }
    let pair = String::from_utf8(STANDARD.decode(encoded.trim_matches(' ')).ok()?).ok()?;
    let (id, secret) = pair.split_once(':')?;
    Some(Proof { id: decoded(id)?, secret: Some(decoded(secret)?) })
}

/// A text as a form has it. What a form cannot have was not encoded.
fn decoded(text: &str) -> Option<String> {
    let encoded = |c: char| c.is_ascii_alphanumeric() || "*-._+%~!'()".contains(c);
    if !text.chars().all(encoded) {
        return None;
    }
    // A name without a value, which has to be all there is.
    Some(form_urlencoded::parse(text.as_bytes()).next()?.0.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::acme::client::{CONFIDENTIAL, PUBLIC, SECRET};
    use crate::sandbox::acme::testing::{Acme, basic_with, encoded, error};
    use crate::sandbox::testing::Asking;

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
