//! A store that is looked at from end to end (`qetta store check`).

use std::path::PathBuf;

use super::{Check, Finding, Status, check};
use crate::store::{KeyLadder, KeyState, Secrets, Store, StoreError};

/// What was found in a store.
#[derive(Debug)]
pub enum AtRest {
    /// What SQLite finds wrong.
    Integrity(Vec<String>),
    /// So many rows that lack what belongs to them, or belong to nothing.
    Orphans(u64),
    /// Files that others may read or change, or that are not ours.
    Exposed(Vec<PathBuf>),
    /// Files that nobody needs any more.
    Leftovers(Vec<PathBuf>),
    /// Whether the sealed secrets open.
    Secrets(Secrets),
    /// The key cannot be had just now, so that nobody knows.
    SecretsUnseen(StoreError),
}

/// Looks at the store; nothing where there is none.
pub fn check_store(store: Option<Store>, ladder: &KeyLadder) -> Vec<Check> {
    let Some(store) = store else {
        return vec![check("database", Status::Ok, Finding::NoStore)];
    };
    let mut checks = vec![
        found("database", store.integrity(), |faults| {
            (failed_unless(faults.is_empty()), AtRest::Integrity(faults))
        }),
        found("rows", store.orphans(), |count| (failed_unless(count == 0), AtRest::Orphans(count))),
        found("files", store.exposed(), |paths| {
            (failed_unless(paths.is_empty()), AtRest::Exposed(paths))
        }),
        found("leftovers", store.leftover_files(), |paths| {
            let status = if paths.is_empty() { Status::Ok } else { Status::Warn };
            (status, AtRest::Leftovers(paths))
        }),
    ];
    checks.push(secrets(store, ladder));
    checks
}

fn secrets(store: Store, ladder: &KeyLadder) -> Check {
    const ID: &str = "secrets";

    match store.key_state(ladder) {
        Ok(KeyState::NotChosen) => return check(ID, Status::Ok, Finding::StoreWithoutKey),
        Ok(_) => {}
        Err(error) => return unopened(error),
    }
    match store.unlock(ladder) {
        Ok(vault) => found(ID, vault.check_secrets(), |secrets| {
            (failed_unless(secrets.sealed == 0), AtRest::Secrets(secrets))
        }),
        Err(error) => unopened(error),
    }
}

/// A key that is not at hand is no fault of the store; one that does not fit is.
fn unopened(error: StoreError) -> Check {
    const ID: &str = "secrets";

    match error {
        StoreError::KeyFileNeeded
        | StoreError::PassphraseNeeded
        | StoreError::KeyringOff
        | StoreError::KeyringNotBuilt
        | StoreError::KeyringUnreachable { .. }
        | StoreError::KeyringLocked { .. }
        | StoreError::KeyringSilent { .. } => {
            check(ID, Status::Warn, Finding::AtRest(AtRest::SecretsUnseen(error)))
        }
        error => check(ID, Status::Fail, Finding::StoreUnusable(error)),
    }
}

fn found<T>(
    id: &str,
    looked: Result<T, StoreError>,
    judge: impl FnOnce(T) -> (Status, AtRest),
) -> Check {
    match looked {
        Ok(found) => {
            let (status, finding) = judge(found);
            check(id, status, Finding::AtRest(finding))
        }
        Err(error) => check(id, Status::Fail, Finding::StoreUnusable(error)),
    }
}

fn failed_unless(good: bool) -> Status {
    if good { Status::Ok } else { Status::Fail }
}
