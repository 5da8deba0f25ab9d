//! `qetta kftc`: the consent in a browser that the tests play, inquiries, and gateways that answer
//! as they are told.

mod accounts;
pub mod browser;
mod callback;
mod canary;
mod connect;
mod crash;
mod family;
mod formats;
mod gateway;
mod inquiry;
mod load;
mod numbers;
pub mod scripted;
mod story;

use crate::support::{Home, Run};

/// Any free port: two tests at once do not fight for one.
const ANY_PORT: &str = "http://localhost:0/oauth/kftc/callback";

/// The accounts of the person who agrees where nobody chooses.
const SALARY: &str = "120260000100010000000000";
const LIVING: &str = "120260000100010000000001";

/// At the embedded sandbox.
fn sandbox(home: &Home, line: &str) -> Run {
    home.qetta(&format!("{line} --sandbox"))
}

/// A home that is connected to the embedded sandbox as its first person.
fn connected() -> Home {
    let home = Home::new();
    sandbox(&home, "kftc connect --approve").run().ok();
    home
}
