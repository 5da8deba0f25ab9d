//! Walking the chain: whether every entry is there, in its place, and as it was written.

use std::io;

use crate::store::StoreError;
use crate::store::audit::Event;
use crate::store::audit::append::adopted;
use crate::store::audit::entry::{Entry, NO_HASH};
use crate::store::audit::file::{AuditLog, Lines, RawLine, head_of};
use crate::store::audit::head::{HEAD_LENGTH, Head, Headless};
use crate::store::audit::seal::{Held, Sealer};

/// What a walk along the log found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Verdict {
    /// How many entries hold.
    pub entries: u64,
    /// How many of them are sealed.
    pub sealed: u64,
    /// Of how many sealed ones the seal was checked, and is right.
    pub checked: u64,
    /// How many seals another key made: that of a store in whose place this one came.
    pub another_keys: u64,
    /// The hash of the last entry that holds: noted elsewhere, it tells later whether the log was put
    /// back to an earlier day.
    pub head: String,
    /// When the first and the last of them were made.
    pub span: Option<(String, String)>,
    /// How often the clock went back from one entry to the next.
    pub backwards: u64,
    /// Whether a process died while it wrote: what it left behind the end is no entry.
    pub is_torn: bool,
    /// The first thing that does not hold, and on which line; the first line is 1.
    pub flaw: Option<(u64, Flaw)>,
}

/// What does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// The first line is not one of ours.
    NoHead,
    /// It is a newer qetta's.
    Newer,
    /// A line is no entry.
    NoEntry,
    /// An entry is not as it was written.
    Edited {
        /// Its number, as it says.
        seq: u64,
    },
    /// An entry stands where another one belongs: one was removed, put in, or moved.
    OutOfPlace {
        /// Its number.
        seq: u64,
        /// The number that belongs here.
        expected: u64,
    },
    /// An entry has the right number, and does not follow on the one before it: one of the two was
    /// exchanged.
    Exchanged {
        /// Its number.
        seq: u64,
    },
    /// An entry that takes the key to make has no seal.
    Unsealed {
        /// Its number.
        seq: u64,
    },
    /// The key would have made another seal.
    WrongSeal {
        /// Its number.
        seq: u64,
    },
    /// The last entries are gone.
    Missing {
        /// How many are left.
        entries: u64,
        /// How many the first line names.
        expected: u64,
    },
    /// The first line does not name the last entry.
    WrongHead,
    /// The seal of the first line is missing or wrong.
    WrongHeadSeal,
    /// The last sealed entry was not sealed by the key of this store.
    AnotherKey,
    /// Something stands behind the end that no process leaves there when it dies.
    Added,
}

impl Flaw {
    /// As JSON has it.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::NoHead => "no_head",
            Self::Newer => "newer",
            Self::NoEntry => "no_entry",
            Self::Edited { .. } => "edited",
            Self::OutOfPlace { .. } => "out_of_place",
            Self::Exchanged { .. } => "exchanged",
            Self::Unsealed { .. } => "unsealed",
            Self::WrongSeal { .. } => "wrong_seal",
            Self::Missing { .. } => "missing",
            Self::WrongHead => "wrong_head",
            Self::WrongHeadSeal => "wrong_head_seal",
            Self::AnotherKey => "another_key",
            Self::Added => "added",
        }
    }
}

impl AuditLog {
    /// Checks the whole chain, and with the key every seal, in as much memory as one entry takes.
    pub fn verify(&self) -> Result<Verdict, StoreError> {
        // Nobody writes meanwhile; without the lock, where the system has none, it is checked too.
        let _ = self.file.lock_shared();
        let verdict = self.walk().map_err(self.io());
        let _ = self.file.unlock();
        verdict
    }

    fn walk(&self) -> io::Result<Verdict> {
        let size = self.file.metadata()?.len();
        let mut walk = Walk::new(self.sealer.as_ref());
        let head = match head_of(&self.file)? {
            Ok(head) => head,
            Err(Headless::Newer) => return Ok(walk.ended(1, Flaw::Newer)),
            Err(Headless::Unreadable) => return Ok(walk.ended(1, Flaw::NoHead)),
        };
        let mut lines = Lines::of(&self.file, HEAD_LENGTH, head.length.min(size))?;
        while let Some(line) = lines.next()? {
            if let Err(flaw) = walk.step(&line, &head) {
                return Ok(walk.stopped(flaw));
            }
        }
        if let Err(flaw) = walk.arrived(&head) {
            return Ok(walk.ended(1, flaw));
        }
        self.beyond(walk, &head, size)
    }

    /// What stands behind the end that the first line names: entries that a process wrote before it
    /// died, and the beginning of one.
    fn beyond(&self, mut walk: Walk<'_>, head: &Head, size: u64) -> io::Result<Verdict> {
        let (end, count) = adopted(&self.file, head.clone(), size)?;
        let mut lines = Lines::of(&self.file, head.length, end.length)?;
        let open = Head { entries: head.entries + count, ..end.clone() };
        while let Some(line) = lines.next()? {
            if let Err(flaw) = walk.step(&line, &open) {
                return Ok(walk.stopped(flaw));
            }
        }
        let mut rest = Lines::of(&self.file, end.length, size)?;
        if let Some(line) = rest.next()? {
            // A line is written at once, with its break at its end.
            if line.is_whole || rest.next()?.is_some() {
                return Ok(walk.stopped(Flaw::Added));
            }
            walk.verdict.is_torn = true;
        }
        match walk.vouched_for() {
            Ok(()) => Ok(walk.verdict),
            Err(flaw) => Ok(walk.ended(1, flaw)),
        }
    }
}

struct Walk<'a> {
    sealer: Option<&'a Sealer>,
    verdict: Verdict,
    /// Where the last entry that holds ends.
    end: u64,
    /// Whether the seal of the first line is over an entry that was met.
    is_under_seal: bool,
    /// Whether another key sealed an entry behind the last one that ours vouches for.
    ends_in_anothers: bool,
}

impl<'a> Walk<'a> {
    fn new(sealer: Option<&'a Sealer>) -> Self {
        let verdict = Verdict { head: NO_HASH.to_owned(), ..Verdict::default() };
        let (is_under_seal, ends_in_anothers) = (false, false);
        Self { sealer, verdict, end: HEAD_LENGTH, is_under_seal, ends_in_anothers }
    }

    /// Goes on by one line.
    fn step(&mut self, line: &RawLine, head: &Head) -> Result<(), Flaw> {
        let entry = Entry::read(&line.bytes).filter(|_| line.is_whole).ok_or(Flaw::NoEntry)?;
        let (seq, expected) = (entry.seq, self.verdict.entries + 1);
        if !entry.is_as_written(&line.bytes) {
            return Err(Flaw::Edited { seq });
        }
        if seq != expected || seq > head.entries {
            return Err(Flaw::OutOfPlace { seq, expected });
        }
        if entry.prev != self.verdict.head {
            return Err(Flaw::Exchanged { seq });
        }
        self.check_seal(&entry)?;
        self.end += line.length;
        self.count(entry);
        self.look_under_the_seal(head);
        Ok(())
    }

    fn check_seal(&mut self, entry: &Entry) -> Result<(), Flaw> {
        let seq = entry.seq;
        let needed = entry.key.is_some() || Event::takes_the_key(&entry.event);
        let Entry { key: Some(key), seal: Some(seal), hash: Some(hash), .. } = entry else {
            return if needed { Err(Flaw::Unsealed { seq }) } else { Ok(()) };
        };
        self.verdict.sealed += 1;
        match self.sealer.map(|sealer| sealer.check(hash, seal, key)) {
            Some(Held::Wrong) => return Err(Flaw::WrongSeal { seq }),
            Some(Held::Good) => self.verdict.checked += 1,
            Some(Held::AnotherKeys) => {
                self.verdict.another_keys += 1;
                self.ends_in_anothers = true;
            }
            None => {}
        }
        Ok(())
    }

    /// Whether the seal of the first line is over the log as far as it was walked: then whoever has
    /// the key vouches for all of it, whoever sealed what.
    fn look_under_the_seal(&mut self, head: &Head) {
        let Some((sealer, (seal, key))) = self.sealer.zip(head.seal.as_ref()) else { return };
        let (entries, hash) = (self.verdict.entries, self.verdict.head.clone());
        let here = Head { entries, length: self.end, hash, seal: None };
        if sealer.check(&here.sealed_words(), seal, key) == Held::Good {
            (self.is_under_seal, self.ends_in_anothers) = (true, false);
        }
    }

    fn count(&mut self, entry: Entry) {
        let verdict = &mut self.verdict;
        verdict.entries += 1;
        verdict.head = entry.hash.unwrap_or_default();
        verdict.span = Some(match verdict.span.take() {
            None => (entry.time.clone(), entry.time),
            Some((first, last)) => {
                // All have one form and one length, so that letters are in the order of time.
                verdict.backwards += u64::from(entry.time < last);
                (first, entry.time)
            }
        });
    }

    /// Whether the end of the walk is the one that the first line names.
    fn arrived(&self, head: &Head) -> Result<(), Flaw> {
        let entries = self.verdict.entries;
        if entries < head.entries {
            return Err(Flaw::Missing { entries, expected: head.entries });
        }
        if self.verdict.head != head.hash || self.end != head.length {
            return Err(Flaw::WrongHead);
        }
        let Some((_, key)) = &head.seal else {
            let is_bare = self.verdict.sealed == 0;
            return if is_bare { Ok(()) } else { Err(Flaw::WrongHeadSeal) };
        };
        match self.sealer {
            Some(sealer) if *key != sealer.name() => Err(Flaw::AnotherKey),
            Some(_) if !self.is_under_seal => Err(Flaw::WrongHeadSeal),
            _ => self.vouched_for(),
        }
    }

    /// Whether no entry is sealed by another key alone.
    fn vouched_for(&self) -> Result<(), Flaw> {
        if self.ends_in_anothers { Err(Flaw::AnotherKey) } else { Ok(()) }
    }

    /// With what is wrong with the line that comes next.
    fn stopped(self, flaw: Flaw) -> Verdict {
        let line = self.verdict.entries + 2;
        self.ended(line, flaw)
    }

    fn ended(mut self, line: u64, flaw: Flaw) -> Verdict {
        self.verdict.flaw = Some((line, flaw));
        self.verdict
    }
}
