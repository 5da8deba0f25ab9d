//! The query of the callback.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qetta::oauth::{Outcome, fuzzing};

fuzz_target!(|query: &str| {
    // A prefix, so that the state does not have to be guessed; the rest is the stranger's.
    let _ = fuzzing::query(query);
    let known = format!("state={}&{query}", fuzzing::STATE);
    if let Some(Outcome::Refused { error, description }) = fuzzing::query(&known) {
        for words in [Some(error), description].into_iter().flatten() {
            assert!(words.chars().count() <= 300 && !words.chars().any(char::is_control));
        }
    }
});
