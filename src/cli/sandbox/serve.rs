//! `qetta sandbox`, the server itself

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use clap::Args;

use crate::app::{App, sandbox_folder, state_in, terminated};
use crate::cli::sandbox::authority_file;
use crate::error::{Error, Kind};
use crate::model::text;
use crate::sandbox::{
    self, BehaviorChoice, Fault, Listener, Running, SandboxError, Scenario, ScenarioFile,
};
use crate::settings::variables::CA_FILE;
use crate::store::files;
use crate::ui::report::SandboxReady;

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// The port on 127.0.0.1; 0 is any free one
    #[arg(long, value_name = "N", default_value_t = 9480)]
    port: u16,

    /// Serve TLS, with a certificate authority made for this run
    #[arg(long)]
    https: bool,

    /// Give consent without hands: the default person agrees to everything
    #[arg(long)]
    approve: bool,

    /// What the people of the sandbox do, and what goes wrong by chance, follows from it: the same
    /// seed, the same postings [default: 1]
    #[arg(long, value_name = "N")]
    seed: Option<u64>,

    /// How many accounts the default person has
    #[arg(long, value_name = "N")]
    accounts: Option<usize>,

    /// How many postings every account has, over two years
    #[arg(long, value_name = "N")]
    transactions: Option<usize>,

    /// Whose rules a provider keeps: those of its document (the default), of its code as it is
    /// today, or of the standards; as in `hyfata=strict`. Can be repeated
    #[arg(long = "behavior", value_name = "PROVIDER=BEHAVIOR")]
    behaviors: Vec<BehaviorChoice>,

    /// What goes wrong on purpose, as in `status,code=503,on=kftc,nth=2`; see docs/faults.md. Can be
    /// repeated
    #[arg(long = "fault", value_name = "FAULT")]
    faults: Vec<Fault>,

    /// What is played, from a TOML file: behaviors, clock and faults; flags come on top
    #[arg(long, value_name = "FILE")]
    scenario: Option<PathBuf>,
}

impl Serve {
    pub(super) fn run(&self, app: &App) -> Result<(), Error> {
        let folder = sandbox_folder(app.settings.data_dir()?);
        let scenario = self.played(app, &folder)?;
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, self.port));
        let mut listener = Listener::bind(address)?;
        let mut environment = Vec::new();
        if self.https {
            listener = listener.with_tls()?;
            let authority =
                authority_file(&std::path::absolute(&folder).unwrap_or_else(|_| folder.clone()));
            files::replace(&authority, listener.ca_pem().unwrap_or_default().as_bytes())
                .map_err(|source| SandboxError::File { path: authority.clone(), source })?;
            environment.push((CA_FILE.name, authority.display().to_string()));
        }
        let url = listener.url();
        environment.extend(sandbox::environment(&url));
        let announcement = Running::new(&listener, &scenario).announce(&folder)?;
        app.block_on(async {
            // Whoever reads that it is ready may send a signal at once, which then has a meaning.
            let terminated = terminated()?;
            app.ui.show(&SandboxReady { url: &url, environment: &environment })?;
            Ok(sandbox::run(listener, scenario, terminated).await?)
        })?;
        drop(announcement);
        Ok(())
    }

    /// What the file says, and on top of it what was typed.
    fn played(&self, app: &App, folder: &Path) -> Result<Scenario, Error> {
        let mut behaviors = Vec::new();
        let file = self.scenario.as_deref().map(read).transpose()?;
        let mut scenario = Scenario::new(app.machine_clock(), state_in(folder)?)?;
        if let Some(file) = file {
            behaviors.extend_from_slice(file.behaviors());
            file.apply(&mut scenario)?;
        }
        behaviors.extend(&self.behaviors);
        for fault in &self.faults {
            scenario.faults.add(fault.clone());
        }
        Ok(Scenario {
            seed: self.seed.unwrap_or(scenario.seed),
            approve: self.approve || scenario.approve,
            accounts: self.accounts.or(scenario.accounts),
            transactions: self.transactions.or(scenario.transactions),
            behaviors: behaviors.into_iter().collect(),
            ..scenario
        })
    }
}

/// A scenario file, all of it looked at.
fn read(path: &Path) -> Result<ScenarioFile, Error> {
    let text = std::fs::read_to_string(path).map_err(|error| {
        let path = path.display();
        Error::new(
            Kind::Config,
            text!(
                "cannot read the scenario file {path}",
                "시나리오 파일 {path}을(를) 읽을 수 없습니다"
            ),
        )
        .because(error)
    })?;
    Ok(ScenarioFile::parse(path, &text).map_err(SandboxError::from)?)
}
