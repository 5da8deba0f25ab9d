//! KFTC's answer to 잔액조회.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qetta::http::fuzzing::answer;
use qetta::providers::kftc;

fuzz_target!(|bytes: &[u8]| {
    let asked = "120260000100000000000001".parse().expect("24 digits");
    match kftc::read_balance(&answer(bytes), &asked) {
        Ok(balance) => assert_eq!(balance.fintech_use_num, asked),
        Err(error) => assert!(!error.to_string().is_empty()),
    }
});
