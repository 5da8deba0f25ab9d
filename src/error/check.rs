//! What somebody brought to be looked at is not what it has to be.

use crate::error::{Error, Kind};
use crate::model::{BadVerifier, CodeVerifier, NotAJwt, Text, plain, text};

impl From<BadVerifier> for Error {
    fn from(why: BadVerifier) -> Self {
        Self::new(Kind::CheckFailed, wrong_with(why)).hint(verifier_remedy(why))
    }
}

fn wrong_with(why: BadVerifier) -> Text {
    let (shortest, longest) = (CodeVerifier::SHORTEST, CodeVerifier::LONGEST);
    match why {
        BadVerifier::TooShort { characters } => text!(
            "the verifier is too short: it has {characters} characters of at least {shortest}",
            "검증값(code_verifier)이 너무 짧습니다: {characters}자, 최소 {shortest}자"
        ),
        BadVerifier::TooLong { characters } => text!(
            "the verifier is too long: it has {characters} characters of at most {longest}",
            "검증값(code_verifier)이 너무 깁니다: {characters}자, 최대 {longest}자"
        ),
        BadVerifier::LineBreak { position, characters } => text!(
            "there is a line break at character {position} of {characters}: GNU `base64` wraps its lines at 76 columns",
            "{characters}자 중 {position}번째가 줄바꿈입니다: GNU `base64`는 76열마다 줄을 바꿉니다"
        ),
        BadVerifier::Character { found, position } => {
            let found = shown(found);
            text!(
                "character {position} is {found}; a verifier has only A-Z, a-z, 0-9 and - . _ ~",
                "{position}번째 문자가 {found}입니다. 검증값(code_verifier)에는 A-Z, a-z, 0-9, - . _ ~만 쓸 수 있습니다"
            )
        }
        BadVerifier::CharacterCodes { characters } => text!(
            "it has {characters} characters, all of them digits: these are the decimal codes of characters, as Dart's `List<int>` joins them",
            "{characters}자가 모두 숫자입니다: Dart의 `List<int>`를 join하면 문자가 아니라 문자 코드가 이어집니다"
        ),
    }
}

/// A character as it can be read wherever it stands.
fn shown(found: char) -> String {
    let visible =
        !found.is_whitespace() && plain(found.encode_utf8(&mut [0; 4])).starts_with(found);
    if visible { format!("`{found}`") } else { format!("U+{:04X}", u32::from(found)) }
}

fn verifier_remedy(why: BadVerifier) -> Text {
    match why {
        BadVerifier::LineBreak { .. } => text!(
            "use `base64 -w0`, or take the line breaks out with `tr -d '\\n'`",
            "`base64 -w0`를 쓰거나 `tr -d '\\n'`으로 줄바꿈을 없애세요"
        ),
        BadVerifier::CharacterCodes { .. } => text!(
            "make characters of the codes: `String.fromCharCodes(List<int>.generate(…))` instead of `.join()`",
            "`.join()` 대신 `String.fromCharCodes(List<int>.generate(…))`로 코드를 문자로 바꾸세요"
        ),
        BadVerifier::Character { found: '+' | '/' | '=', .. } => text!(
            "that is Base64: make base64url of it with `tr '+/' '-_' | tr -d '='`",
            "Base64입니다. `tr '+/' '-_' | tr -d '='`로 base64url로 바꾸세요"
        ),
        BadVerifier::TooShort { .. }
        | BadVerifier::TooLong { .. }
        | BadVerifier::Character { .. } => {
            text!("`qetta pkce new` makes a good one", "`qetta pkce new`로 새로 만들 수 있습니다")
        }
    }
}

/// A good verifier that is another's.
pub fn challenge_mismatch() -> Error {
    Error::new(Kind::CheckFailed, text!("challenge mismatch", "챌린지가 일치하지 않습니다")).hint(
        text!(
            "the challenge is the verifier's SHA-256 in base64url without padding: `qetta pkce challenge` prints it",
            "챌린지는 검증값(code_verifier)의 SHA-256을 패딩 없는 base64url로 쓴 값입니다: `qetta pkce challenge`로 확인하세요"
        ),
    )
}

impl From<NotAJwt> for Error {
    fn from(why: NotAJwt) -> Self {
        let why = match why {
            NotAJwt::Parts => {
                text!("it does not have three parts between dots", "점으로 나뉜 세 부분이 아닙니다")
            }
            NotAJwt::Encrypted => text!(
                "it is encrypted (five parts), so only its recipient can read it",
                "암호화되어 있어(다섯 부분) 수신자만 읽을 수 있습니다"
            ),
            NotAJwt::Header => text!(
                "its header is not a JSON object in base64url",
                "헤더가 base64url로 쓴 JSON 객체가 아닙니다"
            ),
            NotAJwt::Claims => text!(
                "its claims are not a JSON object in base64url",
                "클레임이 base64url로 쓴 JSON 객체가 아닙니다"
            ),
        };
        let (en, ko) = (why.english(), why.say(crate::model::Lang::Ko));
        let message =
            text!("not a JWT that can be read: {en}", "읽을 수 있는 JWT가 아닙니다: {ko}");
        Self::new(Kind::CheckFailed, message).hint(text!(
            "a token may be opaque: then only its server can say what it stands for, `qetta introspect PROVIDER`",
            "불투명 토큰일 수 있습니다. 그 의미는 발급한 서버만 압니다: `qetta introspect PROVIDER`"
        ))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_reason_ends_with_1_and_is_said_with_its_remedy() {
        for (why, words, remedy) in [
            (BadVerifier::TooShort { characters: 9 }, "9 characters of at least 43", "pkce new"),
            (BadVerifier::TooLong { characters: 130 }, "130 characters of at most 128", "pkce new"),
            (
                BadVerifier::LineBreak { position: 77, characters: 129 },
                "a line break at character 77 of 129",
                "`base64 -w0`, or take the line breaks out with `tr -d '\\n'`",
            ),
            (BadVerifier::Character { found: '+', position: 3 }, "character 3 is `+`", "'-_'"),
            (BadVerifier::Character { found: ' ', position: 3 }, "character 3 is U+0020", "new"),
            (BadVerifier::Character { found: '\u{202e}', position: 1 }, "is U+202E", "new"),
            (
                BadVerifier::CharacterCodes { characters: 305 },
                "305 characters, all of them digits",
                "String.fromCharCodes",
            ),
        ] {
            let error = Error::from(why);
            assert_eq!(error.kind(), Kind::CheckFailed);
            assert!(error.message().english().contains(words), "{:?}", error.message());
            assert!(error.hints()[0].english().contains(remedy), "{:?}", error.hints());
        }
    }

    #[test]
    fn what_is_no_jwt_says_why_in_the_words_of_the_model() {
        for why in [NotAJwt::Parts, NotAJwt::Encrypted, NotAJwt::Header, NotAJwt::Claims] {
            let error = Error::from(why);
            assert_eq!(error.kind(), Kind::CheckFailed);
            assert!(error.message().english().ends_with(&why.to_string()), "{why}");
        }
    }
}
