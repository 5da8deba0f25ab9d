//! How Hyfata reads a request, looks at it, and answers it with a code.

use std::collections::BTreeMap;

use url::form_urlencoded;

use crate::sandbox::asked::Asked;
use crate::sandbox::context::Context;
use crate::sandbox::hyfata::words::{CLIENT, REDIRECT_URI, Words};
use crate::sandbox::hyfata::{CLIENT_ID, ISSUER};
use crate::sandbox::people::Person;
use crate::sandbox::redirect::is_registered;
use crate::sandbox::state::consents;
use crate::sandbox::{SandboxError, jwt};

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

/// The client and the address to go back to, in Hyfata's order.
pub(super) fn check(asked: &Asked) -> Result<(), Words> {
    if asked.client_id != CLIENT_ID {
        return Err(CLIENT);
    }
    if !is_registered(&asked.redirect_uri) {
        return Err(REDIRECT_URI);
    }
    Ok(())
}

/// A code for this request: a UUID and the clock, 50 characters.
pub(super) fn granted(
    asked: &Asked,
    person: &Person,
    context: &Context,
) -> Result<String, SandboxError> {
    let code = format!("{}-{}", jwt::uuid()?, context.now().as_millisecond());
    let ends = context.now().as_second() + consents::LIFE;
    let granted = asked.clone().agreed_by(person.email, ISSUER, ends);
    context
        .state()
        .write(|transaction| Ok(consents::keep(transaction, &code, &granted, context.now())?))?;
    Ok(code)
}
