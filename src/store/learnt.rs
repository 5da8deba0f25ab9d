//! What a provider told us once about a client registration, and is no secret.

use rusqlite::OptionalExtension as _;

use crate::model::RegistrationId;
use crate::store::{Store, StoreError};

impl Store {
    /// What was learnt under this name.
    pub fn learnt(&self, of: &RegistrationId, name: &str) -> Result<Option<String>, StoreError> {
        self.database.read(|connection| {
            let mut select = connection
                .prepare("SELECT value FROM learnt WHERE registration = ?1 AND name = ?2")?;
            Ok(select.query_row([of.as_str(), name], |row| row.get(0)).optional()?)
        })
    }

    /// Remembers it, in place of what was remembered.
    pub fn learn(&self, of: &RegistrationId, name: &str, value: &str) -> Result<(), StoreError> {
        self.database.write(|to| {
            to.execute(
                "INSERT OR REPLACE INTO learnt (registration, name, value) VALUES (?1, ?2, ?3)",
                [of.as_str(), name, value],
            )?;
            Ok(())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_thing_learnt_is_remembered_for_its_registration_alone() {
        let home = tempfile::tempdir().unwrap();
        let store = Store::create(home.path()).unwrap();
        let one = RegistrationId::new("issuer", "one", "");
        store.learn(&one, "institution", "M202600001").unwrap();
        store.learn(&one, "institution", "M202600002").unwrap();
        assert_eq!(store.learnt(&one, "institution").unwrap().as_deref(), Some("M202600002"));
        let other = RegistrationId::new("issuer", "other", "");
        assert_eq!(store.learnt(&other, "institution").unwrap(), None);
    }
}
