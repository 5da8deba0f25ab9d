//! A database as one file: for who copies it, or puts another in its place.

use rusqlite::Connection;

use crate::store::StoreError;
use crate::store::schema::Database;

impl Database {
    /// Writes everything into the one file and does without a log, which takes that nobody else has
    /// it open.
    pub(super) fn alone(&self) -> Result<(), StoreError> {
        let mode = self.read(|connection| mode(connection, "DELETE"));
        match mode {
            Ok(mode) if mode == "delete" => Ok(()),
            Ok(_) | Err(StoreError::Busy { .. }) => {
                Err(StoreError::Busy { path: self.path().to_owned() })
            }
            Err(error) => Err(error),
        }
    }

    /// Refuses a database with statements of its own, which would run when ours do.
    pub(super) fn nothing_runs_by_itself(&self) -> Result<(), StoreError> {
        let select = "SELECT count(*) FROM sqlite_schema WHERE type IN ('trigger', 'view')";
        let foreign = self
            .read(|connection| Ok(connection.query_row(select, [], |row| row.get::<_, i64>(0))?))?;
        if foreign > 0 {
            return Err(StoreError::NotOurs { path: self.path().to_owned() });
        }
        Ok(())
    }
}

fn mode(connection: &Connection, mode: &str) -> Result<String, StoreError> {
    let set = format!("PRAGMA journal_mode = {mode}");
    Ok(connection.query_row(&set, [], |row| row.get(0))?)
}
