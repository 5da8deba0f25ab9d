//! What Acme remembers beside what all providers do: devices, whose codes are kept as digests.

pub(super) mod devices;

/// Who agreed, and when they were there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::sandbox::acme) struct Login {
    /// The person, as `sub` has it.
    pub(in crate::sandbox::acme) subject: String,
    /// In seconds since 1970.
    pub(in crate::sandbox::acme) at: i64,
}

impl Login {
    /// From two columns that are set together or not at all.
    fn read(subject: Option<String>, at: Option<i64>) -> Option<Self> {
        Some(Self { subject: subject?, at: at? })
    }
}

/// The tables of this folder.
pub(in crate::sandbox) const SCHEMA: &str = "
CREATE TABLE acme_device (
    digest        BLOB PRIMARY KEY,
    number        INTEGER NOT NULL,
    user_code     BLOB NOT NULL UNIQUE,
    client_id     TEXT NOT NULL,
    scope         TEXT NOT NULL,
    expires_at    INTEGER NOT NULL,
    poll_interval INTEGER NOT NULL,
    polls         INTEGER NOT NULL DEFAULT 0,
    last_poll     INTEGER,
    decision      TEXT NOT NULL,
    subject       TEXT,
    auth_time     INTEGER
) STRICT, WITHOUT ROWID;
CREATE INDEX acme_device_queue ON acme_device (number);
";
