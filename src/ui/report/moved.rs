//! `qetta store move`

use serde::Serialize;

use crate::model::{Lang, Text, text};
use crate::store::Moved;
use crate::ui::{Page, Report};

/// Where the secrets rest now.
#[derive(Debug)]
pub struct MovedSecrets<'a> {
    /// That.
    pub moved: &'a Moved,
}

impl Report for MovedSecrets<'_> {
    fn text(&self, page: &mut Page) {
        let Moved { from, to, moved, gone } = self.moved;
        if from == to {
            page.line(&text!(
                "the secrets are in `{to}` already, and nothing of them is left elsewhere",
                "시크릿은 이미 `{to}`에 있고, 다른 곳에 남은 것은 없습니다"
            ));
            return;
        }
        page.line(&text!(
            "the secrets of {moved} connections are in `{to}` now; nothing is left in `{from}`",
            "연결 {moved}개의 시크릿을 `{to}`(으)로 옮겼습니다. `{from}`에 남은 것은 없습니다"
        ));
        for key in gone {
            let title = key.provider.title();
            let (en, ko) = (title.say(Lang::En), title.say(Lang::Ko));
            let (profile, account) = (key.profile.as_str(), key.account.as_str());
            page.line(&Text::new(
                format!("{en} (profile {profile}, account {account}) had none any more: connect again"),
                format!("{ko} (프로필 {profile}, 계정 {account})에는 시크릿이 없었습니다. 다시 연결하세요"),
            ));
        }
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        struct Gone<'a> {
            profile: &'a str,
            provider: &'a str,
            account: &'a str,
        }
        #[derive(Serialize)]
        struct Document<'a> {
            success: bool,
            from: &'static str,
            to: &'static str,
            moved: u64,
            gone: Vec<Gone<'a>>,
        }
        let Moved { from, to, moved, gone } = self.moved;
        let gone = gone.iter().map(|key| Gone {
            profile: key.profile.as_str(),
            provider: key.provider.code(),
            account: key.account.as_str(),
        });
        Document {
            success: true,
            from: from.as_str(),
            to: to.as_str(),
            moved: *moved,
            gone: gone.collect(),
        }
    }
}
