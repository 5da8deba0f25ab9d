//! `qetta service-token revoke`

use clap::Args;

use crate::app::App;
use crate::cli::disconnect::Disconnect;
use crate::error::Error;
use crate::model::Provider;

/// Revoke the stored token and forget it: the same as `qetta disconnect max`
///
/// The server that the document describes goes on accepting a revoked service token until its end.
#[derive(Debug, Args)]
pub(in crate::cli) struct Revoke {}

impl Revoke {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        Disconnect::of(Provider::Max).run(app)
    }
}
