//! `qetta kftc transactions`

use std::cell::RefCell;
use std::collections::BTreeMap;

use clap::Args;

use crate::app::App;
use crate::cli::global::named;
use crate::cli::kftc::outcome::{Failures, ending, sort};
use crate::cli::kftc::which::{Meant, Which};
use crate::error::Error;
use crate::model::{
    BankAccount, DateRange, FintechUseNum, InquiryType, KoreanDate, SortOrder, Transaction, text,
};
use crate::ops::OpError;
use crate::ops::kftc::{self, Bank, Heard, PerAccount, Read};
use crate::providers::kftc::History;
use crate::settings::Format;
use crate::ui::report::{FailedAccount, PostingRow, Statement, Statements};
use crate::ui::{Header, Progress};

/// Show what happened on one account, on several, or on all of them
///
/// Every page of the range, Korean days, both included; without `--from` the last 30 days. `ndjson`
/// and `csv` are written as the pages come.
#[derive(Debug, Args)]
pub(in crate::cli) struct Transactions {
    #[command(flatten)]
    which: Which,

    /// The first day: 2026-10-01, 20261001, today, or 30d (ago)
    #[arg(long, value_name = "DATE")]
    from: Option<String>,

    /// The last day, likewise
    #[arg(long, value_name = "DATE")]
    to: Option<String>,

    /// Everything, or what came in or went out alone
    #[arg(long = "type", value_name = "TYPE", default_value = "all", value_parser = named::<InquiryType>(&InquiryType::NAMES))]
    inquiry: InquiryType,

    /// Newest or oldest first
    #[arg(long, value_name = "ORDER", default_value = "desc", value_parser = named::<SortOrder>(&SortOrder::NAMES))]
    order: SortOrder,

    /// Begin the csv with a byte order mark, by which Excel knows that it is UTF-8
    #[arg(long)]
    bom: bool,
}

impl Transactions {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let range = self.range(KoreanDate::of(app.settings.clock().now()))?;
        let parts = app.kftc()?;
        let bank = parts.bank();
        let meant = self.which.find(app, &parts, &bank)?;
        let histories = self.histories(&meant, range);
        let failures = match app.ui.format {
            Format::Ndjson | Format::Csv => self.stream(app, &bank, &histories)?,
            Format::Text | Format::Json => show(app, &bank, &meant, &histories)?,
        };
        app.warn_of_an_old_token(bank.stale_because());
        ending(meant.one, meant.numbers.len(), failures)
    }

    fn range(&self, today: KoreanDate) -> Result<DateRange, Error> {
        let usual = DateRange::usual(today);
        let day = |flag: &str, typed: &Option<String>, usual| match typed {
            Some(typed) => KoreanDate::typed(typed, today).map_err(|_| bad_date(flag, typed)),
            None => Ok(usual),
        };
        let to = day("--to", &self.to, usual.to())?;
        let from = day("--from", &self.from, usual.from().min(to))?;
        DateRange::new(from, to, today).map_err(|error| {
            Error::usage(text!(
                "`--from {from} --to {to}` is no range: {error}",
                "`--from {from} --to {to}`은(는) 올바른 기간이 아닙니다: {error}"
            ))
        })
    }

    fn histories(&self, meant: &Meant, range: DateRange) -> Vec<History> {
        let of = |number: &FintechUseNum| History {
            fintech_use_num: number.clone(),
            range,
            inquiry_type: self.inquiry,
            order: self.order,
        };
        meant.numbers.iter().map(of).collect()
    }

    /// Row by row, in constant memory.
    fn stream(&self, app: &App, bank: &Bank<'_>, histories: &[History]) -> Result<Failures, Error> {
        let header = Header { names: &PostingRow::HEADER, byte_order_mark: self.bom };
        app.ui.stream(header, |rows| {
            let rows = RefCell::new(rows);
            let closed = RefCell::new(None);
            let write = |number: &FintechUseNum, page: &[Transaction]| {
                let mut rows = rows.borrow_mut();
                let written =
                    page.iter().try_for_each(|one| rows.row(&PostingRow::of(number, one)));
                written.and_then(|()| rows.flush()).map_err(|error| {
                    closed.borrow_mut().get_or_insert(error);
                    OpError::Stopped
                })
            };
            let outcomes = ask(app, bank, histories, &write)?;
            match closed.take() {
                Some(error) => Err(Error::output(error)),
                None => Ok(sort(outcomes).1),
            }
        })
    }
}

/// Takes one page of one account.
type Take<'a> = dyn Fn(&FintechUseNum, &[Transaction]) -> Result<(), OpError> + 'a;

fn show(
    app: &App,
    bank: &Bank<'_>,
    meant: &Meant,
    histories: &[History],
) -> Result<Failures, Error> {
    let pages: RefCell<BTreeMap<String, Vec<Transaction>>> = RefCell::default();
    let keep = |number: &FintechUseNum, page: &[Transaction]| {
        pages.borrow_mut().entry(number.to_string()).or_default().extend_from_slice(page);
        Ok(())
    };
    let (good, failures) = sort(ask(app, bank, histories, &keep)?);
    let pages = pages.into_inner();
    let called: Vec<_> = good.iter().map(|(number, _)| called(number, &meant.accounts)).collect();
    let statements: Vec<_> = good
        .iter()
        .zip(&called)
        .filter_map(|((number, _), called)| Some((number, called, histories.first()?.range)))
        .map(|(number, called, range)| Statement {
            fintech_use_num: number,
            called,
            range,
            transactions: pages.get(number.as_str()).map_or(&[], Vec::as_slice),
        })
        .collect();
    if meant.one {
        for statement in &statements {
            app.ui.show(statement)?;
        }
    } else {
        let errors: Vec<_> = failures
            .iter()
            .map(|(number, error)| FailedAccount { fintech_use_num: number.as_str(), error })
            .collect();
        app.ui.show(&Statements { statements: &statements, errors: &errors })?;
    }
    Ok(failures)
}

fn ask(
    app: &App,
    bank: &Bank<'_>,
    histories: &[History],
    take: &Take<'_>,
) -> Result<PerAccount<Read>, Error> {
    let asking = text!("asking for transactions", "거래 내역을 조회하는 중");
    let progress = Progress { total: histories.len(), ..Progress::default() };
    let listener = |number: &FintechUseNum, heard: Heard| match heard {
        Heard::Page(page) => {
            progress.rows.update(|rows| rows + page.len());
            take(number, &page)
        }
        Heard::End => {
            progress.done.update(|done| done + 1);
            Ok(())
        }
    };
    let outcomes = app.wait_counting(&asking, &progress, async {
        Ok::<_, Error>(kftc::transactions(bank, histories, &listener).await)
    })?;
    for (number, outcome) in &outcomes {
        if outcome.as_ref().is_ok_and(|read| read.cut.is_some()) {
            app.ui.warn(&text!(
                "{number}: the gateway says that there is more, and not where; this is what it gave",
                "{number}: 게이트웨이가 더 있다고 하지만 이어지는 위치를 주지 않아 받은 만큼만 보여 줍니다"
            ));
        }
    }
    Ok(outcomes)
}

/// As people know an account: bank, masked number, alias.
fn called(number: &FintechUseNum, accounts: &[BankAccount]) -> String {
    let Some(account) = accounts.iter().find(|account| account.fintech_use_num == *number) else {
        return number.to_string();
    };
    let parts = [&account.bank_name, &account.masked_number, &account.alias];
    parts.into_iter().flatten().cloned().collect::<Vec<_>>().join(" ")
}

fn bad_date(flag: &str, typed: &str) -> Error {
    Error::usage(text!("`{flag} {typed}` is no date", "`{flag} {typed}`은(는) 날짜가 아닙니다"))
        .hint(text!(
            "write it as 2026-10-01, 20261001, today, or 30d (ago)",
            "2026-10-01, 20261001, today, 30d(30일 전)처럼 쓰세요"
        ))
}
