//! What the tests of this folder share.

use std::path::Path;
use std::time::Duration;

use jiff::Timestamp;

use crate::model::{
    AccessToken, ConnectionKey, Profile, Provider, RefreshToken, RegistrationId, Token,
};
use crate::store::filesystem::Journal;
use crate::store::schema::Database;
use crate::store::{KeyLadder, KeyringAccess, Store, Vault, files};

pub(super) fn now() -> Timestamp {
    Timestamp::from_second(1_800_000_000).unwrap()
}

pub(super) fn profile() -> Profile {
    Profile::default()
}

pub(super) fn key(account: &str) -> ConnectionKey {
    let account = account.parse().unwrap();
    ConnectionKey { profile: profile(), provider: Provider::Toss, account }
}

pub(super) fn registration(client: &str) -> RegistrationId {
    RegistrationId::new("https://provider.example/token", client, "ca")
}

pub(super) fn token(access: &str, refresh: Option<&str>) -> Token {
    Token {
        access_token: AccessToken::new(access),
        refresh_token: refresh.map(RefreshToken::new),
        token_type: "Bearer".to_owned(),
        scope: "ca".to_owned(),
        issued_at: now(),
        expires_in: Some(3_600),
    }
}

/// The ladder of a machine without a keyring.
pub(super) fn ladder() -> KeyLadder {
    KeyLadder::of_keyring(KeyringAccess::Off)
}

pub(super) fn vault(folder: &Path) -> Vault {
    Store::create(folder).unwrap().unlock(&ladder()).unwrap()
}

/// The same as if the folder were one that several machines share.
pub(super) fn shared_vault(folder: &Path) -> Vault {
    let folder = folder.canonicalize().unwrap();
    let database = Database::create_with(&folder, Journal::Rollback).unwrap();
    Store::over(database, folder).unlock(&ladder()).unwrap()
}

pub(super) async fn put(vault: &Vault, key: &ConnectionKey, token: &Token) {
    let guard = vault.guard(key, Duration::ZERO).await.unwrap();
    vault.put(&guard, &registration("client"), token, Some("user 1"), now()).unwrap();
}

pub(super) fn ciphertexts(vault: &Vault, key: &ConnectionKey) -> Vec<Vec<u8>> {
    let select =
        "SELECT sealed FROM secret JOIN connection ON id = connection_id WHERE account = ?1";
    let read = |connection: &rusqlite::Connection| {
        let mut select = connection.prepare(select)?;
        let rows = select.query_map([key.account.as_str()], |row| row.get(0))?;
        Ok(rows.collect::<Result<_, _>>()?)
    };
    vault.store().database.read(read).unwrap()
}

/// How SQLite goes about a statement.
pub(super) fn plan(store: &Store, statement: &str) -> String {
    let read = |connection: &rusqlite::Connection| {
        let mut explain = connection.prepare(&format!("EXPLAIN QUERY PLAN {statement}"))?;
        let rows = explain.raw_query().mapped(|row| row.get::<_, String>("detail"));
        Ok(rows.collect::<Result<Vec<_>, _>>()?.join("; "))
    };
    store.database.read(read).unwrap()
}

pub(super) fn write(path: &Path, bytes: &[u8]) {
    files::write_new(path, bytes).unwrap();
}

/// The names in a folder, sorted.
pub(super) fn names(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let mut names: Vec<String> =
        entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}

/// Every file of a folder with its bytes.
pub(super) fn contents(folder: &Path) -> Vec<(String, Vec<u8>)> {
    let read = |name: String| Some((name.clone(), std::fs::read(folder.join(name)).ok()?));
    names(folder).into_iter().filter_map(read).collect()
}

pub(super) fn somewhere_in(folder: &Path, bytes: &[u8]) -> bool {
    let holds = |(_, file): (String, Vec<u8>)| file.windows(bytes.len()).any(|part| part == bytes);
    contents(folder).into_iter().any(holds)
}

#[cfg(unix)]
pub(super) fn mode(path: &Path) -> u32 {
    use std::os::unix::fs::PermissionsExt as _;
    std::fs::metadata(path).unwrap().permissions().mode() & 0o777
}
