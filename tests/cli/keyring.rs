//! A keyring that is absent, or that never answers. (A real one is looked at by hand, and in the
//! store's own tests by a stand-in.)
#![cfg(all(feature = "keyring", target_os = "linux"))]

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
