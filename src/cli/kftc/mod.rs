//! `qetta kftc`

mod accounts;
mod balance;
mod connect;
mod outcome;
mod token;
mod transactions;
mod which;

pub(super) use connect::connect;

use clap::Subcommand;

use crate::app::App;
use crate::error::Error;

/// KFTC OpenBanking (금융결제원 오픈뱅킹): accounts, balances, transactions
#[derive(Debug, Subcommand)]
pub(super) enum Kftc {
    Connect(connect::Connect),
    Token(token::Token),
    Accounts(accounts::Accounts),
    Balance(balance::Balance),
    Transactions(transactions::Transactions),
}

impl Kftc {
    /// Whether its result is a list, row by row.
    pub(super) fn has_rows(&self) -> bool {
        matches!(self, Self::Accounts(_) | Self::Balance(_) | Self::Transactions(_))
    }

    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        match self {
            Self::Connect(connect) => connect.run(app),
            Self::Token(token) => token.run(app),
            Self::Accounts(accounts) => accounts.run(app),
            Self::Balance(balance) => balance.run(app),
            Self::Transactions(transactions) => transactions.run(app),
        }
    }
}
