//! `qetta demo`
//!
//! Every step is the real binary with the command that the step shows, in a folder of its own that
//! is gone afterwards. Nothing of the caller's settings, keyring or store is touched.

use std::io;
use std::process::{Command, Output, Stdio};

use clap::Args;
use rand::TryRng as _;
use rand::rngs::SysRng;
use tempfile::TempDir;

use crate::app::Interruption;
use crate::error::{Error, Kind};
use crate::model::{Text, text};
use crate::settings::{Format, variables};
use crate::store::files;
use crate::ui::Ui;
use crate::ui::report::DemoStep;

/// Take the whole tour against the embedded sandbox
///
/// Without hands, network or keyring; each step shows the command that it stands for. Nothing is
/// left behind.
#[derive(Debug, Args)]
pub(super) struct Demo {}

/// One stop of the tour.
struct Step {
    says: Text,
    command: &'static [&'static str],
}

#[expect(clippy::too_many_lines, reason = "a table of sentences")]
fn tour() -> Vec<Step> {
    let step = |en, ko, command| Step { says: Text::new(en, ko), command };
    vec![
        step(
            "Does the connection to Toss Certification work?",
            "토스 인증에 연결되는지 확인합니다",
            &["toss", "test", "--sandbox"],
        ),
        step(
            "A token, freshly issued and stored",
            "토큰을 새로 발급받아 저장합니다",
            &["toss", "token", "--sandbox"],
        ),
        step(
            "The same token, this time from the store",
            "같은 토큰을 이번에는 저장소에서 꺼냅니다",
            &["toss", "token", "--sandbox"],
        ),
        step(
            "Connect to OpenBanking; the sandbox agrees without hands",
            "오픈뱅킹에 연결합니다. 샌드박스가 대신 동의합니다",
            &["kftc", "connect", "--approve", "--sandbox"],
        ),
        step(
            "What stands on the accounts",
            "계좌 잔액을 봅니다",
            &["kftc", "balance", "--all", "--sandbox"],
        ),
        step(
            "A month of the account called 비상금",
            "비상금 계좌의 한 달 거래 내역을 봅니다",
            &["kftc", "transactions", "비상금", "--from", "30d", "--sandbox"],
        ),
        step(
            "Log in at Hyfata with PKCE; its token says itself how long it lives",
            "Hyfata에 PKCE로 로그인합니다. 토큰의 수명은 토큰 안에 적혀 있습니다",
            &["login", "hyfata", "--approve", "--sandbox"],
        ),
        step(
            "Log in as a member of OTTM, and get the key for Hive behind it",
            "OTTM 회원으로 로그인하고 Hive 로그인 키를 받습니다",
            &["ottm", "login", "--hive", "--approve", "--sandbox"],
        ),
        step(
            "A service token for MAX Platform",
            "MAX Platform 서비스 토큰을 발급받습니다",
            &["service-token", "issue", "--sandbox"],
        ),
        step(
            "What its admin API counts",
            "관리 API의 통계를 봅니다",
            &["service-token", "stats", "--sandbox"],
        ),
        step(
            "The six checks of its document",
            "문서에 있는 여섯 가지 점검을 합니다",
            &["service-token", "check", "--sandbox"],
        ),
        step(
            "What is connected, and until when",
            "무엇이 언제까지 연결되어 있는지 봅니다",
            &["status", "--sandbox"],
        ),
        step("Forget Toss again", "토스 연결을 해제합니다", &["disconnect", "toss", "--sandbox"]),
        step(
            "And OpenBanking, which ends the token too",
            "오픈뱅킹 연결도 해제하고 토큰을 폐기합니다",
            &["disconnect", "kftc", "--sandbox"],
        ),
    ]
}

impl Demo {
    pub(super) fn run(self, ui: Ui) -> Result<(), Error> {
        let interruption = Interruption::watch()?;
        let home = TempDir::with_prefix("qetta-demo-").and_then(prepared).map_err(no_room)?;
        for (number, step) in (1..).zip(tour()) {
            interruption.check()?;
            let output = take(ui, &step, &home);
            interruption.check()?;
            let output = output.map_err(|error| failed(&step).because(error))?;
            ui.show(&DemoStep {
                number,
                says: &step.says,
                command: &format!("qetta {}", step.command.join(" ")),
                exit_code: output.status.code(),
                stdout: &output.stdout,
                stderr: &output.stderr,
            })?;
            if !output.status.success() {
                return Err(failed(&step));
            }
        }
        home.close().map_err(no_room)
    }
}

/// An empty config file and a key of its own, so that neither the user's settings nor the keyring
/// are asked.
fn prepared(home: TempDir) -> io::Result<TempDir> {
    let mut key = zeroize::Zeroizing::new([0_u8; 32]);
    SysRng.try_fill_bytes(key.as_mut()).map_err(io::Error::other)?;
    files::write_new(&home.path().join("key"), key.as_slice())?;
    files::write_new(&home.path().join("config.toml"), b"")?;
    Ok(home)
}

fn no_room(error: io::Error) -> Error {
    Error::io(
        text!(
            "the demo finds no room in the temporary folder",
            "임시 폴더에 데모를 위한 공간이 없습니다"
        ),
        error,
    )
    .hint(text!(
        "name a folder that you can write in TMPDIR",
        "쓸 수 있는 폴더를 TMPDIR로 지정하세요"
    ))
}

fn take(ui: Ui, step: &Step, home: &TempDir) -> io::Result<Output> {
    let mut command = Command::new(std::env::current_exe()?);
    for variable in variables::GENERAL.rows {
        command.env_remove(variable.name);
    }
    let format = if ui.format == Format::Text { "text" } else { "json" };
    command
        .args(step.command)
        .args(["--format", format, "--lang", &ui.lang.to_string()])
        .env("QETTA_DATA_DIR", home.path().join("data"))
        .env("QETTA_KEY_FILE", home.path().join("key"))
        .env("QETTA_CONFIG", home.path().join("config.toml"))
        .stdin(Stdio::null())
        .output()
}

fn failed(step: &Step) -> Error {
    let command = step.command.join(" ");
    Error::new(
        Kind::Internal,
        text!("the step `qetta {command}` failed", "`qetta {command}` 단계가 실패했습니다"),
    )
}
