//! The layers of the house, kept by a test: a module names only what stands before it.

#![expect(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Every module and what it may name, lowest first. Anything else is a call upstairs.
const LAYERS: &[(&str, &[&str])] = &[
    ("model", &[]),
    ("wire", &["model"]),
    ("http", &["model", "wire"]),
    ("store", &["model", "wire"]),
    ("oauth", &["model", "wire", "http", "store"]),
    ("providers", &["model", "wire", "http", "store"]),
    ("ops", &["model", "wire", "http", "store", "oauth", "providers"]),
    ("settings", &["model"]),
    ("sandbox", &["model", "wire"]),
    ("error", &["model", "http", "store", "oauth", "providers", "ops", "settings", "sandbox"]),
    ("ui", &["model", "store", "ops", "settings", "error"]),
    (
        "app",
        &[
            "model",
            "http",
            "store",
            "oauth",
            "providers",
            "ops",
            "settings",
            "sandbox",
            "error",
            "ui",
        ],
    ),
    (
        "cli",
        &[
            "model",
            "http",
            "store",
            "providers",
            "ops",
            "settings",
            "sandbox",
            "error",
            "ui",
            "app",
        ],
    ),
];

#[test]
fn a_module_names_only_what_stands_before_it() {
    let mut calls_upstairs = Vec::new();
    for (module, below) in LAYERS {
        for file in sources_of(module) {
            for named in modules_named_in(&file) {
                if named != *module && !below.contains(&named.as_str()) {
                    calls_upstairs.push(format!("{} names crate::{named}", file.display()));
                }
            }
        }
    }
    assert!(calls_upstairs.is_empty(), "{calls_upstairs:#?}");
}

#[test]
fn every_module_has_its_place() {
    let placed: BTreeSet<String> = LAYERS.iter().map(|(module, _)| (*module).to_owned()).collect();
    let present: BTreeSet<String> = fs::read_dir(source_folder())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| {
            path.file_name().unwrap() != "lib.rs" && path.file_name().unwrap() != "main.rs"
        })
        .map(|path| path.file_stem().unwrap().to_str().unwrap().to_owned())
        .collect();
    assert_eq!(placed, present);
}

/// The test above can fail: it sees both spellings of a path.
#[test]
fn names_are_found_in_both_spellings() {
    let text =
        "use crate::{app, ui::Ui};\nfn f() { crate::store::open(); } // crate::cli is prose\n";
    let found: Vec<String> = modules_named(text).into_iter().collect();
    assert_eq!(found, ["app", "store", "ui"]);
}

/// Files outgrow their topic before they outgrow this.
#[test]
fn files_stay_readable() {
    let long: Vec<String> = LAYERS
        .iter()
        .flat_map(|(module, _)| sources_of(module))
        .map(|file| (fs::read_to_string(&file).unwrap().lines().count(), file))
        .filter(|(lines, _)| *lines > 450)
        .map(|(lines, file)| format!("{}: {lines} lines", file.display()))
        .collect();
    assert!(long.is_empty(), "{long:#?}");
}

fn source_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

fn sources_of(module: &str) -> Vec<PathBuf> {
    let file = source_folder().join(format!("{module}.rs"));
    let mut found = if file.exists() { vec![file] } else { Vec::new() };
    collect(&source_folder().join(module), &mut found);
    assert!(!found.is_empty(), "no sources of {module}");
    found
}

fn collect(folder: &Path, found: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, found);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            found.push(path);
        }
    }
}

fn modules_named_in(file: &Path) -> BTreeSet<String> {
    modules_named(&fs::read_to_string(file).unwrap())
}

/// The modules after `crate::`, single or in braces, comments aside.
fn modules_named(text: &str) -> BTreeSet<String> {
    let code: String =
        text.lines().map(|line| line.split("//").next().unwrap()).collect::<Vec<_>>().join(" ");
    let mut named = BTreeSet::new();
    for after in code.split("crate::").skip(1) {
        match after.trim_start().strip_prefix('{') {
            Some(list) => named.extend(top_level_names(list)),
            None => named.extend(first_name(after)),
        }
    }
    named.retain(|name| name != "text");
    named
}

/// The first names of a braced list: `app, ui::{Page, Ui}}` has `app` and `ui`.
fn top_level_names(list: &str) -> Vec<String> {
    let mut depth = 0;
    let mut names = Vec::new();
    let mut start = true;
    for (at, c) in list.char_indices() {
        match c {
            '{' => depth += 1,
            '}' if depth == 0 => break,
            '}' => depth -= 1,
            ',' if depth == 0 => start = true,
            c if start && (c.is_alphabetic() || c == '_') => {
                names.extend(first_name(&list[at..]));
                start = false;
            }
            _ => {}
        }
    }
    names
}

fn first_name(after: &str) -> Option<String> {
    let name: String =
        after.chars().take_while(|c| c.is_ascii_alphanumeric() || *c == '_').collect();
    (!name.is_empty()).then_some(name)
}

/// C01: a login opens the person's own browser, never one of ours.
#[test]
fn c01_there_is_no_web_view_in_the_tree() {
    let lock = fs::read_to_string(root().join("Cargo.lock")).unwrap();
    for package in ["wry", "tao", "tauri", "webview2-com", "web-view", "webkit2gtk", "cef"] {
        assert!(!lock.contains(&format!("name = \"{package}\"\n")), "{package}");
    }
}

/// `docs/security.md` has a row for every rule, and names tests that are there.
#[test]
fn every_rule_has_its_test() {
    let page = fs::read_to_string(root().join("docs/security.md")).unwrap();
    let tests = functions_below(&["src", "tests"]);
    let mut missing = Vec::new();
    for (letter, last, columns) in [('C', 33, 1), ('S', 25, 2)] {
        for rule in (1..=last).map(|number| format!("{letter}{number:02}")) {
            let row = page.lines().find(|line| line.starts_with(&format!("| {rule} ")));
            let named = row.map(|row| test_names(row, columns)).unwrap_or_default();
            if named.is_empty() || !named.iter().all(|name| tests.contains(name)) {
                missing.push(format!("{rule}: {named:?}"));
            }
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// Each rule of the sandbox is tried by a raw socket, and the last column of its row says by which
/// tests.
#[test]
fn every_rule_of_the_sandbox_is_tried_by_a_raw_socket() {
    let page = fs::read_to_string(root().join("docs/security.md")).unwrap();
    let by_socket = functions_below(&["tests/cli/sandbox"]);
    let mut missing = Vec::new();
    for number in 1..=25 {
        let row = page.lines().find(|line| line.starts_with(&format!("| S{number:02} ")));
        let named = row.map(|row| test_names(row, 1)).unwrap_or_default();
        let is_one = |test: &String| is_of_rule(test, number) && by_socket.contains(test);
        if named.is_empty() || !named.iter().all(is_one) {
            missing.push(format!("S{number:02}: {named:?}"));
        }
    }
    assert!(missing.is_empty(), "{missing:#?}");
}

/// `s18_s19_the_page_is_not_framed` is of two rules.
fn is_of_rule(test: &str, number: u32) -> bool {
    let rule = format!("s{number:02}_");
    test.starts_with(&rule)
        || test.split_once(&format!("_{rule}")).is_some_and(|(before, _)| {
            before.split('_').all(|part| part.len() == 3 && part[1..].parse::<u8>().is_ok())
        })
}

#[test]
fn a_test_says_in_its_name_which_rules_it_is_of() {
    let of = |test| (1..=25).filter(|number| is_of_rule(test, *number)).collect::<Vec<u32>>();
    assert_eq!(of("s18_s19_the_page_is_not_framed"), [18, 19]);
    assert_eq!(of("c18_s23_a_bearer_is_told_what_is_wrong"), [23]);
    assert!(of("a_page_of_s18_is_not_framed").is_empty());
    assert!(of("s1_is_none").is_empty());
}

/// What stands between backticks in the last columns of a row.
fn test_names(row: &str, columns: usize) -> Vec<String> {
    let last = row.trim_end_matches([' ', '|']).rsplit(" | ").take(columns);
    last.flat_map(|cell| cell.split('`').skip(1).step_by(2)).map(str::to_owned).collect()
}

/// The names of all functions below some folders of the house.
fn functions_below(folders: &[&str]) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    let mut folders: Vec<PathBuf> = folders.iter().map(|folder| root().join(folder)).collect();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                let text = fs::read_to_string(path).unwrap();
                let after = text.split("fn ").skip(1);
                names.extend(
                    after.filter_map(|rest| rest.split_once('(')).map(|(name, _)| name.to_owned()),
                );
            }
        }
    }
    names
}
