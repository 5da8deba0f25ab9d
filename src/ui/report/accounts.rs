//! `qetta kftc connect` and `qetta kftc accounts`

use std::io;

use jiff::Timestamp;
use serde::Serialize;

use crate::model::{BankAccount, Lang, Provider, Text, iso8601, korean_time, text};
use crate::ui::{Page, Report, Rows};

/// The accounts of a connection.
#[derive(Debug)]
pub struct Accounts<'a> {
    /// As the provider lists them.
    pub accounts: &'a [BankAccount],
}

/// A connection that was made, and the accounts that came with it.
#[derive(Debug)]
pub struct NewConnection<'a> {
    /// With whom.
    pub provider: Provider,
    /// The user, by the provider's number.
    pub user_seq_no: Option<&'a str>,
    /// `Bearer`.
    pub token_type: &'a str,
    /// What was granted.
    pub scope: &'a str,
    /// Until when the access token is good.
    pub expires_at: Option<Timestamp>,
    /// What can be asked about.
    pub accounts: &'a [BankAccount],
}

impl Report for Accounts<'_> {
    fn text(&self, page: &mut Page) {
        table(self.accounts, page);
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Document<'a> {
            accounts: Vec<Row<'a>>,
        }
        Document { accounts: self.accounts.iter().map(row).collect() }
    }

    fn rows(&self, rows: &mut Rows<'_>) -> Option<io::Result<()>> {
        Some(rows.list(&COLUMNS, self.accounts.iter().map(row)))
    }
}

impl Report for NewConnection<'_> {
    fn text(&self, page: &mut Page) {
        let title = self.provider.title();
        let (en, ko) = (title.say(Lang::En), title.say(Lang::Ko));
        page.line(&text!("{en} is connected", "{ko}에 연결되었습니다"));
        page.fields(&[
            (Text::new("user", "사용자 번호"), self.user_seq_no.unwrap_or("-").to_owned()),
            (Text::new("scope", "권한 범위"), self.scope.to_owned()),
            (
                Text::new("access until", "사용 기한"),
                self.expires_at.map_or("-".to_owned(), korean_time),
            ),
        ]);
        page.verbatim("");
        table(self.accounts, page);
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Document<'a> {
            provider: &'a str,
            token_type: &'a str,
            user_seq_no: Option<&'a str>,
            scope: &'a str,
            expires_at: Option<String>,
            accounts: Vec<Row<'a>>,
        }
        Document {
            provider: self.provider.code(),
            token_type: self.token_type,
            user_seq_no: self.user_seq_no,
            scope: self.scope,
            expires_at: self.expires_at.map(iso8601),
            accounts: self.accounts.iter().map(row).collect(),
        }
    }
}

fn table(accounts: &[BankAccount], page: &mut Page) {
    if accounts.is_empty() {
        page.line(&text!("no account is registered", "등록된 계좌가 없습니다"));
        return;
    }
    let headings = [
        Text::new("fintech use number", "핀테크이용번호"),
        Text::new("bank", "은행"),
        Text::new("account", "계좌번호"),
        Text::new("alias", "별명"),
        Text::new("holder", "예금주"),
        Text::new("inquiry", "조회"),
    ];
    let lang = page.lang();
    page.table(&headings, accounts.iter().map(|account| cells(account, lang)).collect());
}

fn cells(account: &BankAccount, lang: Lang) -> Vec<String> {
    let or_dash = |value: &Option<String>| value.clone().unwrap_or_else(|| "-".to_owned());
    let inquiry = if account.can_be_asked() {
        Text::new("yes", "가능")
    } else if account.inquiry_agreed {
        Text::new("no: not in use", "불가: 사용 중이 아님")
    } else {
        Text::new("no: no consent", "불가: 조회 동의 없음")
    };
    vec![
        account.fintech_use_num.to_string(),
        or_dash(&account.bank_name),
        or_dash(&account.masked_number),
        or_dash(&account.alias),
        or_dash(&account.holder),
        inquiry.say(lang).to_owned(),
    ]
}

/// The names of a [`Row`]'s columns.
const COLUMNS: [&str; 10] = [
    "fintech_use_num",
    "account_alias",
    "bank_code_std",
    "bank_name",
    "account_num_masked",
    "account_holder_name",
    "account_type",
    "inquiry_agree_yn",
    "transfer_agree_yn",
    "account_state",
];

#[derive(Serialize)]
struct Row<'a> {
    fintech_use_num: &'a str,
    account_alias: Option<&'a str>,
    bank_code_std: Option<&'a str>,
    bank_name: Option<&'a str>,
    account_num_masked: Option<&'a str>,
    account_holder_name: Option<&'a str>,
    account_type: Option<&'a str>,
    inquiry_agree_yn: &'a str,
    transfer_agree_yn: &'a str,
    account_state: Option<&'a str>,
}

fn row(account: &BankAccount) -> Row<'_> {
    let yes_or_no = |agreed| if agreed { "Y" } else { "N" };
    Row {
        fintech_use_num: account.fintech_use_num.as_str(),
        account_alias: account.alias.as_deref(),
        bank_code_std: account.bank_code.as_deref(),
        bank_name: account.bank_name.as_deref(),
        account_num_masked: account.masked_number.as_deref(),
        account_holder_name: account.holder.as_deref(),
        account_type: account.kind.as_ref().map(crate::model::AccountKind::code),
        inquiry_agree_yn: yes_or_no(account.inquiry_agreed),
        transfer_agree_yn: yes_or_no(account.transfer_agreed),
        account_state: account.state.as_ref().map(crate::model::AccountState::code),
    }
}
