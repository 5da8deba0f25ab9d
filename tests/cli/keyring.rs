//! A keyring that is absent, or that never answers, and the kernel's keys. (A real one is met in
//! `tests/keyring`, and a stand-in in the store's own tests.)
#![cfg(all(feature = "keyring", target_os = "linux"))]

use std::os::unix::fs::PermissionsExt;
use std::os::unix::net::UnixListener;

use crate::support::{Home, holds};

#[test]
fn a_bus_that_never_answers_is_not_waited_for() {
    let home = Home::new();
    let socket = home.path().join("bus");
    // Takes connections, as the kernel does by itself, and never says a word.
    let _bus = UnixListener::bind(&socket).unwrap();
    let run = |line: &str| {
        home.qetta(line)
            .env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", socket.display()))
            .env("QETTA_TEST_KEYRING_DEADLINE_MS", "50")
    };
    let output = run("token toss --sandbox -vv").run();
    holds(&output.stderr, &["did not answer within", "no keyring answered", "qetta.key"]);
    let token = output.ok();

    // From then on the key file is what it is, and nobody asks the keyring again.
    let again = run("token toss --sandbox -vv").run();
    assert!(!again.stderr.contains("keyring"), "{again}");
    assert_eq!(again.ok(), token);
}

#[test]
fn a_bus_that_is_not_there_is_no_obstacle() {
    let home = Home::new();
    let run = home
        .qetta("token toss --sandbox")
        .env("DBUS_SESSION_BUS_ADDRESS", "unix:path=/nowhere/bus")
        .run();
    holds(&run.stderr, &["no keyring answered"]);
    run.ok();
}

#[test]
fn no_bus_is_ever_started() {
    let home = Home::new();
    let programs = home.path().join("bin");
    std::fs::create_dir(&programs).unwrap();
    for name in ["dbus-launch", "dbus-run-session", "gnome-keyring-daemon", "secret-tool"] {
        let path = home.file(&format!("bin/{name}"), "#!/bin/sh\necho \"$0\" >>\"$HOME/ran\"\n");
        std::fs::set_permissions(&path, PermissionsExt::from_mode(0o755)).unwrap();
    }
    let planted = |line: &str| {
        let run = home.qetta(line).env("PATH", &programs).env("DISPLAY", ":99");
        run.env("XDG_RUNTIME_DIR", home.path()).env("QETTA_TEST_KEYRING_DEADLINE_MS", "500")
    };
    holds(&planted("token toss --sandbox --store keyring").run().fails(8), &["has none"]);
    for address in ["autolaunch:", "autolaunch:scope=*install-path", "unix:path=/nowhere/bus"] {
        let run = planted("token toss --sandbox --store keyring")
            .env("DBUS_SESSION_BUS_ADDRESS", address)
            .run();
        holds(&run.fails(8), &["cannot be reached"]);
    }
    planted("doctor").run().code.unwrap();
    assert!(!home.path().join("ran").exists(), "a program was run");
    // None of them left a store that would insist on a keyring.
    planted("token toss --sandbox").run().ok();
}

#[test]
fn tokens_in_a_keyring_are_not_put_into_a_file_instead() {
    let home = Home::new();
    let socket = home.path().join("bus");
    let _bus = UnixListener::bind(&socket).unwrap();
    let run = home
        .qetta("token toss --sandbox --store keyring")
        .env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", socket.display()))
        .env("QETTA_TEST_KEYRING_DEADLINE_MS", "50")
        .run();
    holds(&run.fails(8), &["did not answer within 0.05 s", "unlock it"]);
    assert!(!home.data().join("qetta.key").exists());
}

#[test]
fn a_place_that_contradicts_the_store_is_refused_with_the_way_to_move() {
    let home = Home::new();
    home.qetta("token toss --sandbox").run().ok();
    for place in ["keyring", "keyutils"] {
        let run = home.qetta("token toss --sandbox").env("QETTA_STORE", place).run();
        let expected = format!("`qetta store move --to {place}`");
        holds(&run.fails(7), &["are in `sqlite`", &expected]);
    }
    home.qetta("token toss --sandbox --store sqlite").run().ok();
}

/// Where the kernel lets us, a token rests with it; where it does not, that is what is said.
#[test]
fn the_kernel_keeps_tokens_or_says_that_it_does_not() {
    let home = Home::new();
    let first = home.qetta("token toss --sandbox --store keyutils").run();
    if first.code == Some(8) {
        holds(&first.stderr, &["the kernel refuses", "`--store sqlite`"]);
        return;
    }
    holds(&first.stderr, &["forgets them at reboot"]);
    let token = first.ok();
    let again = home.qetta("token toss --sandbox").run();
    assert_eq!(again.stderr, "");
    assert_eq!(again.ok(), token);
    let text = token.trim().as_bytes();
    let holds_token = |(_, bytes): (_, Vec<u8>)| bytes.windows(text.len()).any(|part| part == text);
    assert!(!home.files().into_iter().any(holds_token));
    home.qetta("disconnect toss --sandbox").run().ok();
    let status = home.qetta("store status --json").run().json();
    assert_eq!((&status["backend"], &status["connections"]), (&"keyutils".into(), &0.into()));
}

#[test]
fn status_never_asks_a_keyring() {
    let home = Home::new();
    let socket = home.path().join("bus");
    let bus = UnixListener::bind(&socket).unwrap();
    bus.set_nonblocking(true).unwrap();
    home.qetta("token toss --sandbox").run().ok();
    // From now on the store's key is said to be in the keyring.
    let database = rusqlite::Connection::open(home.data().join("qetta.db")).unwrap();
    let changed = "UPDATE meta SET value = 'keyring' WHERE name = 'key_source'";
    assert_eq!(database.execute(changed, []).unwrap(), 1);
    drop(database);
    home.qetta("status --sandbox")
        .env("DBUS_SESSION_BUS_ADDRESS", format!("unix:path={}", socket.display()))
        .run()
        .ok();
    assert!(bus.accept().is_err(), "nobody knocked");
}
