//! What KFTC alone remembers: registered accounts, and the ids of today.

pub(super) mod inquiries;

/// The tables of this folder.
pub(in crate::sandbox) const SCHEMA: &str = "
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
