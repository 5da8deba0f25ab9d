//! A sandbox whose server rotates and ends the family on reuse, and what it remembers.

use std::collections::BTreeSet;
use std::rc::Rc;

use rusqlite::{Connection, OpenFlags};
use sha2::{Digest as _, Sha256};

use crate::sandbox::Served;
use crate::support::{Home, Run};

/// A public client. Without `openid`: an id token has an end, and the server's clock stands still.
const CLIENT: &str = "client_id = 'acme_cli'\nscope = 'profile offline_access'\n";

/// A person's machine, and the server that they are connected to.
pub struct AtAcme {
    home: Rc<Home>,
    served: Served,
    /// The server's memory.
    there: Home,
}

impl AtAcme {
    /// Nobody is connected yet; consent needs no hands.
    pub fn new() -> Self {
        let there = Home::new();
        let served = Served::start(&there, "--approve");
        let home = Rc::new(Home::new());
        let new = Self { home, served, there };
        new.settle(&new.home);
        new
    }

    /// The machine itself.
    pub fn home(&self) -> Rc<Home> {
        Rc::clone(&self.home)
    }

    /// The same person on a machine where nothing was done yet.
    pub fn another(&self) -> Home {
        let home = Home::new();
        self.settle(&home);
        home
    }

    fn settle(&self, home: &Home) {
        let issuer = format!("issuer = '{}/acme'", self.served.url());
        home.file("config.toml", &format!("[providers.acme]\n{issuer}\n{CLIENT}"));
    }

    pub fn run(&self, line: &str) -> Run {
        self.of(&self.home, line)
    }

    /// A command line on one of the machines.
    pub fn of(&self, home: &Home, line: &str) -> Run {
        let run = self.served.client(home.qetta(line));
        run.env("QETTA_CONFIG", home.path().join("config.toml"))
    }

    /// What the server remembers, to be read and nothing else.
    pub fn memory(&self) -> Connection {
        let path = self.there.data().join("sandbox/state.db");
        Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap()
    }

    /// How many refresh tokens of Acme were ever issued, and how many of them are good.
    pub fn refresh_tokens(&self) -> (u32, u32) {
        let count = "SELECT count(*), count(*) FILTER (WHERE dead = 0) FROM pair_token
                     WHERE issuer = 'acme' AND kind = 'refresh'";
        let memory = self.memory();
        memory.query_row(count, [], |row| Ok((row.get(0)?, row.get(1)?))).unwrap()
    }

    /// Whether the server takes this access token.
    pub fn honours(&self, token: &str) -> bool {
        let digest: [u8; 32] = Sha256::digest(token).into();
        let good = "SELECT count(*) FROM (
                        SELECT 1 FROM pair_token WHERE digest = ?1 AND kind = 'access' AND dead = 0
                        UNION ALL SELECT 1 FROM token WHERE digest = ?1 AND revoked = 0)";
        self.memory().query_row(good, [digest], |row| row.get::<_, u32>(0)).unwrap() == 1
    }

    /// The digests of all tokens that were ever issued.
    pub fn digests(&self) -> BTreeSet<[u8; 32]> {
        let memory = self.memory();
        let mut all =
            memory.prepare("SELECT digest FROM pair_token UNION SELECT digest FROM token").unwrap();
        all.query_map([], |row| row.get(0)).unwrap().map(Result::unwrap).collect()
    }
}

/// Which token of Acme a machine's store has: how many were stored there so far.
pub fn version(home: &Home) -> i64 {
    let path = home.data().join("qetta.db");
    let store = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE).unwrap();
    let version = "SELECT version FROM connection WHERE provider = 'ACME'";
    store.query_row(version, [], |row| row.get(0)).unwrap()
}
