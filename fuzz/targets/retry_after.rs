//! The value of `Retry-After`.
#![no_main]

use jiff::{SignedDuration, Timestamp};
use libfuzzer_sys::fuzz_target;
use qetta::http::fuzzing;

fuzz_target!(|bytes: &[u8]| {
    if let Some(wait) = fuzzing::retry_after(bytes, Timestamp::UNIX_EPOCH) {
        assert!(wait >= SignedDuration::ZERO);
    }
});
