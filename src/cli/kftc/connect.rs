//! `qetta kftc connect`

use clap::Args;

use crate::app::App;
use crate::app::login;
use crate::cli::login::BrowserLeg;
use crate::error::Error;
use crate::model::{Provider, text};
use crate::ops::kftc::finish_connect;
use crate::ops::{self, LoginRequest};
use crate::ui::report::NewConnection;

/// Connect: agree in the browser, then see which accounts can be asked
///
/// Opens KFTC's consent page, waits for the browser to come back to the registered redirect URI
/// (KFTC_REDIRECT_URI), and keeps the token. Settings: KFTC_CLIENT_ID and KFTC_CLIENT_SECRET from
/// KFTC's developer console.
#[derive(Debug, Args)]
pub(in crate::cli) struct Connect {
    #[command(flatten)]
    leg: BrowserLeg,
}

impl Connect {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        connect(app, &self.leg, None)
    }
}

/// Connects for `scope`, or for what the settings say.
pub(in crate::cli) fn connect(
    app: &App,
    leg: &BrowserLeg,
    scope: Option<String>,
) -> Result<(), Error> {
    let parts = app.kftc()?;
    let spec = parts.kftc.spec(parts.redirect_uri.clone());
    let request = LoginRequest {
        scope: scope.unwrap_or_else(|| spec.registration.scope.clone()),
        pkce: spec.pkce,
    };
    let begin =
        |redirect_uri| ops::begin_login(&spec, &request, redirect_uri, app.settings.clock().now());
    let (authorization, outcome) =
        login::go(app, Provider::Kftc, &parts.redirect_uri, leg.manner(app), begin)?;
    let finishing = text!("finishing the connection", "연결을 마치는 중");
    let bank = parts.bank();
    let connected = app
        .wait_for(&finishing, finish_connect(&bank, parts.login(&spec), authorization, outcome))?;
    let (accounts, trouble) = match connected.accounts {
        Ok(accounts) => (accounts, None),
        Err(error) => (Vec::new(), Some(Error::from(error))),
    };
    let token = &connected.login.token;
    app.ui.show(&NewConnection {
        provider: Provider::Kftc,
        user_seq_no: connected.user_seq_no.as_deref(),
        token_type: &token.token_type,
        scope: &token.scope,
        expires_at: token.expires_at(),
        accounts: &accounts,
    })?;
    trouble.map_or(Ok(()), Err)
}
