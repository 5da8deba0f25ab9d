//! `qetta toss token`

use clap::Args;

use crate::app::App;
use crate::cli::token::shown_whole;
use crate::error::Error;
use crate::model::Provider;
use crate::ui::report::StoredToken;

/// Show the token: the stored one while it is good, else a new one
///
/// Text masks the token; `--json` has it, and scripts take it from `qetta token toss`.
#[derive(Debug, Args)]
pub(in crate::cli) struct Token {
    /// Ask for a new one even where the stored one is good
    #[arg(long)]
    refresh: bool,
}

impl Token {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let obtained = app.token(Provider::Toss, self.refresh, shown_whole(app))?;
        app.ui.show(&StoredToken {
            provider: Provider::Toss,
            token: &obtained.token,
            origin: obtained.origin,
            user_seq_no: None,
            now: app.settings.clock().now(),
        })
    }
}
