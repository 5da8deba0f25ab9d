//! `qetta kftc token`

use clap::Args;

use crate::app::App;
use crate::cli::token::shown_whole;
use crate::error::Error;
use crate::model::Provider;
use crate::ui::report::StoredToken;

/// Show the token: the stored one while it is good, else a renewed one
///
/// Text masks the token; `--json` has it, and scripts take it from `qetta token kftc`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Token {
    /// Renew it even where the stored one is good
    #[arg(long)]
    refresh: bool,
}

impl Token {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let obtained = app.token(Provider::Kftc, self.refresh, shown_whole(app))?;
        let user =
            app.connection(Provider::Kftc)?.and_then(|connection| connection.provider_user_id);
        app.ui.show(&StoredToken {
            provider: Provider::Kftc,
            token: &obtained.token,
            origin: obtained.origin,
            user_seq_no: user.as_deref(),
            now: app.settings.clock().now(),
        })
    }
}
