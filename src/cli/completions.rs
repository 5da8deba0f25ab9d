//! `qetta completions`

use clap::Args;
use clap_complete::Shell;

use crate::cli::generate;
use crate::error::Error;
use crate::ui::Ui;

/// Print the completions for a shell
///
/// For example `qetta completions zsh > ~/.zfunc/_qetta`.
#[derive(Debug, Args)]
pub(super) struct Completions {
    /// bash, zsh, fish, powershell or elvish
    shell: Shell,
}

impl Completions {
    pub(super) fn run(self, ui: Ui) -> Result<(), Error> {
        ui.show_raw(&generate::completions(self.shell))
    }
}
