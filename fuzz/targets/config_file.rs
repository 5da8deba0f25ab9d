//! The config file.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qetta::settings::fuzzing;

fuzz_target!(|text: &str| {
    let _ = fuzzing::config_file(text);
});
