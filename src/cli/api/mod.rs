//! `qetta api`

mod fields;
mod filter;
mod shown;

use std::cell::RefCell;
use std::io::Read as _;
use std::path::PathBuf;

use clap::Args;
use http::Method;

use crate::app::App;
use crate::cli::api::fields::{as_text, field, meant};
use crate::cli::api::filter::Filter;
use crate::cli::api::shown::Shown;
use crate::cli::global::{PROVIDER, provider};
use crate::error::{self, Error, Kind};
use crate::http::{Answer, Body, Request};
use crate::model::{Provider, text};
use crate::ops::{self, Desk, Rules, Subject};
use crate::providers::custom;
use crate::providers::kftc::{self, Kftc};
use crate::providers::toss::{self, Toss};

/// Call the provider's API with a good token, and print the answer's body
///
/// PATH is below the provider's API base. The exit code follows the provider's own rule: an answer
/// that says no ends with 4 although its body is printed.
///
/// Fields make a JSON body, or with GET a query. `-f` sends strings; `-F` sends `true`, `false`,
/// `null` and numbers as such, and a file's text for `@FILE` (`@-`: stdin).
///
/// With `--paginate` every page of KFTC's transactions is asked for, each under a `bank_tran_id` of
/// its own: each answer is printed on a line of its own as it comes, and `--jq` is run on each. To put
/// them together: `--jq '.res_list[]' | jq -s`.
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
    #[arg(short = 'f', long = "raw-field", value_name = "KEY=VALUE", value_parser = field)]
    raw: Vec<(String, String)>,

    /// The same with a type: true, false, null, a number, or @FILE for a file's text
    #[arg(short = 'F', long = "field", value_name = "KEY=VALUE", value_parser = field)]
    typed: Vec<(String, String)>,

    /// Send the fields as a form instead of JSON
    #[arg(long, conflicts_with = "input")]
    form: bool,

    /// The body as it is, from a file or, with `-`, from stdin
    #[arg(long, value_name = "FILE", conflicts_with_all = ["raw", "typed"])]
    input: Option<PathBuf>,

    /// Print the status line and the header before the body, secrets masked
    #[arg(short, long)]
    include: bool,

    /// Print what this jq expression makes of the answer; a string without its quotes
    #[arg(long, value_name = "EXPR")]
    jq: Option<Filter>,

    /// Ask for every page: KFTC's transactions alone have any
    #[arg(long)]
    paginate: bool,
}

/// A name and what it stands for.
type Fields = Vec<(String, serde_json::Value)>;

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

/// Who is called, as whom, and how the answer is to be understood.
struct Callee {
    subject: Subject,
    request: Request,
    rules: Rules,
}

impl Api {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let shown =
            Shown { include: self.include, filter: self.jq.clone(), several: self.paginate };
        if self.paginate {
            return self.run_through(app, &shown);
        }
        let desk = app.desk()?;
        let Callee { subject, request, rules } = self.callee(app, &desk)?;
        let vault = app.vault()?;
        let asking = text!("calling the API", "API를 호출하는 중");
        let called = app.wait_for(&asking, ops::call(&desk, &vault, &subject, rules, request))?;
        app.warn_of_an_old_token(called.stale_because);
        let is_success = called.refusal.is_none() && called.answer.status().is_success();
        shown.show(app, &called.answer, is_success)?;
        match called.refusal {
            Some(refusal) => Err(error::refused(self.provider, refusal)),
            None if called.answer.status().is_success() => Ok(()),
            None => Err(error::unexpected_answer(self.provider, &called.answer)),
        }
    }

    /// Page by page.
    fn run_through(&self, app: &App, shown: &Shown) -> Result<(), Error> {
        if self.provider != Provider::Kftc || self.method != Method::GET {
            return Err(no_pages());
        }
        let (path, _) = self.path_and_body()?;
        let parts = app.kftc()?;
        let bank = parts.bank();
        let unshown = RefCell::new(None);
        let take = |answer: &Answer| {
            let is_success = kftc::read_refusal(answer).is_none();
            shown.show(app, answer, is_success).map_err(|error| {
                unshown.replace(Some(error));
                ops::OpError::Stopped
            })
        };
        let asking = text!("calling the API", "API를 호출하는 중");
        let outcome = app.wait_for(&asking, ops::kftc::pages(&bank, &path, &take));
        app.warn_of_an_old_token(bank.stale_because());
        if let Some(error) = unshown.take() {
            return Err(error);
        }
        if outcome?.promised_more() {
            app.ui.warn(&text!(
                "KFTC says that there is more, and not where",
                "금융결제원이 자료가 더 있다고 하지만 이어지는 위치를 알려 주지 않았습니다"
            ));
        }
        Ok(())
    }

    /// What was typed, with what it means.
    fn fields(&self) -> Result<Fields, Error> {
        let raw = self.raw.iter().map(|(key, value)| Ok((key.clone(), value.clone().into())));
        let typed = self.typed.iter().map(|(key, value)| Ok((key.clone(), meant(value)?)));
        raw.chain(typed).collect()
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
            Provider::Max => {
                let (max, subject) = app.max()?;
                let request = custom::request(&max.api_base, method, &path, body);
                Callee { request: request.map_err(off_base)?, subject, rules: ops::MAX_RULES }
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
        if in_query && (self.input.is_some() || self.form) {
            return Err(Error::usage(text!(
                "a GET or HEAD has no body, so `--input` and `--form` mean nothing here",
                "GET과 HEAD에는 본문이 없으므로 `--input`과 `--form`을 쓸 수 없습니다"
            )));
        }
        let mut path = self.path.clone();
        if !in_query {
            return Ok((path, self.body()?));
        }
        let fields = self.fields()?;
        if !fields.is_empty() {
            path.push(if path.contains('?') { '&' } else { '?' });
            path.push_str(&urlencoded(&fields));
        }
        Ok((path, None))
    }

    fn body(&self) -> Result<Option<Body>, Error> {
        if let Some(path) = &self.input {
            return read_input(path).map(|bytes| Some(Body::Json(bytes)));
        }
        let fields = self.fields()?;
        if fields.is_empty() {
            return Ok(None);
        }
        if self.form {
            return Ok(Some(Body::Form(urlencoded(&fields).into_bytes())));
        }
        let members: serde_json::Map<_, _> = fields.into_iter().collect();
        Ok(Some(Body::Json(serde_json::Value::from(members).to_string().into_bytes())))
    }
}

fn urlencoded(fields: &Fields) -> String {
    let pairs = fields.iter().map(|(key, value)| (key, as_text(value)));
    url::form_urlencoded::Serializer::new(String::new()).extend_pairs(pairs).finish()
}

/// Nobody else's pages are known.
fn no_pages() -> Error {
    Error::usage(text!(
        "`--paginate` is for GET calls to KFTC, whose pages are known",
        "`--paginate`는 페이지 규칙이 알려진 금융결제원의 GET 호출에만 쓸 수 있습니다"
    ))
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
