//! Toss's envelope.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qetta::http::fuzzing::answer;
use qetta::providers::toss;

fuzz_target!(|bytes: &[u8]| {
    let answer = answer(bytes);
    for refusal in [toss::read_refusal(&answer), toss::token_refusal(&answer)].into_iter().flatten()
    {
        for words in [refusal.code, refusal.message].into_iter().flatten() {
            assert!(!words.chars().any(char::is_control), "{words:?}");
        }
    }
});
