//! What stands in a config file, and what cannot.

use proptest::prelude::*;

use super::*;

const CANARY: &str = "canary-5e1f";

fn parse(text: &str) -> Result<ConfigFile, SettingsError> {
    ConfigFile::parse(Path::new("/etc/qetta/config.toml"), text)
}

fn refused(text: &str) -> String {
    let error = parse(text).unwrap_err();
    assert!(!format!("{error:?}").contains(CANARY), "{error:?}");
    error.to_string().replace("/etc/qetta/", "")
}

fn text(file: &ConfigFile, table: &Table, key: &str) -> Option<String> {
    Some(file.find(table, &[key])?.text().unwrap().to_owned())
}

#[test]
fn settings_stand_at_the_top_under_a_profile_and_under_its_providers() {
    let file = parse(
        "profile = 'staging'\ntimeout = 2.5\n[profiles.staging]\nstore = 'sqlite'\ntimeout = 7\n\
         [profiles.staging.toss]\nclient_id = 'id'\n",
    )
    .unwrap();
    let staging = Table::Profile("staging".to_owned());
    let toss = Table::Provider("staging".to_owned(), Provider::Toss);
    assert_eq!(text(&file, &Table::Top, "timeout").as_deref(), Some("2.5"));
    assert_eq!(text(&file, &staging, "timeout").as_deref(), Some("7"));
    assert_eq!(text(&file, &toss, "client_id").as_deref(), Some("id"));
    assert_eq!(text(&file, &toss, "scope"), None);
    let found = file.find(&staging, &["store"]).unwrap();
    assert_eq!(found.source.to_string(), "/etc/qetta/config.toml:4");
    assert_eq!(file.profiles().collect::<Vec<_>>(), ["staging"]);
}

#[test]
fn a_path_is_relative_to_the_folder_of_the_file() {
    let file = parse("ca_file = 'ca.pem'\nkey_file = '/k'").unwrap();
    let path = |key| file.find(&Table::Top, &[key]).unwrap().path().value;
    assert_eq!(path("ca_file"), Path::new("/etc/qetta/ca.pem"));
    assert_eq!(path("key_file"), Path::new("/k"));
}

#[test]
fn an_unknown_key_is_named_with_its_line_and_what_could_stand_there() {
    assert_eq!(
        refused("\ntiemout = 3"),
        "unknown key tiemout in the top of the file (config.toml:2); possible: \
         profile, account, format, store, timeout, lang, ca_file, key_file, passphrase_file, \
         profiles, providers"
    );
    assert_eq!(
        refused("[profiles.x]\nprofile = 'y'"),
        "unknown key profile in [profiles.x] (config.toml:2); possible: \
         account, format, store, timeout, lang, ca_file, key_file, passphrase_file, toss, kftc, \
         max, hyfata, ottm, hive"
    );
    assert_eq!(
        refused("[profiles.x.toss]\nclientid = 'canary-5e1f'"),
        "unknown key clientid in [profiles.x.toss] (config.toml:2); possible: \
         oauth_base, api_base, client_id, client_secret_file, client_secret_env, scope"
    );
    let error = parse("[profiles.x.toss]\nclientid = 'x'").unwrap_err();
    assert!(matches!(error, SettingsError::UnknownKey { nearest: Some("client_id"), .. }));
}

#[test]
fn a_wrong_type_is_named_with_its_line_and_what_could_stand_there() {
    assert_eq!(
        refused("lang = 3"),
        "lang (config.toml:1) cannot be \"3\": expected one of: ko, en"
    );
    assert_eq!(
        refused("a = 1").split(';').next(),
        Some("unknown key a in the top of the file (config.toml:1)")
    );
    assert_eq!(
        refused("timeout = true"),
        "timeout (config.toml:1) cannot be \"true\": \
         expected seconds from 0.05 to 600, such as 30 or 2.5"
    );
    assert_eq!(
        refused("account = ''"),
        "account (config.toml:1) cannot be \"''\": expected a text in quotes that is not empty"
    );
    assert_eq!(
        refused("lang = { client_secret = 'canary-5e1f' }"),
        "lang (config.toml:1): expected one of: ko, en"
    );
    assert_eq!(refused("profiles = 3"), "profiles (config.toml:1): expected a table");
    assert_eq!(refused("[profiles]\nx = 3"), "x (config.toml:2): expected a table");
    assert_eq!(
        refused("[profiles.x.toss]\nclient_secret_file = ['canary-5e1f']"),
        "client_secret_file (config.toml:2): expected a text in quotes that is not empty"
    );
}

#[test]
fn a_secret_in_the_file_is_refused_wherever_it_stands() {
    for table in ["", "[profiles.x]", "[profiles.x.toss]"] {
        assert_eq!(
            refused(&format!("{table}\nclient_secret = 'canary-5e1f'")),
            "client_secret (config.toml:2): a secret never stands in this file; \
             name client_secret_file or client_secret_env"
        );
    }
    assert_eq!(
        refused("[profiles.x.toss]\nclient_secret_env = 'A'\nclient_secret_file = 'b'"),
        "client_secret_env and client_secret_file (config.toml:3) name the same secret twice; \
         keep one of them"
    );
}

#[test]
fn what_is_not_toml_is_named_with_its_line_and_not_shown() {
    let shown = refused("lang = 'ko'\nclient_secret = canary-5e1f'");
    assert!(shown.starts_with("config.toml:2 is not valid TOML: "), "{shown}");
    assert!(!shown.contains(CANARY), "{shown}");
}

proptest! {
    #[test]
    fn any_text_is_read_or_refused_without_a_panic(
        text in "(\\PC|[\n\r\"'=\\[\\]{}. ]|profiles|toss|timeout|[0-9]){0,40}",
    ) {
        let _ = parse(&text);
    }

    #[test]
    fn no_error_and_no_debug_shows_a_secret(
        before in "[\"'=\\[\\]{}#\n a]{0,8}",
        after in "[\"'=\\[\\]{}#\n a]{0,8}",
    ) {
        let text = format!("[profiles.x.toss]\nclient_secret = {before}{CANARY}{after}");
        let error = parse(&text).unwrap_err();
        prop_assert!(!format!("{error} {error:?}").contains(CANARY), "{}", error);
    }
}
