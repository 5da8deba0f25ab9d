//! The file with the store's key.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qetta::store::fuzzing;

fuzz_target!(|bytes: &[u8]| {
    assert_ne!(fuzzing::key_twice(bytes), Some(false), "a key is written as it is read");
});
