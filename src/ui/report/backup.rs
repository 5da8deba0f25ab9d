//! `qetta store backup` and `qetta store restore`

use serde::Serialize;

use crate::model::{Text, text};
use crate::store::{BackedUp, KeySource, Restored};
use crate::ui::{Page, Report};

/// A copy that was made.
#[derive(Debug)]
pub struct StoreBackedUp<'a> {
    /// That.
    pub done: &'a BackedUp,
}

impl Report for StoreBackedUp<'_> {
    fn text(&self, page: &mut Page) {
        let (path, connections) = (self.done.path.display(), self.done.connections);
        page.line(&text!(
            "{path} has {connections} connections",
            "{path}에 연결 {connections}개를 백업했습니다"
        ));
        page.line(&needed(self.done.key_source));
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Document {
            success: bool,
            file: String,
            connections: u64,
            key_source: Option<&'static str>,
            needs: String,
        }
        Document {
            success: true,
            file: self.done.path.display().to_string(),
            connections: self.done.connections,
            key_source: self.done.key_source.map(KeySource::as_str),
            needs: needed(self.done.key_source).english().to_owned(),
        }
    }
}

/// Which key is needed with a copy.
fn needed(source: Option<KeySource>) -> Text {
    match source {
        None => text!(
            "it needs no key, for there is no secret in it",
            "시크릿이 없어 키가 필요 없습니다"
        ),
        Some(KeySource::Named) => text!(
            "it opens with your key file (QETTA_KEY_FILE): keep that elsewhere",
            "키 파일(QETTA_KEY_FILE)로 열립니다. 키 파일은 다른 곳에 보관하세요"
        ),
        Some(KeySource::Passphrase) => {
            text!(
                "it opens with the passphrase, and needs nothing else",
                "암호문만 있으면 열립니다"
            )
        }
        Some(KeySource::Keyring) => text!(
            "it opens with the key in this machine's keyring alone; `--passphrase` makes one that opens elsewhere",
            "이 컴퓨터의 키링에 있는 키로만 열립니다. `--passphrase`를 쓰면 다른 곳에서도 열립니다"
        ),
        Some(KeySource::Generated) => text!(
            "it opens with `qetta.key` of the data folder: keep a copy of that elsewhere, or use `--passphrase`",
            "데이터 폴더의 `qetta.key`로 열립니다. 그 사본을 다른 곳에 보관하거나 `--passphrase`를 쓰세요"
        ),
    }
}

/// A store that was put in place.
#[derive(Debug)]
pub struct StoreRestored<'a> {
    /// That.
    pub done: &'a Restored,
}

impl Report for StoreRestored<'_> {
    fn text(&self, page: &mut Page) {
        let connections = self.done.connections;
        page.line(&text!(
            "the store has {connections} connections, and every secret opens",
            "저장소에 연결 {connections}개가 있고 모든 시크릿을 열 수 있습니다"
        ));
        if let Some(kept) = &self.done.kept {
            let kept = kept.display();
            page.line(&text!(
                "the store before it is {kept} now",
                "이전 저장소는 {kept}에 남아 있습니다"
            ));
        }
    }

    fn json(&self) -> impl Serialize {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Document {
            success: bool,
            connections: u64,
            key_source: Option<&'static str>,
            kept: Option<String>,
        }
        Document {
            success: true,
            connections: self.done.connections,
            key_source: self.done.key_source.map(KeySource::as_str),
            kept: self.done.kept.as_ref().map(|path| path.display().to_string()),
        }
    }
}
