//! What KFTC remembers: consents under way, tokens, registered accounts, and the ids of today.

pub(super) mod consents;
pub(super) mod inquiries;
pub(in crate::sandbox) mod tokens;

/// The tables of this folder.
pub(in crate::sandbox) const SCHEMA: &str = "
CREATE TABLE kftc_request (
    ticket     BLOB PRIMARY KEY,
    request    TEXT NOT NULL,
    expires_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE kftc_code (
    digest       BLOB PRIMARY KEY,
    redirect_uri TEXT NOT NULL,
    scope        TEXT NOT NULL,
    user_seq_no  TEXT NOT NULL,
    expires_at   INTEGER NOT NULL,
    used         INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE TABLE kftc_token (
    digest     BLOB PRIMARY KEY,
    kind       TEXT NOT NULL,
    family     BLOB NOT NULL,
    audience   TEXT NOT NULL,
    scope      TEXT NOT NULL,
    jti        TEXT NOT NULL,
    expires_at INTEGER NOT NULL,
    dead       INTEGER NOT NULL DEFAULT 0
) STRICT, WITHOUT ROWID;
CREATE INDEX kftc_token_family ON kftc_token (family);
CREATE TABLE kftc_account (
    user_seq_no TEXT NOT NULL,
    number      INTEGER NOT NULL,
    agreed_at   TEXT NOT NULL,
    PRIMARY KEY (user_seq_no, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE kftc_bank_tran_id (
    day          TEXT NOT NULL,
    bank_tran_id TEXT NOT NULL,
    PRIMARY KEY (day, bank_tran_id)
) STRICT, WITHOUT ROWID;
";
