//! `qetta service-token stats`

use clap::Args;

use crate::app::App;
use crate::cli::service_token::Platform;
use crate::error::Error;
use crate::model::text;
use crate::ops;
use crate::ui::report::Statistics;

/// Show how many clients, sessions and tokens there are
#[derive(Debug, Args)]
pub(in crate::cli) struct Stats {}

impl Stats {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let platform = Platform::of(app)?;
        let asking = text!("asking for the statistics", "통계를 조회하는 중");
        let document = Platform::document(app, &asking, ops::statistics(platform.parts()))?;
        app.ui.show(&Statistics { document: &document })
    }
}
