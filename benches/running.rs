//! Servers in processes of their own, for the benchmarks.

use std::env;
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};

use crate::client::{Connection, member};

/// A process that says in a line of JSON when it is ready; it ends with its owner.
pub(crate) struct Process {
    child: Child,
    pub(crate) ready: String,
}

impl Process {
    pub(crate) fn start(mut command: Command) -> Self {
        command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::null());
        let mut child = command.spawn().unwrap();
        let lines = BufReader::new(child.stdout.as_mut().unwrap()).lines();
        let ready = lines.map(|line| line.unwrap()).find(|line| line.starts_with('{')).unwrap();
        Self { child, ready }
    }

    /// What it took of the processor until now, in microseconds: user and system, 100 ticks a second.
    pub(crate) fn processor(&self) -> Option<f64> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id())).ok()?;
        let behind_the_name = stat.rsplit_once(") ")?.1;
        let ticks = behind_the_name.split(' ').skip(11).take(2).map(str::parse::<f64>);
        ticks.sum::<Result<f64, _>>().ok().map(|ticks| ticks * 1e4)
    }

    /// A line of `/proc/PID/status` in MB of 1,048,576 bytes, where there is one: `VmRSS`, `VmHWM`.
    pub(crate) fn megabytes(&self, name: &str) -> Option<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id())).ok()?;
        let line = status.lines().find(|line| line.starts_with(name))?;
        let kilobytes: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
        Some(kilobytes / 1024.0)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A sandbox that agrees by itself.
pub(crate) struct Sandbox {
    pub(crate) process: Process,
}

impl Sandbox {
    pub(crate) fn start(home: &Path, flags: &[&str]) -> Self {
        let binary = env::var("QETTA_BENCH_QETTA");
        let mut command = Command::new(binary.as_deref().unwrap_or(env!("CARGO_BIN_EXE_qetta")));
        command.env_clear().env("HOME", home).env("QETTA_DATA_DIR", home.join("data"));
        command.args(["sandbox", "--port", "0", "--json", "--approve"]).args(flags);
        Self { process: Process::start(command) }
    }

    /// What the ready event says under a name.
    pub(crate) fn says(&self, name: &str) -> &str {
        member(&self.process.ready, name).unwrap()
    }

    pub(crate) fn form_for_toss(&self) -> String {
        let [id, secret] = ["TOSS_CLIENT_ID", "TOSS_CLIENT_SECRET"].map(|name| self.says(name));
        format!("grant_type=client_credentials&scope=ca&client_id={id}&client_secret={secret}")
    }

    /// A token of KFTC, and whose it is.
    pub(crate) fn connect_to_kftc(&self, bank: &mut Connection) -> (String, String) {
        let [id, secret] = ["KFTC_CLIENT_ID", "KFTC_CLIENT_SECRET"].map(|name| self.says(name));
        let return_to = "http%3A%2F%2Flocalhost%3A3000%2Foauth%2Fkftc%2Fcallback";
        let state = "0".repeat(32);
        let target = format!(
            "/kftc/oauth/2.0/authorize?response_type=code&client_id={id}&redirect_uri={return_to}\
             &scope=login+inquiry&state={state}&auth_type=0"
        );
        let answer = bank.get(&target, "none").unwrap();
        let way = answer.header("location").unwrap();
        let code = way.split("code=").nth(1).unwrap().split('&').next().unwrap();
        let form = format!(
            "grant_type=authorization_code&client_id={id}&client_secret={secret}\
             &redirect_uri={return_to}&code={code}"
        );
        let tokens = bank.form("/kftc/oauth/2.0/token", &form).unwrap().body;
        let of = |name: &str| member(&tokens, name).unwrap().to_owned();
        (of("access_token"), of("user_seq_no"))
    }
}
