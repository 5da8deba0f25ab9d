//! `qetta sandbox`, the server itself

use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::path::PathBuf;

use clap::Args;
use clap::builder::RangedU64ValueParser;

use crate::app::{App, file_of_settings, sandbox_folder, scenario_file, state_in, terminated};
use crate::cli::sandbox::finish::Finish;
use crate::cli::sandbox::ready::Ready;
use crate::error::Error;
use crate::model::text;
use crate::sandbox::{
    self, BehaviorChoice, Cast, Fault, Journal, Listener, MOST_ACCOUNTS, MOST_TRANSACTIONS,
    Running, SandboxError, Scenario, Seeded, State,
};
use crate::store::files;

#[derive(Debug, Args)]
pub(super) struct Serve {
    /// The port; 0 is any free one
    #[arg(long, value_name = "N", default_value_t = 9480)]
    port: u16,

    /// The address to listen on; one that others can reach needs `--i-know-this-is-public`
    #[arg(long, value_name = "ADDRESS", default_value_t = IpAddr::from(Ipv4Addr::LOCALHOST))]
    bind: IpAddr,

    /// Listen where others can reach it: nothing in the sandbox guards anything of value
    #[arg(long)]
    i_know_this_is_public: bool,

    #[command(flatten)]
    ready: Ready,

    /// Give consent without hands: the default person agrees to everything
    #[arg(long)]
    approve: bool,

    /// The same seed, the same bytes: postings, what goes wrong by chance, and tokens, codes and ids
    /// in the order of the requests. Without it postings are those of seed 1, and tokens are random
    #[arg(long, value_name = "N")]
    seed: Option<u64>,

    /// The people of the sandbox and their accounts, from a TOML file
    #[arg(long, value_name = "FILE")]
    personas: Option<PathBuf>,

    /// How many accounts the default person has
    #[arg(long, value_name = "N", value_parser = up_to(MOST_ACCOUNTS))]
    accounts: Option<usize>,

    /// How many postings every account has, over two years
    #[arg(long, value_name = "N", value_parser = up_to(MOST_TRANSACTIONS))]
    transactions: Option<usize>,

    /// Whose rules a provider keeps: those of its document (the default), of its code as it is
    /// today, or of the standards; as in `hyfata=strict`. Can be repeated
    #[arg(long = "behavior", value_name = "PROVIDER=BEHAVIOR")]
    behaviors: Vec<BehaviorChoice>,

    /// What goes wrong on purpose, as in `status,code=503,on=kftc,nth=2`; see docs/faults.md. Can be
    /// repeated
    #[arg(long = "fault", value_name = "FAULT")]
    faults: Vec<Fault>,

    /// Where the providers remember: `memory`, which ends with the run, or a file of its own; the
    /// data folder's where this is not said
    #[arg(long, value_name = "memory|FILE")]
    state: Option<PathBuf>,

    /// Write a line about every exchange to stderr, without its secrets
    #[arg(long, value_name = "FORMAT", value_parser = ["json"])]
    log: Option<String>,

    #[command(flatten)]
    finish: Finish,
}

impl Serve {
    pub(super) fn run(&self, app: &App) -> Result<(), Error> {
        let folder = sandbox_folder(app.settings.data_dir()?);
        files::private_folder(&folder)
            .map_err(|source| SandboxError::File { path: folder.clone(), source })?;
        self.finish.check()?;
        self.ready.check()?;
        let scenario = self.scenario(app)?;
        let (listener, ca_file) = self.ready.secured(self.listener()?, &folder)?;
        let announcement = Running::new(&listener, &scenario, ca_file.clone()).announce(&folder)?;
        let journal = scenario.journal.clone();
        let outcome = app.block_on(async {
            // Whoever reads that it is ready may send a signal at once, which then has a meaning.
            let terminated = terminated()?;
            self.ready.tell(app, &listener, &scenario, ca_file.as_deref())?;
            Ok(sandbox::run(listener, scenario, terminated).await?)
        });
        // Whatever ended it, what came in has come. Who waits for its end waits for the report, too.
        let finished = self.finish.run(app, &journal);
        drop(announcement);
        finished.and(outcome)
    }

    fn listener(&self) -> Result<Listener, Error> {
        let address = SocketAddr::from((self.bind, self.port));
        if self.bind.is_loopback() {
            return Ok(Listener::bind(address)?);
        }
        if !self.i_know_this_is_public {
            return Err(Error::from(SandboxError::NotLoopback(address)).hint(text!(
                "where others may reach it: `--i-know-this-is-public`",
                "다른 기기에서 접속해도 된다면 `--i-know-this-is-public`"
            )));
        }
        Ok(Listener::bind_anywhere(address)?)
    }

    /// What the file says, and on top of it what was typed.
    fn scenario(&self, app: &App) -> Result<Scenario, Error> {
        let file = app.settings.scenario().map(scenario_file).transpose()?.unwrap_or_default();
        let (state, seeded) = match self.seed.or(file.seed()) {
            None => (self.state(app)?, None),
            Some(seed) => {
                let (state, seeded) = Seeded::begin(seed, || self.state(app))?;
                (state, Some(seeded))
            }
        };
        let mut behaviors = file.behaviors().to_vec();
        behaviors.extend(&self.behaviors);
        let mut scenario = Scenario::new(app.machine_clock(), state)?;
        file.apply(&mut scenario)?;
        for fault in &self.faults {
            scenario.faults.add(fault.clone());
        }
        Ok(Scenario {
            seed: self.seed.unwrap_or(scenario.seed),
            seeded,
            cast: self.cast()?,
            approve: self.approve || scenario.approve,
            accounts: self.accounts.or(scenario.accounts),
            transactions: self.transactions.or(scenario.transactions),
            behaviors: behaviors.into_iter().collect(),
            journal: self.journal(app)?,
            ..scenario
        })
    }

    fn cast(&self) -> Result<Cast, Error> {
        let Some(path) = &self.personas else { return Ok(Cast::default()) };
        let cast = Cast::read(&file_of_settings(path)?);
        Ok(cast.map_err(|fault| SandboxError::People { path: path.clone(), fault })?)
    }

    fn journal(&self, app: &App) -> Result<Journal, Error> {
        if self.log.is_none() {
            return Ok(Journal::new()?);
        }
        let ui = app.ui;
        Ok(Journal::heard_by(move |entry| ui.log_line(entry))?)
    }

    fn state(&self, app: &App) -> Result<State, Error> {
        // `memory` is a word; a file of that name is `./memory`.
        match &self.state {
            None => state_in(&sandbox_folder(app.settings.data_dir()?)),
            Some(path) if path.as_os_str() == "memory" => Ok(State::in_memory()?),
            Some(path) => Ok(State::at(path)?),
        }
    }
}

/// A number that the sandbox has room for.
fn up_to(most: u64) -> RangedU64ValueParser<usize> {
    RangedU64ValueParser::new().range(..=most)
}
