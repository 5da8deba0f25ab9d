//! What may happen to a token on its way: answers that are lost, crowds, other machines, sudden death.
//! `docs/reliability.md` says what is promised, and how to run each of these in full.

mod journal;
pub mod rotating;
mod waiting;
