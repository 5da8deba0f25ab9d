//! Whether a database is the sandbox's. What is somebody else's, qetta's own store among it, is left as
//! it is: a memory of another version is emptied, and a name is soon mistyped.

use std::path::Path;

use rusqlite::{Connection, ErrorCode};

use crate::sandbox::SandboxError;
use crate::sandbox::state::KEY_SCHEMA;

/// `qebx`, where SQLite has a place for such a mark.
const APPLICATION_ID: i64 = 0x7165_6278;

/// Whether there is our oldest table, to the letter.
const BEFORE_THE_MARK: &str =
    "SELECT EXISTS (SELECT 1 FROM sqlite_schema WHERE name = 'signing_key' AND sql = ?1)";

/// Refuses a file that is not the sandbox's, before anything in it is touched.
pub(super) fn check(
    connection: &Connection,
    version: i32,
    path: &Path,
) -> Result<(), SandboxError> {
    let not_ours = || SandboxError::NotOurs { path: path.to_owned() };
    match is_ours(connection, version) {
        Ok(true) => Ok(()),
        Ok(false) => Err(not_ours()),
        Err(error) if error.sqlite_error_code() == Some(ErrorCode::NotADatabase) => Err(not_ours()),
        Err(error) => Err(error.into()),
    }
}

/// Marks a database as the sandbox's.
pub(super) fn mark(connection: &Connection) -> Result<(), rusqlite::Error> {
    if number(connection, "application_id")? == APPLICATION_ID {
        return Ok(());
    }
    connection.pragma_update(None, "application_id", APPLICATION_ID)
}

/// By its mark, or by tables that are just ours, for the first versions made no mark; an empty one is
/// anybody's.
fn is_ours(connection: &Connection, version: i32) -> Result<bool, rusqlite::Error> {
    let is_empty = "SELECT NOT EXISTS (SELECT 1 FROM sqlite_schema)";
    // All of it at one moment: somebody may just be making the tables.
    let moment = connection.unchecked_transaction()?;
    Ok(moment.query_row(is_empty, [], |row| row.get(0))?
        || number(&moment, "application_id")? == APPLICATION_ID
        || number(&moment, "user_version")? == i64::from(version)
        || moment.query_row(BEFORE_THE_MARK, [KEY_SCHEMA.trim().trim_end_matches(';')], |row| {
            row.get(0)
        })?)
}

fn number(connection: &Connection, pragma: &str) -> Result<i64, rusqlite::Error> {
    connection.pragma_query_value(None, pragma, |row| row.get(0))
}

#[cfg(test)]
mod tests {
    use std::fs::{self, File};
    use std::io::Write as _;

    use super::*;
    use crate::sandbox::State;

    fn file(path: &Path) -> File {
        File::options().write(true).create_new(true).open(path).unwrap()
    }

    #[test]
    fn somebody_elses_database_is_left_as_it_is() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("theirs.db");
        #[expect(clippy::disallowed_methods, reason = "somebody else's")]
        let theirs = Connection::open(&path).unwrap();
        theirs.execute_batch("CREATE TABLE dear (x); PRAGMA user_version = 3").unwrap();
        drop(theirs);
        let before = fs::read(&path).unwrap();
        let refused = State::at(&path).unwrap_err();
        assert!(matches!(&refused, SandboxError::NotOurs { path: named } if *named == path));
        assert_eq!(fs::read(&path).unwrap(), before);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }

    #[test]
    fn what_is_no_database_is_not_ours_either() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("notes.txt");
        file(&path).write_all(b"dear diary").unwrap();
        assert!(matches!(State::at(&path).unwrap_err(), SandboxError::NotOurs { .. }));
        assert_eq!(fs::read_to_string(&path).unwrap(), "dear diary");
    }

    #[test]
    fn an_empty_file_is_taken_and_one_without_the_mark_is_given_it() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sandbox.db");
        file(&path);
        let id = |state: &State| {
            state.read(|connection| Ok(number(connection, "application_id")?)).unwrap()
        };
        let state = State::at(&path).unwrap();
        assert_eq!(id(&state), APPLICATION_ID);
        state.read(|connection| Ok(connection.pragma_update(None, "application_id", 0)?)).unwrap();
        assert_eq!(id(&State::at(&path).unwrap()), APPLICATION_ID);
        let older = "PRAGMA application_id = 0; PRAGMA user_version = 3; DROP TABLE clock";
        state.read(|connection| Ok(connection.execute_batch(older)?)).unwrap();
        assert_eq!(id(&State::at(&path).unwrap()), APPLICATION_ID);
    }
}
