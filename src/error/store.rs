//! The tokens at rest cannot be reached. All of these end with exit code 8, and nothing was lost or
//! overwritten.

use std::time::Duration;

use crate::error::{Error, Kind, keyring, passphrase};
use crate::model::{Text, korean_time, text};
use crate::store::{Holder, StoreError};

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        let kind = match error {
            StoreError::KeyFileOfOurs { .. } => Some(Kind::Config),
            _ => passphrase::kind(&error).or_else(|| keyring::kind(&error)),
        };
        let mut met = Self::new(kind.unwrap_or(Kind::Store), message(&error));
        if let Some(hint) = remedy(&error) {
            met = met.hint(hint);
        }
        if passes(&error) {
            met = met.retryable();
        }
        match error {
            StoreError::Unwritable { source, .. }
            | StoreError::DiskFailed { source, .. }
            | StoreError::Sqlite(source) => met.because(source),
            StoreError::KeyFileUnreadable { source, .. }
            | StoreError::PassphraseUnreadable { source, .. }
            | StoreError::PassphraseUnasked { source }
            | StoreError::Io { source, .. } => met.because(source),
            _ => met,
        }
    }
}

/// Whether it may be otherwise in a while.
fn passes(error: &StoreError) -> bool {
    matches!(
        error,
        StoreError::Busy { .. }
            | StoreError::LockedTooLong { .. }
            | StoreError::InUse { .. }
            | StoreError::Replaced { .. }
    )
}

impl Error {
    /// What a store's error says, for who lists it beside others.
    pub fn message_of_store(error: &StoreError) -> Text {
        message(error)
    }
}

#[expect(clippy::too_many_lines, reason = "a table of sentences")]
fn message(error: &StoreError) -> Text {
    match error {
        StoreError::NewerSchema { found, known } => text!(
            "the database is of a newer qetta (schema {found}, this one knows {known})",
            "더 새로운 qetta의 데이터베이스입니다 (스키마 {found}, 이 버전은 {known}까지)"
        ),
        StoreError::NotOurs { path } => {
            let path = path.display();
            text!(
                "{path} is not a database of qetta",
                "{path}은(는) qetta의 데이터베이스가 아닙니다"
            )
        }
        StoreError::SymbolicLink { path } => {
            let path = path.display();
            text!(
                "{path} is a symbolic link, which is not followed",
                "{path}은(는) 심볼릭 링크이므로 따라가지 않습니다"
            )
        }
        StoreError::SharedFolder { path } => {
            let path = path.display();
            text!(
                "others may write into the data folder {path}, or it is not yours",
                "데이터 폴더 {path}에 다른 사용자가 쓸 수 있거나 본인 소유가 아닙니다"
            )
        }
        StoreError::Damaged { path, reason } => {
            let path = path.display();
            text!(
                "the database {path} is damaged: {reason}",
                "데이터베이스 {path}이(가) 손상되었습니다: {reason}"
            )
        }
        StoreError::Unwritable { path, .. } => {
            let path = path.display();
            text!("cannot write the database {path}", "데이터베이스 {path}에 쓸 수 없습니다")
        }
        StoreError::DiskFull { path } => {
            let path = path.display();
            text!("the disk of {path} is full", "{path}의 디스크가 가득 찼습니다")
        }
        StoreError::DiskFailed { path, .. } => {
            let path = path.display();
            text!(
                "the disk failed under the database {path}; what was stored before is kept",
                "데이터베이스 {path}의 디스크에 오류가 났습니다. 전에 저장한 것은 그대로입니다"
            )
        }
        StoreError::Busy { path } => {
            let path = path.display();
            text!(
                "another program holds the database {path}",
                "다른 프로그램이 데이터베이스 {path}을(를) 쓰고 있습니다"
            )
        }
        StoreError::Sealed => text!(
            "a stored token does not open: it was altered or moved",
            "저장된 토큰을 열 수 없습니다. 변경되었거나 옮겨졌습니다"
        ),
        StoreError::LockedTooLong { waited, holder } => locked(*waited, holder.as_ref()),
        StoreError::InUse { waited } => {
            let seconds = waited.as_secs();
            text!(
                "another qetta has been using the store for {seconds} s",
                "다른 qetta가 {seconds}초 동안 저장소를 쓰고 있습니다"
            )
        }
        StoreError::Occupied { path } => {
            let path = path.display();
            text!(
                "there is a store already: {path}; it may have connections that the copy lacks",
                "이미 저장소 {path}이(가) 있으며, 백업에 없는 연결이 있을 수 있습니다"
            )
        }
        StoreError::Replaced { path } => {
            let path = path.display();
            text!(
                "the store {path} was replaced while it was open",
                "저장소 {path}이(가) 열려 있는 동안 다른 것으로 바뀌었습니다"
            )
        }
        StoreError::SecretsElsewhere { backend } => text!(
            "the secrets of this store are in `{backend}`, and a copy of the database has none of them",
            "이 저장소의 시크릿은 `{backend}`에 있어 데이터베이스 사본에는 들어가지 않습니다"
        ),
        StoreError::NoRandomness => {
            text!("the system gives no random numbers", "시스템에서 난수를 얻을 수 없습니다")
        }
        StoreError::Io { path, .. } => {
            let path = path.display();
            text!("cannot use {path}", "{path}을(를) 쓸 수 없습니다")
        }
        StoreError::Sqlite(_) => {
            text!("the database did not answer", "데이터베이스가 응답하지 않습니다")
        }
        _ => message_about_the_key(error),
    }
}

/// Who has been renewing since when, as far as that is known.
fn locked(waited: Duration, holder: Option<&Holder>) -> Text {
    let seconds = waited.as_secs();
    let Some(Holder { pid, host, since }) = holder else {
        return text!(
            "another qetta is renewing this token, and was not done within {seconds} s",
            "다른 qetta가 이 토큰을 갱신하고 있어 {seconds}초 동안 기다렸지만 끝나지 않았습니다"
        );
    };
    let since = korean_time(*since);
    let far = host.as_ref().filter(|_| !holder.is_some_and(Holder::is_near));
    let (en, ko) =
        far.map_or_else(Default::default, |host| (format!(" on {host}"), format!("{host}의 ")));
    text!(
        "another qetta (process {pid}{en}) has been renewing this token since {since}, and was not done within {seconds} s",
        "다른 qetta({ko}프로세스 {pid})가 {since}부터 이 토큰을 갱신하고 있어 {seconds}초 동안 기다렸지만 끝나지 않았습니다"
    )
}

#[expect(clippy::too_many_lines, reason = "a table of sentences")]
fn message_about_the_key(error: &StoreError) -> Text {
    match error {
        StoreError::WrongKey => text!(
            "this key does not open the store; nothing was changed",
            "이 키로는 저장소를 열 수 없습니다. 바뀐 것은 없습니다"
        ),
        StoreError::KeyFileMissing { path } => {
            let path = path.display();
            text!("the key file {path} is missing", "키 파일 {path}이(가) 없습니다")
        }
        StoreError::KeyFileExposed { path } => {
            let path = path.display();
            text!(
                "the key file {path} is open to others, or it is not yours",
                "키 파일 {path}을(를) 다른 사용자가 읽을 수 있거나 본인 소유가 아닙니다"
            )
        }
        StoreError::KeyFileUnreadable { path, .. } => {
            let path = path.display();
            text!("cannot read the key file {path}", "키 파일 {path}을(를) 읽을 수 없습니다")
        }
        StoreError::KeyFileMalformed { path } => {
            let path = path.display();
            text!(
                "the key file {path} does not hold 32 bytes (raw, hex or Base64)",
                "키 파일 {path}에 32바이트 키(원본, 16진수, Base64)가 없습니다"
            )
        }
        StoreError::KeyFileOfOurs { path } => {
            let path = path.display();
            text!(
                "the key file {path} is qetta's own, which is removed when the key goes elsewhere",
                "키 파일 {path}은(는) qetta가 만든 것으로, 키를 옮기면 삭제됩니다"
            )
        }
        StoreError::KeyFileNeeded => text!(
            "the store was made with a key file of yours, and none is named now",
            "키 파일을 지정해 만든 저장소인데, 지금은 키 파일이 지정되지 않았습니다"
        ),
        StoreError::KeyringOff => text!(
            "this store needs a keyring, and this session has none",
            "이 저장소에는 키링이 필요한데, 이 세션에는 키링이 없습니다"
        ),
        StoreError::KeyringNotBuilt => text!(
            "this store needs a keyring, and this qetta was built without keyrings",
            "이 저장소에는 키링이 필요한데, 키링 없이 빌드된 qetta입니다"
        ),
        StoreError::KeyringUnreachable { reason } => {
            text!("the keyring cannot be reached: {reason}", "키링에 연결할 수 없습니다: {reason}")
        }
        StoreError::KeyringLocked { reason } => {
            text!("the keyring is locked: {reason}", "키링이 잠겨 있습니다: {reason}")
        }
        StoreError::KeyringEmpty => text!(
            "the keyring no longer has the store's key",
            "키링에 저장소의 키가 더 이상 없습니다"
        ),
        StoreError::KeyringMalformed => text!(
            "what the keyring has is not the store's key",
            "키링에 있는 값이 저장소의 키가 아닙니다"
        ),
        StoreError::KeyringSilent { after } => {
            let seconds = after.as_secs_f64();
            text!(
                "the keyring did not answer within {seconds} s",
                "키링이 {seconds}초 안에 응답하지 않았습니다"
            )
        }
        other => passphrase::message(other).unwrap_or_else(|| keyring::message(other)),
    }
}

#[expect(clippy::too_many_lines, reason = "a table of sentences")]
fn remedy(error: &StoreError) -> Option<Text> {
    let hint = match error {
        StoreError::NewerSchema { .. } => {
            text!(
                "update qetta, or name another folder with `--data-dir`",
                "qetta를 업데이트하거나 `--data-dir`로 다른 폴더를 지정하세요"
            )
        }
        StoreError::NotOurs { .. }
        | StoreError::SymbolicLink { .. }
        | StoreError::Damaged { .. } => {
            text!(
                "move it away, or name another folder with `--data-dir`; then connect again",
                "파일을 옮기거나 `--data-dir`로 다른 폴더를 지정한 뒤 다시 연결하세요"
            )
        }
        StoreError::Unwritable { .. } | StoreError::Io { .. } => {
            text!(
                "check who may write there, or name another folder with `--data-dir`",
                "쓰기 권한을 확인하거나 `--data-dir`로 다른 폴더를 지정하세요"
            )
        }
        StoreError::SharedFolder { .. } => {
            text!(
                "close it with `chmod go-w`, or name another with `--data-dir`",
                "`chmod go-w`로 닫거나 `--data-dir`로 다른 폴더를 지정하세요"
            )
        }
        StoreError::KeyFileExposed { .. } => {
            text!(
                "if it is the key that you know, close it with `chmod 600`; otherwise move it away",
                "아는 키라면 `chmod 600`으로 닫고, 아니라면 치우세요"
            )
        }
        StoreError::DiskFailed { .. } => {
            text!("look at the disk, then try again", "디스크 상태를 확인한 뒤 다시 시도하세요")
        }
        StoreError::DiskFull { .. } => {
            text!("make room and try again", "공간을 확보한 뒤 다시 시도하세요")
        }
        StoreError::Busy { .. } | StoreError::LockedTooLong { .. } | StoreError::InUse { .. } => {
            text!("try again in a while", "잠시 후 다시 시도하세요")
        }
        StoreError::WrongKey | StoreError::KeyFileNeeded => {
            text!(
                "name the key file that the store was made with in QETTA_KEY_FILE",
                "저장소를 만들 때 쓴 키 파일을 QETTA_KEY_FILE로 지정하세요"
            )
        }
        StoreError::KeyFileOfOurs { .. } => {
            text!(
                "make one in another folder with: openssl rand -hex 32",
                "다른 폴더에 다음 명령으로 만드세요: openssl rand -hex 32"
            )
        }
        StoreError::KeyFileMissing { .. } | StoreError::KeyFileUnreadable { .. } => {
            text!(
                "put the key file back; without it the stored tokens cannot be read, and `qetta disconnect` forgets them",
                "키 파일을 되돌려 놓으세요. 없으면 저장된 토큰을 읽을 수 없고, `qetta disconnect`로 삭제할 수 있습니다"
            )
        }
        StoreError::KeyFileMalformed { .. } => {
            text!(
                "make one with: openssl rand -hex 32",
                "다음 명령으로 만들 수 있습니다: openssl rand -hex 32"
            )
        }
        StoreError::KeyringOff
        | StoreError::KeyringNotBuilt
        | StoreError::KeyringUnreachable { .. }
        | StoreError::KeyringLocked { .. }
        | StoreError::KeyringSilent { .. } => {
            text!(
                "run it where the keyring is, and unlock it; a new store does without one by `--store auto`",
                "키링이 있는 세션에서 잠금을 풀고 실행하세요. 새 저장소는 `--store auto`로 키링 없이 시작할 수 있습니다"
            )
        }
        StoreError::KeyringEmpty | StoreError::KeyringMalformed | StoreError::Sealed => {
            text!(
                "`qetta disconnect` forgets what cannot be read any more; then connect again",
                "`qetta disconnect`로 읽을 수 없는 것을 지운 뒤 다시 연결하세요"
            )
        }
        StoreError::Occupied { .. } => {
            text!(
                "`--force` replaces it, and keeps it under another name",
                "`--force`를 쓰면 기존 저장소를 다른 이름으로 남기고 바꿉니다"
            )
        }
        StoreError::Replaced { .. } => text!("run it again", "다시 실행하세요"),
        StoreError::SecretsElsewhere { .. } => {
            text!(
                "`qetta store move --to sqlite` brings them into the database first",
                "먼저 `qetta store move --to sqlite`로 데이터베이스에 옮기세요"
            )
        }
        StoreError::NoRandomness | StoreError::Sqlite(_) => return None,
        other => return passphrase::remedy(other).or_else(|| keyring::remedy(other)),
    };
    Some(hint)
}
