//! `GET /v2.0/account/transaction_list/fin_num`: 거래내역조회, 25 at a time.

use http::StatusCode;
use jiff::civil::DateTime;
use serde::Deserialize;

use crate::model::Won;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::kftc::account::Account;
use crate::sandbox::kftc::gate::{self, Inquiry};
use crate::sandbox::kftc::ledger::{Ledger, Posting, Span};
use crate::sandbox::kftc::trace::{self, Question};
use crate::sandbox::kftc::{answers, refusal, time};
use crate::wire::kftc::{
    NO_TRANSACTIONS, PAGE_LIMIT, TransactionItem, TransactionList, TransactionListQuery,
};

/// What was posted to an account.
pub(super) fn ask(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let (timed, span, account) = context.answered(|connection| {
        let person = gate::admitted(call, connection, context, "inquiry")?;
        let timed: Timed = gate::question(call, context)?;
        let asked = &timed.asked;
        let inquiry = Inquiry {
            bank_tran_id: &asked.bank_tran_id,
            fintech_use_num: &asked.fintech_use_num,
            tran_dtime: &asked.tran_dtime,
        };
        inquiry.well_formed(context)?;
        let span = span(&timed.question(), context)?;
        let account = inquiry.reached(person, connection, context)?;
        Ok((timed, span, account))
    })?;

    let ledger = account.ledger(&context.scenario, time::now(context));
    let page = Page::of(&ledger, span, &timed.asked.inquiry_type);
    let trace = page
        .next
        .map(|place| trace::written(context.state().signing_key(), &timed.question(), place));
    let answer = answered(&timed.asked, &account, &ledger, &page, trace, context)?;
    Ok(Answer::json(StatusCode::OK, &answer))
}

/// What is asked, with the members that exist for `inquiry_base` `T` alone, N(6).
#[derive(Deserialize)]
struct Timed {
    #[serde(flatten)]
    asked: TransactionListQuery,
    #[serde(default)]
    from_time: String,
    #[serde(default)]
    to_time: String,
}

impl Timed {
    fn question(&self) -> Question<'_> {
        Question { asked: &self.asked, times: [&self.from_time, &self.to_time] }
    }
}

/// What is asked for, once all of it is well formed.
fn span(question: &Question<'_>, context: &Context) -> Result<Span, Stop> {
    let asked = question.asked;
    let kind = gate::is_one_of(&asked.inquiry_type, &["A", "I", "O"]);
    gate::well_formed(kind, "inquiry_type", context)?;
    let base = gate::is_one_of(&asked.inquiry_base, &["D", "T"]);
    gate::well_formed(base, "inquiry_base", context)?;
    let order = gate::is_one_of(&asked.sort_order, &["D", "A"]);
    gate::well_formed(order, "sort_order", context)?;
    let [from_time, to_time] =
        if asked.inquiry_base == "T" { question.times } else { ["000000", "235959"] };
    let moment = |day: &str, clock: &str, name: &str| -> Result<DateTime, Stop> {
        time::moment(day, clock).ok_or_else(|| refusal::FORMAT.about(name, context))
    };
    let from = moment(&asked.from_date, from_time, "from_date")?;
    let to = moment(&asked.to_date, to_time, "to_date")?;
    gate::well_formed(from <= to, "from_date", context)?;
    let beyond = match &asked.befor_inquiry_trace_info {
        None => None,
        Some(text) => {
            let place = trace::read(context.state().signing_key(), question, text);
            gate::well_formed(place.is_some(), "befor_inquiry_trace_info", context)?;
            place
        }
    };
    Ok(Span { from, to, newest_first: asked.sort_order == "D", beyond })
}

/// One page.
struct Page {
    postings: Vec<Posting>,
    /// Where it ended, where there is more.
    next: Option<u64>,
}

impl Page {
    fn of(ledger: &Ledger, span: Span, inquiry_type: &str) -> Self {
        let wanted = |posting: &Posting| match inquiry_type {
            "I" => posting.amount > 0,
            "O" => posting.amount < 0,
            _ => true,
        };
        let mut postings: Vec<Posting> =
            ledger.walk(span).filter(wanted).take(PAGE_LIMIT + 1).collect();
        let more = postings.len() > PAGE_LIMIT;
        postings.truncate(PAGE_LIMIT);
        let last = postings.last().map(|posting| posting.position);
        Self { postings, next: last.filter(|_| more) }
    }
}

fn answered(
    asked: &TransactionListQuery,
    account: &Account,
    ledger: &Ledger,
    page: &Page,
    trace: Option<String>,
    context: &Context,
) -> Result<TransactionList, Stop> {
    let api = if page.postings.is_empty() {
        refusal::header(NO_TRANSACTIONS, "거래내역 없음", context)?
    } else {
        answers::agreed(context)?
    };
    Ok(TransactionList {
        api,
        bank: answers::bank_agrees(account, &asked.bank_tran_id, context),
        bank_name: Some(account.plan.bank.name.to_owned()),
        savings_bank_name: Some(account.plan.bank.savings_bank_name.to_owned()),
        fintech_use_num: Some(asked.fintech_use_num.clone()),
        balance_amt: Some(Won::new(ledger.balance())),
        page_record_cnt: u32::try_from(page.postings.len()).ok(),
        next_page_yn: Some(if trace.is_some() { "Y" } else { "N" }.to_owned()),
        befor_inquiry_trace_info: trace,
        res_list: page.postings.iter().map(item).collect(),
    })
}

fn item(posting: &Posting) -> TransactionItem {
    let inout_type = match posting.amount {
        0 => "기타",
        amount if amount > 0 => "입금",
        _ => "출금",
    };
    TransactionItem {
        tran_date: Some(time::day(posting.at)),
        tran_time: Some(time::clock(posting.at)),
        inout_type: Some(inout_type.to_owned()),
        tran_type: Some(posting.kind.to_owned()),
        print_content: Some(posting.content.to_owned()),
        printed_content: None,
        tran_amt: Some(Won::new(posting.amount.abs())),
        after_balance_amt: Some(Won::new(posting.after)),
        branch_name: Some(posting.branch().to_owned()),
    }
}
