//! `qetta store status`

use std::path::Path;

use serde::Serialize;

use crate::error::Error;
use crate::model::{Lang, Text, text};
use crate::store::{KeySource, Overview, Rung, Standing, StoreError};
use crate::ui::{Page, Report};

/// Where the secrets and their key are, and why there.
#[derive(Debug)]
pub struct StoreStanding<'a> {
    /// The data folder.
    pub folder: &'a Path,
    /// The store in it, where there is one.
    pub overview: Option<&'a Overview>,
    /// Every source of a key, in the order in which a new store takes them.
    pub rungs: &'a [Rung],
    /// The one that counts.
    pub chosen: Option<KeySource>,
}

impl Report for StoreStanding<'_> {
    fn text(&self, page: &mut Page) {
        let lang = page.lang();
        page.fields(&self.fields(lang));
        page.verbatim("");
        let headings = [
            Text::fixed("key source", "키 출처"),
            Text::fixed("taken", "선택"),
            Text::fixed("reason", "이유"),
        ];
        let rows = self.rungs.iter().map(|rung| {
            let taken = if self.chosen == Some(rung.source) {
                text!("yes", "예")
            } else {
                Text::same("-")
            };
            let cells = [source_in_words(rung.source), taken, self.reason(rung)];
            cells.map(|cell| cell.say(lang).to_owned()).to_vec()
        });
        page.table(&headings, rows.collect());
    }

    fn json(&self) -> impl Serialize {
        let overview = self.overview;
        Document {
            folder: self.folder.display().to_string(),
            exists: overview.is_some(),
            schema: overview.map(|overview| overview.schema),
            backend: overview.map(|overview| overview.backend.as_str()),
            key_source: overview.and_then(|overview| overview.key_source).map(KeySource::as_str),
            connections: overview.map(|overview| overview.connections),
            pending_renewals: overview.map(|overview| overview.renewals),
            database_bytes: overview.map(|overview| overview.database_bytes),
            log_bytes: overview.map(|overview| overview.log_bytes),
            ladder: self.rungs.iter().map(|rung| self.row(rung)).collect(),
        }
    }
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Document<'a> {
    folder: String,
    exists: bool,
    schema: Option<i64>,
    backend: Option<&'a str>,
    key_source: Option<&'a str>,
    connections: Option<u64>,
    pending_renewals: Option<u64>,
    database_bytes: Option<u64>,
    log_bytes: Option<u64>,
    ladder: Vec<Row>,
}

#[derive(Serialize)]
struct Row {
    source: &'static str,
    chosen: bool,
    state: &'static str,
    path: Option<String>,
    detail: String,
}

impl StoreStanding<'_> {
    fn fields(&self, lang: Lang) -> Vec<(Text, String)> {
        let mut fields = vec![(Text::fixed("folder", "폴더"), self.folder.display().to_string())];
        let Some(overview) = self.overview else {
            let none = text!(
                "there is none yet: the first token makes it",
                "아직 없습니다. 첫 토큰을 받을 때 만들어집니다"
            );
            fields.push((Text::fixed("store", "저장소"), none.say(lang).to_owned()));
            return fields;
        };
        let Overview { schema, database_bytes, log_bytes, .. } = overview;
        let size = text!(
            "schema {schema}, {database_bytes} bytes, log {log_bytes} bytes",
            "스키마 {schema}, {database_bytes}바이트, 로그 {log_bytes}바이트"
        );
        let not_chosen = text!("not chosen yet", "아직 정해지지 않음");
        let key = overview.key_source.map_or(not_chosen, source_in_words);
        fields.extend([
            (Text::fixed("database", "데이터베이스"), size.say(lang).to_owned()),
            (Text::fixed("secrets", "시크릿"), overview.backend.clone()),
            (Text::fixed("key", "키"), key.say(lang).to_owned()),
            (Text::fixed("connections", "연결"), overview.connections.to_string()),
            (
                Text::fixed("renewals that did not end", "끝나지 않은 갱신"),
                overview.renewals.to_string(),
            ),
        ]);
        fields
    }

    fn row(&self, rung: &Rung) -> Row {
        Row {
            source: rung.source.as_str(),
            chosen: self.chosen == Some(rung.source),
            state: state(&rung.standing),
            path: rung.path.as_ref().map(|path| path.display().to_string()),
            detail: self.reason(rung).english().to_owned(),
        }
    }

    /// Why a rung is taken, or what keeps it from being taken.
    fn reason(&self, rung: &Rung) -> Text {
        let path = rung.path.as_deref().unwrap_or(Path::new("")).display();
        match (&rung.standing, rung.source) {
            (Standing::NotNamed, KeySource::Named) => {
                text!("QETTA_KEY_FILE names none", "QETTA_KEY_FILE이 지정되지 않음")
            }
            (Standing::NotNamed, KeySource::Passphrase) => {
                text!("QETTA_PASSPHRASE_FILE names none", "QETTA_PASSPHRASE_FILE이 지정되지 않음")
            }
            (Standing::Asked, _) => text!(
                "asked for on the terminal (QETTA_PASSPHRASE_FILE names none)",
                "터미널에서 입력받음 (QETTA_PASSPHRASE_FILE이 지정되지 않음)"
            ),
            (Standing::NotMade, _) if self.chosen == Some(rung.source) => text!(
                "the first token makes {path}, readable by you alone",
                "첫 토큰을 받을 때 {path}을(를) 본인만 읽을 수 있게 만듦"
            ),
            (Standing::NotMade | Standing::NotNamed, _) => {
                text!("there is none", "없음")
            }
            (Standing::Ready, KeySource::Keyring) => text!("it answers", "응답함"),
            (Standing::Ready, _) => Text::new(path.to_string(), path.to_string()),
            (Standing::Unusable(error), _) => unusable(error),
        }
    }
}

/// What is wrong with a source, told of the source alone: the words of [`StoreError`] know a store
/// that depends on it.
fn unusable(error: &StoreError) -> Text {
    match error {
        StoreError::KeyringOff => text!("this session has none", "이 세션에는 없음"),
        StoreError::KeyringNotBuilt => {
            text!("this qetta was built without keyrings", "키링 없이 빌드된 qetta임")
        }
        error => Error::message_of_store(error),
    }
}

/// A source of a key, in words.
pub(super) fn source_in_words(source: KeySource) -> Text {
    match source {
        KeySource::Named => Text::fixed("key file", "키 파일"),
        KeySource::Passphrase => Text::fixed("passphrase", "암호문"),
        KeySource::Keyring => Text::fixed("keyring", "키링"),
        KeySource::Generated => Text::fixed("generated key file", "생성된 키 파일"),
    }
}

/// As JSON has it: what is told apart here can be acted on.
fn state(standing: &Standing) -> &'static str {
    match standing {
        Standing::Ready => "ready",
        Standing::NotNamed => "not_named",
        Standing::Asked => "asked",
        Standing::NotMade => "not_made",
        Standing::Unusable(error) => match error {
            StoreError::KeyFileMissing { .. } => "missing",
            StoreError::KeyFileMalformed { .. }
            | StoreError::KeyringMalformed
            | StoreError::PassphraseEmpty
            | StoreError::PassphraseMalformed { .. } => "malformed",
            StoreError::KeyFileExposed { .. } => "exposed",
            StoreError::KeyringOff => "off",
            StoreError::KeyringNotBuilt => "not_built",
            StoreError::KeyringLocked { .. } => "locked",
            StoreError::KeyringEmpty => "empty",
            StoreError::KeyringSilent { .. } => "silent",
            StoreError::KeyringUnreachable { .. } => "unreachable",
            _ => "unreadable",
        },
    }
}
