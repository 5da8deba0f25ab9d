//! The address that the browser ended on, brought back by hand: where the browser is on another
//! machine, or cannot reach this one.
//!
//! The same checks in the same order as at the callback, except that an answer without code and
//! error is taken for one that was cut off in copying.

use url::Url;

use crate::oauth::outcome::{self, BadAnswer};
use crate::oauth::{Expected, Outcome};

/// No address that a browser shows is longer, and none that we read either.
const LONGEST: usize = 16 * 1024;

/// Why a pasted line is not the answer.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BadPaste {
    /// An empty line.
    #[error("nothing was pasted")]
    Empty,
    /// Neither an address nor the query of one.
    #[error("that is not an address; copy the whole address bar, from `http` to its end")]
    NotAnAddress,
    /// The address of some other page: the person is not done yet, or copied the wrong tab.
    #[error("that is another page's address; the right one begins with {redirect_uri}")]
    OtherAddress {
        /// What it has to begin with.
        redirect_uri: String,
    },
    /// The right place, and the wrong answer.
    #[error("that address does not belong to this login: {0}")]
    Answer(#[from] BadAnswer),
    /// The right answer, and nothing in it.
    #[error("that address has no code; copy it up to its very end")]
    NoCode,
}

/// Reads the whole address, or its query alone, with or without the `?`.
pub fn read(pasted: &str, expected: &Expected) -> Result<Outcome, BadPaste> {
    // Mail programs and shells put these around an address.
    let pasted = pasted.trim_matches(|c: char| c.is_whitespace() || "\"'<>`".contains(c));
    if pasted.is_empty() {
        return Err(BadPaste::Empty);
    }
    if pasted.len() > LONGEST {
        return Err(BadPaste::NotAnAddress);
    }
    match outcome::read(&query(pasted, expected)?, expected)? {
        Outcome::Cancelled => Err(BadPaste::NoCode),
        outcome => Ok(outcome),
    }
}

/// The query of what was pasted, where it was pasted from the right page.
fn query(pasted: &str, expected: &Expected) -> Result<String, BadPaste> {
    if let Some(query) = bare_query(pasted) {
        return Ok(query.to_owned());
    }
    let url = address(pasted, expected).ok_or(BadPaste::NotAnAddress)?;
    let wanted = expected.redirect_uri.url();
    let is_there = url.scheme() == wanted.scheme()
        && url.host() == wanted.host()
        && url.port_or_known_default() == wanted.port_or_known_default()
        && url.path() == wanted.path();
    if !is_there {
        let redirect_uri = expected.redirect_uri.to_string();
        return Err(BadPaste::OtherAddress { redirect_uri });
    }
    Ok(url.query().unwrap_or_default().to_owned())
}

/// `?code=…`, or `code=…`.
fn bare_query(pasted: &str) -> Option<&str> {
    if let Some(query) = pasted.strip_prefix('?') {
        return Some(query);
    }
    let (name, _) = pasted.split_once('=')?;
    let is_name = name.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'_');
    is_name.then_some(pasted)
}

/// What was pasted as an address. Browsers hide the scheme, and some hand it over without.
fn address(pasted: &str, expected: &Expected) -> Option<Url> {
    let here = expected.redirect_uri.url();
    let before_query = pasted.split('?').next().unwrap_or_default();
    if before_query.contains("://") {
        Url::parse(pasted).ok()
    } else if before_query.starts_with('/') {
        here.join(pasted).ok()
    } else if before_query.contains('/') {
        Url::parse(&format!("{}://{pasted}", here.scheme())).ok()
    } else {
        None
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::oauth::outcome::State;

    const STATE: &str = "0123456789abcdef0123456789abcdef";

    fn pasted(line: &str) -> Result<Outcome, BadPaste> {
        let expected = Expected {
            state: State::new(STATE.to_owned()),
            redirect_uri: "http://localhost:3000/oauth/callback".parse().unwrap(),
            issuer: None,
        };
        read(&line.replace("STATE", &format!("state={STATE}")), &expected)
    }

    fn why(line: &str) -> BadPaste {
        pasted(line).unwrap_err()
    }

    #[test]
    fn an_address_is_read_however_it_is_copied() {
        for line in [
            "http://localhost:3000/oauth/callback?code=x%2B&STATE",
            "  \"http://localhost:3000/oauth/callback?code=x%2B&STATE\"\r\n",
            "<http://LOCALHOST:3000/oauth/callback?STATE&scope=a+b&code=x%2B>",
            "http://localhost:3000/oauth/callback?code=x%2B&STATE#",
            "localhost:3000/oauth/callback?code=x%2B&STATE",
            "/oauth/callback?code=x%2B&STATE",
            "?code=x%2B&STATE",
            "STATE&code=x%2B",
            "STATE&code=x%2B&iss=https://a.example/?b",
        ] {
            let Ok(Outcome::Code { code, .. }) = pasted(line) else {
                panic!("{line}: {:?}", pasted(line))
            };
            assert_eq!(code.expose(), "x+", "{line}");
        }
    }

    #[test]
    fn a_refusal_is_read_too() {
        let line = "http://localhost:3000/oauth/callback?error=access_denied&STATE";
        assert!(matches!(pasted(line), Ok(Outcome::Refused { .. })));
    }

    #[test]
    fn every_mistake_has_its_name() {
        let other = BadPaste::OtherAddress {
            redirect_uri: "http://localhost:3000/oauth/callback".to_owned(),
        };
        for (line, mistake) in [
            ("", BadPaste::Empty),
            (" \n", BadPaste::Empty),
            ("y", BadPaste::NotAnAddress),
            ("the code is abc=def", BadPaste::NotAnAddress),
            ("http://", BadPaste::NotAnAddress),
            ("https://server.example/authorize?client_id=x&STATE", other.clone()),
            ("http://localhost:3000/oauth/callback/done", other.clone()),
            ("http://localhost:3001/oauth/callback?code=x&STATE", other.clone()),
            ("https://localhost:3000/oauth/callback?code=x&STATE", other.clone()),
            ("http://127.0.0.1:3000/oauth/callback?code=x&STATE", other),
            ("http://localhost:3000/oauth/callback", BadAnswer::NoState.into()),
            ("?code=x", BadAnswer::NoState.into()),
            ("?code=x&state=0", BadAnswer::OtherState.into()),
            ("?STATE", BadPaste::NoCode),
            ("http://localhost:3000/oauth/callback?STATE&code=", BadPaste::NoCode),
        ] {
            assert_eq!(why(line), mistake, "{line}");
        }
    }

    #[test]
    fn a_mistake_repeats_nothing_secret() {
        let shown = format!("{:?} {0}", why("http://other.example/?code=canary&STATE"));
        assert!(!shown.contains("canary") && !shown.contains(STATE), "{shown}");
    }

    proptest! {
        #[test]
        fn any_line_is_read_or_refused_without_a_panic(line in "\\PC*") {
            let _ = pasted(&line);
            let _ = pasted(&format!("http://localhost:3000/oauth/callback?STATE&{line}"));
            let _ = pasted(&format!("localhost:{line}"));
        }
    }
}
