//! Where a passphrase comes from: a file that was named, or a person who is asked for it.
//!
//! How a person is asked is the caller's affair. One is asked once in a process at most: the answer
//! is remembered, zeroed when it goes.

use std::fmt;
use std::fs::File;
use std::io::Read as _;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use zeroize::Zeroizing;

use crate::store::StoreError;

/// The longest that is read: nobody types as much, and a file that is endless is none.
const LONGEST: u64 = 4096;

/// What may be done to have a passphrase.
#[derive(Clone, Debug, Default)]
pub struct PassphraseAccess {
    /// The file that holds it.
    pub file: Option<PathBuf>,
    /// Who asks a person, where there is one to be asked.
    pub prompt: Option<Prompt>,
}

/// What a passphrase is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Asked {
    /// The one that a store was locked with.
    ToOpen,
    /// One to lock something with, which is best asked for twice.
    ToLock,
}

type Asking = dyn Fn(Asked) -> Result<Zeroizing<String>, StoreError> + Send + Sync;

/// Asks a person.
#[derive(Clone)]
pub struct Prompt {
    ask: Arc<Asking>,
    answer: Arc<Mutex<Option<Zeroizing<String>>>>,
}

impl Prompt {
    /// One that asks like this.
    pub fn new(
        ask: impl Fn(Asked) -> Result<Zeroizing<String>, StoreError> + Send + Sync + 'static,
    ) -> Self {
        Self { ask: Arc::new(ask), answer: Arc::default() }
    }

    /// The passphrase that opens the store, asked for where that has not been done yet.
    fn known(&self) -> Result<Zeroizing<String>, StoreError> {
        let mut answer = self.answer.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = &*answer {
            return Ok(known.clone());
        }
        let given = checked((self.ask)(Asked::ToOpen)?)?;
        *answer = Some(given.clone());
        Ok(given)
    }
}

impl fmt::Debug for Prompt {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Prompt(…)")
    }
}

impl PassphraseAccess {
    /// The passphrase that a store is opened with.
    pub(super) fn to_open(&self) -> Result<Zeroizing<String>, StoreError> {
        match (&self.file, &self.prompt) {
            (Some(file), _) => read(file),
            (None, Some(prompt)) => prompt.known(),
            (None, None) => Err(StoreError::PassphraseNeeded),
        }
    }

    /// One to lock something with: that of the file, or a new one.
    pub fn to_lock(&self) -> Result<Zeroizing<String>, StoreError> {
        match (&self.file, &self.prompt) {
            (Some(file), _) => read(file),
            (None, Some(prompt)) => checked((prompt.ask)(Asked::ToLock)?),
            (None, None) => Err(StoreError::PassphraseNeeded),
        }
    }

    /// Whether the file that was named, where one was, holds a passphrase.
    pub(super) fn check_file(&self) -> Result<(), StoreError> {
        self.file.as_deref().map_or(Ok(()), |file| read(file).map(drop))
    }
}

/// The text of a file; an editor's one newline at its end is none of it.
fn read(path: &Path) -> Result<Zeroizing<String>, StoreError> {
    let mut bytes = Zeroizing::new(Vec::with_capacity(256));
    let read = File::open(path).and_then(|file| file.take(LONGEST + 1).read_to_end(&mut bytes));
    read.map_err(|source| StoreError::PassphraseUnreadable { path: path.to_owned(), source })?;
    let malformed = || StoreError::PassphraseMalformed { path: path.to_owned() };
    if bytes.len() as u64 > LONGEST {
        return Err(malformed());
    }
    let text = std::str::from_utf8(&bytes).map_err(|_| malformed())?;
    let line = text.strip_suffix('\n').unwrap_or(text);
    let line = line.strip_suffix('\r').filter(|_| line.len() < text.len()).unwrap_or(line);
    checked(Zeroizing::new(line.to_owned()))
}

fn checked(passphrase: Zeroizing<String>) -> Result<Zeroizing<String>, StoreError> {
    if passphrase.is_empty() { Err(StoreError::PassphraseEmpty) } else { Ok(passphrase) }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::store::testing;

    fn of_file(bytes: &[u8]) -> Result<String, StoreError> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("passphrase");
        testing::write(&path, bytes);
        let access = PassphraseAccess { file: Some(path), prompt: None };
        access.to_open().map(|passphrase| passphrase.to_string())
    }

    #[test]
    fn one_newline_at_the_end_is_not_part_of_it() {
        for (written, passphrase) in [
            ("correct horse", "correct horse"),
            ("correct horse\n", "correct horse"),
            ("correct horse\r\n", "correct horse"),
            ("correct horse\n\n", "correct horse\n"),
            ("correct horse\r", "correct horse\r"),
            (" 가나다 \n", " 가나다 "),
        ] {
            assert_eq!(of_file(written.as_bytes()).unwrap(), passphrase, "{written:?}");
        }
    }

    #[test]
    fn what_is_no_passphrase_is_refused() {
        for empty in ["", "\n", "\r\n"] {
            assert!(matches!(of_file(empty.as_bytes()), Err(StoreError::PassphraseEmpty)));
        }
        let malformed = |bytes: &[u8]| {
            assert!(matches!(of_file(bytes), Err(StoreError::PassphraseMalformed { .. })));
        };
        malformed(b"\xff\xfe");
        malformed(&[b'a'; 4097]);
        assert!(of_file(&[b'a'; 4096]).is_ok());
        let missing = PassphraseAccess { file: Some("/nowhere/passphrase".into()), prompt: None };
        assert!(matches!(missing.to_open(), Err(StoreError::PassphraseUnreadable { .. })));
    }

    #[test]
    fn a_person_is_asked_once_for_the_one_that_opens() {
        static TIMES: AtomicUsize = AtomicUsize::new(0);
        let prompt = Prompt::new(|_| {
            TIMES.fetch_add(1, Ordering::SeqCst);
            Ok(Zeroizing::new("canary".to_owned()))
        });
        let access = PassphraseAccess { file: None, prompt: Some(prompt) };
        let again = access.clone();
        assert_eq!(*access.to_open().unwrap(), *again.to_open().unwrap());
        assert_eq!(TIMES.load(Ordering::SeqCst), 1);
        assert!(!format!("{access:?}").contains("canary"));
        let nobody = PassphraseAccess::default();
        assert!(matches!(nobody.to_open(), Err(StoreError::PassphraseNeeded)));
        assert!(matches!(nobody.to_lock(), Err(StoreError::PassphraseNeeded)));
    }
}
