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
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Ready<'a> {
            event: &'a str,
            url: &'a str,
            env: Object<'a>,
        }
        Ready { event: "ready", url: self.url, env: Object(self.environment) }
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
