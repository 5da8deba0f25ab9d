//! `qetta demo`

use crate::support::{Home, Provider, Reply, holds};

#[test]
fn the_tour_shows_each_command_and_its_result_and_leaves_nothing_behind() {
    let home = Home::new();
    let temporary = home.path().join("tmp");
    std::fs::create_dir(&temporary).unwrap();
    let tour = home.qetta("demo").env("TMPDIR", &temporary).run().ok();
    holds(
        &tour,
        &[
            "$ qetta toss test --sandbox",
            "the connection works",
            "$ qetta toss token --sandbox",
            "newly issued",
            "from the store",
            "$ qetta status --sandbox",
            "valid",
            "$ qetta disconnect toss --sandbox",
            "is disconnected",
        ],
    );
    assert_eq!(std::fs::read_dir(&temporary).unwrap().count(), 0);
    assert!(!home.data().exists(), "the caller's store is not touched");
}

#[test]
fn the_tour_is_told_in_korean_too() {
    let tour = Home::new().qetta("demo --lang ko").run().ok();
    holds(&tour, &["토큰을 새로 발급받아 저장합니다", "저장소에서", "연결을 해제했습니다"]);
}

#[test]
fn programs_read_a_line_a_step() {
    let lines = Home::new().qetta("demo --json").run().ok();
    let steps: Vec<serde_json::Value> =
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(steps.len(), 14);
    assert!(steps.iter().all(|step| step["exitCode"] == 0));
    assert_eq!(steps[0]["result"]["success"], true);
    assert_eq!(steps[1]["result"]["accessToken"], steps[2]["result"]["accessToken"]);
    assert_eq!(steps[3]["command"], "qetta kftc connect --approve --sandbox");
    assert_eq!(steps[3]["result"]["provider"], "KFTC_OPENBANKING");
    assert!(steps[4]["result"]["balances"][0]["balance_amt"].is_i64());
    assert_eq!(steps[13]["result"]["revoked"], true);
}

#[test]
fn the_callers_settings_do_not_lead_the_tour_astray() {
    let home = Home::new();
    let provider = Provider::answering([Reply::token()]);
    home.qetta_at(&provider, "demo")
        .env("QETTA_KEY_FILE", "/nowhere")
        .env("QETTA_STORE", "keyring")
        .env("QETTA_ACCOUNT", "mine")
        .run()
        .ok();
    assert_eq!(provider.asked().len(), 0);
}
