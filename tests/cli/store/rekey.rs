//! `qetta store rekey`

#[cfg(unix)]
use super::{killed, rounds};
use crate::support::{Home, holds};

const KEY: &str = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

#[test]
fn a_key_goes_from_place_to_place_and_the_token_stays() {
    let home = Home::new();
    let token = home.token().run().ok();
    let key = home.file("key", KEY);
    let passphrase = home.file("passphrase", "correct horse\n");

    let rekey = home.qetta("store rekey --json --key-file").arg(&key).run().json();
    assert_eq!((&rekey["keySource"], &rekey["resealed"]), (&"named".into(), &1.into()));
    assert!(!home.data().join("qetta.key").exists());
    holds(&home.token().run().fails(8), &["QETTA_KEY_FILE"]);
    assert_eq!(home.token().env("QETTA_KEY_FILE", &key).run().ok(), token);

    let rekey = home.qetta("store rekey --passphrase").env("QETTA_KEY_FILE", &key);
    holds(&rekey.locked_by(&passphrase).run().ok(), &["QETTA_KEY_FILE is not to be set"]);
    assert_eq!(home.token().locked_by(&passphrase).run().ok(), token);

    let other = home.file("other", "another horse\n");
    let rekey = home.qetta("store rekey --passphrase-file").arg(&other);
    rekey.locked_by(&passphrase).run().ok();
    holds(&home.token().locked_by(&passphrase).run().fails(8), &["does not open"]);
    assert_eq!(home.token().locked_by(&other).run().ok(), token);

    home.qetta("store rekey --generated").locked_by(&other).run().ok();
    assert_eq!(home.token().run().ok(), token);
    let before = std::fs::read(home.data().join("qetta.key")).unwrap();
    home.qetta("store rekey").run().ok();
    assert_ne!(std::fs::read(home.data().join("qetta.key")).unwrap(), before);
    assert_eq!(home.token().run().ok(), token);
}

#[test]
fn what_cannot_be_a_key_leaves_the_store_as_it_is() {
    let home = Home::new();
    let token = home.token().run().ok();
    let before = home.files();
    let broken = home.file("broken", "no key");
    home.qetta("store rekey --key-file").arg(&broken).run().fails(8);
    home.qetta("store rekey --key-file /nowhere/key").run().fails(8);
    let own = home.data().join("qetta.key");
    holds(&home.qetta("store rekey --key-file").arg(&own).run().fails(7), &["qetta's own"]);
    home.qetta("store rekey --keyring").run().fails(8);
    home.qetta("store rekey --passphrase --no-input").run().fails(2);
    home.qetta("store rekey --generated --keyring").run().fails(2);
    let keys = |files: Vec<(std::path::PathBuf, Vec<u8>)>| {
        files.into_iter().filter(|(path, _)| path.ends_with("qetta.key")).collect::<Vec<_>>()
    };
    assert_eq!(keys(home.files()), keys(before));
    assert_eq!(home.token().run().ok(), token);
}

#[test]
fn a_store_that_is_not_there_is_made_with_the_key_that_was_asked_for() {
    let home = Home::new();
    let passphrase = home.file("passphrase", "correct horse\n");
    home.qetta("store rekey --passphrase").locked_by(&passphrase).run().ok();
    let status = home.qetta("store status --json").locked_by(&passphrase).run().json();
    assert_eq!(status["keySource"], "passphrase");
    assert!(!home.data().join("qetta.key").exists());
    home.token().locked_by(&passphrase).run().ok();
}

/// However the process that exchanges the key is killed, one of the keys opens the store.
#[cfg(unix)]
#[test]
fn a_rekey_that_is_killed_leaves_a_store_that_opens() {
    let home = Home::new();
    let token = home.token().run().ok();
    let key = home.file("key", KEY);
    for round in 0..rounds() {
        let moves = round % 3;
        let rekey = home.qetta("store rekey");
        let rekey = match moves {
            0 => rekey,
            1 => rekey.arg("--key-file").arg(&key),
            _ => rekey.arg("--generated"),
        };
        let status = home.qetta("store status --json").run().json();
        let named = status["keySource"] == "named";
        killed(if named { rekey.env("QETTA_KEY_FILE", &key) } else { rekey }, round);
        let status = home.qetta("store status --json").run().json();
        let open = home.token();
        let open =
            if status["keySource"] == "named" { open.env("QETTA_KEY_FILE", &key) } else { open };
        assert_eq!(open.run().ok(), token, "round {round}");
    }
}
