//! `qetta service-token issue`

use clap::Args;

use crate::app::App;
use crate::cli::token::shown_whole;
use crate::error::Error;
use crate::model::{Provider, Token, scopes_equal, text};
use crate::ops::{self, Purpose};
use crate::ui::report::ServiceTokenIssued;

/// Get a new service token
///
/// Settings: SERVICE_CLIENT_ID and SERVICE_CLIENT_SECRET. The token is stored, and other commands use
/// and renew it, unless `--scope` asks for something else than the settings: such a token is only
/// shown.
#[derive(Debug, Args)]
pub(in crate::cli) struct Issue {
    /// What to ask for, instead of SERVICE_SCOPE. May be repeated
    #[arg(long, value_name = "SCOPE")]
    scope: Vec<String>,

    /// Print the token and nothing else
    #[arg(long)]
    raw: bool,
}

impl Issue {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let (token, asked) = if self.scope.is_empty() {
            let scope = app.max()?.0.registration.scope;
            let purpose = if self.raw { Purpose::Export } else { shown_whole(app) };
            (issued(app, &scope, purpose)?, scope)
        } else {
            let asked = self.scope.join(" ");
            (issued_for(app, &asked)?, asked)
        };
        if !scopes_equal(&token.scope, &asked) {
            let granted = &token.scope;
            app.ui.warn(&text!(
                "granted is `{granted}`, asked for was `{asked}`",
                "요청한 권한 범위는 `{asked}`, 부여된 것은 `{granted}`입니다"
            ));
        }
        if self.raw {
            let line = zeroize::Zeroizing::new(format!("{}\n", token.access_token.expose()));
            return app.ui.show_raw(line.as_bytes());
        }
        app.ui.show(&ServiceTokenIssued { token: &token, now: app.settings.clock().now() })
    }
}

/// A token for what the settings say, in the store; in a container without a home there is none, and
/// the token is all that is wanted.
fn issued(app: &App, scope: &str, purpose: Purpose) -> Result<Token, Error> {
    if app.settings.data_dir().is_ok() {
        return app.refresh_now(Provider::Max, purpose);
    }
    app.ui.note(&text!(
        "there is no home folder: the token is not stored",
        "홈 폴더가 없어 토큰을 저장하지 않습니다"
    ));
    issued_for(app, scope)
}

/// A token for another scope, which is not kept.
fn issued_for(app: &App, scope: &str) -> Result<Token, Error> {
    let (max, subject) = app.max()?;
    let desk = app.desk()?;
    let registration = max.asking_for(scope);
    let asking = text!("asking MAX Platform for a token", "MAX Platform에 토큰을 요청하는 중");
    let now = app.settings.clock().now();
    app.wait_for(&asking, ops::issue(&desk, &registration, subject.dialect, now))
}
