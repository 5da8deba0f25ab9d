//! The schema as it grew: what each version of the database adds to the one before.

use rusqlite::{Connection, Transaction, TransactionBehavior};

use crate::store::StoreError;

/// Append only, never edit an entry: what ran once on somebody's machine does not run again. The
/// count of those that ran is SQLite's `user_version`.
pub(super) const MIGRATIONS: &[&str] = &[
    "
    CREATE TABLE meta (
        name TEXT PRIMARY KEY,
        value ANY NOT NULL
    ) STRICT, WITHOUT ROWID;

    -- Instants are whole milliseconds since 1970, UTC; expires_in is in seconds.
    CREATE TABLE connection (
        id INTEGER PRIMARY KEY,
        profile TEXT NOT NULL,
        provider TEXT NOT NULL,
        account TEXT NOT NULL,
        provider_user_id TEXT,
        token_type TEXT NOT NULL,
        scope TEXT NOT NULL,
        registration TEXT NOT NULL,
        issued_at INTEGER NOT NULL,
        expires_in INTEGER,
        connected_at INTEGER NOT NULL,
        updated_at INTEGER NOT NULL,
        version INTEGER NOT NULL,
        UNIQUE (profile, provider, account)
    ) STRICT;

    CREATE TABLE secret (
        connection_id INTEGER NOT NULL REFERENCES connection (id) ON DELETE CASCADE,
        kind TEXT NOT NULL,
        nonce BLOB NOT NULL,
        sealed BLOB NOT NULL,
        PRIMARY KEY (connection_id, kind)
    ) STRICT, WITHOUT ROWID;

    INSERT INTO meta (name, value) VALUES ('store_id', lower(hex(randomblob(16))));
",
    "
    -- Numbers that were given to inquiries on a day (YYYYMMDD): no second time on that day.
    CREATE TABLE used_number (
        day TEXT NOT NULL,
        number TEXT NOT NULL,
        PRIMARY KEY (day, number)
    ) STRICT, WITHOUT ROWID;

    -- What a provider told us once about a client registration, and is no secret.
    CREATE TABLE learnt (
        registration TEXT NOT NULL,
        name TEXT NOT NULL,
        value TEXT NOT NULL,
        PRIMARY KEY (registration, name)
    ) STRICT, WITHOUT ROWID;
",
    "
    -- When the access token ends, in milliseconds, where the provider said: what is due is found
    -- without reading every row.
    ALTER TABLE connection ADD COLUMN ends_at INTEGER GENERATED ALWAYS AS
        (issued_at + min(max(expires_in, 0), 9000000000000) * 1000) VIRTUAL;
    CREATE INDEX connection_ends ON connection (ends_at);

    -- A renewal by refresh token that was begun and has not come to an end. The refresh token of
    -- that version may be used up: the answer with the next one may have been lost on its way.
    CREATE TABLE renewal (
        connection_id INTEGER PRIMARY KEY REFERENCES connection (id) ON DELETE CASCADE,
        version INTEGER NOT NULL,
        begun_at INTEGER NOT NULL,
        tries INTEGER NOT NULL
    ) STRICT;
",
    "
    -- Of one profile: what ends soon, what was issued in the future because the clock was set back,
    -- and what another client was given.
    DROP INDEX connection_ends;
    CREATE INDEX connection_ends ON connection (profile, ends_at);
    CREATE INDEX connection_issued ON connection (profile, issued_at);
    CREATE INDEX connection_registered ON connection (profile, provider, registration);
",
    "
    -- The same numbers in rows, by their two ends: a row takes one line, however long it is.
    CREATE TABLE used_row (
        day TEXT NOT NULL,
        first TEXT NOT NULL,
        last TEXT NOT NULL,
        PRIMARY KEY (day, first)
    ) STRICT, WITHOUT ROWID;
    INSERT INTO used_row (day, first, last) SELECT day, number, number FROM used_number;
    DROP TABLE used_number;
",
    "
    -- A second way to each name, so that one which an index has lost is not said to be missing.
    CREATE INDEX connection_backwards ON connection (account, provider, profile);
",
];

/// Runs what has not run yet, each in a transaction of its own.
pub(super) fn migrate(connection: &Connection, migrations: &[&str]) -> Result<(), StoreError> {
    for (version, statements) in (0_i64..).zip(migrations) {
        if user_version(connection)? > version {
            continue;
        }
        let transaction = immediate(connection)?;
        // Another process may have been here while we waited.
        if user_version(&transaction)? == version {
            transaction.execute_batch(statements)?;
            transaction.pragma_update(None, "user_version", version + 1)?;
        }
        transaction.commit()?;
    }
    Ok(())
}

/// A transaction that writes from its beginning: one that began by reading could find, when it comes
/// to write, that it has read what no longer holds.
pub(super) fn immediate(connection: &Connection) -> rusqlite::Result<Transaction<'_>> {
    Transaction::new_unchecked(connection, TransactionBehavior::Immediate)
}

/// How many ran.
pub(super) fn user_version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}

/// How many there are.
pub(super) fn version_after(migrations: &[&str]) -> i64 {
    i64::try_from(migrations.len()).unwrap_or(i64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_that_were_used_before_rows_came_stay_used() {
        let connection = Connection::open_in_memory().unwrap();
        migrate(&connection, &MIGRATIONS[..4]).unwrap();
        let used = "INSERT INTO used_number VALUES ('2026-11-21', 'A7'), ('2026-11-21', 'A9')";
        connection.execute_batch(used).unwrap();
        migrate(&connection, MIGRATIONS).unwrap();
        let rows = "SELECT group_concat(day || ' ' || first || ' ' || last, ', ') FROM used_row";
        let rows: String = connection.query_row(rows, [], |row| row.get(0)).unwrap();
        assert_eq!(rows, "2026-11-21 A7 A7, 2026-11-21 A9 A9");
    }

    #[test]
    fn migrations_run_once_each_and_whole_or_not_at_all() {
        let connection = Connection::open_in_memory().unwrap();
        let first = "CREATE TABLE a (x); INSERT INTO a VALUES (1);";
        migrate(&connection, &[first]).unwrap();
        migrate(&connection, &[first]).unwrap();
        let broken = "CREATE TABLE b (x); CREATE TABLE a (x);";
        assert!(migrate(&connection, &[first, broken]).is_err());
        assert_eq!(user_version(&connection).unwrap(), 1);
        migrate(&connection, &[first, "CREATE TABLE b (x);"]).unwrap();
        assert_eq!(user_version(&connection).unwrap(), 2);
    }
}
