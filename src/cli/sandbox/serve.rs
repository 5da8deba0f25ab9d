//! `qetta sandbox`, the server itself

use std::net::{Ipv4Addr, SocketAddr};

use clap::Args;

use crate::app::{App, sandbox_folder, state_in, terminated};
use crate::cli::sandbox::authority_file;
use crate::error::Error;
use crate::sandbox::{self, BehaviorChoice, Listener, Running, SandboxError, Scenario};
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

    /// What the people of the sandbox do follows from it: the same seed, the same postings
    #[arg(long, value_name = "N", default_value_t = 1)]
    seed: u64,

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
}

impl Serve {
    pub(super) fn run(&self, app: &App) -> Result<(), Error> {
        let folder = sandbox_folder(app.settings.data_dir()?);
        let scenario = Scenario {
            seed: self.seed,
            approve: self.approve,
            accounts: self.accounts,
            transactions: self.transactions,
            behaviors: self.behaviors.iter().copied().collect(),
            ..Scenario::new(app.settings.clock(), state_in(&folder)?)?
        };
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
}
