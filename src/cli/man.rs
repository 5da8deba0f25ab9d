//! `qetta man`

use clap::Args;

use crate::app::App;
use crate::cli::generate;
use crate::error::Error;
use crate::model::text;

/// Print a manual page
///
/// For example `qetta man toss token | man -l -`.
#[derive(Debug, Args)]
pub(super) struct Man {
    /// The command; none is the main page
    command: Vec<String>,
}

impl Man {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let name = std::iter::once("qetta").chain(self.command.iter().map(String::as_str));
        let name = name.collect::<Vec<_>>().join("-");
        let page = generate::man_pages().into_iter().find(|page| page.name == name);
        match page {
            Some(page) => Ok(app.ui.show_raw(&page.roff)?),
            None => {
                let typed = self.command.join(" ");
                Err(Error::usage(text!("there is no command `{typed}`", "`{typed}` 명령은 없습니다"))
                    .hint(text!("`qetta --help` lists them", "`qetta --help`로 목록을 볼 수 있습니다")))
            }
        }
    }
}
