//! The same seed, the same bytes: tokens, codes and ids that follow from a seed and from the order of
//! the requests, for tests that compare whole answers.
//!
//! One thing stays random: the token of the run, which guards its own pages.

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
    use crate::sandbox::answer::Answer;
    use crate::sandbox::browser::brought_back;
    use crate::sandbox::testing::{Asking, Stage, TOSS_FORM, body};

    fn stage(seed: u64, open: impl FnOnce() -> Result<State, SandboxError>) -> Stage {
        let (state, seeded) = Seeded::begin(seed, open).unwrap();
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        let scenario = Scenario::new(Clock::Fixed(now), state).unwrap();
        Stage::playing(Scenario { seed, seeded: Some(seeded), approve: true, ..scenario })
    }

    /// A login at each provider that has one: where it is asked for, where the code is exchanged, and
    /// with which parameters.
    const LOGINS: [[&str; 4]; 4] = [
        [
            "/kftc/oauth/2.0/authorize?auth_type=0&state=0123456789abcdef0123456789abcdef\
             &scope=login%20inquiry&client_id=00000000-5a4d-4b0c-8000-000000000000",
            "http://localhost:3000/oauth/kftc/callback",
            "/kftc/oauth/2.0/token",
            "client_id=00000000-5a4d-4b0c-8000-000000000000\
             &client_secret=sandbox_kftc_secret_not_a_real_one",
        ],
        [
            "/ottm/auth/authorize?scope=openid+profile&state=x&client_id=sandbox_ottm_client",
            "http://127.0.0.1:4711/callback",
            "/ottm/oauth2/v1/token",
            "client_id=sandbox_ottm_client&client_secret=sandbox_ottm_secret_not_a_real_one",
        ],
        [
            "/hyfata/oauth/authorize?state=x&client_id=client_1800000000000_0001",
            "http://127.0.0.1:4711/callback",
            "/hyfata/oauth/token",
            "client_id=client_1800000000000_0001\
             &client_secret=sandbox_hyfata_secret_not_a_real_one",
        ],
        [
            "/acme/authorize?state=x&nonce=n&client_id=acme_cli&code_challenge_method=S256\
             &scope=openid+profile+offline_access\
             &code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM",
            "http://127.0.0.1:49152/callback",
            "/acme/token",
            "client_id=acme_cli&code_verifier=dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk",
        ],
    ];

    const SIMPLE: [[&str; 2]; 4] = [
        ["/toss/token", TOSS_FORM],
        [
            "/max/api/oauth/token",
            "grant_type=client_credentials&client_id=maxplatform-service&scope=admin:oauth\
             &client_secret=service_maxplatform_2025_dev_secret",
        ],
        ["/acme/device_authorization", "client_id=acme_cli&scope=openid"],
        ["/toss/token", TOSS_FORM],
    ];

    const HIVE: &str = r#"{"appid":"com.example.sandbox.google.global.normal",
        "grant_type":"client_credentials","client_id":"sandbox_hive_client",
        "client_secret":"sandbox_hive_secret_not_a_real_one"}"#;

    /// What the clients of every provider get, to the byte.
    fn answers(stage: &Stage) -> Vec<String> {
        let mut answers: Vec<Answer> =
            SIMPLE.map(|[path, form]| stage.answer(Asking::form(path, form))).into();
        let hive = stage.answer(Asking::json("/hive/oauth/token", HIVE).header("iscrypt", "0"));
        assert!(body(&hive)["data"]["access_token"].is_string(), "{hive:?}");
        answers.push(hive);
        answers.push(stage.answer(Asking::get("/kftc/v2.0/user/me")));
        answers.push(stage.answer(Asking::get("/acme/jwks")));
        for [path, back, exchange, client] in LOGINS {
            let asking = format!("{path}&response_type=code&redirect_uri={back}");
            let agreed = stage.answer(Asking::get(&asking));
            let code = brought_back(&agreed, "code").unwrap();
            let form =
                format!("grant_type=authorization_code&code={code}&redirect_uri={back}&{client}");
            let exchanged = stage.answer(Asking::form(exchange, &form));
            assert!(body(&exchanged)["access_token"].is_string(), "{exchange}");
            let has_id_token = body(&exchanged)["id_token"].is_string();
            assert_eq!(has_id_token, ["/acme", "/ottm"].iter().any(|it| path.starts_with(it)));
            answers.extend([agreed, exchanged]);
        }
        let seen = |answer: &Answer| {
            let (status, head) = (answer.status, answer.header_map());
            format!("{status} {head:?} {}", String::from_utf8_lossy(&answer.body))
        };
        answers.iter().map(seen).collect()
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
