//! The answer of a token endpoint, by the eyes of each provider that has its own way to refuse.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qetta::http::fuzzing::answer;
use qetta::oauth::fuzzing;
use qetta::providers::{kftc, ottm, toss};

fuzz_target!(|bytes: &[u8]| {
    let answer = answer(bytes);
    for read_refusal in [kftc::token_refusal, toss::token_refusal, ottm::token_refusal] {
        match fuzzing::token(&answer, read_refusal) {
            Ok(form) => assert!(form.starts_with(b"{"), "a token is written down again"),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
});
