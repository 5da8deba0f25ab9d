//! Adding an entry: the line behind the last one, then the first line again.
//!
//! Between the two a process can die. What then stands behind the end that the first line names is
//! an entry if it is whole and follows on the last one, and is taken in by the next who writes;
//! anything else never was an entry, and is written over.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use crate::store::audit::entry::Entry;
use crate::store::audit::file::{Lines, head_of};
use crate::store::audit::head::{Head, Headless};
use crate::store::audit::seal::Sealer;
use crate::store::audit::{Event, FILE_NAME, Happening};
use crate::store::files;

/// How long another process may hold the log. Writing an entry takes microseconds; one that was
/// stopped meanwhile holds nobody up for longer than this.
const PATIENCE: Duration = Duration::from_secs(1);
/// How far apart two looks at a taken lock are.
const PAUSE: Duration = Duration::from_millis(1);
/// How often the log may be exchanged under our hands.
const TRIES: usize = 8;

/// Adds an entry, with the one that begins a log where there was none.
pub(super) fn append(
    folder: &Path,
    happening: &Happening<'_>,
    now: Timestamp,
    sealer: Option<&Sealer>,
) -> io::Result<()> {
    let path = folder.join(FILE_NAME);
    let mut before = None;
    for _ in 0..TRIES {
        let file = open(&path)?;
        lock(&file)?;
        if !is_at(&path, &file)? {
            continue;
        }
        match end_of(&file)? {
            Ok(head) => {
                let writer = Writer { file: &file, now, sealer };
                writer.write(&head, before.as_deref(), happening)?;
                // Others need not wait until the disk has it.
                let _ = file.unlock();
                return if happening.event.is_durable() { file.sync_data() } else { Ok(()) };
            }
            Err(Headless::Newer) => return Err(io::Error::other("it is a newer qetta's")),
            Err(Headless::Unreadable) => before = Some(put_aside(&path)?),
        }
    }
    Err(io::Error::other("it is exchanged again and again"))
}

struct Writer<'a> {
    file: &'a File,
    now: Timestamp,
    sealer: Option<&'a Sealer>,
}

impl Writer<'_> {
    fn write(
        &self,
        head: &Head,
        before: Option<&str>,
        happening: &Happening<'_>,
    ) -> io::Result<()> {
        let (mut lines, mut next) = (String::new(), head.clone());
        if head.entries == 0 {
            let begin = Happening { detail: before, ..Happening::new(Event::Begin) };
            next = self.add(&mut lines, &next, &begin);
        }
        next = self.add(&mut lines, &next, happening);
        let mut file = self.file;
        file.seek(SeekFrom::Start(head.length))?;
        file.write_all(lines.as_bytes())?;
        file.seek(SeekFrom::Start(0))?;
        file.write_all(next.line().as_bytes())
    }

    fn add(&self, lines: &mut String, head: &Head, happening: &Happening<'_>) -> Head {
        let line = Entry::after(head, happening, self.now, self.sealer).line(self.sealer);
        lines.push_str(&line.text);
        let length = u64::try_from(line.text.len()).unwrap_or(u64::MAX);
        head.after(head.length + length, line.hash, self.sealer)
    }
}

/// Where the next entry goes: behind what the first line names, and behind what is an entry all the
/// same. Nothing stands there once this returns.
fn end_of(file: &File) -> io::Result<Result<Head, Headless>> {
    let head = match head_of(file)? {
        Ok(head) => head,
        Err(headless) => return Ok(Err(headless)),
    };
    let size = file.metadata()?.len();
    if size < head.length {
        return Ok(Err(Headless::Unreadable));
    }
    if size == head.length {
        return Ok(Ok(head));
    }
    let (head, _) = adopted(file, head, size)?;
    if head.length < size {
        file.set_len(head.length)?;
    }
    Ok(Ok(head))
}

/// The head that also counts the entries behind its end, and how many those are.
pub(super) fn adopted(file: &File, mut head: Head, size: u64) -> io::Result<(Head, u64)> {
    let mut lines = Lines::of(file, head.length, size)?;
    let mut count = 0;
    while let Some(line) = lines.next()? {
        let entry = Entry::read(&line.bytes).filter(|entry| {
            let follows = entry.seq == head.entries + 1 && entry.prev == head.hash;
            line.is_whole && follows && entry.is_as_written(&line.bytes)
        });
        let Some(hash) = entry.and_then(|entry| entry.hash) else { break };
        head = head.after(head.length + line.length, hash, None);
        count += 1;
    }
    Ok((head, count))
}

fn open(path: &Path) -> io::Result<File> {
    let existing = || files::open_own(path, OpenOptions::new().read(true).write(true));
    match existing() {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        opened => return opened,
    }
    match files::write_new(path, Head::of_none().line().as_bytes()) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => existing(),
    }
}

fn lock(file: &File) -> io::Result<()> {
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(()),
            Err(TryLockError::Error(error)) => return Err(error),
            Err(TryLockError::WouldBlock) if begun.elapsed() < PATIENCE => {
                std::thread::sleep(PAUSE);
            }
            Err(TryLockError::WouldBlock) => {
                return Err(io::Error::new(io::ErrorKind::TimedOut, "another process holds it"));
            }
        }
    }
}

/// Whether the file is still the one under this name: the log may be moved away at any time.
#[cfg(unix)]
fn is_at(path: &Path, file: &File) -> io::Result<bool> {
    use std::os::unix::fs::MetadataExt as _;
    let opened = file.metadata()?;
    match std::fs::symlink_metadata(path) {
        Ok(found) => Ok((found.dev(), found.ino()) == (opened.dev(), opened.ino())),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(false),
        Err(error) => Err(error),
    }
}

/// A file that is open cannot be moved away here.
#[cfg(not(unix))]
fn is_at(_path: &Path, _file: &File) -> io::Result<bool> {
    Ok(true)
}

/// Puts a log aside that cannot be added to, and says where to: nothing of it is lost.
fn put_aside(path: &Path) -> io::Result<String> {
    for number in 1..1_000 {
        let name = format!("{FILE_NAME}.broken-{number}");
        let aside = path.with_file_name(&name);
        match std::fs::symlink_metadata(&aside) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                std::fs::rename(path, &aside)?;
                return Ok(format!("the log before this one did not hold: {name}"));
            }
            found => {
                found?;
            }
        }
    }
    Err(io::Error::other("it does not hold, and there are too many others"))
}
