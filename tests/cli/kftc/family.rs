//! Machines with one family of addresses alone: the helper is there in the one that there is (C14).
#![cfg(target_os = "linux")]

use std::net::TcpListener;
use std::process::{Command, Output};

use crate::kftc::ANY_PORT;
use crate::kftc::browser::{Login, agrees, decide};
use crate::kftc::scripted::{Gateway, balance, number};
use crate::sandbox::Served;
use crate::support::Home;

/// Names the family that is missing, to a run of this file inside such a machine.
const MISSING: &str = "QETTA_TEST_MISSING_FAMILY";

/// Whether this machine has the address.
fn has(address: &str) -> bool {
    TcpListener::bind((address, 0)).is_ok()
}

#[test]
fn c14_a_person_comes_back_by_whichever_family_there_is() {
    if let Ok(missing) = std::env::var(MISSING) {
        assert!(!has(&missing), "{missing} is there");
    }
    // The gateway listens where it can, and so does whoever waits for the person at `localhost`.
    let gateway = Gateway::then([balance("7")]);
    let asked = format!("kftc balance {} --json", number(0));
    assert_eq!(gateway.run(&asked).run().json()["balance_amt"], 7);
    // The sandbox is at 127.0.0.1 and nowhere else.
    if has("127.0.0.1") {
        let (there, home) = (Home::new(), Home::new());
        let served = Served::start(&there, "");
        let connect = served.client(home.qetta("kftc connect --no-browser --json"));
        let login = Login::begin(connect.env("KFTC_REDIRECT_URI", ANY_PORT));
        let back = decide(&login.url, &agrees(2, 1)).location();
        assert_eq!(login.comes_back(&back).1.json()["userSeqNo"], "1101000002");
    }
}

/// Runs the test above in a network of its own, without the address `missing`, which `remove` takes
/// away; `None` where this machine allows no such thing.
fn without(missing: &str, remove: &str) -> Option<Output> {
    let apart = |script: &str| {
        let mut command = Command::new("unshare");
        command.args(["--map-root-user", "--net", "sh", "-ec"]);
        command.arg(format!("ip link set lo up; {script}")).env(MISSING, missing);
        command
    };
    let allowed = apart(remove).output().is_ok_and(|output| output.status.success());
    let test = "kftc::family::c14_a_person_comes_back_by_whichever_family_there_is";
    let this = std::env::current_exe().unwrap();
    let run = || apart(&format!("{remove}; exec \"$0\" --exact {test}")).arg(this).output();
    allowed.then(|| run().unwrap())
}

#[track_caller]
fn passes(outcome: Option<Output>) {
    let Some(output) = outcome else {
        eprintln!("namespaces are not allowed here: no machine with one family was made");
        return;
    };
    let said = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && said.contains("1 passed"), "{said}");
}

#[test]
fn c14_a_machine_without_ipv6_is_enough() {
    passes(without("::1", "echo 1 > /proc/sys/net/ipv6/conf/all/disable_ipv6"));
}

#[test]
fn c14_a_machine_without_ipv4_is_enough() {
    passes(without("127.0.0.1", "ip address del 127.0.0.1/8 dev lo"));
}
