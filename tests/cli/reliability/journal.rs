//! A renewal whose answer is lost: the next run knows, tries once, and says what to run.

use crate::login::acme::PUBLIC;
use crate::reliability::rotating::{LATER, Next, Rotating, access, open, refresh, refused};
use crate::sandbox::Served;
use crate::support::{Home, Reply, holds};

const KNOWN: &str = "got no answer";

/// Answers that say nothing of what was done.
fn lost() -> Vec<Reply> {
    vec![
        Reply::Bytes(Vec::new()),
        Reply::Bytes(b"HTTP/1.1 200 OK\r\ncontent-length: 900\r\n\r\n{\"acc".to_vec()),
        Reply::json("200 OK", "{}"),
        Reply::new("200 OK", &["content-type: text/html"], "<h1>welcome</h1>"),
        Reply::new("502 Bad Gateway", &["content-type: text/html"], "<h1>no</h1>"),
        Reply::json("500 Internal Server Error", r#"{"error":"server_error"}"#),
    ]
}

#[test]
fn a_lost_answer_is_known_to_the_next_run_which_tries_once_and_says_what_to_run() {
    for reply in lost() {
        let rotating = Rotating::connected();
        rotating.next(Next::Made(reply));
        let output = rotating.token_later();
        assert!(!output.stderr.contains(KNOWN), "{output}");
        output.fails(5);
        assert_eq!(rotating.unfinished(), 1);
        // For as long as nobody logs in it is the same each time.
        for tries in [2, 3] {
            let output = rotating.token_later();
            holds(&output.stderr, &[KNOWN, "trying it once more"]);
            assert_eq!(rotating.spent().len(), tries, "one round trip each: {output}");
            let error = output.error(3);
            assert_eq!(error["kind"], "login_required");
            assert_eq!(error["providerCode"], "invalid_grant");
            assert_eq!(error["hint"], "run `qetta login robot`");
            holds(
                error["message"].as_str().unwrap(),
                &["never arrived", "2026-11-21 22:00:00 KST"],
            );
        }
        assert!(rotating.spent().iter().all(|spent| *spent == refresh(1)));
        rotating.log_in();
        assert_eq!(rotating.unfinished(), 0);
    }
}

#[test]
fn what_was_not_acted_on_is_made_up_for_and_forgotten() {
    for reply in lost() {
        let rotating = Rotating::connected();
        rotating.next(Next::NotMade(reply));
        rotating.token_later().fails(5);
        let output = rotating.token_later();
        holds(&output.stderr, &[KNOWN]);
        holds(&output.stdout, &[&access(2)]);
        assert_eq!(rotating.unfinished(), 0);
        let output = rotating.run("token robot -v").at("2026-11-21T14:00:00Z").run();
        assert!(!output.stderr.contains(KNOWN), "{output}");
        assert_eq!(output.ok(), access(3) + "\n");
    }
}

#[test]
fn a_definite_answer_leaves_nothing_behind() {
    let later = |seconds: &str| {
        let header = format!("retry-after: {seconds}");
        Reply::new("429 Too Many Requests", &[&header], "")
    };
    for (reply, code) in [
        (refused("invalid_client"), 4),
        (Reply::new("404 Not Found", &["content-type: text/html"], "<h1>no</h1>"), 5),
        (Reply::new("302 Found", &["location: http://127.0.0.1:1/"], ""), 5),
        (later("3600"), 5),
    ] {
        let rotating = Rotating::connected();
        rotating.next(Next::NotMade(reply));
        rotating.token_later().fails(code);
        assert_eq!(rotating.unfinished(), 0);
        let output = rotating.token_later();
        assert!(!output.stderr.contains(KNOWN), "{output}");
        output.ok();
    }
}

#[test]
fn where_nobody_was_reached_nothing_was_spent() {
    let (there, home) = (Home::new(), Home::new());
    let served = Served::start(&there, "--approve");
    // Named one by one: what the server says of itself would be all that is missed.
    let at = |name: &str, path: &str| format!("{name}_endpoint = '{}/acme/{path}'\n", served.url());
    let endpoints = at("authorization", "authorize") + &at("token", "token");
    let config = home.file("config.toml", &format!("[providers.acme]\n{endpoints}{PUBLIC}"));
    let run = |line: &str| home.qetta(line).env("QETTA_CONFIG", &config);
    run("login acme --approve").run().ok();
    drop(served);
    let error = run("token acme --json").at(LATER).run().error(5);
    holds(error["message"].as_str().unwrap(), &["cannot connect"]);
    let count = "SELECT count(*) FROM renewal";
    let unfinished: i64 = open(&home).query_row(count, [], |row| row.get(0)).unwrap();
    assert_eq!(unfinished, 0);
}

#[test]
fn an_answer_that_is_lost_later_does_not_make_an_earlier_one_certain() {
    let rotating = Rotating::connected();
    rotating.next(Next::Made(Reply::json("200 OK", "{}")));
    rotating.token_later().fails(5);
    rotating.next(Next::NotMade(refused("invalid_client")));
    rotating.token_later().fails(4);
    assert_eq!(rotating.unfinished(), 1);
    let error = rotating.token_later().error(3);
    holds(error["message"].as_str().unwrap(), &["never arrived"]);
}

#[test]
fn what_is_about_to_be_spent_is_on_the_disk_before_the_request_leaves() {
    let rotating = Rotating::connected();
    let (database, seen) = (rotating.home.data().join("qetta.db"), rotating.memory.clone());
    let (tell, told) = std::sync::mpsc::channel();
    seen.lock().unwrap().meanwhile = Some(Box::new(move || {
        let database = rusqlite::Connection::open(&database).unwrap();
        let row = "SELECT version, begun_at, tries FROM renewal";
        let row = database.query_row(row, [], |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?))
        });
        tell.send(row.unwrap()).unwrap();
    }));
    rotating.token_later().ok();
    let at: jiff::Timestamp = LATER.parse().unwrap();
    assert_eq!(told.recv().unwrap(), (1, at.as_millisecond(), 1));
    assert_eq!(rotating.unfinished(), 0);
}

#[test]
fn a_token_that_holds_is_used_meanwhile_and_the_warning_says_why() {
    let rotating = Rotating::connected();
    let soon = "2026-11-21T12:59:30Z";
    rotating.next(Next::Made(Reply::json("200 OK", "{}")));
    for why in ["HTTP 200", "never arrived"] {
        let output = rotating.run("token robot").at(soon).run();
        holds(&output.stderr, &["warning: ", "while it holds", why]);
        assert_eq!(output.ok(), access(1) + "\n");
    }
}

#[test]
fn a_refresh_token_that_is_over_costs_one_round_trip_and_names_the_exact_command() {
    let rotating = Rotating::connected();
    let copy = |line: &str| {
        rotating.run(line).env("QETTA_ACCOUNT", "둘째 것").env("QETTA_PROFILE", "production")
    };
    rotating.memory.lock().unwrap().good = Some(7);
    let error = rotating.token_later().error(3);
    holds(error["hint"].as_str().unwrap(), &["run `qetta login robot`"]);
    assert_eq!(rotating.spent().len(), 1);
    assert_eq!(rotating.unfinished(), 0, "nothing was lost: it was over");

    let error = copy("token robot --json").run().error(3);
    assert_eq!(error["hint"], "run `qetta login robot --profile production --account '둘째 것'`");
    let words = copy("token robot --lang ko").run().fails(3);
    holds(
        &words,
        &["`qetta login robot --profile production --account '둘째 것'`을(를) 실행하세요"],
    );
}
