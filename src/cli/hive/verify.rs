//! `qetta hive verify`

use clap::Args;

use crate::app::App;
use crate::cli::stdin;
use crate::error::Error;
use crate::model::{AccessToken, HiveCredentials, PlayerToken, Text, text};
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
        let player = self.player(app, wants_two)?;
        let desk = app.desk()?;
        let asking = text!("asking Hive about the player", "Hive에 플레이어를 확인하는 중");
        app.wait_for(&asking, ops::verify_player(&desk, &hive, &player))?;
        app.ui.show(&PlayerVerified { player_id: player.id })
    }

    fn player(self, app: &App, wants_two: bool) -> Result<Player, Error> {
        let read = stdin::secret(app.ui, &waiting(wants_two))?;
        let mut lines = read.lines().map(str::trim);
        let mut line = || lines.next().filter(|line| !line.is_empty());
        let token = line().ok_or_else(|| missing("the player's token", "플레이어 토큰"))?;
        let access_token = line().filter(|_| wants_two);
        if wants_two && access_token.is_none() {
            return Err(missing("the player's own access token", "플레이어의 액세스 토큰"));
        }
        Ok(Player {
            id: self.player_id,
            did: self.did,
            token: PlayerToken::new(token),
            access_token: access_token.map(AccessToken::new),
        })
    }
}

fn waiting(wants_two: bool) -> Text {
    if wants_two {
        text!(
            "paste the player's token and, on a line of its own, the player's own access token, then a line break and Ctrl-D",
            "플레이어 토큰을, 다음 줄에 플레이어의 액세스 토큰을 붙여 넣고 줄을 바꾼 뒤 Ctrl-D를 누르세요"
        )
    } else {
        text!(
            "paste the player's token, then a line break and Ctrl-D",
            "플레이어 토큰을 붙여 넣고 줄을 바꾼 뒤 Ctrl-D를 누르세요"
        )
    }
}

fn missing(en: &str, ko: &str) -> Error {
    Error::usage(text!("{en} is missing on stdin", "표준 입력에 {ko}이 없습니다")).hint(text!(
        "first line: the player's token; second line, with v2: the player's own access token",
        "첫 줄에 플레이어 토큰, v2라면 둘째 줄에 플레이어의 액세스 토큰을 넣으세요"
    ))
}
