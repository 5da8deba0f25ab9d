//! 사용자정보조회, 등록계좌조회, 잔액조회: who, which accounts, how much.

use serde::{Deserialize, Serialize};

use super::lenient::{count, list, text, won};
use super::{ApiHeader, BankHeader};
use crate::model::Won;

/// GET `/v2.0/user/me`: what is asked.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub struct UserMeQuery {
    /// AN(10), from the token's answer.
    pub user_seq_no: String,
}

/// What `/v2.0/user/me` answers, without the members that say who somebody is beyond a name.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
pub struct UserMe {
    /// The header.
    #[serde(flatten)]
    pub api: ApiHeader,
    /// AN(10).
    #[serde(default, with = "text")]
    pub user_seq_no: Option<String>,
    /// AH(20).
    #[serde(default, with = "text")]
    pub user_name: Option<String>,
    /// How many accounts follow, as a string.
    #[serde(default, with = "count")]
    pub res_cnt: Option<u32>,
    /// The accounts.
    #[serde(default, deserialize_with = "list")]
    pub res_list: Vec<Account>,
}

/// GET `/v2.0/account/list`: what is asked.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub struct AccountListQuery {
    /// AN(10), from the token's answer.
    pub user_seq_no: String,
    /// `Y` or `N`.
    pub include_cancel_yn: String,
    /// `D` or `A`, by the later of the two times of consent.
    pub sort_order: String,
}

/// What `/v2.0/account/list` answers. It has no pages.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
pub struct AccountList {
    /// The header.
    #[serde(flatten)]
    pub api: ApiHeader,
    /// AH(20).
    #[serde(default, with = "text")]
    pub user_name: Option<String>,
    /// How many accounts follow, as a string.
    #[serde(default, with = "count")]
    pub res_cnt: Option<u32>,
    /// The accounts.
    #[serde(default, deserialize_with = "list")]
    pub res_list: Vec<Account>,
}

/// One connected account, as both lists have it.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
pub struct Account {
    /// AN(24).
    #[serde(default, with = "text")]
    pub fintech_use_num: Option<String>,
    /// What the user calls it.
    #[serde(default, with = "text")]
    pub account_alias: Option<String>,
    /// AN(3).
    #[serde(default, with = "text")]
    pub bank_code_std: Option<String>,
    /// AN(7), the branch; `0000000` is common.
    #[serde(default, with = "text")]
    pub bank_code_sub: Option<String>,
    /// AH(20).
    #[serde(default, with = "text")]
    pub bank_name: Option<String>,
    /// AH(20), only where the bank is `050`.
    #[serde(default, with = "text")]
    pub savings_bank_name: Option<String>,
    /// NS*(20), the last three digits hidden.
    #[serde(default, with = "text")]
    pub account_num_masked: Option<String>,
    /// AN(3), 회차번호, usually empty.
    #[serde(default, with = "text")]
    pub account_seq: Option<String>,
    /// AH(20).
    #[serde(default, with = "text")]
    pub account_holder_name: Option<String>,
    /// `P`, a person.
    #[serde(default, with = "text")]
    pub account_holder_type: Option<String>,
    /// `1`, `2`, `6`, `T`; missing for accounts of before December 2020.
    #[serde(default, with = "text")]
    pub account_type: Option<String>,
    /// `Y` or `N`.
    #[serde(default, with = "text")]
    pub inquiry_agree_yn: Option<String>,
    /// N(14), Korean time; empty where the user did not agree.
    #[serde(default, with = "text")]
    pub inquiry_agree_dtime: Option<String>,
    /// `Y` or `N`.
    #[serde(default, with = "text")]
    pub transfer_agree_yn: Option<String>,
    /// N(14), Korean time; empty where the user did not agree.
    #[serde(default, with = "text")]
    pub transfer_agree_dtime: Option<String>,
    /// 납부자번호; only in `/v2.0/user/me`.
    #[serde(
        default,
        deserialize_with = "text::deserialize",
        skip_serializing_if = "Option::is_none"
    )]
    pub payer_num: Option<String>,
    /// `01` in use, `09` cancelled; only in `/v2.0/account/list`, and there not always.
    #[serde(
        default,
        deserialize_with = "text::deserialize",
        skip_serializing_if = "Option::is_none"
    )]
    pub account_state: Option<String>,
}

/// GET `/v2.0/account/balance/fin_num`: what is asked.
#[derive(Clone, Debug, Deserialize, Serialize, PartialEq, Eq)]
pub struct BalanceQuery {
    /// AN(20), never used twice on one Korean day.
    pub bank_tran_id: String,
    /// AN(24).
    pub fintech_use_num: String,
    /// N(14), Korean time, 24 hours.
    pub tran_dtime: String,
}

/// What the balance inquiry answers: no number of the account and no holder.
#[derive(Clone, Debug, Default, Deserialize, Serialize, PartialEq, Eq)]
pub struct BalanceAnswer {
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
    /// SN(13): can be below zero.
    #[serde(default, with = "won")]
    pub balance_amt: Option<Won>,
    /// N(12).
    #[serde(default, with = "won")]
    pub available_amt: Option<Won>,
    /// `1`, `2`, `6`, `T`.
    #[serde(default, with = "text")]
    pub account_type: Option<String>,
    /// AH, the bank's name for it.
    #[serde(default, with = "text")]
    pub product_name: Option<String>,
    /// N(8), when it was opened.
    #[serde(default, with = "text")]
    pub account_issue_date: Option<String>,
    /// N(8), when a deposit is due.
    #[serde(default, with = "text")]
    pub maturity_date: Option<String>,
    /// N(8), when something last happened on it.
    #[serde(default, with = "text")]
    pub last_tran_date: Option<String>,
}
