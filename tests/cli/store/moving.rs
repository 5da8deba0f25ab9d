//! `qetta store move`

use crate::support::{Home, holds};

#[test]
fn without_a_store_there_is_nothing_to_move_and_none_is_made() {
    let home = Home::new();
    let refused = home.qetta("store move --to keyring").run().fails(7);
    holds(&refused, &["nothing to move", "`--store keyring`"]);
    assert!(!home.data().exists());
    let untyped = home.qetta("store move --to elsewhere").run().fails(2);
    holds(&untyped, &["elsewhere"]);
}

#[test]
fn what_cannot_be_moved_stays_where_it_is() {
    let home = Home::new();
    let token = home.qetta("token toss --sandbox").run().ok();
    // The setting contradicts the store, and is what the move is to bring about.
    let refused = home.qetta("store move --to keyring").env("QETTA_STORE", "keyring").run();
    assert!(refused.fails(8).contains("keyring"));
    assert_eq!(home.qetta("token toss --sandbox").run().ok(), token);
    let there = home.qetta("store move --to sqlite --json").run().json();
    assert_eq!((&there["from"], &there["moved"]), (&"sqlite".into(), &0.into()));
}

/// Where the kernel lets us, there and back; a real keyring is met in `tests/keyring`.
#[cfg(all(feature = "keyring", target_os = "linux"))]
#[test]
fn secrets_move_to_the_kernel_and_back() {
    let home = Home::new();
    let token = home.qetta("token toss --sandbox").run().ok();
    let moved = home.qetta("store move --to keyutils --json").run();
    if moved.code == Some(8) {
        holds(&moved.stderr, &["the kernel refuses"]);
        return;
    }
    holds(&moved.stderr, &["forgets them at reboot"]);
    assert_eq!(moved.json()["moved"], 1);
    assert_eq!(home.qetta("token toss --sandbox").run().ok(), token);
    assert_eq!(home.qetta("store status --json").run().json()["backend"], "keyutils");
    holds(&home.qetta("audit").run().ok(), &["move"]);
    holds(&home.qetta("store move --to sqlite").run().ok(), &["1 connections", "`keyutils`"]);
    assert_eq!(home.qetta("token toss --sandbox").run().ok(), token);
    holds(&home.qetta("store move --to sqlite --lang ko").run().ok(), &["이미 `sqlite`"]);
}
