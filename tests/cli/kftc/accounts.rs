//! `--account`: two people, each with a connection of their own under a name.

use serde_json::Value;

use crate::kftc::ANY_PORT;
use crate::kftc::browser::{Login, agrees, decide};
use crate::sandbox::Served;
use crate::support::{Home, Run};

/// A client of `served` that goes by `account`.
fn client(served: &Served, home: &Home, account: &str, line: &str) -> Run {
    let line = format!("{line} --account {account}");
    served.client(home.qetta(&line)).env("KFTC_REDIRECT_URI", ANY_PORT)
}

/// The person with this number agrees for so many accounts.
fn connects(served: &Served, home: &Home, account: &str, person: u32, accounts: u32) {
    let login = Login::begin(client(served, home, account, "kftc connect --no-browser"));
    let back = decide(&login.url, &agrees(person, accounts)).location();
    login.comes_back(&back).1.ok();
}

/// Whose balances `account` gets: the holders, one an account.
fn holders(served: &Served, home: &Home, account: &str) -> Vec<String> {
    let balances = client(served, home, account, "kftc balance --all --json").run().json();
    let holder = |one: &Value| one["account_holder_name"].as_str().unwrap().to_owned();
    balances["balances"].as_array().unwrap().iter().map(holder).collect()
}

#[test]
fn two_people_are_connected_side_by_side_and_one_leaves_the_other() {
    let (there, home) = (Home::new(), Home::new());
    let served = Served::start(&there, "");
    connects(&served, &home, "sky", 1, 3);
    connects(&served, &home, "road", 2, 2);
    assert_eq!(holders(&served, &home, "sky"), ["김하늘"; 3]);
    assert_eq!(holders(&served, &home, "road"), ["이도윤"; 2]);
    client(&served, &home, "default", "kftc balance --all").run().fails(3);

    client(&served, &home, "sky", "disconnect kftc").run().ok();
    client(&served, &home, "sky", "kftc balance --all").run().fails(3);
    assert_eq!(holders(&served, &home, "road"), ["이도윤"; 2]);
    let status = served.client(home.qetta("status --json")).run().json();
    let left: Vec<&Value> =
        status["connected"].as_array().unwrap().iter().map(|one| &one["account"]).collect();
    assert_eq!(left, ["road"]);
}

#[test]
fn each_renews_its_own_token_and_learns_its_own_accounts() {
    let (there, home) = (Home::new(), Home::new());
    let served = Served::start(&there, "");
    connects(&served, &home, "sky", 1, 1);
    connects(&served, &home, "road", 2, 1);
    let token = |account: &str, line: &str| {
        client(&served, &home, account, line).run().json()["accessToken"].clone()
    };
    let (sky, road) = (token("sky", "kftc token --json"), token("road", "kftc token --json"));
    assert_ne!(sky, road);
    assert_ne!(token("sky", "kftc token --refresh --json"), sky);
    assert_eq!(token("road", "kftc token --json"), road);
    let listed = client(&served, &home, "road", "kftc accounts --refresh --json").run().json();
    let listed = listed["accounts"].as_array().unwrap();
    assert!(listed.iter().all(|one| one["account_holder_name"] == "이도윤"), "{listed:?}");
}
