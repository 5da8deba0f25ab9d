//! One entry, and the line that it is.
//!
//! The hash is over the very bytes of the line in front of it, the hash of the entry before among
//! them, so that there is nothing about how JSON may be written that could be argued about.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::model::iso8601;
use crate::store::audit::head::Head;
use crate::store::audit::seal::Sealer;
use crate::store::audit::{Happening, command};
use crate::store::key::hex;

/// What the first entry has in place of the hash of one before it.
pub(super) const NO_HASH: &str = "0000000000000000000000000000000000000000000000000000000000000000";

/// No line of ours is longer: names are short, and a provider's code is cut.
pub(super) const LONGEST: usize = 16 * 1024;

/// How much of a provider's code is kept.
const LONGEST_CODE: usize = 64;

/// What happened, as the log has it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Entry {
    /// Its number, from 1.
    pub seq: u64,
    /// When, by the clock of the machine: ISO 8601, UTC.
    pub time: String,
    /// What, by [`Event::as_str`](crate::store::audit::Event::as_str); a newer qetta may know more.
    pub event: String,
    /// Under which profile.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub profile: Option<String>,
    /// At which provider, by its code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider: Option<String>,
    /// Which account.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub account: Option<String>,
    /// `ok`, or the kind of the error.
    pub result: String,
    /// The provider's own code.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub provider_code: Option<String>,
    /// By what the token is known again.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub token: Option<String>,
    /// What else there is to say.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// Which process.
    pub pid: u32,
    /// What it was started to do.
    pub command: String,
    /// Which key sealed it, where one did. It stands before the hash: a seal cannot be taken away.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub key: Option<String>,
    /// The hash of the entry before.
    pub prev: String,
    /// The hash of this one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
    /// The seal over the hash, where whoever wrote it had the key.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub seal: Option<String>,
}

/// An entry that is ready to be written.
pub(super) struct Line {
    /// With its line break.
    pub(super) text: String,
    /// Its hash.
    pub(super) hash: String,
}

impl Entry {
    /// The entry that follows on `head`.
    pub(super) fn after(
        head: &Head,
        happening: &Happening<'_>,
        now: Timestamp,
        sealer: Option<&Sealer>,
    ) -> Self {
        let Happening { event, key, result, provider_code, token, detail } = happening;
        let code = provider_code.map(|code| code.chars().take(LONGEST_CODE).collect());
        Self {
            seq: head.entries + 1,
            time: iso8601(now),
            event: event.as_str().to_owned(),
            profile: key.map(|key| key.profile.to_string()),
            provider: key.map(|key| key.provider.code().to_owned()),
            account: key.map(|key| key.account.to_string()),
            result: (*result).to_owned(),
            provider_code: code,
            token: token.zip(sealer).map(|(token, sealer)| sealer.fingerprint(token)),
            detail: detail.map(str::to_owned),
            pid: std::process::id(),
            command: command().to_owned(),
            key: sealer.map(Sealer::name),
            prev: head.hash.clone(),
            hash: None,
            seal: None,
        }
    }

    /// Its line, hashed and, with a key, sealed.
    pub(super) fn line(&self, sealer: Option<&Sealer>) -> Line {
        let facts = serde_json::to_string(self).unwrap_or_default();
        let facts = facts.strip_suffix('}').unwrap_or_default();
        let hash = hash_of(facts.as_bytes());
        let end = end(&hash, sealer.map(|sealer| sealer.seal(&hash)).as_deref());
        Line { text: format!("{facts}{end}\n"), hash }
    }

    /// Reads a line without its break; `None` where it is no entry. Whether it is the one that was
    /// written is for [`is_as_written`](Self::is_as_written) to say.
    pub(super) fn read(line: &[u8]) -> Option<Self> {
        serde_json::from_slice(line).ok()
    }

    /// Whether the line that it was read from is, to the letter, the one that was hashed.
    pub(super) fn is_as_written(&self, line: &[u8]) -> bool {
        let Some(hash) = &self.hash else { return false };
        let end = end(hash, self.seal.as_deref());
        line.strip_suffix(end.as_bytes()).is_some_and(|facts| hash_of(facts) == *hash)
    }

    /// When it was, where that can be read.
    pub fn moment(&self) -> Option<Timestamp> {
        self.time.parse().ok()
    }
}

/// What stands behind the facts of a line.
fn end(hash: &str, seal: Option<&str>) -> String {
    match seal {
        Some(seal) => format!(",\"hash\":\"{hash}\",\"seal\":\"{seal}\"}}"),
        None => format!(",\"hash\":\"{hash}\"}}"),
    }
}

fn hash_of(facts: &[u8]) -> String {
    hex(&Sha256::digest(facts)).to_string()
}
