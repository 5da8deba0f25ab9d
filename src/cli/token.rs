//! `qetta token`

use clap::Args;

use crate::app::App;
use crate::cli::global::{PROVIDER, provider};
use crate::error::Error;
use crate::model::Provider;

/// Print a good access token and nothing else, for scripts
///
/// The stored token while it is good, else a new one, which is stored first. For example
/// `curl -H "$(qetta token toss --header)" https://…`.
#[derive(Debug, Args)]
pub(super) struct Token {
    /// Whose
    #[arg(value_name = PROVIDER, value_parser = provider)]
    provider: Provider,

    /// As a header line: `Authorization: Bearer …`
    #[arg(long)]
    header: bool,
}

impl Token {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let obtained = app.token(self.provider, false)?;
        let prefix = if self.header { "Authorization: Bearer " } else { "" };
        let line =
            zeroize::Zeroizing::new(format!("{prefix}{}\n", obtained.token.access_token.expose()));
        app.ui.show_raw(line.as_bytes())
    }
}
