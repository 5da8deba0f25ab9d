//! Words for secrets that rest in a keyring: which of a handful of things that look alike it is, and
//! what mends it.

use crate::error::Kind;
use crate::model::{ConnectionKey, Lang, Text, text};
use crate::store::{Backend, StoreError};

/// The kind of what went wrong, where it is a setting that contradicts the store.
pub(super) fn kind(error: &StoreError) -> Option<Kind> {
    matches!(error, StoreError::Elsewhere { .. }).then_some(Kind::Config)
}

/// What happened.
pub(super) fn message(error: &StoreError) -> Text {
    match error {
        StoreError::KeyringFull { reason } => {
            text!("the keyring takes no more: {reason}", "키링에 더 넣을 수 없습니다: {reason}")
        }
        StoreError::TooLarge { bytes, limit } => text!(
            "the token takes {bytes} bytes, and the keyring holds {limit} of a connection at most; nothing was cut off, and nothing was stored",
            "토큰이 {bytes}바이트인데 키링은 연결 하나에 최대 {limit}바이트를 보관합니다. 잘라 내지 않았고 저장하지 않았습니다"
        ),
        StoreError::NotKept => text!(
            "the keyring gave back something other than it was given, so nothing was stored",
            "키링이 넣은 것과 다른 값을 돌려주어 저장하지 않았습니다"
        ),
        StoreError::SecretGone { key } => gone(key),
        StoreError::UnknownConnection => text!(
            "the store has a connection to a provider that this qetta does not know; nothing was moved",
            "이 qetta가 모르는 제공자의 연결이 저장소에 있어 옮기지 않았습니다"
        ),
        StoreError::SecretMalformed { reason } => text!(
            "what the keyring has of this connection is not its token: {reason}",
            "키링에 있는 값이 이 연결의 토큰이 아닙니다: {reason}"
        ),
        StoreError::KernelRefused { reason } => text!(
            "the kernel refuses to keep keys here: {reason}",
            "이곳의 커널이 키 보관을 거부합니다: {reason}"
        ),
        StoreError::Elsewhere { recorded, asked } => text!(
            "the secrets of this store are in `{recorded}`, not in `{asked}`",
            "이 저장소의 시크릿은 `{asked}`이(가) 아니라 `{recorded}`에 있습니다"
        ),
        other => Text::same(other.to_string()),
    }
}

/// What mends it.
pub(super) fn remedy(error: &StoreError) -> Option<Text> {
    let hint = match error {
        StoreError::KeyringFull { .. } | StoreError::TooLarge { .. } => text!(
            "keep the secrets in the encrypted database: `qetta store move --to sqlite`",
            "시크릿을 암호화된 데이터베이스에 두세요: `qetta store move --to sqlite`"
        ),
        StoreError::NotKept | StoreError::KernelRefused { .. } => text!(
            "move the secrets to the encrypted database (`qetta store move --to sqlite`), or begin a store there with `--store sqlite`",
            "시크릿을 암호화된 데이터베이스로 옮기거나(`qetta store move --to sqlite`) `--store sqlite`로 저장소를 시작하세요"
        ),
        StoreError::SecretGone { .. } | StoreError::SecretMalformed { .. } => text!(
            "`qetta disconnect` forgets the connection; then connect again",
            "`qetta disconnect`로 연결을 지운 뒤 다시 연결하세요"
        ),
        StoreError::UnknownConnection => {
            text!("update qetta", "qetta를 업데이트하세요")
        }
        StoreError::Elsewhere { recorded, asked } => move_to(*recorded, *asked),
        _ => return None,
    };
    Some(hint)
}

fn gone(key: &ConnectionKey) -> Text {
    let title = key.provider.title();
    let (english, korean) = (title.say(Lang::En), title.say(Lang::Ko));
    let (profile, account) = (key.profile.as_str(), key.account.as_str());
    text!(
        "the keyring no longer has the token of {english} (profile {profile}, account {account})",
        "키링에 {korean}의 토큰이 더 이상 없습니다 (프로필 {profile}, 계정 {account})"
    )
}

fn move_to(recorded: Backend, asked: Backend) -> Text {
    text!(
        "move them with `qetta store move --to {asked}`, or leave out `--store` (QETTA_STORE) and they stay in `{recorded}`",
        "`qetta store move --to {asked}`(으)로 옮기거나, `--store`(QETTA_STORE)를 빼면 `{recorded}`에 그대로 둡니다"
    )
}

#[cfg(test)]
mod tests {
    use crate::error::{Error, Kind};
    use crate::model::{ConnectionKey, Provider};
    use crate::store::{Backend, StoreError};

    #[test]
    fn a_place_that_contradicts_the_record_is_a_matter_of_settings() {
        let elsewhere =
            StoreError::Elsewhere { recorded: Backend::Sqlite, asked: Backend::Keyring };
        let error = Error::from(elsewhere);
        assert_eq!(error.kind(), Kind::Config);
        assert!(error.hints()[0].english().contains("`qetta store move --to keyring`"));
    }

    #[test]
    fn what_looks_alike_is_told_apart_and_each_has_a_hint() {
        let reason = || "reason".to_owned();
        let (profile, account) = ("production".parse().unwrap(), "mine".parse().unwrap());
        let key = Box::new(ConnectionKey { profile, provider: Provider::Toss, account });
        let errors = [
            StoreError::KeyringOff,
            StoreError::KeyringUnreachable { reason: reason() },
            StoreError::KeyringLocked { reason: reason() },
            StoreError::KeyringEmpty,
            StoreError::KeyringFull { reason: reason() },
            StoreError::TooLarge { bytes: 9, limit: 8 },
            StoreError::NotKept,
            StoreError::SecretGone { key },
            StoreError::UnknownConnection,
            StoreError::SecretMalformed { reason: reason() },
            StoreError::KernelRefused { reason: reason() },
        ];
        let mut said: Vec<String> = Vec::new();
        for error in errors {
            let error = Error::from(error);
            assert_eq!(error.kind(), Kind::Store);
            assert!(!error.hints().is_empty(), "{error:?}");
            said.push(error.message().english().to_owned());
        }
        let count = said.len();
        said.sort();
        said.dedup();
        assert_eq!(said.len(), count);
    }
}
