//! `qetta store rekey`

use serde::Serialize;

use crate::model::{Lang, Text, text};
use crate::store::{KeySource, Rekeyed};
use crate::ui::report::store::source_in_words;
use crate::ui::{Page, Report};

/// What became of a store's key.
#[derive(Debug)]
pub struct RekeyedStore<'a> {
    /// That.
    pub rekeyed: &'a Rekeyed,
}

impl Report for RekeyedStore<'_> {
    fn text(&self, page: &mut Page) {
        let Rekeyed { before, now, resealed, .. } = self.rekeyed;
        let place = source_in_words(*now);
        let (en, ko) = (place.say(Lang::En), place.say(Lang::Ko));
        page.line(&text!(
            "{resealed} secrets are sealed with a new key, which is kept by: {en}",
            "시크릿 {resealed}개를 새 키로 다시 암호화했습니다. 키 보관: {ko}"
        ));
        if let Some(next) = next(*before, *now) {
            page.line(&next);
        }
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Document {
            success: bool,
            key_source: &'static str,
            previous_key_source: &'static str,
            resealed: u64,
        }
        Document {
            success: true,
            key_source: self.rekeyed.now.as_str(),
            previous_key_source: self.rekeyed.before.as_str(),
            resealed: self.rekeyed.resealed,
        }
    }
}

/// What is to be set from now on.
fn next(before: KeySource, now: KeySource) -> Option<Text> {
    Some(match (before, now) {
        (KeySource::Named, KeySource::Named) => return None,
        (_, KeySource::Named) => text!(
            "from now on QETTA_KEY_FILE has to name that file",
            "이제부터 QETTA_KEY_FILE로 그 파일을 지정해야 합니다"
        ),
        (KeySource::Named, _) => text!(
            "from now on QETTA_KEY_FILE is not to be set",
            "이제부터 QETTA_KEY_FILE을 설정하지 마세요"
        ),
        (KeySource::Passphrase, KeySource::Keyring | KeySource::Generated) => text!(
            "from now on QETTA_PASSPHRASE_FILE is not to be set",
            "이제부터 QETTA_PASSPHRASE_FILE을 설정하지 마세요"
        ),
        _ => return None,
    })
}
