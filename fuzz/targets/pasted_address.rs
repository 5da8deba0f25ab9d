//! The address that a person pastes.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qetta::oauth::{Outcome, fuzzing};

fuzz_target!(|line: &str| {
    if let Some(Ok(Outcome::Cancelled)) = fuzzing::pasted(line) {
        panic!("an address without a code was cut off, not cancelled");
    }
    let _ = fuzzing::pasted(&line.replace("STATE", fuzzing::STATE));
});
