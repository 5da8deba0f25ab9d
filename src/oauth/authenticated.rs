//! Requests to the endpoints beside the token endpoint, at which the client proves itself in the
//! same way (RFC 7009 §2.1, RFC 7662 §2.1, RFC 8628 §3.1).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::Method;
use http::header::{ACCEPT, AUTHORIZATION, HeaderValue};
use url::{Url, form_urlencoded};
use zeroize::Zeroizing;

use crate::http::Request;
use crate::model::{ClientAuth, Registration};

/// A form to `endpoint`, from the client of `registration`.
pub(super) fn form(
    registration: &Registration,
    endpoint: &Url,
    fields: &[(&str, &str)],
) -> Request {
    let mut body = form_urlencoded::Serializer::new(String::new());
    body.extend_pairs(fields);
    match &registration.client_auth {
        ClientAuth::None => {
            body.append_pair("client_id", &registration.client_id);
        }
        ClientAuth::Post(secret) => {
            body.append_pair("client_id", &registration.client_id);
            body.append_pair("client_secret", secret.expose());
        }
        ClientAuth::Basic(_) => {}
    }
    let request = Request::new(Method::POST, endpoint.clone())
        .header(ACCEPT, HeaderValue::from_static("application/json"))
        .body("application/x-www-form-urlencoded", body.finish().into_bytes())
        .hiding(registration.secret());
    match basic(registration) {
        Some(credentials) => request.header(AUTHORIZATION, credentials).hiding_credentials(),
        None => request,
    }
}

/// The credentials of a client that shows them in the header: each form-encoded first, so that a
/// colon in one of them is told from the one between them (RFC 6749 §2.3.1).
fn basic(registration: &Registration) -> Option<HeaderValue> {
    let ClientAuth::Basic(secret) = &registration.client_auth else { return None };
    let encoded = |text: &str| form_urlencoded::byte_serialize(text.as_bytes()).collect::<String>();
    let pair = format!("{}:{}", encoded(&registration.client_id), encoded(secret.expose()));
    let pair = Zeroizing::new(pair);
    let value = Zeroizing::new(format!("Basic {}", STANDARD.encode(pair.as_bytes())));
    // Base64 has no character that a header cannot carry.
    let mut value = HeaderValue::from_str(&value).ok()?;
    value.set_sensitive(true);
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::ClientSecret;
    use crate::oauth::testing::registration;

    fn of(client_auth: ClientAuth) -> Registration {
        Registration { client_auth, ..registration("https://a.example/token") }
    }

    #[test]
    fn c20_basic_credentials_are_form_encoded_first() {
        let secret = ClientSecret::new("a:b+c%d 한");
        let value = basic(&of(ClientAuth::Basic(secret))).unwrap();
        let encoded = value.to_str().unwrap().strip_prefix("Basic ").unwrap().to_owned();
        let pair = String::from_utf8(STANDARD.decode(encoded).unwrap()).unwrap();
        assert_eq!(pair, "client:a%3Ab%2Bc%25d+%ED%95%9C");
        assert!(value.is_sensitive());
    }

    #[test]
    fn c19_a_client_proves_itself_in_one_place_and_never_in_the_address() {
        let endpoint: Url = "https://a.example/revoke".parse().unwrap();
        for (auth, expected) in [
            (ClientAuth::None, "token=t&client_id=client"),
            (
                ClientAuth::Post(ClientSecret::new("canary")),
                "token=t&client_id=client&client_secret=canary",
            ),
            (ClientAuth::Basic(ClientSecret::new("canary")), "token=t"),
        ] {
            let request = form(&of(auth), &endpoint, &[("token", "t")]);
            assert_eq!(request.said(), expected.as_bytes());
            assert_eq!(request.address(), endpoint.as_str());
        }
    }
}
