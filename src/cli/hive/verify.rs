//! `qetta hive verify`

use std::io::BufRead as _;

use clap::Args;

use crate::app::App;
use crate::error::Error;
use crate::model::{AccessToken, HiveCredentials, PlayerToken, text};
use crate::ops;
use crate::providers::hive::Player;
use crate::ui::report::PlayerVerified;

/// Ask Hive whether a player is signed in
///
/// The player's token comes on the first line of stdin and, with HIVE_API_VERSION v2, the player's own
/// access token on the second: secrets are never typed as arguments. A refusal ends with 4.
#[derive(Debug, Args)]
pub(in crate::cli) struct Verify {
    /// The player's number
    #[arg(long, value_name = "N")]
    player_id: u64,

    /// The device's id
    #[arg(long, value_name = "D")]
    did: String,

    /// Read the player's tokens from stdin
    #[arg(long, required = true)]
    token_stdin: bool,
}

impl Verify {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let hive = app.hive()?;
        let wants_two = matches!(hive.credentials, HiveCredentials::Client { .. });
        let player = self.player(wants_two)?;
        let desk = app.desk()?;
        let asking = text!("asking Hive about the player", "Hive에 플레이어를 확인하는 중");
        app.wait_for(&asking, ops::verify_player(&desk, &hive, &player))?;
        app.ui.show(&PlayerVerified { player_id: player.id })
    }

    fn player(self, wants_two: bool) -> Result<Player, Error> {
        let mut lines = std::io::stdin().lock().lines();
        let mut line = || {
            let line = lines.next().transpose().map_err(|error| {
                Error::io(text!("cannot read stdin", "표준 입력을 읽을 수 없습니다"), error)
            })?;
            Ok::<_, Error>(line.map(|line| line.trim().to_owned()).filter(|line| !line.is_empty()))
        };
        let token = line()?.ok_or_else(|| missing("the player's token", "플레이어 토큰"))?;
        let access_token = if wants_two {
            Some(line()?.ok_or_else(|| {
                missing("the player's own access token", "플레이어의 액세스 토큰")
            })?)
        } else {
            None
        };
        Ok(Player {
            id: self.player_id,
            did: self.did,
            token: PlayerToken::new(token),
            access_token: access_token.map(AccessToken::new),
        })
    }
}

fn missing(en: &str, ko: &str) -> Error {
    Error::usage(text!("{en} is missing on stdin", "표준 입력에 {ko}이(가) 없습니다")).hint(text!(
        "first line: the player's token; second line, with v2: the player's own access token",
        "첫 줄에 플레이어 토큰, v2라면 둘째 줄에 플레이어의 액세스 토큰을 넣으세요"
    ))
}
