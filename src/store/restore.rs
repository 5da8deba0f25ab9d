//! A copy of a store in place of the store.
//!
//! What is put in place is a copy of the copy, which was looked at from end to end under a name of
//! its own: whose it is, of which schema, whether it is whole, and whether its key opens every secret
//! in it. It takes the store's name in one step, so that whoever is killed in between leaves the old
//! store or the new one. The old one keeps another name.

use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use jiff::Timestamp;
use tempfile::TempPath;

use crate::store::backup::secrets_are_inside;
use crate::store::guard::WholeStore;
use crate::store::record::Record;
use crate::store::schema::{Database, FILE_NAME};
use crate::store::{KeyLadder, KeySource, Store, StoreError, check, files};

/// How many old stores of one second keep a name.
const NAMES: u32 = 100;

/// A store that was put in place.
#[derive(Debug)]
pub struct Restored {
    /// How many connections it has.
    pub connections: u64,
    /// Where its key is; `None` where it has none yet.
    pub key_source: Option<KeySource>,
    /// The name that the store before it has now.
    pub kept: Option<PathBuf>,
}

impl Store {
    /// Puts the copy in `from` in the place of the store in `data_folder`. Where that has connections,
    /// or cannot tell, only if `over_another`.
    pub fn restore(
        data_folder: &Path,
        from: &Path,
        ladder: &KeyLadder,
        over_another: bool,
        now: Timestamp,
        wait: Duration,
    ) -> Result<Restored, StoreError> {
        There::to_be_replaced(data_folder, over_another)?;
        files::private_folder(data_folder).map_err(StoreError::io(data_folder))?;
        let folder = data_folder.canonicalize().map_err(StoreError::io(data_folder))?;
        let draft = copied(from, &folder)?;
        let (connections, key_source) = examined(&draft, from, &folder, ladder)?;
        let _alone = WholeStore::take(&folder, wait)?;
        // Somebody may have connected while the copy was looked at.
        let there = There::to_be_replaced(&folder, over_another)?;
        if matches!(there, There::Store { .. }) {
            // Nobody has it open, and all of it is in one file: its log would be taken for the new
            // one's.
            Database::open(&folder)?.map_or(Ok(()), |old| old.alone())?;
        }
        match put_in_place(draft, &folder, now) {
            Ok(kept) => Ok(Restored { connections, key_source, kept }),
            Err(error) => {
                // Whoever opens the store that is still there gives it its log again.
                let _ = Database::open(&folder);
                Err(error)
            }
        }
    }
}

/// Gives the draft the store's name, and the store another; says which.
fn put_in_place(
    draft: TempPath,
    folder: &Path,
    now: Timestamp,
) -> Result<Option<PathBuf>, StoreError> {
    let path = folder.join(FILE_NAME);
    let kept = kept(folder, now)?;
    // A log that is there would be taken for the new one's. A sound database has none by now, unless
    // somebody looked at it this very moment.
    move_log(&path, kept.as_deref())?;
    files::settle(draft, &path).map_err(StoreError::io(&path))?;
    Ok(kept)
}

/// What stands in the place of the store.
enum There {
    Nothing,
    Store {
        connections: u64,
    },
    /// Something that does not open: nobody knows what is in it.
    Broken,
}

impl There {
    /// What is there, unless it is something to be kept.
    fn to_be_replaced(data_folder: &Path, over_another: bool) -> Result<Self, StoreError> {
        match Self::look(data_folder)? {
            Self::Broken | Self::Store { connections: 1.. } if !over_another => {
                Err(StoreError::Occupied { path: data_folder.join(FILE_NAME) })
            }
            there => Ok(there),
        }
    }

    fn look(data_folder: &Path) -> Result<Self, StoreError> {
        let overview = match Store::find(data_folder) {
            Ok(None) => return Ok(Self::Nothing),
            Ok(Some(store)) => store.overview(),
            Err(error) => Err(error),
        };
        match overview {
            Ok(overview) => Ok(Self::Store { connections: overview.connections }),
            Err(
                StoreError::Damaged { .. }
                | StoreError::NotOurs { .. }
                | StoreError::NewerSchema { .. },
            ) => Ok(Self::Broken),
            Err(error) => Err(error),
        }
    }
}

/// A copy of the copy, in the folder of the store.
fn copied(from: &Path, folder: &Path) -> Result<TempPath, StoreError> {
    let mut draft = files::draft(folder).map_err(StoreError::io(folder))?;
    // Looked at before it is opened: to open a pipe is to wait for its other end.
    let found = std::fs::metadata(from).map_err(StoreError::io(from))?;
    if !found.is_file() {
        return Err(StoreError::NotOurs { path: from.to_owned() });
    }
    let copied = File::open(from).and_then(|mut from| {
        io::copy(&mut from, &mut draft)?;
        draft.as_file().sync_all()
    });
    copied.map_err(StoreError::io(from))?;
    Ok(draft.into_temp_path())
}

/// Looks at all of it, and makes it ready to be a store.
fn examined(
    draft: &Path,
    from: &Path,
    folder: &Path,
    ladder: &KeyLadder,
) -> Result<(u64, Option<KeySource>), StoreError> {
    let called = |error| named(error, from);
    let database = Database::open_at(draft.to_path_buf()).map_err(called)?;
    let damaged =
        |reason: &str| StoreError::Damaged { path: from.to_owned(), reason: reason.to_owned() };
    if let Some(reason) = check::integrity(&database).map_err(called)?.first() {
        return Err(damaged(reason));
    }
    database.nothing_runs_by_itself().map_err(called)?;
    let store = Store::over(database, folder.to_owned());
    let overview = store.overview().map_err(called)?;
    secrets_are_inside(&overview.backend)?;
    if store.orphans().map_err(called)? > 0 {
        return Err(damaged("tokens are missing in it"));
    }
    let record: Record = store.record().map_err(called)?;
    if record.key.is_some() {
        let keys = ladder.recall(&record, folder)?;
        let found = check::check_secrets(&store.database, &keys.data).map_err(called)?;
        if found.sealed > 0 {
            return Err(StoreError::Sealed);
        }
    } else if overview.connections > 0 {
        return Err(damaged("it forgot its key"));
    }
    // All of it in one file, whatever the copy was: nothing of it may stay in a log.
    store.database.alone().map_err(called)?;
    Ok((overview.connections, overview.key_source))
}

/// An error of the draft, told of the file that the user named.
fn named(error: StoreError, from: &Path) -> StoreError {
    let path = from.to_owned();
    match error {
        StoreError::Damaged { reason, .. } => StoreError::Damaged { path, reason },
        StoreError::NotOurs { .. } => StoreError::NotOurs { path },
        other => other,
    }
}

/// Gives the store that is there a second name, which it keeps; `None` where there is none.
fn kept(folder: &Path, now: Timestamp) -> Result<Option<PathBuf>, StoreError> {
    let path = folder.join(FILE_NAME);
    if !path.exists() {
        return Ok(None);
    }
    let moment = now.strftime("%Y%m%dT%H%M%SZ");
    for number in 1..=NAMES {
        let number = if number == 1 { String::new() } else { format!("-{number}") };
        let name = folder.join(format!("qetta-{moment}{number}.db"));
        match files::also_named(&path, &name) {
            Ok(()) => return Ok(Some(name)),
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(StoreError::io(&name)(error)),
        }
    }
    Err(StoreError::io(&path)(io::ErrorKind::AlreadyExists.into()))
}

/// The log of a database goes with it.
fn move_log(path: &Path, kept: Option<&Path>) -> Result<(), StoreError> {
    let beside = |path: &Path, end: &str| {
        let mut name = path.as_os_str().to_owned();
        name.push(end);
        PathBuf::from(name)
    };
    for end in ["-wal", "-shm", "-journal"] {
        let from = beside(path, end);
        let moved = match kept {
            Some(kept) => fs::rename(&from, beside(kept, end)),
            None => fs::remove_file(&from),
        };
        match moved {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(StoreError::io(&from)(error));
            }
            _ => {}
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::testing::{self, key, put, token};
    use crate::store::{NewKey, Vault};

    /// A store with a copy of it beside the folder.
    struct Stage {
        home: tempfile::TempDir,
    }

    impl Stage {
        async fn new() -> Self {
            let stage = Self { home: tempfile::tempdir().unwrap() };
            let vault = stage.vault();
            put(&vault, &key("one"), &token("copied", Some("refresh"))).await;
            vault.store().backup(&stage.copy()).unwrap();
            put(&vault, &key("one"), &token("renewed", Some("refresh"))).await;
            stage
        }

        fn data(&self) -> PathBuf {
            self.home.path().join("data")
        }

        fn copy(&self) -> PathBuf {
            self.home.path().join("copy.db")
        }

        fn vault(&self) -> Vault {
            testing::vault(&self.data())
        }

        fn access_token(&self) -> String {
            let held = self.vault().held(&key("one")).unwrap().unwrap();
            held.token.access_token.expose().to_owned()
        }

        fn restore(&self, over_another: bool) -> Result<Restored, StoreError> {
            self.restore_from(&self.copy(), over_another)
        }

        fn restore_from(&self, from: &Path, over_another: bool) -> Result<Restored, StoreError> {
            let (data, now, wait) = (self.data(), testing::now(), Duration::ZERO);
            Store::restore(&data, from, &testing::ladder(), over_another, now, wait)
        }
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn a_pipe_is_not_waited_for() {
        let stage = Stage::new().await;
        let pipe = stage.home.path().join("pipe");
        let made = std::process::Command::new("mkfifo").arg(&pipe).status().unwrap();
        assert!(made.success());
        let refused = stage.restore_from(&pipe, true);
        assert!(matches!(refused, Err(StoreError::NotOurs { .. })), "{refused:?}");
        assert_eq!(stage.access_token(), "renewed");
    }

    #[tokio::test]
    async fn a_copy_takes_the_place_of_the_store_which_keeps_a_name() {
        let stage = Stage::new().await;
        let done = stage.restore(true).unwrap();
        assert_eq!((done.connections, done.key_source), (1, Some(KeySource::Generated)));
        assert_eq!(stage.access_token(), "copied");
        let kept = done.kept.unwrap();
        assert!(kept.ends_with("qetta-20270115T080000Z.db"), "{kept:?}");
        let again = stage.restore_from(&kept, true).unwrap();
        assert_eq!(stage.access_token(), "renewed", "nothing of the old one is lost");
        assert!(again.kept.unwrap().ends_with("qetta-20270115T080000Z-2.db"));
        let names = testing::names(&stage.data());
        assert!(!names.iter().any(|name| name.contains("draft")), "{names:?}");
    }

    #[tokio::test]
    async fn a_store_with_connections_is_not_replaced_unasked() {
        let stage = Stage::new().await;
        let before = testing::contents(&stage.data());
        assert!(matches!(stage.restore(false), Err(StoreError::Occupied { .. })));
        assert_eq!(testing::contents(&stage.data()), before);
        stage.vault().store().forget(&key("one")).unwrap();
        stage.restore(false).unwrap();
        assert_eq!(stage.access_token(), "copied");
    }

    #[tokio::test]
    async fn an_empty_folder_takes_a_copy_and_its_key() {
        let stage = Stage::new().await;
        let own = std::fs::read(stage.data().join("qetta.key")).unwrap();
        std::fs::remove_dir_all(stage.data()).unwrap();
        assert!(matches!(stage.restore(false), Err(StoreError::KeyFileMissing { .. })));
        assert!(!stage.data().join("qetta.db").exists());
        testing::write(&stage.data().join("qetta.key"), &own);
        assert!(stage.restore(false).unwrap().kept.is_none());
        assert_eq!(stage.access_token(), "copied");
    }

    #[tokio::test]
    async fn a_copy_that_another_key_opens_is_refused() {
        let stage = Stage::new().await;
        stage.vault().rekey(&NewKey::Same, Duration::ZERO).unwrap();
        assert!(matches!(stage.restore(true), Err(StoreError::WrongKey)));
        assert_eq!(stage.access_token(), "renewed");
    }

    #[tokio::test]
    async fn nothing_is_put_in_place_of_a_store_in_use() {
        let stage = Stage::new().await;
        let vault = stage.vault();
        assert!(matches!(stage.restore(true), Err(StoreError::Busy { .. })));
        let guard = vault.guard(&key("one"), Duration::ZERO).await.unwrap();
        assert!(matches!(stage.restore(true), Err(StoreError::InUse { .. })));
        drop((guard, vault));
        stage.restore(true).unwrap();
    }

    #[tokio::test]
    async fn who_had_the_old_store_open_is_told() {
        let stage = Stage::new().await;
        let vault = stage.vault();
        let (data, elsewhere) = (stage.data(), stage.home.path().join("elsewhere"));
        std::fs::rename(data.join(FILE_NAME), elsewhere).unwrap();
        drop(Store::create(&data).unwrap());
        let refused = vault.guard(&key("one"), Duration::ZERO).await;
        assert!(matches!(refused, Err(StoreError::Replaced { .. })));
        // Nor is anything written that takes no guard: nobody would find it.
        let refused = vault.keep_accounts(&key("one"), "a list");
        assert!(matches!(refused, Err(StoreError::Replaced { .. })));
    }

    #[tokio::test]
    async fn a_damaged_store_makes_room_and_keeps_a_name() {
        let stage = Stage::new().await;
        let damaged = b"no database any more".to_vec();
        files::replace(&stage.data().join(FILE_NAME), &damaged).unwrap();
        testing::write(&stage.data().join("qetta.db-wal"), b"its log");
        assert!(matches!(stage.restore(false), Err(StoreError::Occupied { .. })));
        let kept = stage.restore(true).unwrap().kept.unwrap();
        assert_eq!(stage.access_token(), "copied");
        assert_eq!(std::fs::read(&kept).unwrap(), damaged);
        assert!(kept.with_extension("db-wal").exists());
    }

    #[tokio::test]
    async fn a_process_that_died_on_the_way_leaves_the_store() {
        let stage = Stage::new().await;
        // The old store has its second name, and the new one is still a draft.
        copied(&stage.copy(), &stage.data()).unwrap().keep().unwrap();
        kept(&stage.data(), testing::now()).unwrap();
        assert_eq!(stage.access_token(), "renewed");
        let left = stage.vault().store().leftover_files().unwrap();
        assert_eq!(left.len(), 1, "{left:?}");
        stage.restore(true).unwrap();
        assert_eq!(stage.access_token(), "copied");
    }

    #[tokio::test]
    async fn a_tampered_copy_is_refused_and_changes_nothing() {
        let stage = Stage::new().await;
        let changes = [
            "UPDATE secret SET sealed = zeroblob(22)",
            "UPDATE secret SET nonce = zeroblob(3)",
            "UPDATE connection SET account = 'two'",
            "UPDATE meta SET value = 'another' WHERE name = 'store_id'",
            "UPDATE meta SET value = zeroblob(72) WHERE name = 'wrapped_key'",
            "DELETE FROM meta WHERE name = 'key_check'",
            "DELETE FROM secret",
            "DROP TABLE secret",
            "CREATE TRIGGER theirs AFTER INSERT ON secret BEGIN DELETE FROM secret; END",
            "PRAGMA application_id = 7",
            "PRAGMA user_version = 99",
            "UPDATE meta SET value = 'keyring' WHERE name = 'backend'; \
             INSERT OR IGNORE INTO meta VALUES ('backend', 'keyring')",
        ];
        let whole = std::fs::read(stage.copy()).unwrap();
        for change in changes {
            let path = stage.home.path().join("tampered.db");
            files::replace(&path, &whole).unwrap();
            let flags = rusqlite::OpenFlags::SQLITE_OPEN_READ_WRITE;
            let copy = rusqlite::Connection::open_with_flags(&path, flags).unwrap();
            copy.execute_batch(change).unwrap();
            drop(copy);
            let refused = stage.restore_from(&path, true);
            assert!(refused.is_err(), "{change}");
            assert_eq!(stage.access_token(), "renewed", "{change}");
        }
        for bytes in [&b""[..], b"no database", &whole[..whole.len() / 2]] {
            let path = stage.home.path().join("cut.db");
            files::replace(&path, bytes).unwrap();
            assert!(stage.restore_from(&path, true).is_err());
        }
        assert!(stage.restore_from(Path::new("/nowhere/copy.db"), true).is_err());
        assert!(stage.restore_from(stage.home.path(), true).is_err());
        assert_eq!(stage.access_token(), "renewed");
        let names = testing::names(&stage.data());
        assert!(!names.iter().any(|name| name.contains("draft")), "{names:?}");
    }
}
