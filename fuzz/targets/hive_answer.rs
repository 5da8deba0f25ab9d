//! Hive's answers, to each of its three calls.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qetta::http::fuzzing::answer;
use qetta::providers::NoResult;
use qetta::providers::hive;

fuzz_target!(|bytes: &[u8]| {
    let answer = answer(bytes);
    let verified = hive::read_verified(&answer);
    assert!(verified.is_err() || answer.status().is_success(), "a body alone verifies nobody");
    let outcomes =
        [verified, hive::read_key(&answer).map(drop), hive::read_token(&answer).map(drop)];
    for outcome in outcomes {
        if let Err(NoResult::Refused(refusal)) = outcome {
            for words in [refusal.code, refusal.message].into_iter().flatten() {
                assert!(!words.chars().any(char::is_control), "{words:?}");
            }
        }
    }
});
