//! A database whose bytes are not those that were written: an error or the right token, never another.

use std::fs;
use std::path::Path;

use crate::store::testing::{self, key, put, token};
use crate::store::{Store, StoreError, files};

/// What comes of asking a store for its one token.
fn asked(folder: &Path) -> Result<Option<(String, Option<String>)>, StoreError> {
    let Some(store) = Store::find(folder)? else { return Ok(None) };
    let held = store.unlock(&testing::ladder())?.held(&key("one"))?;
    Ok(held.map(|held| {
        let refresh = held.token.refresh_token.map(|token| token.expose().to_owned());
        (held.token.access_token.expose().to_owned(), refresh)
    }))
}

async fn made() -> (tempfile::TempDir, Vec<u8>) {
    let folder = tempfile::tempdir().unwrap();
    let vault = testing::vault(folder.path());
    for account in ["one", "two", "three"] {
        put(&vault, &key(account), &token(account, Some("refresh"))).await;
    }
    drop(vault);
    let whole = fs::read(folder.path().join("qetta.db")).unwrap();
    (folder, whole)
}

/// Puts these bytes in the place of the database, and asks.
fn with(folder: &Path, bytes: &[u8]) -> Result<Option<(String, Option<String>)>, StoreError> {
    for log in ["qetta.db-wal", "qetta.db-shm"] {
        let _ = fs::remove_file(folder.join(log));
    }
    files::replace(&folder.join("qetta.db"), bytes).unwrap();
    asked(folder)
}

fn right() -> (String, Option<String>) {
    ("one".to_owned(), Some("refresh".to_owned()))
}

#[tokio::test]
async fn no_flipped_bit_makes_another_token() {
    let (folder, whole) = made().await;
    let (mut refused, mut unharmed) = (0, 0);
    for at in (0..whole.len() * 8).step_by(1_511) {
        let mut altered = whole.clone();
        altered[at / 8] ^= 1 << (at % 8);
        match with(folder.path(), &altered) {
            Err(_) => refused += 1,
            Ok(Some(tokens)) => {
                assert_eq!(tokens.0, right().0, "bit {at}");
                // Its row can be lost, and then it is not there; it is never another one.
                assert!(tokens.1.is_none() || tokens == right(), "bit {at}");
                unharmed += 1;
            }
            Ok(None) => {}
        }
    }
    assert!(refused > 0 && unharmed > 0, "{refused} {unharmed}");
    assert_eq!(with(folder.path(), &whole).unwrap(), Some(right()));
}

#[tokio::test]
async fn no_cut_makes_another_token() {
    let (folder, whole) = made().await;
    for length in (0..whole.len()).step_by(2_048).chain([1, 15, 99, 4_095, whole.len() - 1]) {
        match with(folder.path(), &whole[..length]) {
            Err(_) | Ok(None) => {}
            Ok(Some(tokens)) => assert_eq!(tokens, right(), "{length} bytes"),
        }
    }
}

#[tokio::test]
async fn a_page_of_zeroes_makes_no_other_token() {
    let (folder, whole) = made().await;
    for page in (0..whole.len()).step_by(4_096) {
        let mut altered = whole.clone();
        altered[page..page + 4_096].fill(0);
        match with(folder.path(), &altered) {
            Err(_) | Ok(None) => {}
            Ok(Some(tokens)) => assert_eq!(tokens, right(), "page at {page}"),
        }
    }
}
