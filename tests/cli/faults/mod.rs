//! The real client meets every fault of the sandbox: it ends as it promises, and loses nothing that
//! the provider still honours. The table of it stands in `docs/reliability.md`.

mod embedded;
mod rows;
mod setting;

use std::fmt::Write as _;
use std::path::PathBuf;

use rows::{Kept, ROWS, Row};
use serde_json::Value;

use crate::kftc::browser::{Login, get};
use crate::sandbox::Served;
use crate::support::{Home, Output, Run, holds};

/// A client of a sandbox that agrees to everything.
struct Client {
    home: Home,
    served: Served,
    /// The sandbox's memory, which goes with it.
    there: Home,
}

impl Client {
    fn begun() -> Self {
        let (home, there) = (Home::new(), Home::new());
        let served = Served::start(&there, "--approve");
        let url = served.url();
        let config = format!(
            "[providers.acme]\nissuer = '{url}/acme'\napi_base = '{url}/acme'\nclient_id = 'acme_cli'\nscope = 'openid profile offline_access'\n"
        );
        home.file("config.toml", &config);
        Self { home, served, there }
    }

    fn run(&self, line: &str) -> Run {
        let config = self.home.path().join("config.toml");
        self.served
            .client(self.home.qetta(line))
            .env("QETTA_CONFIG", config)
            .env("KFTC_REDIRECT_URI", "http://localhost:0/oauth/kftc/callback")
    }

    /// Runs it to its end; where a browser is sent for, it goes where it is led.
    fn ends(&self, line: &str) -> Output {
        if !line.starts_with("login ") && !line.starts_with("kftc connect") {
            // The player's two tokens, for the one command that reads any.
            return self.run(line).stdin("token\naccess token\n").run();
        }
        let login = Login::begin(self.run(&format!("{line} --no-browser")));
        get(&get(&login.url).location());
        login.ends()
    }

    fn sandbox(&self, line: &str) -> Run {
        self.there.qetta(&format!("sandbox {line}"))
    }

    fn token(&self, provider: &str) -> Option<String> {
        let output = self.run(&format!("token {provider}")).run();
        (output.code == Some(0)).then_some(output.stdout)
    }
}

/// Everything that a row promises.
fn check(row: &Row) {
    let client = Client::begun();
    for line in row.before {
        let output = client.ends(line);
        assert_eq!(output.code, Some(0), "{line}: {output}");
    }
    let was = row.before.first().and(client.token(row.provider));
    client.sandbox("fault add").arg(row.fault).run().ok();
    let output = if row.metadata_first {
        client.run(&format!("{} --no-browser --json", row.command)).run()
    } else {
        client.ends(&format!("{} --json", row.command))
    };
    let what = format!("{}: {}: {output}", row.fault, row.command);
    let faults = client.sandbox("fault list --json").run().json();
    assert_ne!(faults["faults"][0]["met"], 0, "never met: {what}");
    client.sandbox("fault clear").run().ok();

    assert_eq!(output.code, Some(row.exit), "{what}");
    let error = output.stderr.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
    let kind =
        error.filter_map(|line| Some(line["error"]["kind"].as_str()?.to_owned())).next_back();
    assert_eq!(kind.as_deref(), row.kind, "{what}");
    holds(&format!("{}{}", output.stdout, output.stderr), &[row.says]);
    kept(&client, row, was.as_deref(), &what);
}

fn kept(client: &Client, row: &Row, was: Option<&str>, what: &str) {
    let now = client.token(row.provider);
    match row.kept {
        Kept::OldToken => assert!(was.is_some() && now.as_deref() == was, "{what}"),
        Kept::NewToken => assert!(now.is_some() && now.as_deref() != was, "{what}"),
        Kept::Nothing => assert!(now.is_none(), "{what}"),
        Kept::Everything => {
            let again = client.ends(row.command);
            assert_eq!(again.code, Some(0), "{what}\nand then {again}");
        }
    }
}

/// So many at a time: each has a sandbox and a client of its own.
fn check_all(rows: &[Row]) {
    const AT_ONCE: usize = 4;

    std::thread::scope(|scope| {
        for share in 0..AT_ONCE {
            let mine = rows.iter().skip(share).step_by(AT_ONCE);
            scope.spawn(move || mine.for_each(check));
        }
    });
}

#[test]
fn every_fault_ends_as_it_is_promised_and_loses_nothing() {
    check_all(ROWS);
}

#[test]
fn there_is_no_fault_that_the_client_has_not_met() {
    let met = |kind: &str| ROWS.iter().any(|row| row.fault.split(',').next() == Some(kind));
    let page = include_str!("../../../docs/faults.md");
    let kinds = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    let unmet: Vec<&str> = kinds.map(|(kind, _)| kind).filter(|kind| !met(kind)).collect();
    assert!(unmet.is_empty(), "{unmet:?}");
}

const BEGIN: &str = "<!-- client and faults, by `QETTA_BLESS=1 cargo test --test cli faults` -->\n";
const END: &str = "<!-- end of the table -->";

#[test]
fn the_table_of_client_and_faults_is_not_stale() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/reliability.md");
    let page = std::fs::read_to_string(&path).unwrap();
    let (before, rest) = page.split_once(BEGIN).unwrap();
    let (there, after) = rest.split_once(END).unwrap();
    let wanted = table();
    if std::env::var_os("QETTA_BLESS").is_some() {
        std::fs::write(&path, format!("{before}{BEGIN}{wanted}{END}{after}")).unwrap();
        return;
    }
    assert_eq!(there, wanted, "renew it with `QETTA_BLESS=1 cargo test --test cli faults`");
}

fn table() -> String {
    let mut table =
        "| fault | command | exit | kind | kept |\n| --- | --- | --- | --- | --- |\n".to_owned();
    for Row { fault, command, exit, kind, kept, .. } in ROWS {
        let kind = kind.map(|kind| format!("`{kind}`")).unwrap_or_default();
        let kept = kept.says();
        writeln!(table, "| `{fault}` | `qetta {command}` | {exit} | {kind} | {kept} |").unwrap();
    }
    table
}
