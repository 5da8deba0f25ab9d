//! Asking for a secret on the terminal, where nobody reads it over a shoulder.
//!
//! It is the terminal itself that is asked, whatever stdin and stderr are. While somebody types, the
//! terminal neither shows the letters nor acts on Ctrl-C: we do, so that it is always left as it was.

use std::io;

use zeroize::Zeroizing;

/// What somebody typed.
#[derive(Debug)]
pub enum Typed {
    /// A line, without its end.
    Line(Zeroizing<String>),
    /// Ctrl-C.
    Interrupted,
}

/// Asks for a line that is not shown.
///
/// # Errors
///
/// Where there is no terminal.
#[cfg(unix)]
pub fn ask(question: &str) -> io::Result<Typed> {
    use std::fs::OpenOptions;
    use std::io::{Read as _, Write as _};

    let mut terminal = OpenOptions::new().read(true).write(true).open("/dev/tty")?;
    let hidden = unix::Hidden::begin(terminal.try_clone()?)?;
    terminal.write_all(question.as_bytes())?;
    terminal.flush()?;
    let mut line = Line::default();
    let typed = loop {
        let mut byte = Zeroizing::new([0]);
        let typed = match terminal.read(&mut *byte)? {
            0 => Some(Typed::Interrupted),
            _ => line.take(byte[0])?,
        };
        if let Some(typed) = typed {
            break typed;
        }
    };
    drop(hidden);
    terminal.write_all(b"\n")?;
    Ok(typed)
}

/// Nobody has taught us to ask here without showing what is typed.
#[cfg(not(unix))]
pub fn ask(_question: &str) -> io::Result<Typed> {
    Err(io::ErrorKind::Unsupported.into())
}

#[cfg(unix)]
mod unix {
    use std::fs::File;
    use std::io;

    use rustix::termios::{
        LocalModes, OptionalActions, SpecialCodeIndex, Termios, tcgetattr, tcsetattr,
    };

    /// While it lives, the terminal shows nothing and hands out every byte as it is typed.
    pub(super) struct Hidden {
        terminal: File,
        before: Termios,
    }

    impl Hidden {
        pub(super) fn begin(terminal: File) -> io::Result<Self> {
            let before = tcgetattr(&terminal)?;
            let mut quiet = before.clone();
            quiet.local_modes -= LocalModes::ECHO | LocalModes::ICANON | LocalModes::ISIG;
            quiet.special_codes[SpecialCodeIndex::VMIN] = 1;
            quiet.special_codes[SpecialCodeIndex::VTIME] = 0;
            // What was typed before the question was not meant as its answer.
            tcsetattr(&terminal, OptionalActions::Flush, &quiet)?;
            Ok(Self { terminal, before })
        }
    }

    impl Drop for Hidden {
        fn drop(&mut self) {
            let _ = tcsetattr(&self.terminal, OptionalActions::Flush, &self.before);
        }
    }
}

/// What was typed so far.
#[cfg(any(unix, test))]
struct Line(Zeroizing<Vec<u8>>);

/// Longer than anything that is typed; more is not taken.
#[cfg(any(unix, test))]
const LONGEST: usize = 4096;

#[cfg(any(unix, test))]
impl Default for Line {
    /// With room for all of it, so that no outgrown copy is left behind.
    fn default() -> Self {
        Self(Zeroizing::new(Vec::with_capacity(LONGEST)))
    }
}

#[cfg(any(unix, test))]
impl Line {
    /// Takes a byte as the terminal gives it; the answer, once that is complete.
    fn take(&mut self, byte: u8) -> io::Result<Option<Typed>> {
        match byte {
            b'\r' | b'\n' => return Ok(Some(Typed::Line(self.text()?))),
            // Ctrl-C, and Ctrl-D where nothing was typed.
            0x03 => return Ok(Some(Typed::Interrupted)),
            0x04 if self.0.is_empty() => return Ok(Some(Typed::Interrupted)),
            0x08 | 0x7f => self.drop_letter(),
            // Ctrl-U
            0x15 => self.0.clear(),
            0x00..=0x1f => {}
            byte if self.0.len() < LONGEST => self.0.push(byte),
            _ => {}
        }
        Ok(None)
    }

    /// A letter is one byte, or several of which all but the first begin with the bits 10.
    fn drop_letter(&mut self) {
        while let Some(byte) = self.0.pop() {
            if byte & 0xc0 != 0x80 {
                return;
            }
        }
    }

    fn text(&self) -> io::Result<Zeroizing<String>> {
        let text = std::str::from_utf8(&self.0);
        let text = text.map_err(|error| io::Error::new(io::ErrorKind::InvalidData, error))?;
        Ok(Zeroizing::new(text.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What becomes of these bytes, and how many of them it took.
    fn typed(bytes: &[u8]) -> (Option<String>, usize) {
        let mut line = Line::default();
        for (at, byte) in bytes.iter().enumerate() {
            match line.take(*byte).unwrap() {
                Some(Typed::Line(line)) => return (Some(line.to_string()), at + 1),
                Some(Typed::Interrupted) => return (None, at + 1),
                None => {}
            }
        }
        panic!("never ended");
    }

    #[test]
    fn a_line_ends_where_it_is_sent() {
        assert_eq!(typed(b"correct horse\rmore"), (Some("correct horse".into()), 14));
        assert_eq!(typed("가나다\n".as_bytes()).0.as_deref(), Some("가나다"));
        assert_eq!(typed(b"\n").0.as_deref(), Some(""));
    }

    #[test]
    fn what_was_typed_is_taken_back_letter_by_letter() {
        assert_eq!(typed("가나\u{7f}\u{7f}\u{7f}x\n".as_bytes()).0.as_deref(), Some("x"));
        assert_eq!(typed(b"wrong\x15right\n").0.as_deref(), Some("right"));
        assert_eq!(typed(b"a\x1bb\n").0.as_deref(), Some("ab"));
    }

    #[test]
    fn ctrl_c_ends_it() {
        assert_eq!(typed(b"half\x03"), (None, 5));
        assert_eq!(typed(b"\x04"), (None, 1));
        assert_eq!(typed(b"a\x04\n").0.as_deref(), Some("a"));
    }

    #[test]
    fn what_is_no_text_is_refused() {
        let mut line = Line::default();
        assert!(line.take(0xff).unwrap().is_none());
        assert!(line.take(b'\n').is_err());
    }
}
