//! What a client asks for in the browser, from the first address to the code.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use url::form_urlencoded;

use crate::sandbox::context::Context;
use crate::sandbox::hyfata::words::{CLIENT, REDIRECT_URI, Words};
use crate::sandbox::hyfata::{CLIENT_ID, ISSUER};
use crate::sandbox::people::Person;
use crate::sandbox::redirect::is_registered;
use crate::sandbox::state::consents::{self, Code};
use crate::sandbox::{SandboxError, jwt};

/// An authorization request that was looked at.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub(super) struct Asked {
    pub(super) client_id: String,
    pub(super) redirect_uri: String,
    pub(super) state: Option<String>,
    pub(super) code_challenge: Option<String>,
    /// Written down, and never honoured: verification is always S256.
    pub(super) code_challenge_method: Option<String>,
    /// What is granted, whatever was asked.
    pub(super) scope: String,
}

/// Parameters as its framework hands them over: an empty one is there. Of two, the first counts.
pub(super) struct Fields(BTreeMap<String, String>);

impl Fields {
    pub(super) fn read(sent: &[u8]) -> Self {
        let mut fields = BTreeMap::new();
        for (name, value) in form_urlencoded::parse(sent).into_owned() {
            fields.entry(name).or_insert(value);
        }
        Self(fields)
    }

    /// As it was sent.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.0.get(name).map(String::as_str)
    }

    /// Where there is something in it.
    pub(super) fn full(&self, name: &str) -> Option<&str> {
        self.get(name).filter(|value| !value.is_empty())
    }
}

impl Asked {
    /// The client and the address to go back to, in Hyfata's order.
    pub(super) fn check(&self) -> Result<(), Words> {
        if self.client_id != CLIENT_ID {
            return Err(CLIENT);
        }
        if !is_registered(&self.redirect_uri) {
            return Err(REDIRECT_URI);
        }
        Ok(())
    }

    /// A code for this request: a UUID and the clock, 50 characters.
    pub(super) fn granted_by(
        &self,
        person: &Person,
        context: &Context,
    ) -> Result<String, SandboxError> {
        let code = format!("{}-{}", jwt::uuid()?, context.now().as_millisecond());
        let granted = Code {
            issuer: ISSUER,
            client_id: self.client_id.clone(),
            redirect_uri: self.redirect_uri.clone(),
            scope: self.scope.clone(),
            subject: person.email.to_owned(),
            challenge: self.code_challenge.clone(),
            nonce: None,
            expires_at: context.now().as_second() + consents::LIFE,
            used: false,
        };
        context.state().write(|transaction| Ok(consents::keep(transaction, &code, &granted)?))?;
        Ok(code)
    }
}
