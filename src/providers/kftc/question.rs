//! What we ask: each question as a request, still without its token.

use http::Method;
use http::header::{ACCEPT, HeaderValue};
use jiff::Timestamp;
use serde::Serialize;

use super::{Kftc, TraceInfo};
use crate::http::Request;
use crate::model::{
    BankTranId, DateRange, FintechUseNum, InquiryType, OffBase, SortOrder, korean_digits,
};
use crate::wire::kftc::{self as wire, path};

/// What of an account's history is wanted.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct History {
    /// Of which account.
    pub fintech_use_num: FintechUseNum,
    /// From which day to which.
    pub range: DateRange,
    /// Which way the money went.
    pub inquiry_type: InquiryType,
    /// In which order.
    pub order: SortOrder,
}

impl Kftc {
    /// 사용자정보조회: who the user is, and the accounts.
    pub fn user_me(&self, user_seq_no: &str) -> Result<Request, OffBase> {
        self.get(path::USER_ME, &wire::UserMeQuery { user_seq_no: user_seq_no.to_owned() })
    }

    /// 등록계좌조회: the connected accounts, in the order of consent; cancelled ones only on demand.
    pub fn account_list(
        &self,
        user_seq_no: &str,
        with_cancelled: bool,
    ) -> Result<Request, OffBase> {
        let query = wire::AccountListQuery {
            user_seq_no: user_seq_no.to_owned(),
            include_cancel_yn: if with_cancelled { "Y" } else { "N" }.to_owned(),
            sort_order: letter_of_order(SortOrder::Ascending).to_owned(),
        };
        self.get(path::ACCOUNT_LIST, &query)
    }

    /// 잔액조회, asked at `now` under the number `id`.
    pub fn balance(
        &self,
        fintech_use_num: &FintechUseNum,
        id: &BankTranId,
        now: Timestamp,
    ) -> Result<Request, OffBase> {
        let query = wire::BalanceQuery {
            bank_tran_id: id.to_string(),
            fintech_use_num: fintech_use_num.to_string(),
            tran_dtime: korean_digits(now),
        };
        Ok(self.get(path::BALANCE, &query)?.once())
    }

    /// 거래내역조회: one page, asked at `now` under the number `id`; the first one without a trace, each
    /// next one with that of the page before. Every page needs an `id` of its own.
    pub fn transaction_list(
        &self,
        history: &History,
        id: &BankTranId,
        now: Timestamp,
        trace: Option<&TraceInfo>,
    ) -> Result<Request, OffBase> {
        let query = wire::TransactionListQuery {
            bank_tran_id: id.to_string(),
            fintech_use_num: history.fintech_use_num.to_string(),
            inquiry_type: letter_of_type(history.inquiry_type).to_owned(),
            inquiry_base: "D".to_owned(),
            from_date: history.range.from().digits(),
            to_date: history.range.to().digits(),
            sort_order: letter_of_order(history.order).to_owned(),
            tran_dtime: korean_digits(now),
            befor_inquiry_trace_info: trace.map(|trace| trace.as_str().to_owned()),
        };
        Ok(self.get(path::TRANSACTION_LIST, &query)?.once())
    }

    fn get(&self, path: &str, query: &impl Serialize) -> Result<Request, OffBase> {
        let mut url = self.api_base.join(path)?;
        url.query_pairs_mut().extend_pairs(wire::pairs(query));
        Ok(Request::new(Method::GET, url)
            .header(ACCEPT, HeaderValue::from_static("application/json")))
    }
}

fn letter_of_type(inquiry_type: InquiryType) -> &'static str {
    match inquiry_type {
        InquiryType::All => "A",
        InquiryType::In => "I",
        InquiryType::Out => "O",
    }
}

fn letter_of_order(order: SortOrder) -> &'static str {
    match order {
        SortOrder::Descending => "D",
        SortOrder::Ascending => "A",
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::kftc;
    use super::*;
    use crate::model::{AccessToken, KoreanDate};

    fn id() -> BankTranId {
        BankTranId::numbered(&"M202600001".parse().unwrap(), 1)
    }

    fn account() -> FintechUseNum {
        "120260000100000000000001".parse().unwrap()
    }

    /// Half past nine in the evening of the 21st, in Korea.
    fn now() -> Timestamp {
        "2026-11-21T12:30:00Z".parse().unwrap()
    }

    fn history() -> History {
        let today = KoreanDate::of(now());
        History {
            fintech_use_num: account(),
            range: DateRange::new("20261001".parse().unwrap(), today, today).unwrap(),
            inquiry_type: InquiryType::Out,
            order: SortOrder::Ascending,
        }
    }

    #[test]
    fn users_and_their_accounts() {
        let user = kftc().user_me("1101000001").unwrap();
        assert_eq!(
            user.address(),
            "http://127.0.0.1:9480/kftc/v2.0/user/me?user_seq_no=1101000001"
        );
        let list = kftc().account_list("1101000001", false).unwrap();
        assert!(
            list.address()
                .ends_with("list?include_cancel_yn=N&sort_order=A&user_seq_no=1101000001")
        );
    }

    #[test]
    fn a_balance_is_asked_for_in_korean_time() {
        let request = kftc().balance(&account(), &id(), now()).unwrap();
        assert!(request.address().ends_with(
            "/v2.0/account/balance/fin_num?bank_tran_id=M202600001U000000001\
             &fintech_use_num=120260000100000000000001&tran_dtime=20261121213000"
        ));
    }

    #[test]
    fn each_page_but_the_first_carries_the_trace_unchanged() {
        let page = |trace| {
            kftc().transaction_list(&history(), &id(), now(), trace).unwrap().address().to_owned()
        };
        assert!(page(None).ends_with(
            "fin_num?bank_tran_id=M202600001U000000001&fintech_use_num=120260000100000000000001\
             &from_date=20261001&inquiry_base=D&inquiry_type=O&sort_order=A&to_date=20261121\
             &tran_dtime=20261121213000"
        ));
        let next = page(Some(&TraceInfo::new("1T2026 1+&".into())));
        assert!(next.contains("befor_inquiry_trace_info=1T2026+1%2B%26&"), "{next}");
    }

    #[test]
    fn a_revocation_is_a_form_of_kftcs_own() {
        let request = kftc().revoke(&AccessToken::new("canary-token"));
        assert_eq!(request.address(), "http://127.0.0.1:9480/kftc/oauth/2.0/revoke");
        let form = b"access_token=canary-token&client_id=client&client_secret=canary-secret";
        assert_eq!(request.said(), form);
    }
}
