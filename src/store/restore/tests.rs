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
