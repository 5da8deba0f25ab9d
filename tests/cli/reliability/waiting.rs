//! Who waits for another process, and who is faster on another machine: what is stored is what counts.

use std::io::{BufRead as _, BufReader, Read as _};
use std::path::Path;

use crate::kftc::browser::{Login, get};
use crate::reliability::rotating::{LATER, Rotating, access, open, refresh};
use crate::support::{Home, Run, holds};

/// Takes the connection out of the store of `from` and puts it into that of `to`, past every lock.
fn transplant(from: &Path, to: &rusqlite::Connection) {
    to.execute("ATTACH ?1 AS there", [from.to_str().unwrap()]).unwrap();
    to.execute_batch(
        "BEGIN IMMEDIATE;
        DELETE FROM main.renewal;
        DELETE FROM main.secret;
        INSERT INTO main.secret SELECT * FROM there.secret;
        UPDATE main.connection SET (version, issued_at, expires_in) =
            (SELECT version, issued_at, expires_in FROM there.connection);
        COMMIT;
        DETACH there;",
    )
    .unwrap();
}

/// The same person on another machine, which shares nothing but what was copied.
fn elsewhere(rotating: &Rotating) -> Home {
    let home = Home::new();
    std::fs::create_dir_all(home.data()).unwrap();
    // Of a database that is open elsewhere only what is in the file counts.
    rotating.database().execute_batch("PRAGMA wal_checkpoint(TRUNCATE)").unwrap();
    for name in ["qetta.db", "qetta.key"] {
        std::fs::copy(rotating.home.data().join(name), home.data().join(name)).unwrap();
    }
    #[cfg(unix)]
    for (path, mode) in [(home.data(), 0o700), (home.data().join("qetta.key"), 0o600)] {
        let mode = std::os::unix::fs::PermissionsExt::from_mode(mode);
        std::fs::set_permissions(path, mode).unwrap();
    }
    home
}

fn there(rotating: &Rotating, home: &Home, line: &str) -> Run {
    home.qetta(line).env("QETTA_CONFIG", rotating.home.path().join("config.toml"))
}

/// The lock of the only connection.
fn lock(home: &Home) -> std::fs::File {
    let folder = std::fs::read_dir(home.data().join("locks")).unwrap();
    let paths = folder.map(|entry| entry.unwrap().path());
    // Beside the one of the store as a whole.
    let paths: Vec<_> = paths.filter(|path| !path.ends_with("store.lock")).collect();
    assert_eq!(paths.len(), 1);
    std::fs::OpenOptions::new().read(true).write(true).open(&paths[0]).unwrap()
}

#[test]
fn a_refusal_is_believed_only_where_nobody_was_faster_on_another_machine() {
    let rotating = Rotating::connected();
    let home = elsewhere(&rotating);
    assert_eq!(there(&rotating, &home, "token robot").at(LATER).run().ok(), access(2) + "\n");
    // While ours is refused, what the other one stored arrives.
    let (from, to) = (home.data().join("qetta.db"), rotating.home.data().join("qetta.db"));
    rotating.memory.lock().unwrap().meanwhile = Some(Box::new(move || {
        transplant(&from, &rusqlite::Connection::open(&to).unwrap());
    }));
    let output = rotating.run("token robot").at(LATER).run();
    assert_eq!(output.ok(), access(2) + "\n");
    assert_eq!(rotating.spent(), [refresh(1), refresh(1)]);
    assert_eq!(rotating.unfinished(), 0);
}

#[test]
fn what_another_machine_stored_is_judged_like_any_other_token() {
    let rotating = Rotating::connected();
    let home = elsewhere(&rotating);
    assert_eq!(there(&rotating, &home, "token robot").at(LATER).run().ok(), access(2) + "\n");
    let (from, to) = (home.data().join("qetta.db"), rotating.home.data().join("qetta.db"));
    let memory = rotating.memory.clone();
    let mut first = true;
    rotating.memory.lock().unwrap().meanwhile = Some(Box::new(move || {
        if std::mem::take(&mut first) {
            transplant(&from, &rusqlite::Connection::open(&to).unwrap());
        }
    }));
    // The family is over by now, and what arrived is, too: one more try, and no third.
    let much_later = "2026-11-21T15:00:00Z";
    let error = rotating.run("token robot --json").at(much_later).run().error(3);
    holds(error["hint"].as_str().unwrap(), &["run `qetta login robot`"]);
    assert_eq!(rotating.spent(), [refresh(1), refresh(1), refresh(2)]);
    assert_eq!(memory.lock().unwrap().good, None);
}

#[test]
fn the_refresh_token_that_is_spent_is_the_one_that_was_read_under_the_lock() {
    let rotating = Rotating::connected();
    let home = elsewhere(&rotating);
    assert_eq!(there(&rotating, &home, "token robot").at(LATER).run().ok(), access(2) + "\n");
    let lock = lock(&rotating.home);
    lock.lock().unwrap();
    // Both tokens are over by then: whoever waited has to renew, and not by what it saw before.
    let much_later = "2026-11-21T15:00:00Z";
    let mut waiting = rotating.run("token robot -v").at(much_later).spawn();
    let mut stderr = BufReader::new(waiting.stderr.take().unwrap());
    let mut line = String::new();
    while !line.contains("the token has ended") {
        line.clear();
        assert_ne!(stderr.read_line(&mut line).unwrap(), 0, "it waits for the lock");
    }
    transplant(&home.data().join("qetta.db"), &open(&rotating.home));
    lock.unlock().unwrap();
    let mut stdout = String::new();
    waiting.stdout.take().unwrap().read_to_string(&mut stdout).unwrap();
    assert!(waiting.wait().unwrap().success());
    assert_eq!(stdout, access(3) + "\n");
    assert_eq!(rotating.spent(), [refresh(1), refresh(2)]);
}

#[cfg(unix)]
#[test]
fn who_waited_in_vain_says_who_has_been_renewing_since_when() {
    use std::io::Write as _;

    let rotating = Rotating::connected();
    let mut held = lock(&rotating.home);
    held.lock().unwrap();
    let line = r#"{"pid":4711,"host":"another-host","since":"2026-11-21T12:59:00.000Z"}"#;
    held.write_all(line.as_bytes()).unwrap();
    // The time-out of a request and fifteen seconds more is how long one waits.
    let output = rotating.run("token robot --json --timeout 1").at(LATER).run();
    let error = output.error(8);
    let message = error["message"].as_str().unwrap();
    holds(message, &["process 4711 on another-host", "since 2026-11-21 21:59:00 KST", "16 s"]);
    assert_eq!(error["retryable"], true);
    assert!(rotating.spent().is_empty());
    // The name stays where its holder died, and the lock does not.
    drop(held);
    rotating.token_later().ok();
}

#[test]
fn a_login_waits_for_a_renewal_before_it_spends_its_code_and_revokes_nothing() {
    let rotating = Rotating::connected();
    let lock = lock(&rotating.home);
    lock.lock().unwrap();
    let codes = || {
        let is_code = |asked: &&String| asked.contains("grant_type=authorization_code");
        rotating.server.asked().iter().filter(is_code).count()
    };
    let mut login = Login::begin(rotating.run("login robot --no-browser --json -v --timeout 1"));
    let back = login.back("code=right");
    let redirect = get(&back);
    assert_eq!(redirect.status, 303, "{}", redirect.body);
    // For as long as somebody has the lock nothing is spent, and the code is still good afterwards.
    assert!(login.child().try_wait().unwrap().is_none());
    assert_eq!(codes(), 1, "the first login's");
    lock.unlock().unwrap();
    let output = login.ends();
    holds(&output.stderr, &["not revoked"]);
    output.json();
    assert_eq!(codes(), 2);
    assert!(rotating.memory.lock().unwrap().revoked.is_empty());
}
