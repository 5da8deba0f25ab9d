//! A user's machine in a temporary folder, and providers that answer as they are told.

mod provider;

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};

use tempfile::TempDir;

pub use provider::{Provider, Reply, closed_port, silent_port};

/// The moment at which every test begins.
pub const NOON: &str = "2026-11-21T12:00:00Z";

/// A home of its own: nothing of the machine that runs the tests is seen or touched.
pub struct Home {
    folder: TempDir,
}

impl Home {
    pub fn new() -> Self {
        Self { folder: TempDir::with_prefix("qetta-test-").unwrap() }
    }

    pub fn path(&self) -> &Path {
        self.folder.path()
    }

    /// Where qetta keeps its data here.
    pub fn data(&self) -> PathBuf {
        self.path().join("data")
    }

    /// Writes a file into the home.
    pub fn file(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    /// A command line, split at spaces; see [`Run::arg`] for what has any.
    pub fn qetta(&self, line: &str) -> Run {
        let mut command = Command::new(env!("CARGO_BIN_EXE_qetta"));
        command
            .args(line.split_whitespace())
            .env_clear()
            .env("HOME", self.path())
            .env("QETTA_DATA_DIR", self.data())
            .env("QETTA_TEST_NOW", NOON)
            .current_dir(self.path())
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped());
        Run { command }
    }

    /// The same for profile `production` at `provider`, with a client whose secret is a canary.
    pub fn qetta_at(&self, provider: &Provider, line: &str) -> Run {
        self.qetta(line)
            .env("QETTA_PROFILE", "production")
            .env("TOSS_OAUTH_BASE", provider.url())
            .env("TOSS_API_BASE", provider.url())
            .env("TOSS_CLIENT_ID", "live_client")
            .env("TOSS_CLIENT_SECRET", CLIENT_SECRET)
    }

    /// Every file below the data folder, with its bytes.
    pub fn files(&self) -> Vec<(PathBuf, Vec<u8>)> {
        let mut found = Vec::new();
        let mut folders = vec![self.data()];
        while let Some(folder) = folders.pop() {
            for entry in std::fs::read_dir(folder).into_iter().flatten() {
                let path = entry.unwrap().path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    found.push((path.clone(), std::fs::read(path).unwrap()));
                }
            }
        }
        found
    }
}

/// Long enough that its ends could be shown, marked so that it is found wherever it leaks.
pub const CLIENT_SECRET: &str = "canary-client-secret-0123456789+/=?&가나다";
/// Likewise.
pub const ACCESS_TOKEN: &str = "canary-access-token-eyJhbGciOiJub25lIn0.e30.0123456789";

/// One run of the binary, to be.
pub struct Run {
    command: Command,
}

impl Run {
    pub fn arg(mut self, arg: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.arg(arg);
        self
    }

    pub fn env(mut self, name: &str, value: impl AsRef<std::ffi::OsStr>) -> Self {
        self.command.env(name, value);
        self
    }

    /// Without a variable that was set before.
    pub fn without(mut self, name: &str) -> Self {
        self.command.env_remove(name);
        self
    }

    /// At another moment than [`NOON`].
    pub fn at(self, moment: &str) -> Self {
        self.env("QETTA_TEST_NOW", moment)
    }

    /// With these bytes on stdin.
    pub fn stdin(mut self, bytes: &str) -> Self {
        let mut file = tempfile::tempfile().unwrap();
        std::io::Write::write_all(&mut file, bytes.as_bytes()).unwrap();
        std::io::Seek::rewind(&mut file).unwrap();
        self.command.stdin(file);
        self
    }

    /// With stdin as a pipe, for who is answered while it runs.
    pub fn asking(mut self) -> Self {
        self.command.stdin(Stdio::piped());
        self
    }

    /// In a process group of its own, which no terminal has in front.
    #[cfg(unix)]
    pub fn behind(mut self) -> Self {
        std::os::unix::process::CommandExt::process_group(&mut self.command, 0);
        self
    }

    /// The same command line, run by another program.
    pub fn under(self, program: &str, args: &[&str]) -> Self {
        let mut command = Command::new(program);
        command.args(args).arg(self.command.get_program()).args(self.command.get_args());
        command.env_clear().current_dir(self.command.get_current_dir().unwrap());
        for (name, value) in self.command.get_envs() {
            command.env(name, value.unwrap());
        }
        command.env("PATH", std::env::var_os("PATH").unwrap());
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
        Self { command }
    }

    /// Runs it to its end.
    pub fn run(mut self) -> Output {
        let output = self.command.output().unwrap();
        Output {
            code: output.status.code(),
            stdout: String::from_utf8(output.stdout).unwrap(),
            stderr: String::from_utf8(output.stderr).unwrap(),
        }
    }

    /// Starts it, for tests that do something meanwhile.
    pub fn spawn(mut self) -> Child {
        self.command.spawn().unwrap()
    }
}

/// What a run left: look at it, all of it.
#[must_use = "compare the output or the exit code"]
pub struct Output {
    pub code: Option<i32>,
    pub stdout: String,
    pub stderr: String,
}

impl Output {
    /// The run went well; its stdout.
    #[track_caller]
    pub fn ok(self) -> String {
        assert_eq!(self.code, Some(0), "{self}");
        self.stdout
    }

    /// The run went well; its one document.
    #[track_caller]
    pub fn json(self) -> serde_json::Value {
        assert_eq!(self.code, Some(0), "{self}");
        serde_json::from_str(&self.stdout).unwrap_or_else(|error| panic!("{error}: {self}"))
    }

    /// The run failed with `code` and left stdout empty; its stderr.
    #[track_caller]
    pub fn fails(self, code: i32) -> String {
        assert_eq!(self.code, Some(code), "{self}");
        assert_eq!(self.stdout, "", "stdout of a failure: {self}");
        self.stderr
    }

    /// The run failed with `code` under `--json`; the error object.
    #[track_caller]
    pub fn error(self, code: i32) -> serde_json::Value {
        let stderr = self.fails(code);
        let last = stderr.lines().last().unwrap_or_else(|| panic!("no line on stderr"));
        let document: serde_json::Value =
            serde_json::from_str(last).unwrap_or_else(|error| panic!("{error}: {last}"));
        document["error"].clone()
    }
}

impl fmt::Display for Output {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { code, stdout, stderr } = self;
        write!(f, "exit {code:?}\n-- stdout\n{stdout}\n-- stderr\n{stderr}")
    }
}

/// Asserts that `text` holds every one of `parts`.
#[track_caller]
pub fn holds(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part:?} is not in:\n{text}");
    }
}
