//! `qetta kftc transactions`

use serde::{Serialize, Serializer};

use crate::model::{DateRange, Direction, FintechUseNum, KoreanDate, Lang, Text, Transaction, Won};
use crate::ui::report::balances::{FailedAccount, FailedRow, won};
use crate::ui::{Page, Report};

/// What happened on one account.
#[derive(Debug)]
pub struct Statement<'a> {
    /// On which.
    pub fintech_use_num: &'a FintechUseNum,
    /// As people call it.
    pub called: &'a str,
    /// From when to when, Korean days, both included.
    pub range: DateRange,
    /// In the order asked for.
    pub transactions: &'a [Transaction],
}

/// What happened on several, and where that could not be learnt.
#[derive(Debug)]
pub struct Statements<'a> {
    /// Those that answered.
    pub statements: &'a [Statement<'a>],
    /// Those that did not.
    pub errors: &'a [FailedAccount<'a>],
}

impl Report for Statement<'_> {
    fn text(&self, page: &mut Page) {
        let (called, from, to) = (self.called, self.range.from(), self.range.to());
        page.verbatim(&format!("{called}  {from} – {to}"));
        if self.transactions.is_empty() {
            page.line(&Text::new("nothing happened", "거래 내역이 없습니다"));
            return;
        }
        let headings = [
            Text::new("date", "날짜"),
            Text::new("in", "입금"),
            Text::new("out", "출금"),
            Text::new("balance", "잔액"),
            Text::new("printed", "적요"),
            Text::new("method", "거래 구분"),
        ];
        let mut rows: Vec<_> = self.transactions.iter().map(cells).collect();
        rows.push(self.totals(page.lang()));
        page.money_table(&headings, rows, &[1, 2, 3]);
    }

    fn json(&self) -> impl Serialize {
        self.document()
    }
}

impl Report for Statements<'_> {
    fn text(&self, page: &mut Page) {
        for (number, statement) in self.statements.iter().enumerate() {
            if number > 0 {
                page.verbatim("");
            }
            statement.text(page);
        }
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Several<'a> {
            statements: Vec<Document<'a>>,
            errors: Vec<FailedRow<'a>>,
        }
        Several {
            statements: self.statements.iter().map(Statement::document).collect(),
            errors: self.errors.iter().map(FailedAccount::row).collect(),
        }
    }
}

impl Statement<'_> {
    fn document(&self) -> Document<'_> {
        Document {
            fintech_use_num: self.fintech_use_num.as_str(),
            from_date: self.range.from().digits(),
            to_date: self.range.to().digits(),
            res_list: self.transactions.iter().map(Posting::of).collect(),
        }
    }

    /// What came in and what went out, exactly; a sum that no bank could have is left out.
    fn totals(&self, lang: Lang) -> Vec<String> {
        let total = |direction| {
            let amounts = self.transactions.iter().filter(|one| one.direction == direction);
            won(Won::sum(amounts.filter_map(|one| one.amount)))
        };
        let label = Text::new("total", "합계").say(lang).to_owned();
        let nothing = String::new;
        vec![label, total(Direction::In), total(Direction::Out), nothing(), nothing(), nothing()]
    }
}

fn cells(one: &Transaction) -> Vec<String> {
    let amount_if = |direction| {
        if one.direction == direction { won(one.amount) } else { String::new() }
    };
    let text = |value: &Option<String>| value.clone().unwrap_or_default();
    let date = one.date.map_or_else(|| "-".to_owned(), |date| date.to_string());
    let time = one.time.as_deref().map_or_else(String::new, clock_face);
    let unknown_direction = match one.direction {
        Direction::Other => format!("{} {}", text(&one.direction_word), won(one.amount)),
        Direction::In | Direction::Out => String::new(),
    };
    vec![
        format!("{date} {time}").trim_end().to_owned(),
        amount_if(Direction::In),
        amount_if(Direction::Out),
        won(one.balance_after),
        text(&one.printed),
        format!("{} {unknown_direction}", text(&one.method)).trim().to_owned(),
    ]
}

/// `143000` as `14:30:00`; anything else as it came.
fn clock_face(digits: &str) -> String {
    match (digits.len(), digits.get(0..2), digits.get(2..4), digits.get(4..6)) {
        (6, Some(hour), Some(minute), Some(second)) => format!("{hour}:{minute}:{second}"),
        _ => digits.to_owned(),
    }
}

#[derive(Serialize)]
struct Document<'a> {
    fintech_use_num: &'a str,
    from_date: String,
    to_date: String,
    res_list: Vec<Posting<'a>>,
}

/// One transaction, amounts as the exact digits of the wire.
#[derive(Serialize)]
struct Posting<'a> {
    tran_date: Option<String>,
    tran_time: Option<&'a str>,
    inout_type: Option<&'a str>,
    direction: &'a str,
    tran_type: Option<&'a str>,
    print_content: Option<&'a str>,
    #[serde(serialize_with = "digits")]
    tran_amt: Option<Won>,
    #[serde(serialize_with = "digits")]
    after_balance_amt: Option<Won>,
    branch_name: Option<&'a str>,
}

impl<'a> Posting<'a> {
    fn of(one: &'a Transaction) -> Self {
        Self {
            tran_date: one.date.map(KoreanDate::digits),
            tran_time: one.time.as_deref(),
            inout_type: one.direction_word.as_deref(),
            direction: one.direction.as_str(),
            tran_type: one.method.as_deref(),
            print_content: one.printed.as_deref(),
            tran_amt: one.amount,
            after_balance_amt: one.balance_after,
            branch_name: one.branch_name.as_deref(),
        }
    }
}

#[expect(clippy::ref_option, reason = "serde hands over a reference to the field")]
fn digits<S: Serializer>(amount: &Option<Won>, to: S) -> Result<S::Ok, S::Error> {
    match amount {
        Some(amount) => to.serialize_some(&format_args!("{amount}")),
        None => to.serialize_none(),
    }
}

/// The same as a row of its own, for NDJSON and CSV: with the account that it belongs to.
#[derive(Serialize)]
pub struct PostingRow<'a> {
    fintech_use_num: &'a str,
    tran_date: Option<String>,
    tran_time: Option<&'a str>,
    inout_type: Option<&'a str>,
    direction: &'a str,
    tran_type: Option<&'a str>,
    print_content: Option<&'a str>,
    #[serde(serialize_with = "digits")]
    tran_amt: Option<Won>,
    #[serde(serialize_with = "digits")]
    after_balance_amt: Option<Won>,
    branch_name: Option<&'a str>,
}

impl<'a> PostingRow<'a> {
    /// The header of the CSV file.
    pub const HEADER: [&'static str; 10] = [
        "fintech_use_num",
        "tran_date",
        "tran_time",
        "inout_type",
        "direction",
        "tran_type",
        "print_content",
        "tran_amt",
        "after_balance_amt",
        "branch_name",
    ];

    /// One transaction of `account`.
    pub fn of(account: &'a FintechUseNum, one: &'a Transaction) -> Self {
        let posting = Posting::of(one);
        Self {
            fintech_use_num: account.as_str(),
            tran_date: posting.tran_date,
            tran_time: posting.tran_time,
            inout_type: posting.inout_type,
            direction: posting.direction,
            tran_type: posting.tran_type,
            print_content: posting.print_content,
            tran_amt: posting.tran_amt,
            after_balance_amt: posting.after_balance_amt,
            branch_name: posting.branch_name,
        }
    }
}
