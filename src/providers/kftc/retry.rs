//! What may be asked again. Inquiries change nothing, so all that counts is whether it helps.

use super::codes::Effect;
use super::refusal::effect;
use crate::model::{Cause, Refusal};
use crate::providers::NoResult;

/// What to do with a question that has no result. Production calls cost a fee each, so nothing is
/// asked again that is not likely to be answered.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Retry {
    /// Again after a pause, a few times, each time with a fresh `bank_tran_id`.
    Again,
    /// Once, with a renewed token and a fresh `bank_tran_id`.
    AfterRefresh,
    /// Once, with a fresh `bank_tran_id`.
    WithNewId,
    /// Not now: it passes later, or not by itself.
    No,
}

impl Retry {
    /// Whether and how to ask again. Where there was no answer at all, `HttpError::may_pass` says it.
    pub fn of(no_result: &NoResult) -> Self {
        match no_result {
            NoResult::Refused(refusal) => Self::of_refusal(refusal),
            NoResult::NotPromised { passing: true, .. } => Self::Again,
            NoResult::NotPromised { passing: false, .. } => Self::No,
        }
    }

    /// The same for a refusal.
    pub fn of_refusal(refusal: &Refusal) -> Self {
        // A renewed token was turned away too, or the renewal itself was: once is enough.
        if refusal.cause == Cause::Connect {
            return Self::No;
        }
        let code = refusal.code.as_deref().unwrap_or_default();
        // The number inside an O0001 never makes it worth repeating.
        match effect(code, None, refusal.bank_code.as_deref()) {
            Effect::Passing => Self::Again,
            Effect::Renew => Self::AfterRefresh,
            Effect::Renumber => Self::WithNewId,
            Effect::Final => Self::of_cause(refusal.cause),
            Effect::Success | Effect::Connect | Effect::Later | Effect::Client | Effect::Scope => {
                Self::No
            }
        }
    }

    /// Where no code says more than the HTTP status did.
    fn of_cause(cause: Cause) -> Self {
        match cause {
            Cause::Outage => Self::Again,
            Cause::Token => Self::AfterRefresh,
            _ => Self::No,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::Answer;
    use crate::providers::kftc::{all_codes, read_refusal};

    fn retry(code: &str) -> Retry {
        let body = format!(r#"{{"rsp_code":"{code}"}}"#);
        let refusal = read_refusal(&Answer::of(200, body.as_bytes(), "")).unwrap();
        Retry::of(&NoResult::Refused(refusal))
    }

    #[test]
    fn the_codes_that_are_worth_asking_again() {
        let codes_of = |wanted| -> Vec<&str> {
            let codes = all_codes().map(|row| row.code);
            let refusals = codes.filter(|code| code.starts_with(['A', 'O']));
            let refusals = refusals.filter(|code| !["A0000", "O0000", "A0018"].contains(code));
            refusals.filter(|code| retry(code) == wanted).collect()
        };
        assert_eq!(
            codes_of(Retry::Again),
            ["O0007", "O0012", "O0013", "A0003", "A0007", "A0016", "A0017"]
        );
        assert_eq!(codes_of(Retry::AfterRefresh), ["O0002", "O0003"]);
        assert_eq!(codes_of(Retry::WithNewId), ["A0008", "A0326"]);
    }

    #[test]
    fn a_token_is_renewed_once() {
        let body = br#"{"rsp_code":"O0002"}"#;
        let refusal = read_refusal(&Answer::of(200, body, "")).unwrap();
        assert_eq!(Retry::of_refusal(&refusal), Retry::AfterRefresh);
        assert_eq!(Retry::of_refusal(&refusal.after_refresh()), Retry::No);
    }

    #[test]
    fn an_outage_is_asked_again_and_another_shape_is_not() {
        let outage =
            |passing| NoResult::NotPromised { http_status: 200, what: String::new(), passing };
        assert_eq!(Retry::of(&outage(true)), Retry::Again);
        assert_eq!(Retry::of(&outage(false)), Retry::No);
        let bare =
            |cause| Refusal { cause, http_status: 503, code: None, bank_code: None, message: None };
        assert_eq!(Retry::of_refusal(&bare(Cause::Outage)), Retry::Again);
        assert_eq!(Retry::of_refusal(&bare(Cause::Token)), Retry::AfterRefresh);
        assert_eq!(Retry::of_refusal(&bare(Cause::Connect)), Retry::No);
    }
}
