//! How another process finds a running sandbox: `running.json`, for its owner's eyes alone.
//!
//! A sandbox that was killed leaves its file behind; whoever finds one learns from the address
//! whether it is still true.

use std::io::Write as _;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use crate::sandbox::{AdminToken, Listener, SandboxError, Scenario};

const FILE: &str = "running.json";

/// What is to be known of a running sandbox.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Running {
    /// Where it is: `http://127.0.0.1:9480`.
    pub url: String,
    /// What opens its `/__qetta/…`.
    pub admin_token: AdminToken,
    /// Whom to trust, where it speaks TLS.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ca_pem: Option<String>,
    /// Which process it is.
    pub pid: u32,
}

impl Running {
    /// A sandbox of this process.
    pub fn new(listener: &Listener, scenario: &Scenario) -> Self {
        Self {
            url: listener.url(),
            admin_token: scenario.admin_token.clone(),
            ca_pem: listener.ca_pem().map(str::to_owned),
            pid: std::process::id(),
        }
    }

    /// Writes it into `folder`, whole or not at all; the last sandbox to start is the one found.
    pub fn announce(&self, folder: &Path) -> Result<Announcement, SandboxError> {
        let path = folder.join(FILE);
        self.write(folder, &path)
            .map_err(|source| SandboxError::File { path: path.clone(), source })?;
        Ok(Announcement { path, admin_token: self.admin_token.clone() })
    }

    /// The sandbox that was last announced in `folder`; a file that makes no sense is no sandbox.
    pub fn find(folder: &Path) -> Option<Self> {
        let document = std::fs::read(folder.join(FILE)).ok()?;
        serde_json::from_slice(&document).ok()
    }

    fn write(&self, folder: &Path, path: &Path) -> std::io::Result<()> {
        // Mode 0600 where there are modes.
        let mut file = NamedTempFile::new_in(folder)?;
        file.write_all(&serde_json::to_vec(self)?)?;
        file.persist(path)?;
        Ok(())
    }
}

/// Keeps a sandbox announced; dropped, it takes the file away, unless it is another's by then.
#[derive(Debug)]
#[must_use = "dropped, it takes the announcement back"]
pub struct Announcement {
    path: PathBuf,
    admin_token: AdminToken,
}

impl Drop for Announcement {
    fn drop(&mut self) {
        let found = self.path.parent().and_then(Running::find);
        if found.is_some_and(|found| found.admin_token.is(self.admin_token.expose())) {
            // Gone already is as good; and nobody could be told.
            let _ = std::fs::remove_file(&self.path);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Clock;
    use crate::sandbox::State;

    fn running(url: &str) -> Running {
        let scenario = Scenario::new(Clock::System, State::in_memory().unwrap()).unwrap();
        let listener = Listener::bind("127.0.0.1:0".parse().unwrap()).unwrap();
        Running { url: url.to_owned(), ..Running::new(&listener, &scenario) }
    }

    #[test]
    fn an_announced_sandbox_is_found_until_its_end() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Running::find(folder.path()).is_none());
        let one = running("http://127.0.0.1:1");
        let announcement = one.announce(folder.path()).unwrap();
        let found = Running::find(folder.path()).unwrap();
        assert_eq!(found.url, "http://127.0.0.1:1");
        assert_eq!(found.admin_token.expose(), one.admin_token.expose());
        assert_eq!(found.pid, std::process::id());
        drop(announcement);
        assert!(Running::find(folder.path()).is_none());
    }

    #[test]
    fn the_end_of_one_leaves_the_file_of_the_next() {
        let folder = tempfile::tempdir().unwrap();
        let first = running("http://127.0.0.1:1").announce(folder.path()).unwrap();
        let _second = running("http://127.0.0.1:2").announce(folder.path()).unwrap();
        drop(first);
        assert_eq!(Running::find(folder.path()).unwrap().url, "http://127.0.0.1:2");
    }

    #[test]
    fn a_file_that_makes_no_sense_is_no_sandbox() {
        let folder = tempfile::tempdir().unwrap();
        let file = NamedTempFile::new_in(folder.path()).unwrap();
        (&file).write_all(b"{\"url\":").unwrap();
        file.persist(folder.path().join(FILE)).unwrap();
        assert!(Running::find(folder.path()).is_none());
    }

    #[test]
    fn the_token_is_in_no_debug_output() {
        let running = running("http://127.0.0.1:1");
        assert!(!format!("{running:?}").contains(running.admin_token.expose()));
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().unwrap();
        let _announcement = running("http://127.0.0.1:1").announce(folder.path()).unwrap();
        let mode = std::fs::metadata(folder.path().join(FILE)).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
