//! `qetta toss test`

use serde::Serialize;

use crate::model::{Provider, Span, Text, Token};
use crate::ui::{Page, Report};

/// A connection test that went well.
#[derive(Debug)]
pub struct ConnectionTest<'a> {
    /// Who was asked.
    pub provider: Provider,
    /// What it issued; not stored.
    pub token: &'a Token,
}

impl Report for ConnectionTest<'_> {
    fn text(&self, page: &mut Page) {
        let title = self.provider.title();
        let (en, ko) = (title.say(crate::model::Lang::En), title.say(crate::model::Lang::Ko));
        page.line(&Text::new(
            format!("{en}: the connection works"),
            format!("{ko}: 연결이 정상입니다"),
        ));
        let life = self.token.expires_in.map_or_else(String::new, |seconds| {
            let span = Span::from(jiff::SignedDuration::from_secs(seconds)).in_words();
            span.say(page.lang()).to_owned()
        });
        page.fields(&[
            (Text::new("token type", "토큰 종류"), self.token.token_type.clone()),
            (Text::new("scope", "권한 범위"), self.token.scope.clone()),
            (Text::new("lives", "유효 기간"), life),
        ]);
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Document<'a> {
            success: bool,
            provider: &'a str,
            token_type: &'a str,
            expires_in: Option<i64>,
            has_access_token: bool,
            scope: &'a str,
        }
        Document {
            success: true,
            provider: self.provider.code(),
            token_type: &self.token.token_type,
            expires_in: self.token.expires_in,
            has_access_token: true,
            scope: &self.token.scope,
        }
    }
}
