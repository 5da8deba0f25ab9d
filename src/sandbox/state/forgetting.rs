//! What goes, and when: a sandbox that runs for weeks may not grow with each request.
//!
//! The rows of one kind stand in a queue by their numbers, and whenever [`EVERY`] have joined it, twice
//! as many of the oldest are looked at; that is all the work there is, however long the queue. What has
//! been over for a day goes, but for the last [`FEW`], so that a test which jumps a year ahead is still
//! told that a token is over and not that it never was one. Of more than [`MANY`] the oldest goes
//! although it stands. What a living token may still be held against, its code and the refresh tokens
//! before it (S08, S09), goes to the end of the queue instead.

use jiff::Timestamp;
use rusqlite::{Connection, params};

/// So many of a kind are known whatever became of them.
pub(crate) const FEW: i64 = 1_000;
/// So many of most kinds are known at most.
pub(crate) const MANY: i64 = 100_000;
/// Once in so many rows the oldest are looked at: to look costs more than to add one.
pub(crate) const EVERY: i64 = 32;
/// And so many of them are: more than came, so that a queue which is too long grows shorter.
pub(crate) const LOOKED_AT: i64 = 2 * EVERY;
/// How long something that is over is still known for sure, in seconds.
const AFTERWARDS: i64 = 24 * 3_600;

/// Which rows of a queue may go.
pub(crate) struct Bounds {
    /// A number: only this and lower ones are looked at.
    pub(crate) looked_at: i64,
    /// A number: this and lower ones need not be over.
    pub(crate) too_many: i64,
    /// In seconds since 1970: what ended by then has been over for long enough.
    pub(crate) long_over: i64,
}

impl Bounds {
    /// Those of a queue of at most `many` whose last number is `newest`, where it is time to look.
    pub(crate) fn of(newest: i64, many: i64, now: Timestamp) -> Option<Self> {
        (newest % EVERY == 0).then(|| Self {
            looked_at: newest - FEW,
            too_many: newest - many,
            long_over: now.as_second() - AFTERWARDS,
        })
    }

    /// Forgets the oldest of a queue that is a table of its own, and from which nothing descends.
    pub(crate) fn forget(
        &self,
        connection: &Connection,
        Queue { table, key, end }: Queue,
    ) -> Result<(), rusqlite::Error> {
        let sql = format!(
            "DELETE FROM {table}
             WHERE {key} IN (SELECT {key} FROM {table} WHERE number <= ?1 ORDER BY number LIMIT ?2)
               AND ({end} <= ?3 OR number <= ?4)"
        );
        let Self { looked_at, too_many, long_over } = self;
        let bounds = params![looked_at, LOOKED_AT, long_over, too_many];
        connection.prepare_cached(&sql)?.execute(bounds).map(drop)
    }
}

/// A table whose rows stand in a queue: its name, and the columns of what a row is known by and of when
/// it ends.
#[derive(Clone, Copy)]
pub(crate) struct Queue {
    pub(crate) table: &'static str,
    pub(crate) key: &'static str,
    pub(crate) end: &'static str,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::state::consents::{self, Code};
    use crate::sandbox::state::pairs::{self, Family, Kind, Token};
    use crate::sandbox::state::tokens::{self, Grant};
    use crate::sandbox::{SandboxError, State, secrets};

    const DAY: i64 = 24 * 3_600;
    const HOUR: i64 = 3_600;

    fn at(seconds: i64) -> Timestamp {
        Timestamp::from_second(seconds).unwrap()
    }

    /// Does it in one memory, and says how many rows a table has afterwards.
    fn rows_after(table: &str, work: impl FnOnce(&Connection) -> Result<(), SandboxError>) -> i64 {
        let state = State::in_memory().unwrap();
        let count = format!("SELECT count(*) FROM {table}");
        let counted = state.write(|open| {
            work(open)?;
            Ok(open.query_row(&count, [], |row| row.get(0))?)
        });
        counted.unwrap()
    }

    fn issued(open: &Connection, name: &str, now: i64, life: i64) -> Result<(), SandboxError> {
        let (client_id, scope) = (String::new(), String::new());
        let grant = Grant { issuer: "toss", client_id, scope, expires_at: now + life };
        Ok(tokens::keep(open, name, &grant, at(now))?)
    }

    fn is_known(open: &Connection, name: &str) -> bool {
        tokens::known(open, "toss", name).unwrap().is_some()
    }

    /// A pair of a family: an hour, and two weeks.
    fn pair(open: &Connection, name: &str, family: Family, now: i64) -> Result<(), SandboxError> {
        for (kind, life) in [(Kind::Access, HOUR), (Kind::Refresh, 14 * DAY)] {
            let facts = Token {
                issuer: "kftc",
                family,
                client_id: String::new(),
                audience: String::new(),
                scope: String::new(),
                jti: String::new(),
                auth_time: None,
                expires_at: now + life,
                dead: false,
            };
            pairs::keep(open, kind, &format!("{kind:?} {name}"), &facts, at(now))?;
        }
        Ok(())
    }

    fn refresh(open: &Connection, name: &str) -> Option<Token> {
        pairs::known(open, "kftc", Kind::Refresh, &format!("Refresh {name}")).unwrap()
    }

    fn coded(open: &Connection, code: &str, now: i64) -> Result<(), SandboxError> {
        let granted = Code {
            issuer: "kftc",
            client_id: String::new(),
            redirect_uri: String::new(),
            scope: String::new(),
            subject: String::new(),
            challenge: None,
            nonce: None,
            expires_at: now + 600,
            used: true,
        };
        Ok(consents::keep(open, code, &granted, at(now))?)
    }

    #[test]
    fn tokens_that_are_over_do_not_pile_up() {
        let rows = rows_after("token", |open| {
            for hour in 0..4 * FEW {
                issued(open, &hour.to_string(), hour * HOUR, HOUR)?;
            }
            assert!(!is_known(open, "0") && !is_known(open, "2000"));
            assert!(is_known(open, &(3 * FEW).to_string()), "the last thousand");
            Ok(())
        });
        assert!((FEW..FEW + EVERY).contains(&rows), "{rows}");
    }

    #[test]
    fn what_was_over_for_less_than_a_day_is_known_however_many_there_are() {
        let rows = rows_after("token", |open| {
            for minute in 0..4 * FEW {
                issued(open, &minute.to_string(), minute * 60, 60)?;
            }
            Ok(())
        });
        let a_day = 24 * 60 + 1;
        assert!((a_day..a_day + EVERY).contains(&rows), "those of a day, and the last: {rows}");
    }

    #[test]
    fn after_a_jump_the_few_that_there_are_are_still_known() {
        rows_after("token", |open| {
            issued(open, "one", 0, HOUR)?;
            for number in 1..100 {
                issued(open, &number.to_string(), 1_000 * DAY, HOUR)?;
            }
            assert!(is_known(open, "one"));
            Ok(())
        });
    }

    #[test]
    fn of_very_many_that_stand_the_oldest_goes() {
        let rows = rows_after("token", |open| {
            issued(open, "first", 0, 365 * DAY)?;
            issued(open, "second", 0, 365 * DAY)?;
            let later = "UPDATE token SET number = ?1 WHERE digest = ?2";
            // The third is the one with which the queue is looked at.
            let number = (tokens::MANY / EVERY + 1) * EVERY - 1;
            open.execute(later, (number, secrets::digest("second")))?;
            assert!(is_known(open, "first"));
            issued(open, "third", 0, 365 * DAY)?;
            assert!(!is_known(open, "first") && is_known(open, "second"));
            Ok(())
        });
        assert_eq!(rows, 2);
    }

    #[test]
    fn s09_a_used_refresh_token_is_known_as_long_as_its_family_lives() {
        let (logins, mut hours) = (2 * FEW, 0);
        let rows = rows_after("pair_token", |open| {
            // One family renews every day, and between two of its tokens somebody logs in for once.
            for login in 0..logins {
                pair(open, &format!("own {login}"), [7; 32], login * DAY)?;
                if login > 0 {
                    pairs::end(open, &format!("Refresh own {}", login - 1))?;
                }
                let family = secrets::digest(&login.to_string());
                pair(open, &format!("other {login}"), family, login * DAY)?;
                hours = login * DAY;
            }
            for login in 0..logins - 1 {
                assert!(refresh(open, &format!("own {login}")).is_some_and(|old| old.dead));
            }
            assert_eq!(refresh(open, "other 0"), None);
            assert!(refresh(open, &format!("other {}", logins - 10)).is_some());
            Ok(())
        });
        assert!(rows < logins + 3 * FEW, "{rows}");
    }

    #[test]
    fn s09_a_family_that_is_over_goes_as_a_whole() {
        let rows = rows_after("pair_token", |open| {
            for day in 0..FEW {
                pair(open, &format!("own {day}"), [7; 32], day)?;
                pairs::end_family(open, &[7; 32])?;
            }
            for day in 0..2 * FEW {
                let now = (day + 100) * DAY;
                pair(open, &format!("other {day}"), secrets::digest(&day.to_string()), now)?;
            }
            assert_eq!(refresh(open, "own 999"), None);
            Ok(())
        });
        assert!(rows <= 2 * (FEW + EVERY), "{rows}");
    }

    #[test]
    fn s08_a_used_code_is_known_as_long_as_what_was_issued_for_it_lives() {
        let rows = rows_after("code", |open| {
            coded(open, "living", 0)?;
            let family = secrets::digest("living");
            for day in 1..3 * FEW {
                coded(open, &day.to_string(), day * DAY)?;
                if day % 10 == 0 {
                    pair(open, &day.to_string(), family, day * DAY)?;
                }
            }
            assert!(consents::code(open, "kftc", "living")?.is_some());
            assert!(consents::code(open, "kftc", "1")?.is_none());
            Ok(())
        });
        assert!(rows <= FEW + 10 + EVERY, "{rows}");
    }
}
