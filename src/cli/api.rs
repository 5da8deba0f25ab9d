//! `qetta api`

use std::io::Read as _;
use std::path::PathBuf;

use clap::Args;
use http::Method;

use crate::app::App;
use crate::cli::global::{PROVIDER, provider};
use crate::error::{self, Error, Kind};
use crate::http::{Body, Request};
use crate::model::{Provider, text};
use crate::ops::{self, Desk, Rules, Subject};
use crate::providers::custom;
use crate::providers::kftc::{self, Kftc};
use crate::providers::toss::{self, Toss};

/// Call the provider's API with a good token, and print the answer's body
///
/// PATH is below the provider's API base. The exit code follows the provider's own rule: an answer
/// that says no ends with 4 although its body is printed.
#[derive(Debug, Args)]
pub(super) struct Api {
    /// Whose API
    #[arg(value_name = PROVIDER, value_parser = provider)]
    provider: Provider,

    /// GET, POST …
    #[arg(value_parser = method)]
    method: Method,

    /// Where, below the API base: `/api/v2/…`
    path: String,

    /// A string member of the JSON body; of the query with GET. May be repeated
    #[arg(short, long = "field", value_name = "KEY=VALUE", value_parser = field)]
    field: Vec<(String, String)>,

    /// Send the fields as a form instead of JSON
    #[arg(long, conflicts_with = "input")]
    form: bool,

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

/// Who is called, as whom, and how the answer is to be understood.
struct Callee {
    subject: Subject,
    request: Request,
    rules: Rules,
}

impl Api {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let desk = app.desk()?;
        let Callee { subject, request, rules } = self.callee(app, &desk)?;
        let vault = app.vault()?;
        let asking = text!("calling the API", "API를 호출하는 중");
        let called = app.wait_for(&asking, ops::call(&desk, &vault, &subject, rules, request))?;
        app.warn_of_an_old_token(called.stale_because);
        app.ui.show_raw(called.answer.body())?;
        match called.refusal {
            Some(refusal) => Err(error::refused(self.provider, refusal)),
            None if called.answer.status().is_success() => Ok(()),
            None => Err(error::unexpected_answer(self.provider, &called.answer)),
        }
    }

    fn callee(&self, app: &App, desk: &Desk) -> Result<Callee, Error> {
        let (path, body) = self.path_and_body()?;
        let method = self.method.clone();
        let off_base = |error| Error::from(ops::OpError::from(error));
        Ok(match self.provider {
            Provider::Toss => {
                let toss = app.toss()?;
                Callee {
                    request: toss.request(method, &path, body).map_err(off_base)?,
                    subject: app.toss_subject(&toss),
                    rules: Rules {
                        read_refusal: toss::read_refusal,
                        is_token_refused: Toss::is_token_refused,
                    },
                }
            }
            Provider::Kftc => {
                let (kftc, subject) = app.kftc_with_subject()?;
                Callee {
                    // An inquiry's number is good once, so nothing is sent again by itself.
                    request: kftc.request(method, &path, body).map_err(off_base)?.once(),
                    subject,
                    rules: Rules {
                        read_refusal: kftc::read_refusal,
                        is_token_refused: Kftc::is_token_refused,
                    },
                }
            }
            Provider::Hive => return Err(no_api()),
            provider => {
                let spec = app.spec(provider, desk)?;
                let base =
                    spec.api_base.as_ref().ok_or(ops::OpError::NoEndpoint { name: "api_base" })?;
                Callee {
                    request: custom::request(base, method, &path, body).map_err(off_base)?,
                    subject: app.subject_at(provider, &spec),
                    rules: match provider {
                        Provider::Ottm => ops::OTTM_RULES,
                        _ => Rules {
                            read_refusal: custom::read_refusal,
                            is_token_refused: custom::is_token_refused,
                        },
                    },
                }
            }
        })
    }

    fn path_and_body(&self) -> Result<(String, Option<Body>), Error> {
        let in_query = matches!(self.method, Method::GET | Method::HEAD);
        let mut path = self.path.clone();
        if in_query && !self.field.is_empty() {
            let query = url::form_urlencoded::Serializer::new(String::new())
                .extend_pairs(&self.field)
                .finish();
            path.push(if path.contains('?') { '&' } else { '?' });
            path.push_str(&query);
        }
        if in_query && (self.input.is_some() || self.form) {
            return Err(Error::usage(text!(
                "a GET or HEAD has no body, so `--input` and `--form` mean nothing here",
                "GET과 HEAD에는 본문이 없으므로 `--input`과 `--form`을 쓸 수 없습니다"
            )));
        }
        let body = if in_query { None } else { self.body()? };
        Ok((path, body))
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        if let Some(path) = &self.input {
            return read_input(path).map(|bytes| Some(Body::Json(bytes)));
        }
        if self.field.is_empty() {
            return Ok(None);
        }
        if self.form {
            let form = url::form_urlencoded::Serializer::new(String::new())
                .extend_pairs(&self.field)
                .finish();
            return Ok(Some(Body::Form(form.into_bytes())));
        }
        let members: serde_json::Map<_, _> =
            self.field.iter().map(|(key, value)| (key.clone(), value.clone().into())).collect();
        Ok(Some(Body::Json(serde_json::Value::from(members).to_string().into_bytes())))
    }
}

/// Its calls want headers of Hive's own.
fn no_api() -> Error {
    Error::usage(text!(
        "Hive's API is called with `qetta hive auth-key` and `qetta hive verify`",
        "Hive API는 `qetta hive auth-key`와 `qetta hive verify`로 호출합니다"
    ))
    .at(Provider::Hive)
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
