//! `bank_rsp_code`: why a bank refused, behind an `A0002`. No list of the codes that pass by themselves was
//! found, so none of them is tried again.

use super::Effect::{Connect, Final, Success};
use super::Source::{NotFound, Published, Transcribed};
use super::{Explained, remedy, row};

pub(super) const ROWS: &[Explained] = &[
    row("000", Success, Published, ("the bank agreed", "정상"), remedy::NOTHING),
    row(
        "412",
        Final,
        Transcribed,
        ("there is no such account", "없는 계좌"),
        remedy::CHOOSE_ANOTHER,
    ),
    row(
        "413",
        Final,
        Transcribed,
        ("the passbook was lost and issued anew", "통장 분실 재발급 계좌"),
        remedy::BANK,
    ),
    row("414", Final, Transcribed, ("the account was moved", "이관된 계좌"), remedy::REGISTER),
    row(
        "415",
        Final,
        Transcribed,
        ("the account is closed", "해지된 계좌"),
        remedy::CHOOSE_ANOTHER,
    ),
    row(
        "416",
        Final,
        Transcribed,
        ("a miscellaneous account, which cannot be asked for", "잡좌"),
        remedy::CHOOSE_ANOTHER,
    ),
    row(
        "417",
        Final,
        Transcribed,
        ("the account is not in a real name", "비실명 계좌"),
        remedy::BANK,
    ),
    row(
        "418",
        Final,
        Transcribed,
        ("the account serves as a security", "담보 제공 계좌"),
        remedy::BANK,
    ),
    row(
        "419",
        Final,
        Transcribed,
        ("an accident was reported for the account", "사고 신고 계좌"),
        remedy::BANK,
    ),
    row("420", Final, Transcribed, ("the account is suspended", "거래 중지 계좌"), remedy::BANK),
    row(
        "422",
        Final,
        Transcribed,
        ("other banks cannot handle this account", "타행 처리 불가 계좌"),
        remedy::BANK,
    ),
    row("424", Final, Transcribed, ("the account is overdue", "연체 계좌"), remedy::BANK),
    row(
        "425",
        Final,
        Transcribed,
        ("the account is legally attached", "압류 등 법적 제한 계좌"),
        remedy::BANK,
    ),
    row(
        "428",
        Connect,
        Transcribed,
        ("the bank has no form of consent for it", "동의서 없음"),
        remedy::CONNECT,
    ),
    row(
        "452",
        Final,
        Transcribed,
        ("the password was wrong too often", "비밀번호 오류 횟수 초과"),
        remedy::BANK,
    ),
    row(
        "453",
        Final,
        Transcribed,
        ("there is not enough on the account", "잔액 부족"),
        remedy::BANK,
    ),
    row(
        "454",
        Final,
        Transcribed,
        ("there is not enough on the account", "잔액 부족"),
        remedy::BANK,
    ),
    row("455", Final, Transcribed, ("a limit is exceeded", "한도 초과"), remedy::BANK),
    row("456", Final, Transcribed, ("a limit is exceeded", "한도 초과"), remedy::BANK),
    row(
        "458",
        Final,
        Transcribed,
        ("money that just came is held for 30 minutes", "30분 지연 인출 대상"),
        remedy::BANK,
    ),
    row("461", Final, Transcribed, ("the name is wrong", "성명 오류"), remedy::BANK),
    restriction("462"),
    row(
        "463",
        Final,
        Transcribed,
        ("the number of the person differs", "실명번호 불일치"),
        remedy::BANK,
    ),
    row(
        "464",
        Final,
        Transcribed,
        (
            "what is registered is not in order, for example cancelled already",
            "등록 정보 이상: 이미 해지된 경우 등",
        ),
        remedy::REGISTER,
    ),
    row(
        "467",
        Final,
        Transcribed,
        ("the account was not used for a long time", "장기 미사용 계좌"),
        remedy::BANK,
    ),
    row(
        "468",
        Connect,
        Transcribed,
        ("the user's agreement to the inquiry is over", "제3자 정보제공동의 만료"),
        remedy::CONNECT,
    ),
    row(
        "470",
        Final,
        Transcribed,
        ("the person is on the list of exposed personal data", "개인정보 노출자"),
        remedy::BANK,
    ),
    restriction("471"),
    restriction("472"),
    restriction("473"),
    restriction("474"),
    restriction("475"),
    restriction("476"),
    row(
        "477",
        Final,
        Transcribed,
        ("the device is not the registered one", "등록된 기기와 다름"),
        remedy::BANK,
    ),
    row(
        "490",
        Final,
        Transcribed,
        ("the user switched open banking off", "오픈뱅킹 안심차단"),
        remedy::UNBLOCK,
    ),
    row(
        "499",
        Final,
        Transcribed,
        ("any other error of the bank; its message says more", "기타 오류. 은행 메시지를 확인"),
        remedy::ASK,
    ),
    row(
        "551",
        Final,
        Transcribed,
        ("the user is cancelled already", "이미 해지된 사용자"),
        remedy::REGISTER,
    ),
    row(
        "555",
        Final,
        Transcribed,
        (
            "the bank knows no such user; it does not mean that something is being done",
            "해당 사용자 없음. 처리 중이라는 뜻이 아님",
        ),
        remedy::REGISTER,
    ),
    row(
        "556",
        Final,
        Transcribed,
        ("the user is not registered", "등록되지 않은 사용자"),
        remedy::REGISTER,
    ),
    row(
        "815",
        Final,
        Transcribed,
        ("the name of the holder differs", "예금주명 불일치"),
        remedy::BANK,
    ),
];

const fn restriction(code: &'static str) -> Explained {
    let means = (
        "a restriction of the account; its own words were not found",
        "계좌 제한 코드. 고유한 문구는 찾지 못함",
    );
    row(code, Final, NotFound, means, remedy::BANK)
}
