//! `--sandbox`: the providers run inside this very process, on a loopback port that nobody else
//! was told of.

use std::cell::RefCell;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use crate::error::{Error, Kind};
use crate::model::{Clock, text};
use crate::sandbox::{self, Listener, SandboxError, Scenario, State};
use crate::settings::Settings;
use crate::store::files;

/// A sandbox that waits to be served.
pub(super) struct Embedded {
    /// Taken when it is served.
    listener: RefCell<Option<Listener>>,
    folder: PathBuf,
}

impl Embedded {
    /// With profile `sandbox`: binds a port, and lets the settings of every provider come from it.
    pub(super) fn where_asked_for(settings: Settings) -> Result<(Settings, Option<Self>), Error> {
        if !settings.profile().is_sandbox() {
            return Ok((settings, None));
        }
        let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let listener = Listener::bind(any_port)?;
        let pairs = sandbox::environment(&listener.url());
        let folder = sandbox_folder(settings.data_dir()?);
        let settings = settings.with_sandbox(&pairs);
        Ok((settings, Some(Self { listener: RefCell::new(Some(listener)), folder })))
    }

    /// Serves until it is dropped. Its state outlives it, so that separate commands see one provider.
    pub(super) async fn serve<T>(&self, clock: Clock) -> Result<T, Error> {
        let Some(listener) = self.listener.take() else { return std::future::pending().await };
        let state = state_in(&self.folder)?;
        sandbox::run(listener, Scenario::new(clock, state)?, std::future::pending()).await?;
        Err(Error::new(Kind::Internal, text!("the sandbox has ended", "샌드박스가 끝났습니다")))
    }
}

/// Where the sandbox keeps its state.
pub(crate) fn sandbox_folder(data_dir: &Path) -> PathBuf {
    data_dir.join("sandbox")
}

/// The state that is shared by every sandbox of a data folder.
pub(crate) fn state_in(folder: &Path) -> Result<State, Error> {
    files::private_folder(folder)
        .map_err(|source| SandboxError::File { path: folder.to_owned(), source })?;
    Ok(State::at(&folder.join("state.db"))?)
}
