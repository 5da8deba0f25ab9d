//! The audit log does not hold.
//!
//! The kind is that of a check that did not pass, as with `pkce verify`: whoever watches a log has to
//! tell "it was altered" from "it cannot be read", which is the store's.

use crate::error::{Error, Kind};
use crate::model::{Text, text};
use crate::store::audit::Flaw;

/// What is wrong, on the first line where something is.
pub fn log_does_not_hold(line: u64, flaw: &Flaw) -> Error {
    if *flaw == Flaw::Newer {
        let words = text!("the audit log is of a newer qetta", "더 새로운 qetta의 감사 로그입니다");
        return Error::new(Kind::Store, words)
            .hint(text!("update qetta", "qetta를 업데이트하세요"));
    }
    let what = message(flaw);
    let (en, ko) = (what.english(), what.say(crate::model::Lang::Ko));
    Error::new(
        Kind::CheckFailed,
        text!(
            "the audit log does not hold from line {line} on: {en}",
            "감사 로그가 {line}번째 줄부터 맞지 않습니다: {ko}"
        ),
    )
    .hint(text!(
        "keep the file as it is for whoever looks into it, and move it away; a new one begins by itself",
        "조사할 수 있도록 파일을 그대로 옮겨 두세요. 새 로그는 저절로 시작됩니다"
    ))
}

fn message(flaw: &Flaw) -> Text {
    match flaw {
        Flaw::NoHead => text!("it is not the first line of a log", "로그의 첫 줄이 아닙니다"),
        Flaw::Newer => text!("it is of a newer qetta", "더 새로운 qetta의 것입니다"),
        Flaw::NoEntry => text!("it is no entry", "기록 항목이 아닙니다"),
        Flaw::Edited { seq } => {
            text!("entry {seq} was altered", "항목 {seq}이(가) 변경되었습니다")
        }
        Flaw::OutOfPlace { seq, expected } => text!(
            "entry {seq} stands where entry {expected} belongs: one was removed, put in or moved",
            "항목 {expected}의 자리에 항목 {seq}이(가) 있습니다. 삭제, 삽입 또는 이동되었습니다"
        ),
        Flaw::Exchanged { seq } => text!(
            "entry {seq} does not follow on the one before it: one of the two was exchanged",
            "항목 {seq}이(가) 앞 항목과 이어지지 않습니다. 둘 중 하나가 바뀌었습니다"
        ),
        Flaw::Unsealed { seq } => text!(
            "entry {seq} has no seal, although it takes the store's key to make it",
            "저장소의 키가 있어야 남길 수 있는 항목 {seq}에 봉인이 없습니다"
        ),
        Flaw::WrongSeal { seq } => text!(
            "the seal of entry {seq} was not made with the store's key",
            "항목 {seq}의 봉인이 저장소의 키로 만들어지지 않았습니다"
        ),
        Flaw::Missing { entries, expected } => text!(
            "{entries} entries are there, and it names {expected}: the last ones were removed",
            "첫 줄에는 항목이 {expected}개라고 하지만 {entries}개만 있습니다. 마지막 항목들이 삭제되었습니다"
        ),
        Flaw::WrongHead => text!(
            "it does not name the last entry: entries were removed or added",
            "첫 줄이 마지막 항목과 맞지 않습니다. 항목이 삭제되거나 추가되었습니다"
        ),
        Flaw::WrongHeadSeal => text!(
            "its seal is missing or was not made with the store's key: the last entries may be gone",
            "첫 줄의 봉인이 없거나 저장소의 키로 만들어지지 않았습니다. 마지막 항목들이 삭제되었을 수 있습니다"
        ),
        Flaw::AnotherKey => text!(
            "the last sealed entry is sealed with a key that is not this store's",
            "마지막으로 봉인된 항목이 이 저장소의 것이 아닌 키로 봉인되어 있습니다"
        ),
        Flaw::Added => text!(
            "something was put in behind the last entry",
            "마지막 항목 뒤에 무언가 추가되었습니다"
        ),
    }
}
