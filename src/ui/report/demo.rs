//! `qetta demo`

use serde::Serialize;
use serde_json::Value;

use crate::model::Text;
use crate::ui::{Page, Report};

/// One step of the tour: the command that it stands for, and what that printed.
#[derive(Debug)]
pub struct DemoStep<'a> {
    /// From 1.
    pub number: u32,
    /// What it shows.
    pub says: &'a Text,
    /// As one would type it.
    pub command: &'a str,
    /// How it ended.
    pub exit_code: Option<i32>,
    /// Its result.
    pub stdout: &'a [u8],
    /// What it said beside its result.
    pub stderr: &'a [u8],
}

impl Report for DemoStep<'_> {
    fn text(&self, page: &mut Page) {
        page.verbatim(&format!("{}. {}", self.number, self.says.say(page.lang())));
        page.verbatim(&format!("$ {}", self.command));
        for said in [self.stdout, self.stderr] {
            for line in String::from_utf8_lossy(said).lines() {
                page.verbatim(&format!("  {line}"));
            }
        }
        page.verbatim("");
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Document<'a> {
            step: u32,
            command: &'a str,
            exit_code: Option<i32>,
            result: Option<Value>,
        }
        Document {
            step: self.number,
            command: self.command,
            exit_code: self.exit_code,
            result: serde_json::from_slice(self.stdout).ok(),
        }
    }
}
