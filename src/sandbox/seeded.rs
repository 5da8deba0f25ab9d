//! The same seed, the same bytes: tokens, codes and ids that follow from a seed and from the order of
//! the requests, for tests that compare whole answers.
//!
//! Two things stay random: the token of the run, which guards its own pages, and whatever Acme signs,
//! for ES256 has a random number in each signature.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use rusqlite::Connection;

use crate::sandbox::secrets::{self, Draws};
use crate::sandbox::{SandboxError, State};

/// This module's table: how often this memory was begun with a seed, so that no run gives out again
/// what an earlier one did.
pub(crate) const SCHEMA: &str = "
CREATE TABLE seeded_run (
    id    INTEGER PRIMARY KEY CHECK (id = 1),
    count INTEGER NOT NULL
) STRICT;
";

/// How far the numbers jump where what was given out before is known again.
const JUMP: u64 = 1 << 40;

/// Where the bytes of a run come from. A clone goes on with the same ones.
#[derive(Clone)]
pub struct Seeded(Arc<Inner>);

struct Inner {
    seed: u64,
    run: AtomicU64,
    asked: AtomicU64,
}

impl Seeded {
    /// A run over a memory that `open` makes, keys and all, from the seed alone.
    pub fn begin<E: From<SandboxError>>(
        seed: u64,
        open: impl FnOnce() -> Result<State, E>,
    ) -> Result<(State, Self), E> {
        let state = secrets::drawing(Some(Draws::of(&[seed])), open)?;
        let run = state.write(|transaction| Ok(count(transaction)?))?;
        let (run, asked) = (AtomicU64::new(run), AtomicU64::new(0));
        Ok((state, Self(Arc::new(Inner { seed, run, asked }))))
    }

    /// What the next request draws from.
    pub(crate) fn next(&self) -> Draws {
        let asked = self.0.asked.fetch_add(1, Ordering::Relaxed);
        Draws::of(&[self.0.seed, self.0.run.load(Ordering::Relaxed), asked])
    }

    /// From the beginning, over a memory that knows nothing.
    pub(crate) fn anew(&self, state: &State) -> Result<(), SandboxError> {
        let run = state.write(|transaction| Ok(count(transaction)?))?;
        self.0.run.store(run, Ordering::Relaxed);
        self.0.asked.store(0, Ordering::Relaxed);
        Ok(())
    }

    /// On from where nothing can have been given out.
    pub(crate) fn jump(&self) {
        self.0.asked.fetch_add(JUMP, Ordering::Relaxed);
    }
}

impl fmt::Debug for Seeded {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Seeded({})", self.0.seed)
    }
}

fn count(connection: &Connection) -> Result<u64, rusqlite::Error> {
    let sql = "INSERT INTO seeded_run (id, count) VALUES (1, 1)
               ON CONFLICT DO UPDATE SET count = count + 1 RETURNING count";
    let count: i64 = connection.query_row(sql, [], |row| row.get(0))?;
    Ok(count.unsigned_abs())
}

#[cfg(test)]
mod tests {
    use jiff::Timestamp;

    use super::*;
    use crate::model::Clock;
    use crate::sandbox::Scenario;
    use crate::sandbox::testing::{Asking, Stage, TOSS_FORM};

    fn stage(seed: u64, open: impl FnOnce() -> Result<State, SandboxError>) -> Stage {
        let (state, seeded) = Seeded::begin(seed, open).unwrap();
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let scenario = Scenario::new(Clock::Fixed(now), state).unwrap();
        Stage::playing(Scenario { seed, seeded: Some(seeded), ..scenario })
    }

    /// The bytes of what some clients get.
    fn answers(stage: &Stage) -> Vec<Vec<u8>> {
        let asked = [
            Asking::form("/toss/token", TOSS_FORM),
            Asking::get("/kftc/v2.0/user/me"),
            Asking::get(
                "/hyfata/oauth/authorize?client_id=client_1800000000000_0001&response_type=code\
                 &redirect_uri=http://127.0.0.1:1/callback",
            ),
            Asking::form("/toss/token", TOSS_FORM),
        ];
        asked.into_iter().map(|asking| stage.answer(asking).body).collect()
    }

    #[test]
    fn the_same_seed_gives_the_same_bytes_and_another_does_not() {
        let [one, same, other] = [7, 7, 8].map(|seed| stage(seed, State::in_memory));
        let first = answers(&one);
        assert_eq!(first, answers(&same));
        assert_ne!(first[0], answers(&other)[0]);
        assert_ne!(first[0], first[3], "each request has bytes of its own");
        let tokens = [&one, &same].map(|stage| stage.context.scenario.admin_token.expose());
        assert_ne!(tokens[0], tokens[1]);
    }

    #[test]
    fn after_a_reset_everything_comes_again() {
        let stage = stage(7, State::in_memory);
        let first = answers(&stage);
        let token = stage.context.scenario.admin_token.expose().to_owned();
        stage.answer(Asking::post("/__qetta/reset", "").bearer(&token));
        assert_eq!(answers(&stage), first);
    }

    #[test]
    fn a_memory_that_lasts_gives_nothing_out_twice() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sandbox.db");
        let runs = [(); 2].map(|()| answers(&stage(7, || State::at(&path))));
        assert_ne!(runs[0][0], runs[1][0]);
        let status = stage(7, || State::at(&path)).answer(Asking::form("/toss/token", TOSS_FORM));
        assert_eq!(status.status.as_u16(), 200);
    }
}
