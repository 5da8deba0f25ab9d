//! What KFTC answers, in our words. Everything that people may see of it is cleaned on the way.

use super::refusal::{bank_result, missing, result};
use crate::http::Answer;
use crate::model::{
    AccountKind, AccountState, Balance, BankAccount, Direction, FintechUseNum, KoreanDate,
    Transaction, Won,
};
use crate::providers::NoResult;
use crate::wire::kftc::{self as wire, API_OK, NO_TRANSACTIONS, OAUTH_OK, Verdict};

/// Who agreed, and which accounts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct User {
    /// How KFTC calls the user.
    pub user_seq_no: Option<String>,
    /// The name.
    pub name: Option<String>,
    /// The accounts.
    pub accounts: Vec<BankAccount>,
}

/// `befor_inquiry_trace_info`: where the next page begins. Opaque, and sent back as it came.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct TraceInfo(String);

impl TraceInfo {
    /// As it came.
    pub fn new(trace: String) -> Self {
        Self(trace)
    }

    /// As it is sent back.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// One page of an account's history.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct TransactionPage {
    /// The bank, as KFTC writes it.
    pub bank_name: Option<String>,
    /// Which savings bank, where it is one.
    pub savings_bank_name: Option<String>,
    /// What is on the account now.
    pub balance: Option<Won>,
    /// In the order that was asked for.
    pub transactions: Vec<Transaction>,
    /// Whether KFTC says that there is more. The test bed says so for ever: see [`super::Paging`].
    pub more: bool,
    /// Where the next page begins.
    pub trace: Option<TraceInfo>,
}

/// That a token ended. Of the answer, which repeats the client secret, only the verdict is read.
pub fn read_revoked(answer: &Answer) -> Result<(), NoResult> {
    result::<Verdict>(answer, &[OAUTH_OK, API_OK]).map(drop)
}

/// 사용자정보조회.
pub fn read_user(answer: &Answer) -> Result<User, NoResult> {
    let user: wire::UserMe = result(answer, &[API_OK])?;
    Ok(User {
        user_seq_no: cleaned(answer, user.user_seq_no),
        name: cleaned(answer, user.user_name),
        accounts: accounts(answer, user.res_list)?,
    })
}

/// 등록계좌조회.
pub fn read_accounts(answer: &Answer) -> Result<Vec<BankAccount>, NoResult> {
    let list: wire::AccountList = result(answer, &[API_OK])?;
    accounts(answer, list.res_list)
}

/// The accounts in the body of an answer that was kept; `None` where it makes no sense any more.
pub fn kept_accounts(body: String) -> Option<Vec<BankAccount>> {
    read_accounts(&Answer::kept(body.into_bytes())).ok()
}

/// 잔액조회 of the account that was asked for.
pub fn read_balance(answer: &Answer, asked: &FintechUseNum) -> Result<Balance, NoResult> {
    let balance: wire::BalanceAnswer = result(answer, &[API_OK])?;
    let word = |word| cleaned(answer, word);
    Ok(Balance {
        fintech_use_num: asked.clone(),
        bank_name: word(balance.bank_name),
        savings_bank_name: word(balance.savings_bank_name),
        balance: balance.balance_amt,
        available: balance.available_amt,
        kind: word(balance.account_type).as_deref().map(AccountKind::from_code),
        product_name: word(balance.product_name),
        issued_on: day(balance.account_issue_date),
        matures_on: day(balance.maturity_date),
        last_transaction_on: day(balance.last_tran_date),
    })
}

/// 거래내역조회, one page; where nothing happened, an empty one.
pub fn read_page(answer: &Answer) -> Result<TransactionPage, NoResult> {
    let page: wire::TransactionList =
        bank_result(answer, &[API_OK, NO_TRANSACTIONS], |page: &wire::TransactionList| {
            (&page.api, &page.bank)
        })?;
    Ok(TransactionPage {
        bank_name: cleaned(answer, page.bank_name),
        savings_bank_name: cleaned(answer, page.savings_bank_name),
        balance: page.balance_amt,
        transactions: page.res_list.into_iter().map(|item| transaction(answer, item)).collect(),
        more: is_yes(page.next_page_yn.as_deref()),
        trace: page.befor_inquiry_trace_info.map(TraceInfo::new),
    })
}

fn accounts(answer: &Answer, list: Vec<wire::Account>) -> Result<Vec<BankAccount>, NoResult> {
    list.into_iter().map(|item| account(answer, item)).collect()
}

fn account(answer: &Answer, item: wire::Account) -> Result<BankAccount, NoResult> {
    let word = |word| cleaned(answer, word);
    let number = item.fintech_use_num.as_deref().and_then(|number| number.parse().ok());
    Ok(BankAccount {
        // Nothing can be asked about an account without its number, and to leave it out unsaid would
        // be worse than to say that the list is not what was promised.
        fintech_use_num: number.ok_or_else(|| missing(answer, "res_list[].fintech_use_num"))?,
        alias: word(item.account_alias),
        bank_code: word(item.bank_code_std),
        branch_code: word(item.bank_code_sub),
        bank_name: word(item.bank_name),
        savings_bank_name: word(item.savings_bank_name),
        masked_number: word(item.account_num_masked),
        sequence: word(item.account_seq),
        holder: word(item.account_holder_name),
        holder_type: word(item.account_holder_type),
        kind: word(item.account_type).as_deref().map(AccountKind::from_code),
        inquiry_agreed: is_yes(item.inquiry_agree_yn.as_deref()),
        inquiry_agreed_at: word(item.inquiry_agree_dtime),
        transfer_agreed: is_yes(item.transfer_agree_yn.as_deref()),
        transfer_agreed_at: word(item.transfer_agree_dtime),
        state: word(item.account_state).as_deref().map(AccountState::from_code),
    })
}

fn transaction(answer: &Answer, item: wire::TransactionItem) -> Transaction {
    let word = |word| cleaned(answer, word);
    Transaction {
        date: day(item.tran_date),
        time: word(item.tran_time),
        direction: Direction::from_word(item.inout_type.as_deref().unwrap_or_default()),
        direction_word: word(item.inout_type),
        method: word(item.tran_type),
        printed: word(item.print_content.or(item.printed_content)),
        amount: item.tran_amt,
        balance_after: item.after_balance_amt,
        branch_name: word(item.branch_name),
    }
}

fn cleaned(answer: &Answer, words: Option<String>) -> Option<String> {
    words.map(|words| answer.cleaned(words)).filter(|words| !words.is_empty())
}

/// A day; one that the calendar does not have, as `00000000`, is none.
fn day(digits: Option<String>) -> Option<KoreanDate> {
    digits?.parse().ok()
}

fn is_yes(letter: Option<&str>) -> bool {
    letter.is_some_and(|letter| letter.eq_ignore_ascii_case("y"))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::model::Cause;

    macro_rules! golden {
        ($name:literal) => {
            Answer::of(
                200,
                include_bytes!(concat!("../../../tests/fixtures/kftc/", $name, ".json")),
                "canary-secret",
            )
        };
    }

    fn number() -> FintechUseNum {
        "120260000100000000000001".parse().unwrap()
    }

    fn cause<T: std::fmt::Debug>(no_result: Result<T, NoResult>) -> Cause {
        match no_result {
            Err(NoResult::Refused(refusal)) => refusal.cause,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn the_user_and_the_accounts() {
        let user = read_user(&golden!("user_me")).unwrap();
        assert_eq!(user.user_seq_no.as_deref(), Some("1101000001"));
        assert!(!format!("{user:?}").contains("canary"));
        let accounts = read_accounts(&golden!("account_list")).unwrap();
        assert_eq!(accounts[0].fintech_use_num, number());
        assert_eq!(accounts[0].kind, Some(AccountKind::Demand));
        assert!(accounts[0].can_be_asked() && user.accounts[0].can_be_asked());
        assert_eq!(accounts[1].state, Some(AccountState::Cancelled));
        assert!(!accounts[1].can_be_asked());
    }

    #[test]
    fn a_balance_can_be_below_zero() {
        let balance = read_balance(&golden!("balance"), &number()).unwrap();
        assert_eq!(balance.balance, Some(Won::new(-1_234_567)));
        assert_eq!(balance.available, Some(Won::new(0)));
        assert_eq!(balance.issued_on.map(KoreanDate::digits).as_deref(), Some("20200229"));
        assert_eq!(balance.matures_on, None);
    }

    #[test]
    fn pages_in_either_spelling() {
        let page = read_page(&golden!("transactions")).unwrap();
        assert!(page.more);
        assert_eq!(page.trace.as_ref().map(TraceInfo::as_str), Some("1T202512151 "));
        let [out, into] = &page.transactions[..] else { panic!("two") };
        assert_eq!((out.direction, out.amount), (Direction::Out, Some(Won::new(45_000))));
        assert_eq!((into.direction, into.printed.as_deref()), (Direction::In, Some("예시상사")));

        let odd = read_page(&golden!("transactions_odd")).unwrap();
        assert_eq!(odd.transactions[0].printed.as_deref(), Some("****"));
        assert_eq!(odd.transactions[0].time.as_deref(), Some("240000"));
        assert_eq!(odd.transactions[0].direction, Direction::Other);
        assert!(odd.more && odd.trace.is_none());
    }

    #[test]
    fn nothing_happened_is_an_empty_page_and_nothing_else() {
        assert_eq!(read_page(&golden!("transactions_none")), Ok(TransactionPage::default()));
        assert_eq!(cause(read_balance(&golden!("transactions_none"), &number())), Cause::Request);
    }

    #[test]
    fn refusals_are_no_results() {
        assert_eq!(cause(read_accounts(&golden!("refused_by_gateway"))), Cause::Token);
        let Err(NoResult::Refused(refusal)) = read_page(&golden!("refused_by_bank")) else {
            panic!("refused")
        };
        assert_eq!(refusal.bank_code.as_deref(), Some("415"));
        assert_eq!(refusal.message.as_deref(), Some("해지계좌"));
    }

    #[test]
    fn a_page_is_one_only_where_the_bank_agrees_too() {
        let page = |code: &str, bank_code: &str| {
            let body = format!(r#"{{"rsp_code":"{code}","bank_rsp_code":"{bank_code}"}}"#);
            read_page(&Answer::of(200, body.as_bytes(), ""))
        };
        assert_eq!(page("A0000", "000"), Ok(TransactionPage::default()));
        assert_eq!(page("A0018", "821"), Ok(TransactionPage::default()));
        assert_eq!(cause(page("A0000", "821")), Cause::Request);
        assert!(page("", "000").is_err());
    }

    #[test]
    fn an_amount_that_is_none_is_not_promised_and_not_repeated() {
        let body = br#"{"rsp_code":"A0000","res_list":[{"tran_amt":"canary"}]}"#;
        let shown = format!("{:?}", read_page(&Answer::of(200, body, "")).unwrap_err());
        assert!(shown.contains("JSON of another shape") && !shown.contains("canary"), "{shown}");
        let body = br#"{"rsp_code":"A0000","res_list":[{"bank_name":"x"}]}"#;
        let shown = read_accounts(&Answer::of(200, body, "")).unwrap_err().to_string();
        assert!(shown.contains("fintech_use_num"), "{shown}");
    }

    #[test]
    fn a_revocation_is_read_for_its_verdict() {
        let body = br#"{"rsp_code":"O0000","rsp_message":"","client_secret":"canary-secret"}"#;
        assert_eq!(read_revoked(&Answer::of(200, body, "canary-secret")), Ok(()));
        let refused = br#"{"rsp_code":"O0001","rsp_message":"canary-secret ([3000201])"}"#;
        let no_result = read_revoked(&Answer::of(200, refused, "canary-secret"));
        assert!(!format!("{no_result:?}").contains("canary"));
        assert_eq!(cause(no_result), Cause::Client);
        assert!(read_revoked(&Answer::of(200, b"{}", "")).is_err());
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_without_a_panic(
            bytes in prop::collection::vec(any::<u8>(), 0..80), status in 100_u16..600,
        ) {
            let answer = Answer::of(status, &bytes, "canary");
            let _ = (read_user(&answer), read_accounts(&answer), read_page(&answer));
            let _ = (read_balance(&answer, &number()), read_revoked(&answer));
        }

        #[test]
        fn any_values_are_read_without_a_panic(
            value in "\"\\PC{0,12}\"|-?[0-9]{1,30}|[0-9]\\.[0-9]|null|true|\\[\\]|\\{\\}",
            name in "tran_amt|balance_amt|tran_date|next_page_yn|res_list|fintech_use_num|rsp_message",
        ) {
            let inner = format!(r#"{{"rsp_code":"A0000","{name}":{value},"x":[{{"{name}":{value}}}]}}"#);
            for body in [inner.clone(), inner.replace("\"x\"", "\"res_list\"")] {
                let answer = Answer::of(200, body.as_bytes(), "canary");
                let _ = (read_user(&answer), read_accounts(&answer), read_page(&answer));
                let _ = read_balance(&answer, &number());
            }
        }
    }
}
