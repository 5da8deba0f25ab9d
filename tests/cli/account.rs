//! `qetta account`

use crate::support::{Home, Provider, Reply, holds};

fn token(name: &str) -> Reply {
    Reply::token_named(name)
}

#[test]
fn accounts_of_every_profile_are_listed_and_those_in_use_marked() {
    let home = Home::new();
    assert_eq!(home.qetta("account list").run().ok(), "nothing is connected\n");
    assert!(!home.data().exists());
    let provider = Provider::answering([token("token")]);
    home.qetta_at(&provider, "token toss").run().ok();
    home.qetta_at(&provider, "token toss").env("QETTA_ACCOUNT", "국민은행/개인 #1").run().ok();
    home.qetta("kftc connect --sandbox --approve").run().ok();

    let list = |line: &str| {
        let document = home.qetta(line).run().json();
        let accounts = document["accounts"].as_array().unwrap().clone();
        let name = |one: &serde_json::Value, key: &str| one[key].as_str().unwrap().to_owned();
        accounts.iter().map(|one| (name(one, "profile"), name(one, "account"))).collect::<Vec<_>>()
    };
    let pair = |profile: &str, account: &str| (profile.to_owned(), account.to_owned());
    let live = [pair("production", "default"), pair("production", "국민은행/개인 #1")];
    assert_eq!(list("account list toss --json"), live);
    assert_eq!(list("account list --json --profile production"), live);
    assert_eq!(list("account list --json").len(), 3);
    assert_eq!(list("account list kftc --json"), [pair("sandbox", "default")]);
    assert!(list("account list hive --json").is_empty());

    let table = home.qetta_at(&provider, "account list").run().ok();
    holds(&table, &["*  Toss Certification  production  default", "valid"]);
    let document = home.qetta_at(&provider, "account list toss --json").run().json();
    assert_eq!(document["accounts"][0]["selected"], true);
    assert_eq!(document["accounts"][1]["selected"], false);
    let csv = home.qetta("account list toss --format csv").run().ok();
    holds(
        &csv,
        &["provider,profile,account,providerUserId,state,tokenExpiresAt,connectedAt,selected\r\n"],
    );
    let none = home.qetta("account list toss --account nobody").run().ok();
    assert_eq!(none, "no such connection: Toss Certification, account `nobody`\n");
}

#[test]
fn an_account_takes_its_token_to_any_name() {
    let home = Home::new();
    let provider = Provider::answering([token("token-1"), token("token-2")]);
    home.qetta_at(&provider, "token toss").run().ok();
    let mut last = "default";
    for name in ["';--", "국민은행/개인 #1", "🏦", "%_\\", "../.."] {
        let run = home.qetta_at(&provider, "account rename toss --json").arg(last).arg(name);
        let document = run.run().json();
        assert_eq!(document["success"], true);
        assert_eq!(document["to"]["account"], name);
        let kept = home.qetta_at(&provider, "token toss").arg("--account").arg(name).run().ok();
        assert_eq!(kept, "token-1\n");
        last = name;
    }
    assert_eq!(provider.asked().len(), 1, "the provider is not asked");
    // The old name is free, and the new one stays what it is.
    assert_eq!(home.qetta_at(&provider, "token toss").run().ok(), "token-2\n");
    let text = home.qetta_at(&provider, "account rename toss default my.own --lang ko").run().ok();
    assert_eq!(text, "토스 인증: `default` 계정의 이름이 이제 `my.own`입니다\n");
}

#[test]
fn an_account_goes_to_another_profile_with_its_list() {
    let home = Home::new();
    home.file("config.toml", "[profiles.second]\n");
    let config = |line: &str| home.qetta(line).env("QETTA_CONFIG", home.path().join("config.toml"));
    home.qetta("kftc connect --approve --sandbox").run().ok();
    let accounts = home.qetta("kftc accounts --sandbox --json").run().json();
    let line = "account rename kftc default mine --sandbox --to-profile second";
    let text = config(line).run().ok();
    holds(&text, &["the account `default` is `mine` under profile `second` now"]);
    home.qetta("token kftc --sandbox").run().fails(3);
    let back = "account rename kftc mine default --profile second --to-profile sandbox";
    config(back).run().ok();
    assert_eq!(home.qetta("kftc accounts --sandbox --json").run().json(), accounts);
    let unknown = "account rename kftc default mine --sandbox --to-profile nowhere";
    holds(&config(unknown).run().fails(7), &["nowhere"]);
}

#[test]
fn nothing_is_overwritten_and_what_is_missing_is_said() {
    let home = Home::new();
    let rename = "account rename toss default other --profile production --json";
    let error = home.qetta(rename).run().error(3);
    assert_eq!(
        (&error["kind"], &error["provider"]),
        (&"login_required".into(), &"TOSS_CERT".into())
    );
    assert!(!home.data().exists(), "no store and no key is made for it");

    let provider = Provider::answering([token("one"), token("two")]);
    home.qetta_at(&provider, "token toss").run().ok();
    home.qetta_at(&provider, "token toss --account other").run().ok();
    let error = home.qetta_at(&provider, rename).run().error(2);
    holds(error["message"].as_str().unwrap(), &["`other`", "already"]);
    home.qetta_at(&provider, "account rename toss other other").run().fails(2);
    let missing = home.qetta_at(&provider, "account rename toss nobody new").run().fails(3);
    holds(&missing, &["no account `nobody` under profile `production`", "qetta account list toss"]);
    assert_eq!(home.qetta_at(&provider, "token toss").run().ok(), "one\n");
    assert_eq!(home.qetta_at(&provider, "token toss --account other").run().ok(), "two\n");
    for wrong in ["account", "account rename toss a", "account rename toss a b --account c"] {
        home.qetta(wrong).run().fails(2);
    }
    home.qetta("account rename toss").arg("a\nb").arg("c").run().fails(2);
}

#[test]
fn two_that_exchange_names_do_not_wait_for_each_other() {
    let home = Home::new();
    let provider = Provider::answering([token("one"), token("two")]);
    home.qetta_at(&provider, "token toss --account a").run().ok();
    for _ in 0..5 {
        let there = home.qetta_at(&provider, "account rename toss a b").spawn();
        let back = home.qetta_at(&provider, "account rename toss b a").spawn();
        for child in [there, back] {
            let code = child.wait_with_output().unwrap().status.code();
            assert!(matches!(code, Some(0 | 2 | 3)), "{code:?}");
        }
        let list = home.qetta("account list toss --json").run().json();
        assert_eq!(list["accounts"].as_array().unwrap().len(), 1);
    }
}
