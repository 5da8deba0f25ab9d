//! `qetta disconnect`

use serde::Serialize;

use crate::model::{Lang, Provider, Text, iso8601};
use crate::ops::{Alive, Disconnected, Fate};
use crate::ui::{Page, Report};

/// One provider forgotten, for one account or for all of them.
#[derive(Debug)]
pub struct DisconnectedAll<'a> {
    /// Which provider.
    pub provider: Provider,
    /// Each account that was ended.
    pub ended: &'a [Disconnected],
}

impl Report for DisconnectedAll<'_> {
    fn text(&self, page: &mut Page) {
        let title = self.provider.title();
        let (en, ko) = (title.say(Lang::En), title.say(Lang::Ko));
        if !self.ended.iter().any(was_connected) {
            page.line(&Text::new(
                format!("{en} was not connected"),
                format!("{ko}에 연결되어 있지 않았습니다"),
            ));
        }
        for ended in self.ended.iter().filter(|ended| was_connected(ended)) {
            let account = &ended.key.account;
            page.line(&Text::new(
                format!("{en} is disconnected (account `{account}`)"),
                format!("{ko} 연결을 해제했습니다 (계정 `{account}`)"),
            ));
        }
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Document<'a> {
            success: bool,
            provider: &'a str,
            revoked: bool,
            /// What was forgotten here and stays good there.
            #[serde(skip_serializing_if = "Vec::is_empty")]
            still_alive: Vec<StillAlive<'a>>,
        }
        #[derive(Serialize)]
        struct StillAlive<'a> {
            account: &'a str,
            until: Option<String>,
        }
        let ended = self.ended.iter().filter(|ended| was_connected(ended));
        let still_alive = |ended: &'_ Disconnected| match ended.alive {
            Alive::No => None,
            Alive::Until(end) => Some(Some(iso8601(end))),
            Alive::Unknown => Some(None),
        };
        Document {
            success: true,
            provider: self.provider.code(),
            revoked: ended.clone().count() > 0 && ended.clone().all(|ended| ended.revoked),
            still_alive: ended
                .filter_map(|ended| {
                    let account = ended.key.account.as_str();
                    still_alive(ended).map(|until| StillAlive { account, until })
                })
                .collect(),
        }
    }
}

fn was_connected(ended: &Disconnected) -> bool {
    ended.fate != Fate::NeverWas
}
