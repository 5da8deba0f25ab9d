//! Many connections: for one of them the others are not read. Here they could not be; how long it
//! takes among 100,000 is `cargo bench --bench many`.

use rusqlite::Connection;

use crate::support::{Home, Provider, Reply};

/// Rows that nobody can read: whoever meets one says that the database is damaged.
const UNREADABLE: &str = "
    WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many LIMIT 2000)
    INSERT INTO connection (profile, provider, account, token_type, scope, registration, issued_at,
        expires_in, connected_at, updated_at, version)
    SELECT profile, provider, 'account ' || n, token_type, scope, registration, issued_at,
        expires_in + 1000000 + n, 9223372036854775807, updated_at, version
    FROM connection, many WHERE account = 'default'";

#[test]
fn for_one_connection_no_other_is_read() {
    let home = Home::new();
    let provider = Provider::answering(["one", "two", "three"].map(Reply::token_named));
    home.qetta_at(&provider, "token toss").run().ok();
    let database = Connection::open(home.data().join("qetta.db")).unwrap();
    assert_eq!(database.execute(UNREADABLE, []).unwrap(), 2_000);
    drop(database);

    let run = |line: &str| home.qetta_at(&provider, line).run();
    run("status").fails(8);
    let one = run("status toss --account default --json").json();
    assert_eq!(one["connected"].as_array().unwrap().len(), 1);
    assert_eq!(run("token toss").ok(), "one\n");
    assert_eq!(run("refresh toss --json").json()["refreshed"][0]["account"], "default");
    assert_eq!(run("token toss").ok(), "two\n");
    run("account rename toss default other").ok();
    assert_eq!(
        run("account list --account other --json").json()["accounts"][0]["account"],
        "other"
    );
    assert_eq!(run("disconnect toss --account other --json").json()["success"], true);
}

/// Enough to fill pages of their own, the last of the file.
const NUMBERS: &str = "
    WITH RECURSIVE many(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM many LIMIT 5000)
    INSERT INTO used_row (day, first, last)
    SELECT '20200101', 'number ' || n, 'number ' || n FROM many";

#[test]
fn that_there_is_no_connection_is_said_without_looking_the_whole_database_over() {
    let home = Home::new();
    let provider = Provider::answering(["one"].map(Reply::token_named));
    home.qetta_at(&provider, "token toss").run().ok();
    let path = home.data().join("qetta.db");
    let database = Connection::open(&path).unwrap();
    assert_eq!(database.execute(NUMBERS, []).unwrap(), 5_000);
    drop(database);
    let mut bytes = std::fs::read(&path).unwrap();
    let last = bytes.len() - 4_096;
    bytes[last..].fill(0xff);
    std::fs::write(&path, bytes).unwrap();

    // Whoever looked at everything would stumble over the page, which nobody here has to read.
    assert_eq!(home.qetta("store check").run().code, Some(8));
    let run = |line: &str| home.qetta_at(&provider, line).run();
    assert_eq!(
        run("status toss --account nobody --json").json()["connected"],
        serde_json::json!([])
    );
    run("jwt toss --account nobody").fails(3);
    assert_eq!(run("disconnect toss --account nobody --json").json()["success"], true);
    assert_eq!(run("token toss").ok(), "one\n");
}
