//! KFTC's error language. Gateway and API both refuse with HTTP 200; the code is in the body.
//!
//! The words of `O0002`, `O0011` and the `O0001` family were measured; the others are those of the
//! published tables, or ours where only the code is known.

use http::StatusCode;

use crate::sandbox::SandboxError;
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::jwt;
use crate::sandbox::kftc::time;
use crate::sandbox::router::Miss;
use crate::wire::kftc::{ApiHeader, Verdict};

/// One refusal.
#[derive(Clone, Copy, Debug)]
pub(super) struct Refusal {
    code: &'static str,
    words: &'static str,
    /// For the log.
    rule: &'static str,
}

const fn refusal(code: &'static str, words: &'static str, rule: &'static str) -> Refusal {
    Refusal { code, words, rule }
}

/// The number in `인증 파라미터 오류([…])`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Parameter {
    number: &'static str,
    rule: &'static str,
}

const fn parameter(number: &'static str, rule: &'static str) -> Parameter {
    Parameter { number, rule }
}

pub(super) const NO_BEARER: Parameter = parameter("992", "O0001: no bearer token");
pub(super) const MISSING_OR_TWICE: Parameter =
    parameter("3000103", "O0001: a parameter is missing, twice or unfit");
pub(super) const REDIRECT_URI: Parameter = parameter("3000114", "S01: not the redirect URI");
pub(super) const SCOPE: Parameter = parameter("3000115", "O0001: not a scope of this client");
pub(super) const RESPONSE_TYPE: Parameter = parameter("3000116", "O0001: not response_type code");
pub(super) const CLIENT: Parameter = parameter("3000201", "S14: not a client");
pub(super) const SESSION: Parameter = parameter("3002110", "S07: over, used or unknown");

pub(super) const TOKEN_REFUSED: Refusal =
    refusal("O0002", "Access Token 거부", "O0002: no such token");
pub(super) const TOKEN_OVER: Refusal =
    refusal("O0003", "Access Token 만료", "O0003: the token is over");
const NO_SUCH_API: Refusal = refusal("O0005", "허용되지 않은 API 접근", "O0005: no such API");
const METHOD: Refusal = refusal("O0010", "허용되지 않은 http method", "O0010: wrong method");
pub(super) const SCOPE_REFUSED: Refusal =
    refusal("O0011", "허용되지 않은 Scope 입니다.", "O0011: not within the token's scope");
pub(super) const TOO_MANY: Refusal =
    refusal("O0013", "API 호출 횟수 초과", "S24: too many wrong secrets");
pub(super) const REFRESH_REFUSED: Refusal =
    refusal("O0014", "Refresh Token 거부", "O0014: no such refresh token");
pub(super) const REFRESH_REUSED: Refusal =
    refusal("O0014", "Refresh Token 거부", "S09: a replaced refresh token; its family is revoked");
pub(super) const REFRESH_OVER: Refusal =
    refusal("O0015", "Refresh Token 만료", "O0015: the refresh token is over");

pub(super) const FORMAT: Refusal = refusal("A0004", "요청전문 포맷 에러", "A0004: message format");
pub(super) const NOT_YOURS: Refusal =
    refusal("A0304", "핀테크이용번호 정보 불일치", "A0304: not an account of this user");
pub(super) const NO_CONSENT: Refusal =
    refusal("A0305", "제3자 정보제공동의 미완료", "A0305: no consent to inquiries");
pub(super) const OTHER_USER: Refusal =
    refusal("A0313", "사용자 불일치", "A0313: not the token's user");
pub(super) const DUPLICATE: Refusal =
    refusal("A0326", "거래고유번호(참가기관) 중복", "A0326: bank_tran_id was used today");

impl Parameter {
    /// `O0001` with this number.
    pub(super) fn answer(self) -> Answer {
        let words = format!("인증 파라미터 오류([{}])", self.number);
        refused("O0001", &words).breaking(self.rule)
    }
}

impl Refusal {
    /// As the gateway says it: code and words, nothing else.
    pub(super) fn of_the_gateway(self) -> Answer {
        refused(self.code, self.words).breaking(self.rule)
    }

    /// As the API behind it says it, with its header.
    pub(super) fn of_the_api(self, context: &Context) -> Stop {
        self.about("", context)
    }

    /// The same, with what it is about.
    pub(super) fn about(self, what: &str, context: &Context) -> Stop {
        let words = match what {
            "" => self.words.to_owned(),
            what => format!("{}({what})", self.words),
        };
        match header(self.code, &words, context) {
            Ok(header) => Answer::json(StatusCode::OK, &header).breaking(self.rule).into(),
            Err(error) => error.into(),
        }
    }
}

/// The header of every `/v2.0` answer.
pub(super) fn header(
    code: &str,
    words: &str,
    context: &Context,
) -> Result<ApiHeader, SandboxError> {
    Ok(ApiHeader {
        api_tran_id: Some(jwt::uuid()?),
        api_tran_dtm: Some(time::milliseconds(time::now(context))),
        rsp_code: Some(code.to_owned()),
        rsp_message: Some(words.to_owned()),
    })
}

/// A path or a method that is not KFTC's.
pub(super) fn missed(_: &Call, miss: Miss) -> Answer {
    match miss {
        Miss::NoSuchPath => NO_SUCH_API.of_the_gateway(),
        Miss::WrongMethod => METHOD.of_the_gateway(),
    }
}

fn refused(code: &str, words: &str) -> Answer {
    Answer::json(StatusCode::OK, &Verdict::refusal(code, words))
}
