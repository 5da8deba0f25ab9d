//! `qetta explain`

use std::io;

use serde::Serialize;

use crate::model::{Explanation, Text};
use crate::ui::{Page, Report, Rows};

/// What some codes mean.
#[derive(Debug)]
pub struct Explained<'a> {
    /// In the order in which they were asked for.
    pub codes: &'a [Explanation],
}

impl Report for Explained<'_> {
    fn text(&self, page: &mut Page) {
        for (number, row) in self.codes.iter().enumerate() {
            if number > 0 {
                page.verbatim("");
            }
            let lang = page.lang();
            let said = |text: &Text| text.say(lang).to_owned();
            page.fields(&[
                (Text::fixed("code", "코드"), row.code.to_owned()),
                (Text::fixed("means", "의미"), said(&row.means)),
                (Text::fixed("remedy", "조치"), said(&row.remedy)),
                (Text::fixed("source", "근거"), said(&row.source)),
            ]);
        }
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Document<'a> {
            codes: Vec<Row<'a>>,
        }
        Document { codes: self.codes.iter().map(Row::of).collect() }
    }

    fn rows(&self, rows: &mut Rows<'_>) -> Option<io::Result<()>> {
        Some(self.codes.iter().try_for_each(|code| rows.row(&Row::of(code))))
    }
}

#[derive(Serialize)]
struct Row<'a> {
    code: &'a str,
    means: &'a str,
    remedy: &'a str,
    source: &'a str,
}

impl<'a> Row<'a> {
    fn of(explained: &'a Explanation) -> Self {
        Self {
            code: explained.code,
            means: explained.means.english(),
            remedy: explained.remedy.english(),
            source: explained.source.english(),
        }
    }
}
