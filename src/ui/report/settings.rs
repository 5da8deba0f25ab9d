//! `qetta config show` and `qetta config path`

use std::path::Path;

use serde::Serialize;

use crate::model::Text;
use crate::settings::Listed;
use crate::ui::{Page, Report};

/// Every setting with its source.
#[derive(Debug)]
pub struct SettingsListing<'a> {
    /// As the settings list them, secrets already masked.
    pub settings: &'a [Listed],
}

impl Report for SettingsListing<'_> {
    fn text(&self, page: &mut Page) {
        let headings =
            [Text::new("setting", "설정"), Text::new("value", "값"), Text::new("source", "출처")];
        let rows = self.settings.iter().map(|listed| {
            let value = listed.value.clone().unwrap_or_else(|| "-".to_owned());
            vec![listed.name.to_owned(), value, listed.source.to_string()]
        });
        page.table(&headings, rows.collect());
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Document<'a> {
            settings: Vec<Setting<'a>>,
        }
        #[derive(Serialize)]
        struct Setting<'a> {
            name: &'a str,
            value: Option<&'a str>,
            source: String,
        }
        let settings = self.settings.iter().map(|listed| Setting {
            name: listed.name,
            value: listed.value.as_deref(),
            source: listed.source.to_string(),
        });
        Document { settings: settings.collect() }
    }
}

/// One path.
#[derive(Debug)]
pub struct FilePath<'a> {
    /// The path.
    pub path: &'a Path,
}

impl Report for FilePath<'_> {
    fn text(&self, page: &mut Page) {
        page.verbatim(&self.path.display().to_string());
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Document {
            path: String,
        }
        Document { path: self.path.display().to_string() }
    }
}
