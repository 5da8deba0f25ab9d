//! The error that users meet: what happened, whose fault it is, what to run next.
//!
//! Every module below has its own errors, which know neither languages nor remedies. Here, and only
//! here, each of them gets its kind, its words in Korean and English, and its hints.

mod account;
mod audit;
mod check;
mod command;
mod discovery;
mod keyring;
mod kind;
mod login;
mod network;
mod passphrase;
mod refusal;
#[cfg(feature = "sandbox")]
mod sandbox;
mod settings;
mod store;

use crate::http::Answer;
use crate::model::{Provider, Refusal, Text, text};
use crate::ops::OpError;

pub use audit::log_does_not_hold;
pub use check::challenge_mismatch;
pub use kind::{Kind, reference};
pub use refusal::refused;

/// An error as users meet it. Boxed, because every result carries the room for it.
#[derive(Debug)]
pub struct Error(Box<Facts>);

/// One of several things that failed.
#[derive(Debug)]
struct Detail {
    of: String,
    failure: Error,
}

/// What the browser brought back instead of a code, fit to be shown.
#[derive(Debug)]
struct Brought {
    code: String,
    words: Option<String>,
}

#[derive(Debug)]
struct Facts {
    kind: Kind,
    message: Text,
    hints: Vec<Text>,
    provider: Option<Provider>,
    refusal: Option<Refusal>,
    brought: Option<Brought>,
    http_status: Option<u16>,
    retryable: bool,
    details: Vec<Detail>,
    source: Option<Box<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error of this kind, in these words.
    pub fn new(kind: Kind, message: Text) -> Self {
        Self(Box::new(Facts {
            kind,
            message,
            hints: Vec::new(),
            provider: None,
            refusal: None,
            brought: None,
            http_status: None,
            retryable: false,
            details: Vec::new(),
            source: None,
        }))
    }

    /// What was typed cannot be meant.
    pub fn usage(message: Text) -> Self {
        Self::new(Kind::Usage, message)
    }

    /// The output cannot be written.
    pub fn output(error: std::io::Error) -> Self {
        Self::io(text!("cannot write the output", "출력을 쓸 수 없습니다"), error)
    }

    /// A plain I/O failure.
    pub fn io(message: Text, error: std::io::Error) -> Self {
        Self::new(Kind::Internal, message).because(error)
    }

    /// With what mends it. The same hint twice is one hint.
    #[must_use]
    pub fn hint(mut self, hint: Text) -> Self {
        if !self.0.hints.contains(&hint) {
            self.0.hints.push(hint);
        }
        self
    }

    /// With one of several things that failed, as a cause of its own.
    #[must_use]
    pub fn detail(mut self, of: &dyn std::fmt::Display, failure: Self) -> Self {
        self.0.details.push(Detail { of: of.to_string(), failure });
        self
    }

    /// What failed, one by one, where several things did.
    pub fn details(&self) -> impl Iterator<Item = (&str, &Self)> {
        self.0.details.iter().map(|detail| (detail.of.as_str(), &detail.failure))
    }

    /// With what it came from.
    #[must_use]
    pub fn because(mut self, source: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        self.0.source = Some(source.into());
        self
    }

    /// With the provider that it happened at.
    #[must_use]
    pub fn at(mut self, provider: Provider) -> Self {
        self.0.provider = Some(provider);
        self
    }

    /// As something that may pass by itself.
    #[must_use]
    pub fn retryable(mut self) -> Self {
        self.0.retryable = true;
        self
    }

    fn brought(mut self, code: String, words: Option<String>) -> Self {
        self.0.brought = Some(Brought { code, words });
        self
    }

    fn http_status(mut self, status: u16) -> Self {
        self.0.http_status = Some(status);
        self
    }

    /// Which of the exit codes it ends with.
    pub fn kind(&self) -> Kind {
        self.0.kind
    }

    /// What happened.
    pub fn message(&self) -> &Text {
        &self.0.message
    }

    /// What mends it.
    pub fn hints(&self) -> &[Text] {
        &self.0.hints
    }

    /// At which provider it happened.
    pub fn provider(&self) -> Option<Provider> {
        self.0.provider
    }

    /// What the provider answered.
    pub fn refusal(&self) -> Option<&Refusal> {
        self.0.refusal.as_ref()
    }

    /// The provider's own code, whichever way it came.
    pub fn provider_code(&self) -> Option<&str> {
        let brought = self.0.brought.as_ref().map(|brought| brought.code.as_str());
        self.refusal().and_then(|refusal| refusal.code.as_deref()).or(brought)
    }

    /// The provider's own words, whichever way they came.
    pub fn provider_message(&self) -> Option<&str> {
        let brought = self.0.brought.as_ref().and_then(|brought| brought.words.as_deref());
        self.refusal().and_then(|refusal| refusal.message.as_deref()).or(brought)
    }

    /// The HTTP status of the provider's answer, where there was one.
    pub fn status(&self) -> Option<u16> {
        self.0.http_status
    }

    /// Whether the same may succeed later without anybody changing anything.
    pub fn is_retryable(&self) -> bool {
        self.0.retryable
    }

    /// What it came from, outermost first.
    pub fn causes(&self) -> impl Iterator<Item = String> {
        let mut next = self.0.source.as_deref().map(|source| source as &dyn std::error::Error);
        std::iter::from_fn(move || {
            let cause = next?;
            next = cause.source();
            Some(cause.to_string())
        })
    }

    /// Whether whoever read our output has had enough, which is no error.
    pub fn is_closed_pipe(&self) -> bool {
        let source = self.0.source.as_deref();
        source
            .and_then(|source| source.downcast_ref::<std::io::Error>())
            .is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
    }
}

impl From<OpError> for Error {
    fn from(error: OpError) -> Self {
        match error {
            OpError::Store(error) => error.into(),
            OpError::Http { provider, source } => network::no_answer(Some(provider), &source),
            OpError::Refused { provider, refusal } => refused(provider, refusal),
            OpError::NotPromised { provider, http_status, what } => {
                network::not_promised(provider, http_status, &what)
            }
            OpError::StateOver { provider } => state_over(provider),
            OpError::DeviceCodeOver { provider } => login::device_code_over(provider),
            OpError::BadIdToken { provider, why } => login::bad_id_token(provider, why),
            OpError::Metadata { provider, issuer, why } => {
                discovery::unusable(provider, &issuer, &why)
            }
            OpError::NoEndpoint { name } => discovery::no_endpoint(name),
            OpError::NoS256 { provider } => discovery::no_s256(provider),
            OpError::NoTokensInV1 => discovery::no_tokens_in_v1(),
            OpError::OffBase(_) => Self::usage(text!(
                "the path must begin with one slash and stay below the provider's base address",
                "경로는 슬래시 하나로 시작하고 제공자의 기본 주소 아래에 있어야 합니다"
            )),
            OpError::Unsendable { provider } => damaged_token(provider),
            OpError::LoginRequired { provider, why } => login::required(provider, why),
            OpError::AnswerLost { provider, refusal, since } => {
                login::answer_lost(provider, *refusal, since)
            }
            OpError::NoSuchAccount { key } => account::missing(&key),
            OpError::NameTaken { key } => account::taken(&key),
            OpError::TooShort { provider, lives, wanted } => {
                login::too_short(provider, lives, wanted)
            }
            OpError::LoginRefused { provider, refused } => login::refused(provider, refused),
            OpError::NoInstitution => login::no_institution(),
            OpError::NoRandomness => Self::new(
                Kind::Internal,
                text!("the system gives no random numbers", "시스템에서 난수를 얻을 수 없습니다"),
            ),
            OpError::Stopped => {
                Self::new(Kind::Internal, text!("stopped half-way", "도중에 멈췄습니다"))
            }
        }
    }
}

/// An answer of a provider's API that is neither its success nor its refusal.
pub fn unexpected_answer(provider: Provider, answer: &Answer) -> Error {
    network::not_promised(provider, answer.status().as_u16(), &answer.description())
}

fn state_over(provider: Provider) -> Error {
    Error::new(
        Kind::CallbackTimeout,
        text!(
            "the login was answered after more than 10 minutes, which is too late",
            "로그인을 시작한 지 10분이 넘어 응답을 사용할 수 없습니다"
        ),
    )
    .at(provider)
    .hint(text!("start the login again", "로그인을 다시 시작하세요"))
}

fn damaged_token(provider: Provider) -> Error {
    let name = provider.name();
    Error::new(
        Kind::Store,
        text!(
            "the stored token cannot be sent: it is damaged",
            "저장된 토큰이 손상되어 보낼 수 없습니다"
        ),
    )
    .at(provider)
    .hint(text!(
        "run `qetta disconnect {name}` and try again",
        "`qetta disconnect {name}` 실행 후 다시 시도하세요"
    ))
}

#[cfg(test)]
mod tests {
    use jiff::SignedDuration;

    use super::*;
    use crate::model::Cause;
    use crate::ops::{self, LoginRefused};
    use crate::store::StoreError;

    #[test]
    fn the_audit_log_has_the_kinds_that_users_meet() {
        let provider = Provider::Kftc;
        let refused = |cause| OpError::Refused {
            provider,
            refusal: Refusal {
                cause,
                http_status: 400,
                code: None,
                bank_code: None,
                message: None,
            },
        };
        let causes = [
            Cause::Client,
            Cause::Scope,
            Cause::Token,
            Cause::Connect,
            Cause::Grant,
            Cause::Outage,
            Cause::Request,
        ];
        let others = [
            OpError::Store(StoreError::NoRandomness),
            OpError::Unsendable { provider },
            OpError::NotPromised { provider, http_status: 200, what: String::new() },
            OpError::StateOver { provider },
            OpError::DeviceCodeOver { provider },
            OpError::LoginRequired { provider, why: crate::ops::LoginWhy::NeverConnected },
            OpError::TooShort { provider, lives: 1, wanted: SignedDuration::from_secs(2) },
            OpError::LoginRefused { provider, refused: LoginRefused::Cancelled },
            OpError::NoInstitution,
            OpError::NoEndpoint { name: "x" },
            OpError::NoS256 { provider },
            OpError::NoTokensInV1,
            OpError::NoRandomness,
            OpError::Stopped,
        ];
        for error in causes.map(refused).into_iter().chain(others) {
            let (recorded, shown) = (ops::kind(&error), format!("{error:?}"));
            assert_eq!(recorded, Error::from(error).kind().as_str(), "{shown}");
        }
    }
}
