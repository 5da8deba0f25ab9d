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

/// The head of a log of these lines, by somebody who has no key.
fn headed(lines: &[String], seal: Option<(String, String)>) -> Vec<String> {
    let last = Entry::read(lines.last().unwrap().as_bytes()).unwrap();
    let length = lines.iter().skip(1).map(|line| line.len() as u64 + 1).sum::<u64>();
    let (entries, hash) = (lines.len() as u64 - 1, last.hash.unwrap());
    let head = Head { entries, length: HEAD_LENGTH + length, hash, seal };
    let mut lines = lines.to_owned();
    lines[0] = head.line().trim_end().to_owned();
    lines
}

/// The same lines as a chain of their own, by somebody who has no key.
fn rechained(lines: &[String]) -> Vec<String> {
    let mut head = Head::of_none();
    let mut chain = vec![String::new()];
    for line in &lines[1..] {
        let entry = Entry::read(line.as_bytes()).unwrap();
        let (seal, prev) = (entry.seal.clone(), head.hash.clone());
        let entry = Entry { seq: head.entries + 1, prev, hash: None, seal: None, ..entry };
        let made = entry.line(None);
        head = head.after(0, made.hash, None);
        let bare = made.text.trim_end().strip_suffix('}').unwrap();
        chain
            .push(seal.map_or(format!("{bare}}}"), |seal| format!("{bare},\"seal\":\"{seal}\"}}")));
    }
    headed(&chain, None)
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
fn a_whole_log_holds_with_the_key_and_without() {
    let folder = tempfile::tempdir().unwrap();
    let vault = filled(folder.path());
    let bare = verdict(folder.path());
    assert_eq!((bare.entries, bare.sealed, bare.checked), (5, 4, 0));
    assert_eq!(bare.flaw, None);
    let sealed = sealed_verdict(&vault);
    assert_eq!((sealed.entries, sealed.sealed, sealed.checked), (5, 4, 4));
    assert_eq!(sealed.flaw, None);
    assert_eq!(sealed.head, entries(folder.path()).last().unwrap().hash.clone().unwrap());
}

#[test]
fn no_changed_byte_goes_unnoticed() {
    let folder = tempfile::tempdir().unwrap();
    let vault = filled(folder.path());
    let whole = fs::read(log_file(folder.path())).unwrap();
    for at in 0..whole.len() {
        let mut altered = whole.clone();
        altered[at] ^= 1;
        put_bytes(folder.path(), &altered);
        assert!(sealed_verdict(&vault).flaw.is_some(), "byte {at}");
    }
}

#[test]
fn the_first_line_that_does_not_hold_is_named() {
    let folder = tempfile::tempdir().unwrap();
    drop(filled(folder.path()));
    let whole = lines(folder.path());
    let found = |change: &dyn Fn(&mut Vec<String>)| {
        let mut lines = whole.clone();
        change(&mut lines);
        put_lines(folder.path(), &lines);
        verdict(folder.path()).flaw.unwrap()
    };
    let edited = found(&|lines| lines[3] = lines[3].replace("\"use\"", "\"export\""));
    assert_eq!(edited, (4, Flaw::Edited { seq: 2 + 1 }));
    let removed = found(&|lines| drop(lines.remove(3)));
    assert_eq!(removed, (4, Flaw::OutOfPlace { seq: 4, expected: 3 }));
    let reordered = found(&|lines| lines.swap(3, 4));
    assert_eq!(reordered, (4, Flaw::OutOfPlace { seq: 4, expected: 3 }));
    let repeated = found(&|lines| lines.insert(3, lines[2].clone()));
    assert_eq!(repeated, (4, Flaw::OutOfPlace { seq: 2, expected: 3 }));
    let put_in = found(&|lines| lines.insert(3, "{\"seq\":3}".to_owned()));
    assert_eq!(put_in, (4, Flaw::NoEntry));
    let last_gone = found(&|lines| drop(lines.pop()));
    assert_eq!(last_gone, (1, Flaw::Missing { entries: 4, expected: 5 }));
    let all_gone = found(&|lines| lines.truncate(1));
    assert_eq!(all_gone, (1, Flaw::Missing { entries: 0, expected: 5 }));
    let headless = found(&|lines| drop(lines.remove(0)));
    assert_eq!(headless, (1, Flaw::NoHead));
    let added = found(&|lines| lines.push("{}".to_owned()));
    assert_eq!(added, (7, Flaw::Added));
    let newer = found(&|lines| lines[0] = lines[0].replace("\"version\":1", "\"version\":2"));
    assert_eq!(newer, (1, Flaw::Newer));
}

#[test]
fn an_entry_that_was_made_anew_does_not_fit_in_without_the_ones_behind_it() {
    let folder = tempfile::tempdir().unwrap();
    let vault = filled(folder.path());
    let mut altered = lines(folder.path());
    altered[4] = altered[4].replace("login_required", "ok");
    let anew = rechained(&altered);
    altered[4].clone_from(&anew[4]);
    put_lines(folder.path(), &altered);
    assert_eq!(verdict(folder.path()).flaw, Some((6, Flaw::Exchanged { seq: 5 })));

    // A chain that was made anew to its end is one; who has the key sees that nobody who had it made
    // it.
    put_lines(folder.path(), &anew);
    assert_eq!(verdict(folder.path()).flaw, None);
    assert_eq!(sealed_verdict(&vault).flaw, Some((5, Flaw::WrongSeal { seq: 4 })));
}

#[test]
fn seals_cannot_be_left_out() {
    let folder = tempfile::tempdir().unwrap();
    drop(filled(folder.path()));
    let bare: Vec<String> = lines(folder.path())
        .into_iter()
        .map(|line| match line.split_once(",\"seal\":\"") {
            Some((facts, _)) => format!("{facts}}}"),
            None => line,
        })
        .collect();
    put_lines(folder.path(), &headed(&bare, None));
    assert_eq!(verdict(folder.path()).flaw, Some((2, Flaw::Unsealed { seq: 1 })));
    // Nor can it be made anew as one that never was under seal, whoever checks it.
    let unsealed = |line: &String| {
        Entry::read(line.as_bytes())
            .map(|entry| Entry { key: None, hash: None, ..entry }.line(None).text)
    };
    let never: Vec<String> = bare
        .iter()
        .map(|line| unsealed(line).map_or(line.clone(), |text| text.trim_end().to_owned()))
        .collect();
    put_lines(folder.path(), &rechained(&never));
    assert_eq!(verdict(folder.path()).flaw, Some((3, Flaw::Unsealed { seq: 2 })));
}

#[test]
fn the_last_entries_cannot_be_cut_off_without_the_key() {
    let folder = tempfile::tempdir().unwrap();
    let vault = filled(folder.path());
    vault.note(&Happening::new(Event::Use).to(&key("one")), now());
    let whole = lines(folder.path());
    let cut = &whole[..4];
    put_lines(folder.path(), &headed(cut, None));
    assert_eq!(verdict(folder.path()).flaw, Some((1, Flaw::WrongHeadSeal)));
    let first = Entry::read(whole[2].as_bytes()).unwrap();
    let seal = first.seal.zip(first.key);
    put_lines(folder.path(), &headed(cut, seal));
    assert_eq!(sealed_verdict(&vault).flaw, Some((1, Flaw::WrongHeadSeal)));
    let mut other = whole.clone();
    other[0] = headed(cut, None)[0].clone();
    put_lines(folder.path(), &other);
    assert!(verdict(folder.path()).flaw.is_some());
}

#[test]
fn a_key_that_was_changed_leaves_the_old_seals_to_the_old_key() {
    let folder = tempfile::tempdir().unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    drop(filled(folder.path()));
    let other = testing::vault(elsewhere.path());
    put_bytes(elsewhere.path(), &fs::read(log_file(folder.path())).unwrap());
    other.note(&Happening::new(Event::Rekey), now());
    let found = sealed_verdict(&other);
    assert_eq!((found.flaw, found.another_keys, found.checked), (None, 4, 1));
}

#[test]
fn a_log_of_another_store_is_told() {
    let (folder, elsewhere) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    filled(folder.path()).note(&Happening::new(Event::Config), now());
    let other = testing::vault(elsewhere.path());
    put_bytes(elsewhere.path(), &fs::read(log_file(folder.path())).unwrap());
    assert_eq!(sealed_verdict(&other).flaw, Some((1, Flaw::AnotherKey)));
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
