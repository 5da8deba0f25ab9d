//! What goes where: results, notes, logs, colours.

use crate::support::{Home, holds};

#[test]
fn quiet_leaves_errors_alone_on_stderr() {
    let home = Home::new();
    let output = home.qetta("toss token --sandbox --quiet").run();
    assert_eq!(output.stderr, "");
    output.ok();
    let output = home.qetta("disconnect toss --sandbox -q").run();
    assert_eq!(output.stderr, "");
    let failed = home.qetta("toss test --profile production -q").run();
    assert!(failed.fails(7).starts_with("error: "));
}

#[test]
fn verbose_says_what_is_done_and_twice_shows_requests() {
    let home = Home::new();
    let once = home.qetta("toss token --sandbox -v").run();
    holds(&once.stderr, &["toss: there is no token yet"]);
    assert!(!once.stderr.contains("POST"), "{once}");
    let twice = home.qetta("toss token --sandbox -vv --refresh").run();
    holds(&twice.stderr, &["POST http://127.0.0.1:", "client_secret=…", "access_token: …"]);
    twice.ok();
}

#[test]
fn colour_is_for_terminals_and_for_whoever_asks() {
    let home = Home::new();
    let failing = || home.qetta("toss test --profile production");
    let colored = |stderr: String| stderr.contains('\u{1b}');
    assert!(!colored(failing().run().fails(7)));
    assert!(colored(failing().arg("--color").arg("always").run().fails(7)));
    assert!(colored(failing().env("CLICOLOR_FORCE", "1").run().fails(7)));
    assert!(!colored(failing().env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1").run().fails(7)));
    let never = failing().env("CLICOLOR_FORCE", "1").arg("--color").arg("never").run();
    assert!(!colored(never.fails(7)));
}

#[test]
fn json_never_changes_with_the_language() {
    let home = Home::new();
    let english = home.qetta("toss test --profile production --json").run().fails(7);
    let korean = home.qetta("toss test --profile production --json --lang ko").run().fails(7);
    assert_eq!(english, korean);
    let english = home.qetta("status --json").run().ok();
    assert_eq!(english, home.qetta("status --json --lang ko").run().ok());
}
