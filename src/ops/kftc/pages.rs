//! Every page of a question that somebody else put together.

use std::cell::RefCell;

use http::Method;
use url::form_urlencoded;

use crate::http::{Answer, Request};
use crate::model::BankTranId;
use crate::ops::OpError;
use crate::ops::kftc::Bank;
use crate::ops::kftc::transactions::MOST_PAGES;
use crate::providers::kftc::{EndReason, Paging, Step, TraceInfo, read_page};

/// What every page has of its own.
const NUMBER: &str = "bank_tran_id";
const TRACE: &str = "befor_inquiry_trace_info";

/// Asks for `path` and every page after it, and hands each to `take` as it came; the last one, too,
/// where it is a refusal. Every page has a number of its own, whatever `path` says. The result is why
/// there were no more.
pub async fn pages(
    bank: &Bank<'_>,
    path: &str,
    take: &dyn Fn(&Answer) -> Result<(), OpError>,
) -> Result<EndReason, OpError> {
    let mut paging = Paging::new(MOST_PAGES);
    let mut trace = None;
    loop {
        let heard = RefCell::new(None);
        let ask = |id: &BankTranId| {
            let path = page_at(path, id, trace.as_ref());
            bank.kftc.request(Method::GET, &path, None).map(Request::once)
        };
        let read = |answer: &Answer| {
            heard.replace(Some(answer.clone()));
            read_page(answer)
        };
        let page = bank.inquire(ask, read).await;
        if let Some(answer) = heard.take() {
            take(&answer)?;
        }
        match paging.after(&page?) {
            Step::Next(next) => trace = Some(next),
            Step::End(reason) => return Ok(reason),
        }
    }
}

/// The path of a page: the query as it was typed, but for what is the page's own.
fn page_at(path: &str, id: &BankTranId, trace: Option<&TraceInfo>) -> String {
    let (path, query) = path.split_once('?').unwrap_or((path, ""));
    let typed = form_urlencoded::parse(query.as_bytes());
    // A first page can be one in the middle; from there on KFTC says where it goes on.
    let kept = typed.filter(|(name, _)| name != NUMBER && (trace.is_none() || name != TRACE));
    let mut pairs = form_urlencoded::Serializer::new(String::new());
    pairs.append_pair(NUMBER, &id.to_string()).extend_pairs(kept);
    if let Some(trace) = trace {
        pairs.append_pair(TRACE, trace.as_str());
    }
    format!("{path}?{}", pairs.finish())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_has_its_own_number_and_the_trace_of_the_one_before() {
        let id: BankTranId = "M202600001U000000001".parse().unwrap();
        let typed = "/v2.0/x?bank_tran_id=mine&from_date=1&befor_inquiry_trace_info=a%20b";
        let number = "bank_tran_id=M202600001U000000001";
        assert_eq!(
            page_at(typed, &id, None),
            format!("/v2.0/x?{number}&from_date=1&befor_inquiry_trace_info=a+b")
        );
        let trace = TraceInfo::new("1T 2".to_owned());
        assert_eq!(
            page_at(typed, &id, Some(&trace)),
            format!("/v2.0/x?{number}&from_date=1&befor_inquiry_trace_info=1T+2")
        );
        assert_eq!(page_at("/v2.0/x", &id, None), format!("/v2.0/x?{number}"));
    }
}
