//! Faults are set from the command line, by a file, and while the sandbox runs.

use crate::sandbox::Served;
use crate::support::{Home, holds};

fn asks(home: &Home, served: &Served) -> Option<i32> {
    served.client(home.qetta("toss test")).run().code
}

#[test]
fn from_the_command_line_as_often_as_there_are_any() {
    let home = Home::new();
    let served = Served::start(&home, "--fault status,on=toss,nth=1 --fault reset,on=toss,nth=2");
    assert_eq!([asks(&home, &served), asks(&home, &served)], [Some(5), Some(5)]);
    assert_eq!(asks(&home, &served), Some(0));
    let list = home.qetta("sandbox fault list").run().ok();
    holds(&list, &["status,on=toss,nth=1", "reset,on=toss,nth=2", "1/3"]);
}

#[test]
fn while_it_runs_and_taken_back() {
    let home = Home::new();
    let served = Served::start(&home, "");
    let set = home.qetta("sandbox fault add html,on=toss expired --json").run().json();
    assert_eq!(set["faults"][0]["fault"]["kind"], "html");
    assert_eq!(set["faults"][1]["id"], 2);
    assert_eq!(asks(&home, &served), Some(5));
    assert_eq!(home.qetta("sandbox fault clear 1 --json").run().json()["cleared"], 1);
    assert_eq!(asks(&home, &served), Some(0));
    assert_eq!(home.qetta("sandbox fault clear --lang ko").run().ok(), "해제한 장애: 1개\n");
    let none = home.qetta("sandbox fault list --lang ko").run().ok();
    assert_eq!(none, "설정된 장애가 없습니다\n");
    home.qetta("sandbox fault enqueue status,on=toss empty,on=toss").run().ok();
    let codes = [(); 3].map(|()| asks(&home, &served));
    assert_eq!(codes, [Some(5), Some(5), Some(0)]);
    assert_eq!(
        home.qetta("sandbox fault list --json").run().json()["faults"],
        serde_json::json!([])
    );
}

#[test]
fn by_a_file_which_moves_time_too() {
    let home = Home::new();
    let file = "seed = 3\n[clock]\nfreeze = 2030-05-05T05:05:05Z\n[[fault]]\nkind = \"429\"\non = \"toss\"\n\"retry-after\" = 3600\n";
    home.file("day.toml", file);
    let served = Served::start(&home, "--scenario day.toml --seed 4 --fault latency,delay=1ms");
    let clock = home.qetta("sandbox clock show --json").run().json();
    assert_eq!(
        (&clock["now"], &clock["frozen"]),
        (&"2030-05-05T05:05:05.000Z".into(), &true.into())
    );
    assert_eq!(asks(&home, &served), Some(5));
    let list = home.qetta("sandbox fault list").run().ok();
    holds(&list, &["429,retry-after=3600,on=toss", "latency,delay=1ms,on=all"]);
}

#[test]
fn a_mistake_names_what_was_expected_and_where_it_stands() {
    let home = Home::new();
    for (line, parts) in [
        ("sandbox --fault nonsense", ["nonsense", "lost-response"]),
        ("sandbox --fault status,code=9", ["code", "200 to 599"]),
        ("sandbox fault add reset,on=nobody", ["nobody", "kftc"]),
    ] {
        holds(&home.qetta(line).run().fails(2), &parts);
    }
    home.file("day.toml", "seed = 1\n\n[[fault]]\nkind = \"status\"\ncode = 9\n");
    let error = home.qetta("sandbox --port 0 --scenario day.toml").run().fails(7);
    holds(&error, &["in line 5: day.toml", "`code`: expected a number from 200 to 599"]);
    let error = home.qetta("sandbox --port 0 --scenario none.toml --lang ko").run().fails(7);
    holds(&error, &["none.toml을(를) 읽을 수 없습니다"]);
    let error = home.qetta("sandbox fault list --json").run().error(5);
    assert_eq!(error["message"], "no sandbox is running");
}

#[test]
fn the_same_seed_has_the_same_bad_days() {
    let codes = |seed: u64| {
        let home = Home::new();
        let served =
            Served::start(&home, &format!("--seed {seed} --fault status,on=toss,chance=50%"));
        [(); 8].map(|()| asks(&home, &served))
    };
    let first = codes(5);
    assert_eq!(first, codes(5));
    assert!(first.contains(&Some(0)) && first.contains(&Some(5)), "{first:?}");
}
