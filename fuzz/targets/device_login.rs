//! The answer to a device that begins a login.
#![no_main]

use std::time::Instant;

use libfuzzer_sys::fuzz_target;
use qetta::http::fuzzing::answer;
use qetta::oauth::fuzzing;

fuzz_target!(|bytes: &[u8]| match fuzzing::device_login(&answer(bytes)) {
    Ok(login) => {
        assert!(Instant::now().checked_add(login.expires_in).is_some());
        let shown = [login.user_code, login.verification_uri];
        for words in shown.into_iter().chain(login.verification_uri_complete) {
            assert!(!words.chars().any(char::is_control), "{words:?}");
        }
    }
    Err(error) => assert!(!error.to_string().is_empty()),
});
