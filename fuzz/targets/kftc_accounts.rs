//! KFTC's answer to 등록계좌조회.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qetta::http::fuzzing::answer;
use qetta::providers::kftc;

fuzz_target!(|bytes: &[u8]| {
    if let Err(error) = kftc::read_accounts(&answer(bytes)) {
        assert!(!error.to_string().is_empty());
    }
});
