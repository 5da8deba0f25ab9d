//! What somebody who can write to the folder could do to a log.

use super::*;

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

    // A chain that was made anew to its end is one, with any seal; who has the key sees that nobody who
    // had it made it.
    let any = anew.iter().find_map(|line| Entry::read(line.as_bytes())).unwrap();
    let anew = headed(&anew, any.seal.zip(any.key));
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

/// The same entries as a chain of their own, each under a seal that a key of another name could have
/// made.
fn resealed(lines: &[String], name: &str) -> (Vec<String>, Head) {
    let mut head = Head::of_none();
    let mut chain = vec![String::new()];
    for line in &lines[1..] {
        let entry = Entry::read(line.as_bytes()).unwrap();
        let key = entry.seal.as_ref().map(|_| name.to_owned());
        let (is_sealed, prev) = (key.is_some(), head.hash.clone());
        let entry = Entry { seq: head.entries + 1, prev, key, hash: None, seal: None, ..entry };
        let made = entry.line(None);
        let bare = made.text.trim_end().strip_suffix('}').unwrap();
        let seal = format!(",\"seal\":\"{}\"", "0".repeat(32));
        let line = format!("{bare}{}}}", if is_sealed { &seal } else { "" });
        head = head.after(head.length + line.len() as u64 + 1, made.hash, None);
        chain.push(line);
    }
    (chain, head)
}

#[test]
fn seals_of_another_name_are_no_way_around_the_key() {
    let folder = tempfile::tempdir().unwrap();
    let vault = filled(folder.path());
    let whole = lines(folder.path());
    let genuine = Head::read((whole[0].clone() + "\n").as_bytes()).unwrap();
    let (chain, head) = resealed(&whole, "deadbeef");
    let claims = [
        None,
        Some(("0".repeat(32), "deadbeef".to_owned())),
        Some(("0".repeat(32), genuine.seal.clone().unwrap().1)),
        genuine.seal.clone(),
    ];
    for seal in claims {
        let mut chain = chain.clone();
        chain[0] = Head { seal, ..head.clone() }.line().trim_end().to_owned();
        put_lines(folder.path(), &chain);
        assert!(sealed_verdict(&vault).flaw.is_some(), "{}", chain[0]);
    }
    // Nor is one put in behind what the first line vouches for.
    put_lines(folder.path(), &whole);
    let one = key("one");
    let forged = Happening::new(Event::Export).to(&one);
    let mut entry = Entry::after(&genuine, &forged, now(), None);
    entry.key = Some("deadbeef".to_owned());
    let made = entry.line(None);
    let bare = made.text.trim_end().strip_suffix('}').unwrap();
    let line = format!("{bare},\"seal\":\"{}\"}}", "0".repeat(32));
    let behind = [whole.clone(), vec![line.clone()]].concat();
    put_lines(folder.path(), &behind);
    assert_eq!(sealed_verdict(&vault).flaw, Some((1, Flaw::AnotherKey)));
    let mut named = behind;
    let after = genuine.after(genuine.length + line.len() as u64 + 1, made.hash, None);
    named[0] = after.line().trim_end().to_owned();
    put_lines(folder.path(), &named);
    assert_eq!(sealed_verdict(&vault).flaw, Some((1, Flaw::AnotherKey)));
}

#[test]
fn an_entry_without_a_seal_is_no_place_to_cut_at() {
    let folder = tempfile::tempdir().unwrap();
    let vault = filled(folder.path());
    let whole = lines(folder.path());
    assert_eq!(sealed_verdict(&vault).flaw, None);
    // What was done last is cut off, and something that takes no key stands in its place.
    let third = Entry::read(whole[3].as_bytes()).unwrap();
    let length = whole[..4].iter().map(|line| line.len() as u64 + 1).sum();
    let cut = Head { entries: 3, length, hash: third.hash.unwrap(), seal: None };
    let one = key("one");
    let disconnect = Happening::new(Event::Disconnect).to(&one);
    let made = Entry::after(&cut, &disconnect, now(), None).line(None);
    let genuine = Head::read((whole[0].clone() + "\n").as_bytes()).unwrap();
    for seal in [None, genuine.seal] {
        let end = length + made.text.len() as u64;
        let head = Head { seal, ..cut.after(end, made.hash.clone(), None) };
        let mut lines = whole[..4].to_vec();
        lines[0] = head.line().trim_end().to_owned();
        lines.push(made.text.trim_end().to_owned());
        put_lines(folder.path(), &lines);
        assert_eq!(sealed_verdict(&vault).flaw, Some((1, Flaw::WrongHeadSeal)));
    }
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
