use super::*;
use crate::store::testing;

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

fn canonical(folder: &tempfile::TempDir) -> PathBuf {
    folder.path().canonicalize().unwrap()
}

/// A database as a program other than this version left it.
fn foreign(folder: &Path, statements: &str, leaving_a_log: bool) {
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE;
    let connection = Connection::open_with_flags(folder.join(FILE_NAME), flags).unwrap();
    let config = DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE;
    connection.set_db_config(config, leaving_a_log).unwrap();
    connection.execute_batch(statements).unwrap();
}

#[test]
fn nothing_is_made_by_looking() {
    let folder = folder();
    assert!(Database::open(&canonical(&folder)).unwrap().is_none());
    assert!(testing::names(folder.path()).is_empty());
}

#[test]
fn a_new_database_is_in_wal_mode_and_leaves_no_draft() {
    let folder = folder();
    let database = Database::create(&canonical(&folder)).unwrap();
    assert_eq!(journal_mode(&database.connection).unwrap(), "wal");
    drop(database);
    assert_eq!(testing::names(folder.path()), [FILE_NAME]);
}

#[test]
fn the_journal_is_of_the_kind_that_the_place_wants_and_changes_with_it() {
    let folder = folder();
    let path = canonical(&folder);
    for journal in [Journal::Rollback, Journal::Log, Journal::Rollback, Journal::Rollback] {
        let database = Database::create_with(&path, journal).unwrap();
        assert_eq!(journal_mode(&database.connection).unwrap(), journal.as_str());
        let insert = "INSERT INTO meta (name, value) VALUES (hex(randomblob(8)), 1)";
        database.write(|to| Ok(to.execute(insert, [])?)).unwrap();
        if journal == Journal::Rollback {
            assert_eq!(testing::names(folder.path()), [FILE_NAME], "no log and no index");
            // Nobody is locked out while nothing is done.
            let other = Database::create_with(&path, journal).unwrap();
            other.write(|to| Ok(to.execute(insert, [])?)).unwrap();
            database.write(|to| Ok(to.execute(insert, [])?)).unwrap();
        }
    }
    let database = Database::create_with(&path, Journal::Log).unwrap();
    let count = |connection: &Connection| {
        let select = "SELECT count(*) FROM meta WHERE value = 1";
        Ok(connection.query_row(select, [], |row| row.get::<_, i64>(0))?)
    };
    assert_eq!(database.read(count).unwrap(), 10);
}

#[test]
fn what_a_dead_process_left_of_a_change_is_taken_back_without_a_log() {
    let folder = folder();
    let path = canonical(&folder);
    let database = Database::create_with(&path, Journal::Rollback).unwrap();
    let torn = database.read(|connection| {
        connection
            .execute_batch("BEGIN IMMEDIATE; PRAGMA cache_spill = 1; PRAGMA cache_size = 1")?;
        connection.execute_batch(
            "WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many LIMIT 2000)
             INSERT INTO meta SELECT 'half done ' || n, randomblob(200) FROM many",
        )?;
        Ok(testing::contents(folder.path()))
    });
    let elsewhere = self::folder();
    for (name, bytes) in torn.unwrap() {
        testing::write(&elsewhere.path().join(name), &bytes);
    }
    assert_eq!(testing::names(elsewhere.path()), [FILE_NAME, "qetta.db-journal"]);
    let database = Database::open_with(&canonical(&elsewhere), Journal::Rollback);
    let count = |connection: &Connection| {
        let select = "SELECT count(*) FROM meta WHERE name LIKE 'half done%'";
        Ok(connection.query_row(select, [], |row| row.get::<_, i64>(0))?)
    };
    assert_eq!(database.unwrap().unwrap().read(count).unwrap(), 0);
    assert_eq!(testing::names(elsewhere.path()), [FILE_NAME]);
}

#[test]
fn a_newer_schema_is_named_and_left_byte_for_byte() {
    for leaving_a_log in [false, true] {
        let folder = folder();
        drop(Database::create(&canonical(&folder)).unwrap());
        foreign(folder.path(), "PRAGMA user_version = 99;", leaving_a_log);
        let before = testing::contents(folder.path());
        let error = Database::create(&canonical(&folder)).unwrap_err();
        let known = version_after(MIGRATIONS);
        assert!(matches!(error, StoreError::NewerSchema { found: 99, known: k } if k == known));
        let mut after = testing::contents(folder.path());
        // The index of the log is only a cache.
        after.retain(|(name, _)| !name.ends_with("-shm"));
        assert!(before.iter().filter(|(name, _)| !name.ends_with("-shm")).eq(&after));
    }
}

#[test]
fn another_programs_database_is_left_byte_for_byte() {
    let folder = folder();
    foreign(folder.path(), "CREATE TABLE theirs (x);", false);
    let before = testing::contents(folder.path());
    assert!(matches!(Database::create(&canonical(&folder)), Err(StoreError::NotOurs { .. })));
    assert_eq!(testing::contents(folder.path()), before);
}

#[test]
fn what_is_no_database_is_left_alone() {
    for bytes in [&b""[..], b"just some words that are no database at all"] {
        let folder = folder();
        testing::write(&folder.path().join(FILE_NAME), bytes);
        let error = Database::create(&canonical(&folder)).unwrap_err();
        assert!(matches!(error, StoreError::NotOurs { .. } | StoreError::Damaged { .. }));
        assert_eq!(testing::contents(folder.path()), [(FILE_NAME.to_owned(), bytes.to_vec())]);
    }
    let folder = folder();
    fs::create_dir(folder.path().join(FILE_NAME)).unwrap();
    assert!(matches!(Database::create(&canonical(&folder)), Err(StoreError::NotOurs { .. })));
}

#[cfg(unix)]
#[test]
fn a_link_is_not_followed() {
    let (folder, elsewhere) = (folder(), folder());
    drop(Database::create(&canonical(&elsewhere)).unwrap());
    let target = elsewhere.path().join(FILE_NAME);
    let link = canonical(&folder).join(FILE_NAME);
    std::os::unix::fs::symlink(&target, &link).unwrap();
    let error = Database::create(&canonical(&folder)).unwrap_err();
    assert!(matches!(error, StoreError::SymbolicLink { .. }));
    // Nor where the link appears after we looked.
    assert!(matches!(Database::connect(link), Err(StoreError::SymbolicLink { .. })));
}

#[cfg(unix)]
#[test]
fn the_database_and_its_log_are_for_their_owner_alone() {
    let folder = folder();
    let database = Database::create(&canonical(&folder)).unwrap();
    database.write(|to| Ok(to.execute_batch("DELETE FROM secret")?)).unwrap();
    for name in testing::names(folder.path()) {
        assert_eq!(testing::mode(&folder.path().join(&name)), 0o600, "{name}");
    }
}

#[test]
fn many_first_processes_make_one_database() {
    let folder = folder();
    let path = canonical(&folder);
    let id = |connection: &Connection| {
        let select = "SELECT value FROM meta WHERE name = 'store_id'";
        Ok(connection.query_row(select, [], |row| row.get::<_, String>(0))?)
    };
    let ids: std::collections::BTreeSet<String> = std::thread::scope(|scope| {
        let first = || Database::create(&path).unwrap().read(id).unwrap();
        let racers: Vec<_> = (0..8).map(|_| scope.spawn(first)).collect();
        racers.into_iter().map(|racer| racer.join().unwrap()).collect()
    });
    assert_eq!(ids.len(), 1);
    assert_eq!(testing::names(folder.path()), [FILE_NAME]);
}
