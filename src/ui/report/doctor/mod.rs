//! `qetta doctor`

mod at_rest;
mod words;

use std::io;

use serde::Serialize;

use crate::error::Error;
use crate::model::{Profile, Text, plain, text};
use crate::ops::doctor::{Check, Status};
use crate::ui::{Page, Report, Rows};

/// Everything that was looked at.
#[derive(Debug)]
pub struct Diagnosis {
    /// In the order in which it is best read.
    pub symptoms: Vec<Symptom>,
}

/// One thing that was looked at, in words.
#[derive(Debug)]
pub struct Symptom {
    id: String,
    status: Status,
    detail: Text,
    hint: Option<Text>,
}

impl Symptom {
    /// What became of a check.
    pub fn of(check: Check) -> Self {
        let (detail, hint) = words::of(check.finding);
        Self { id: check.id, status: check.status, detail, hint }
    }

    /// Whether a group of settings can be used under `profile`.
    pub fn of_settings(
        id: String,
        status: Status,
        profile: &Profile,
        error: Option<Error>,
    ) -> Self {
        let good = || {
            text!(
                "complete and well-formed under profile `{profile}`",
                "프로필 `{profile}`의 설정이 모두 있고 형식이 올바릅니다"
            )
        };
        let (detail, hint) = error.map_or_else(|| (good(), None), |error| words::of_error(&error));
        Self { id, status, detail, hint }
    }

    /// Settings without which nothing else can be looked at.
    pub fn of_error(id: &str, error: &Error) -> Self {
        let (detail, hint) = words::of_error(error);
        Self { id: id.to_owned(), status: Status::Fail, detail, hint }
    }

    fn row(&self) -> Row<'_> {
        Row {
            id: &self.id,
            status: self.status.as_str(),
            detail: self.detail.english(),
            hint: self.hint.as_ref().map(Text::english),
        }
    }
}

impl Diagnosis {
    /// What is in the way.
    pub fn failed(&self) -> Vec<&str> {
        let failed = self.symptoms.iter().filter(|symptom| symptom.status == Status::Fail);
        failed.map(|symptom| symptom.id.as_str()).collect()
    }

    /// What mends it: a hint once, with all that it is for.
    fn hints(&self) -> Vec<(&Text, Vec<&str>)> {
        let mut hints: Vec<(&Text, Vec<&str>)> = Vec::new();
        for symptom in &self.symptoms {
            let Some(hint) = &symptom.hint else { continue };
            match hints.iter_mut().find(|(said, _)| *said == hint) {
                Some((_, ids)) => ids.push(&symptom.id),
                None => hints.push((hint, vec![&symptom.id])),
            }
        }
        hints
    }
}

impl Report for Diagnosis {
    fn text(&self, page: &mut Page) {
        let headings = [
            Text::fixed("state", "상태"),
            Text::fixed("check", "점검"),
            Text::fixed("detail", "내용"),
        ];
        let lang = page.lang();
        let rows = self.symptoms.iter().map(|symptom| {
            let state = state_in_words(symptom.status).say(lang).to_owned();
            vec![state, symptom.id.clone(), symptom.detail.say(lang).to_owned()]
        });
        page.table(&headings, rows.collect());
        let hints = self.hints();
        if !hints.is_empty() {
            page.verbatim("");
        }
        for (hint, ids) in hints {
            page.verbatim(&format!("hint: {} ({})", plain(hint.say(lang)), ids.join(", ")));
        }
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Document<'a> {
            checks: Vec<Row<'a>>,
        }
        Document { checks: self.symptoms.iter().map(Symptom::row).collect() }
    }

    fn rows(&self, rows: &mut Rows<'_>) -> Option<io::Result<()>> {
        Some(self.symptoms.iter().try_for_each(|symptom| rows.row(&symptom.row())))
    }
}

fn state_in_words(status: Status) -> Text {
    match status {
        Status::Ok => Text::fixed("ok", "정상"),
        Status::Warn => Text::fixed("warn", "주의"),
        Status::Fail => Text::fixed("fail", "실패"),
    }
}

#[derive(Serialize)]
struct Row<'a> {
    id: &'a str,
    status: &'a str,
    detail: &'a str,
    hint: Option<&'a str>,
}
