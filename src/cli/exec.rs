//! `qetta exec`

use std::ffi::OsString;
use std::process::ExitCode;

use clap::Args;

use crate::app::{App, Child, TokenServer};
use crate::cli::global::{PROVIDER, provider};
use crate::cli::token::validity;
use crate::error::Error;
use crate::model::{Provider, Span};
use crate::ops::Purpose;

/// Run a program with a good access token in QETTA_ACCESS_TOKEN
///
/// The exit code is the program's; it is 127 where there is no such program, 126 where it cannot be
/// run, and 128 and the signal's number where one killed it. qetta's own secrets do not reach it: the
/// variables of client secrets, key file, passphrase file and env file are taken out of its environment.
///
/// A program that outlives a token takes `--serve`: whenever it wants a token it asks
/// QETTA_TOKEN_URL, with the header `Authorization: Bearer $QETTA_TOKEN_SECRET`, and gets
/// `{"access_token":"…","token_type":"Bearer","expires_at":"…","expires_in":3599}`. Only this machine
/// can ask, only with that secret, and only while the program runs.
#[derive(Debug, Args)]
pub(super) struct Exec {
    /// Whose token
    #[arg(value_name = PROVIDER, value_parser = provider)]
    provider: Provider,

    /// Serve fresh tokens at QETTA_TOKEN_URL while the program runs
    #[arg(long)]
    serve: bool,

    /// A token that lives for so long from now at least
    #[arg(long, value_name = "SECS", value_parser = validity)]
    min_validity: Option<Span>,

    /// Leave the environment as it is, with qetta's own secrets
    #[arg(long)]
    keep_env: bool,

    /// The program and its arguments
    #[arg(last = true, required = true, value_name = "CMD")]
    command: Vec<OsString>,
}

impl Exec {
    pub(super) fn run(self, app: &App) -> Result<ExitCode, Error> {
        let obtained = match self.min_validity {
            Some(span) => app.lasting_token(self.provider, span, Purpose::Export)?,
            None => app.token(self.provider, false, Purpose::Export)?,
        };
        let mut child = Child::new(self.command);
        if !self.keep_env {
            child.withhold(app.settings.withheld());
        }
        child.give("QETTA_ACCESS_TOKEN", obtained.token.access_token.expose());
        // The program may run for days; what it needed of the store is wiped now.
        drop(obtained);
        if !self.serve {
            return app.become_child(child);
        }
        let server = TokenServer::bind()?;
        child.give("QETTA_TOKEN_URL", &server.url());
        child.give("QETTA_TOKEN_SECRET", server.secret());
        app.run_beside(child, server, self.provider)
    }
}
