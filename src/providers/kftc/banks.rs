//! Names of institutions by their three digits.
//!
//! Source: KFTC's national list (`bankinfo`, as of July 2026) with the numbers of merged banks; `097`
//! and `098` exist in the test bed alone. Which of them take part in `OpenBanking` is not in that list,
//! so the name that an answer carries is the better one; this is for answers that carry none.

/// The bank, securities house or card company with this code.
pub fn bank_name(code: &str) -> Option<&'static str> {
    NAMES.iter().find(|(codes, _)| codes.split(' ').any(|one| one == code)).map(|(_, name)| *name)
}

/// Codes, today's first, and the name.
const NAMES: &[(&str, &str)] = &[
    ("097 098", "오픈은행"),
    ("001", "한국은행"),
    ("002", "산업은행"),
    ("003 043", "기업은행"),
    ("004 006 019 029 078 079", "국민은행"),
    ("007 009", "수협은행"),
    ("008", "수출입은행"),
    ("011 010 016", "NH농협은행"),
    ("012 013 014 015 017 018", "지역농협"),
    ("020 022 024 083 084", "우리은행"),
    ("023", "SC제일은행"),
    ("027 036 053", "한국씨티은행"),
    ("030 069 070", "수협중앙회"),
    ("031", "아이엠뱅크"),
    ("032", "부산은행"),
    ("034", "광주은행"),
    ("035", "제주은행"),
    ("037", "전북은행"),
    ("039", "경남은행"),
    ("041", "우리카드"),
    ("044", "하나카드"),
    ("045 046 085 086 087", "새마을금고"),
    ("048 047 049", "신협"),
    ("050", "저축은행"),
    ("052", "모간스탠리은행"),
    ("054", "HSBC은행"),
    ("055", "도이치은행"),
    ("057", "제이피모간체이스은행"),
    ("058", "미즈호은행"),
    ("059", "엠유에프지은행"),
    ("060", "BOA은행"),
    ("061", "비엔피파리바은행"),
    ("062", "중국공상은행"),
    ("063", "중국은행"),
    ("064", "산림조합중앙회"),
    ("065", "대화은행"),
    ("066", "교통은행"),
    ("067", "중국건설은행"),
    ("071 072 073 074 075", "우체국"),
    ("076", "신용보증기금"),
    ("077", "기술보증기금"),
    ("081 005 025 033 080 082", "하나은행"),
    ("088 021 026 028", "신한은행"),
    ("089", "케이뱅크"),
    ("090", "카카오뱅크"),
    ("092", "토스뱅크"),
    ("094", "서울보증보험"),
    ("209", "유안타증권"),
    ("218", "KB증권"),
    ("221", "상상인증권"),
    ("222", "한양증권"),
    ("223", "리딩증권"),
    ("224", "BNK증권"),
    ("225", "IBK증권"),
    ("227", "다올증권"),
    ("238", "미래에셋증권"),
    ("240", "삼성증권"),
    ("243", "한국투자증권"),
    ("247", "NH투자증권"),
    ("261", "교보증권"),
    ("262", "아이엠증권"),
    ("263", "현대차증권"),
    ("264", "키움증권"),
    ("265", "LS증권"),
    ("266", "SK증권"),
    ("267", "대신증권"),
    ("268 287", "메리츠증권"),
    ("269", "한화증권"),
    ("270", "하나증권"),
    ("271", "토스증권"),
    ("278", "신한투자증권"),
    ("279", "DB증권"),
    ("280", "유진증권"),
    ("288", "카카오페이증권"),
    ("290", "부국증권"),
    ("291", "신영증권"),
    ("292", "케이프증권"),
    ("294", "우리투자증권"),
    ("361", "BC카드"),
    ("364", "광주카드"),
    ("365", "삼성카드"),
    ("366", "신한카드"),
    ("367", "현대카드"),
    ("368", "롯데카드"),
    ("369", "수협카드"),
    ("370", "씨티카드"),
    ("371", "NH농협카드"),
    ("372", "전북카드"),
    ("373", "제주카드"),
    ("374", "하나카드"),
    ("381", "국민카드"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn a_bank_is_found_by_its_code_of_today_and_of_before_its_merger() {
        assert_eq!(bank_name("004"), Some("국민은행"));
        assert_eq!(bank_name("019"), Some("국민은행"));
        assert_eq!(bank_name("097"), Some("오픈은행"));
        assert_eq!(bank_name("271"), Some("토스증권"));
        for unknown in ["", " ", "4", "999", "004 006", "00"] {
            assert_eq!(bank_name(unknown), None, "{unknown:?}");
        }
    }

    #[test]
    fn each_code_is_three_digits_and_stands_once() {
        let mut seen = BTreeSet::new();
        for code in NAMES.iter().flat_map(|(codes, _)| codes.split(' ')) {
            assert!(code.len() == 3 && code.bytes().all(|byte| byte.is_ascii_digit()), "{code}");
            assert!(seen.insert(code), "{code} twice");
        }
    }
}
