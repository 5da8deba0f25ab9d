//! The kinds of error and the exit codes that scripts rely on, in one table.

use std::fmt::Write as _;

use crate::model::Text;

/// What went wrong, coarsely enough to decide what to do. Each kind has its exit code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// Our bug, or a plain I/O failure.
    Internal,
    /// A check that did not pass.
    CheckFailed,
    /// What was typed cannot be meant.
    Usage,
    /// Only a new login helps.
    LoginRequired,
    /// The provider said no.
    ProviderRefused,
    /// No answer, or not the one that was promised.
    Network,
    /// Nobody came back from the browser.
    CallbackTimeout,
    /// A setting is missing or wrong.
    Config,
    /// The tokens at rest cannot be reached.
    Store,
    /// A program that cannot be run.
    CommandNotRunnable,
    /// A program that is not there.
    CommandNotFound,
    /// Ctrl-C.
    Interrupted,
}

impl Kind {
    /// All of them, by exit code.
    pub const ALL: [Self; 12] = [
        Self::Internal,
        Self::CheckFailed,
        Self::Usage,
        Self::LoginRequired,
        Self::ProviderRefused,
        Self::Network,
        Self::CallbackTimeout,
        Self::Config,
        Self::Store,
        Self::CommandNotRunnable,
        Self::CommandNotFound,
        Self::Interrupted,
    ];

    /// As JSON has it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Internal => "internal",
            Self::CheckFailed => "check_failed",
            Self::Usage => "usage",
            Self::LoginRequired => "login_required",
            Self::ProviderRefused => "provider_refused",
            Self::Network => "network",
            Self::CallbackTimeout => "callback_timeout",
            Self::Config => "config",
            Self::Store => "store",
            Self::CommandNotRunnable => "command_not_runnable",
            Self::CommandNotFound => "command_not_found",
            Self::Interrupted => "interrupted",
        }
    }

    /// What the process ends with.
    pub fn exit_code(self) -> u8 {
        match self {
            Self::Internal | Self::CheckFailed => 1,
            Self::Usage => 2,
            Self::LoginRequired => 3,
            Self::ProviderRefused => 4,
            Self::Network => 5,
            Self::CallbackTimeout => 6,
            Self::Config => 7,
            Self::Store => 8,
            Self::CommandNotRunnable => 126,
            Self::CommandNotFound => 127,
            Self::Interrupted => 130,
        }
    }

    /// When it is met.
    pub fn meaning(self) -> Text {
        match self {
            Self::Internal => {
                Text::new("our bug, or a plain I/O failure", "qetta의 버그 또는 단순 입출력 오류")
            }
            Self::CheckFailed => Text::new("a check did not pass", "검사를 통과하지 못함"),
            Self::Usage => Text::new(
                "a wrong flag or argument, found before any network call",
                "잘못된 옵션이나 인자. 네트워크 호출 전에 발견됨",
            ),
            Self::LoginRequired => Text::new(
                "never connected, or the connection ended: connect again",
                "연결된 적이 없거나 연결이 끝남. 다시 연결해야 함",
            ),
            Self::ProviderRefused => Text::new(
                "the provider said no: client id or secret, scope, request",
                "제공자가 거부함: 클라이언트 ID나 시크릿, 권한 범위, 요청",
            ),
            Self::Network => Text::new(
                "no answer, an outage, or an answer that is not what was promised; after the retries",
                "응답 없음, 장애, 또는 약속과 다른 응답. 재시도 후",
            ),
            Self::CallbackTimeout => Text::new(
                "nobody came back from the browser in time",
                "브라우저에서 제때 돌아오지 않음",
            ),
            Self::Config => Text::new(
                "a setting is missing or wrong; plain http beyond this machine",
                "설정이 없거나 잘못됨. 이 컴퓨터 밖으로의 평문 http",
            ),
            Self::Store => Text::new(
                "the store cannot be opened or read; nothing is lost or overwritten",
                "저장소를 열거나 읽을 수 없음. 잃거나 덮어쓴 것은 없음",
            ),
            Self::CommandNotRunnable => Text::new(
                "`qetta exec`: the program is there and cannot be run",
                "`qetta exec`: 프로그램이 있지만 실행할 수 없음",
            ),
            Self::CommandNotFound => Text::new(
                "`qetta exec`: there is no such program",
                "`qetta exec`: 프로그램을 찾을 수 없음",
            ),
            Self::Interrupted => Text::new("Ctrl-C", "Ctrl-C"),
        }
    }
}

/// `docs/exit-codes.md`, which a test keeps equal to this table.
pub fn reference() -> String {
    let mut page = String::from(concat!(
        "# Exit codes\n\n",
        "Generated from `src/error/kind.rs`; `QETTA_BLESS=1 cargo test --test generated` renews it.\n\n",
        "Success is 0; so is an output that nobody reads to its end (a closed pipe). An error ends with the\n",
        "code of its kind. With `--json` the last line on stderr is one object,\n",
        "`{\"error\":{\"kind\":\"…\",\"message\":\"…\",\"hint\":\"…\",…}}`, and stdout stays empty.\n\n",
        "`qetta exec` ends with its program's code; one that a signal killed ends with 128 and its number.\n\n",
        "| exit | kind | when | 한국어 |\n",
        "| --- | --- | --- | --- |\n",
    ));
    for kind in Kind::ALL {
        let meaning = kind.meaning();
        let (english, korean) = (meaning.english(), meaning.say(crate::model::Lang::Ko));
        let (code, name) = (kind.exit_code(), kind.as_str());
        let _ = writeln!(page, "| {code} | `{name}` | {english} | {korean} |");
    }
    page
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_exit_codes_that_scripts_rely_on() {
        let codes = Kind::ALL.map(|kind| (kind.as_str(), kind.exit_code()));
        assert_eq!(
            codes,
            [
                ("internal", 1),
                ("check_failed", 1),
                ("usage", 2),
                ("login_required", 3),
                ("provider_refused", 4),
                ("network", 5),
                ("callback_timeout", 6),
                ("config", 7),
                ("store", 8),
                ("command_not_runnable", 126),
                ("command_not_found", 127),
                ("interrupted", 130),
            ]
        );
    }
}
