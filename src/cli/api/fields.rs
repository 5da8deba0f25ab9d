//! `-f` and `-F`: what a call says, pair by pair.

use std::path::Path;

use serde_json::{Number, Value};

use crate::cli::api::read_input;
use crate::error::Error;
use crate::model::text;

/// So many digits survive a floating-point number.
const EXACT: usize = 15;

/// `KEY=VALUE` as it is typed.
pub(super) fn field(typed: &str) -> Result<(String, String), String> {
    match typed.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
        _ => Err("expected KEY=VALUE".to_owned()),
    }
}

/// What a value of `-F` means: `true`, `false`, `null` and numbers are what they are in JSON,
/// `@FILE` is the file's text (`@-` stdin's), and everything else a string.
pub(super) fn meant(typed: &str) -> Result<Value, Error> {
    if let Some(path) = typed.strip_prefix('@') {
        let bytes = read_input(Path::new(path))?;
        return String::from_utf8(bytes).map(Value::String).map_err(|_| {
            Error::usage(text!(
                "{path} is not Unicode text",
                "{path}은(는) 유니코드 텍스트가 아닙니다"
            ))
        });
    }
    Ok(match typed {
        "true" => Value::Bool(true),
        "false" => Value::Bool(false),
        "null" => Value::Null,
        _ => match number(typed) {
            Some(number) => Value::Number(number?),
            None => Value::String(typed.to_owned()),
        },
    })
}

/// A number by JSON's grammar, so that `010` stays what it is. One that would be rounded is refused:
/// it could be money.
fn number(typed: &str) -> Option<Result<Number, Error>> {
    if typed.trim() != typed {
        return None;
    }
    let number: Number = serde_json::from_str(typed).ok()?;
    let digits = typed.bytes().filter(u8::is_ascii_digit).count();
    let is_whole = typed.bytes().all(|b| b.is_ascii_digit() || b == b'-');
    if number.is_f64() && (is_whole || digits > EXACT) {
        return Some(Err(Error::usage(text!(
            "the number {typed} is too long to be sent exactly; `-f` sends it as a string",
            "숫자 {typed}은(는) 너무 길어 정확히 보낼 수 없습니다. `-f`를 쓰면 문자열로 보냅니다"
        ))));
    }
    Some(Ok(number))
}

/// The same where everything is text: in a query or a form.
pub(super) fn as_text(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => String::new(),
        other => other.to_string(),
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn a_field_has_a_name_and_any_value() {
        assert_eq!(field("a=b=c"), Ok(("a".into(), "b=c".into())));
        assert_eq!(field("a="), Ok(("a".into(), String::new())));
        assert!(field("=b").is_err() && field("ab").is_err());
    }

    #[test]
    fn a_typed_value_is_what_it_looks_like() {
        for (typed, value) in [
            ("true", json!(true)),
            ("false", json!(false)),
            ("null", json!(null)),
            ("50000", json!(50_000)),
            ("-1", json!(-1)),
            ("1.5", json!(1.5)),
            ("18446744073709551615", json!(u64::MAX)),
            ("010", json!("010")),
            ("+1", json!("+1")),
            (" 1", json!(" 1")),
            ("", json!("")),
            ("True", json!("True")),
            ("[1]", json!("[1]")),
            ("가", json!("가")),
        ] {
            assert_eq!(meant(typed).unwrap(), value, "{typed:?}");
        }
        for rounded in ["123456789012345678901", "12345678901234567.89"] {
            assert!(meant(rounded).is_err(), "{rounded}");
        }
        assert!(meant("@/missing").is_err());
    }

    #[test]
    fn in_a_query_everything_is_text() {
        let texts = [json!("a"), json!(null), json!(true), json!(1)].map(|value| as_text(&value));
        assert_eq!(texts, ["a", "", "true", "1"]);
    }
}
