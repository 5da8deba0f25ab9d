//! `qetta kftc balance`

use clap::Args;

use crate::app::App;
use crate::cli::kftc::outcome::{ending, sort};
use crate::cli::kftc::which::Which;
use crate::error::Error;
use crate::model::{Balance as Stands, FintechUseNum, text};
use crate::ops::kftc;
use crate::ui::report::{AccountBalance, AccountBalances, FailedAccount};

/// Show what stands on one account, on several, or on all of them
///
/// Where some cannot be asked the others are shown all the same, and the exit code is the worst.
#[derive(Debug, Args)]
pub(in crate::cli) struct Balance {
    #[command(flatten)]
    which: Which,
}

impl Balance {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let parts = app.kftc()?;
        let bank = parts.bank();
        let meant = self.which.find(app, &parts, &bank)?;
        let asking = text!("asking for balances", "잔액을 조회하는 중");
        let outcomes = app.wait_for(&asking, async {
            Ok::<_, Error>(kftc::balances(&bank, &meant.numbers).await)
        })?;
        app.warn_of_an_old_token(bank.stale_because());

        let (good, failures) = sort(outcomes);
        let joined = |(number, balance): &'_ (FintechUseNum, Stands)| {
            (
                meant.accounts.iter().find(|account| account.fintech_use_num == *number),
                balance.clone(),
            )
        };
        let joined: Vec<_> = good.iter().map(joined).collect();
        let balances: Vec<_> = joined
            .iter()
            .map(|(account, balance)| AccountBalance { account: *account, balance })
            .collect();
        if meant.one {
            for balance in &balances {
                app.ui.show(balance)?;
            }
        } else {
            let errors: Vec<_> = failures
                .iter()
                .map(|(number, error)| FailedAccount { fintech_use_num: number.as_str(), error })
                .collect();
            app.ui.show(&AccountBalances { balances: &balances, errors: &errors })?;
        }
        ending(meant.one, meant.numbers.len(), failures)
    }
}
