//! `qetta service-token clients`

use clap::Args;

use crate::app::App;
use crate::cli::service_token::Platform;
use crate::error::Error;
use crate::model::text;
use crate::ops;
use crate::providers::max::ClientQuery;
use crate::ui::report::RegisteredClients;

/// List the registered clients; their secrets are never told
#[derive(Debug, Args)]
pub(in crate::cli) struct Clients {
    /// Only those with this in their id or name
    #[arg(long, value_name = "TEXT")]
    search: Option<String>,

    /// Only those that are active; `--active false`: only those that are not
    #[arg(long, value_name = "BOOL", num_args = 0..=1, default_missing_value = "true")]
    active: Option<bool>,

    /// At most so many
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u32).range(1..=100))]
    limit: Option<u32>,

    /// After so many
    #[arg(long, value_name = "N")]
    skip: Option<u32>,
}

impl Clients {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let platform = Platform::of(app)?;
        let query = ClientQuery {
            search: self.search,
            is_active: self.active,
            limit: self.limit,
            skip: self.skip,
        };
        let asking = text!("asking for the clients", "클라이언트 목록을 조회하는 중");
        let work = ops::clients(platform.parts(), &query);
        let document = Platform::document(app, &asking, work)?;
        app.ui.show(&RegisteredClients { document: &document })
    }
}
