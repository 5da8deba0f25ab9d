//! 거래내역조회: what happened on an account, 25 at a time.

use serde::{Deserialize, Serialize};

use super::lenient::{count, exact, list, text, won};
use super::{ApiHeader, BankHeader};
use crate::model::Won;

/// GET `/v2.0/account/transaction_list/fin_num`: what is asked. `from_time` and `to_time` exist for
/// `inquiry_base` `T` alone, which we never send.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub struct TransactionListQuery {
    /// AN(20), a new one for every page.
    pub bank_tran_id: String,
    /// AN(24).
    pub fintech_use_num: String,
    /// `A` all, `I` in, `O` out.
    pub inquiry_type: String,
    /// `D` by day.
    pub inquiry_base: String,
    /// N(8).
    pub from_date: String,
    /// N(8), included.
    pub to_date: String,
    /// `D` newest first, `A` oldest first.
    pub sort_order: String,
    /// N(14), Korean time, 24 hours.
    pub tran_dtime: String,
    /// AN(20), sic: the previous page's, unchanged. On the first page it is left out altogether.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub befor_inquiry_trace_info: Option<String>,
}

/// One page.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
pub struct TransactionList {
    /// The header.
    #[serde(flatten)]
    pub api: ApiHeader,
    /// The bank's header.
    #[serde(flatten)]
    pub bank: BankHeader,
    /// AH(20).
    #[serde(default, with = "text")]
    pub bank_name: Option<String>,
    /// AH(20), only where the bank is `050`.
    #[serde(default, with = "text")]
    pub savings_bank_name: Option<String>,
    /// The request's own, sent back.
    #[serde(default, with = "text")]
    pub fintech_use_num: Option<String>,
    /// SN(13), now.
    #[serde(default, with = "won")]
    pub balance_amt: Option<Won>,
    /// N(2), at most 25. KFTC's page has the name with a space at its end as well.
    #[serde(default, with = "count", alias = "page_record_cnt ")]
    pub page_record_cnt: Option<u32>,
    /// `Y` or `N`. The test bed says `Y` for ever.
    #[serde(default, with = "text")]
    pub next_page_yn: Option<String>,
    /// AN(20), opaque, for the next request. KFTC's sample spells it in a second wrong way.
    #[serde(default, with = "exact", alias = "befor_inquirty_trace_info")]
    pub befor_inquiry_trace_info: Option<String>,
    /// The transactions.
    #[serde(default, deserialize_with = "list")]
    pub res_list: Vec<TransactionItem>,
}

/// One transaction. It has no id.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
pub struct TransactionItem {
    /// N(8).
    #[serde(default, with = "text")]
    pub tran_date: Option<String>,
    /// N(6).
    #[serde(default, with = "text")]
    pub tran_time: Option<String>,
    /// AH(8), a Korean word: 입금, 출금, 지급, 기타.
    #[serde(default, with = "text")]
    pub inout_type: Option<String>,
    /// AH(10), the bank's own word: 현금, 대체, 급여.
    #[serde(default, with = "text")]
    pub tran_type: Option<String>,
    /// AH(20), 통장인자내용, by the name that was measured.
    #[serde(default, with = "text")]
    pub print_content: Option<String>,
    /// The same by the name that an example of KFTC's page has. Written only where it is set.
    #[serde(
        default,
        deserialize_with = "text::deserialize",
        skip_serializing_if = "Option::is_none"
    )]
    pub printed_content: Option<String>,
    /// N(12), without a sign.
    #[serde(default, with = "won")]
    pub tran_amt: Option<Won>,
    /// SN(13).
    #[serde(default, with = "won")]
    pub after_balance_amt: Option<Won>,
    /// AH(20).
    #[serde(default, with = "text")]
    pub branch_name: Option<String>,
}
