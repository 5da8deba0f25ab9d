//! `qetta toss test`

use clap::Args;

use crate::app::App;
use crate::error::Error;
use crate::model::text;
use crate::ops;
use crate::providers::toss::Toss;
use crate::ui::report::ConnectionTest;

/// Test the connection: ask Toss for a fresh token, and store nothing
///
/// Settings: TOSS_CLIENT_ID and TOSS_CLIENT_SECRET; profile `test` has Toss's published test pair.
#[derive(Debug, Args)]
pub(in crate::cli) struct Test {}

impl Test {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let toss = app.toss()?;
        let desk = app.desk()?;
        let asking = text!("asking Toss for a token", "토스에 토큰을 요청하는 중");
        let token = app.wait_for(&asking, ops::test_toss(&desk, &toss))?;
        app.ui.show(&ConnectionTest { provider: Toss::PROVIDER, token: &token })
    }
}
