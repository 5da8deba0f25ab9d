//! The numbers that `OpenBanking` tells things apart by.
//!
//! Source: KFTC's field tables; `AN(24)` there means 24 letters or digits.

use std::fmt;
use std::ops::Range;
use std::str::FromStr;

use rand::TryRng as _;
use rand::rngs::SysRng;

/// 핀테크이용번호: one account of one user, as one institution knows it. It opens nothing by itself
/// and means nothing to any other institution.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FintechUseNum(String);

/// Why a text is no fintech use number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a fintech use number has 24 letters or digits")]
pub struct BadFintechUseNum;

impl FintechUseNum {
    /// As it is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for FintechUseNum {
    type Err = BadFintechUseNum;

    fn from_str(typed: &str) -> Result<Self, BadFintechUseNum> {
        let good = typed.len() == 24 && typed.bytes().all(|byte| byte.is_ascii_alphanumeric());
        if good { Ok(Self(typed.to_owned())) } else { Err(BadFintechUseNum) }
    }
}

impl fmt::Display for FintechUseNum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// 이용기관코드, `client_use_code`: the institution that asks; ten capital letters or digits.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct InstitutionCode(String);

/// Why a text is no institution code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("an institution code has 10 capital letters or digits, as My Page of OpenBanking shows it")]
pub struct BadInstitutionCode;

impl InstitutionCode {
    /// As it is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl FromStr for InstitutionCode {
    type Err = BadInstitutionCode;

    fn from_str(typed: &str) -> Result<Self, BadInstitutionCode> {
        let good = typed.len() == 10 && typed.bytes().all(is_capital_or_digit);
        if good { Ok(Self(typed.to_owned())) } else { Err(BadInstitutionCode) }
    }
}

impl fmt::Display for InstitutionCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// 거래고유번호(참가기관), `bank_tran_id`: one request to a bank. The institution's code, `U` for
/// "made by the institution", and nine characters of `[0-9A-Z]`; never used twice on one Korean day.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BankTranId(String);

/// Why a text is no bank transaction id.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a bank transaction id is an institution code, U, and 9 capital letters or digits")]
pub struct BadBankTranId;

/// The operating system gave no random bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the operating system gave no random bytes")]
pub struct NoRandomness;

impl BankTranId {
    const TAIL: usize = 9;
    /// So many are told apart.
    const COUNT: u64 = 36_u64.pow(9);
    const DIGITS: &'static [u8; 36] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// The one with this number, of which 36⁹ are told apart.
    pub fn numbered(institution: &InstitutionCode, number: u64) -> Self {
        let mut tail = [b'0'; Self::TAIL];
        let mut rest = number;
        for place in tail.iter_mut().rev() {
            // A remainder of 36 is an index into 36 digits.
            *place = Self::DIGITS[usize::try_from(rest % 36).unwrap_or_default()];
            rest /= 36;
        }
        let tail: String = tail.into_iter().map(char::from).collect();
        Self(format!("{institution}U{tail}"))
    }

    /// As it is sent.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whose it is: its first ten characters, which the gateway compares with the caller's.
    pub fn institution(&self) -> &str {
        &self.0[..10]
    }
}

/// Numbers in a row that nobody has used. A time of day in milliseconds, as KFTC's own sample has it,
/// meets itself as soon as two requests run at once; a row that begins at one of 36⁹ drawn at random
/// does not. A row and not each for itself: to remember one takes its two ends.
#[derive(Clone, Debug)]
pub struct BankTranIdRow {
    institution: InstitutionCode,
    numbers: Range<u64>,
}

impl BankTranIdRow {
    /// As many as `length`, at a place drawn at random.
    pub fn drawn(institution: &InstitutionCode, length: u32) -> Result<Self, NoRandomness> {
        let drawn = SysRng.try_next_u64().map_err(|_| NoRandomness)?;
        let length = u64::from(length);
        // No row goes over the last number to the first one.
        let first = drawn % (BankTranId::COUNT - length + 1);
        Ok(Self { institution: institution.clone(), numbers: first..first + length })
    }

    /// The first and the last one that are left.
    pub fn ends(&self) -> Option<(BankTranId, BankTranId)> {
        let of = |number| BankTranId::numbered(&self.institution, number);
        (!self.numbers.is_empty()).then(|| (of(self.numbers.start), of(self.numbers.end - 1)))
    }
}

impl Iterator for BankTranIdRow {
    type Item = BankTranId;

    fn next(&mut self) -> Option<BankTranId> {
        self.numbers.next().map(|number| BankTranId::numbered(&self.institution, number))
    }
}

impl FromStr for BankTranId {
    type Err = BadBankTranId;

    fn from_str(sent: &str) -> Result<Self, BadBankTranId> {
        let good = sent.len() == 20
            && sent.bytes().all(is_capital_or_digit)
            && sent.as_bytes().get(10) == Some(&b'U');
        if good { Ok(Self(sent.to_owned())) } else { Err(BadBankTranId) }
    }
}

impl fmt::Display for BankTranId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

fn is_capital_or_digit(byte: u8) -> bool {
    byte.is_ascii_uppercase() || byte.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    fn institution() -> InstitutionCode {
        "M202600001".parse().unwrap()
    }

    #[test]
    fn a_fintech_use_number_has_24_letters_or_digits() {
        for good in ["120260000100000000000001", "abcdefghijklmnopqrstUVWX"] {
            assert_eq!(good.parse::<FintechUseNum>().unwrap().as_str(), good);
        }
        for bad in
            ["", "12026000010000000000000", "1202600001000000000000010", "12026000010000000000000-"]
        {
            assert_eq!(bad.parse::<FintechUseNum>(), Err(BadFintechUseNum), "{bad}");
        }
        // 24 bytes that are not 24 letters.
        assert!("가나다라마바사아".parse::<FintechUseNum>().is_err());
    }

    #[test]
    fn an_institution_code_has_ten_capitals_or_digits() {
        assert_eq!(institution().to_string(), "M202600001");
        for bad in ["", "M20260000", "m202600001", "M2026000011", "M20260000-"] {
            assert_eq!(bad.parse::<InstitutionCode>(), Err(BadInstitutionCode), "{bad}");
        }
    }

    #[test]
    fn a_transaction_id_counts_in_36_digits() {
        let numbered = |number| BankTranId::numbered(&institution(), number).to_string();
        assert_eq!(numbered(0), "M202600001U000000000");
        assert_eq!(numbered(35), "M202600001U00000000Z");
        assert_eq!(numbered(36), "M202600001U000000010");
        assert_eq!(numbered(36_u64.pow(9) - 1), "M202600001UZZZZZZZZZ");
    }

    fn drawn(length: u32) -> BankTranIdRow {
        BankTranIdRow::drawn(&institution(), length).unwrap()
    }

    #[test]
    fn a_thousand_that_were_drawn_are_a_thousand() {
        let rows = std::iter::repeat_with(|| drawn(10)).take(100);
        let seen: BTreeSet<String> = rows.flatten().map(|number| number.to_string()).collect();
        assert_eq!(seen.len(), 1_000);
        assert!(drawn(0).ends().is_none());
    }

    #[test]
    fn a_row_is_in_the_order_of_its_letters_from_one_end_to_the_other() {
        for _ in 0..100 {
            let row = drawn(50);
            let (first, last) = row.ends().unwrap();
            let row: Vec<String> = row.map(|number| number.to_string()).collect();
            assert!(row.is_sorted_by(|one, next| one < next));
            assert_eq!((&row[0], &row[49]), (&first.to_string(), &last.to_string()));
        }
    }

    #[test]
    fn a_transaction_id_made_by_somebody_else_is_none() {
        for bad in ["M202600001O000000000", "M202600001U00000000", "M202600001U00000000a", ""] {
            assert_eq!(bad.parse::<BankTranId>(), Err(BadBankTranId), "{bad}");
        }
    }

    proptest! {
        #[test]
        fn every_number_makes_an_id_that_is_read_back(number: u64) {
            let id = BankTranId::numbered(&institution(), number);
            prop_assert_eq!(id.institution(), "M202600001");
            prop_assert_eq!(id.as_str().parse(), Ok(id));
        }

        #[test]
        fn any_text_is_a_number_or_none_without_a_panic(typed in "\\PC{0,30}") {
            let _ = typed.parse::<FintechUseNum>();
            let _ = typed.parse::<InstitutionCode>();
            let _ = typed.parse::<BankTranId>();
        }
    }
}
