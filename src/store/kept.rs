//! A connection's token as an item of a keyring has it: secrets and facts together, so that the item
//! alone is the truth, and what the database says of it a copy.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::model::{AccessToken, ConnectionKey, RefreshToken, RegistrationId, Token};
use crate::store::keyring::Bytes;
use crate::store::{Held, StoreError};

/// The form of an item; another one is of another version of qetta.
const FORM: u32 = 1;

/// An item: what is held, and whose it is.
#[derive(Debug)]
pub(super) struct Kept {
    /// The token with what it takes to judge it.
    pub(super) held: Held,
    /// How the provider calls the user, where it says so.
    pub(super) provider_user_id: Option<String>,
}

#[derive(Serialize)]
struct Written<'a> {
    qetta: u32,
    connection: &'a str,
    access_token: &'a str,
    refresh_token: Option<&'a str>,
    token_type: &'a str,
    scope: &'a str,
    registration: &'a str,
    provider_user_id: Option<&'a str>,
    issued_at: i64,
    expires_in: Option<i64>,
    version: i64,
}

#[derive(Deserialize)]
struct Read {
    qetta: u32,
    connection: String,
    access_token: AccessToken,
    refresh_token: Option<RefreshToken>,
    token_type: String,
    scope: String,
    registration: String,
    provider_user_id: Option<String>,
    issued_at: i64,
    expires_in: Option<i64>,
    version: i64,
}

impl Kept {
    /// The item of this connection, as it is written.
    pub(super) fn written(&self, key: &ConnectionKey) -> Result<Bytes, StoreError> {
        let Held { token, registration, version } = &self.held;
        let refresh = token.refresh_token.as_ref().map(RefreshToken::expose);
        let item = Written {
            qetta: FORM,
            connection: &key.canonical(),
            access_token: token.access_token.expose(),
            refresh_token: refresh,
            token_type: &token.token_type,
            scope: &token.scope,
            registration: registration.as_str(),
            provider_user_id: self.provider_user_id.as_deref(),
            issued_at: token.issued_at.as_millisecond(),
            expires_in: token.expires_in,
            version: *version,
        };
        // Room for all of it at once: a buffer that grows leaves copies behind.
        let secrets = item.access_token.len() + refresh.map_or(0, str::len);
        let mut bytes = Zeroizing::new(Vec::with_capacity(2 * secrets + 8_192));
        serde_json::to_writer(&mut *bytes, &item).map_err(|_| malformed("it cannot be written"))?;
        Ok(bytes)
    }

    /// What was written for this connection. No word of the reason is out of the item.
    pub(super) fn read(key: &ConnectionKey, bytes: &[u8]) -> Result<Self, StoreError> {
        let read: Read =
            serde_json::from_slice(bytes).map_err(|_| malformed("it is not what qetta writes"))?;
        if read.qetta != FORM {
            return Err(malformed("another version of qetta has written it"));
        }
        if read.connection != key.canonical() {
            return Err(malformed("it belongs to another connection"));
        }
        let issued_at = Timestamp::from_millisecond(read.issued_at);
        let token = Token {
            access_token: read.access_token,
            refresh_token: read.refresh_token,
            token_type: read.token_type,
            scope: read.scope,
            issued_at: issued_at.map_err(|_| malformed("its time is none"))?,
            expires_in: read.expires_in,
        };
        let registration = RegistrationId::stored(read.registration);
        let held = Held { token, registration, version: read.version };
        Ok(Self { held, provider_user_id: read.provider_user_id })
    }
}

fn malformed(reason: &str) -> StoreError {
    StoreError::SecretMalformed { reason: reason.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{key, registration, token};

    fn kept() -> Kept {
        let token = token("access \"가\" canary", Some("refresh canary"));
        let held = Held { token, registration: registration("client"), version: 7 };
        Kept { held, provider_user_id: Some("user 1".to_owned()) }
    }

    #[test]
    fn what_is_written_is_read_again() {
        let written = kept().written(&key("one")).unwrap();
        let read = Kept::read(&key("one"), &written).unwrap();
        assert_eq!(*read.written(&key("one")).unwrap(), *written);
        assert_eq!(read.held.token.access_token.expose(), "access \"가\" canary");
        assert_eq!(read.held.version, 7);
    }

    #[test]
    fn an_item_of_another_connection_or_form_is_refused_without_its_words() {
        let written = kept().written(&key("one")).unwrap();
        let text = std::str::from_utf8(&written).unwrap();
        for (bytes, reason) in [
            (text.replace("\"qetta\":1", "\"qetta\":2"), "another version"),
            (text.replace("one", "two"), "another connection"),
            (text.replace("\"version\":7", "\"version\":\"canary\""), "not what qetta writes"),
            (text.replace("1800000000000", "9223372036854775807"), "its time"),
            (text[..text.len() - 1].to_owned(), "not what qetta writes"),
            (String::new(), "not what qetta writes"),
        ] {
            let refused = Kept::read(&key("one"), bytes.as_bytes()).unwrap_err();
            let words = format!("{refused} {refused:?}");
            assert!(words.contains(reason) && !words.contains("canary"), "{words}");
        }
    }

    #[test]
    fn a_debugged_item_shows_no_secret() {
        assert!(!format!("{:?}", kept()).contains("canary"));
    }
}
