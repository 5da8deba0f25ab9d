//! What may happen to a token on its way: answers that are lost, crowds, other machines, sudden death.
//! `docs/reliability.md` says what is promised, and how to run each of these in full.

mod clock;
mod crowd;
mod death;
mod disk;
mod journal;
mod leaks;
pub mod rotating;
mod scale;
mod served;
mod waiting;

/// How many rounds a long test takes: `few` every day, and as many as whoever has the time says.
fn rounds(few: u32) -> u32 {
    std::env::var("QETTA_TEST_ROUNDS").map_or(few, |rounds| rounds.parse().unwrap())
}
