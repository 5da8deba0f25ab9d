//! Who holds a lock, written into the lock's own file: for the words of whoever waited in vain.

use std::fs::File;
use std::io::{self, Read as _, Seek as _, Write as _};

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::model::{iso8601, plain};

/// No file of ours is longer.
const LIMIT: u64 = 1_024;

/// The process that is renewing a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Holder {
    /// Its number, on its own machine.
    pub pid: u32,
    /// That machine's name, where it has one.
    pub host: Option<String>,
    /// Since when, by the clock of the filesystem: all who share the file have that one in common.
    pub since: Timestamp,
}

/// As it stands in the file.
#[derive(Serialize, Deserialize)]
struct Line {
    pid: u32,
    host: Option<String>,
    since: String,
}

impl Holder {
    /// The one that is named in a lock's file.
    pub(super) fn read(file: &File) -> Option<Self> {
        let mut file = file;
        let mut bytes = Vec::new();
        file.rewind().ok()?;
        file.take(LIMIT).read_to_end(&mut bytes).ok()?;
        let Line { pid, host, since } = serde_json::from_slice(&bytes).ok()?;
        Some(Self { pid, host: host.map(|host| plain(&host)), since: since.parse().ok()? })
    }

    /// Whether it runs on this machine.
    pub fn is_near(&self) -> bool {
        self.host == host()
    }
}

/// Names this process in a file that it has locked. Nobody waits for it to be on the disk: a name is
/// no more than a courtesy, so that a failure is none of the renewal's.
pub(super) fn sign(file: &File) {
    if let Err(error) = signed(file) {
        tracing::debug!(%error, "a lock does not name its holder");
    }
}

/// Takes the name away again.
pub(super) fn unsign(file: &File) {
    let _ = file.set_len(0);
}

fn signed(mut file: &File) -> io::Result<()> {
    // Even where it was empty this is a change, and has its time.
    file.set_len(0)?;
    let since = Timestamp::try_from(file.metadata()?.modified()?).map_err(io::Error::other)?;
    let line = Line { pid: std::process::id(), host: host(), since: iso8601(since) };
    file.rewind()?;
    file.write_all(serde_json::to_string(&line)?.as_bytes())
}

#[cfg(unix)]
fn host() -> Option<String> {
    let name = rustix::system::uname().nodename().to_str().ok()?.to_owned();
    Some(name).filter(|name| !name.is_empty())
}

#[cfg(not(unix))]
fn host() -> Option<String> {
    None
}
