//! `qetta sandbox`

mod clock;
mod env;
mod fault;
mod finish;
mod ready;
mod remote;
mod serve;
mod status;
mod stop;

use clap::{Args, Subcommand};

use crate::app::App;
use crate::error::Error;

/// Run every provider, emulated, on one loopback port
///
/// It refuses what the real side refuses. Its state stays in the data folder, where `--sandbox` of
/// other commands finds it too. Ctrl-C ends it.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Sandbox {
    #[command(subcommand)]
    command: Option<SandboxCommand>,
    #[command(flatten)]
    serve: Box<serve::Serve>,
}

#[derive(Debug, Subcommand)]
enum SandboxCommand {
    Env(env::Env),
    Status(status::Status),
    Stop(stop::Stop),
    #[command(subcommand)]
    Clock(clock::Clock),
    #[command(subcommand)]
    Fault(fault::FaultCommand),
}

impl Sandbox {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        match self.command {
            Some(SandboxCommand::Env(env)) => env.run(app),
            Some(SandboxCommand::Status(status)) => status.run(app),
            Some(SandboxCommand::Stop(stop)) => stop.run(app),
            Some(SandboxCommand::Clock(clock)) => clock.run(app),
            Some(SandboxCommand::Fault(fault)) => fault.run(app),
            None => self.serve.run(app),
        }
    }
}
