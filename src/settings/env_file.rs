//! The file that `--env-file` names: a `.env` as node's dotenv reads it.
//!
//! `NAME=value` with an optional `export`, values in single, double or backtick quotes over several
//! lines, `\n` in double quotes, comments after `#`. There is no `$` substitution: secrets contain
//! `$`. A name that is not ours is none of our business, however it is written.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::settings::found::{Found, Raw};
use crate::settings::source::{Place, Source, Sourced};
use crate::settings::variables;
use crate::settings::{SettingsError, files};

/// The assignments of an env file, in their order.
pub(super) struct EnvFile {
    path: PathBuf,
    assignments: Vec<Assignment>,
}

struct Assignment {
    name: String,
    value: Raw,
    line: usize,
}

/// What is wrong with a line, in words that hold nothing of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum EnvFileFault {
    /// Neither an assignment nor a comment.
    #[error("expected NAME=value or a comment")]
    NotAnAssignment,
    /// A quote without its end, or with more behind it.
    #[error("the value's quote does not end, or something follows it")]
    Quote,
}

impl EnvFile {
    /// Reads the file that was named.
    pub(super) fn read(named: &Sourced<PathBuf>) -> Result<Self, SettingsError> {
        Self::parse(&named.value, &files::read(&variables::ENV_FILE, named)?)
    }

    /// Reads `text`, which stands at `path`.
    pub(super) fn parse(path: &Path, text: &str) -> Result<Self, SettingsError> {
        let text = text.trim_start_matches('\u{feff}').replace("\r\n", "\n").replace('\r', "\n");
        let mut reader = Reader { rest: &text, line: 1 };
        let mut assignments = Vec::new();
        while !reader.rest.is_empty() {
            let line = reader.line;
            let assignment = reader.statement().map_err(|fault| SettingsError::EnvFileSyntax {
                place: Place::new(path, line),
                fault,
            })?;
            assignments.extend(assignment);
        }
        Ok(Self { path: path.to_owned(), assignments })
    }

    /// The last value of `name`, unless it is empty.
    pub(super) fn find(&self, name: &str) -> Option<Found> {
        let last = self.assignments.iter().rfind(|assignment| assignment.name == name)?;
        let place = Place::new(&self.path, last.line);
        let found = Found::new(&last.name, last.value.clone(), Source::EnvFile(place));
        (!last.value.is_empty()).then_some(found)
    }
}

impl fmt::Debug for EnvFile {
    /// Without names too: a secret that was broken into lines can look like one.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "EnvFile({}, {} assignments)", self.path.display(), self.assignments.len())
    }
}

/// What is left of the text, and the number of its first line.
struct Reader<'a> {
    rest: &'a str,
    line: usize,
}

impl Reader<'_> {
    /// Takes one assignment, or one line that is none of ours.
    fn statement(&mut self) -> Result<Option<Assignment>, EnvFileFault> {
        let (rest, line) = (self.rest, self.line);
        let current = rest.split('\n').next().unwrap_or_default();
        if matches!(current.trim_start().chars().next(), None | Some('#')) {
            self.take(current.len());
            return Ok(None);
        }
        let (name, value) = name_and_value(current).ok_or(EnvFileFault::NotAnAssignment)?;
        let read = match value.chars().next() {
            Some(quote @ ('\'' | '"' | '`')) => self.quoted(quote, current.len() - value.len()),
            _ => value.split('#').next().map(|value| (value.trim().to_owned(), current.len())),
        };
        if read.is_none() && variables::is_ours(name) {
            return Err(EnvFileFault::Quote);
        }
        // Somebody else's variable may be in a spelling that somebody else understands.
        let length = read.as_ref().map_or(current.len(), |(_, length)| *length);
        self.take(length);
        let assignment =
            |(value, _)| Assignment { name: name.to_owned(), value: Raw::from(value), line };
        Ok(read.map(assignment))
    }

    /// The value whose opening quote stands `start` bytes ahead, and how many bytes lead to the end
    /// of its line. It ends at the last quote before which all others are escaped and behind which
    /// the line is empty or a comment.
    fn quoted(&self, quote: char, start: usize) -> Option<(String, usize)> {
        let body = &self.rest[start + 1..];
        let quotes: Vec<usize> = body.match_indices(quote).map(|(at, _)| at).collect();
        let first_bare = quotes.iter().position(|at| !body[..*at].ends_with('\\'));
        let candidates = &quotes[..first_bare.map_or(quotes.len(), |index| index + 1)];
        let end = *candidates.iter().rfind(|at| ends_its_line(&body[**at + 1..]))?;
        let tail = body[end + 1..].split('\n').next().unwrap_or_default();
        let value = match quote {
            '"' => body[..end].replace("\\n", "\n").replace("\\r", "\r"),
            _ => body[..end].to_owned(),
        };
        Some((value, start + 1 + end + 1 + tail.len()))
    }

    /// Moves on by `length` bytes and over the line break behind them.
    fn take(&mut self, length: usize) {
        let (taken, rest) = self.rest.split_at(length);
        self.line += taken.matches('\n').count() + 1;
        self.rest = rest.strip_prefix('\n').unwrap_or(rest);
    }
}

/// Splits `export NAME = value`, or `NAME: value`, which dotenv takes as well.
fn name_and_value(line: &str) -> Option<(&str, &str)> {
    let line = line.trim_start();
    let exported = line.strip_prefix("export").filter(|rest| rest.starts_with([' ', '\t']));
    let line = exported.map_or(line, str::trim_start);
    let end = line.find(|c: char| !(c.is_ascii_alphanumeric() || "_.-".contains(c)))?;
    let (name, rest) = line.split_at(end);
    let value = rest.trim_start().strip_prefix('=').or_else(|| rest.strip_prefix(": "))?;
    (!name.is_empty()).then_some((name, value.trim_start()))
}

/// Whether nothing but a comment stands before the next line.
fn ends_its_line(tail: &str) -> bool {
    let tail = tail.split('\n').next().unwrap_or_default().trim_start();
    tail.is_empty() || tail.starts_with('#')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const CANARY: &str = "canary-5e1f";

    fn parse(text: &str) -> Result<EnvFile, SettingsError> {
        EnvFile::parse(Path::new(".env"), text)
    }

    fn value(text: &str, name: &str) -> Option<String> {
        Some(parse(text).unwrap().find(name)?.value.os().to_str().unwrap().to_owned())
    }

    #[test]
    fn values_are_read_as_dotenv_reads_them() {
        for (text, expected) in [
            ("A=b", "b"),
            ("  A = b c  ", "b c"),
            ("export A=b", "b"),
            ("export\tA=b", "b"),
            ("A: b", "b"),
            ("A=b=c", "b=c"),
            ("A=$HOME/${x}", "$HOME/${x}"),
            ("A=b # comment", "b"),
            ("A=b#comment", "b"),
            ("A='b # c' # comment", "b # c"),
            ("A='b\\nc'", "b\\nc"),
            ("A=\"b\\nc\"", "b\nc"),
            ("A=\"b\nc\"\nB=d", "b\nc"),
            ("A=`it's \"so\"`", "it's \"so\""),
            ("A='C:\\dir\\'\nB='x'", "C:\\dir\\"),
            ("A='it\\'s'", "it\\'s"),
            ("A=한글 값", "한글 값"),
            ("\u{feff}A=b", "b"),
            ("# first\r\nA=b\r\n", "b"),
            ("A=b\nA=c", "c"),
        ] {
            assert_eq!(value(text, "A").as_deref(), Some(expected), "{text:?}");
        }
    }

    #[test]
    fn an_empty_value_counts_as_unset() {
        for text in ["A=", "A=\n", "A=''", "A= # comment", "A=b\nA="] {
            assert_eq!(value(text, "A"), None, "{text:?}");
        }
    }

    #[test]
    fn a_value_knows_the_line_on_which_it_begins() {
        let file = parse("# one\nA=\"x\ny\"\n\nB=2").unwrap();
        assert_eq!(file.find("A").unwrap().source.to_string(), ".env:2");
        assert_eq!(file.find("B").unwrap().source.to_string(), ".env:5");
    }

    #[test]
    fn a_malformed_line_is_named_and_not_shown() {
        for (text, line, fault) in [
            ("A=1\ncanary-5e1f", 2, EnvFileFault::NotAnAssignment),
            ("=canary-5e1f", 1, EnvFileFault::NotAnAssignment),
            ("A=1\r\n\r\nTOSS_CLIENT_SECRET='canary-5e1f", 3, EnvFileFault::Quote),
            ("TOSS_CLIENT_SECRET=\"canary-5e1f\" x", 1, EnvFileFault::Quote),
        ] {
            let error = parse(text).unwrap_err();
            assert_eq!(error.to_string(), format!(".env:{line}: {fault}"));
            assert!(!format!("{error:?}").contains(CANARY));
        }
    }

    #[test]
    fn what_is_wrong_with_somebody_elses_variable_is_theirs() {
        let text = "THEIRS='unclosed\nALSO=\"a\" b\nTOSS_SCOPE=ca";
        assert_eq!(value(text, "TOSS_SCOPE").as_deref(), Some("ca"));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused_without_a_panic(text in "(\\PC|[\n\r\"'`#=\\\\ ]|[A-Z]=){0,60}") {
            let _ = parse(&text);
        }

        #[test]
        fn no_error_and_no_debug_shows_a_value(
            before in "[\"'`#=\\\\ \nA]{0,8}",
            after in "[\"'`#=\\\\ \nA]{0,8}",
        ) {
            let result = parse(&format!("TOSS_CLIENT_SECRET={before}{CANARY}{after}"));
            let debug = format!("{result:?}");
            prop_assert!(!debug.contains(CANARY), "{}", debug);
            if let Err(error) = result {
                prop_assert!(!error.to_string().contains(CANARY));
            }
        }

        #[test]
        fn a_single_quoted_value_comes_back_as_it_was(secret in "[^'\\\\\r]{1,40}") {
            let text = format!("A='{secret}'\nB=1");
            prop_assert_eq!(value(&text, "A"), Some(secret));
        }
    }
}
