//! `qetta completions`

use clap::Args;
use clap_complete::Shell;

use crate::app::App;
use crate::cli::generate;
use crate::error::Error;

/// Print the completions for a shell
///
/// For example `qetta completions zsh > ~/.zfunc/_qetta`.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// bash, zsh, fish, powershell or elvish
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        Ok(app.ui.show_raw(&generate::completions(self.shell))?)
    }
}
