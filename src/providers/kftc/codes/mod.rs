//! What KFTC's codes mean and what mends them: one table, from which the remedies that people read
//! and the exit codes that scripts read both come.
//!
//! KFTC publishes no complete list. The rows were collected from its open pages and sample, from
//! published answers of the test bed, and from transcriptions of the specification; each says where
//! it is from, and where no meaning was found it says that.

mod api;
mod bank;
mod gateway;
mod limits;
mod parameters;
mod remedy;

use crate::model::{Cause, Text};

/// One code, explained.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Explained {
    /// As KFTC writes it: `O0002`, `A0002`, a bank's `415`, or the number inside an `O0001`.
    pub code: &'static str,
    /// What happened.
    pub means: Text,
    /// What to do about it.
    pub remedy: Text,
    /// What follows from it for us.
    pub effect: Effect,
    /// How we know.
    pub source: Source,
}

/// What follows from a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It went well, or there was nothing to find.
    Success,
    /// The access token is not good: renew it once.
    Renew,
    /// Only connecting again helps.
    Connect,
    /// It passes by itself, often within seconds.
    Passing,
    /// It passes by itself, and not within seconds: a quota, the bank's hours.
    Later,
    /// The number of the request was used before: take another one, once.
    Renumber,
    /// The client id or its secret is wrong.
    Client,
    /// The scope is not ours.
    Scope,
    /// It stays as it is until somebody changes something.
    Final,
}

impl Effect {
    /// Whose turn it is, which decides the exit code.
    pub fn cause(self) -> Cause {
        match self {
            Self::Renew => Cause::Token,
            Self::Connect => Cause::Connect,
            Self::Passing | Self::Later => Cause::Outage,
            Self::Client => Cause::Client,
            Self::Scope => Cause::Scope,
            Self::Success | Self::Renumber | Self::Final => Cause::Request,
        }
    }
}

/// How we know what a code means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    /// KFTC's open pages or its sample application.
    Published,
    /// Answers of the test bed that were published.
    Measured,
    /// Transcriptions of the specification in several projects.
    Transcribed,
    /// One project alone.
    Single,
    /// The code is known to exist; its own words were not found.
    NotFound,
}

impl Source {
    /// In words, for whoever wants to judge it.
    pub fn words(self) -> Text {
        match self {
            Self::Published => {
                Text::fixed("KFTC's open pages or sample", "금융결제원 공개 문서 또는 예제")
            }
            Self::Measured => {
                Text::fixed("answers seen from the test bed", "테스트베드에서 확인된 응답")
            }
            Self::Transcribed => Text::fixed(
                "the specification as several projects transcribe it",
                "여러 프로젝트가 옮겨 적은 명세",
            ),
            Self::Single => Text::fixed(
                "a single project; not confirmed",
                "한 프로젝트에만 나옴. 확인되지 않음",
            ),
            Self::NotFound => Text::fixed(
                "the code exists; its own meaning was not found",
                "코드는 존재하지만 고유한 의미는 찾지 못함",
            ),
        }
    }
}

/// Every code that is explained, family by family.
pub fn all() -> impl Iterator<Item = &'static Explained> {
    [gateway::ROWS, parameters::ROWS, api::ROWS, limits::ROWS, bank::ROWS].into_iter().flatten()
}

/// The explanation of a code as it is typed or printed: `a0002`, `415`, `O0001`, `[3000201]`. The
/// number inside an `O0001` wins over it: `O0001[3000201]`.
pub fn explain(code: &str) -> Option<&'static Explained> {
    let inner = code.split_once('[').and_then(|(_, rest)| rest.split_once(']'));
    let wanted = inner.map_or(code, |(inner, _)| inner).trim();
    all().find(|explained| explained.code.eq_ignore_ascii_case(wanted))
}

/// The number inside the words of an `O0001`: `인증 파라미터 오류([3000201])`.
pub(super) fn inner_code(message: &str) -> Option<&str> {
    let (_, rest) = message.split_once("([")?;
    let (digits, _) = rest.split_once("])")?;
    let good = !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    good.then_some(digits)
}

/// A row of a table; `means` is English, then Korean.
const fn row(
    code: &'static str,
    effect: Effect,
    source: Source,
    means: (&'static str, &'static str),
    remedy: Text,
) -> Explained {
    Explained { code, means: Text::fixed(means.0, means.1), remedy, effect, source }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    /// Section 4 of what qetta promises: connect again, exit 3.
    const CONNECT: [&str; 10] =
        ["O0014", "O0015", "A0014", "A0305", "A0316", "A0332", "A0334", "A0337", "428", "468"];
    /// Section 4: passes by itself, exit 5 and retryable.
    const PASSING: [&str; 11] = [
        "O0007", "O0008", "O0009", "O0012", "O0013", "A0003", "A0007", "A0016", "A0017", "A0020",
        "A0314",
    ];

    #[test]
    fn the_promised_exit_codes_are_those_of_the_table() {
        let codes_of = |cause| -> BTreeSet<&str> {
            all().filter(|row| row.effect.cause() == cause).map(|row| row.code).collect()
        };
        assert_eq!(codes_of(Cause::Connect), BTreeSet::from(CONNECT));
        assert_eq!(codes_of(Cause::Outage), BTreeSet::from(PASSING));
        assert_eq!(codes_of(Cause::Token), BTreeSet::from(["O0002", "O0003"]));
        assert_eq!(explain("O0011").unwrap().effect.cause(), Cause::Scope);
    }

    #[test]
    fn no_code_is_explained_twice() {
        let mut seen = BTreeSet::new();
        let twice: Vec<&str> =
            all().map(|row| row.code).filter(|code| !seen.insert(*code)).collect();
        assert!(twice.is_empty(), "{twice:?}");
        assert_eq!(seen.len(), 125);
    }

    #[test]
    fn every_code_has_words_in_both_languages() {
        use crate::model::Lang;
        for row in all() {
            for text in [&row.means, &row.remedy] {
                let (english, korean) = (text.say(Lang::En), text.say(Lang::Ko));
                assert!(!english.is_empty() && english.is_ascii(), "{}: {english}", row.code);
                assert!(
                    korean.chars().any(|c| ('가'..='힣').contains(&c)),
                    "{}: {korean}",
                    row.code
                );
            }
        }
    }

    #[test]
    fn a_code_is_found_however_it_is_typed() {
        let found = |typed| explain(typed).map(|row| row.code);
        assert_eq!(found(" a0002 "), Some("A0002"));
        assert_eq!(found("O0001"), Some("O0001"));
        assert_eq!(found("O0001[3000201]"), Some("3000201"));
        assert_eq!(found("인증 파라미터 오류([992])"), Some("992"));
        for unknown in ["", "A9999", "[", "[]", "A", "가"] {
            assert_eq!(found(unknown), None, "{unknown}");
        }
    }

    #[test]
    fn the_number_inside_is_a_number() {
        assert_eq!(inner_code("인증 파라미터 오류([3000201])"), Some("3000201"));
        for none in ["인증 파라미터 오류", "([])", "([12a])", "([1", "])(["] {
            assert_eq!(inner_code(none), None, "{none}");
        }
    }
}
