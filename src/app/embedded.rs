//! `--sandbox`: the providers run inside this very process, on a loopback port that nobody else
//! was told of.

use std::cell::Cell;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use crate::app::scenario::scenario_file;
use crate::error::{Error, Kind};
use crate::model::{Clock, text};
use crate::sandbox::{
    self, CustomProvider, Listener, SandboxError, Scenario, ScenarioFile, Seeded, Shift, State,
};
use crate::settings::variables::KFTC_REDIRECT_URI;
use crate::settings::variables::custom::REDIRECT_URI;
use crate::settings::{CustomSettings, Settings};
use crate::store::files;

/// A sandbox that waits to be served.
pub(super) struct Embedded {
    listener: Listener,
    /// Whether consent is given without hands.
    approve: Cell<bool>,
    /// Whether its memory ends with this process.
    forgetful: Cell<bool>,
    folder: PathBuf,
    machine: Clock,
    /// What is played, where a file says so.
    file: ScenarioFile,
    /// The time that the file names.
    shift: Option<Shift>,
}

impl Embedded {
    /// With profile `sandbox`: binds a port, and lets the settings of every provider come from it.
    pub(super) fn where_asked_for(settings: Settings) -> Result<(Settings, Option<Self>), Error> {
        if !settings.profile().is_sandbox() {
            return Ok((settings, None));
        }
        let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
        let listener = Listener::bind(any_port)?;
        let mut pairs = sandbox::environment(&listener.url());
        // Nobody registered anything with this sandbox, so any free port will do for the browser to
        // come back to: two commands at once do not fight for one.
        pairs.retain(|(name, _)| *name != KFTC_REDIRECT_URI.name);
        pairs.push((KFTC_REDIRECT_URI.name, "http://localhost:0/oauth/kftc/callback".to_owned()));
        let folder = sandbox_folder(settings.data_dir()?);
        let own = sandbox::custom_providers(&listener.url());
        let settings = settings
            .with_sandbox(&pairs)
            .with_sandbox_providers(own.into_iter().filter_map(public_client).collect());
        // One time on both sides: what the sandbox says is over is over for its client too.
        let machine = settings.clock();
        let file = settings.scenario().map(scenario_file).transpose()?.unwrap_or_default();
        let shift = file.shift(machine).map_err(SandboxError::from)?;
        let here = shift.unwrap_or_else(|| shift_in(&folder));
        let settings = settings.with_clock(here.over(machine));
        let (approve, forgetful) = (Cell::new(file.approves()), Cell::new(false));
        Ok((settings, Some(Self { listener, approve, forgetful, folder, machine, file, shift })))
    }

    /// The machine's time, over which the sandbox's lies.
    pub(super) fn machine(&self) -> Clock {
        self.machine
    }

    /// From now on consent is given without hands.
    pub(super) fn agree(&self) {
        self.approve.set(true);
    }

    /// Whether consent is given without hands.
    pub(super) fn agrees(&self) -> bool {
        self.approve.get()
    }

    /// From now on it makes no file.
    pub(super) fn forget(&self) {
        self.forgetful.set(true);
    }

    /// Serves until it is dropped. Its state outlives it, so that separate commands see one provider.
    pub(super) async fn serve<T>(&self, client: Clock) -> Result<T, Error> {
        // A memory of its own has no time of its own: it takes the client's.
        let is_timeless = self.forgetful.get() && self.shift.is_none();
        let clock = if is_timeless { client } else { self.machine };
        let scenario = self.scenario(clock)?;
        sandbox::run(self.listener.again()?, scenario, std::future::pending()).await?;
        Err(Error::new(Kind::Internal, text!("the sandbox has ended", "샌드박스가 종료되었습니다")))
    }

    /// What the file says, and on top of it what was typed. The file is played anew by each command.
    fn scenario(&self, clock: Clock) -> Result<Scenario, Error> {
        let (state, seeded) = match self.file.seed() {
            None => (self.state()?, None),
            Some(seed) => {
                let (state, seeded) = Seeded::begin(seed, || self.state())?;
                (state, Some(seeded))
            }
        };
        if let Some(shift) = self.shift {
            state.set_clock(shift)?;
        }
        let mut scenario = Scenario { seeded, ..Scenario::new(clock, state)? };
        self.file.clone().play(&mut scenario);
        scenario.approve = self.approve.get();
        Ok(scenario)
    }

    fn state(&self) -> Result<State, Error> {
        if self.forgetful.get() { Ok(State::in_memory()?) } else { state_in(&self.folder) }
    }
}

/// A provider of the sandbox that is not built in, as if the config file described it.
fn public_client(provider: CustomProvider) -> Option<CustomSettings> {
    let name = provider.name.parse().ok()?;
    let CustomProvider { issuer, client_id, scope, .. } = provider;
    let redirect_uri = REDIRECT_URI.default.value()?.parse().ok()?;
    Some(CustomSettings::public(name, issuer, client_id, redirect_uri, scope))
}

/// Where the sandbox keeps its state.
pub(crate) fn sandbox_folder(data_dir: &Path) -> PathBuf {
    data_dir.join("sandbox")
}

/// The state that is shared by every sandbox of a data folder.
pub(crate) fn state_in(folder: &Path) -> Result<State, Error> {
    files::private_folder(folder)
        .map_err(|source| SandboxError::File { path: folder.to_owned(), source })?;
    Ok(State::at(&state_file(folder))?)
}

/// How the time of that state was moved, without making or keeping a state.
pub(crate) fn shift_in(folder: &Path) -> Shift {
    State::shift_at(&state_file(folder))
}

fn state_file(folder: &Path) -> PathBuf {
    folder.join("state.db")
}
