//! One change of what the providers remember: whole, or not at all.

use rusqlite::Connection;

/// A transaction, taken back unless it is kept. rusqlite's own has its two statements read anew each
/// time, which takes longer than many a call.
pub(super) struct Change<'a> {
    connection: &'a Connection,
    kept: bool,
}

impl<'a> Change<'a> {
    /// Begins one that writes: two processes never act on the same old facts.
    pub(super) fn begin(connection: &'a Connection) -> Result<Self, rusqlite::Error> {
        connection.prepare_cached("BEGIN IMMEDIATE")?.execute([])?;
        Ok(Self { connection, kept: false })
    }

    /// Lets it stand.
    pub(super) fn keep(mut self) -> Result<(), rusqlite::Error> {
        self.connection.prepare_cached("COMMIT")?.execute([])?;
        self.kept = true;
        Ok(())
    }
}

impl Drop for Change<'_> {
    fn drop(&mut self) {
        if !self.kept {
            // Where even this fails, nothing was begun, or SQLite has taken it back by itself.
            let _ = self.connection.execute_batch("ROLLBACK");
        }
    }
}
