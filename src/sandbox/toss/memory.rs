//! What Toss remembers besides its tokens: transactions, and the sessions that were used.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::{Deserialize, Serialize};

use crate::sandbox::secrets;
use crate::sandbox::state::forgetting::{Bounds, MANY, Queue};
use crate::sandbox::toss::session::Session;

/// So many are known: each may hold a document as large as a request may be.
const TRANSACTIONS: i64 = 1_000;

/// The tables of this folder.
pub(in crate::sandbox) const SCHEMA: &str = "
CREATE TABLE toss_transaction (
    tx_id        TEXT PRIMARY KEY,
    number       INTEGER NOT NULL,
    client_id    TEXT NOT NULL,
    family       TEXT NOT NULL,
    asked        TEXT NOT NULL,
    person       TEXT,
    requested_at INTEGER NOT NULL,
    expires_at   INTEGER NOT NULL,
    opened       INTEGER NOT NULL DEFAULT 0,
    refused      INTEGER NOT NULL DEFAULT 0,
    completed_at INTEGER,
    reads        INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX toss_transaction_queue ON toss_transaction (number);
CREATE TABLE toss_session (
    digest  BLOB PRIMARY KEY,
    number  INTEGER NOT NULL,
    used_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX toss_session_queue ON toss_session (number);
";

/// So many that wait are shown.
const SHOWN: i64 = 50;

/// What a client wants somebody to agree to.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
pub(super) struct Asked {
    /// The client's own value.
    pub(super) nonce: Option<String>,
    /// Who asks, as the phone shows it.
    pub(super) service: Option<String>,
    /// What is to be signed, and what it is called.
    pub(super) document: Option<Document>,
}

/// What is to be signed.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub(super) struct Document {
    pub(super) title: String,
    pub(super) text: String,
}

/// One transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Transaction {
    pub(super) tx_id: String,
    pub(super) client_id: String,
    /// Which of the three products, by its path.
    pub(super) family: String,
    pub(super) asked: Asked,
    /// Whose telephone it is: of whoever was named, or has agreed.
    pub(super) person: Option<String>,
    /// In seconds since 1970, as all of these.
    pub(super) requested_at: i64,
    pub(super) expires_at: i64,
    /// Whether the phone has shown it.
    pub(super) opened: bool,
    pub(super) refused: bool,
    pub(super) completed_at: Option<i64>,
    /// How often the result was read.
    pub(super) reads: i64,
}

impl Transaction {
    /// Whether it can go no further.
    pub(super) fn is_over(&self, now: Timestamp) -> bool {
        self.completed_at.is_none() && self.expires_at <= now.as_second()
    }

    /// As Toss calls it. There is no word for a refusal: whoever refuses lets it end by itself.
    pub(super) fn status(&self, now: Timestamp) -> &'static str {
        match self {
            Self { completed_at: Some(_), .. } => "COMPLETED",
            over if over.is_over(now) => "EXPIRED",
            Self { opened: true, .. } => "IN_PROGRESS",
            _ => "REQUESTED",
        }
    }
}

/// Remembers a new one, and [forgets](crate::sandbox::state::forgetting) an older one.
pub(super) fn keep(
    connection: &Connection,
    new: &Transaction,
    now: Timestamp,
) -> Result<(), rusqlite::Error> {
    let sql = "INSERT INTO toss_transaction
                   (tx_id, client_id, family, asked, person, requested_at, expires_at,
                    completed_at, number)
               VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,
                       (SELECT coalesce(max(number), 0) + 1 FROM toss_transaction))
               RETURNING number";
    // Our own documents have string keys and cannot fail.
    let asked = serde_json::to_string(&new.asked).unwrap_or_default();
    let values = params![
        new.tx_id,
        new.client_id,
        new.family,
        asked,
        new.person,
        new.requested_at,
        new.expires_at,
        new.completed_at
    ];
    let newest = connection.prepare_cached(sql)?.query_row(values, |row| row.get(0))?;
    // A result can be read for an hour after the end, which is less than what is kept.
    let queue = Queue { table: "toss_transaction", key: "tx_id", end: "expires_at" };
    Bounds::of(newest, TRANSACTIONS, now).map_or(Ok(()), |bounds| bounds.forget(connection, queue))
}

/// The one of this name.
pub(super) fn known(
    connection: &Connection,
    tx_id: &str,
) -> Result<Option<Transaction>, rusqlite::Error> {
    let sql = format!("{SELECT} WHERE tx_id = ?1");
    connection.prepare_cached(&sql)?.query_row([tx_id], read).optional()
}

/// Those for which somebody would have to agree, the latest first.
pub(super) fn waiting(
    connection: &Connection,
    now: Timestamp,
) -> Result<Vec<Transaction>, rusqlite::Error> {
    let sql = format!(
        "{SELECT} WHERE expires_at > ?1 AND completed_at IS NULL AND refused = 0
         ORDER BY number DESC LIMIT ?2"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    statement.query_map([now.as_second(), SHOWN], read)?.collect()
}

/// The phone shows it.
pub(super) fn opened(connection: &Connection, tx_id: &str) -> Result<(), rusqlite::Error> {
    let sql = "UPDATE toss_transaction SET opened = 1 WHERE tx_id = ?1";
    connection.prepare_cached(sql)?.execute([tx_id]).map(drop)
}

/// Somebody refused.
pub(super) fn refused(connection: &Connection, tx_id: &str) -> Result<(), rusqlite::Error> {
    let sql = "UPDATE toss_transaction SET refused = 1 WHERE tx_id = ?1";
    connection.prepare_cached(sql)?.execute([tx_id]).map(drop)
}

/// Somebody agreed, whose telephone is this.
pub(super) fn completed(
    connection: &Connection,
    tx_id: &str,
    person: &str,
    now: Timestamp,
) -> Result<(), rusqlite::Error> {
    let sql = "UPDATE toss_transaction SET person = ?2, completed_at = ?3 WHERE tx_id = ?1";
    connection.prepare_cached(sql)?.execute(params![tx_id, person, now.as_second()]).map(drop)
}

/// The result was read once more.
pub(super) fn was_read(connection: &Connection, tx_id: &str) -> Result<(), rusqlite::Error> {
    let sql = "UPDATE toss_transaction SET reads = reads + 1 WHERE tx_id = ?1";
    connection.prepare_cached(sql)?.execute([tx_id]).map(drop)
}

/// Takes note of a session; whether both its id and its key are new.
pub(super) fn is_new(
    connection: &Connection,
    session: &Session,
    now: Timestamp,
) -> Result<bool, rusqlite::Error> {
    let sql = "INSERT OR IGNORE INTO toss_session (digest, used_at, number)
               VALUES (?1, ?2, (SELECT coalesce(max(number), 0) + 1 FROM toss_session))
               RETURNING number";
    let mut is_new = true;
    for digest in [secrets::digest(&session.id.to_ascii_lowercase()), session.key_digest()] {
        let values = params![digest, now.as_second()];
        let added =
            connection.prepare_cached(sql)?.query_row(values, |row| row.get(0)).optional()?;
        is_new &= added.is_some();
        if let Some(bounds) = added.and_then(|newest| Bounds::of(newest, MANY, now)) {
            let queue = Queue { table: "toss_session", key: "digest", end: "used_at" };
            bounds.forget(connection, queue)?;
        }
    }
    Ok(is_new)
}

const SELECT: &str = "SELECT tx_id, client_id, family, asked, person, requested_at, expires_at,
                             opened, refused, completed_at, reads
                      FROM toss_transaction";

fn read(row: &Row<'_>) -> Result<Transaction, rusqlite::Error> {
    let asked: String = row.get(3)?;
    Ok(Transaction {
        tx_id: row.get(0)?,
        client_id: row.get(1)?,
        family: row.get(2)?,
        asked: serde_json::from_str(&asked).unwrap_or_default(),
        person: row.get(4)?,
        requested_at: row.get(5)?,
        expires_at: row.get(6)?,
        opened: row.get(7)?,
        refused: row.get(8)?,
        completed_at: row.get(9)?,
        reads: row.get(10)?,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::State;
    use crate::sandbox::state::forgetting::{EVERY, FEW};

    const HOUR: i64 = 3_600;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    fn transaction(name: &str, now: i64) -> Transaction {
        Transaction {
            tx_id: name.to_owned(),
            client_id: "c".to_owned(),
            family: "sign/doc".to_owned(),
            asked: Asked { nonce: Some("n".to_owned()), ..Asked::default() },
            person: None,
            requested_at: now,
            expires_at: now + 1_800,
            opened: false,
            refused: false,
            completed_at: None,
            reads: 0,
        }
    }

    #[test]
    fn a_transaction_goes_its_way() {
        let state = State::in_memory().unwrap();
        let done = state.write(|open| {
            let new = transaction("1", 0);
            keep(open, &new, at(0))?;
            let seen = |open: &Connection| known(open, "1").unwrap().unwrap();
            assert_eq!(seen(open), new);
            assert_eq!(new.status(at(1_799)), "REQUESTED");
            assert_eq!(new.status(at(1_800)), "EXPIRED");
            opened(open, "1")?;
            assert_eq!(seen(open).status(at(1_799)), "IN_PROGRESS");
            assert_eq!(seen(open).status(at(1_800)), "EXPIRED");
            assert_eq!(waiting(open, at(1_799))?, [seen(open)]);
            assert_eq!(waiting(open, at(1_800))?, []);
            completed(open, "1", "010", at(7))?;
            was_read(open, "1")?;
            let over = seen(open);
            assert_eq!((over.status(at(99_999)), over.reads), ("COMPLETED", 1));
            assert_eq!((over.completed_at, over.person.as_deref()), (Some(7), Some("010")));
            assert_eq!(waiting(open, at(8))?, []);
            assert_eq!(known(open, "2")?, None);
            Ok(())
        });
        done.unwrap();
    }

    #[test]
    fn t02_a_session_is_new_once_by_its_id_and_by_its_key() {
        let state = State::in_memory().unwrap();
        let done = state.write(|open| {
            let used = Session::numbered(1);
            assert!(is_new(open, &used, at(0))?);
            assert!(!is_new(open, &used, at(HOUR))?);
            let same_id = Session::numbered(2).named(&used.id);
            assert!(!is_new(open, &same_id, at(0))?);
            let same_key = used.named(&Session::numbered(3).id);
            assert!(!is_new(open, &same_key, at(0))?);
            assert!(is_new(open, &Session::numbered(4), at(0))?);
            Ok(())
        });
        done.unwrap();
    }

    #[test]
    fn what_was_over_long_ago_does_not_pile_up() {
        let state = State::in_memory().unwrap();
        let done = state.write(|open| {
            for hour in 0..2 * FEW {
                keep(open, &transaction(&hour.to_string(), hour * HOUR), at(hour * HOUR))?;
                let session = Session::numbered(0).named(&format!("{hour:036}"));
                is_new(open, &session, at(hour * HOUR))?;
            }
            let count = |table: &str| {
                let sql = format!("SELECT count(*) FROM {table}");
                open.query_row(&sql, [], |row| row.get::<_, i64>(0)).unwrap()
            };
            for table in ["toss_transaction", "toss_session"] {
                assert!((FEW..FEW + EVERY).contains(&count(table)), "{table}");
            }
            assert!(known(open, "0")?.is_none() && known(open, "1999")?.is_some());
            Ok(())
        });
        done.unwrap();
    }
}
