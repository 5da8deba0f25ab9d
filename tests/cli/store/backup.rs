//! `qetta store backup` and `qetta store restore`

#[cfg(unix)]
use super::{killed, rounds};
use crate::support::{Home, holds};

#[test]
fn a_copy_goes_out_and_comes_back() {
    let home = Home::new();
    let copied = home.token().run().ok();
    let backup = home.qetta("store backup --json copy.db").run().json();
    assert_eq!((&backup["connections"], &backup["keySource"]), (&1.into(), &"generated".into()));
    let again = home.qetta("store backup copy.db").run().fails(8);
    holds(&again, &["copy.db"]);
    let renewed = home.qetta("toss token --refresh --sandbox --json").run().json();
    assert_ne!(renewed["accessToken"], copied.trim());

    let refused = home.qetta("store restore copy.db").run().fails(8);
    holds(&refused, &["there is a store already", "--force"]);
    let restored = home.qetta("store restore copy.db --force").run();
    holds(&restored.stderr, &["may have ended at its provider"]);
    holds(&restored.ok(), &["has 1 connections", "the store before it is"]);
    assert_eq!(home.token().run().ok(), copied);
    home.qetta("store check").run().ok();
}

#[test]
fn a_copy_with_a_passphrase_opens_on_another_machine() {
    let home = Home::new();
    let token = home.token().run().ok();
    let passphrase = home.file("passphrase", "correct horse\n");
    let backup = home.qetta("store backup --passphrase copy.db").locked_by(&passphrase);
    holds(&backup.run().ok(), &["it opens with the passphrase, and needs nothing else"]);

    let other = Home::new();
    let copy = other.path().join("copy.db");
    std::fs::copy(home.path().join("copy.db"), &copy).unwrap();
    let words = other.file("passphrase", "correct horse");
    let wrong = other.file("wrong", "wrong horse");
    let restore = || other.qetta("store restore copy.db --json");
    restore().locked_by(&wrong).run().fails(8);
    restore().arg("--no-input").run().fails(8);
    assert!(!other.data().join("qetta.db").exists());
    let restored = restore().locked_by(&words).run().json();
    assert_eq!((&restored["keySource"], &restored["kept"]), (&"passphrase".into(), &().into()));
    // The sandbox of this machine would give another token: this is the one that came with the copy.
    assert_eq!(other.token().locked_by(&words).run().ok(), token);
    assert_eq!(home.token().run().ok(), token, "the store that was copied has its own key");
}

#[test]
fn a_copy_that_was_tampered_with_is_exit_8_and_changes_nothing() {
    let home = Home::new();
    let token = home.token().run().ok();
    home.qetta("store backup copy.db").run().ok();
    let path = home.path().join("copy.db");
    let whole = std::fs::read(&path).unwrap();
    let database = rusqlite::Connection::open(&path).unwrap();
    database.execute("UPDATE secret SET sealed = zeroblob(40)", []).unwrap();
    drop(database);
    home.qetta("store restore copy.db --force").run().fails(8);
    for bytes in [&whole[..whole.len() / 2], b"words", b""] {
        std::fs::write(&path, bytes).unwrap();
        holds(&home.qetta("store restore copy.db --force").run().fails(8), &["copy.db"]);
    }
    home.qetta("store restore nowhere.db --force").run().fails(8);
    assert_eq!(home.token().run().ok(), token);
    home.qetta("store check").run().ok();
}

#[test]
fn without_a_store_there_is_nothing_to_copy() {
    let home = Home::new();
    holds(&home.qetta("store backup copy.db").run().fails(8), &["there is no store yet"]);
    assert!(!home.path().join("copy.db").exists());
    assert!(!home.data().exists());
}

/// However the process that restores is killed, there is a store with one token or the other.
#[cfg(unix)]
#[test]
fn a_restore_that_is_killed_leaves_the_old_store_or_the_new_one() {
    let home = Home::new();
    let copied = home.token().run().ok();
    home.qetta("store backup copy.db").run().ok();
    home.qetta("toss token --refresh --sandbox").run().ok();
    let renewed = home.token().run().ok();
    for round in 0..rounds() {
        killed(home.qetta("store restore copy.db --force"), round);
        let found = home.token().run().ok();
        assert!(found == copied || found == renewed, "round {round}: {found}");
    }
}
