//! Bank accounts and what happened on them, in our words. Amounts are won; days and times are
//! Korean. What a bank left empty is `None`: nothing here is guessed.

use crate::model::{FintechUseNum, KoreanDate, Won};

/// An account that the user has connected.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BankAccount {
    /// What it is asked for by.
    pub fintech_use_num: FintechUseNum,
    /// What the user calls it.
    pub alias: Option<String>,
    /// 표준코드 of its bank, three digits.
    pub bank_code: Option<String>,
    /// Branch, seven digits.
    pub branch_code: Option<String>,
    /// Its bank, as the provider writes it.
    pub bank_name: Option<String>,
    /// Which savings bank, where the bank is code 050.
    pub savings_bank_name: Option<String>,
    /// The account number with its end hidden.
    pub masked_number: Option<String>,
    /// 회차번호, for deposits that have several under one number.
    pub sequence: Option<String>,
    /// Whose it is.
    pub holder: Option<String>,
    /// `P` for a person.
    pub holder_type: Option<String>,
    /// What kind it is; unknown for accounts that were connected before December 2020.
    pub kind: Option<AccountKind>,
    /// Whether the user agreed that balance and transactions may be asked for.
    pub inquiry_agreed: bool,
    /// When, Korean time, `YYYYMMDDhhmmss`.
    pub inquiry_agreed_at: Option<String>,
    /// Whether the user agreed to transfers, which we never make.
    pub transfer_agreed: bool,
    /// When, Korean time, `YYYYMMDDhhmmss`.
    pub transfer_agreed_at: Option<String>,
    /// Whether it is in use; not every answer says.
    pub state: Option<AccountState>,
}

impl BankAccount {
    /// Whether its balance and transactions can be asked for: the user agreed, and it is not known to
    /// be cancelled. The test bed leaves the state out, so an unknown one does not stand in the way.
    pub fn can_be_asked(&self) -> bool {
        self.inquiry_agreed && self.state.as_ref().is_none_or(|state| *state == AccountState::InUse)
    }
}

/// What kind of account it is (`account_type`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountKind {
    /// `1`, 수시입출금.
    Demand,
    /// `2`, 예적금.
    Deposit,
    /// `6`, 수익증권.
    Fund,
    /// `T`, 종합계좌.
    Combined,
    /// A code that is not documented.
    Other(String),
}

impl AccountKind {
    /// The kind with this code.
    pub fn from_code(code: &str) -> Self {
        match code {
            "1" => Self::Demand,
            "2" => Self::Deposit,
            "6" => Self::Fund,
            "T" => Self::Combined,
            other => Self::Other(other.to_owned()),
        }
    }

    /// As the wire has it.
    pub fn code(&self) -> &str {
        match self {
            Self::Demand => "1",
            Self::Deposit => "2",
            Self::Fund => "6",
            Self::Combined => "T",
            Self::Other(code) => code,
        }
    }
}

/// Whether an account is in use (`account_state`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AccountState {
    /// `01`.
    InUse,
    /// `09`.
    Cancelled,
    /// Anything else: `03` and `05` were requests under way in 2019.
    Other(String),
}

impl AccountState {
    /// The state with this code.
    pub fn from_code(code: &str) -> Self {
        match code {
            "01" => Self::InUse,
            "09" => Self::Cancelled,
            other => Self::Other(other.to_owned()),
        }
    }

    /// As the wire has it.
    pub fn code(&self) -> &str {
        match self {
            Self::InUse => "01",
            Self::Cancelled => "09",
            Self::Other(code) => code,
        }
    }
}

/// What is on an account.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Balance {
    /// Of which account.
    pub fintech_use_num: FintechUseNum,
    /// Its bank, as the provider writes it.
    pub bank_name: Option<String>,
    /// Which savings bank, where it is one.
    pub savings_bank_name: Option<String>,
    /// What is on it; below zero where it is overdrawn.
    pub balance: Option<Won>,
    /// What can be taken from it.
    pub available: Option<Won>,
    /// What kind it is.
    pub kind: Option<AccountKind>,
    /// What the bank calls the product.
    pub product_name: Option<String>,
    /// When it was opened.
    pub issued_on: Option<KoreanDate>,
    /// When a deposit is due.
    pub matures_on: Option<KoreanDate>,
    /// When something last happened on it.
    pub last_transaction_on: Option<KoreanDate>,
}

/// Something that happened on an account. It has no id of its own: two alike on one day are two.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Transaction {
    /// On which day.
    pub date: Option<KoreanDate>,
    /// At what time, `hhmmss` as the bank writes it: some banks write midnight as 240000.
    pub time: Option<String>,
    /// Whether money came or went.
    pub direction: Direction,
    /// The bank's own word for that: 입금, 출금, 지급, 기타.
    pub direction_word: Option<String>,
    /// The bank's word for how: 현금, 대체, 급여.
    pub method: Option<String>,
    /// What is printed in the passbook.
    pub printed: Option<String>,
    /// How much, never below zero: the direction says which way.
    pub amount: Option<Won>,
    /// What was on the account afterwards.
    pub balance_after: Option<Won>,
    /// Where.
    pub branch_name: Option<String>,
}

/// Which way money went.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Direction {
    /// To the account.
    In,
    /// From the account.
    Out,
    /// The bank did not say so in a word that we know.
    Other,
}

impl Direction {
    /// From the wire's `inout_type`: 입금 or 출금 in the specification and in every answer measured,
    /// letters in some documents. Anything else is not guessed.
    pub fn from_word(word: &str) -> Self {
        match word.trim() {
            "입금" => Self::In,
            "출금" => Self::Out,
            word if word.eq_ignore_ascii_case("in") || word.eq_ignore_ascii_case("i") => Self::In,
            word if word.eq_ignore_ascii_case("out") || word.eq_ignore_ascii_case("o") => Self::Out,
            _ => Self::Other,
        }
    }

    /// As our documents have it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Out => "out",
            Self::Other => "other",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directions_are_read_from_words_and_letters() {
        for (word, direction) in [
            ("입금", Direction::In),
            (" 입금 ", Direction::In),
            ("I", Direction::In),
            ("in", Direction::In),
            ("출금", Direction::Out),
            ("OUT", Direction::Out),
            ("o", Direction::Out),
            ("지급", Direction::Other),
            ("기타", Direction::Other),
            ("", Direction::Other),
            ("입금취소", Direction::Other),
        ] {
            assert_eq!(Direction::from_word(word), direction, "{word:?}");
        }
    }

    #[test]
    fn codes_lead_back_to_themselves() {
        for code in ["1", "2", "6", "T", "9", ""] {
            assert_eq!(AccountKind::from_code(code).code(), code);
        }
        for code in ["01", "09", "03", ""] {
            assert_eq!(AccountState::from_code(code).code(), code);
        }
    }
}
