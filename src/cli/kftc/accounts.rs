//! `qetta kftc accounts`

use clap::Args;

use crate::app::App;
use crate::error::Error;
use crate::model::text;
use crate::ops::kftc;
use crate::ui::report::Accounts as Report;

/// Show the connected accounts with their fintech use numbers
///
/// As they were listed last; `--refresh` asks KFTC.
#[derive(Debug, Args)]
pub(in crate::cli) struct Accounts {
    /// Ask KFTC for the list
    #[arg(long)]
    refresh: bool,
}

impl Accounts {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let parts = app.kftc()?;
        let bank = parts.bank();
        let asking = text!("asking KFTC for the accounts", "오픈뱅킹에 계좌 목록을 묻는 중");
        let accounts = app.wait_for(&asking, kftc::accounts(&bank, self.refresh))?;
        app.warn_of_an_old_token(bank.stale_because());
        app.ui.show(&Report { accounts: &accounts })
    }
}
