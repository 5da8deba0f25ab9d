//! A token that is looked into without being believed.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qetta::model::Jwt;

fuzz_target!(|text: &str| {
    if let Ok(jwt) = Jwt::read(text) {
        for now in [i64::MIN, 0, i64::MAX] {
            assert!(jwt.life(now).is_none_or(|life| life >= 0));
        }
        let _ = jwt.subject();
    }
});
