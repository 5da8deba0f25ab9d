//! The Secret Service of a desktop: GNOME Keyring, `KWallet`, `KeePassXC`.
//!
//! An item is found by two attributes, `service` and `username`, wherever it is, and made in the
//! default collection. What is locked is unlocked once in a process: that is what may open a prompt.

use std::collections::HashMap;
use std::sync::Arc;

use secret_service::blocking::{Item, SecretService};
use secret_service::{EncryptionType, Error};
use zeroize::Zeroizing;

use super::talk::Prompt;
use super::{Bytes, SERVICE, StoreError};

/// Some services hold text alone, and what we keep is text.
const CONTENT_TYPE: &str = "text/plain";

/// The service, with a session in which secrets travel encrypted.
pub(super) struct Keyring {
    service: SecretService<'static>,
    prompt: Arc<Prompt>,
}

impl Keyring {
    /// A message on the bus may have 128 MiB: no bound that a token meets.
    pub(super) const LONGEST: Option<usize> = None;

    pub(super) fn connect(prompt: Arc<Prompt>) -> Result<Self, StoreError> {
        let service = SecretService::connect(EncryptionType::Dh).map_err(named)?;
        Ok(Self { service, prompt })
    }

    pub(super) fn read(&mut self, name: &str) -> Result<Option<Bytes>, StoreError> {
        let Some(item) = self.find(name)? else { return Ok(None) };
        Ok(Some(Zeroizing::new(item.get_secret().map_err(named)?)))
    }

    pub(super) fn write(&mut self, name: &str, bytes: &[u8]) -> Result<(), StoreError> {
        if let Some(item) = self.find(name)? {
            return item.set_secret(bytes, CONTENT_TYPE).map_err(named);
        }
        let collection = match self.service.get_default_collection() {
            Err(Error::NoResult) => Err(StoreError::KeyringUnreachable {
                reason: "it has no default collection".to_owned(),
            }),
            collection => collection.map_err(named),
        }?;
        if collection.is_locked().map_err(named)? {
            self.prompt.once(|| collection.unlock().map_err(named))?;
        }
        let label = format!("{SERVICE}: {name}");
        let made = collection.create_item(&label, attributes(name), bytes, true, CONTENT_TYPE);
        made.map(drop).map_err(named)
    }

    pub(super) fn remove(&mut self, name: &str) -> Result<bool, StoreError> {
        match self.find(name)? {
            Some(item) => item.delete().map(|()| true).map_err(named),
            None => Ok(false),
        }
    }

    /// The item of this name, unlocked. Several are nothing that we made.
    fn find(&self, name: &str) -> Result<Option<Item<'_>>, StoreError> {
        let found = self.service.search_items(attributes(name)).map_err(named)?;
        let mut items = found.unlocked.into_iter().chain(found.locked);
        let Some(item) = items.next() else { return Ok(None) };
        if items.next().is_some() {
            return Err(StoreError::KeyringMalformed);
        }
        if item.is_locked().map_err(named)? {
            self.prompt.once(|| item.unlock().map_err(named))?;
        }
        Ok(Some(item))
    }
}

fn attributes(name: &str) -> HashMap<&str, &str> {
    HashMap::from([("service", SERVICE), ("username", name)])
}

#[expect(clippy::needless_pass_by_value, reason = "for `map_err`")]
fn named(error: Error) -> StoreError {
    let reason = error.to_string();
    match error {
        Error::Locked | Error::Prompt | Error::NoResult => StoreError::KeyringLocked { reason },
        Error::Crypto(_) => StoreError::KeyringMalformed,
        // The name that the specification gives to it; the library knows it as text alone.
        _ if reason.contains("org.freedesktop.Secret.Error.IsLocked") => {
            StoreError::KeyringLocked { reason }
        }
        _ => StoreError::KeyringUnreachable { reason },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_service_reports_is_named() {
        for error in [Error::Locked, Error::Prompt, Error::NoResult] {
            assert!(matches!(named(error), StoreError::KeyringLocked { .. }));
        }
        for error in [Error::Unavailable, Error::PromptDisconnected] {
            assert!(matches!(named(error), StoreError::KeyringUnreachable { .. }));
        }
        assert!(matches!(named(Error::Crypto("mac")), StoreError::KeyringMalformed));
    }
}
