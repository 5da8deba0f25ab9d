//! `qetta toss token`

use jiff::Timestamp;
use serde::Serialize;

use crate::model::{Provider, Span, Text, Token, iso8601, korean_time, masked};
use crate::ops::Origin;
use crate::ui::{Page, Report};

/// A token that is good to use. Text masks it; the document has it, for scripts.
#[derive(Debug)]
pub struct StoredToken<'a> {
    /// Whose.
    pub provider: Provider,
    /// The token.
    pub token: &'a Token,
    /// Kept, or just issued.
    pub origin: Origin,
    /// The user that it speaks for, by the provider's number, where it speaks for one.
    pub user_seq_no: Option<&'a str>,
    /// The present moment.
    pub now: Timestamp,
}

impl Report for StoredToken<'_> {
    fn text(&self, page: &mut Page) {
        let origin = match self.origin {
            Origin::Store => Text::new("from the store", "저장소에서"),
            Origin::Provider => Text::new("newly issued", "새로 발급"),
            Origin::Settings => Text::new("from the settings", "설정에서"),
        };
        let ends = match self.token.expires_at() {
            Some(end) => {
                let left = Span::from(end.duration_since(self.now)).in_words();
                format!("{} ({})", korean_time(end), left.say(page.lang()))
            }
            None => "-".to_owned(),
        };
        page.fields(&[
            (Text::new("access token", "액세스 토큰"), masked(self.token.access_token.expose())),
            (Text::new("ends", "만료"), ends),
            (Text::new("scope", "권한 범위"), self.token.scope.clone()),
            (Text::new("origin", "출처"), origin.say(page.lang()).to_owned()),
        ]);
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Document<'a> {
            provider: &'a str,
            access_token: &'a str,
            expires_at: Option<String>,
            token_type: &'a str,
            scope: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            user_seq_no: Option<&'a str>,
        }
        Document {
            provider: self.provider.code(),
            access_token: self.token.access_token.expose(),
            expires_at: self.token.expires_at().map(iso8601),
            token_type: &self.token.token_type,
            scope: &self.token.scope,
            user_seq_no: self.user_seq_no,
        }
    }
}
