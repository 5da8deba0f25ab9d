//! Hive's error language: a number and English words, with the status 200.

use http::StatusCode;

use crate::sandbox::answer::Answer;
use crate::sandbox::router::Miss;
use crate::wire::hive::{
    self, CERTIFICATION_KEY, INVALID_APP, INVALID_CLIENT, INVALID_JSON, INVALID_PARAMETER,
    INVALID_TOKEN, NO_TOKEN, UNSUPPORTED_AUTH_TYPE, UNSUPPORTED_GRANT, UNSUPPORTED_IDP,
    VALIDATION_FAILED, Validation,
};

/// One row of Hive's tables. The words of one row are published, those of `FORMAT`; the others say
/// what the tables say of their numbers.
#[derive(Clone, Copy, Debug)]
pub(super) struct Refusal {
    code: i64,
    words: &'static str,
}

const fn row(code: i64, words: &'static str) -> Refusal {
    Refusal { code, words }
}

pub(super) const FORMAT: Refusal = row(INVALID_PARAMETER, "Request has invalid format.");
pub(super) const JSON: Refusal = row(INVALID_JSON, "Request JSON error.");
pub(super) const CLIENT: Refusal = row(INVALID_CLIENT, "Client authentication failed.");
pub(super) const GRANT: Refusal = row(UNSUPPORTED_GRANT, "Unsupported grant_type.");
pub(super) const CERTIFICATION: Refusal = row(CERTIFICATION_KEY, "Certification key error.");
pub(super) const AUTH_TYPE: Refusal = row(UNSUPPORTED_AUTH_TYPE, "Unsupported auth_type.");
pub(super) const IDP: Refusal = row(UNSUPPORTED_IDP, "Unsupported IdP.");
pub(super) const APP: Refusal = row(INVALID_APP, "Invalid AppID.");
pub(super) const KEY: Refusal = row(6001, "IdP token error.");
pub(super) const TOKEN: Refusal = row(INVALID_TOKEN, "Invalid token.");
pub(super) const NO_TOKEN_SENT: Refusal = row(NO_TOKEN, "No token in header.");

impl Refusal {
    /// As an answer; `rule` is for the log.
    pub(super) fn answer(self, rule: &'static str) -> Answer {
        said(&hive::Answer::refusal(self.code, self.words), rule)
    }

    /// As what `/v2` says of the token in `X-Access-Token`. Its numbers are not published; these are
    /// the ones that Hive has for the other token.
    pub(super) fn of_the_access_token(self, rule: &'static str) -> Answer {
        let validation =
            Validation { result_code: self.code, result_msg: Some(self.words.to_owned()) };
        let refusal = hive::Answer {
            token_validation: Some(validation),
            ..hive::Answer::refusal(VALIDATION_FAILED, "JWT validation failed.")
        };
        said(&refusal, rule)
    }
}

/// What is not there, is not there in the words of all that is wrong.
pub(super) fn missed(miss: Miss) -> Answer {
    let document = hive::Answer::refusal(FORMAT.code, FORMAT.words);
    Answer::json(miss.status(), &document)
}

fn said(document: &hive::Answer, rule: &'static str) -> Answer {
    Answer::json(StatusCode::OK, document).breaking(rule)
}
