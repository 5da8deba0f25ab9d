//! KFTC's error language.
//!
//! The verdict is `rsp_code`, and `bank_rsp_code` where a bank stands behind it; the HTTP status is 200
//! for nearly all of them. What each code means to us stands in [`super::codes`].

use http::StatusCode;
use serde::de::DeserializeOwned;

use super::codes::{Effect, Explained, explain, inner_code};
use crate::http::Answer;
use crate::model::{Cause, Refusal};
use crate::providers::NoResult;
use crate::providers::no_result::bare;
use crate::wire::kftc::{
    API_OK, ApiHeader, BANK_OK, BankHeader, NO_TRANSACTIONS, OAUTH_OK, Verdict,
};

/// A refusal of any of KFTC's APIs; `None` where it went well, an empty list of transactions
/// included, and where the answer is not of KFTC's making.
pub fn read_refusal(answer: &Answer) -> Option<Refusal> {
    let verdict: Verdict = serde_json::from_slice(answer.body()).ok()?;
    refusal(answer, &verdict, &[API_OK, OAUTH_OK, NO_TRANSACTIONS])
}

/// The same at the token endpoint, where no access token is sent: a refused one is the refresh token,
/// and that only the user can mend.
pub fn token_refusal(answer: &Answer) -> Option<Refusal> {
    read_refusal(answer).map(Refusal::after_refresh)
}

/// The JSON of an answer whose `rsp_code` is one of `fine`, and behind which no bank refused.
pub(super) fn result<T: DeserializeOwned>(answer: &Answer, fine: &[&str]) -> Result<T, NoResult> {
    let verdict = read_verdict(answer)?;
    if let Some(refusal) = refusal(answer, &verdict, fine) {
        return Err(NoResult::Refused(refusal));
    }
    if verdict.rsp_code.is_none() {
        return Err(without_verdict(answer));
    }
    let mut json = serde_json::Deserializer::from_slice(answer.body());
    serde_path_to_error::deserialize(&mut json).map_err(|error| {
        // The path names the member; the message could repeat a value, so it is left out.
        let at = answer.clean(&error.path().to_string());
        let at = if at == "." { String::new() } else { format!(", at `{at}`") };
        NoResult::not_promised(answer, format!("JSON of another shape{at}"), false)
    })
}

/// The same where a bank stands behind the answer, whose `headers` hold the whole verdict: most answers
/// agree, and need not be read twice to learn that.
pub(super) fn bank_result<T: DeserializeOwned>(
    answer: &Answer,
    fine: &[&str],
    headers: impl Fn(&T) -> (&ApiHeader, &BankHeader),
) -> Result<T, NoResult> {
    let agrees = |result: &T| {
        let (api, bank) = headers(result);
        let code = api.rsp_code.as_deref();
        code.is_some_and(|code| agreed(code, bank.bank_rsp_code.as_deref(), fine))
    };
    serde_json::from_slice(answer.body())
        .ok()
        .filter(agrees)
        .map_or_else(|| result(answer, fine), Ok)
}

/// Something that was promised and is not there.
pub(super) fn missing(answer: &Answer, member: &str) -> NoResult {
    NoResult::not_promised(answer, format!("JSON without a usable `{member}`"), false)
}

fn read_verdict(answer: &Answer) -> Result<Verdict, NoResult> {
    serde_json::from_slice(answer.body()).map_err(|error| {
        if answer.is_outage() {
            NoResult::Refused(bare(answer, Cause::Outage))
        } else {
            NoResult::not_promised(answer, answer.description(), !error.is_data())
        }
    })
}

/// JSON that neither agrees nor refuses in KFTC's words: the status is all there is to go by.
fn without_verdict(answer: &Answer) -> NoResult {
    match answer.status() {
        StatusCode::UNAUTHORIZED => NoResult::Refused(bare(answer, Cause::Token)),
        _ if answer.is_outage() => NoResult::Refused(bare(answer, Cause::Outage)),
        _ => missing(answer, "rsp_code"),
    }
}

/// The refusal in a verdict, where its code is none of `fine` or a bank's code is not 000.
fn refusal(answer: &Answer, verdict: &Verdict, fine: &[&str]) -> Option<Refusal> {
    let code = verdict.rsp_code.as_deref()?;
    let bank_code = verdict.bank_rsp_code.as_deref();
    if agreed(code, bank_code, fine) {
        return None;
    }
    let bank_code = bank_code.filter(|bank_code| *bank_code != BANK_OK);
    let words = [&verdict.bank_rsp_message, &verdict.rsp_message];
    let message = words.into_iter().flatten().next();
    let inner = verdict.rsp_message.as_deref().and_then(inner_code);
    let cause = match effect(code, inner, bank_code).cause() {
        Cause::Request if answer.is_outage() => Cause::Outage,
        cause => cause,
    };
    Some(Refusal {
        code: Some(answer.clean(code)),
        bank_code: bank_code.map(|bank_code| answer.clean(bank_code)),
        message: message.map(|message| answer.clean(message)),
        ..bare(answer, cause)
    })
}

/// Whether both the gateway and the bank agree.
fn agreed(code: &str, bank_code: Option<&str>, fine: &[&str]) -> bool {
    // Nothing happened: whatever code the bank has for that, it is no refusal.
    let bank_agrees = code == NO_TRANSACTIONS || bank_code.is_none_or(|code| code == BANK_OK);
    fine.contains(&code) && bank_agrees
}

/// What explains a refusal best, for the hint that people read.
pub fn explain_refusal(refusal: &Refusal) -> Option<&'static Explained> {
    let inner = refusal.message.as_deref().and_then(inner_code);
    best(refusal.code.as_deref()?, inner, refusal.bank_code.as_deref())
}

/// What follows from the codes of one answer.
pub(super) fn effect(code: &str, inner: Option<&str>, bank_code: Option<&str>) -> Effect {
    best(code, inner, bank_code).map_or(Effect::Final, |explained| explained.effect)
}

/// KFTC's own code decides where it says anything, with the number inside an `O0001` before it;
/// `A0002` and the like only say that the bank's does.
fn best(code: &str, inner: Option<&str>, bank_code: Option<&str>) -> Option<&'static Explained> {
    let inner = inner.filter(|_| code == "O0001").and_then(explain);
    let own = inner.or_else(|| explain(code)).filter(|own| own.effect != Effect::Success);
    match own {
        Some(own) if own.effect != Effect::Final => Some(own),
        _ => bank_code.and_then(explain).or(own),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use serde_json::{Value, json};

    use super::*;

    fn answer(body: &str) -> Answer {
        Answer::of(200, body.as_bytes(), "canary")
    }

    fn refused(code: &str, message: &str, bank_code: &str) -> Option<Refusal> {
        let body = json!({"rsp_code": code, "rsp_message": message, "bank_rsp_code": bank_code});
        read_refusal(&answer(&body.to_string()))
    }

    fn cause(code: &str, message: &str, bank_code: &str) -> Option<Cause> {
        refused(code, message, bank_code).map(|refusal| refusal.cause)
    }

    #[test]
    fn success_is_a_code_and_a_banks_consent() {
        assert_eq!(cause("A0000", "", "000"), None);
        assert_eq!(cause("A0000", "", ""), None);
        assert_eq!(cause("A0018", "거래내역 없음", ""), None);
        assert_eq!(cause("O0000", "", ""), None);
        assert_eq!(cause("A0000", "", "415"), Some(Cause::Request));
        assert_eq!(cause("A0001", "", "000"), Some(Cause::Request));
        assert_eq!(cause("Z9999", "", ""), Some(Cause::Request));
    }

    #[test]
    fn each_code_says_whose_turn_it_is() {
        assert_eq!(cause("O0002", "", ""), Some(Cause::Token));
        assert_eq!(cause("O0014", "", ""), Some(Cause::Connect));
        assert_eq!(cause("O0011", "", ""), Some(Cause::Scope));
        assert_eq!(cause("O0008", "", ""), Some(Cause::Outage));
        assert_eq!(cause("O0001", "인증 파라미터 오류([3000201])", ""), Some(Cause::Client));
        assert_eq!(cause("O0001", "인증 파라미터 오류([3000115])", ""), Some(Cause::Scope));
        assert_eq!(cause("O0001", "인증 파라미터 오류([1])", ""), Some(Cause::Request));
    }

    #[test]
    fn a_bank_decides_where_kftc_leaves_it_to_the_bank() {
        assert_eq!(cause("A0002", "", "428"), Some(Cause::Connect));
        assert_eq!(cause("A0002", "", "468"), Some(Cause::Connect));
        assert_eq!(cause("A0000", "", "468"), Some(Cause::Connect));
        assert_eq!(cause("A0002", "", "415"), Some(Cause::Request));
        assert_eq!(cause("A0002", "", "001"), Some(Cause::Request));
        assert_eq!(cause("A0017", "", "468"), Some(Cause::Outage));
    }

    #[test]
    fn the_hint_is_that_of_the_code_that_decides() {
        let best = |code, message, bank| {
            refused(code, message, bank)
                .and_then(|refusal| explain_refusal(&refusal))
                .map(|row| row.code)
        };
        assert_eq!(best("A0002", "", "415"), Some("415"));
        assert_eq!(best("A0002", "", "001"), Some("A0002"));
        assert_eq!(best("A0000", "", "001"), None);
        assert_eq!(best("O0001", "인증 파라미터 오류([3000114])", ""), Some("3000114"));
        assert_eq!(best("O0002", "", ""), Some("O0002"));
        assert_eq!(best("Z0000", "", ""), None);
    }

    #[test]
    fn the_bank_speaks_before_kftc_and_secrets_are_taken_out() {
        let body = json!({
            "rsp_code": "A0002", "rsp_message": "참가기관 에러",
            "bank_rsp_code": 415, "bank_rsp_message": "해지\u{1b}계좌 canary",
        });
        let refusal = read_refusal(&answer(&body.to_string())).unwrap();
        assert_eq!(refusal.code.as_deref(), Some("A0002"));
        assert_eq!(refusal.bank_code.as_deref(), Some("415"));
        assert_eq!(refusal.message.as_deref(), Some("해지계좌 …"));
    }

    #[test]
    fn a_refused_renewal_is_for_the_user_to_mend() {
        let body = json!({"rsp_code": "O0003", "rsp_message": ""}).to_string();
        assert_eq!(token_refusal(&answer(&body)).unwrap().cause, Cause::Connect);
        let token = json!({"access_token": "canary", "scope": "login"}).to_string();
        assert_eq!(token_refusal(&answer(&token)), None);
    }

    #[test]
    fn what_is_not_of_kftcs_making_is_no_refusal_and_no_result() {
        let of = |status, body: &str| {
            result::<Value>(&Answer::of(status, body.as_bytes(), ""), &[API_OK]).unwrap_err()
        };
        let page = "<html>점검 중</html>";
        assert!(matches!(of(200, page), NoResult::NotPromised { passing: true, .. }));
        assert!(matches!(of(200, ""), NoResult::NotPromised { passing: true, .. }));
        assert!(matches!(of(200, "{}"), NoResult::NotPromised { passing: false, .. }));
        assert!(matches!(of(200, r#"{"rsp_code":[]}"#), NoResult::NotPromised { .. }));
        for (status, body, expected) in
            [(503, page, Cause::Outage), (429, "{}", Cause::Outage), (401, "{}", Cause::Token)]
        {
            let NoResult::Refused(refusal) = of(status, body) else { panic!("{status}") };
            assert_eq!((refusal.cause, refusal.http_status), (expected, status));
        }
    }

    proptest! {
        #[test]
        fn any_body_is_read_without_a_panic(
            body in "\\PC{0,60}|\\{\"rsp_code\":\"[AO][0-9]{4}\",\"rsp_message\":\"\\PC{0,9}\"\\}",
            status in 100_u16..600,
        ) {
            let answer = Answer::of(status, body.as_bytes(), "canary");
            let _ = (read_refusal(&answer), token_refusal(&answer));
            let _ = result::<Value>(&answer, &[API_OK]);
        }
    }
}
