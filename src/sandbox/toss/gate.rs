//! What every call of `cert.toss.im` goes through: a bearer token, a body in JSON, and refusals in an
//! envelope.
//!
//! Which HTTP status stands beside which code is not published; these are the ones that clients of the
//! real service report.

use http::StatusCode;
use http::header::WWW_AUTHENTICATE;
use serde::Serialize;
use serde_json::Value;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::bearer::{OVER, misplaced};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::router::Miss;
use crate::sandbox::state::tokens;
use crate::sandbox::toss::ISSUER;
use crate::sandbox::toss::memory;
use crate::sandbox::toss::session::{Fault, Session};
use crate::wire::toss::{Envelope, NO_SUCH_REQUEST, TOKEN_INVALID};

/// A request that Toss would refuse with a code that it does not publish.
pub(super) const BAD_REQUEST: &str = "SANDBOX_BAD_REQUEST";
/// Toss can do this; the sandbox cannot.
const NOT_EMULATED: &str = "SANDBOX_NOT_EMULATED";
/// A path or a method that is not documented.
const NO_SUCH_CALL: &str = "SANDBOX_NO_SUCH_CALL";

/// What is not there, in this API's language.
pub(super) fn missed(miss: Miss) -> Answer {
    let words = match miss {
        Miss::NoSuchPath => "없는 경로입니다 (no such path)",
        Miss::WrongMethod => "POST 만 가능합니다 (POST only)",
    };
    refusal(miss.status(), NO_SUCH_CALL, words)
}

/// S23: lets in who has a token that stands, and says which client that is. Toss says the same whatever
/// is wrong with it.
pub(super) fn admitted(call: &Call, context: &Context) -> Result<String, Stop> {
    let known = match call.bearer() {
        None => None,
        Some(token) => {
            context.state().read(|connection| Ok(tokens::known(connection, ISSUER, token)?))?
        }
    };
    let rule = match known {
        Some((grant, false)) if grant.expires_at > context.now().as_second() => {
            return Ok(grant.client_id);
        }
        Some((_, false)) => OVER,
        _ => misplaced(call, "S23: no token that stands"),
    };
    let answer = refusal(StatusCode::UNAUTHORIZED, TOKEN_INVALID, "토큰이 유효하지 않습니다.")
        .with(WWW_AUTHENTICATE, r#"Bearer error="invalid_token""#)
        .breaking(rule);
    Err(answer.into())
}

/// The body, which has to be JSON and to say so.
pub(super) fn question(call: &Call) -> Result<Value, Answer> {
    if !call.is_of_type("application/json") {
        return Err(bad_request("Content-Type 은 application/json 이어야 합니다", "R09: not JSON"));
    }
    serde_json::from_slice(&call.body)
        .ok()
        .filter(Value::is_object)
        .ok_or_else(|| bad_request("JSON 객체가 아닙니다 (not a JSON object)", "R09: not JSON"))
}

/// A member that has to be a text with something in it.
pub(super) fn text<'a>(question: &'a Value, name: &str) -> Result<&'a str, Answer> {
    question.get(name).and_then(Value::as_str).filter(|text| !text.is_empty()).ok_or_else(|| {
        bad_request(&format!("{name} 이 없습니다 (missing)"), "R04: a member is missing")
    })
}

pub(super) fn bad_request(words: &str, rule: &'static str) -> Answer {
    refusal(StatusCode::BAD_REQUEST, BAD_REQUEST, words).breaking(rule)
}

/// A member that may be left out or `null`, and is a text otherwise.
pub(super) fn text_if_any(question: &Value, name: &str) -> Result<Option<String>, Answer> {
    match question.get(name) {
        None | Some(Value::Null) => Ok(None),
        Some(Value::String(text)) => Ok(Some(text.clone())),
        Some(_) => Err(wrong_format(name, "문자열")),
    }
}

/// A member that has to be one of a few.
pub(super) fn one_of<'a>(
    question: &'a Value,
    name: &str,
    known: &[&str],
) -> Result<&'a str, Answer> {
    let text = text(question, name)?;
    if known.contains(&text) { Ok(text) } else { Err(wrong_format(name, &known.join(", "))) }
}

/// A member that is there, and not as it has to be.
pub(super) fn wrong_format(name: &str, expected: &str) -> Answer {
    let words = format!("{name} 형식이 맞지 않습니다 (expected: {expected})");
    bad_request(&words, "R12: a member of another format")
}

/// The session of this call, which may be none that was ever used (T02).
pub(super) fn session(question: &Value, context: &Context) -> Result<Session, Stop> {
    let session = Session::open(text(question, "sessionKey")?)
        .map_err(|fault| closed(fault, "sessionKey"))?;
    let is_new = context
        .state()
        .write(|connection| Ok(memory::is_new(connection, &session, context.now())?))?;
    if is_new {
        return Ok(session);
    }
    let words = "이미 사용한 sessionKey 입니다 (a session key is used once)";
    Err(bad_request(words, "T02: a session key that was used").into())
}

/// What cannot be read for want of a session, or in spite of one.
pub(super) fn closed(fault: Fault, name: &str) -> Answer {
    match fault {
        Fault::Format => wrong_format(name, "v1$id$Base64"),
        Fault::Closed => {
            let words = format!("{name} 을 복호화할 수 없습니다 (cannot be decrypted)");
            bad_request(&words, "T03: what cannot be decrypted")
        }
        Fault::Cbc => {
            let words = "샌드박스는 AES_GCM 만 지원합니다 (AES_GCM only)";
            refusal(StatusCode::NOT_IMPLEMENTED, NOT_EMULATED, words).breaking("N01: not emulated")
        }
    }
}

/// A transaction that nobody began, or another client, or with another product.
pub(super) fn no_such_request() -> Answer {
    refusal(StatusCode::BAD_REQUEST, NO_SUCH_REQUEST, "존재하지 않는 요청입니다")
        .breaking("T01: unknown txId")
}

pub(super) fn refusal(status: StatusCode, code: &str, words: &str) -> Answer {
    Answer::json(status, &Envelope::refusal(code, words))
}

/// What was asked for.
pub(super) fn granted(success: &impl Serialize) -> Answer {
    Answer::json(StatusCode::OK, &Envelope::answer(success))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::State;
    use crate::sandbox::testing::{Asking, Stage};
    use crate::wire::toss::ResultType;

    const STATUS: &str = "/toss/api/v2/sign/user/auth/id/status";
    const FAMILIES: [&str; 3] =
        ["/toss/api/v2/sign/user/auth/id", "/toss/api/v2/sign/user/auth", "/toss/api/v2/sign/doc"];

    /// The status and the code of a refusal, which must be an envelope of Toss's shape.
    fn refused(answer: &Answer) -> (u16, String) {
        let envelope: Envelope = serde_json::from_slice(&answer.body).unwrap();
        assert_eq!(envelope.result_type, ResultType::Fail);
        assert!(envelope.success.is_none() && answer.rule.is_some());
        (answer.status.as_u16(), envelope.error.unwrap().error_code)
    }

    fn asked(stage: &Stage, path: &str, body: &str) -> (u16, String) {
        refused(&stage.answer(Asking::json(path, body).bearer(&stage.toss_token())))
    }

    fn is_turned_away(answer: &Answer) {
        assert_eq!(refused(answer), (401, "CE1000".to_owned()));
        assert_eq!(answer.header_map()[WWW_AUTHENTICATE], r#"Bearer error="invalid_token""#);
        assert!(String::from_utf8_lossy(&answer.body).contains("토큰이 유효하지 않습니다."));
    }

    #[test]
    fn s23_without_a_token_nothing_is_answered() {
        let stage = Stage::new();
        for family in FAMILIES {
            for call in ["request", "status", "result"] {
                let path = format!("{family}/{call}");
                is_turned_away(&stage.answer(Asking::json(&path, "{}")));
                is_turned_away(&stage.answer(Asking::json(&path, "{}").bearer("unknown")));
            }
        }
        let basic = Asking::json(STATUS, "{}").header("authorization", "Basic eDp5");
        is_turned_away(&stage.answer(basic));
    }

    #[test]
    fn s23_a_token_that_is_over_is_turned_away() {
        let stage = Stage::new();
        let token = stage.toss_token();
        let asking = || Asking::json(STATUS, r#"{"txId":"1"}"#).bearer(&token);
        let just_before = stage.later(31_535_999).answer(asking());
        assert_eq!(refused(&just_before).1, "CE3100");
        is_turned_away(&stage.later(31_536_000).answer(asking()));
    }

    #[test]
    fn s23_a_revoked_token_is_turned_away() {
        let stage = Stage::new();
        let token = stage.toss_token();
        stage.context.state().revoke_tokens().unwrap();
        is_turned_away(&stage.answer(Asking::json(STATUS, r#"{"txId":"1"}"#).bearer(&token)));
    }

    #[test]
    fn a_token_that_is_one_letter_off_is_turned_away() {
        let stage = Stage::new();
        let token = stage.toss_token();
        let asking = Asking::json(STATUS, "{}").bearer(&token[..token.len() - 1]);
        is_turned_away(&stage.answer(asking));
    }

    #[test]
    fn no_request_was_ever_made() {
        let stage = Stage::new();
        let body = r#"{"txId":"00000000-0000-4000-8000-000000000001","sessionKey":"v1$a$b"}"#;
        for family in FAMILIES {
            for call in ["status", "result"] {
                let (status, code) = asked(&stage, &format!("{family}/{call}"), body);
                assert_eq!((status, code.as_str()), (400, "CE3100"));
            }
        }
    }

    #[test]
    fn what_cannot_be_read_is_refused_with_a_code_of_our_own() {
        let stage = Stage::new();
        for body in ["", "{", "[]", "null", "{}", r#"{"txId":""}"#, r#"{"txId":7}"#] {
            assert_eq!(asked(&stage, STATUS, body), (400, BAD_REQUEST.to_owned()), "{body}");
        }
        let result = "/toss/api/v2/sign/user/auth/id/result";
        assert_eq!(asked(&stage, result, r#"{"txId":"1"}"#), (400, BAD_REQUEST.to_owned()));
        let form = Asking::form(STATUS, r#"{"txId":"1"}"#).bearer(&stage.toss_token());
        assert_eq!(refused(&stage.answer(form)), (400, BAD_REQUEST.to_owned()));
    }

    #[test]
    fn what_is_not_there_says_so_in_an_envelope() {
        let stage = Stage::new();
        let nowhere = asked(&stage, "/toss/api/v2/sign/user/auth/ID/status", "{}");
        assert_eq!(nowhere, (404, NO_SUCH_CALL.to_owned()));
        assert_eq!(refused(&stage.answer(Asking::get(STATUS))), (405, NO_SUCH_CALL.to_owned()));
    }

    #[test]
    fn a_token_issued_by_one_process_is_taken_by_another() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("sandbox.db");
        let stage = || Stage::of(State::at(&path).unwrap());
        let token = stage().toss_token();
        let answer = stage().answer(Asking::json(STATUS, r#"{"txId":"1"}"#).bearer(&token));
        assert_eq!(refused(&answer).1, "CE3100");
    }

    #[test]
    fn no_token_stands_in_the_file_in_plain_text() {
        let folder = tempfile::tempdir().unwrap();
        let stage = Stage::of(State::at(&folder.path().join("sandbox.db")).unwrap());
        let token = stage.toss_token();
        let mut read = 0;
        for file in std::fs::read_dir(folder.path()).unwrap() {
            let bytes = std::fs::read(file.unwrap().path()).unwrap();
            read += bytes.len();
            for part in token.split('.') {
                assert!(!bytes.windows(part.len()).any(|window| window == part.as_bytes()));
            }
        }
        assert!(read > 0);
    }
}
