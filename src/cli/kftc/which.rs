//! Which accounts are meant: numbers, aliases, beginnings of numbers, or all of them.

use clap::Args;

use crate::app::{App, KftcParts};
use crate::error::Error;
use crate::model::{BankAccount, FintechUseNum, Text, text};
use crate::ops::kftc::{self, Bank, Unknown};

#[derive(Debug, Args)]
#[group(required = true, multiple = false)]
pub(in crate::cli) struct Which {
    /// Fintech use numbers of 24 letters or digits, aliases, or beginnings that no other number has
    #[arg(value_name = "FINTECH-NUM")]
    numbers: Vec<String>,

    /// Every account that can be asked
    #[arg(long)]
    all: bool,
}

/// The accounts that were meant.
pub(super) struct Meant {
    /// Their numbers, in the order in which they were named.
    pub(super) numbers: Vec<FintechUseNum>,
    /// What is known of all accounts.
    pub(super) accounts: Vec<BankAccount>,
    /// Whether one alone was named.
    pub(super) one: bool,
}

impl Which {
    /// Finds them. What was typed is looked at before anything is asked of the network.
    pub(super) fn find(
        &self,
        app: &App,
        parts: &KftcParts,
        bank: &Bank<'_>,
    ) -> Result<Meant, Error> {
        let known = kftc::known_accounts(&parts.vault, &parts.subject.key)?;
        let resolved = self.resolve(known.as_deref().unwrap_or_default())?;
        let asking = text!("asking KFTC for the accounts", "오픈뱅킹에 계좌 목록을 묻는 중");
        let list = || app.wait_for(&asking, kftc::accounts(bank, true));
        let accounts = known.map_or_else(list, Ok)?;
        let numbers = if self.all { askable(app, &accounts) } else { resolved };
        Ok(Meant { numbers, accounts, one: !self.all && self.numbers.len() == 1 })
    }

    fn resolve(&self, accounts: &[BankAccount]) -> Result<Vec<FintechUseNum>, Error> {
        self.numbers
            .iter()
            .map(|typed| {
                kftc::resolve(typed, accounts).map_err(|unknown| not_found(typed, &unknown))
            })
            .collect()
    }
}

/// Those that can be asked; the others are named with the reason.
fn askable(app: &App, accounts: &[BankAccount]) -> Vec<FintechUseNum> {
    for account in accounts.iter().filter(|account| !account.can_be_asked()) {
        let number = &account.fintech_use_num;
        app.ui.note(&if account.inquiry_agreed {
            text!(
                "{number} is passed over: the account is not in use",
                "{number}: 사용 중인 계좌가 아니어서 건너뜁니다"
            )
        } else {
            text!(
                "{number} is passed over: there is no consent to inquiries",
                "{number}: 조회 동의가 없어 건너뜁니다"
            )
        });
    }
    let askable = accounts.iter().filter(|account| account.can_be_asked());
    askable.map(|account| account.fintech_use_num.clone()).collect()
}

fn not_found(typed: &str, unknown: &Unknown) -> Error {
    match unknown {
        Unknown::Nobody => Error::usage(text!(
            "`{typed}` is no fintech use number (24 letters or digits) and names no known account",
            "`{typed}`은(는) 핀테크이용번호(영문자·숫자 24자리)가 아니고, 아는 계좌의 이름도 아닙니다"
        ))
        .hint(text!("`qetta kftc accounts` lists them", "`qetta kftc accounts`로 목록을 볼 수 있습니다")),
        Unknown::Several(numbers) => {
            let numbers: Vec<_> = numbers.iter().map(ToString::to_string).collect();
            let numbers = numbers.join(", ");
            Error::usage(Text::new(
                format!("`{typed}` could be any of: {numbers}"),
                format!("`{typed}`에 해당하는 계좌가 여럿입니다: {numbers}"),
            ))
        }
    }
}
