//! Whether a store is as it should be, looked at without changing anything.

use std::path::PathBuf;

use crate::store::ladder::{self, KeySource};
use crate::store::schema::Database;
use crate::store::{Store, StoreError, Vault, files, secrets};

/// How many faults are told; where there are more, the rest adds nothing.
const TOLD: usize = 5;

/// What opens and what does not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Secrets {
    /// How many open.
    pub opened: u64,
    /// How many do not.
    pub sealed: u64,
    /// Some of those: what it is, and of which profile, provider and account.
    pub examples: Vec<String>,
}

impl Store {
    /// What SQLite finds wrong with the database, of which the first few; nothing where all is well.
    pub fn integrity(&self) -> Result<Vec<String>, StoreError> {
        integrity(&self.database)
    }

    /// How many rows belong to a connection that is not there, or lack the token that makes one.
    pub fn orphans(&self) -> Result<u64, StoreError> {
        const FOREIGN: &str = "SELECT count(*) FROM pragma_foreign_key_check";
        const BARE: &str = "
            SELECT count(*) FROM connection WHERE NOT EXISTS (
                SELECT 1 FROM secret WHERE connection_id = id AND kind = 'access_token'
            ) AND NOT EXISTS (
                SELECT 1 FROM meta WHERE name = 'backend' AND value <> 'sqlite'
            )";
        self.database.read(|connection| {
            let count = |select| connection.query_row(select, [], |row| row.get::<_, i64>(0));
            Ok(u64::try_from(count(FOREIGN)? + count(BARE)?).unwrap_or_default())
        })
    }

    /// Our files that others may read or change, or that are somebody else's.
    pub fn exposed(&self) -> Result<Vec<PathBuf>, StoreError> {
        let mut exposed = Vec::new();
        for path in self.own_files()? {
            let forbidden = if path.is_dir() { 0o022 } else { 0o077 };
            if !files::is_ours(&path, forbidden).map_err(StoreError::io(&path))? {
                exposed.push(path);
            }
        }
        Ok(exposed)
    }

    /// What processes left that were killed: drafts, and key files that open nothing any more.
    pub fn leftover_files(&self) -> Result<Vec<PathBuf>, StoreError> {
        let source = self.record()?.key.map(|key| key.source);
        let is_left = |name: &str| match name {
            ladder::FILE_NAME => source.is_some_and(|source| source != KeySource::Generated),
            ladder::NEXT_FILE_NAME => true,
            name => name.starts_with(files::DRAFT) && name.contains(".draft"),
        };
        let named = |path: &PathBuf| path.file_name().and_then(|name| name.to_str()).map(is_left);
        Ok(self.files()?.into_iter().filter(|path| named(path) == Some(true)).collect())
    }

    /// The folder itself and what in it is ours.
    fn own_files(&self) -> Result<Vec<PathBuf>, StoreError> {
        let ours = |path: &PathBuf| {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or_default();
            name.starts_with("qetta") || name.starts_with("audit") || name == "locks"
        };
        let inside = self.files()?.into_iter().filter(ours);
        Ok([self.folder.clone()].into_iter().chain(inside).collect())
    }

    fn files(&self) -> Result<Vec<PathBuf>, StoreError> {
        let entries = std::fs::read_dir(&self.folder).map_err(StoreError::io(&self.folder))?;
        let mut files: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
        files.sort();
        Ok(files)
    }
}

impl Vault {
    /// Opens every secret and lets it go again.
    pub fn check_secrets(&self) -> Result<Secrets, StoreError> {
        let keys = self.store().keys(self.ladder())?;
        check_secrets(&self.store().database, &keys.data)
    }
}

/// What opens with this key and what does not.
pub(super) fn check_secrets(
    database: &Database,
    data: &crate::store::key::StoreKey,
) -> Result<Secrets, StoreError> {
    let mut found = Secrets::default();
    database.read(|connection| {
        secrets::each(connection, |secret| {
            if secret.opened(data).is_some() {
                found.opened += 1;
                return Ok(());
            }
            found.sealed += 1;
            if found.examples.len() < TOLD {
                found.examples.push(format!("{} {}", secret.kind, secret.key.join("/")));
            }
            Ok(())
        })
    })?;
    Ok(found)
}

/// What SQLite finds wrong with a database.
pub(super) fn integrity(database: &Database) -> Result<Vec<String>, StoreError> {
    database.read(|connection| {
        let mut check = connection.prepare(&format!("PRAGMA integrity_check({TOLD})"))?;
        let lines = check.query_map([], |row| row.get::<_, String>(0))?;
        let lines: Vec<String> = lines.collect::<Result<_, _>>()?;
        Ok(lines.into_iter().filter(|line| line != "ok").collect())
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{self, key, put, token};

    async fn made(folder: &std::path::Path) -> Vault {
        let vault = testing::vault(folder);
        for account in ["one", "two"] {
            put(&vault, &key(account), &token("access", Some("refresh"))).await;
        }
        vault
    }

    fn altered(vault: &Vault, statement: &str) {
        let change = |connection: &rusqlite::Connection| {
            connection.execute_batch("PRAGMA foreign_keys = OFF")?;
            Ok(connection.execute(statement, [])?)
        };
        assert!(vault.store().database.read(change).unwrap() > 0, "{statement}");
    }

    #[tokio::test]
    async fn a_whole_store_has_nothing_to_say() {
        let folder = tempfile::tempdir().unwrap();
        let vault = made(folder.path()).await;
        let store = vault.store();
        assert!(store.integrity().unwrap().is_empty());
        assert_eq!(store.orphans().unwrap(), 0);
        assert!(store.exposed().unwrap().is_empty());
        assert!(store.leftover_files().unwrap().is_empty());
        let secrets = vault.check_secrets().unwrap();
        assert_eq!((secrets.opened, secrets.sealed), (4, 0));
    }

    #[tokio::test]
    async fn what_was_altered_swapped_or_lost_is_found() {
        let folder = tempfile::tempdir().unwrap();
        let vault = made(folder.path()).await;
        altered(
            &vault,
            "UPDATE secret SET sealed = x'00' WHERE kind = 'access_token' AND connection_id = 1",
        );
        altered(
            &vault,
            "UPDATE secret SET nonce = x'00' WHERE kind = 'refresh_token' AND connection_id = 1",
        );
        let secrets = vault.check_secrets().unwrap();
        assert_eq!((secrets.opened, secrets.sealed), (2, 2));
        assert_eq!(secrets.examples[0], "access_token test/TOSS_CERT/one");
        altered(&vault, "DELETE FROM secret WHERE kind = 'access_token'");
        altered(&vault, "DELETE FROM connection WHERE account = 'one'");
        assert_eq!(vault.store().orphans().unwrap(), 2, "a token too few and one too many");
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn what_others_may_read_and_what_was_left_is_found() {
        use std::os::unix::fs::PermissionsExt as _;
        let folder = tempfile::tempdir().unwrap();
        let vault = made(folder.path()).await;
        let open = |name: &str, mode| {
            let path = vault.store().folder().join(name);
            std::fs::set_permissions(&path, std::fs::Permissions::from_mode(mode)).unwrap();
            path
        };
        let exposed = [open("qetta.db", 0o644), open("qetta.key", 0o640)];
        assert_eq!(vault.store().exposed().unwrap(), exposed);
        testing::write(&folder.path().join("qetta.key.next"), b"");
        testing::write(&folder.path().join(".qetta-1.draft"), b"");
        testing::write(&folder.path().join("of the user"), b"");
        assert_eq!(vault.store().leftover_files().unwrap().len(), 2);
    }
}
