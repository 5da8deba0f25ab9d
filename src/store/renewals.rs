//! Renewals that were begun: what a run that died, or heard no answer, leaves for the next one.
//!
//! A provider that rotates refresh tokens has spent the old one as soon as it acts. Whether it did is
//! unknown from the moment of the request until its answer is in the store, so that what is begun is
//! on the disk before the request leaves.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, Transaction};

use crate::model::ConnectionKey;
use crate::store::facts::{columns, instant};
use crate::store::{RefreshGuard, Store, StoreError, Vault};

const SELECT: &str = "
    SELECT renewal.begun_at, renewal.tries FROM renewal
    JOIN connection ON connection.id = renewal.connection_id
    WHERE profile = ?1 AND provider = ?2 AND account = ?3 AND renewal.version = ?4";

/// The same token once more counts up, and keeps the moment at which it became uncertain.
const BEGIN: &str = "
    INSERT INTO renewal (connection_id, version, begun_at, tries)
    SELECT id, ?4, ?5, 1 FROM connection WHERE profile = ?1 AND provider = ?2 AND account = ?3
    ON CONFLICT (connection_id) DO UPDATE SET
        tries = CASE version WHEN excluded.version THEN tries + 1 ELSE 1 END,
        begun_at = CASE version WHEN excluded.version THEN begun_at ELSE excluded.begun_at END,
        version = excluded.version";

const END: &str = "
    DELETE FROM renewal WHERE connection_id IN (
        SELECT id FROM connection WHERE profile = ?1 AND provider = ?2 AND account = ?3
    )";

/// A renewal whose end nobody knows: the refresh token may be used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unfinished {
    /// When the first try began.
    pub begun_at: Timestamp,
    /// How many tries there were.
    pub tries: i64,
}

impl Unfinished {
    /// The one of the token of this `version`; what is known of an older token says nothing of it.
    fn find(
        connection: &Connection,
        key: &ConnectionKey,
        version: i64,
    ) -> rusqlite::Result<Option<Self>> {
        let [profile, provider, account] = columns(key);
        let read = |row: &Row<'_>| {
            Ok(Self { begun_at: instant(row, "begun_at")?, tries: row.get("tries")? })
        };
        connection.query_row(SELECT, (profile, provider, account, version), read).optional()
    }
}

impl Store {
    /// A renewal of the token that a connection has, begun and without an end. It needs no key.
    pub fn unfinished(&self, key: &ConnectionKey) -> Result<Option<Unfinished>, StoreError> {
        self.database.read(|connection| {
            let select = "SELECT version FROM connection
                          WHERE profile = ?1 AND provider = ?2 AND account = ?3";
            let version =
                connection.query_row(select, columns(key), |row| row.get(0)).optional()?;
            let Some(version) = version else { return Ok(None) };
            Ok(Unfinished::find(connection, key, version)?)
        })
    }
}

impl Vault {
    /// Writes down that the refresh token of the guarded connection's token of this `version` is about
    /// to be spent; on the disk when it returns. The answer is what was written down before.
    pub fn begin_renewal(
        &self,
        guard: &RefreshGuard,
        version: i64,
        now: Timestamp,
    ) -> Result<Option<Unfinished>, StoreError> {
        let [profile, provider, account] = columns(guard.key());
        self.store().database.write(|to| {
            let before = Unfinished::find(to, guard.key(), version)?;
            to.execute(BEGIN, (profile, provider, account, version, now.as_millisecond()))?;
            Ok(before)
        })
    }

    /// Takes back what was begun: the provider did nothing.
    pub fn undo_renewal(&self, guard: &RefreshGuard) -> Result<(), StoreError> {
        self.store().database.write(|to| {
            to.execute(END, columns(guard.key()))?;
            Ok(())
        })
    }
}

/// The end of a renewal, in the transaction that stores what came of it.
pub(super) fn ended(to: &Transaction<'_>, connection_id: i64) -> rusqlite::Result<()> {
    to.execute("DELETE FROM renewal WHERE connection_id = ?1", [connection_id])?;
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use jiff::SignedDuration;

    use super::*;
    use crate::store::testing::{self, key, put, token};

    async fn guarded(vault: &Vault) -> RefreshGuard {
        vault.guard(&key("one"), Duration::ZERO).await.unwrap()
    }

    fn unfinished(vault: &Vault) -> Option<(Timestamp, i64)> {
        let found = vault.store().unfinished(&key("one")).unwrap();
        found.map(|found| (found.begun_at, found.tries))
    }

    #[tokio::test]
    async fn what_was_begun_is_there_in_another_process_and_counts_its_tries() {
        let folder = tempfile::tempdir().unwrap();
        let vault = testing::vault(folder.path());
        put(&vault, &key("one"), &token("access", Some("refresh"))).await;
        let guard = guarded(&vault).await;
        let (now, later) = (testing::now(), testing::now() + SignedDuration::from_hours(1));
        assert_eq!(vault.begin_renewal(&guard, 1, now).unwrap(), None);
        drop(guard);
        drop(vault);

        let vault = testing::vault(folder.path());
        assert_eq!(unfinished(&vault), Some((now, 1)));
        let guard = guarded(&vault).await;
        let before = vault.begin_renewal(&guard, 1, later).unwrap();
        assert_eq!(before, Some(Unfinished { begun_at: now, tries: 1 }));
        assert_eq!(unfinished(&vault), Some((now, 2)));
        assert_eq!(vault.store().unfinished(&key("two")).unwrap(), None);
    }

    #[tokio::test]
    async fn a_new_token_ends_it_and_so_does_nothing_having_happened() {
        let folder = tempfile::tempdir().unwrap();
        let vault = testing::vault(folder.path());
        put(&vault, &key("one"), &token("access", Some("refresh"))).await;
        let guard = guarded(&vault).await;
        vault.begin_renewal(&guard, 1, testing::now()).unwrap();
        vault.undo_renewal(&guard).unwrap();
        assert_eq!(unfinished(&vault), None);

        vault.begin_renewal(&guard, 1, testing::now()).unwrap();
        let registration = testing::registration("client");
        let next = token("access", Some("next"));
        vault.put(&guard, &registration, &next, None, testing::now()).unwrap();
        assert_eq!(unfinished(&vault), None);
    }

    #[tokio::test]
    async fn what_was_begun_with_an_older_token_says_nothing_of_a_newer_one() {
        let folder = tempfile::tempdir().unwrap();
        let vault = testing::vault(folder.path());
        put(&vault, &key("one"), &token("access", Some("refresh"))).await;
        let guard = guarded(&vault).await;
        vault.begin_renewal(&guard, 7, testing::now()).unwrap();
        assert_eq!(unfinished(&vault), None);
        assert_eq!(vault.begin_renewal(&guard, 1, testing::now()).unwrap(), None);
        assert_eq!(unfinished(&vault), Some((testing::now(), 1)));
    }

    #[tokio::test]
    async fn nothing_of_it_outlives_its_connection() {
        let folder = tempfile::tempdir().unwrap();
        let vault = testing::vault(folder.path());
        put(&vault, &key("one"), &token("access", Some("refresh"))).await;
        let guard = guarded(&vault).await;
        vault.begin_renewal(&guard, 1, testing::now()).unwrap();
        vault.store().forget(&key("one")).unwrap();
        let count = |connection: &Connection| {
            let select = "SELECT count(*) FROM renewal";
            Ok(connection.query_row(select, [], |row| row.get::<_, i64>(0))?)
        };
        assert_eq!(vault.store().database.read(count).unwrap(), 0);
        // One that is not there begins nothing.
        vault.begin_renewal(&guard, 1, testing::now()).unwrap();
        assert_eq!(vault.store().database.read(count).unwrap(), 0);
    }
}
