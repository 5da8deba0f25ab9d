//! What Hyfata says: in the English of its document, and since 2026-05 mostly in Korean.

use http::StatusCode;

use crate::sandbox::Behavior;
use crate::sandbox::answer::Answer;
use crate::wire::hyfata::Failure;

/// One message.
#[derive(Clone, Copy)]
pub(super) struct Words {
    /// At the time of the document.
    documented: &'static str,
    /// Today; the same where nobody translated it.
    coded: &'static str,
    /// For the log.
    rule: &'static str,
}

const fn words(documented: &'static str, coded: &'static str, rule: &'static str) -> Words {
    Words { documented, coded, rule }
}

/// Never translated, or never there in another language.
const fn same(words: &'static str, rule: &'static str) -> Words {
    Words { documented: words, coded: words, rule }
}

pub(super) const CLIENT: Words =
    words("Invalid client", "유효하지 않은 클라이언트입니다.", "S02: not a client");
pub(super) const REDIRECT_URI: Words =
    same("Invalid redirect URI", "S01: not a registered redirect URI");
pub(super) const RESPONSE_TYPE: Words =
    same("Unsupported response_type. Only 'code' is supported", "R08: not response_type code");
pub(super) const LOGIN: Words = same("Invalid email or password", "R11: not the password");

pub(super) const GRANT: Words = words(
    "Unsupported grant_type. Only 'authorization_code' is supported",
    "Unsupported grant_type. Supported: 'authorization_code', 'refresh_token'",
    "R06: not a grant of this endpoint",
);
pub(super) const NO_CODE: Words =
    same("Authorization code is required", "R04: a parameter is missing");
pub(super) const NO_REDIRECT_URI: Words =
    same("redirect_uri is required for authorization_code grant", "R04: a parameter is missing");
pub(super) const CODE: Words =
    words("Invalid authorization code", "유효하지 않은 인증 코드입니다.", "S07: not a code");
pub(super) const CODE_OVER: Words =
    words("Authorization code expired", "인증 코드가 만료되었습니다.", "S07: a code that is over");
pub(super) const CODE_USED: Words =
    words("Authorization code already used", "이미 사용된 인증 코드입니다.", "S07: a used code");
pub(super) const REDIRECT_MISMATCH: Words = words(
    "Redirect URI mismatch",
    "redirect URI가 일치하지 않습니다.",
    "S01: another redirect URI",
);
pub(super) const NO_VERIFIER: Words = words(
    "code_verifier is required for PKCE flow",
    "PKCE 흐름에서는 code_verifier가 필요합니다.",
    "S04: no verifier",
);
pub(super) const VERIFIER_FORMAT: Words = words(
    "Invalid code_verifier format",
    "code_verifier 형식이 올바르지 않습니다.",
    "S04: not a verifier",
);
pub(super) const VERIFIER: Words = words(
    "code_verifier verification failed",
    "code_verifier 검증에 실패했습니다.",
    "S04: not the verifier",
);
pub(super) const SECRET: Words = same("Invalid client credentials", "S14: not the client's secret");

pub(super) const NO_SECRET: Words =
    same("client_secret is required for non-PKCE flow", "R04: a parameter is missing");
pub(super) const NO_SECRET_TO_REFRESH: Words =
    same("client_secret is required for non-PKCE session", "R04: a parameter is missing");
pub(super) const NO_REFRESH: Words =
    same("리프레시 토큰이 필요합니다.", "R04: a parameter is missing");
pub(super) const REFRESH: Words = same("Invalid refresh token", "S09: not a refresh token");
pub(super) const SESSION: Words = same("세션이 해지되었습니다.", "S09: a used refresh token");

impl Words {
    pub(super) fn of(self, behavior: Behavior) -> &'static str {
        match behavior {
            Behavior::Documented | Behavior::Strict => self.documented,
            Behavior::AsCoded => self.coded,
        }
    }

    pub(super) fn rule(self) -> &'static str {
        self.rule
    }

    /// The refusal of the token endpoint: `invalid_grant`, whatever it is.
    pub(super) fn refusal(self, behavior: Behavior) -> Answer {
        let failure = Failure::refusal("invalid_grant", self.of(behavior));
        Answer::json(StatusCode::BAD_REQUEST, &failure).breaking(self.rule)
    }
}
