//! Writing, and what comes in between. What somebody could do to a log is in `tampering`.

mod tampering;

use std::fs;
use std::path::Path;

use jiff::SignedDuration;

use super::*;
use crate::store::audit::head::{HEAD_LENGTH, Head};
use crate::store::files;
use crate::store::testing::{self, key, now};

fn token(name: &str) -> AccessToken {
    AccessToken::new(name)
}

/// A log of the beginning and four things that happened, the last one without a key.
fn filled(folder: &Path) -> Vault {
    let vault = testing::vault(folder);
    let (one, first) = (key("하나"), token("first"));
    vault.note(&Happening::new(Event::Issue).to(&one).with(&first), now());
    vault.note(&Happening::new(Event::Use).to(&one).with(&first), now());
    let refused = Happening {
        result: "login_required",
        provider_code: Some("invalid_grant"),
        ..Happening::new(Event::Refresh).to(&one)
    };
    vault.note(&refused, now());
    vault.store().note(&Happening::new(Event::Disconnect).to(&one), now());
    vault
}

fn log_file(folder: &Path) -> std::path::PathBuf {
    folder.join(FILE_NAME)
}

fn lines(folder: &Path) -> Vec<String> {
    fs::read_to_string(log_file(folder)).unwrap().lines().map(str::to_owned).collect()
}

fn put_lines(folder: &Path, lines: &[String]) {
    put_bytes(folder, (lines.join("\n") + "\n").as_bytes());
}

fn put_bytes(folder: &Path, bytes: &[u8]) {
    files::replace(&log_file(folder), bytes).unwrap();
}

/// Without the key, as anybody can check it.
fn verdict(folder: &Path) -> Verdict {
    AuditLog::find(folder).unwrap().unwrap().verify().unwrap()
}

fn sealed_verdict(vault: &Vault) -> Verdict {
    vault.audit_log().unwrap().unwrap().verify().unwrap()
}

fn entries(folder: &Path) -> Vec<Entry> {
    let log = AuditLog::find(folder).unwrap().unwrap();
    log.entries().unwrap().map(|entry| entry.unwrap().unwrap()).collect()
}

#[test]
fn what_happens_is_a_line_that_any_reader_of_json_understands() {
    let folder = tempfile::tempdir().unwrap();
    drop(filled(folder.path()));
    let lines = lines(folder.path());
    assert_eq!(lines.len(), 6);
    let json = |line: &String| serde_json::from_str::<serde_json::Value>(line).unwrap();
    let (head, issue, refused) = (json(&lines[0]), json(&lines[2]), json(&lines[4]));
    assert_eq!((&head["entries"], &head["version"]), (&5.into(), &1.into()));
    assert_eq!(head["head"], json(&lines[5])["hash"]);
    assert_eq!(issue["event"], "issue");
    assert_eq!(issue["time"], "2027-01-15T08:00:00.000Z");
    assert_eq!((&issue["provider"], &issue["account"]), (&"TOSS_CERT".into(), &"하나".into()));
    assert_eq!((&issue["profile"], &issue["result"]), (&"test".into(), &"ok".into()));
    assert_eq!(issue["pid"], std::process::id());
    assert_eq!(issue["prev"], json(&lines[1])["hash"]);
    assert_eq!(refused["providerCode"], "invalid_grant");
    assert_eq!(json(&lines[1])["event"], "begin");
    assert_eq!(json(&lines[5]).get("seal"), None);
}

#[cfg(unix)]
#[test]
fn the_log_is_for_its_owner_alone() {
    let folder = tempfile::tempdir().unwrap();
    drop(filled(folder.path()));
    assert_eq!(testing::mode(&log_file(folder.path())), 0o600);
}

#[test]
fn a_token_is_known_again_and_never_shown() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let (vault, other) = (testing::vault(folder.path()), testing::vault(elsewhere.path()));
    for (vault, name) in
        [(&vault, "canary"), (&vault, "other"), (&vault, "canary"), (&other, "canary")]
    {
        vault.note(&Happening::new(Event::Use).to(&key("one")).with(&token(name)), now());
    }
    let prints = |folder: &Path| -> Vec<String> {
        entries(folder).into_iter().filter_map(|entry| entry.token).collect()
    };
    let (ours, theirs) = (prints(folder.path()), prints(elsewhere.path()));
    assert_eq!(ours[0], ours[2]);
    assert_ne!(ours[0], ours[1]);
    assert_ne!(ours[0], theirs[0], "another store's key gives another one");
    assert_eq!(ours[0].len(), 16);
    let log = fs::read_to_string(log_file(folder.path())).unwrap();
    assert!(!log.contains("canary"), "{log}");
}

#[test]
fn the_same_use_is_recorded_once_a_process() {
    let folder = tempfile::tempdir().unwrap();
    let vault = testing::vault(folder.path());
    let one = key("one");
    let (first, second) = (token("first"), token("second"));
    let used = Happening::new(Event::Use).to(&one).with(&first);
    for _ in 0..3 {
        vault.note_once(&used, now());
        vault.note_once(&used.with(&second), now());
        vault.note_once(&Happening { result: "provider_refused", ..used }, now());
    }
    drop(vault);
    testing::vault(folder.path()).note_once(&used, now());
    assert_eq!(entries(folder.path()).len(), 1 + 3 + 1);
}

#[test]
fn a_process_that_dies_while_it_writes_leaves_a_log_that_goes_on() {
    let (before, after) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let vault = filled(before.path());
    let old = fs::read(log_file(before.path())).unwrap();
    let one = key("one");
    let happening = Happening::new(Event::Use).to(&one);
    vault.note(&happening, now());
    let new = fs::read(log_file(before.path())).unwrap();
    let line = &new[old.len()..];
    for written in 0..=line.len() {
        // The line is there up to some byte, and the first line is still the old one.
        put_bytes(after.path(), &[&old, &line[..written]].concat());
        let found = verdict(after.path());
        assert_eq!(found.flaw, None, "{written} bytes");
        let is_whole = written == line.len();
        assert_eq!(found.entries, if is_whole { 6 } else { 5 }, "{written} bytes");
        assert_eq!(found.is_torn, written > 0 && !is_whole);

        testing::vault(after.path()).note(&happening, now());
        let mended = verdict(after.path());
        let expected = if is_whole { 7 } else { 6 };
        assert_eq!((mended.entries, mended.flaw, mended.is_torn), (expected, None, false));
    }
}

#[test]
fn what_is_shorter_than_it_says_is_put_aside_and_a_new_log_says_so() {
    let folder = tempfile::tempdir().unwrap();
    let vault = filled(folder.path());
    let whole = fs::read(log_file(folder.path())).unwrap();
    for (number, length) in [whole.len() - 1, 300, 100, 0].into_iter().enumerate() {
        put_bytes(folder.path(), &whole[..length]);
        vault.note(&Happening::new(Event::Use).to(&key("one")), now());
        let aside = format!("audit.log.broken-{}", number + 1);
        assert_eq!(fs::read(folder.path().join(&aside)).unwrap(), &whole[..length]);
        let found = entries(folder.path());
        assert_eq!(found.len(), 2);
        assert!(found[0].detail.as_ref().unwrap().ends_with(&aside));
        assert_eq!(sealed_verdict(&vault).flaw, None);
        fs::remove_file(log_file(folder.path())).unwrap();
    }
}

#[test]
fn a_newer_log_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let vault = filled(folder.path());
    let newer =
        lines(folder.path()).join("\n").replacen("\"version\":1", "\"version\":2", 1) + "\n";
    put_bytes(folder.path(), newer.as_bytes());
    vault.note(&Happening::new(Event::Use).to(&key("one")), now());
    assert_eq!(fs::read_to_string(log_file(folder.path())).unwrap(), newer);
}

#[test]
fn a_log_that_was_moved_away_begins_anew() {
    let folder = tempfile::tempdir().unwrap();
    let vault = filled(folder.path());
    fs::rename(log_file(folder.path()), folder.path().join("audit-2026.log")).unwrap();
    vault.note(&Happening::new(Event::Use).to(&key("one")), now());
    let found = entries(folder.path());
    let events: Vec<&str> = found.iter().map(|entry| entry.event.as_str()).collect();
    assert_eq!(events, ["begin", "use"]);
    assert_eq!(found[1].seq, 2);
}

#[test]
fn the_clock_may_go_back() {
    let folder = tempfile::tempdir().unwrap();
    let vault = filled(folder.path());
    for hours in [-24 * 365, 24 * 365, 1] {
        let at = now() + SignedDuration::from_hours(hours);
        vault.note(&Happening::new(Event::Use).to(&key("one")), at);
    }
    let verdict = sealed_verdict(&vault);
    assert_eq!((verdict.entries, verdict.flaw, verdict.backwards), (8, None, 2));
}

#[test]
fn what_cannot_be_written_stops_nobody() {
    let folder = tempfile::tempdir().unwrap();
    let vault = testing::vault(folder.path());
    fs::create_dir(log_file(folder.path())).unwrap();
    vault.note(&Happening::new(Event::Use).to(&key("one")), now());
    assert!(AuditLog::find(folder.path()).is_err());
}

#[cfg(unix)]
#[test]
fn no_link_is_followed() {
    let folder = tempfile::tempdir().unwrap();
    let vault = testing::vault(folder.path());
    let target = folder.path().join("target");
    files::write_new(&target, b"theirs").unwrap();
    std::os::unix::fs::symlink(&target, log_file(folder.path())).unwrap();
    vault.note(&Happening::new(Event::Issue).to(&key("one")), now());
    assert_eq!(fs::read(&target).unwrap(), b"theirs");
}

#[test]
fn a_log_that_somebody_holds_is_waited_for_and_not_for_ever() {
    let folder = tempfile::tempdir().unwrap();
    let vault = filled(folder.path());
    let holder = fs::File::open(log_file(folder.path())).unwrap();
    holder.lock().unwrap();
    let begun = std::time::Instant::now();
    vault.note(&Happening::new(Event::Use).to(&key("one")), now());
    assert!(begun.elapsed() < std::time::Duration::from_secs(10));
    drop(holder);
    assert_eq!(verdict(folder.path()).entries, 5);
}

#[test]
fn writers_in_parallel_make_one_chain() {
    let folder = tempfile::tempdir().unwrap();
    drop(testing::vault(folder.path()));
    std::thread::scope(|scope| {
        for writer in 0..4 {
            let folder = folder.path();
            scope.spawn(move || {
                let vault = testing::vault(folder);
                let one = key(&writer.to_string());
                for _ in 0..50 {
                    vault.note(&Happening::new(Event::Use).to(&one), now());
                }
            });
        }
    });
    let verdict = sealed_verdict(&testing::vault(folder.path()));
    assert_eq!((verdict.entries, verdict.checked, verdict.flaw), (201, 201, None));
    for writer in 0..4 {
        let of = |entry: &Entry| entry.account.as_deref() == Some(&writer.to_string());
        assert_eq!(entries(folder.path()).iter().filter(|entry| of(entry)).count(), 50);
    }
}

#[test]
fn lines_of_any_length_are_read_in_little_memory() {
    let folder = tempfile::tempdir().unwrap();
    drop(filled(folder.path()));
    let mut whole = fs::read(log_file(folder.path())).unwrap();
    whole.extend(std::iter::repeat_n(b'x', 100_000));
    whole.push(b'\n');
    put_bytes(folder.path(), &whole);
    assert_eq!(verdict(folder.path()).flaw, Some((7, Flaw::Added)));
    let log = AuditLog::find(folder.path()).unwrap().unwrap();
    assert_eq!(log.entries().unwrap().filter(|entry| matches!(entry, Ok(Ok(_)))).count(), 5);
}

#[test]
fn a_code_is_cut_where_it_is_long() {
    let folder = tempfile::tempdir().unwrap();
    let vault = testing::vault(folder.path());
    let (one, code) = (key("one"), "코드".repeat(5_000));
    let happening =
        Happening { provider_code: Some(&code), ..Happening::new(Event::Issue).to(&one) };
    vault.note(&happening, now());
    let found = entries(folder.path());
    assert_eq!(found[1].provider_code.as_ref().unwrap().chars().count(), 64);
    assert_eq!(sealed_verdict(&vault).flaw, None);
}
