//! An error, for people and for programs.

use std::fmt::Write as _;

use serde::Serialize;

use crate::error::Error;
use crate::model::{Lang, Text, plain};
use crate::ui::page::{ERROR, HINT, styled};

/// `error: …`, what the provider said, the causes, then `hint: …`. Those two words stay as they are
/// in every language: they are what people search for and scripts look at.
pub(super) fn in_words(error: &Error, lang: Lang) -> String {
    let (cause, provider_said) = match lang {
        Lang::En => ("caused by:", "the provider said:"),
        Lang::Ko => ("원인:", "제공자 응답:"),
    };
    let mut words = format!("{} {}\n", styled(ERROR, "error:"), plain(error.message().say(lang)));
    if let Some(said) = provider_words(error) {
        let _ = writeln!(words, "  {provider_said} {said}");
    }
    for source in error.causes() {
        let _ = writeln!(words, "  {cause} {}", plain(&source));
    }
    let mut hints: Vec<&Text> = error.hints().iter().collect();
    for (of, failure) in error.details() {
        let _ = writeln!(words, "  {of}: {}", plain(failure.message().say(lang)));
        if let Some(said) = provider_words(failure) {
            let _ = writeln!(words, "    {provider_said} {said}");
        }
        hints.extend(failure.hints());
    }
    let mut said = Vec::new();
    for text in hints {
        if !said.contains(&text) {
            let _ = writeln!(words, "{} {}", styled(HINT, "hint:"), text.say(lang));
            said.push(text);
        }
    }
    words
}

/// The provider's own code and words: `invalid_client (unknown client), HTTP 401`; with a bank behind
/// it, `A0002/415 (…), HTTP 200`.
fn provider_words(error: &Error) -> Option<String> {
    let refusal = error.refusal()?;
    let codes: Vec<&str> =
        [&refusal.code, &refusal.bank_code].into_iter().flatten().map(String::as_str).collect();
    let code = (!codes.is_empty()).then(|| codes.join("/"));
    let mut said = match (&code, &refusal.message) {
        (Some(code), Some(message)) => format!("{code} ({message})"),
        (Some(words), None) | (None, Some(words)) => words.clone(),
        (None, None) => return Some(format!("HTTP {}", refusal.http_status)),
    };
    let _ = write!(said, ", HTTP {}", refusal.http_status);
    Some(said)
}

/// The one line that scripts read; always English, whatever the language.
pub fn in_json(error: &Error) -> String {
    let mut line = serde_json::to_string(&Document { error: fields(error) }).unwrap_or_default();
    line.push('\n');
    line
}

/// The members of an error, wherever one stands in a document.
pub(super) fn fields(error: &Error) -> Fields<'_> {
    let hints: Vec<_> = error.hints().iter().map(crate::model::Text::english).collect();
    let refusal = error.refusal();
    Fields {
        kind: error.kind().as_str(),
        message: plain(error.message().english()),
        hint: (!hints.is_empty()).then(|| hints.join("; ")),
        causes: error.causes().map(|cause| plain(&cause)).collect(),
        provider: error.provider().map(crate::model::Provider::code),
        provider_code: error.provider_code(),
        bank_code: refusal.and_then(|refusal| refusal.bank_code.as_deref()),
        provider_message: error.provider_message(),
        http_status: error.status(),
        retryable: error.is_retryable(),
    }
}

#[derive(Serialize)]
struct Document<'a> {
    error: Fields<'a>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Fields<'a> {
    kind: &'a str,
    message: String,
    hint: Option<String>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    causes: Vec<String>,
    provider: Option<&'a str>,
    provider_code: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bank_code: Option<&'a str>,
    provider_message: Option<&'a str>,
    http_status: Option<u16>,
    retryable: bool,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::error::refused;
    use crate::model::{Cause, Provider, Refusal};

    fn refusal() -> Error {
        refused(
            Provider::Toss,
            Refusal {
                cause: Cause::Scope,
                http_status: 400,
                code: Some("invalid_scope".into()),
                bank_code: None,
                message: Some("권한이 없습니다".into()),
            },
        )
    }

    #[test]
    fn people_read_what_happened_what_was_said_and_what_to_do() {
        let words = anstream::adapter::strip_str(&in_words(&refusal(), Lang::En)).to_string();
        insta::assert_snapshot!(words, @r"
        error: Toss Certification refused the scope
          the provider said: invalid_scope (권한이 없습니다), HTTP 400
        hint: the scope of Toss Certification is `ca`; unset TOSS_SCOPE or ask Toss for more
        ");
        let words = anstream::adapter::strip_str(&in_words(&refusal(), Lang::Ko)).to_string();
        assert!(words.starts_with("error: 토스 인증에서 권한 범위를 거부했습니다"), "{words}");
    }

    #[test]
    fn the_bank_behind_a_provider_has_a_code_of_its_own() {
        let refusal = Refusal {
            cause: Cause::Connect,
            http_status: 200,
            code: Some("A0002".into()),
            bank_code: Some("468".into()),
            message: Some("제3자정보제공동의 만료".into()),
        };
        let error = refused(Provider::Toss, refusal);
        assert_eq!(error.kind().exit_code(), 3);
        let line = in_json(&error);
        assert!(line.contains(r#""providerCode":"A0002","bankCode":"468","providerM"#), "{line}");
        let words = in_words(&error, Lang::En);
        assert!(words.contains("A0002/468 (제3자정보제공동의 만료), HTTP 200"), "{words}");
    }

    #[test]
    fn programs_read_one_line() {
        insta::assert_snapshot!(in_json(&refusal()), @r#"{"error":{"kind":"provider_refused","message":"Toss Certification refused the scope","hint":"the scope of Toss Certification is `ca`; unset TOSS_SCOPE or ask Toss for more","provider":"TOSS_CERT","providerCode":"invalid_scope","providerMessage":"권한이 없습니다","httpStatus":400,"retryable":false}}"#);
    }
}
