//! What Hive remembers: keys that were given out, and which player somebody is.

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

use crate::sandbox::secrets;
use crate::sandbox::state::forgetting::LOOKED_AT;

/// The tables of this folder.
pub(in crate::sandbox) const SCHEMA: &str = "
CREATE TABLE hive_key (
    digest      BLOB PRIMARY KEY,
    idp_id      TEXT NOT NULL,
    idp_user_id TEXT NOT NULL,
    player_id   INTEGER,
    expires_at  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX hive_key_end ON hive_key (expires_at);
CREATE TABLE hive_player (
    idp_id      TEXT NOT NULL,
    idp_user_id TEXT NOT NULL,
    player_id   INTEGER NOT NULL,
    joined_at   INTEGER NOT NULL,
    PRIMARY KEY (idp_id, idp_user_id)
) STRICT, WITHOUT ROWID;
";

/// How long a key lives, in seconds: what Hive says of the successor's.
const LIFE: i64 = 60;

/// Who somebody is at an identity provider.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Identity {
    pub(super) idp: String,
    pub(super) user: String,
    /// The player that this identity is to be linked to, where one was named.
    pub(super) player: Option<i64>,
}

/// Remembers that a key was given out. Those that nobody used in time go, a few at a time.
pub(super) fn keep(
    connection: &Connection,
    key: &str,
    identity: &Identity,
    now: Timestamp,
) -> Result<(), rusqlite::Error> {
    let now = now.as_second();
    let sql = "DELETE FROM hive_key
               WHERE digest IN (SELECT digest FROM hive_key WHERE expires_at <= ?1
                                ORDER BY expires_at LIMIT ?2)";
    connection.prepare_cached(sql)?.execute([now, LOOKED_AT])?;
    let Identity { idp, user, player } = identity;
    let sql = "INSERT INTO hive_key (digest, idp_id, idp_user_id, player_id, expires_at)
               VALUES (?1, ?2, ?3, ?4, ?5)";
    connection
        .prepare_cached(sql)?
        .execute(params![secrets::digest(key), idp, user, player, now + LIFE])
        .map(drop)
}

/// Uses a key up, and says whose it was.
pub(super) fn use_up(
    connection: &Connection,
    key: &str,
    now: Timestamp,
) -> Result<Option<Identity>, rusqlite::Error> {
    let sql = "DELETE FROM hive_key WHERE digest = ?1 AND expires_at > ?2
               RETURNING idp_id, idp_user_id, player_id";
    connection
        .prepare_cached(sql)?
        .query_row(params![secrets::digest(key), now.as_second()], |row| {
            Ok(Identity { idp: row.get(0)?, user: row.get(1)?, player: row.get(2)? })
        })
        .optional()
}

/// The player that somebody is: the one that was named with [`keep`], or the one of the last time, or
/// the one that follows from who it is.
pub(super) fn player(
    connection: &Connection,
    identity: &Identity,
    now: Timestamp,
) -> Result<i64, rusqlite::Error> {
    let Identity { idp, user, player } = identity;
    let new = player.unwrap_or_else(|| first_player(identity));
    let sql = "INSERT INTO hive_player (idp_id, idp_user_id, player_id, joined_at)
               VALUES (?1, ?2, ?3, ?4)
               ON CONFLICT DO UPDATE SET player_id = coalesce(?5, player_id)
               RETURNING player_id";
    connection
        .prepare_cached(sql)?
        .query_row(params![idp, user, new, now.as_second(), player], |row| row.get(0))
}

/// When a player joined, where there is one.
pub(super) fn joined_at(
    connection: &Connection,
    player_id: i64,
) -> Result<Option<i64>, rusqlite::Error> {
    let sql = "SELECT min(joined_at) FROM hive_player WHERE player_id = ?1";
    connection.prepare_cached(sql)?.query_row([player_id], |row| row.get(0))
}

/// Always the same of the same identity, positive, and beyond what a fraction can hold.
fn first_player(identity: &Identity) -> i64 {
    let digest = secrets::digest(&format!("{} {}", identity.idp, identity.user));
    let number = i64::from_be_bytes(digest.first_chunk().copied().unwrap_or_default());
    (number & ((1 << 60) - 1)) | (1 << 60) | 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_first_player_is_beyond_what_a_fraction_can_hold() {
        for user in ["a", "b", "e68a06bf9f2d4496882877cbecad27eb", ""] {
            let identity = Identity { idp: "CUSTOM_GAME".into(), user: user.into(), player: None };
            let id = first_player(&identity);
            assert!(id > 1 << 53, "{id}");
            #[expect(
                clippy::cast_possible_truncation,
                clippy::cast_precision_loss,
                reason = "the point"
            )]
            let through_a_fraction = id as f64 as i64;
            assert_ne!(through_a_fraction, id);
        }
    }
}
