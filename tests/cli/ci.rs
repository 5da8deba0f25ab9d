//! The recipes of `docs/ci.md`, run as they stand there.
#![cfg(unix)]

use std::path::Path;
use std::process::Command;

use crate::support::{Home, NOON, holds};

/// What stands between "```sh" and "```", in order.
fn recipes() -> Vec<String> {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/ci.md");
    let page = std::fs::read_to_string(page).unwrap();
    let fenced = page.split("```sh\n").skip(1);
    fenced.map(|rest| rest.split_once("```").unwrap().0.to_owned()).collect()
}

/// In CI, at the sandbox: its person agrees without hands, and a browser is not there.
fn run(home: &Home, recipe: &str) -> std::process::Output {
    let folder = Path::new(env!("CARGO_BIN_EXE_qetta")).parent().unwrap().to_owned();
    let path = std::env::var_os("PATH").unwrap();
    let folders = std::iter::once(folder).chain(std::env::split_paths(&path));
    let recipe = recipe.replace("qetta kftc connect", "qetta kftc connect --approve");
    Command::new("sh")
        .args(["-euc", &recipe])
        .env_clear()
        .env("PATH", std::env::join_paths(folders).unwrap())
        .env("HOME", home.path())
        .env("QETTA_DATA_DIR", home.data())
        .env("QETTA_PROFILE", "sandbox")
        .env("QETTA_TEST_NOW", NOON)
        .env("CI", "true")
        .env("GITHUB_ENV", home.path().join("github_env"))
        .current_dir(home.path())
        .output()
        .unwrap()
}

#[test]
fn every_recipe_works_as_it_stands() {
    let home = Home::new();
    let recipes = recipes();
    assert_eq!(recipes.len(), 5, "a recipe that is not run here");
    let needs_openssl = |recipe: &str| recipe.contains("openssl");
    for recipe in &recipes {
        if needs_openssl(recipe) && Command::new("openssl").arg("version").output().is_err() {
            eprintln!("openssl is not installed: the key file was not made");
            continue;
        }
        // The key that one recipe makes is the key of a store of its own.
        let own = Home::new();
        let home = if needs_openssl(recipe) { &own } else { &home };
        let output = run(home, recipe);
        let said = format!("{}{}", text(&output.stdout), text(&output.stderr));
        assert!(output.status.success(), "{recipe}\n{said}");
    }
}

#[test]
fn a_token_for_a_later_step_is_masked_before_it_is_handed_on() {
    let home = Home::new();
    let recipe = recipes().into_iter().find(|recipe| recipe.contains("::add-mask::")).unwrap();
    let output = run(&home, &recipe);
    let token = home.qetta("token toss --sandbox").run().ok();
    assert_eq!(text(&output.stdout), format!("::add-mask::{token}"));
    let handed_on = std::fs::read_to_string(home.path().join("github_env")).unwrap();
    assert_eq!(handed_on, format!("TOKEN={token}"));
}

#[test]
fn without_a_terminal_a_person_is_asked_for_at_once() {
    let home = Home::new();
    for line in
        ["token kftc", "exec kftc -- true", "api kftc GET /x", "refresh kftc", "kftc accounts"]
    {
        let output = home.qetta(line).env("QETTA_PROFILE", "sandbox").env("CI", "true").run();
        holds(&output.fails(3), &["hint: run `qetta kftc connect --sandbox`"]);
    }
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}
