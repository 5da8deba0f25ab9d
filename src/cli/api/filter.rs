//! `--jq`: a filter in jq's language, run by jaq.

use jaq_core::data::JustLut;
use jaq_core::load::{Arena, File, Loader};
use jaq_core::{Compiler, Ctx, Vars, unwrap_valr};
use jaq_json::{Val, read};

use crate::error::{Error, Kind};
use crate::model::{plain, text};

/// A filter that is known to be one.
#[derive(Clone)]
pub(super) struct Filter(std::sync::Arc<str>);

type Compiled = jaq_core::Filter<JustLut<Val>>;

impl std::fmt::Debug for Filter {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Filter({})", self.0)
    }
}

impl std::str::FromStr for Filter {
    type Err = String;

    fn from_str(expression: &str) -> Result<Self, String> {
        compiled(expression)?;
        Ok(Self(expression.into()))
    }
}

impl Filter {
    /// What comes of a document: a line a value, strings without their quotes, as `gh` has it.
    pub(super) fn lines(&self, document: &[u8]) -> Result<String, Error> {
        let filter = compiled(&self.0).map_err(|fault| failed(&fault))?;
        let input = read::parse_single(document).map_err(|error| failed(&error.to_string()))?;
        let context = Ctx::<JustLut<Val>>::new(&filter.lut, Vars::new([]));
        let mut lines = String::new();
        for value in filter.id.run((context, input)).map(unwrap_valr) {
            match value.map_err(|error| failed(&error.to_string()))? {
                Val::TStr(text) => lines.push_str(&String::from_utf8_lossy(&text)),
                value => lines.push_str(&value.to_string()),
            }
            lines.push('\n');
        }
        Ok(lines)
    }
}

fn compiled(expression: &str) -> Result<Compiled, String> {
    let definitions = jaq_core::defs().chain(jaq_std::defs()).chain(jaq_json::defs());
    let functions = jaq_core::funs().chain(jaq_std::funs()).chain(jaq_json::funs());
    let arena = Arena::default();
    let modules = Loader::new(definitions)
        .load(&arena, File { code: expression, path: () })
        .map_err(|_| "expected a jq expression, such as `.res_list[].tran_amt`".to_owned())?;
    Compiler::default().with_funs(functions).compile(modules).map_err(|faults| {
        let named = faults.iter().flat_map(|(_, faults)| faults).next();
        named.map_or_else(
            || "expected a jq expression".to_owned(),
            |(name, what)| format!("there is no {} `{name}` in jq", what.as_str()),
        )
    })
}

/// The expression is one, and this document is not what it is for.
fn failed(fault: &str) -> Error {
    let fault = plain(fault);
    Error::new(
        Kind::CheckFailed,
        text!(
            "the `--jq` expression fails on this answer: {fault}",
            "이 응답에 `--jq` 표현식을 적용할 수 없습니다: {fault}"
        ),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lines(expression: &str, document: &str) -> Option<String> {
        expression.parse::<Filter>().unwrap().lines(document.as_bytes()).ok()
    }

    #[test]
    fn values_come_a_line_each_and_strings_without_quotes() {
        let document =
            r#"{"list":[{"n":"가","a":1},{"n":"b","a":2}],"amount":123456789012345678901}"#;
        assert_eq!(lines(".list[].n", document).as_deref(), Some("가\nb\n"));
        assert_eq!(lines("[.list[].a] | add", document).as_deref(), Some("3\n"));
        assert_eq!(lines(".list[0]", document).as_deref(), Some("{\"n\":\"가\",\"a\":1}\n"));
        assert_eq!(lines(".amount", document).as_deref(), Some("123456789012345678901\n"));
        assert_eq!(lines("empty", document).as_deref(), Some(""));
        assert_eq!(
            lines(".list | map(select(.n | test(\"^b\"))) | length", document),
            Some("1\n".into())
        );
    }

    #[test]
    fn what_is_no_expression_is_known_before_there_is_a_document() {
        for wrong in [".[", "nonsense(", "| .", "a b"] {
            assert!(wrong.parse::<Filter>().is_err(), "{wrong}");
        }
        let fault = ".a | nonsense".parse::<Filter>().unwrap_err();
        assert!(fault.contains("`nonsense`"), "{fault}");
    }

    #[test]
    fn a_document_can_be_the_wrong_one() {
        assert_eq!(lines(".a.b", r#"{"a":1}"#), None);
        assert_eq!(lines(".", "<html>"), None);
    }
}
