use jiff::SignedDuration;

use super::*;
use crate::store::testing::{self, key, put, token};

fn folder() -> tempfile::TempDir {
    tempfile::tempdir().unwrap()
}

/// The access and refresh token that a connection holds.
fn tokens(vault: &Vault, key: &ConnectionKey) -> (String, Option<String>) {
    let token = vault.held(key).unwrap().unwrap().token;
    let refresh = token.refresh_token.map(|token| token.expose().to_owned());
    (token.access_token.expose().to_owned(), refresh)
}

fn altered(vault: &Vault, statement: &str) {
    let changed = vault.store.database.write(|to| Ok(to.execute(statement, [])?)).unwrap();
    assert!(changed > 0, "{statement}");
}

#[tokio::test]
async fn what_goes_in_comes_out_of_another_process() {
    let folder = folder();
    let vault = testing::vault(folder.path());
    assert!(vault.held(&key("one")).unwrap().is_none());
    put(&vault, &key("one"), &token("access", Some("refresh"))).await;
    drop(vault);

    let vault = testing::vault(folder.path());
    let held = vault.held(&key("one")).unwrap().unwrap();
    assert_eq!(tokens(&vault, &key("one")), ("access".into(), Some("refresh".into())));
    assert_eq!(held.token.token_type, "Bearer");
    assert_eq!(held.token.scope, "ca");
    assert_eq!(held.token.issued_at, testing::now());
    assert_eq!(held.token.expires_in, Some(3_600));
    assert_eq!(held.registration, testing::registration("client"));
    assert_eq!(held.version, 1);
    assert!(vault.held(&key("two")).unwrap().is_none());
}

#[tokio::test]
async fn a_refresh_counts_up_and_keeps_what_the_answer_left_out() {
    let folder = folder();
    let vault = testing::vault(folder.path());
    put(&vault, &key("one"), &token("first", Some("refresh"))).await;
    let guard = vault.guard(&key("one"), Duration::ZERO).await.unwrap();
    let later = testing::now() + SignedDuration::from_hours(1);
    let registration = testing::registration("client");
    vault.put(&guard, &registration, &token("second", None), None, later).unwrap();

    assert_eq!(tokens(&vault, &key("one")), ("second".into(), Some("refresh".into())));
    assert_eq!(vault.held(&key("one")).unwrap().unwrap().version, 2);
    let facts = vault.store().connection(&key("one")).unwrap().unwrap();
    assert_eq!(facts.provider_user_id.as_deref(), Some("user 1"));
    assert_eq!((facts.connected_at, facts.updated_at), (testing::now(), later));

    vault.put(&guard, &registration, &token("third", Some("new")), None, later).unwrap();
    assert_eq!(tokens(&vault, &key("one")), ("third".into(), Some("new".into())));
    assert_eq!(vault.held(&key("one")).unwrap().unwrap().version, 3);
}

#[tokio::test]
async fn nothing_of_another_client_is_kept() {
    let folder = folder();
    let vault = testing::vault(folder.path());
    put(&vault, &key("one"), &token("first", Some("refresh"))).await;
    let guard = vault.guard(&key("one"), Duration::ZERO).await.unwrap();
    let other = testing::registration("another client");
    vault.put(&guard, &other, &token("second", None), None, testing::now()).unwrap();
    assert_eq!(tokens(&vault, &key("one")), ("second".into(), None));
    let facts = vault.store().connection(&key("one")).unwrap().unwrap();
    assert_eq!(facts.provider_user_id, None);
    assert_eq!(vault.held(&key("one")).unwrap().unwrap().registration, other);
}

#[tokio::test]
async fn no_token_is_anywhere_in_the_folder() {
    let folder = folder();
    let vault = testing::vault(folder.path());
    put(&vault, &key("one"), &token("access canary", Some("refresh canary"))).await;
    assert!(!testing::somewhere_in(folder.path(), b"canary"));
    assert!(testing::somewhere_in(folder.path(), b"Bearer"));
    drop(vault);
    assert!(!testing::somewhere_in(folder.path(), b"canary"));
}

#[tokio::test]
async fn a_token_does_not_open_in_anothers_place() {
    for other in [
        "other.connection_id <> secret.connection_id AND other.kind = secret.kind",
        "other.connection_id = secret.connection_id AND other.kind <> secret.kind",
    ] {
        let folder = folder();
        let vault = testing::vault(folder.path());
        for account in ["one", "two"] {
            put(&vault, &key(account), &token("access", Some("refresh"))).await;
        }
        let select = format!("SELECT nonce, sealed FROM secret AS other WHERE {other}");
        altered(&vault, &format!("UPDATE secret SET (nonce, sealed) = ({select})"));
        assert!(matches!(vault.held(&key("one")), Err(StoreError::Sealed)), "{other}");
    }
}

#[tokio::test]
async fn a_token_that_was_altered_or_lost_is_an_error_and_not_a_token() {
    let folder = folder();
    let vault = testing::vault(folder.path());
    put(&vault, &key("one"), &token("access", Some("refresh"))).await;
    altered(&vault, "UPDATE secret SET sealed = zeroblob(22) WHERE kind = 'access_token'");
    assert!(matches!(vault.held(&key("one")), Err(StoreError::Sealed)));
    altered(&vault, "UPDATE secret SET sealed = x'' WHERE kind = 'access_token'");
    assert!(matches!(vault.held(&key("one")), Err(StoreError::Sealed)));
    altered(&vault, "UPDATE secret SET nonce = x'00' WHERE kind = 'access_token'");
    assert!(matches!(vault.held(&key("one")), Err(StoreError::Damaged { .. })));
    altered(&vault, "DELETE FROM secret WHERE kind = 'access_token'");
    assert!(matches!(vault.held(&key("one")), Err(StoreError::Damaged { .. })));
}

#[tokio::test]
async fn any_name_that_people_may_choose_keeps_its_own_token() {
    let folder = folder();
    let vault = testing::vault(folder.path());
    let names = ["'", "\"", "';--", "%", "_", "가나다", "\\", "a:1", "../..", "NULL"];
    let longest = ["가".repeat(64), "'".repeat(64)];
    let names = names.into_iter().chain(longest.iter().map(String::as_str));
    let keys: Vec<ConnectionKey> = names
        .flat_map(|name| {
            let profile = ConnectionKey { profile: name.parse().unwrap(), ..key("default") };
            [key(name), profile]
        })
        .collect();
    for key in &keys {
        put(&vault, key, &token(&key.canonical(), None)).await;
    }
    for key in &keys {
        assert_eq!(tokens(&vault, key), (key.canonical(), None));
    }
}

#[tokio::test]
async fn a_debugged_vault_shows_no_secret() {
    let folder = folder();
    let vault = testing::vault(folder.path());
    put(&vault, &key("one"), &token("canary", Some("canary"))).await;
    let key_file = std::fs::read_to_string(vault.fresh_key_file().unwrap()).unwrap();
    let shown = format!("{vault:?} {:?}", vault.held(&key("one")));
    assert!(!shown.contains("canary") && !shown.contains(key_file.trim()), "{shown}");
}

#[test]
fn writers_in_parallel_lose_nothing() {
    for open in [testing::vault, testing::shared_vault] {
        let folder = folder();
        let write = |account: String| {
            let vault = open(folder.path());
            let runtime = tokio::runtime::Builder::new_current_thread().enable_time().build();
            runtime.unwrap().block_on(put(&vault, &key(&account), &token(&account, None)));
        };
        std::thread::scope(|scope| {
            for account in 0..8 {
                scope.spawn(move || write(account.to_string()));
            }
        });
        let vault = open(folder.path());
        for account in (0..8).map(|account| account.to_string()) {
            assert_eq!(tokens(&vault, &key(&account)).0, account);
        }
    }
}

#[tokio::test]
async fn a_store_that_machines_share_does_all_that_one_of_this_machine_does() {
    let folder = folder();
    let vault = testing::shared_vault(folder.path());
    for account in ["one", "two"] {
        put(&vault, &key(account), &token("canary", Some("refresh canary"))).await;
    }
    vault.keep_accounts(&key("one"), "a list").unwrap();
    let other = testing::shared_vault(folder.path());
    let from = other.guard(&key("one"), Duration::ZERO).await.unwrap();
    let to = other.guard(&key("three"), Duration::ZERO).await.unwrap();
    assert!(vault.guard(&key("one"), Duration::ZERO).await.is_err());
    assert_eq!(other.rename(&from, &to).unwrap(), crate::store::Renamed::Done);
    drop((from, to));
    assert_eq!(tokens(&vault, &key("three")).0, "canary");
    assert_eq!(vault.accounts(&key("three")).unwrap().as_deref(), Some("a list"));
    put(&vault, &key("three"), &token("canary two", None)).await;
    assert_eq!(other.held(&key("three")).unwrap().unwrap().version, 2);
    assert_eq!(other.store().connections(&testing::profile()).unwrap().len(), 2);
    let ciphertexts = testing::ciphertexts(&vault, &key("two"));
    assert!(vault.store().forget(&key("two")).unwrap());
    for ciphertext in &ciphertexts {
        assert!(!testing::somewhere_in(folder.path(), ciphertext));
    }
    assert!(!testing::somewhere_in(folder.path(), b"canary"));
}
