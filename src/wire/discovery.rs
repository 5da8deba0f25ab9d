//! What an authorization server publishes about itself: its metadata (RFC 8414, `OpenID` Connect
//! Discovery) and its keys (RFC 7517).

use serde::{Deserialize, Deserializer, Serialize};

/// Authorization server metadata (RFC 8414 §2), as far as somebody here needs it.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
pub struct Metadata {
    /// Who this is, letter by letter.
    pub issuer: String,
    /// Where the person decides.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub authorization_endpoint: Option<String>,
    /// Where tokens are asked for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token_endpoint: Option<String>,
    /// The keys that id tokens are signed with.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub jwks_uri: Option<String>,
    /// Where a token says whom it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub userinfo_endpoint: Option<String>,
    /// RFC 7009.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub revocation_endpoint: Option<String>,
    /// RFC 7662.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub introspection_endpoint: Option<String>,
    /// RFC 8628.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub device_authorization_endpoint: Option<String>,
    /// RFC 7636; missing means that the server does not say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub code_challenge_methods_supported: Option<Vec<String>>,
    /// RFC 9207: whether it names itself in every answer of the authorization endpoint.
    #[serde(default, deserialize_with = "false_if_null")]
    pub authorization_response_iss_parameter_supported: bool,
}

/// A set of keys (RFC 7517 §5).
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
pub struct KeySet {
    /// In any order. One that cannot be read is passed over, as RFC 7517 §5 has it: it hides no other.
    #[serde(deserialize_with = "readable")]
    pub keys: Vec<Key>,
}

/// A public key (RFC 7517 §4), with the members of each kind (RFC 7518 §6, RFC 8037 §2).
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
pub struct Key {
    /// `RSA`, `EC`, `OKP`.
    pub kty: String,
    /// Its name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub kid: Option<String>,
    /// `sig` where it is for signatures alone.
    #[serde(default, rename = "use", skip_serializing_if = "Option::is_none")]
    pub usage: Option<String>,
    /// The one algorithm that it is for.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub alg: Option<String>,
    /// The curve: `P-256`, `P-384`, `Ed25519`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub crv: Option<String>,
    /// The modulus of an RSA key, in base64url.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub n: Option<String>,
    /// Its exponent.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub e: Option<String>,
    /// The first coordinate, or all of an Edwards key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub x: Option<String>,
    /// The second coordinate.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub y: Option<String>,
}

fn readable<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<Key>, D::Error> {
    let keys = Vec::<serde_json::Value>::deserialize(from)?;
    Ok(keys.into_iter().filter_map(|key| serde_json::from_value(key).ok()).collect())
}

/// Some servers write out what they have nothing to say of.
fn false_if_null<'de, D: Deserializer<'de>>(from: D) -> Result<bool, D::Error> {
    Ok(Option::deserialize(from)?.unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_example_of_rfc_8414_is_read() {
        // Section 3.2, shortened to what is looked at and one member that is not.
        let body = r#"{"issuer":"https://server.example.com",
            "authorization_endpoint":"https://server.example.com/authorize",
            "token_endpoint":"https://server.example.com/token",
            "jwks_uri":"https://server.example.com/jwks.json",
            "userinfo_endpoint":"https://server.example.com/userinfo",
            "ui_locales_supported":["en-US","en-GB"]}"#;
        let metadata: Metadata = serde_json::from_str(body).unwrap();
        assert_eq!(metadata.issuer, "https://server.example.com");
        assert_eq!(metadata.code_challenge_methods_supported, None);
        assert!(!metadata.authorization_response_iss_parameter_supported);
        assert!(serde_json::from_str::<Metadata>("{}").is_err());
    }

    #[test]
    fn the_keys_of_rfc_7517_are_read() {
        // Appendix A.1, the first key.
        let body = r#"{"keys":[{"kty":"EC","crv":"P-256",
            "x":"MKBCTNIcKUSDii11ySs3526iDZ8AiTo7Tu6KPAqv7D4",
            "y":"4Etl6SRW2YiLUrN5vfvVHuhp7x8PxltmWWlbbM4IFyM","use":"enc","kid":"1"}]}"#;
        let keys: KeySet = serde_json::from_str(body).unwrap();
        assert_eq!(keys.keys[0].usage.as_deref(), Some("enc"));
        assert_eq!(keys.keys[0].alg, None);
    }

    #[test]
    fn a_key_that_cannot_be_read_hides_no_other() {
        let body = r#"{"keys":[{"kid":"no kind"},7,{"kty":"oct","e":5},{"kty":"RSA","kid":"2"}]}"#;
        let keys: KeySet = serde_json::from_str(body).unwrap();
        assert_eq!(keys.keys.len(), 1);
        assert_eq!(keys.keys[0].kid.as_deref(), Some("2"));
        assert!(serde_json::from_str::<KeySet>("{}").is_err());
    }

    #[test]
    fn what_is_written_out_as_nothing_is_nothing() {
        let body = r#"{"issuer":"https://a.example","jwks_uri":null,
            "code_challenge_methods_supported":null,
            "authorization_response_iss_parameter_supported":null}"#;
        let metadata: Metadata = serde_json::from_str(body).unwrap();
        assert!(!metadata.authorization_response_iss_parameter_supported);
    }
}
