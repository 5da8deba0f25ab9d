//! `qetta disconnect`

use serde::Serialize;

use crate::model::{Lang, Provider, Text};
use crate::ops::Disconnected;
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
        if !self.ended.iter().any(|ended| ended.was_connected) {
            page.line(&Text::new(
                format!("{en} was not connected"),
                format!("{ko}에 연결되어 있지 않았습니다"),
            ));
        }
        for ended in self.ended.iter().filter(|ended| ended.was_connected) {
            let account = &ended.key.account;
            page.line(&Text::new(
                format!("{en} is disconnected (account `{account}`)"),
                format!("{ko} 연결을 해제했습니다 (계정 `{account}`)"),
            ));
        }
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Document<'a> {
            success: bool,
            provider: &'a str,
            revoked: bool,
        }
        let ended = self.ended.iter().filter(|ended| ended.was_connected);
        Document {
            success: true,
            provider: self.provider.code(),
            revoked: ended.clone().count() > 0 && ended.clone().all(|ended| ended.revoked),
        }
    }
}
