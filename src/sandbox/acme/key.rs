//! The one key of Acme: ES256 (RFC 7518 §3.4), drawn when it is first needed and then remembered, so
//! that an id token can be checked as long as the state lives.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use http::StatusCode;
use ring::rand::SystemRandom;
use ring::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _};
use rusqlite::{Connection, OptionalExtension as _};
use serde_json::{Value, json};
use zeroize::Zeroizing;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::{SandboxError, jwt, secrets};

/// The key with its name.
pub(super) struct Key {
    pair: EcdsaKeyPair,
}

/// `GET /acme/jwks`.
pub(super) fn published(_: &Call, context: &Context) -> Result<Answer, Stop> {
    let key = context.state().write(Key::of)?;
    let mut jwk = key.members();
    jwk["kid"] = key.kid().into();
    jwk["alg"] = "ES256".into();
    jwk["use"] = "sig".into();
    Ok(Answer::json(StatusCode::OK, &json!({ "keys": [jwk] })))
}

impl Key {
    /// The key of this memory.
    pub(super) fn of(connection: &Connection) -> Result<Self, SandboxError> {
        let remembered = "SELECT pkcs8 FROM acme_key";
        let found = connection.query_row(remembered, [], |row| row.get(0)).optional()?;
        let document: Zeroizing<Vec<u8>> = Zeroizing::new(match found {
            Some(document) => document,
            None => drawn(connection)?,
        });
        let random = SystemRandom::new();
        let pair = EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &document, &random)
            .map_err(|_| SandboxError::Key)?;
        Ok(Self { pair })
    }

    /// `claims` as a token that this key has signed (RFC 7515 §3.1).
    pub(super) fn signed(&self, claims: &Value) -> Result<String, SandboxError> {
        let header = json!({ "alg": "ES256", "kid": self.kid(), "typ": "JWT" });
        let signed = jwt::unsigned(&header, claims);
        let signature = self
            .pair
            .sign(&SystemRandom::new(), signed.as_bytes())
            .map_err(|_| SandboxError::Randomness)?;
        Ok(format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }

    /// The key's name: its thumbprint (RFC 7638), which every holder of the key can compute.
    fn kid(&self) -> String {
        // The members that a thumbprint is of, sorted as `serde_json` sorts them.
        URL_SAFE_NO_PAD.encode(secrets::digest(&self.members().to_string()))
    }

    /// The public key, without what is only said about it.
    fn members(&self) -> Value {
        // One byte that says "uncompressed", and the two coordinates.
        let (_, point) = self.pair.public_key().as_ref().split_at(1);
        let (x, y) = point.split_at(point.len() / 2);
        json!({
            "crv": "P-256",
            "kty": "EC",
            "x": URL_SAFE_NO_PAD.encode(x),
            "y": URL_SAFE_NO_PAD.encode(y),
        })
    }
}

/// A new key, remembered.
fn drawn(connection: &Connection) -> Result<Vec<u8>, SandboxError> {
    let random = SystemRandom::new();
    let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &random)
        .map_err(|_| SandboxError::Randomness)?;
    let document = document.as_ref().to_vec();
    connection.execute("INSERT INTO acme_key (id, pkcs8) VALUES (1, ?1)", [&document])?;
    Ok(document)
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
    fn the_key_is_drawn_once_and_shared_by_all_who_share_the_state() {
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
        let sign = |connection: &Connection| Key::of(connection)?.signed(&claims);
        let token = stage.context.state().write(|transaction| sign(transaction)).unwrap();
        assert_eq!(claims_of(&token, &jwks(&stage)), claims);
    }

    #[test]
    #[should_panic(expected = "the signature")]
    fn a_token_that_was_changed_is_found_out() {
        let stage = Stage::new();
        let sign = |connection: &Connection| Key::of(connection)?.signed(&json!({ "sub": "a" }));
        let token = stage.context.state().write(|transaction| sign(transaction)).unwrap();
        let parts: Vec<&str> = token.split('.').collect();
        let other = URL_SAFE_NO_PAD.encode(r#"{"sub":"b"}"#);
        claims_of(&[parts[0], &other, parts[2]].join("."), &jwks(&stage));
    }
}
