//! That the sandbox is there, told to whoever waits for it; and whom to trust, where it speaks TLS.

use std::path::{Path, PathBuf};

use clap::Args;

use crate::app::App;
use crate::error::Error;
use crate::model::text;
use crate::sandbox::{self, Listener, SandboxError, Scenario, inspector};
use crate::settings::variables::CA_FILE;
use crate::store::files;
use crate::ui::report::SandboxReady;

#[derive(Debug, Args)]
pub(super) struct Ready {
    /// Serve TLS, with a certificate authority made for this run
    #[arg(long)]
    https: bool,

    /// Write the certificate of that authority here as well
    #[arg(long, value_name = "FILE", requires = "https")]
    ca_out: Option<PathBuf>,

    /// Write the event that it is ready to this file descriptor as well, as one line of JSON
    #[arg(long = "ready-fd", value_name = "N")]
    descriptor: Option<u32>,
}

impl Ready {
    /// Whether the file descriptor is one: nobody should read on stdout what then does not come about.
    pub(super) fn check(&self) -> Result<(), Error> {
        self.descriptor.map_or(Ok(()), check)
    }

    /// The listener with TLS, where that is wanted, and the file in `folder` with its authority.
    pub(super) fn secured(
        &self,
        listener: Listener,
        folder: &Path,
    ) -> Result<(Listener, Option<PathBuf>), Error> {
        if !self.https {
            return Ok((listener, None));
        }
        let listener = listener.with_tls()?;
        let authority = listener.ca_pem().unwrap_or_default();
        let own = absolute(&folder.join(format!("ca-{}.pem", std::process::id())));
        for path in [Some(own.clone()), self.ca_out.clone()].into_iter().flatten() {
            files::replace(&path, authority.as_bytes())
                .map_err(|source| SandboxError::File { path, source })?;
        }
        Ok((listener, Some(own)))
    }

    /// Says that it is ready: first to stdout, then where else it was asked for.
    pub(super) fn tell(
        &self,
        app: &App,
        listener: &Listener,
        scenario: &Scenario,
        ca_file: Option<&Path>,
    ) -> Result<(), Error> {
        let url = listener.url();
        // Where it was asked for, if it was; either may be read from wherever one stands.
        let named = self.ca_out.as_deref().map(absolute);
        let authority = named.or(ca_file.map(Path::to_owned));
        let authority = authority.map(|path| path.display().to_string());
        let mut environment: Vec<_> =
            authority.iter().map(|path| (CA_FILE.name, path.clone())).collect();
        environment.extend(sandbox::environment(&url));
        let ready = SandboxReady {
            url: &url,
            ca_file: authority.as_deref(),
            admin_token: scenario.admin_token.expose(),
            inspector: &inspector(&url, &scenario.admin_token),
            environment: &environment,
        };
        app.ui.show(&ready)?;
        match self.descriptor {
            None => Ok(()),
            Some(number) => tell(number, &ready),
        }
    }
}

fn absolute(path: &Path) -> PathBuf {
    std::path::absolute(path).unwrap_or_else(|_| path.to_owned())
}

/// Writes the event to a file descriptor that was handed to us.
#[cfg(unix)]
fn tell(number: u32, ready: &SandboxReady<'_>) -> Result<(), Error> {
    use std::io::Write as _;

    use crate::ui::Report as _;

    let told = || {
        let mut line = serde_json::to_vec(&ready.json())?;
        line.push(b'\n');
        descriptor(number)?.write_all(&line)
    };
    told().map_err(|error| unwritable(number, error))
}

#[cfg(unix)]
fn check(number: u32) -> Result<(), Error> {
    descriptor(number).map(drop).map_err(|error| unwritable(number, error))
}

#[cfg(unix)]
fn descriptor(number: u32) -> std::io::Result<std::fs::File> {
    std::fs::OpenOptions::new().write(true).open(format!("/dev/fd/{number}"))
}

#[cfg(unix)]
fn unwritable(number: u32, error: std::io::Error) -> Error {
    let words = text!(
        "cannot write to file descriptor {number}",
        "파일 디스크립터 {number}에 쓸 수 없습니다"
    );
    Error::usage(words).because(error)
}

#[cfg(not(unix))]
fn tell(number: u32, _: &SandboxReady<'_>) -> Result<(), Error> {
    check(number)
}

#[cfg(not(unix))]
fn check(_: u32) -> Result<(), Error> {
    Err(Error::usage(text!(
        "there are no file descriptors on this system: read the first line of stdout",
        "이 시스템에는 파일 디스크립터가 없습니다. 표준 출력의 첫 줄을 읽으세요"
    )))
}
