//! Signed tokens (RFC 7519) for the providers whose tokens are some.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use hmac::{Hmac, KeyInit as _, Mac as _};
use serde::Serialize;
use sha2::Sha256;

use crate::sandbox::SandboxError;
use crate::sandbox::secrets;
use crate::sandbox::state::SigningKey;

/// `claims` under `header`, signed with HS256; the header has to say so.
pub(crate) fn signed(key: &SigningKey, header: &impl Serialize, claims: &impl Serialize) -> String {
    let mut token = unsigned(header, claims);
    let mut mac = Hmac::<Sha256>::new(key.into());
    mac.update(token.as_bytes());
    token.push('.');
    URL_SAFE_NO_PAD.encode_string(mac.finalize().into_bytes(), &mut token);
    token
}

/// What a signature is of (RFC 7515 §5.1).
pub(crate) fn unsigned(header: &impl Serialize, claims: &impl Serialize) -> String {
    let mut text = String::with_capacity(512);
    append(header, &mut text);
    text.push('.');
    append(claims, &mut text);
    text
}

fn append(document: &impl Serialize, text: &mut String) {
    // Our own documents have string keys and cannot fail.
    let document = serde_json::to_vec(document).unwrap_or_default();
    URL_SAFE_NO_PAD.encode_string(document, text);
}

/// A random UUID (RFC 9562 §5.4), for `jti`.
pub(crate) fn uuid() -> Result<String, SandboxError> {
    Ok(uuid_of(secrets::random()?))
}

/// The UUID that is made of these bytes, random or not.
pub(crate) fn uuid_of(mut bytes: [u8; 16]) -> String {
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    let hex = secrets::hex(bytes);
    let parts = [&hex[..8], &hex[8..12], &hex[12..16], &hex[16..20], &hex[20..]];
    parts.join("-")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_token_is_what_the_standard_signs() {
        // Computed with Python's `hmac` and `base64` over the same bytes.
        let token = signed(&[0x0b; 64], &json!({"alg":"HS256"}), &json!({"sub":"a"}));
        assert_eq!(
            token,
            "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhIn0.eBhUAS0_SUPwrLoolE_wemhbYcg7S8NjrcK2mVDbvPI"
        );
    }

    #[test]
    fn identifiers_are_random_uuids() {
        let (one, other) = (uuid().unwrap(), uuid().unwrap());
        assert_ne!(one, other);
        assert_eq!(one.len(), 36);
        assert_eq!(one.as_bytes()[14], b'4');
        assert!(b"89ab".contains(&one.as_bytes()[19]));
    }
}
