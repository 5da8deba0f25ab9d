//! How another process finds a running sandbox: a file for each, `running-4711.json`, for its owner's
//! eyes alone.
//!
//! Of several, the last to start is the one found; when that ends, the one before it is. A sandbox
//! that was killed leaves its file behind, which goes when somebody looks and nobody is at its address.

use std::io::{ErrorKind, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use serde::{Deserialize, Serialize};
use tempfile::NamedTempFile;

use crate::sandbox::{AdminToken, Listener, SandboxError, Scenario};

/// Who is on this machine takes a connection at once, or has it refused.
const PATIENCE: Duration = Duration::from_secs(1);

/// What is to be known of a running sandbox.
#[derive(Clone, Debug, Deserialize, Serialize)]
pub struct Running {
    /// Where it is: `http://127.0.0.1:9480`.
    pub url: String,
    /// What opens its `/__qetta/…`.
    pub admin_token: AdminToken,
    /// The file with whom to trust, where it speaks TLS; it goes with the announcement.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub ca_file: Option<PathBuf>,
    /// Which process it is.
    pub pid: u32,
}

impl Running {
    /// A sandbox of this process.
    pub fn new(listener: &Listener, scenario: &Scenario, ca_file: Option<PathBuf>) -> Self {
        Self {
            url: listener.url(),
            admin_token: scenario.admin_token.clone(),
            ca_file,
            pid: std::process::id(),
        }
    }

    /// Writes it into `folder`, whole or not at all.
    pub fn announce(&self, folder: &Path) -> Result<Announcement, SandboxError> {
        let path = self.file(folder);
        self.write(folder, &path)
            .map_err(|source| SandboxError::File { path: path.clone(), source })?;
        Ok(Announcement { files: [Some(path), self.ca_file.clone()] })
    }

    /// The sandbox that was last announced in `folder` and is still there; a file that makes no sense
    /// is no sandbox.
    pub fn find(folder: &Path) -> Option<Self> {
        announced(folder).into_iter().find_map(|path| {
            let running: Self = serde_json::from_slice(&std::fs::read(&path).ok()?).ok()?;
            if running.is_gone() {
                // As it would have done itself.
                drop(Announcement { files: [Some(path), running.ca_file] });
                return None;
            }
            Some(running)
        })
    }

    /// Whether it is announced in `folder`, be it there or not.
    pub fn is_announced(&self, folder: &Path) -> bool {
        self.file(folder).exists()
    }

    fn file(&self, folder: &Path) -> PathBuf {
        folder.join(format!("running-{}.json", self.pid))
    }

    /// Whether nobody is at its address. Who takes the connection may still be somebody else.
    fn is_gone(&self) -> bool {
        let address = self.url.split_once("://").and_then(|(_, address)| address.parse().ok());
        let refused = |address: SocketAddr| {
            let outcome = TcpStream::connect_timeout(&address, PATIENCE);
            outcome.is_err_and(|error| error.kind() == ErrorKind::ConnectionRefused)
        };
        address.is_some_and(refused)
    }

    fn write(&self, folder: &Path, path: &Path) -> std::io::Result<()> {
        // Mode 0600 where there are modes.
        let mut file = NamedTempFile::new_in(folder)?;
        file.write_all(&serde_json::to_vec(self)?)?;
        file.persist(path)?;
        Ok(())
    }
}

/// The files of the announced, the newest first.
fn announced(folder: &Path) -> Vec<PathBuf> {
    let is_one = |name: &str| {
        name.strip_prefix("running-").is_some_and(|rest| rest.strip_suffix(".json").is_some())
    };
    let files = std::fs::read_dir(folder).into_iter().flatten().flatten();
    let mut found: Vec<(SystemTime, PathBuf)> = files
        .filter(|file| file.file_name().to_str().is_some_and(is_one))
        .filter_map(|file| Some((file.metadata().ok()?.modified().ok()?, file.path())))
        .collect();
    found.sort_unstable_by(|one, other| other.cmp(one));
    found.into_iter().map(|(_, path)| path).collect()
}

/// Keeps a sandbox announced; dropped, it takes the files away.
#[derive(Debug)]
#[must_use = "dropped, it takes the announcement back"]
pub struct Announcement {
    files: [Option<PathBuf>; 2],
}

impl Drop for Announcement {
    fn drop(&mut self) {
        for file in self.files.iter().flatten() {
            // Gone already is as good; and nobody could be told.
            let _ = std::fs::remove_file(file);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Clock;
    use crate::sandbox::State;

    /// A sandbox of another process than ours, and what keeps its port.
    fn running(pid: u32) -> (Running, Listener) {
        let scenario = Scenario::new(Clock::System, State::in_memory().unwrap()).unwrap();
        let listener = Listener::bind("127.0.0.1:0".parse().unwrap()).unwrap();
        (Running { pid, ..Running::new(&listener, &scenario, None) }, listener)
    }

    fn found(folder: &Path) -> Option<u32> {
        Running::find(folder).map(|running| running.pid)
    }

    #[test]
    fn an_announced_sandbox_is_found_until_its_end() {
        let folder = tempfile::tempdir().unwrap();
        assert!(Running::find(folder.path()).is_none());
        let (one, _listener) = running(1);
        let announcement = one.announce(folder.path()).unwrap();
        let found = Running::find(folder.path()).unwrap();
        assert_eq!(found.url, one.url);
        assert_eq!(found.admin_token.expose(), one.admin_token.expose());
        assert_eq!(found.pid, 1);
        drop(announcement);
        assert!(Running::find(folder.path()).is_none());
    }

    #[test]
    fn of_two_the_last_to_start_is_found_and_the_other_when_that_has_ended() {
        let folder = tempfile::tempdir().unwrap();
        let ((first, _one), (second, _other)) = (running(1), running(2));
        let first = first.announce(folder.path()).unwrap();
        let second = second.announce(folder.path()).unwrap();
        let earlier = SystemTime::UNIX_EPOCH + Duration::from_secs(60);
        std::fs::File::options()
            .write(true)
            .open(folder.path().join("running-1.json"))
            .and_then(|file| file.set_modified(earlier))
            .unwrap();
        assert_eq!(found(folder.path()), Some(2));
        drop(second);
        assert_eq!(found(folder.path()), Some(1));
        drop(first);
        assert_eq!(found(folder.path()), None);
    }

    #[test]
    fn one_that_was_killed_is_no_longer_found_and_leaves_no_file() {
        let folder = tempfile::tempdir().unwrap();
        let (mut dead, listener) = running(1);
        let authority = folder.path().join("ca-1.pem");
        std::fs::File::options().write(true).create_new(true).open(&authority).unwrap();
        dead.ca_file = Some(authority);
        let _announcement = dead.announce(folder.path()).unwrap();
        drop(listener);
        assert_eq!(found(folder.path()), None);
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_file_that_makes_no_sense_is_no_sandbox() {
        let folder = tempfile::tempdir().unwrap();
        let mut file = NamedTempFile::new_in(folder.path()).unwrap();
        file.write_all(b"{\"url\":").unwrap();
        file.persist(folder.path().join("running-1.json")).unwrap();
        assert!(Running::find(folder.path()).is_none());
    }

    #[test]
    fn the_token_is_in_no_debug_output() {
        let (running, _listener) = running(1);
        assert!(!format!("{running:?}").contains(running.admin_token.expose()));
    }

    #[cfg(unix)]
    #[test]
    fn the_file_is_for_its_owner_alone() {
        use std::os::unix::fs::PermissionsExt as _;

        let folder = tempfile::tempdir().unwrap();
        let _announcement = running(1).0.announce(folder.path()).unwrap();
        let file = folder.path().join("running-1.json");
        let mode = std::fs::metadata(file).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}
