//! `qetta kftc balance`

use std::io;

use serde::Serialize;

use crate::model::{Balance, BankAccount, KoreanDate, Text, Won};
use crate::ui::failure::{Fields, fields};
use crate::ui::{Page, Report, Rows};

/// What stands on one account.
#[derive(Debug)]
pub struct AccountBalance<'a> {
    /// Which account, as far as it is known.
    pub account: Option<&'a BankAccount>,
    /// What stands on it.
    pub balance: &'a Balance,
}

/// What stands on several, and where that could not be learnt.
#[derive(Debug)]
pub struct AccountBalances<'a> {
    /// Those that answered.
    pub balances: &'a [AccountBalance<'a>],
    /// Those that did not.
    pub errors: &'a [FailedAccount<'a>],
}

/// One of several accounts that could not be asked.
#[derive(Debug)]
pub struct FailedAccount<'a> {
    /// Which.
    pub fintech_use_num: &'a str,
    /// Why not.
    pub error: &'a crate::error::Error,
}

impl Report for AccountBalance<'_> {
    fn text(&self, page: &mut Page) {
        let balance = self.balance;
        let or_dash = |value: Option<String>| value.unwrap_or_else(|| "-".to_owned());
        page.fields(&[
            (Text::new("account", "계좌"), self.called()),
            (Text::new("balance", "잔액"), won(balance.balance)),
            (Text::new("available", "출금 가능"), won(balance.available)),
            (Text::new("product", "상품"), or_dash(balance.product_name.clone())),
            (
                Text::new("last transaction", "최종 거래일"),
                or_dash(balance.last_transaction_on.map(|day| day.to_string())),
            ),
        ]);
    }

    fn json(&self) -> impl Serialize {
        self.row()
    }

    fn rows(&self, rows: &mut Rows<'_>) -> Option<io::Result<()>> {
        Some(rows.row(&self.row()))
    }
}

impl Report for AccountBalances<'_> {
    fn text(&self, page: &mut Page) {
        let headings = [
            Text::new("bank", "은행"),
            Text::new("account", "계좌번호"),
            Text::new("holder", "예금주"),
            Text::new("balance", "잔액"),
            Text::new("available", "출금 가능"),
        ];
        let mut rows: Vec<_> = self.balances.iter().map(AccountBalance::cells).collect();
        if let Some(total) = Won::sum(self.balances.iter().filter_map(|one| one.balance.balance)) {
            let total_label = Text::new("total", "합계").say(page.lang()).to_owned();
            rows.push(vec![
                total_label,
                String::new(),
                String::new(),
                won(Some(total)),
                String::new(),
            ]);
        }
        page.money_table(&headings, rows, &[3, 4]);
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Document<'a> {
            balances: Vec<Row<'a>>,
            errors: Vec<FailedRow<'a>>,
        }
        Document {
            balances: self.balances.iter().map(AccountBalance::row).collect(),
            errors: self.errors.iter().map(FailedAccount::row).collect(),
        }
    }

    fn rows(&self, rows: &mut Rows<'_>) -> Option<io::Result<()>> {
        Some(rows.list(&COLUMNS, self.balances.iter().map(AccountBalance::row)))
    }
}

impl AccountBalance<'_> {
    /// As people know it: bank and masked number, else the fintech use number.
    fn called(&self) -> String {
        let number = self.account.and_then(|account| account.masked_number.clone());
        let number = number.unwrap_or_else(|| self.balance.fintech_use_num.to_string());
        let holder = self.account.and_then(|account| account.holder.clone());
        [self.balance.bank_name.clone(), Some(number), holder]
            .into_iter()
            .flatten()
            .collect::<Vec<_>>()
            .join(" ")
    }

    fn cells(&self) -> Vec<String> {
        let of_account = |value: Option<&String>| value.cloned().unwrap_or_else(|| "-".to_owned());
        vec![
            of_account(self.balance.bank_name.as_ref()),
            of_account(self.account.and_then(|account| account.masked_number.as_ref())),
            of_account(self.account.and_then(|account| account.holder.as_ref())),
            won(self.balance.balance),
            won(self.balance.available),
        ]
    }

    fn row(&self) -> Row<'_> {
        let balance = self.balance;
        Row {
            fintech_use_num: balance.fintech_use_num.as_str(),
            bank_code_std: self.account.and_then(|account| account.bank_code.as_deref()),
            bank_name: balance.bank_name.as_deref(),
            account_num_masked: self.account.and_then(|account| account.masked_number.as_deref()),
            account_holder_name: self.account.and_then(|account| account.holder.as_deref()),
            balance_amt: balance.balance.map(Won::get),
            available_amt: balance.available.map(Won::get),
            account_type: balance.kind.as_ref().map(crate::model::AccountKind::code),
            product_name: balance.product_name.as_deref(),
            account_issue_date: balance.issued_on.map(KoreanDate::digits),
            maturity_date: balance.matures_on.map(KoreanDate::digits),
            last_tran_date: balance.last_transaction_on.map(KoreanDate::digits),
        }
    }
}

impl FailedAccount<'_> {
    pub(super) fn row(&self) -> FailedRow<'_> {
        FailedRow { fintech_use_num: self.fintech_use_num, error: fields(self.error) }
    }
}

/// Exact, with separators: `1,000,000`.
pub(super) fn won(amount: Option<Won>) -> String {
    amount.map_or_else(|| "-".to_owned(), Won::grouped)
}

/// The names of a [`Row`]'s columns.
const COLUMNS: [&str; 12] = [
    "fintech_use_num",
    "bank_code_std",
    "bank_name",
    "account_num_masked",
    "account_holder_name",
    "balance_amt",
    "available_amt",
    "account_type",
    "product_name",
    "account_issue_date",
    "maturity_date",
    "last_tran_date",
];

#[derive(Serialize)]
struct Row<'a> {
    fintech_use_num: &'a str,
    bank_code_std: Option<&'a str>,
    bank_name: Option<&'a str>,
    account_num_masked: Option<&'a str>,
    account_holder_name: Option<&'a str>,
    balance_amt: Option<i64>,
    available_amt: Option<i64>,
    account_type: Option<&'a str>,
    product_name: Option<&'a str>,
    account_issue_date: Option<String>,
    maturity_date: Option<String>,
    last_tran_date: Option<String>,
}

#[derive(Serialize)]
pub(super) struct FailedRow<'a> {
    fintech_use_num: &'a str,
    #[serde(flatten)]
    error: Fields<'a>,
}
