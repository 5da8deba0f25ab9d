//! The rules that a client can break, by their stable ids: what [`Answer::breaking`] says begins with
//! one, as in `S07: a used code`.
//!
//! `S01` to `S25` and `C18` are those of `docs/security.md`. `R…` are any provider's, KFTC's are named
//! by the codes that it answers with, `T…` are Toss's, `V…` Hive's, `Y…` Hyfata's and `M…` MAX
//! Platform's. Those that are only [noted](Rule::is_course) are refusals in the course of things: a
//! client that meets one has done nothing wrong. For each there is a request that breaks it, in
//! `tests/cli/sandbox/raw/rules`.
//!
//! [`Answer::breaking`]: super::answer::Answer::breaking

/// One rule.
#[derive(Debug, PartialEq, Eq)]
pub struct Rule {
    /// What it is called: `S07`.
    pub id: &'static str,
    /// What it asks for.
    pub title: &'static str,
    /// The same in Korean.
    pub title_ko: &'static str,
    /// Whether a refusal by it is in the course of things, and nobody's mistake.
    pub is_course: bool,
}

/// Every rule.
pub static RULES: &[Rule] = &[
    rule("S01", "the redirect URI is the registered one", "redirect URI는 등록된 것이어야 합니다"),
    rule("S02", "the client is known", "클라이언트가 등록되어 있어야 합니다"),
    rule("S03", "http redirects lead to this machine alone", "http 리디렉션은 이 기기로만 갑니다"),
    rule("S04", "a challenge wants its verifier", "challenge에는 그 verifier가 필요합니다"),
    rule("S05", "a verifier wants its challenge", "verifier에는 그 challenge가 필요합니다"),
    rule("S06", "a public client sends a challenge", "공개 클라이언트는 challenge를 보냅니다"),
    rule("S07", "a code is used once, in time, by its client", "인가 코드는 제때 한 번만 씁니다"),
    rule("S08", "a code is not replayed", "인가 코드를 다시 쓰지 않습니다"),
    rule(
        "S09",
        "a refresh token that was replaced is not used",
        "교체된 리프레시 토큰은 쓰지 않습니다",
    ),
    rule(
        "S10",
        "a refresh asks for no more than was granted",
        "갱신은 허가된 범위를 넘지 않습니다",
    ),
    rule("S11", "a refresh token is used before it lapses", "리프레시 토큰은 소멸 전에 씁니다"),
    rule("S12", "answers with tokens are not kept", "토큰이 든 응답은 저장하지 않습니다"),
    rule(
        "S13",
        "each parameter once, tokens by POST",
        "매개변수는 한 번씩, 토큰은 POST로 요청합니다",
    ),
    rule("S14", "the client proves who it is", "클라이언트가 자신을 증명합니다"),
    rule("S15", "an answer names its issuer", "응답은 발급자를 밝힙니다"),
    rule("S16", "the challenge methods are published", "challenge 방식은 공개됩니다"),
    rule("S17", "metadata are where they belong", "메타데이터는 제자리에 있습니다"),
    rule("S18", "303 after a form", "폼 다음에는 303입니다"),
    rule("S19", "no page is framed", "페이지는 프레임에 넣지 않습니다"),
    rule("S20", "a client revokes its own tokens", "클라이언트는 자기 토큰을 폐기합니다"),
    rule("S21", "introspection wants a client", "토큰 조회에는 클라이언트가 필요합니다"),
    rule("S22", "a device keeps its interval and its code", "기기는 간격과 코드를 지킵니다"),
    rule("S23", "a call bears a token that is for it", "호출에는 그에 맞는 토큰이 있습니다"),
    rule("S24", "secrets are not guessed", "비밀 값을 추측하지 않습니다"),
    rule("S25", "the sandbox is called by this machine's name", "이 기기의 이름으로 호출합니다"),
    rule("C18", "no token in an address", "주소에 토큰을 넣지 않습니다"),
    rule("R01", "the path is one of the provider's", "경로가 제공자의 것이어야 합니다"),
    rule("R02", "the method is the path's", "메서드가 경로에 맞아야 합니다"),
    rule("R03", "what should be a form is one", "폼이어야 할 것은 폼입니다"),
    rule("R04", "no parameter is missing", "빠진 매개변수가 없습니다"),
    rule("R05", "a client proves itself in one way", "클라이언트 인증은 한 가지로 합니다"),
    rule("R06", "the grant is one of the endpoint's", "grant가 엔드포인트의 것이어야 합니다"),
    rule("R07", "the scope is one of the client's", "권한 범위가 클라이언트의 것이어야 합니다"),
    rule("R08", "response_type is code", "response_type은 code입니다"),
    rule("R09", "what should be JSON is", "JSON이어야 할 것은 JSON입니다"),
    rule("R10", "a body arrives, whole and in bounds", "본문은 한도 안에서 온전히 도착합니다"),
    rule("R11", "a form of the page is filled in", "페이지의 폼을 채웁니다"),
    rule("R12", "parameters have their format", "매개변수가 형식에 맞습니다"),
    rule("O0001", "KFTC: the parameters of the login are right", "KFTC: 인증 파라미터가 맞습니다"),
    rule("O0002", "KFTC: the token is one of KFTC's", "KFTC: 토큰이 KFTC의 것입니다"),
    course("O0003", "KFTC: the token is over", "KFTC: 토큰이 만료되었습니다"),
    rule("O0005", "KFTC: the API is one of KFTC's", "KFTC: API가 KFTC의 것입니다"),
    rule("O0010", "KFTC: the method is the API's", "KFTC: 메서드가 API에 맞습니다"),
    rule("O0011", "KFTC: the token is for this", "KFTC: 토큰의 권한 범위 안입니다"),
    rule("O0014", "KFTC: the refresh token is one of KFTC's", "KFTC: 리프레시 토큰이 맞습니다"),
    course("O0015", "KFTC: the refresh token is over", "KFTC: 리프레시 토큰이 만료되었습니다"),
    course("A0002", "KFTC: the bank refuses", "KFTC: 참가기관이 거절합니다"),
    rule(
        "A0004",
        "KFTC: members have their type, AN(20), N(14) and the like",
        "KFTC: 전문이 AN(20), N(14) 등 형식에 맞습니다",
    ),
    rule("A0304", "KFTC: the account is the user's", "KFTC: 계좌가 사용자의 것입니다"),
    course("A0305", "KFTC: no consent to inquiries", "KFTC: 조회 동의가 없습니다"),
    rule("A0313", "KFTC: the user is the token's", "KFTC: 사용자가 토큰의 주인입니다"),
    rule(
        "A0326",
        "KFTC: a bank_tran_id is used once a day",
        "KFTC: bank_tran_id는 하루 한 번입니다",
    ),
    rule("T01", "Toss: a txId is one that was given", "Toss: txId가 발급된 것입니다"),
    rule("T02", "Toss: a session key is used once", "Toss: 세션 키는 한 번만 씁니다"),
    rule(
        "T03",
        "Toss: what is encrypted can be decrypted by its session",
        "Toss: 암호화한 값은 그 세션으로 복호화됩니다",
    ),
    rule(
        "T04",
        "Toss: a result is read twice at most, within an hour",
        "Toss: 결과는 1시간 안에 두 번까지 조회합니다",
    ),
    course("T05", "Toss: nobody is called that", "Toss: 그런 사람이 없습니다"),
    rule("V01", "Hive: the application is the client's", "Hive: 앱이 클라이언트의 것입니다"),
    rule("V02", "Hive: the IdP is one of the list", "Hive: IdP가 목록에 있습니다"),
    rule("V03", "Hive: auth_type is SIGNINIDP or CONNECT", "Hive: auth_type이 둘 중 하나입니다"),
    rule("V04", "Hive: a player who is linked to exists", "Hive: 연결할 플레이어가 있습니다"),
    rule("V05", "Hive: a key is used once, in time", "Hive: 키는 제때 한 번 씁니다"),
    rule("V06", "Hive: the token is the player's", "Hive: 토큰이 그 플레이어의 것입니다"),
    rule("V07", "Hive: a call says ISCRYPT: 0", "Hive: 호출에 ISCRYPT: 0이 있습니다"),
    rule("Y01", "Hyfata: a state fits into a header", "Hyfata: state가 헤더에 들어갑니다"),
    rule("M01", "MAX: a client that is named exists", "MAX: 지정한 클라이언트가 있습니다"),
    course("N01", "this is not emulated", "에뮬레이션하지 않는 것입니다"),
    course("N02", "nobody has agreed yet", "아직 동의한 사람이 없습니다"),
    course("N03", "the person refused", "사용자가 거절했습니다"),
    course("N04", "the token is over", "토큰이 만료되었습니다"),
    course("N05", "nobody agreed in time", "제때 동의한 사람이 없습니다"),
];

const fn rule(id: &'static str, title: &'static str, title_ko: &'static str) -> Rule {
    Rule { id, title, title_ko, is_course: false }
}

const fn course(id: &'static str, title: &'static str, title_ko: &'static str) -> Rule {
    Rule { id, title, title_ko, is_course: true }
}

/// The rule that `broken` begins with.
pub(crate) fn named_in(broken: &str) -> Option<&'static Rule> {
    let (id, _) = broken.split_once(": ")?;
    RULES.iter().find(|rule| rule.id == id)
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn every_rule_has_an_id_of_its_own_and_both_languages() {
        let ids: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
        assert_eq!(ids.len(), RULES.len());
        for rule in RULES {
            assert!(!rule.title.is_empty() && rule.title.is_ascii(), "{}", rule.id);
            assert!(!rule.title_ko.is_ascii(), "{}", rule.id);
        }
        assert_eq!((1..=25).filter(|n| ids.contains(format!("S{n:02}").as_str())).count(), 25);
    }

    #[test]
    fn what_was_broken_names_its_rule() {
        assert_eq!(named_in("S07: a used code").unwrap().id, "S07");
        assert_eq!(named_in("A0326: bank_tran_id was used today").unwrap().id, "A0326");
        for none in ["", "unknown path", "S99: no such rule", "S07 a used code"] {
            assert_eq!(named_in(none), None, "{none}");
        }
    }
}
