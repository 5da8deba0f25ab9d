use std::path::Path;
use std::sync::Arc;

use super::*;
use zeroize::Zeroizing;

use crate::store::key::StoreKey;
use crate::store::keyring::fake::Keyring;
use crate::store::testing;
use crate::store::{KeyringAccess, PassphraseAccess, Prompt};

fn named(path: &Path) -> KeyLadder {
    KeyLadder { key_file: Some(path.to_owned()), ..testing::ladder() }
}

fn faked(keyring: &Arc<Keyring>) -> KeyLadder {
    KeyLadder::of_keyring(KeyringAccess::Fake(Arc::clone(keyring)))
}

fn unlock(folder: &Path, ladder: &KeyLadder) -> Result<Vault, StoreError> {
    Store::create(folder).unwrap().unlock(ladder)
}

#[test]
fn the_state_of_a_key_is_told_without_changing_anything() {
    let folder = tempfile::tempdir().unwrap();
    let state = |ladder: &KeyLadder| Store::create(folder.path()).unwrap().key_state(ladder);
    assert_eq!(state(&testing::ladder()).unwrap(), KeyState::NotChosen);
    let missing = state(&named(Path::new("/nowhere/key")));
    assert!(matches!(missing, Err(StoreError::KeyFileMissing { .. })));
    assert_eq!(testing::names(folder.path()), ["qetta.db"]);
    drop(unlock(folder.path(), &testing::ladder()).unwrap());
    assert_eq!(state(&testing::ladder()).unwrap(), KeyState::Opens);
    std::fs::remove_file(folder.path().join("qetta.key")).unwrap();
    assert!(matches!(state(&testing::ladder()), Err(StoreError::KeyFileMissing { .. })));
    assert_eq!(testing::names(folder.path()), ["qetta.db"]);
}

#[test]
fn a_key_in_the_keyring_is_not_taken_out_to_tell_its_state() {
    let folder = tempfile::tempdir().unwrap();
    drop(unlock(folder.path(), &faked(&Arc::new(Keyring::default()))).unwrap());
    let store = Store::create(folder.path()).unwrap();
    for keyring in [Keyring::default(), Keyring::locked()] {
        let state = store.key_state(&faked(&Arc::new(keyring))).unwrap();
        assert_eq!(state, KeyState::InKeyring);
    }
}

#[test]
fn a_generated_key_is_said_once_and_kept() {
    let folder = tempfile::tempdir().unwrap();
    let first = unlock(folder.path(), &testing::ladder()).unwrap();
    let fresh = first.fresh_key_file().unwrap().to_owned();
    assert_eq!(fresh, first.store().folder().join("qetta.key"));
    drop(first);
    let second = unlock(folder.path(), &testing::ladder()).unwrap();
    assert_eq!(second.fresh_key_file(), None);
    #[cfg(unix)]
    assert_eq!(testing::mode(&fresh), 0o600);
}

#[test]
fn a_generated_key_that_is_gone_is_not_made_anew() {
    let folder = tempfile::tempdir().unwrap();
    drop(unlock(folder.path(), &testing::ladder()).unwrap());
    std::fs::remove_file(folder.path().join("qetta.key")).unwrap();
    let keyring = Arc::new(Keyring::default());
    for ladder in [testing::ladder(), faked(&keyring)] {
        let error = unlock(folder.path(), &ladder).unwrap_err();
        assert!(matches!(error, StoreError::KeyFileMissing { .. }));
    }
    assert_eq!(keyring.count(), 0);
    assert_eq!(testing::names(folder.path()), ["qetta.db"]);
}

#[test]
fn another_key_is_refused_and_changes_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let keys = tempfile::tempdir().unwrap();
    let (right, wrong) = (keys.path().join("right"), keys.path().join("wrong"));
    testing::write(&right, &[1; 32]);
    testing::write(&wrong, &[2; 32]);
    drop(unlock(folder.path(), &named(&right)).unwrap());
    let before = testing::contents(folder.path());
    assert!(matches!(unlock(folder.path(), &named(&wrong)), Err(StoreError::WrongKey)));
    let unnamed = unlock(folder.path(), &testing::ladder());
    assert!(matches!(unnamed, Err(StoreError::KeyFileNeeded)));
    assert_eq!(testing::contents(folder.path()), before);
    assert!(unlock(folder.path(), &named(&right)).is_ok());
}

#[test]
fn a_file_named_for_a_store_of_another_source_is_tried() {
    let folder = tempfile::tempdir().unwrap();
    let keys = tempfile::tempdir().unwrap();
    let (copy, wrong) = (keys.path().join("copy"), keys.path().join("wrong"));
    drop(unlock(folder.path(), &testing::ladder()).unwrap());
    std::fs::rename(folder.path().join("qetta.key"), &copy).unwrap();
    testing::write(&wrong, &[2; 32]);
    assert!(unlock(folder.path(), &named(&copy)).is_ok());
    assert!(matches!(unlock(folder.path(), &named(&wrong)), Err(StoreError::WrongKey)));
}

#[test]
fn a_key_in_the_keyring_is_found_there_and_nowhere_else() {
    let folder = tempfile::tempdir().unwrap();
    let keyring = Arc::new(Keyring::default());
    drop(unlock(folder.path(), &faked(&keyring)).unwrap());
    drop(unlock(folder.path(), &faked(&keyring)).unwrap());
    assert_eq!(keyring.count(), 1);

    let locked = unlock(folder.path(), &faked(&Arc::new(Keyring::locked())));
    assert!(matches!(locked, Err(StoreError::KeyringLocked { .. })));
    let empty = unlock(folder.path(), &faked(&Arc::new(Keyring::default())));
    assert!(matches!(empty, Err(StoreError::KeyringEmpty)));
    let off = unlock(folder.path(), &testing::ladder());
    assert!(matches!(off, Err(StoreError::KeyringOff | StoreError::KeyringNotBuilt)));
    assert_eq!(testing::names(folder.path()), ["qetta.db"]);
}

#[cfg(not(feature = "keyring"))]
#[test]
fn a_build_without_keyring_makes_do_with_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let keyring = KeyringAccess::Within(KeyringAccess::DEFAULT_DEADLINE);
    let vault = unlock(folder.path(), &KeyLadder::of_keyring(keyring)).unwrap();
    assert!(vault.fresh_key_file().is_some());
}

#[test]
fn a_locked_keyring_leaves_a_new_store_with_a_file_for_good() {
    let folder = tempfile::tempdir().unwrap();
    let vault = unlock(folder.path(), &faked(&Arc::new(Keyring::locked()))).unwrap();
    assert!(vault.fresh_key_file().is_some());
    drop(vault);
    let keyring = Arc::new(Keyring::default());
    assert!(unlock(folder.path(), &faked(&keyring)).is_ok());
    assert_eq!(keyring.count(), 0);
}

#[test]
fn many_first_processes_agree_on_one_key() {
    let folder = tempfile::tempdir().unwrap();
    let vaults: Vec<Vault> = std::thread::scope(|scope| {
        let first = || unlock(folder.path(), &testing::ladder()).unwrap();
        let racers: Vec<_> = (0..8).map(|_| scope.spawn(first)).collect();
        racers.into_iter().map(|racer| racer.join().unwrap()).collect()
    });
    assert_eq!(vaults.iter().filter(|vault| vault.fresh_key_file().is_some()).count(), 1);
    drop(vaults);
    assert_eq!(testing::names(folder.path()), ["qetta.db", "qetta.key"]);
    assert!(unlock(folder.path(), &testing::ladder()).is_ok());
}

fn locked_with(passphrase: &str) -> KeyLadder {
    let passphrase = passphrase.to_owned();
    let prompt = Prompt::new(move |_| Ok(Zeroizing::new(passphrase.clone())));
    let passphrase = PassphraseAccess { file: None, prompt: Some(prompt) };
    KeyLadder { passphrase, ..testing::ladder() }
}

fn in_file(path: &Path) -> KeyLadder {
    let passphrase = PassphraseAccess { file: Some(path.to_owned()), prompt: None };
    KeyLadder { passphrase, ..testing::ladder() }
}

fn derivation(folder: &Path) -> String {
    let select = "SELECT value FROM meta WHERE name = 'key_derivation'";
    let store = Store::find(folder).unwrap().unwrap();
    store.database.read(|from| Ok(from.query_row(select, [], |row| row.get(0))?)).unwrap()
}

#[tokio::test]
async fn a_passphrase_opens_what_it_locked_and_no_other_does() {
    let folder = tempfile::tempdir().unwrap();
    let words = tempfile::tempdir().unwrap();
    let path = words.path().join("passphrase");
    testing::write(&path, "correct horse 가나다\n".as_bytes());
    let vault = unlock(folder.path(), &in_file(&path)).unwrap();
    testing::put(&vault, &testing::key("one"), &testing::token("access", None)).await;
    drop(vault);
    assert!(!testing::somewhere_in(folder.path(), "correct horse".as_bytes()));

    let right = locked_with("correct horse 가나다");
    let vault = unlock(folder.path(), &right).unwrap();
    assert!(vault.held(&testing::key("one")).unwrap().is_some());
    drop(vault);
    let before = testing::contents(folder.path());
    let wrong = unlock(folder.path(), &locked_with("correct horse 가나"));
    assert!(matches!(wrong, Err(StoreError::WrongPassphrase)));
    let nobody = unlock(folder.path(), &testing::ladder());
    assert!(matches!(nobody, Err(StoreError::PassphraseNeeded)));
    assert_eq!(testing::contents(folder.path()), before);
    let asked = Store::create(folder.path()).unwrap().key_state(&right).unwrap();
    assert_eq!(asked, KeyState::Asked);
}

#[test]
fn a_passphrase_that_was_easy_to_guess_is_made_harder_once_it_was_right() {
    let folder = tempfile::tempdir().unwrap();
    let store = Store::create(folder.path()).unwrap();
    let (keys, weak) = (Keys::generate().unwrap(), Derivation::weak());
    let outer = weak.key("correct horse").unwrap();
    let (id, source) = (store.record().unwrap().store_id, KeySource::Passphrase);
    let written = |to: &rusqlite::Transaction<'_>| {
        KeyRecord::write(to, &id, &keys, &outer, source, Some(&weak))
    };
    store.database.write(written).unwrap();
    drop(store);

    assert!(unlock(folder.path(), &locked_with("wrong")).is_err());
    assert_eq!(derivation(folder.path()), weak.to_string());
    let vault = unlock(folder.path(), &locked_with("correct horse")).unwrap();
    assert_eq!(vault.keys().data.to_hex(), keys.data.to_hex());
    drop(vault);
    let strong = derivation(folder.path());
    assert!(!Derivation::parse(&strong).unwrap().is_weak(), "{strong}");
    unlock(folder.path(), &locked_with("correct horse")).unwrap();
    assert_eq!(derivation(folder.path()), strong, "once is enough");
}

#[test]
fn a_record_that_asks_for_all_memory_is_damage() {
    let folder = tempfile::tempdir().unwrap();
    let words = tempfile::tempdir().unwrap();
    let path = words.path().join("passphrase");
    testing::write(&path, b"correct horse");
    let vault = unlock(folder.path(), &in_file(&path)).unwrap();
    let huge =
        "UPDATE meta SET value = replace(value, 'm=', 'm=9999') WHERE name = 'key_derivation'";
    vault.store().database.write(|to| Ok(to.execute(huge, [])?)).unwrap();
    drop(vault);
    let error = unlock(folder.path(), &in_file(&path)).unwrap_err();
    assert!(matches!(error, StoreError::Damaged { .. }), "{error:?}");
}

#[test]
fn a_passphrase_for_a_store_that_has_none_is_not_ignored() {
    let folder = tempfile::tempdir().unwrap();
    let words = tempfile::tempdir().unwrap();
    let path = words.path().join("passphrase");
    testing::write(&path, b"correct horse");
    drop(unlock(folder.path(), &testing::ladder()).unwrap());
    let error = unlock(folder.path(), &in_file(&path)).unwrap_err();
    assert!(matches!(error, StoreError::PassphraseNotUsed { source_of_key: "generated" }));
    assert!(unlock(folder.path(), &locked_with("correct horse")).is_ok(), "nobody asks");
}

#[tokio::test]
async fn a_store_of_the_first_days_opens_with_its_key_itself() {
    let folder = tempfile::tempdir().unwrap();
    let keys = tempfile::tempdir().unwrap();
    let path = keys.path().join("key");
    testing::write(&path, &[1; 32]);
    let store = Store::create(folder.path()).unwrap();
    let id = store.record().unwrap().store_id;
    let data = StoreKey::parse(&[1; 32]).unwrap();
    let check = data.seal(b"qetta", &format!("qetta/1 key_check {id}")).unwrap();
    let first_days = |to: &rusqlite::Transaction<'_>| {
        let insert = "INSERT INTO meta (name, value) VALUES (?1, ?2)";
        to.execute(insert, ("key_source", "named"))?;
        Ok(to.execute(insert, ("key_check", check.joined()))?)
    };
    store.database.write(first_days).unwrap();
    let vault = store.unlock(&named(&path)).unwrap();
    testing::put(&vault, &testing::key("one"), &testing::token("access", None)).await;
    assert_eq!(vault.keys().data.to_hex(), data.to_hex());
    drop(vault);
    let vault = unlock(folder.path(), &named(&path)).unwrap();
    assert!(vault.held(&testing::key("one")).unwrap().is_some());
}

#[test]
fn the_key_of_the_source_seals_nothing_but_the_data_key() {
    let folder = tempfile::tempdir().unwrap();
    let vault = unlock(folder.path(), &testing::ladder()).unwrap();
    let file = std::fs::read(folder.path().join("qetta.key")).unwrap();
    let outer = StoreKey::parse(&file).unwrap();
    assert_ne!(outer.to_hex(), vault.keys().data.to_hex());
    assert_ne!(*vault.derived("one"), *vault.derived("two"));
}

#[test]
fn a_record_that_lost_a_part_is_damage() {
    for loss in [
        "DELETE FROM meta WHERE name = 'key_check'",
        "DELETE FROM meta WHERE name = 'store_id'",
        "UPDATE meta SET value = 'elsewhere' WHERE name = 'key_source'",
        "UPDATE meta SET value = x'00' WHERE name = 'key_check'",
        "UPDATE meta SET value = 7 WHERE name = 'store_id'",
    ] {
        let folder = tempfile::tempdir().unwrap();
        let vault = unlock(folder.path(), &testing::ladder()).unwrap();
        vault.store().database.write(|to| Ok(to.execute_batch(loss)?)).unwrap();
        drop(vault);
        let error = unlock(folder.path(), &testing::ladder()).unwrap_err();
        assert!(matches!(error, StoreError::Damaged { .. }), "{loss}: {error:?}");
    }
}
