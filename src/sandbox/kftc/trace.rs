//! `befor_inquiry_trace_info`, AN(20): where a page ended, and of which question it was a page.
//!
//! Nothing is remembered: the place stands in the text, beside a signature over it and the question.
//! To a client it is opaque, as KFTC's is; one that sends it with another question is refused.

use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;

use crate::sandbox::state::SigningKey;
use crate::wire::kftc::TransactionListQuery;

/// The place, in so many digits of base 36.
const PLACE: usize = 7;
/// The signature.
const SEAL: usize = 13;

/// The text for the page that ends at `place`.
pub(super) fn written(key: &SigningKey, question: &Question<'_>, place: u64) -> String {
    base_36(place, PLACE) + &base_36(seal(key, question, place), SEAL)
}

/// The place, where the text is one of this question's.
pub(super) fn read(key: &SigningKey, question: &Question<'_>, text: &str) -> Option<u64> {
    let place = u64::from_str_radix(text.get(..PLACE)?, 36).ok()?;
    (written(key, question, place) == text).then_some(place)
}

/// A question without what changes from page to page.
pub(super) struct Question<'a> {
    pub(super) asked: &'a TransactionListQuery,
    /// `from_time` and `to_time`.
    pub(super) times: [&'a str; 2],
}

fn seal(key: &SigningKey, question: &Question<'_>, place: u64) -> u64 {
    let asked = question.asked;
    let mut mac = Hmac::<Sha256>::new(key.into());
    mac.update(b"befor_inquiry_trace_info");
    for part in [
        &asked.fintech_use_num,
        &asked.inquiry_type,
        &asked.inquiry_base,
        &asked.from_date,
        &asked.to_date,
        &asked.sort_order,
        question.times[0],
        question.times[1],
    ] {
        // No part has this byte, so none can pass for two.
        mac.update(part.as_bytes());
        mac.update(&[0]);
    }
    mac.update(&place.to_be_bytes());
    // As much of it as fits into the field.
    let signature = mac.finalize().into_bytes();
    signature.iter().take(8).fold(0, |seal, byte| seal << 8 | u64::from(*byte))
}

fn base_36(number: u64, length: usize) -> String {
    let mut digits = vec!['0'; length];
    let mut rest = number;
    for digit in digits.iter_mut().rev() {
        *digit = char::from_digit(u32::try_from(rest % 36).unwrap_or(0), 36).unwrap_or('0');
        rest /= 36;
    }
    digits.into_iter().map(|digit| digit.to_ascii_uppercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asked() -> TransactionListQuery {
        TransactionListQuery {
            bank_tran_id: "M202600001U000000001".into(),
            fintech_use_num: "120260000100010000000000".into(),
            inquiry_type: "A".into(),
            inquiry_base: "D".into(),
            from_date: "20261001".into(),
            to_date: "20261031".into(),
            sort_order: "D".into(),
            tran_dtime: "20261101090000".into(),
            befor_inquiry_trace_info: None,
        }
    }

    #[test]
    fn a_place_is_read_back_by_the_same_question_alone() {
        let key = [7; 64];
        let one = asked();
        let question = Question { asked: &one, times: ["", ""] };
        for place in [0, 1, 243_250_099, 36u64.pow(7) - 1] {
            let text = written(&key, &question, place);
            assert_eq!(text.len(), 20);
            assert!(text.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit()));
            assert_eq!(read(&key, &question, &text), Some(place));
            let other = TransactionListQuery { to_date: "20261030".into(), ..asked() };
            assert_eq!(read(&key, &Question { asked: &other, times: ["", ""] }, &text), None);
            assert_eq!(read(&key, &Question { asked: &one, times: ["000000", ""] }, &text), None);
            assert_eq!(read(&[8; 64], &question, &text), None);
        }
        for text in ["", "1T201806171", "0000000", "가나다라마바사", &"Z".repeat(20)] {
            assert_eq!(read(&key, &question, text), None, "{text}");
        }
    }

    #[test]
    fn a_next_page_has_an_id_and_a_time_of_its_own() {
        let next = TransactionListQuery {
            bank_tran_id: "M202600001U000000002".into(),
            tran_dtime: "20261101090001".into(),
            ..asked()
        };
        let one = asked();
        let text = written(&[7; 64], &Question { asked: &one, times: ["", ""] }, 5);
        assert_eq!(read(&[7; 64], &Question { asked: &next, times: ["", ""] }, &text), Some(5));
    }
}
