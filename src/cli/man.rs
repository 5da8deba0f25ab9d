//! `qetta man`

use clap::Args;

use crate::cli::generate;
use crate::error::Error;
use crate::model::text;
use crate::ui::Ui;

/// Print a manual page
///
/// For example `qetta man toss token | man -l -`.
#[derive(Debug, Args)]
pub(super) struct Man {
    /// The command; none is the main page
    command: Vec<String>,
}

impl Man {
    pub(super) fn run(self, ui: Ui) -> Result<(), Error> {
        let name = std::iter::once("qetta").chain(self.command.iter().map(String::as_str));
        let name = name.collect::<Vec<_>>().join("-");
        let page = generate::man_pages().into_iter().find(|page| page.name == name);
        let page = page.ok_or_else(|| no_such_command(&self.command.join(" ")))?;
        ui.show_raw(&page.roff)
    }
}

fn no_such_command(typed: &str) -> Error {
    Error::usage(text!("there is no command `{typed}`", "`{typed}` 명령은 없습니다"))
        .hint(text!("`qetta --help` lists them", "`qetta --help`로 목록을 볼 수 있습니다"))
}
