//! Words, tables, colours and JSON documents.
//!
//! stdout carries a command's result and nothing else; everything else that a person may want to
//! read goes to stderr. A result is a [`Report`]: text for people and a document for programs are
//! two renderings of the same values.

mod failure;
pub mod hidden;
mod page;
pub mod report;
mod rows;
mod waiting;

use std::fmt::Write as _;
use std::io::{self, IsTerminal as _, Write as _};

use anstream::{AutoStream, ColorChoice as StreamColor};
use serde::Serialize;

use crate::error::{Error, Kind};
use crate::model::{Lang, Text, text};
use crate::settings::{ColorChoice, Environment, Flags, Format, Manner};

pub use failure::in_json;
pub use page::Page;
pub use rows::{Header, Rows};
pub use waiting::{Progress, Waiting};

/// How to speak to whoever called us.
#[derive(Clone, Copy, Debug)]
pub struct Ui {
    /// What stdout is to carry.
    pub format: Format,
    /// The language for people.
    pub lang: Lang,
    /// Errors only on stderr.
    pub quiet: bool,
    /// When to colour.
    pub color: ColorChoice,
}

/// A result that can be shown.
pub trait Report {
    /// For people.
    fn text(&self, page: &mut Page);

    /// The same, for a result that is too long to be put together before it is written.
    fn lines(&self, out: &mut dyn io::Write, lang: Lang) -> io::Result<()> {
        let mut page = Page::new(lang);
        self.text(&mut page);
        out.write_all(page.finish().as_bytes())
    }

    /// For programs: one document.
    fn json(&self) -> impl Serialize;

    /// For programs that read line by line, where the result is a list: a row each. `None` where it
    /// is one thing.
    fn rows(&self, _rows: &mut Rows<'_>) -> Option<io::Result<()>> {
        None
    }
}

impl Ui {
    /// How to speak before the settings are resolved, for when that is what fails.
    pub fn early(flags: &Flags, environment: &Environment) -> Self {
        let Manner { lang, format, color } = Manner::of(flags, environment);
        Self { format, lang, quiet: flags.quiet, color }
    }

    /// Writes a result to stdout in the format asked for.
    ///
    /// # Errors
    ///
    /// Where nobody can take it.
    pub fn show(self, report: &impl Report) -> Result<(), Error> {
        self.write(report).map_err(Error::output)
    }

    fn write(self, report: &impl Report) -> io::Result<()> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        match self.format {
            Format::Text => report.lines(&mut out, self.lang)?,
            Format::Json => write_json(&mut out, &report.json(), io::stdout().is_terminal())?,
            Format::Ndjson | Format::Csv => {
                let mut rows = Rows::new(self.format, &mut out);
                let written =
                    report.rows(&mut rows).map(|written| written.and_then(|()| rows.flush()));
                drop(rows);
                match written {
                    Some(written) => written?,
                    None => write_json(&mut out, &report.json(), false)?,
                }
            }
        }
        out.flush()
    }

    /// Hands out the way to stdout row by row, for results that are written as they come.
    pub fn stream<T>(
        self,
        header: Header<'_>,
        work: impl FnOnce(&mut Rows<'_>) -> Result<T, Error>,
    ) -> Result<T, Error> {
        let mut out = io::BufWriter::new(io::stdout().lock());
        let mut rows = Rows::begun(self.format, &mut out, header).map_err(Error::output)?;
        let done = work(&mut rows);
        // What came before a failure is a result too.
        rows.flush().map_err(Error::output)?;
        done
    }

    /// Writes bytes that are the result themselves: a token for a script, the body of an answer.
    /// On a terminal without what could take it over.
    pub fn show_raw(self, bytes: &[u8]) -> Result<(), Error> {
        write_raw(bytes).map_err(Error::output)
    }

    /// Writes one line of a log for programs to stderr. Where nobody reads it, nobody is told.
    pub fn log_line(self, line: &impl Serialize) {
        self.say(&format!("{}\n", serde_json::to_string(line).unwrap_or_default()));
    }

    /// Says something that is not the result, on stderr, unless `--quiet`.
    pub fn note(self, note: &Text) {
        if !self.quiet {
            self.say(&format!("{}\n", note.say(self.lang)));
        }
    }

    /// Shows the address of a login, alone on its line: as an event where JSON was asked for. It is
    /// shown whatever `--quiet` says, or nobody could go on.
    pub fn authorization_url(self, url: &url::Url, state: &str) {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Shown<'a> {
            event: &'a str,
            authorization_url: &'a str,
            state: &'a str,
        }
        let line = match self.format {
            Format::Text | Format::Csv => url.as_str().to_owned(),
            Format::Json | Format::Ndjson => {
                let event = "authorization_url";
                let event = Shown { event, authorization_url: url.as_str(), state };
                serde_json::to_string(&event).unwrap_or_default()
            }
        };
        self.say(&format!("{line}\n"));
    }

    /// Shows the code that is to be typed on another device, and where.
    pub fn device_code(self, login: &crate::ops::DeviceLogin) {
        #[derive(Serialize)]
        #[serde(rename_all = "camelCase")]
        struct Shown<'a> {
            event: &'a str,
            user_code: &'a str,
            verification_uri: &'a str,
            #[serde(skip_serializing_if = "Option::is_none")]
            verification_uri_complete: Option<&'a str>,
            expires_in: u64,
        }
        let (code, uri) = (&login.user_code, &login.verification_uri);
        let line = match self.format {
            Format::Text | Format::Csv => {
                let words = text!(
                    "open {uri} on any device and type the code {code}",
                    "아무 기기에서나 다음 주소를 열고 코드 {code}을(를) 입력하세요: {uri}"
                );
                words.say(self.lang).to_owned()
            }
            Format::Json | Format::Ndjson => serde_json::to_string(&Shown {
                event: "device_code",
                user_code: code,
                verification_uri: uri,
                verification_uri_complete: login.verification_uri_complete.as_deref(),
                expires_in: login.expires_in.as_secs(),
            })
            .unwrap_or_default(),
        };
        self.say(&format!("{line}\n"));
    }

    /// Asks, on the line where the answer is typed.
    pub fn ask(self, question: &Text) {
        self.say(question.say(self.lang));
    }

    /// Warns, unless `--quiet`.
    pub fn warn(self, warning: &Text) {
        if !self.quiet {
            let label = page::styled(page::WARNING, "warning:");
            self.say(&format!("{label} {}\n", warning.say(self.lang)));
        }
    }

    /// Tells what went wrong: as one JSON line where JSON was asked for, else in words. Who pressed
    /// Ctrl-C needs no words.
    pub fn fail(self, error: &Error) {
        match self.format {
            Format::Text | Format::Csv if error.kind() == Kind::Interrupted => {}
            Format::Text | Format::Csv => self.say(&failure::in_words(error, self.lang)),
            Format::Json | Format::Ndjson => self.say(&failure::in_json(error)),
        }
    }

    /// Something to look at while `doing` takes its time.
    pub fn waiting<'a>(self, doing: &Text, progress: Option<&'a Progress>) -> Waiting<'a> {
        let watched = !self.quiet && io::stderr().is_terminal();
        Waiting::new(watched.then(|| doing.say(self.lang).to_owned()), progress)
    }

    /// Writes to stderr. Where even that is gone there is nobody left to tell.
    fn say(self, words: &str) {
        let mut err =
            AutoStream::new(io::stderr().lock(), self.stream_color(io::stderr().is_terminal()));
        let _ = err.write_all(words.as_bytes());
    }

    fn stream_color(self, terminal: bool) -> StreamColor {
        match self.color {
            ColorChoice::Always => StreamColor::AlwaysAnsi,
            ColorChoice::Auto if terminal => StreamColor::AlwaysAnsi,
            ColorChoice::Auto | ColorChoice::Never => StreamColor::Never,
        }
    }
}

/// One document: on one line for programs, spread out for people who asked for JSON.
fn write_json(out: &mut impl io::Write, document: &impl Serialize, pretty: bool) -> io::Result<()> {
    if pretty {
        let spread = serde_json::to_string_pretty(document)?;
        out.write_all(harmless(&spread).as_bytes())?;
    } else {
        serde_json::to_writer(&mut *out, document)?;
    }
    out.write_all(b"\n")
}

/// The same JSON, with what could move a terminal's cursor or turn its text written as escapes.
fn harmless(json: &str) -> String {
    let mut escaped = String::with_capacity(json.len());
    for c in json.chars() {
        if c == '\n' || crate::model::plain(c.encode_utf8(&mut [0; 4])).starts_with(c) {
            escaped.push(c);
        } else {
            let _ = write!(escaped, "\\u{:04x}", u32::from(c));
        }
    }
    escaped
}

fn write_raw(bytes: &[u8]) -> io::Result<()> {
    let mut out = io::stdout().lock();
    if io::stdout().is_terminal() {
        let text = String::from_utf8_lossy(bytes);
        for line in text.lines() {
            writeln!(out, "{}", crate::model::plain(line))?;
        }
    } else {
        out.write_all(bytes)?;
    }
    out.flush()
}
