//! The one key of Acme: ES256 (RFC 7518 §3.4). It follows from the key of the state, so that an id
//! token can be checked as long as the state lives, and the same seed gives the same key.
//!
//! The random number in each signature follows from the key and from what is signed (RFC 6979), so
//! the same token has the same bytes; ring, which checks signatures for the client, draws it anew.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use http::StatusCode;
use p256::ecdsa::signature::Signer as _;
use p256::ecdsa::{Signature, SigningKey};
use serde_json::{Value, json};
use sha2::Sha256;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::{State, jwt, secrets, state};

/// The key with its name.
pub(crate) struct Key {
    pair: SigningKey,
    /// Its thumbprint (RFC 7638), which every holder of the key can compute.
    kid: String,
}

/// `GET /acme/jwks`.
#[expect(clippy::unnecessary_wraps, reason = "a handler")]
pub(super) fn published(_: &Call, context: &Context) -> Result<Answer, Stop> {
    let key = Key::of(context.state());
    let mut jwk = members(&key.pair);
    jwk["kid"] = key.kid.as_str().into();
    jwk["alg"] = "ES256".into();
    jwk["use"] = "sig".into();
    Ok(Answer::json(StatusCode::OK, &json!({ "keys": [jwk] })))
}

impl Key {
    /// The key of this memory.
    pub(super) fn of(state: &State) -> &Self {
        state.acme_key()
    }

    /// The key that follows from that of a state.
    pub(in crate::sandbox) fn following(secret: &state::SigningKey) -> Self {
        let pair = pair(secret);
        // The members that a thumbprint is of, sorted as `serde_json` sorts them.
        let kid = URL_SAFE_NO_PAD.encode(secrets::digest(&members(&pair).to_string()));
        Self { pair, kid }
    }

    /// `claims` as a token that this key has signed (RFC 7515 §3.1).
    pub(super) fn signed(&self, claims: &Value) -> String {
        let header = json!({ "alg": "ES256", "kid": self.kid, "typ": "JWT" });
        let signed = jwt::unsigned(&header, claims);
        let signature: Signature = self.pair.sign(signed.as_bytes());
        format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
    }
}

/// The first of a row of numbers that is a key: of 2³² numbers one is none.
fn pair(secret: &state::SigningKey) -> SigningKey {
    let mut turn = 0u64;
    loop {
        let mut mac = Hmac::<Sha256>::new(secret.into());
        mac.update(b"acme ES256");
        mac.update(&turn.to_be_bytes());
        if let Ok(pair) = SigningKey::from_slice(&mac.finalize().into_bytes()) {
            return pair;
        }
        turn += 1;
    }
}

/// The public key, without what is only said about it.
fn members(pair: &SigningKey) -> Value {
    // One byte that says "uncompressed", and the two coordinates.
    let point = pair.verifying_key().to_sec1_point(false);
    let coordinate = |found: Option<&p256::FieldBytes>| {
        found.map(|found| URL_SAFE_NO_PAD.encode(found)).unwrap_or_default()
    };
    json!({
        "crv": "P-256",
        "kty": "EC",
        "x": coordinate(point.x()),
        "y": coordinate(point.y()),
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::State;
    use crate::sandbox::acme::testing::claims_of;
    use crate::sandbox::testing::{Asking, Stage};

    fn jwks(stage: &Stage) -> Value {
        serde_json::from_slice(&stage.answer(Asking::get("/acme/jwks")).body).unwrap()
    }

    #[test]
    fn the_key_is_shared_by_all_who_share_the_state() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sandbox.db");
        let stage = |path| Stage::of(State::at(path).unwrap());
        let first = jwks(&stage(&path));
        assert_eq!(first, jwks(&stage(&path)));
        assert_ne!(first, jwks(&Stage::new()));
    }

    #[test]
    fn the_document_has_one_public_key_and_nothing_of_the_private_one() {
        let jwks = jwks(&Stage::new());
        let [key] = jwks["keys"].as_array().unwrap().as_slice() else { panic!("{jwks}") };
        let names: Vec<&String> = key.as_object().unwrap().keys().collect();
        assert_eq!(names, ["alg", "crv", "kid", "kty", "use", "x", "y"]);
        assert_eq!((&key["alg"], &key["use"]), (&json!("ES256"), &json!("sig")));
        assert_eq!(key["x"].as_str().unwrap().len(), 43);
    }

    #[test]
    fn what_it_signs_can_be_checked_with_what_is_published() {
        let stage = Stage::new();
        let claims = json!({ "sub": "김하늘" });
        let token = Key::of(stage.context.state()).signed(&claims);
        assert_eq!(token, Key::of(stage.context.state()).signed(&claims), "to the byte");
        assert_eq!(claims_of(&token, &jwks(&stage)), claims);
    }

    #[test]
    #[should_panic(expected = "the signature")]
    fn a_token_that_was_changed_is_found_out() {
        let stage = Stage::new();
        let token = Key::of(stage.context.state()).signed(&json!({ "sub": "a" }));
        let parts: Vec<&str> = token.split('.').collect();
        let other = URL_SAFE_NO_PAD.encode(r#"{"sub":"b"}"#);
        claims_of(&[parts[0], &other, parts[2]].join("."), &jwks(&stage));
    }
}
