//! What a check of the store found, in words.

use std::path::PathBuf;

use super::words::{Words, fine, of_error};
use crate::model::text;
use crate::ops::doctor::AtRest;
use crate::store::Secrets;

pub(super) fn of(finding: AtRest) -> Words {
    match finding {
        AtRest::Integrity(faults) if faults.is_empty() => {
            fine(text!("SQLite finds nothing wrong", "SQLite가 찾은 문제가 없습니다"))
        }
        AtRest::Integrity(faults) => {
            let faults = faults.join("; ");
            (
                text!(
                    "the database is damaged: {faults}",
                    "데이터베이스가 손상되었습니다: {faults}"
                ),
                Some(text!(
                    "`qetta store restore` puts a backup in its place",
                    "`qetta store restore`로 백업을 복원하세요"
                )),
            )
        }
        AtRest::Orphans(0) => fine(text!(
            "every connection has its token, and every token its connection",
            "모든 연결에 토큰이 있고 모든 토큰에 연결이 있습니다"
        )),
        AtRest::Orphans(count) => (
            text!("{count} rows lack what belongs to them", "짝이 없는 행이 {count}개 있습니다"),
            Some(text!(
                "`qetta status` shows what is connected; connect again what lacks its token",
                "`qetta status`로 연결을 확인하고 토큰이 없는 연결은 다시 연결하세요"
            )),
        ),
        AtRest::Exposed(paths) => exposed(&paths),
        AtRest::Leftovers(paths) => leftovers(&paths),
        AtRest::Secrets(secrets) => of_secrets(&secrets),
        AtRest::SecretsUnseen(error) => {
            let (why, hint) = of_error(&error.into());
            let (en, ko) = (why.english(), why.say(crate::model::Lang::Ko));
            (
                text!(
                    "not looked at, for the key is not at hand: {en}",
                    "키가 없어 확인하지 못했습니다: {ko}"
                ),
                hint,
            )
        }
    }
}

fn exposed(paths: &[PathBuf]) -> Words {
    if paths.is_empty() {
        return fine(text!(
            "nobody else can read or change what is in the folder",
            "폴더의 파일을 다른 사용자가 읽거나 바꿀 수 없습니다"
        ));
    }
    let paths = listed(paths);
    (
        text!(
            "others may read or change, or own: {paths}",
            "다른 사용자가 읽거나 바꿀 수 있거나 본인 소유가 아닙니다: {paths}"
        ),
        Some(text!("close it with `chmod go-rwx`", "`chmod go-rwx`로 닫으세요")),
    )
}

fn leftovers(paths: &[PathBuf]) -> Words {
    if paths.is_empty() {
        return fine(text!("nothing was left behind", "남겨진 파일이 없습니다"));
    }
    let paths = listed(paths);
    (
        text!(
            "left by a qetta that was killed, and of no use: {paths}",
            "강제 종료된 qetta가 남긴 쓸모없는 파일: {paths}"
        ),
        Some(text!("remove it while no qetta runs", "qetta가 실행 중이 아닐 때 지우세요")),
    )
}

fn of_secrets(secrets: &Secrets) -> Words {
    let Secrets { opened, sealed, examples } = secrets;
    if *sealed == 0 {
        return fine(text!("all {opened} of them open", "시크릿 {opened}개를 모두 열 수 있습니다"));
    }
    let all = opened + sealed;
    let examples = examples.join(", ");
    (
        text!(
            "{sealed} of {all} do not open, they were altered or moved: {examples}",
            "시크릿 {all}개 중 {sealed}개를 열 수 없습니다. 변경되었거나 옮겨졌습니다: {examples}"
        ),
        Some(text!(
            "`qetta disconnect` forgets what cannot be read any more; then connect again",
            "`qetta disconnect`로 읽을 수 없는 것을 지운 뒤 다시 연결하세요"
        )),
    )
}

fn listed(paths: &[PathBuf]) -> String {
    let paths: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
    paths.join(", ")
}
