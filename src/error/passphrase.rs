//! A passphrase that is missing, wrong, or no passphrase.

use crate::error::Kind;
use crate::model::{Text, text};
use crate::store::StoreError;

/// The kind of what went wrong, where it is not the store that is at fault but what it was given.
pub(super) fn kind(error: &StoreError) -> Option<Kind> {
    match error {
        StoreError::PassphraseNotUsed { .. }
        | StoreError::PassphraseEmpty
        | StoreError::PassphraseUnreadable { .. }
        | StoreError::PassphraseMalformed { .. } => Some(Kind::Config),
        StoreError::PassphraseMistyped => Some(Kind::Usage),
        StoreError::Interrupted => Some(Kind::Interrupted),
        _ => None,
    }
}

/// What went wrong, where it is about a passphrase.
pub(super) fn message(error: &StoreError) -> Option<Text> {
    Some(match error {
        StoreError::PassphraseNeeded => text!(
            "the store is locked with a passphrase, and there is neither a file with it nor anybody to ask",
            "암호문으로 잠긴 저장소인데, 암호문 파일도 물어볼 사람도 없습니다"
        ),
        StoreError::WrongPassphrase => text!(
            "this passphrase does not open the store; nothing was changed",
            "이 암호문으로는 저장소를 열 수 없습니다. 바뀐 것은 없습니다"
        ),
        StoreError::PassphraseNotUsed { source_of_key } => text!(
            "QETTA_PASSPHRASE_FILE is set, and the key of this store is not made of a passphrase (it is `{source_of_key}`)",
            "QETTA_PASSPHRASE_FILE이 설정되어 있지만 이 저장소의 키는 암호문으로 만든 것이 아닙니다 (`{source_of_key}`)"
        ),
        StoreError::PassphraseEmpty => text!("the passphrase is empty", "암호문이 비어 있습니다"),
        StoreError::PassphraseUnreadable { path, .. } => {
            let path = path.display();
            text!(
                "cannot read the passphrase file {path}",
                "암호문 파일 {path}을(를) 읽을 수 없습니다"
            )
        }
        StoreError::PassphraseMalformed { path } => {
            let path = path.display();
            text!(
                "the passphrase file {path} does not hold UTF-8 text of 4096 bytes at most",
                "암호문 파일 {path}에 4096바이트 이하의 UTF-8 글자가 들어 있지 않습니다"
            )
        }
        StoreError::PassphraseMistyped => text!(
            "the two passphrases are not the same; nothing was changed",
            "두 암호문이 서로 다릅니다. 바뀐 것은 없습니다"
        ),
        StoreError::PassphraseUnasked { .. } => text!(
            "the terminal cannot be asked for a passphrase",
            "터미널에서 암호문을 입력받을 수 없습니다"
        ),
        StoreError::Interrupted => text!("interrupted", "중단되었습니다"),
        StoreError::PassphraseTooMuch => text!(
            "there is not enough memory to make a key of the passphrase",
            "암호문으로 키를 만들 메모리가 부족합니다"
        ),
        _ => return None,
    })
}

/// What mends it, where it is about a passphrase.
pub(super) fn remedy(error: &StoreError) -> Option<Text> {
    Some(match error {
        StoreError::PassphraseNeeded | StoreError::PassphraseUnasked { .. } => text!(
            "name a file with the passphrase in QETTA_PASSPHRASE_FILE, or run it in a terminal without `--no-input`",
            "암호문이 든 파일을 QETTA_PASSPHRASE_FILE로 지정하거나 `--no-input` 없이 터미널에서 실행하세요"
        ),
        StoreError::WrongPassphrase => text!(
            "give the passphrase that the store was locked with last; without it `qetta disconnect` forgets what is stored",
            "마지막으로 저장소를 잠근 암호문을 입력하세요. 없으면 `qetta disconnect`로 저장된 것을 지울 수 있습니다"
        ),
        StoreError::PassphraseNotUsed { .. } => text!(
            "`qetta store rekey --passphrase` locks this store with it; or unset QETTA_PASSPHRASE_FILE",
            "`qetta store rekey --passphrase`로 이 저장소를 잠그거나 QETTA_PASSPHRASE_FILE 설정을 지우세요"
        ),
        StoreError::PassphraseEmpty
        | StoreError::PassphraseUnreadable { .. }
        | StoreError::PassphraseMalformed { .. } => text!(
            "write it into the file that QETTA_PASSPHRASE_FILE names, on one line",
            "QETTA_PASSPHRASE_FILE로 지정한 파일에 한 줄로 적으세요"
        ),
        StoreError::PassphraseMistyped => text!("try again", "다시 시도하세요"),
        _ => return None,
    })
}
