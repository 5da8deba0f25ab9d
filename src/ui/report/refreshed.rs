//! `qetta refresh`

use jiff::Timestamp;
use serde::Serialize;

use crate::error::Error;
use crate::model::{ConnectionKey, Lang, Text, iso8601, korean_time};
use crate::ui::failure::{Fields, fields};
use crate::ui::{Page, Report};

/// What came of every connection that was looked at.
#[derive(Debug)]
pub struct RefreshedAll<'a> {
    /// One by one.
    pub renewals: &'a [Renewal],
    /// Whether more are good for longer than those that are named.
    pub more: bool,
}

/// What came of one connection.
#[derive(Debug)]
pub struct Renewal {
    /// Which.
    pub key: ConnectionKey,
    /// What.
    pub outcome: Refreshed,
}

/// How a renewal ended.
#[derive(Debug)]
pub enum Refreshed {
    /// There is a new token.
    Renewed {
        /// When it ends, where the provider says so.
        until: Option<Timestamp>,
    },
    /// The old one is good for long enough.
    Skipped {
        /// When it ends, likewise.
        until: Option<Timestamp>,
    },
    /// There is no new one.
    Failed(Error),
}

impl Report for RefreshedAll<'_> {
    fn text(&self, page: &mut Page) {
        if self.renewals.is_empty() {
            page.line(&Text::new("nothing is connected", "연결된 것이 없습니다"));
            return;
        }
        let headings = [
            Text::new("provider", "제공자"),
            Text::new("account", "계정"),
            Text::new("token", "토큰"),
            Text::new("access until", "사용 기한"),
        ];
        let lang = page.lang();
        page.table(&headings, self.renewals.iter().map(|renewal| renewal.cells(lang)).collect());
        if self.more {
            page.line(&Text::new(
                "more connections are good for longer and are not named",
                "더 오래 유효한 나머지 연결은 표시하지 않았습니다",
            ));
        }
    }

    fn json(&self) -> impl Serialize {
        let (mut refreshed, mut skipped, mut failed) = (Vec::new(), Vec::new(), Vec::new());
        for renewal in self.renewals {
            match &renewal.outcome {
                Refreshed::Renewed { until } => refreshed.push(renewal.row(*until)),
                Refreshed::Skipped { until } => skipped.push(renewal.row(*until)),
                Refreshed::Failed(error) => failed.push(FailedRow {
                    account: renewal.key.account.as_str(),
                    error: fields(error),
                }),
            }
        }
        Document { refreshed, skipped, skipped_more: self.more, failed }
    }
}

impl Renewal {
    fn cells(&self, lang: Lang) -> Vec<String> {
        let (what, until) = match &self.outcome {
            Refreshed::Renewed { until } => (Text::new("renewed", "갱신됨"), *until),
            Refreshed::Skipped { until } => (Text::new("not due yet", "아직 유효"), *until),
            Refreshed::Failed(_) => (Text::new("not renewed", "갱신 실패"), None),
        };
        vec![
            self.key.provider.title().say(lang).to_owned(),
            self.key.account.to_string(),
            what.say(lang).to_owned(),
            until.map_or_else(|| "-".to_owned(), korean_time),
        ]
    }

    fn row(&self, until: Option<Timestamp>) -> Row<'_> {
        Row {
            provider: self.key.provider.code(),
            account: self.key.account.as_str(),
            expires_at: until.map(iso8601),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    refreshed: Vec<Row<'a>>,
    skipped: Vec<Row<'a>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    skipped_more: bool,
    failed: Vec<FailedRow<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row<'a> {
    provider: &'a str,
    account: &'a str,
    expires_at: Option<String>,
}

#[derive(Serialize)]
struct FailedRow<'a> {
    account: &'a str,
    #[serde(flatten)]
    error: Fields<'a>,
}
