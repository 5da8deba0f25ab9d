//! Generated files cannot go stale. `QETTA_BLESS=1 cargo test --test generated` renews them.

#![expect(
    clippy::disallowed_methods,
    clippy::unwrap_used,
    reason = "a test fails by panicking, and arranges the world that it looks at"
)]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use clap_complete::Shell;
use qetta::{exit_codes_reference, generate, settings_reference};

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}

/// Compares a file of the tree with what it has to be, or makes it so where that is asked for.
fn must_be(path: &Path, wanted: &[u8]) {
    if std::env::var_os("QETTA_BLESS").is_some() {
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, wanted).unwrap();
        return;
    }
    let there = fs::read(path).unwrap_or_default();
    assert!(
        there == wanted,
        "{} is stale; renew it with `QETTA_BLESS=1 cargo test --test generated`",
        path.display()
    );
}

/// Nothing lies in a folder of generated files that nobody generates any more.
fn holds_only(folder: &Path, wanted: &BTreeSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if !wanted.contains(&name) {
            assert!(std::env::var_os("QETTA_BLESS").is_some(), "{} is left over", path.display());
            fs::remove_file(path).unwrap();
        }
    }
}

#[test]
fn completions() {
    let folder = root().join("completions");
    let name = |shell| match shell {
        Shell::Bash => "qetta.bash",
        Shell::Elvish => "qetta.elv",
        Shell::Fish => "qetta.fish",
        Shell::PowerShell => "_qetta.ps1",
        Shell::Zsh => "_qetta",
        _ => panic!("a shell without a file name"),
    };
    for shell in generate::SHELLS {
        must_be(&folder.join(name(shell)), &generate::completions(shell));
    }
    holds_only(&folder, &generate::SHELLS.map(|shell| name(shell).to_owned()).into());
}

#[test]
fn manual_pages() {
    let folder = root().join("docs/man");
    let mut names = BTreeSet::new();
    for page in generate::man_pages() {
        let name = format!("{}.1", page.name);
        must_be(&folder.join(&name), &page.roff);
        names.insert(name);
    }
    holds_only(&folder, &names);
}

#[test]
fn command_reference() {
    must_be(&root().join("docs/cli.md"), generate::reference().as_bytes());
}

#[test]
fn environment_reference() {
    must_be(&root().join("docs/environment.md"), settings_reference().as_bytes());
}

#[test]
fn exit_codes() {
    must_be(&root().join("docs/exit-codes.md"), exit_codes_reference().as_bytes());
}

#[cfg(feature = "sandbox")]
#[test]
fn faults_of_the_sandbox() {
    must_be(&root().join("docs/faults.md"), qetta::fault_reference().as_bytes());
}
