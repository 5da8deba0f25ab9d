//! `qetta api`

use std::io::Read as _;
use std::path::PathBuf;

use clap::Args;
use http::Method;

use crate::app::App;
use crate::cli::global::named;
use crate::error::{self, Error, Kind};
use crate::http::Request;
use crate::model::{Provider, text};
use crate::ops;
use crate::providers::toss::Toss;

/// Call the provider's API with a good token, and print the answer's body
///
/// PATH is below the provider's API base. The exit code follows the provider's own rule: an answer
/// that says no ends with 4 although its body is printed.
#[derive(Debug, Args)]
pub(super) struct Api {
    /// Whose API
    #[arg(value_parser = named::<Provider>(&Provider::NAMES))]
    provider: Provider,

    /// GET, POST …
    #[arg(value_parser = method)]
    method: Method,

    /// Where, below the API base: `/api/v2/…`
    path: String,

    /// A string member of the JSON body; of the query with GET. May be repeated
    #[arg(short, long = "field", value_name = "KEY=VALUE", value_parser = field)]
    field: Vec<(String, String)>,

    /// The body as it is, from a file or, with `-`, from stdin
    #[arg(long, value_name = "FILE", conflicts_with = "field")]
    input: Option<PathBuf>,
}

fn method(typed: &str) -> Result<Method, String> {
    match typed.to_ascii_uppercase().as_str() {
        "GET" => Ok(Method::GET),
        "HEAD" => Ok(Method::HEAD),
        "POST" => Ok(Method::POST),
        "PUT" => Ok(Method::PUT),
        "PATCH" => Ok(Method::PATCH),
        "DELETE" => Ok(Method::DELETE),
        _ => Err("expected GET, HEAD, POST, PUT, PATCH or DELETE".to_owned()),
    }
}

fn field(typed: &str) -> Result<(String, String), String> {
    match typed.split_once('=') {
        Some((key, value)) if !key.is_empty() => Ok((key.to_owned(), value.to_owned())),
        _ => Err("expected KEY=VALUE".to_owned()),
    }
}

impl Api {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let toss = app.toss()?;
        let request = self.request(&toss)?;
        let vault = app.vault()?;
        let subject = app.subject(&toss);
        let desk = app.desk()?;
        let asking = text!("calling Toss", "토스 API를 호출하는 중");
        let called = app.wait_for(&asking, ops::call_toss(&desk, &vault, &subject, request))?;
        app.warn_of_an_old_token(called.stale_because);
        app.ui.show_raw(called.answer.body())?;
        match called.refusal {
            Some(refusal) => Err(error::refused(self.provider, refusal)),
            None if called.answer.status().is_success() => Ok(()),
            None => Err(error::unexpected_answer(self.provider, &called.answer)),
        }
    }

    fn request(&self, toss: &Toss) -> Result<Request, Error> {
        let in_query = matches!(self.method, Method::GET | Method::HEAD);
        let mut path = self.path.clone();
        if in_query && !self.field.is_empty() {
            let query = url::form_urlencoded::Serializer::new(String::new())
                .extend_pairs(&self.field)
                .finish();
            path.push(if path.contains('?') { '&' } else { '?' });
            path.push_str(&query);
        }
        let body = if in_query { None } else { self.body()? };
        toss.request(self.method.clone(), &path, body)
            .map_err(|error| ops::OpError::from(error).into())
    }

    fn body(&self) -> Result<Option<Vec<u8>>, Error> {
        if let Some(path) = &self.input {
            return read_input(path).map(Some);
        }
        if self.field.is_empty() {
            return Ok(None);
        }
        let members: serde_json::Map<_, _> =
            self.field.iter().map(|(key, value)| (key.clone(), value.clone().into())).collect();
        Ok(Some(serde_json::Value::from(members).to_string().into_bytes()))
    }
}

fn read_input(path: &std::path::Path) -> Result<Vec<u8>, Error> {
    let read = if path.as_os_str() == "-" {
        let mut bytes = Vec::new();
        std::io::stdin().lock().read_to_end(&mut bytes).map(|_| bytes)
    } else {
        std::fs::read(path)
    };
    read.map_err(|error| {
        let path = path.display();
        Error::new(Kind::Usage, text!("cannot read {path}", "{path}을(를) 읽을 수 없습니다"))
            .because(error)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_has_a_name_and_any_value() {
        assert_eq!(field("a=b=c"), Ok(("a".into(), "b=c".into())));
        assert_eq!(field("a="), Ok(("a".into(), String::new())));
        assert!(field("=b").is_err() && field("ab").is_err());
    }
}
