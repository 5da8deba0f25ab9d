//! The first line: how many entries there are, where the last one ends, and its hash.

use serde::{Deserialize, Serialize};

use crate::store::audit::entry::NO_HASH;
use crate::store::audit::seal::{NAME_LENGTH, SEAL_LENGTH, Sealer};

const LOG: &str = "qetta audit";
const VERSION: u32 = 1;

/// The length of the line. It is the same for ever, because the line is written over in place: its
/// numbers and its seal are filled up with spaces.
pub(super) const HEAD_LENGTH: u64 = 228;

/// What the first line says.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Head {
    /// How many entries there are.
    pub(super) entries: u64,
    /// Where the last one ends, and the next one begins.
    pub(super) length: u64,
    /// The hash of the last one.
    pub(super) hash: String,
    /// The seal over all of that as it was when somebody with the key last wrote, and the key's name.
    /// Whoever has no key leaves it as it is, so that what is in front of it cannot be cut.
    pub(super) seal: Option<(String, String)>,
}

/// Why a file does not begin as a log does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Headless {
    /// It is a newer qetta's.
    Newer,
    /// It is anything else.
    Unreadable,
}

#[derive(Serialize, Deserialize)]
struct Written {
    log: String,
    version: u32,
    entries: u64,
    length: u64,
    head: String,
    key: Option<String>,
    seal: Option<String>,
}

impl Head {
    /// Of a log without entries.
    pub(super) fn of_none() -> Self {
        Self { entries: 0, length: HEAD_LENGTH, hash: NO_HASH.to_owned(), seal: None }
    }

    /// Once one more entry was written, which ends at `length` and has this hash.
    pub(super) fn after(&self, length: u64, hash: String, sealer: Option<&Sealer>) -> Self {
        let mut next = Self { entries: self.entries + 1, length, hash, seal: None };
        let seal = sealer.map(|sealer| (sealer.seal(&next.sealed_words()), sealer.name()));
        next.seal = seal.or_else(|| self.seal.clone());
        next
    }

    /// What its seal is over.
    pub(super) fn sealed_words(&self) -> String {
        format!("head {} {} {}", self.entries, self.length, self.hash)
    }

    pub(super) fn line(&self) -> String {
        let quoted = |word: Option<&String>| {
            word.map_or_else(|| "null".to_owned(), |word| format!("\"{word}\""))
        };
        let (seal, key) = self.seal.as_ref().map(|(seal, key)| (seal, key)).unzip();
        let (seal, key) = (quoted(seal), quoted(key));
        format!(
            "{{\"log\":\"{LOG}\",\"version\":{VERSION},\"entries\":{:>20},\"length\":{:>20},\"head\":\"{}\",\"key\":{key:<name$},\"seal\":{seal:<width$}}}\n",
            self.entries,
            self.length,
            self.hash,
            name = NAME_LENGTH + 2,
            width = SEAL_LENGTH + 2,
        )
    }

    /// Reads the line; it has to be as we write it, to the last space.
    pub(super) fn read(line: &[u8]) -> Result<Self, Headless> {
        let written: Written = serde_json::from_slice(line).map_err(|_| Headless::Unreadable)?;
        if written.log == LOG && written.version > VERSION {
            return Err(Headless::Newer);
        }
        let Written { entries, length, head: hash, key, seal, .. } = written;
        let head = Self { entries, length, hash, seal: seal.zip(key) };
        let as_written = head.line().as_bytes() == line && head.length >= HEAD_LENGTH;
        if as_written { Ok(head) } else { Err(Headless::Unreadable) }
    }
}
