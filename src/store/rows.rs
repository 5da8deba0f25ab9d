//! A connection's token as rows of the database: facts in plain columns, secrets sealed.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, Row, Transaction};

use crate::model::{ConnectionKey, RegistrationId, Token};
use crate::store::facts::{columns, instant};
use crate::store::key::Sealed;

/// Everything of a connection's token in one row.
pub(super) const SELECT: &str = "
    SELECT connection.token_type, connection.scope, connection.registration, connection.issued_at,
        connection.expires_in, connection.version,
        access.nonce AS access_nonce, access.sealed AS access_sealed,
        refresh.nonce AS refresh_nonce, refresh.sealed AS refresh_sealed
    FROM connection
    LEFT JOIN secret AS access
        ON access.connection_id = connection.id AND access.kind = 'access_token'
    LEFT JOIN secret AS refresh
        ON refresh.connection_id = connection.id AND refresh.kind = 'refresh_token'
    WHERE profile = ?1 AND provider = ?2 AND account = ?3";

/// What another client was given is not this one's to keep.
const FORGET_ANOTHER_CLIENTS: &str = "
    DELETE FROM secret WHERE connection_id IN (
        SELECT id FROM connection
        WHERE profile = ?1 AND provider = ?2 AND account = ?3 AND registration <> ?4
    )";

/// The provider names its user once and not in every answer; from another client it says nothing.
const UPSERT: &str = "
    INSERT INTO connection (profile, provider, account, registration, provider_user_id, token_type,
        scope, issued_at, expires_in, connected_at, updated_at, version)
    VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?10, 1)
    ON CONFLICT (profile, provider, account) DO UPDATE SET
        provider_user_id = CASE registration
            WHEN excluded.registration THEN coalesce(excluded.provider_user_id, provider_user_id)
            ELSE excluded.provider_user_id
        END,
        registration = excluded.registration,
        token_type = excluded.token_type,
        scope = excluded.scope,
        issued_at = excluded.issued_at,
        expires_in = excluded.expires_in,
        updated_at = excluded.updated_at,
        version = version + 1
    RETURNING id, version";

const REPLACE_SECRET: &str = "
    INSERT OR REPLACE INTO secret (connection_id, kind, nonce, sealed) VALUES (?1, ?2, ?3, ?4)";

/// What a secret is; part of what its ciphertext is bound to.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    /// `access_token`.
    AccessToken,
    /// `refresh_token`.
    RefreshToken,
    /// `accounts`: whose they are and how they are masked is nobody else's business.
    Accounts,
}

impl Kind {
    fn as_str(self) -> &'static str {
        match self {
            Self::AccessToken => "access_token",
            Self::RefreshToken => "refresh_token",
            Self::Accounts => "accounts",
        }
    }

    /// The kind that is [`stored`](Self::as_str) so.
    pub(super) fn from_stored(stored: &str) -> Option<Self> {
        [Self::AccessToken, Self::RefreshToken, Self::Accounts]
            .into_iter()
            .find(|kind| kind.as_str() == stored)
    }

    /// Its one place in any store, in words.
    pub(super) fn context(self, key: &ConnectionKey) -> String {
        context_of(self.as_str(), columns(key))
    }
}

/// The same of a secret as the database has it: its kind, and the profile, provider and account.
pub(super) fn context_of(kind: &str, key: [&str; 3]) -> String {
    format!("qetta/1 {kind} {}", ConnectionKey::canonical_of(key))
}

/// A row of [`SELECT`], still sealed.
pub(super) struct SealedToken {
    /// `Bearer`, as the provider spells it.
    pub(super) token_type: String,
    /// What was granted.
    pub(super) scope: String,
    /// Who issued it to whom.
    pub(super) registration: RegistrationId,
    /// When, by our clock.
    pub(super) issued_at: Timestamp,
    /// Its life in seconds, where the provider said.
    pub(super) expires_in: Option<i64>,
    /// How often one was written here.
    pub(super) version: i64,
    /// The access token, which a whole row has.
    pub(super) access: Option<Sealed>,
    /// The refresh token, where there is one.
    pub(super) refresh: Option<Sealed>,
}

impl SealedToken {
    /// The one of a connection.
    pub(super) fn find(
        connection: &Connection,
        key: &ConnectionKey,
    ) -> rusqlite::Result<Option<Self>> {
        connection.query_row(SELECT, columns(key), Self::read).optional()
    }

    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let sealed = |nonce: &str, bytes: &str| -> rusqlite::Result<Option<Sealed>> {
            let pair = row.get::<_, Option<_>>(nonce)?.zip(row.get::<_, Option<_>>(bytes)?);
            Ok(pair.map(|(nonce, bytes)| Sealed { nonce, bytes }))
        };
        Ok(Self {
            token_type: row.get("token_type")?,
            scope: row.get("scope")?,
            registration: RegistrationId::stored(row.get("registration")?),
            issued_at: instant(row, "issued_at")?,
            expires_in: row.get("expires_in")?,
            version: row.get("version")?,
            access: sealed("access_nonce", "access_sealed")?,
            refresh: sealed("refresh_nonce", "refresh_sealed")?,
        })
    }
}

/// Writes the facts of a token and drops the secrets of another client; says under which number.
pub(super) fn upsert(
    to: &Transaction<'_>,
    key: &ConnectionKey,
    registration: &RegistrationId,
    token: &Token,
    provider_user_id: Option<&str>,
    now: Timestamp,
) -> rusqlite::Result<(i64, i64)> {
    let [profile, provider, account] = columns(key);
    let registered = [profile, provider, account, registration.as_str()];
    to.execute(FORGET_ANOTHER_CLIENTS, registered)?;
    let facts = rusqlite::params![
        profile,
        provider,
        account,
        registration.as_str(),
        provider_user_id,
        token.token_type,
        token.scope,
        token.issued_at.as_millisecond(),
        token.expires_in,
        now.as_millisecond(),
    ];
    to.query_row(UPSERT, facts, |row| Ok((row.get(0)?, row.get(1)?)))
}

/// How often a token of this connection was written, as the database has it, and how the provider
/// calls the user; `None` where it knows of no such connection.
pub(super) fn known(
    connection: &Connection,
    key: &ConnectionKey,
) -> rusqlite::Result<Option<(i64, Option<String>)>> {
    const KNOWN: &str = "
        SELECT version, provider_user_id FROM connection
        WHERE profile = ?1 AND provider = ?2 AND account = ?3";
    connection.query_row(KNOWN, columns(key), |row| Ok((row.get(0)?, row.get(1)?))).optional()
}

/// Under which id a connection is kept.
pub(super) fn id_of(connection: &Connection, key: &ConnectionKey) -> rusqlite::Result<Option<i64>> {
    const ID: &str = "
        SELECT id FROM connection WHERE profile = ?1 AND provider = ?2 AND account = ?3";
    connection.query_row(ID, columns(key), |row| row.get(0)).optional()
}

/// Deletes a connection with all that hangs on it; says whether there was one.
pub(super) fn forget(to: &Transaction<'_>, key: &ConnectionKey) -> rusqlite::Result<bool> {
    let delete = "DELETE FROM connection WHERE profile = ?1 AND provider = ?2 AND account = ?3";
    Ok(to.execute(delete, columns(key))? > 0)
}

/// Gives a connection the number of the token that rests elsewhere.
pub(super) fn number(to: &Transaction<'_>, id: i64, version: i64) -> rusqlite::Result<()> {
    to.execute("UPDATE connection SET version = ?2 WHERE id = ?1", (id, version)).map(drop)
}

/// Writes a secret in place of the one that may be there.
pub(super) fn replace_secret(
    to: &Transaction<'_>,
    connection_id: i64,
    kind: Kind,
    sealed: &Sealed,
) -> rusqlite::Result<()> {
    to.execute(REPLACE_SECRET, (connection_id, kind.as_str(), sealed.nonce, &sealed.bytes))?;
    Ok(())
}
