//! A connection is not of the name that was typed.

use crate::error::{Error, Kind};
use crate::model::{ConnectionKey, Lang, text};

/// There is none of this name.
pub(super) fn missing(key: &ConnectionKey) -> Error {
    let ConnectionKey { profile, provider, account } = key;
    let title = provider.title();
    let (en, ko) = (title.say(Lang::En), title.say(Lang::Ko));
    Error::new(
        Kind::LoginRequired,
        text!(
            "{en} has no account `{account}` under profile `{profile}`",
            "프로필 `{profile}`의 {ko}에 `{account}` 계정이 없습니다"
        ),
    )
    .at(*provider)
    .hint(text!(
        "`qetta account list {provider}` shows those that there are",
        "`qetta account list {provider}`로 연결된 계정을 볼 수 있습니다"
    ))
}

/// Somebody has it.
pub(super) fn taken(key: &ConnectionKey) -> Error {
    let ConnectionKey { profile, provider, account } = key;
    let title = provider.title();
    let (en, ko) = (title.say(Lang::En), title.say(Lang::Ko));
    Error::usage(text!(
        "{en} has an account `{account}` under profile `{profile}` already; nothing was changed",
        "프로필 `{profile}`의 {ko}에 `{account}` 계정이 이미 있습니다. 바뀐 것은 없습니다"
    ))
    .at(*provider)
    .hint(text!(
        "choose another name, or end that one with `qetta disconnect {provider} --account NAME`",
        "다른 이름을 고르거나 `qetta disconnect {provider} --account 이름`으로 그 연결을 해제하세요"
    ))
}
