//! All that the providers remember, taken out and put back.

use std::collections::BTreeMap;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use crate::sandbox::{SandboxError, State};

/// So many are kept at once.
const KEPT: usize = 32;

/// What stays whatever is forgotten or brought back: keys, without which tokens that are out could no
/// longer be checked, and the time, which has a page of its own.
const STAYING: [&str; 2] = ["signing_key", "clock"];

/// Every row of every table.
pub(crate) struct Snapshot(Vec<(String, Vec<Vec<Value>>)>);

/// Snapshots by name.
#[derive(Default)]
pub(crate) struct Snapshots(BTreeMap<String, Snapshot>);

impl Snapshots {
    /// Keeps one, in the place of another with its name; `false` where there are too many.
    pub(crate) fn keep(&mut self, name: &str, snapshot: Snapshot) -> bool {
        let has_room = self.0.len() < KEPT || self.0.contains_key(name);
        if has_room {
            self.0.insert(name.to_owned(), snapshot);
        }
        has_room
    }

    /// The one with this name.
    pub(crate) fn get(&self, name: &str) -> Option<&Snapshot> {
        self.0.get(name)
    }

    /// Every name.
    pub(crate) fn names(&self) -> Vec<&str> {
        self.0.keys().map(String::as_str).collect()
    }
}

impl State {
    /// What is remembered now.
    pub(crate) fn snapshot(&self) -> Result<Snapshot, SandboxError> {
        self.write(|transaction| {
            let tables = tables(transaction)?.into_iter();
            let rows = tables.map(|table| Ok((table.clone(), rows(transaction, &table)?)));
            Ok(Snapshot(rows.collect::<Result<_, SandboxError>>()?))
        })
    }

    /// What was remembered then, and nothing else.
    pub(crate) fn restore(&self, snapshot: &Snapshot) -> Result<(), SandboxError> {
        self.write(|transaction| {
            for (table, rows) in &snapshot.0 {
                transaction.execute(&format!("DELETE FROM {}", quoted(table)), [])?;
                put_back(transaction, table, rows)?;
            }
            Ok(())
        })?;
        self.read_clock()
    }

    /// Forgets everything but the keys and the time.
    pub(crate) fn clear(&self) -> Result<(), SandboxError> {
        self.write(|transaction| {
            for table in tables(transaction)? {
                transaction.execute(&format!("DELETE FROM {}", quoted(&table)), [])?;
            }
            Ok(())
        })?;
        self.read_clock()
    }
}

/// Every table of which something can be forgotten.
fn tables(connection: &Connection) -> Result<Vec<String>, rusqlite::Error> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    let mut tables: Vec<String> =
        connection.prepare(sql)?.query_map([], |row| row.get(0))?.collect::<Result<_, _>>()?;
    tables.retain(|table| !STAYING.contains(&table.as_str()));
    Ok(tables)
}

fn rows(connection: &Connection, table: &str) -> Result<Vec<Vec<Value>>, rusqlite::Error> {
    let mut statement = connection.prepare(&format!("SELECT * FROM {}", quoted(table)))?;
    let columns = statement.column_count();
    let read = |row: &rusqlite::Row<'_>| (0..columns).map(|column| row.get(column)).collect();
    statement.query_map([], read)?.collect()
}

fn put_back(
    connection: &Connection,
    table: &str,
    rows: &[Vec<Value>],
) -> Result<(), rusqlite::Error> {
    let Some(first) = rows.first() else { return Ok(()) };
    let places = vec!["?"; first.len()].join(", ");
    let sql = format!("INSERT INTO {} VALUES ({places})", quoted(table));
    let mut statement = connection.prepare(&sql)?;
    for row in rows {
        statement.execute(params_from_iter(row))?;
    }
    Ok(())
}

fn quoted(table: &str) -> String {
    format!("\"{}\"", table.replace('"', "\"\""))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::testing::Stage;

    #[test]
    fn what_was_known_is_known_again_and_nothing_else_is() {
        let sandbox = Stage::new();
        let state = sandbox.context.state();
        let key = *state.signing_key();
        let count = || {
            let sql = "SELECT count(*) FROM token";
            state.read(|open| Ok(open.query_row(sql, [], |row| row.get::<_, i64>(0))?)).unwrap()
        };
        sandbox.toss_token();
        let snapshot = state.snapshot().unwrap();
        sandbox.toss_token();
        state.restore(&snapshot).unwrap();
        assert_eq!(count(), 1);
        state.clear().unwrap();
        assert_eq!((count(), *state.signing_key()), (0, key));
        state.restore(&snapshot).unwrap();
        assert_eq!(count(), 1);
    }

    #[test]
    fn there_is_room_for_so_many_and_a_name_can_be_taken_again() {
        let mut snapshots = Snapshots::default();
        for number in 0..KEPT {
            assert!(snapshots.keep(&number.to_string(), Snapshot(Vec::new())));
        }
        assert!(!snapshots.keep("one more", Snapshot(Vec::new())));
        assert!(snapshots.keep("0", Snapshot(Vec::new())));
        assert_eq!(snapshots.names().len(), KEPT);
    }
}
