//! A file that `--env-file` names.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qetta::settings::fuzzing;

const NAMES: [&str; 4] = ["TOSS_CLIENT_SECRET", "KFTC_CLIENT_SECRET", "KFTC_SCOPE", "QETTA_LANG"];

fuzz_target!(|text: &str| {
    if let Ok(found) = fuzzing::env_file(text, &NAMES) {
        assert!(found <= NAMES.len());
    }
});
