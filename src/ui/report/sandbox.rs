//! `qetta sandbox` and `qetta sandbox env`

use serde::Serialize;
use serde::ser::SerializeMap as _;

use crate::model::text;
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
            page.verbatim(&format!("export {name}={}", shell_quoted(value)));
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

/// `value` as one word of a POSIX shell.
fn shell_quoted(value: &str) -> String {
    let bare = |c: char| c.is_ascii_alphanumeric() || "-_./:@%+,=".contains(c);
    if !value.is_empty() && value.chars().all(bare) {
        return value.to_owned();
    }
    format!("'{}'", value.replace('\'', r"'\''"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_value_is_one_word_whatever_it_holds() {
        assert_eq!(shell_quoted("http://127.0.0.1:9480/toss"), "http://127.0.0.1:9480/toss");
        assert_eq!(shell_quoted("login inquiry"), "'login inquiry'");
        assert_eq!(shell_quoted("$(rm -rf /)'`"), r"'$(rm -rf /)'\''`'");
        assert_eq!(shell_quoted(""), "''");
    }
}
