//! S24: whoever guesses at a client's secret has to stop for a while.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

/// This module's table.
pub(crate) const SCHEMA: &str = "
CREATE TABLE attempt (
    issuer    TEXT NOT NULL,
    client_id TEXT NOT NULL,
    wrong     INTEGER NOT NULL,
    last_at   INTEGER NOT NULL,
    PRIMARY KEY (issuer, client_id)
) STRICT, WITHOUT ROWID;
";

/// So many wrong secrets in a row are one typist's; one more is a guesser's.
pub(crate) const ALLOWED: i64 = 10;

/// How long the client is then shut, in seconds, and how long a wrong secret is remembered: ten
/// guesses a minute find no secret, and a slip of the hand costs nobody more than that.
pub(crate) const SHUT_FOR: i64 = 60;

/// What became of one attempt.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Attempt {
    /// The secret is right.
    Right,
    /// The secret is wrong.
    Wrong,
    /// Not looked at, for so many seconds more, right or wrong.
    Shut(i64),
}

/// Judges an attempt at a known client whose secret is `right` or not, and remembers it. The time is
/// the scenario's: nothing sleeps.
pub(crate) fn judge(
    connection: &Connection,
    issuer: &str,
    client_id: &str,
    right: bool,
    now: Timestamp,
) -> Result<Attempt, rusqlite::Error> {
    let now = now.as_second();
    let (wrong, age) = remembered(connection, issuer, client_id, now)?;
    if wrong >= ALLOWED {
        return Ok(Attempt::Shut(SHUT_FOR - age));
    }
    if right {
        if wrong > 0 {
            forget(connection, issuer, client_id)?;
        }
        return Ok(Attempt::Right);
    }
    connection
        .prepare_cached(
            "REPLACE INTO attempt (issuer, client_id, wrong, last_at) VALUES (?1, ?2, ?3, ?4)",
        )?
        .execute(params![issuer, client_id, wrong + 1, now])?;
    Ok(Attempt::Wrong)
}

/// For how many seconds more a client is shut; `None` where it is not. For secrets that are not one
/// client's: who finds the right one there may still be a guesser, and is not forgiven the wrong ones.
pub(crate) fn shut_for(
    connection: &Connection,
    issuer: &str,
    client_id: &str,
    now: Timestamp,
) -> Result<Option<i64>, rusqlite::Error> {
    let (wrong, age) = remembered(connection, issuer, client_id, now.as_second())?;
    Ok((wrong >= ALLOWED).then_some(SHUT_FOR - age))
}

/// How many wrong ones count at `now`, and how old the last of them is. One from the future means
/// that the scenario's clock was set back: it is forgotten like an old one.
fn remembered(
    connection: &Connection,
    issuer: &str,
    client_id: &str,
    now: i64,
) -> Result<(i64, i64), rusqlite::Error> {
    let sql = "SELECT wrong, ?3 - last_at FROM attempt WHERE issuer = ?1 AND client_id = ?2";
    let found = connection
        .prepare_cached(sql)?
        .query_row(params![issuer, client_id, now], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(found.filter(|(_, age)| (0..SHUT_FOR).contains(age)).unwrap_or((0, 0)))
}

fn forget(connection: &Connection, issuer: &str, client_id: &str) -> Result<(), rusqlite::Error> {
    connection
        .prepare_cached("DELETE FROM attempt WHERE issuer = ?1 AND client_id = ?2")?
        .execute([issuer, client_id])
        .map(drop)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::State;

    struct Door(State);

    impl Door {
        fn new() -> Self {
            Self(State::in_memory().unwrap())
        }

        fn tried(&self, client_id: &str, right: bool, now: i64) -> Attempt {
            let now = Timestamp::from_second(now).unwrap();
            self.0.write(|door| Ok(judge(door, "toss", client_id, right, now)?)).unwrap()
        }

        fn wrong_ten_times(&self) {
            for _ in 0..ALLOWED {
                assert_eq!(self.tried("a", false, 1_000), Attempt::Wrong);
            }
        }
    }

    #[test]
    fn s24_after_ten_wrong_secrets_even_the_right_one_waits() {
        let door = Door::new();
        door.wrong_ten_times();
        assert_eq!(door.tried("a", false, 1_000), Attempt::Shut(60));
        assert_eq!(door.tried("a", true, 1_059), Attempt::Shut(1));
        assert_eq!(door.tried("a", true, 1_060), Attempt::Right);
        assert_eq!(door.tried("a", false, 1_060), Attempt::Wrong);
    }

    #[test]
    fn s24_another_client_is_not_shut() {
        let door = Door::new();
        door.wrong_ten_times();
        assert_eq!(door.tried("b", true, 1_000), Attempt::Right);
    }

    #[test]
    fn s24_the_right_secret_forgives_the_wrong_ones() {
        let door = Door::new();
        for _ in 0..3 {
            for _ in 1..ALLOWED {
                assert_eq!(door.tried("a", false, 1_000), Attempt::Wrong);
            }
            assert_eq!(door.tried("a", true, 1_000), Attempt::Right);
        }
    }

    #[test]
    fn s24_a_clock_set_back_shuts_nobody_out() {
        let door = Door::new();
        door.wrong_ten_times();
        assert_eq!(door.tried("a", true, 10), Attempt::Right);
    }
}
