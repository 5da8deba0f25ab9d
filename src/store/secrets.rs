//! Every sealed secret of a store, one after the other, however many there are.

use rusqlite::{Connection, Row};

use crate::store::StoreError;
use crate::store::key::{Sealed, StoreKey};
use crate::store::rows::context_of;

/// How many are in memory at a time.
const AT_ONCE: i64 = 500;

const SELECT: &str = "
    SELECT connection_id, kind, nonce, sealed, profile, provider, account
    FROM secret JOIN connection ON connection.id = connection_id
    WHERE (connection_id, kind) > (?1, ?2) ORDER BY connection_id, kind LIMIT ?3";

/// One, still sealed.
pub(super) struct StoredSecret {
    /// Of which connection.
    pub(super) connection_id: i64,
    /// What it is.
    pub(super) kind: String,
    /// `None` where not even the nonce is whole.
    sealed: Option<Sealed>,
    /// The connection's profile, provider and account.
    pub(super) key: [String; 3],
}

impl StoredSecret {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let nonce: Vec<u8> = row.get(2)?;
        let bytes = row.get(3)?;
        let sealed = nonce.try_into().ok().map(|nonce| Sealed { nonce, bytes });
        let key = [row.get(4)?, row.get(5)?, row.get(6)?];
        Ok(Self { connection_id: row.get(0)?, kind: row.get(1)?, sealed, key })
    }

    /// What it is bound to.
    pub(super) fn context(&self) -> String {
        let [profile, provider, account] = &self.key;
        context_of(&self.kind, [profile, provider, account])
    }

    /// The secret, where it opens.
    pub(super) fn opened(&self, with: &StoreKey) -> Option<zeroize::Zeroizing<Vec<u8>>> {
        with.open(self.sealed.as_ref()?, &self.context())
    }
}

/// Shows every one of them to `work`.
pub(super) fn each(
    from: &Connection,
    mut work: impl FnMut(StoredSecret) -> Result<(), StoreError>,
) -> Result<(), StoreError> {
    let mut select = from.prepare(SELECT)?;
    let mut last = (i64::MIN, String::new());
    loop {
        let rows = select.query_map((last.0, &last.1, AT_ONCE), StoredSecret::read)?;
        let rows: Vec<_> = rows.collect::<Result<_, _>>()?;
        let Some(end) = rows.last() else { return Ok(()) };
        last = (end.connection_id, end.kind.clone());
        for secret in rows {
            work(secret)?;
        }
    }
}
