//! `qetta status`

use std::io;

use jiff::Timestamp;
use serde::Serialize;

use crate::model::{
    Connection, Lang, Selection, Span, Text, TokenState, iso8601, korean_time, text,
};
use crate::ops::last_end;
use crate::ui::{Page, Report, Rows};

/// Everything that is connected.
#[derive(Debug)]
pub struct Connections<'a> {
    /// Which were looked for.
    pub which: Selection<'a>,
    /// What is.
    pub connections: &'a [Connection],
    /// The present moment.
    pub now: Timestamp,
}

impl Report for Connections<'_> {
    fn text(&self, page: &mut Page) {
        if self.connections.is_empty() {
            page.line(&nothing(self.which));
            return;
        }
        let headings = [
            Text::new("profile", "프로필"),
            Text::new("provider", "제공자"),
            Text::new("account", "계정"),
            Text::new("state", "상태"),
            Text::new("access until", "사용 기한"),
            Text::new("left", "남은 시간"),
            Text::new("renewable until", "갱신 기한"),
            Text::new("scope", "권한 범위"),
        ];
        let lang = page.lang();
        let rows = self.connections.iter().map(|connection| self.cells(connection, lang)).collect();
        page.table(&headings, rows);
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Document<'a> {
            connected: Vec<Row<'a>>,
        }
        Document {
            connected: self.connections.iter().map(|connection| self.row(connection)).collect(),
        }
    }

    fn rows(&self, rows: &mut Rows<'_>) -> Option<io::Result<()>> {
        let list = self.connections.iter().map(|connection| self.row(connection));
        Some(rows.list(&COLUMNS, list))
    }
}

impl Connections<'_> {
    fn cells(&self, connection: &Connection, lang: Lang) -> Vec<String> {
        let (until, left) = match connection.expires_at {
            Some(end) => (
                korean_time(end),
                Span::from(end.duration_since(self.now)).in_words().say(lang).to_owned(),
            ),
            None => ("-".to_owned(), "-".to_owned()),
        };
        vec![
            connection.key.profile.to_string(),
            connection.key.provider.title().say(lang).to_owned(),
            connection.key.account.to_string(),
            state_in_words(connection.state(self.now)).say(lang).to_owned(),
            until,
            left,
            last_end(connection).map_or_else(|| "-".to_owned(), korean_time),
            connection.scope.clone(),
        ]
    }

    fn row<'a>(&self, connection: &'a Connection) -> Row<'a> {
        let renewable = last_end(connection).filter(|end| Some(*end) != connection.expires_at);
        Row {
            provider: connection.key.provider.code(),
            account: connection.key.account.as_str(),
            provider_user_id: connection.provider_user_id.as_deref(),
            token_expires_at: connection.expires_at.map(iso8601),
            refresh_expires_at: renewable.map(iso8601),
            scope: &connection.scope,
            connected_at: iso8601(connection.connected_at),
            last_updated: iso8601(connection.updated_at),
            state: connection.state(self.now).as_str(),
            profile: connection.key.profile.as_str(),
        }
    }
}

/// That there is none of those that were looked for.
pub(super) fn nothing(which: Selection<'_>) -> Text {
    let Selection { profile, provider, account } = which;
    match (profile, provider, account) {
        (None, None, None) => text!("nothing is connected", "연결된 것이 없습니다"),
        (Some(profile), None, None) => text!(
            "nothing is connected under profile `{profile}`",
            "프로필 `{profile}`에 연결된 것이 없습니다"
        ),
        _ => {
            let said = |lang| named(which, lang).join(", ");
            Text::new(
                format!("no such connection: {}", said(Lang::En)),
                format!("해당하는 연결이 없습니다: {}", said(Lang::Ko)),
            )
        }
    }
}

fn named(which: Selection<'_>, lang: Lang) -> Vec<String> {
    let name = |what: Text, name: String| format!("{} `{name}`", what.say(lang));
    let Selection { profile, provider, account } = which;
    let provider = provider.map(|provider| provider.title().say(lang).to_owned());
    let account = account.map(|one| name(Text::new("account", "계정"), one.to_string()));
    let profile = profile.map(|one| name(Text::new("profile", "프로필"), one.to_string()));
    [provider, account, profile].into_iter().flatten().collect()
}

/// The names of a [`Row`]'s columns.
const COLUMNS: [&str; 10] = [
    "provider",
    "account",
    "providerUserId",
    "tokenExpiresAt",
    "refreshExpiresAt",
    "scope",
    "connectedAt",
    "lastUpdated",
    "state",
    "profile",
];

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row<'a> {
    provider: &'a str,
    account: &'a str,
    provider_user_id: Option<&'a str>,
    token_expires_at: Option<String>,
    refresh_expires_at: Option<String>,
    scope: &'a str,
    connected_at: String,
    last_updated: String,
    state: &'a str,
    profile: &'a str,
}

/// A state for people.
pub(super) fn state_in_words(state: TokenState) -> Text {
    match state {
        TokenState::Valid => Text::new("valid", "유효"),
        TokenState::Expiring => Text::new("expiring", "만료 임박"),
        TokenState::Expired => Text::new("expired", "만료"),
    }
}
