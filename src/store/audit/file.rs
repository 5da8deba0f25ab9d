//! Reading a log, line by line, in as much memory as one line takes.

use std::fs::{File, OpenOptions};
use std::io::{self, BufRead as _, BufReader, Read as _, Seek as _, SeekFrom};
use std::path::{Path, PathBuf};

use crate::store::audit::FILE_NAME;
use crate::store::audit::entry::{Entry, LONGEST};
use crate::store::audit::head::{HEAD_LENGTH, Head, Headless};
use crate::store::audit::seal::Sealer;
use crate::store::{StoreError, files};

/// A log that is there.
pub struct AuditLog {
    pub(super) path: PathBuf,
    pub(super) file: File,
    pub(super) sealer: Option<Sealer>,
    /// How much of it there was when it was opened: what is added meanwhile is for the next reader.
    pub(super) size: u64,
}

impl std::fmt::Debug for AuditLog {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AuditLog").field("path", &self.path).finish_non_exhaustive()
    }
}

impl AuditLog {
    /// Opens the log in this data folder; `None` where there is none. Makes nothing, and needs no key.
    pub fn find(folder: &Path) -> Result<Option<Self>, StoreError> {
        let path = folder.join(FILE_NAME);
        let opened = files::open_own(&path, OpenOptions::new().read(true));
        let file = match opened {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            opened => opened.map_err(StoreError::io(&path))?,
        };
        let size = file.metadata().map_err(StoreError::io(&path))?.len();
        Ok(Some(Self { path, file, sealer: None, size }))
    }

    /// The same, with the key that checks its seals.
    pub(super) fn checked_by(self, sealer: Sealer) -> Self {
        Self { sealer: Some(sealer), ..self }
    }

    /// Where it is.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// Whether the key is there that checks its seals.
    pub fn has_key(&self) -> bool {
        self.sealer.is_some()
    }

    /// Its entries, oldest first. A line that is none comes as its number.
    pub fn entries(&self) -> Result<Entries<'_>, StoreError> {
        let lines = Lines::of(&self.file, HEAD_LENGTH, self.size).map_err(self.io())?;
        Ok(Entries { log: self, lines, number: 1 })
    }

    pub(super) fn io(&self) -> impl FnOnce(io::Error) -> StoreError {
        StoreError::io(&self.path)
    }
}

/// The entries of a log.
pub struct Entries<'a> {
    log: &'a AuditLog,
    lines: Lines<'a>,
    number: u64,
}

impl Iterator for Entries<'_> {
    type Item = Result<Result<Entry, u64>, StoreError>;

    fn next(&mut self) -> Option<Self::Item> {
        self.number += 1;
        match self.lines.next() {
            // What stands behind the last line break was never finished.
            Ok(Some(line)) if !line.is_whole => None,
            Ok(Some(line)) => Some(Ok(Entry::read(&line.bytes).ok_or(self.number))),
            Ok(None) => None,
            Err(error) => Some(Err(self.log.io()(error))),
        }
    }
}

/// The lines of a part of a file.
pub(super) struct Lines<'a> {
    reader: BufReader<io::Take<&'a File>>,
}

/// One of them.
pub(super) struct RawLine {
    /// Without its break.
    pub(super) bytes: Vec<u8>,
    /// Whether a line break ended it, and not the file, or our patience.
    pub(super) is_whole: bool,
    /// How much of the file it took.
    pub(super) length: u64,
}

impl<'a> Lines<'a> {
    /// From `begin` to `end`.
    pub(super) fn of(mut file: &'a File, begin: u64, end: u64) -> io::Result<Self> {
        file.seek(SeekFrom::Start(begin))?;
        Ok(Self { reader: BufReader::new(file.take(end.saturating_sub(begin))) })
    }

    /// The next one. One that is longer than any of ours comes in pieces, none of which is whole.
    pub(super) fn next(&mut self) -> io::Result<Option<RawLine>> {
        let mut bytes = Vec::new();
        let limit = u64::try_from(LONGEST).unwrap_or(u64::MAX);
        let length = self.reader.by_ref().take(limit).read_until(b'\n', &mut bytes)?;
        if length == 0 {
            return Ok(None);
        }
        let is_whole = bytes.last() == Some(&b'\n');
        if is_whole {
            bytes.pop();
        }
        Ok(Some(RawLine { bytes, is_whole, length: u64::try_from(length).unwrap_or(u64::MAX) }))
    }
}

/// The first line of a log.
pub(super) fn head_of(mut file: &File) -> io::Result<Result<Head, Headless>> {
    file.seek(SeekFrom::Start(0))?;
    let mut line = Vec::new();
    file.take(HEAD_LENGTH).read_to_end(&mut line)?;
    Ok(Head::read(&line))
}
