//! 금융결제원 오픈뱅킹 (KFTC `OpenBanking`): the requests and answers of read-only inquiry.
//!
//! Sources: the pages of developers.kftc.or.kr, KFTC's sample application, and answers of the test
//! bed that others published. Success and failure stand in the body, never in the HTTP status.
//! Everything is a string, amounts and counts included; the one number is `expires_in`. A member that
//! has no value is sent as `""`. A refusal of the gateway is `rsp_code` and `rsp_message` alone, so
//! nothing else can be relied on before those two were read.
//!
//! We read more than that: numbers where strings are promised, missing members, the misspelt names
//! that KFTC's own pages contain. We write what the gateway writes. Members that say who somebody is
//! beyond a name (`user_ci`, telephone, birth date) have no place here and are dropped unread.

mod account;
#[cfg(test)]
mod golden;
mod header;
mod lenient;
mod oauth;
mod query;
mod transaction;

pub use account::{
    Account, AccountList, AccountListQuery, BalanceAnswer, BalanceQuery, UserMe, UserMeQuery,
};
pub use header::{ApiHeader, BankHeader, Verdict};
pub use oauth::{AuthorizeQuery, CallbackQuery, Grant, RevokeAnswer, RevokeForm, TokenForm};
pub use query::{BadQuery, pairs, read};
pub use transaction::{TransactionItem, TransactionList, TransactionListQuery};

/// The paths below the base address.
pub mod path {
    /// The browser's first step, GET.
    pub const AUTHORIZE: &str = "/oauth/2.0/authorize";
    /// Tokens, POST of a form.
    pub const TOKEN: &str = "/oauth/2.0/token";
    /// The end of a token, POST of a form.
    pub const REVOKE: &str = "/oauth/2.0/revoke";
    /// 사용자정보조회, GET, scope `login`.
    pub const USER_ME: &str = "/v2.0/user/me";
    /// 등록계좌조회, GET, scope `login`.
    pub const ACCOUNT_LIST: &str = "/v2.0/account/list";
    /// 잔액조회, GET, scope `inquiry`.
    pub const BALANCE: &str = "/v2.0/account/balance/fin_num";
    /// 거래내역조회, GET, scope `inquiry`.
    pub const TRANSACTION_LIST: &str = "/v2.0/account/transaction_list/fin_num";
}

/// `rsp_code` of every business API that succeeded.
pub const API_OK: &str = "A0000";
/// `rsp_code` of an OAuth API that succeeded, where it sends one at all.
pub const OAUTH_OK: &str = "O0000";
/// `rsp_code` where nothing happened in the range asked for: an empty list, not a failure.
pub const NO_TRANSACTIONS: &str = "A0018";
/// `rsp_code` where a bank refused and `bank_rsp_code` says why.
pub const BANK_REFUSED: &str = "A0002";
/// `bank_rsp_code` of success.
pub const BANK_OK: &str = "000";
/// The most transactions that one page holds.
pub const PAGE_LIMIT: usize = 25;
