//! `qetta store`: where the secrets and their key are, and looking after both.

mod backup;
mod check;
mod moving;
mod passphrase;
mod rekey;
mod status;

use crate::support::{Home, Run};

/// How often a process is killed on its way.
fn rounds() -> u64 {
    let rounds = std::env::var("QETTA_TEST_ROUNDS").ok().and_then(|rounds| rounds.parse().ok());
    rounds.unwrap_or(12)
}

/// Starts it, and kills it after a while that differs from round to round.
#[cfg(unix)]
fn killed(run: Run, round: u64) {
    let mut child = run.spawn();
    std::thread::sleep(std::time::Duration::from_micros(round % 12 * 1_500 + round));
    let _ = child.kill();
    child.wait().unwrap();
}

impl Home {
    /// A token of the sandbox, through the store.
    fn token(&self) -> Run {
        self.qetta("token toss --sandbox")
    }
}

impl Run {
    /// With the passphrase in this file.
    fn locked_by(self, path: &std::path::Path) -> Self {
        self.env("QETTA_PASSPHRASE_FILE", path)
    }
}
