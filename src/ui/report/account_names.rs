//! `qetta account`

use std::io;

use jiff::Timestamp;
use serde::Serialize;

use crate::model::{
    Account, Connection, ConnectionKey, Lang, Profile, Selection, Text, iso8601, korean_time, text,
};
use crate::ui::report::connections::{nothing, state_in_words};
use crate::ui::{Page, Report, Rows};

/// The accounts that are connected.
#[derive(Debug)]
pub struct ConnectedAccounts<'a> {
    /// Which were looked for.
    pub which: Selection<'a>,
    /// What is.
    pub connections: &'a [Connection],
    /// The profile that commands use as things are.
    pub profile: &'a Profile,
    /// The account that they use.
    pub account: &'a Account,
    /// The present moment.
    pub now: Timestamp,
}

/// An account that has another name.
#[derive(Debug)]
pub struct AccountRenamed<'a> {
    /// As it was called.
    pub from: &'a ConnectionKey,
    /// As it is.
    pub to: &'a ConnectionKey,
}

impl Report for ConnectedAccounts<'_> {
    fn text(&self, page: &mut Page) {
        if self.connections.is_empty() {
            page.line(&nothing(self.which));
            return;
        }
        let headings = [
            Text::same(""),
            Text::new("provider", "제공자"),
            Text::new("profile", "프로필"),
            Text::new("account", "계정"),
            Text::new("user", "사용자"),
            Text::new("state", "상태"),
            Text::new("connected", "연결한 때"),
        ];
        let lang = page.lang();
        page.table(&headings, self.connections.iter().map(|one| self.cells(one, lang)).collect());
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Document<'a> {
            accounts: Vec<Row<'a>>,
        }
        Document { accounts: self.connections.iter().map(|one| self.row(one)).collect() }
    }

    fn rows(&self, rows: &mut Rows<'_>) -> Option<io::Result<()>> {
        Some(rows.list(&COLUMNS, self.connections.iter().map(|one| self.row(one))))
    }
}

impl ConnectedAccounts<'_> {
    fn is_selected(&self, key: &ConnectionKey) -> bool {
        key.profile == *self.profile && key.account == *self.account
    }

    fn cells(&self, connection: &Connection, lang: Lang) -> Vec<String> {
        let key = &connection.key;
        vec![
            if self.is_selected(key) { "*" } else { "" }.to_owned(),
            key.provider.title().say(lang).to_owned(),
            key.profile.to_string(),
            key.account.to_string(),
            connection.provider_user_id.clone().unwrap_or_else(|| "-".to_owned()),
            state_in_words(connection.state(self.now)).say(lang).to_owned(),
            korean_time(connection.connected_at),
        ]
    }

    fn row<'a>(&self, connection: &'a Connection) -> Row<'a> {
        let key = &connection.key;
        Row {
            provider: key.provider.code(),
            profile: key.profile.as_str(),
            account: key.account.as_str(),
            provider_user_id: connection.provider_user_id.as_deref(),
            state: connection.state(self.now).as_str(),
            token_expires_at: connection.expires_at.map(iso8601),
            connected_at: iso8601(connection.connected_at),
            selected: self.is_selected(key),
        }
    }
}

/// The names of a [`Row`]'s columns.
const COLUMNS: [&str; 8] = [
    "provider",
    "profile",
    "account",
    "providerUserId",
    "state",
    "tokenExpiresAt",
    "connectedAt",
    "selected",
];

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Row<'a> {
    provider: &'a str,
    profile: &'a str,
    account: &'a str,
    provider_user_id: Option<&'a str>,
    state: &'a str,
    token_expires_at: Option<String>,
    connected_at: String,
    selected: bool,
}

impl Report for AccountRenamed<'_> {
    fn text(&self, page: &mut Page) {
        let Self { from, to } = self;
        let title = to.provider.title();
        let (en, ko) = (title.say(Lang::En), title.say(Lang::Ko));
        let (old, new, profile) = (&from.account, &to.account, &to.profile);
        page.line(&if from.profile == to.profile {
            text!(
                "{en}: the account `{old}` is called `{new}` now",
                "{ko}: `{old}` 계정의 이름이 이제 `{new}`입니다"
            )
        } else {
            text!(
                "{en}: the account `{old}` is `{new}` under profile `{profile}` now",
                "{ko}: `{old}` 계정이 이제 프로필 `{profile}`의 `{new}`입니다"
            )
        });
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Document<'a> {
            success: bool,
            provider: &'a str,
            from: Name<'a>,
            to: Name<'a>,
        }
        Document {
            success: true,
            provider: self.to.provider.code(),
            from: Name::of(self.from),
            to: Name::of(self.to),
        }
    }
}

#[derive(Serialize)]
struct Name<'a> {
    profile: &'a str,
    account: &'a str,
}

impl<'a> Name<'a> {
    fn of(key: &'a ConnectionKey) -> Self {
        Self { profile: key.profile.as_str(), account: key.account.as_str() }
    }
}
