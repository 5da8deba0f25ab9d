//! `qetta sandbox` and `qetta sandbox env`

use serde::Serialize;
use serde::ser::SerializeMap as _;

use crate::model::{shell_word, text};
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
