//! The bytes of a connection to the helper that the browser comes back to.
#![no_main]

use libfuzzer_sys::fuzz_target;
use qetta::oauth::fuzzing;

fuzz_target!(|bytes: &[u8]| {
    let Some((outcome, reply)) = fuzzing::callback(bytes) else { return };
    if outcome.is_some() {
        assert!(bytes.starts_with(b"GET "), "anything but GET ends no login");
    }
    if let Some(reply) = reply {
        let (head, page) = reply.split_once("\r\n\r\n").expect("a reply has a head and a page");
        assert!(head.ends_with("Connection: close") && !head.contains('\0'));
        assert_eq!(page.matches("<html").count(), 1);
        assert!(!page.contains("<script"), "what a stranger says is escaped");
    }
});
