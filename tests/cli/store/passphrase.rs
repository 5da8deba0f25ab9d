//! A store that is locked with a passphrase.

use crate::support::{Home, holds};

#[test]
fn a_passphrase_in_a_file_locks_a_new_store_and_opens_it_again() {
    let home = Home::new();
    let right = home.file("right", "correct horse 가나다\n");
    let token = home.token().locked_by(&right).run().ok();
    assert!(!home.data().join("qetta.key").exists(), "no key lies beside the store");
    let same = home.file("same", "correct horse 가나다");
    assert_eq!(home.token().locked_by(&same).run().ok(), token);
    let status = home.qetta("store status --json").locked_by(&right).run().json();
    assert_eq!(status["keySource"], "passphrase");
    for (path, bytes) in home.files() {
        let found = bytes.windows(13).any(|part| part == b"correct horse");
        assert!(!found, "the passphrase is in {}", path.display());
    }
}

#[test]
fn a_wrong_passphrase_is_exit_8_and_changes_nothing() {
    let home = Home::new();
    let right = home.file("right", "correct horse");
    home.token().locked_by(&right).run().ok();
    let before = home.files();
    let wrong = home.file("wrong", "correct horse ");
    let stderr = home.token().locked_by(&wrong).run().fails(8);
    holds(&stderr, &["does not open the store", "nothing was changed"]);
    let none = home.token().arg("--no-input").run().fails(8);
    holds(&none, &["locked with a passphrase", "QETTA_PASSPHRASE_FILE"]);
    assert_eq!(home.files(), before);
}

#[test]
fn what_is_no_passphrase_is_exit_7_and_makes_no_key() {
    for (written, words) in [("", "is empty"), ("\n", "is empty")] {
        let home = Home::new();
        let file = home.file("passphrase", written);
        holds(&home.token().locked_by(&file).run().fails(7), &[words]);
        assert!(!home.data().join("qetta.key").exists());
    }
    let home = Home::new();
    let binary = home.path().join("binary");
    std::fs::write(&binary, b"\xff\xfe\x00").unwrap();
    holds(&home.token().locked_by(&binary).run().fails(7), &["does not hold UTF-8"]);
    let missing = home.token().locked_by("/nowhere/passphrase".as_ref()).run();
    holds(&missing.fails(7), &["cannot read the passphrase file /nowhere/passphrase"]);
}

#[test]
fn a_passphrase_named_for_a_store_that_has_none_is_not_ignored() {
    let home = Home::new();
    home.token().run().ok();
    let file = home.file("passphrase", "correct horse");
    let stderr = home.token().locked_by(&file).run().fails(7);
    holds(&stderr, &["not made of a passphrase", "qetta store rekey --passphrase"]);
}

#[test]
fn a_record_that_asks_for_all_memory_is_exit_8() {
    let home = Home::new();
    let file = home.file("passphrase", "correct horse");
    home.token().locked_by(&file).run().ok();
    let database = rusqlite::Connection::open(home.data().join("qetta.db")).unwrap();
    let huge = "UPDATE meta SET value = replace(value, 'm=', 'm=99') WHERE name = 'key_derivation'";
    assert_eq!(database.execute(huge, []).unwrap(), 1);
    drop(database);
    holds(&home.token().locked_by(&file).run().fails(8), &["damaged", "makes no sense"]);
}

#[cfg(target_os = "linux")]
mod at_a_terminal {
    use std::process::Command;

    use super::*;
    use crate::support::Run;

    /// Runs what stands behind the questions and answers at a terminal of its own. Each answer is
    /// typed when the terminal has shown its question. stdout has all that the terminal showed.
    const STAGE: &str = r#"
import os, pty, sys
split = sys.argv.index("--")
talk, command = sys.argv[1:split], sys.argv[split + 1:]
child, terminal = pty.fork()
if child == 0:
    os.execv(command[0], command)
shown = b""
while True:
    try:
        part = os.read(terminal, 4096)
    except OSError:
        break
    if not part:
        break
    shown += part
    os.write(1, part)
    if talk and talk[0].encode() in shown:
        os.write(terminal, talk[1].encode())
        talk, shown = talk[2:], b""
sys.exit(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
"#;

    fn typed(run: Run, talk: &[&str]) -> crate::support::Output {
        let args: Vec<&str> = ["-c", STAGE].into_iter().chain(talk.iter().copied()).collect();
        run.under("python3", &[args.as_slice(), &["--"]].concat()).run()
    }

    /// Machines without Python cannot play a terminal.
    fn there_is_a_stage() -> bool {
        Command::new("python3").arg("--version").output().is_ok()
    }

    #[test]
    fn the_passphrase_is_asked_for_and_never_shown() {
        if !there_is_a_stage() {
            return;
        }
        let home = Home::new();
        let file = home.file("passphrase", "correct horse\n");
        let token = home.token().locked_by(&file).run().ok();
        let shown =
            typed(home.token(), &["passphrase of the store: ", "correct house\x7f\x7f\x7frse\r"]);
        let shown = shown.ok();
        holds(&shown, &["passphrase of the store: ", token.trim()]);
        assert!(!shown.contains("correct"), "{shown}");
        let wrong = typed(home.token(), &["passphrase of the store: ", "something else\r"]);
        assert_eq!(wrong.code, Some(8), "{wrong}");
        let interrupted = typed(home.token(), &["passphrase of the store: ", "corr\x03"]);
        assert_eq!(interrupted.code, Some(130), "{interrupted}");
    }

    #[test]
    fn a_new_passphrase_is_asked_for_twice() {
        if !there_is_a_stage() {
            return;
        }
        let home = Home::new();
        home.token().run().ok();
        let rekey = || home.qetta("store rekey --passphrase");
        let questions = |second| ["new passphrase: ", "one two\r", "once more: ", second];
        let mistyped = typed(rekey(), &questions("one too\r"));
        assert_eq!(mistyped.code, Some(2), "{mistyped}");
        holds(&mistyped.stdout, &["are not the same"]);
        home.token().run().ok();
        typed(rekey(), &questions("one two\r")).ok();
        let file = home.file("passphrase", "one two");
        home.token().locked_by(&file).run().ok();
        assert!(!home.data().join("qetta.key").exists());
    }

    #[test]
    fn nobody_is_asked_where_nobody_is_to_be_asked() {
        if !there_is_a_stage() {
            return;
        }
        let home = Home::new();
        let file = home.file("passphrase", "correct horse");
        home.token().locked_by(&file).run().ok();
        for run in [home.token().arg("--no-input"), home.token().env("CI", "true")] {
            let silent = typed(run, &[]);
            assert_eq!(silent.code, Some(8), "{silent}");
        }
    }
}
