//! `qetta kftc connect`

use std::time::Duration;

use clap::Args;

use crate::app::App;
use crate::app::login::{self, Manner};
use crate::error::Error;
use crate::model::{Provider, text};
use crate::ops::kftc;
use crate::ui::report::NewConnection;

/// Connect: agree in the browser, then see which accounts can be asked
///
/// Opens KFTC's consent page, waits for the browser to come back to the registered redirect URI
/// (KFTC_REDIRECT_URI), and keeps the token. Settings: KFTC_CLIENT_ID and KFTC_CLIENT_SECRET from
/// KFTC's developer console.
#[derive(Debug, Args)]
pub(in crate::cli) struct Connect {
    /// Print the address instead of opening a browser
    #[arg(long)]
    no_browser: bool,

    /// Read the address that the browser ended on from the terminal or from stdin
    #[arg(long)]
    paste: bool,

    /// Agree without hands; in the sandbox alone
    #[arg(long, conflicts_with_all = ["no_browser", "paste"])]
    approve: bool,

    /// How long to wait for the browser, in seconds
    #[arg(long, value_name = "SECS", value_parser = clap::value_parser!(u64).range(1..=600))]
    wait: Option<u64>,
}

impl Connect {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let parts = app.kftc()?;
        let bank = parts.bank();
        let manner = Manner {
            browser: !self.no_browser,
            paste: self.paste,
            approve: self.approve,
            wait: self.wait.map(Duration::from_secs),
        };
        let begin = |redirect_uri| {
            kftc::begin_connect(&parts.kftc, redirect_uri, app.settings.clock().now())
        };
        let (authorization, outcome) =
            login::go(app, Provider::Kftc, &parts.redirect_uri, manner, begin)?;
        let asking = text!("finishing the connection", "연결을 마치는 중");
        let connected =
            app.wait_for(&asking, kftc::finish_connect(&bank, authorization, outcome))?;
        let (accounts, trouble) = match connected.accounts {
            Ok(accounts) => (accounts, None),
            Err(error) => (Vec::new(), Some(Error::from(error))),
        };
        app.ui.show(&NewConnection {
            provider: Provider::Kftc,
            user_seq_no: connected.user_seq_no.as_deref(),
            scope: &connected.scope,
            expires_at: connected.expires_at,
            accounts: &accounts,
        })?;
        trouble.map_or(Ok(()), Err)
    }
}
