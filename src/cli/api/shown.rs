//! What is shown of an answer.

use std::fmt::Write as _;

use http::header::{AUTHORIZATION, COOKIE, HeaderName, PROXY_AUTHENTICATE, SET_COOKIE};

use crate::app::App;
use crate::cli::api::filter::Filter;
use crate::error::Error;
use crate::http::Answer;

/// Fields whose values let somebody in.
const SECRET: [HeaderName; 4] = [AUTHORIZATION, COOKIE, PROXY_AUTHENTICATE, SET_COOKIE];

/// How answers are shown.
#[derive(Debug)]
pub(super) struct Shown {
    /// With status line and header.
    pub(super) include: bool,
    /// Through a filter.
    pub(super) filter: Option<Filter>,
    /// One after the other, a line each.
    pub(super) several: bool,
}

impl Shown {
    /// Writes an answer to stdout; what is no success goes past the filter, as it came.
    pub(super) fn show(&self, app: &App, answer: &Answer, is_success: bool) -> Result<(), Error> {
        let mut bytes = if self.include { head_of(answer).into_bytes() } else { Vec::new() };
        let filtered = match &self.filter {
            Some(filter) if is_success => Some(filter.lines(answer.body())),
            _ => None,
        };
        match filtered {
            Some(Ok(lines)) => bytes.extend_from_slice(lines.as_bytes()),
            Some(Err(error)) => {
                app.ui.show_raw(&bytes)?;
                return Err(error);
            }
            None => {
                bytes.extend_from_slice(answer.body());
                if self.several && !bytes.ends_with(b"\n") {
                    bytes.push(b'\n');
                }
            }
        }
        app.ui.show_raw(&bytes)
    }
}

/// Status line, header and an empty line, without secrets.
fn head_of(answer: &Answer) -> String {
    let mut head = format!("{:?} {}\n", answer.version(), answer.status());
    for (name, value) in answer.headers() {
        let value = if SECRET.contains(name) {
            "…".to_owned()
        } else {
            answer.clean(&String::from_utf8_lossy(value.as_bytes()))
        };
        let _ = writeln!(head, "{name}: {value}");
    }
    head.push('\n');
    head
}
