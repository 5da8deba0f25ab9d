//! A server that takes each refresh token once and ends the family on reuse, and a client of it.

use std::sync::{Arc, Mutex};

use rusqlite::Connection;

use crate::kftc::browser::Login;
use crate::kftc::scripted::parameter;
use crate::support::{Home, Output, Provider, Reply, Run};

pub const LATER: &str = "2026-11-21T13:00:00Z";

pub fn access(version: usize) -> String {
    format!("canary-access-{version}-0123456789-0123456789")
}

pub fn refresh(version: usize) -> String {
    format!("canary-refresh-{version}-0123456789-0123456789")
}

fn token(version: usize) -> Reply {
    Reply::json(
        "200 OK",
        &serde_json::json!({
            "access_token": access(version), "refresh_token": refresh(version),
            "token_type": "Bearer", "expires_in": 3_600, "scope": "a",
        })
        .to_string(),
    )
}

pub fn refused(code: &str) -> Reply {
    Reply::json("400 Bad Request", &format!(r#"{{"error":"{code}"}}"#))
}

/// What becomes of the next renewal.
#[derive(Clone)]
pub enum Next {
    /// It is made, and this is answered.
    Made(Reply),
    /// It is not made, and this is answered.
    NotMade(Reply),
}

/// What the server knows.
pub struct Memory {
    /// The version of the refresh token that is good; `None` once the family is over.
    pub good: Option<usize>,
    pub next: Option<Next>,
    /// What happens while a renewal is answered.
    pub meanwhile: Option<Box<dyn FnMut() + Send>>,
    /// The revocations so far, by their hints; what the next ones are answered.
    pub revoked: Vec<String>,
    pub revocation: Vec<Reply>,
}

pub struct Rotating {
    pub home: Home,
    pub server: Provider,
    pub memory: Arc<Mutex<Memory>>,
}

impl Rotating {
    /// Somebody has logged in, with the first pair of tokens.
    pub fn connected() -> Self {
        let memory = Memory {
            good: Some(1),
            next: None,
            meanwhile: None,
            revoked: Vec::new(),
            revocation: Vec::new(),
        };
        let memory = Arc::new(Mutex::new(memory));
        let remembered = Arc::clone(&memory);
        let server =
            Provider::deciding(move |asked| answer(&mut remembered.lock().unwrap(), asked));
        let home = Home::new();
        let url = server.url();
        home.file(
            "config.toml",
            &format!(
                "[providers.robot]\nclient_id = 'r2'\nscope = 'a'\n\
                 authorization_endpoint = '{url}/authorize'\ntoken_endpoint = '{url}/token'\n\
                 revocation_endpoint = '{url}/revoke'\n"
            ),
        );
        let rotating = Self { home, server, memory };
        rotating.log_in();
        rotating
    }

    pub fn log_in(&self) {
        self.log_in_as("default");
    }

    pub fn log_in_as(&self, account: &str) {
        let run = self.run("login robot --no-browser --json");
        let login = Login::begin(run.env("QETTA_ACCOUNT", account));
        let back = login.back("code=right");
        login.comes_back(&back).1.json();
    }

    pub fn run(&self, line: &str) -> Run {
        self.home.qetta(line).env("QETTA_CONFIG", self.home.path().join("config.toml"))
    }

    /// A token, once the one that there was is over.
    pub fn token_later(&self) -> Output {
        self.run("token robot --json -v").at(LATER).run()
    }

    /// What becomes of the next renewal.
    pub fn next(&self, next: Next) {
        self.memory.lock().unwrap().next = Some(next);
    }

    /// The refresh tokens that were sent so far.
    pub fn spent(&self) -> Vec<String> {
        self.server.asked().iter().filter_map(|asked| parameter(asked, "refresh_token")).collect()
    }

    pub fn database(&self) -> Connection {
        open(&self.home)
    }

    /// How many renewals are without an end in the store.
    pub fn unfinished(&self) -> i64 {
        let count = "SELECT count(*) FROM renewal";
        self.database().query_row(count, [], |row| row.get(0)).unwrap()
    }
}

pub fn open(home: &Home) -> Connection {
    Connection::open(home.data().join("qetta.db")).unwrap()
}

fn answer(memory: &mut Memory, asked: &str) -> Reply {
    if asked.starts_with("POST /revoke ") {
        memory.revoked.push(parameter(asked, "token_type_hint").unwrap());
        let said = (!memory.revocation.is_empty()).then(|| memory.revocation.remove(0));
        return said.unwrap_or_else(|| Reply::new("200 OK", &[], ""));
    }
    if parameter(asked, "grant_type").as_deref() == Some("authorization_code") {
        memory.good = Some(1);
        return token(1);
    }
    if let Some(meanwhile) = &mut memory.meanwhile {
        meanwhile();
    }
    let next = memory.next.take();
    if let Some(Next::NotMade(reply)) = next {
        return reply;
    }
    let sent = parameter(asked, "refresh_token");
    match memory.good.filter(|good| sent == Some(refresh(*good))) {
        None => {
            memory.good = None;
            refused("invalid_grant")
        }
        Some(good) => {
            memory.good = Some(good + 1);
            if let Some(Next::Made(reply)) = next { reply } else { token(good + 1) }
        }
    }
}
