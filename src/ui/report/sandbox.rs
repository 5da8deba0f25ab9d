//! `qetta sandbox` and what is asked of a running one

use jiff::{SignedDuration, Timestamp};
use serde::Serialize;
use serde::ser::SerializeMap as _;

use crate::model::{Lang, Span, iso8601, korean_time, shell_word, text};
use crate::ui::{Page, Report};

/// The sandbox is there.
#[derive(Debug)]
pub struct SandboxReady<'a> {
    /// Where.
    pub url: &'a str,
    /// Whom to trust, where it speaks TLS.
    pub ca_file: Option<&'a str>,
    /// What opens its own pages, for programs.
    pub admin_token: &'a str,
    /// The page for people, opened.
    pub inspector: &'a str,
    /// What leads a client there.
    pub environment: &'a [(&'static str, String)],
}

impl Report for SandboxReady<'_> {
    fn text(&self, page: &mut Page) {
        let url = self.url;
        page.line(&text!("the sandbox is ready at {url}", "샌드박스가 준비되었습니다: {url}"));
        page.line(&text!(
            "in another terminal: eval \"$(qetta sandbox env)\" (Ctrl-C here ends it)",
            "다른 터미널에서: eval \"$(qetta sandbox env)\" (여기서 Ctrl-C를 누르면 끝납니다)"
        ));
        let inspector = self.inspector;
        page.line(&text!("to look inside: {inspector}", "들여다보기: {inspector}"));
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Ready<'a> {
            event: &'a str,
            url: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            ca_file: Option<&'a str>,
            admin_token: &'a str,
            inspector: &'a str,
            env: Object<'a>,
        }
        Ready {
            event: "ready",
            url: self.url,
            ca_file: self.ca_file,
            admin_token: self.admin_token,
            inspector: self.inspector,
            env: Object(self.environment),
        }
    }
}

/// The settings of a running sandbox.
#[derive(Debug)]
pub struct SandboxEnvironment<'a> {
    /// What leads a client there.
    pub environment: &'a [(&'static str, String)],
}

impl Report for SandboxEnvironment<'_> {
    fn text(&self, page: &mut Page) {
        for (name, value) in self.environment {
            page.verbatim(&format!("export {name}={}", shell_word(value)));
        }
    }

    fn json(&self) -> impl Serialize {
        Object(self.environment)
    }
}

/// What time it is in the sandbox.
#[derive(Debug)]
pub struct SandboxClock {
    /// The moment.
    pub now: Timestamp,
    /// Whether it stands still.
    pub frozen: bool,
    /// How far it is ahead of the machine's; negative where it is behind.
    pub ahead_seconds: i64,
    /// Where the sandbox runs; nowhere where it is the embedded one.
    pub url: Option<String>,
}

impl Report for SandboxClock {
    fn text(&self, page: &mut Page) {
        let now = korean_time(self.now);
        let how = match (self.frozen, self.ahead_seconds) {
            (true, _) => text!("standing still", "멈춰 있음"),
            (false, 0) => text!("the machine's time", "이 컴퓨터의 시각"),
            (false, ahead) => {
                let far = Span::from(SignedDuration::from_secs(ahead.saturating_abs())).in_words();
                let (en, ko) = (far.say(Lang::En), far.say(Lang::Ko));
                if ahead > 0 {
                    text!("{en} ahead", "{ko} 앞섬")
                } else {
                    text!("{en} behind", "{ko} 뒤짐")
                }
            }
        };
        let how = how.say(page.lang());
        page.verbatim(&format!("{now} ({how})"));
        if self.url.is_none() {
            page.line(&text!(
                "no sandbox is running: this is the time of every command with `--sandbox`",
                "실행 중인 샌드박스가 없습니다. `--sandbox`를 붙인 명령의 시각입니다"
            ));
        }
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Clock<'a> {
            now: String,
            frozen: bool,
            ahead_seconds: i64,
            running: bool,
            #[serde(skip_serializing_if = "Option::is_none")]
            url: Option<&'a str>,
        }
        Clock {
            now: iso8601(self.now),
            frozen: self.frozen,
            ahead_seconds: self.ahead_seconds,
            running: self.url.is_some(),
            url: self.url.as_deref(),
        }
    }
}

/// Whether a sandbox is running.
#[derive(Debug)]
pub struct SandboxStatus {
    /// The one that is.
    pub running: Option<RunningSandbox>,
}

/// A sandbox that is running.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RunningSandbox {
    /// Where.
    pub url: String,
    /// Which process.
    pub pid: u32,
    /// For how long.
    pub uptime_seconds: u64,
    /// How many requests came in.
    pub requests: u64,
    /// How many of them broke a rule.
    pub violations: u64,
    /// The page for people, opened.
    pub inspector: String,
}

impl Report for SandboxStatus {
    fn text(&self, page: &mut Page) {
        let Some(running) = &self.running else {
            page.line(&text!("no sandbox is running", "실행 중인 샌드박스가 없습니다"));
            return;
        };
        let RunningSandbox { url, pid, uptime_seconds, requests, violations, inspector } = running;
        let seconds = i64::try_from(*uptime_seconds).unwrap_or(i64::MAX);
        let span = Span::from(SignedDuration::from_secs(seconds)).in_words();
        let (en, ko) = (span.say(Lang::En), span.say(Lang::Ko));
        page.line(&text!(
            "running at {url}, process {pid}, for {en}",
            "실행 중: {url}, 프로세스 {pid}, {ko} 동안"
        ));
        page.line(&text!(
            "requests: {requests}, of which broke a rule: {violations}",
            "요청 {requests}건, 규칙을 어긴 요청 {violations}건"
        ));
        page.line(&text!("to look inside: {inspector}", "들여다보기: {inspector}"));
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Status<'a> {
            running: bool,
            #[serde(flatten)]
            sandbox: Option<&'a RunningSandbox>,
        }
        Status { running: self.running.is_some(), sandbox: self.running.as_ref() }
    }
}

/// A sandbox was told to end.
#[derive(Debug)]
pub struct SandboxStopped<'a> {
    /// Where it was.
    pub url: &'a str,
}

impl Report for SandboxStopped<'_> {
    fn text(&self, page: &mut Page) {
        let url = self.url;
        page.line(&text!("the sandbox at {url} ends", "샌드박스를 종료합니다: {url}"));
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Stopped<'a> {
            stopped: bool,
            url: &'a str,
        }
        Stopped { stopped: true, url: self.url }
    }
}

/// Pairs as one JSON object that keeps their order.
struct Object<'a>(&'a [(&'static str, String)]);

impl Serialize for Object<'_> {
    fn serialize<S: serde::Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut object = to.serialize_map(Some(self.0.len()))?;
        for (name, value) in self.0 {
            object.serialize_entry(name, value)?;
        }
        object.end()
    }
}
