//! `qetta service-token show`

use clap::Args;

use crate::app::App;
use crate::error::Error;
use crate::model::Provider;
use crate::ops::Renewal;
use crate::ui::report::ServiceTokenState;

/// Show how the stored token stands, or SERVICE_TOKEN where it is set; never the token itself
#[derive(Debug, Args)]
pub(in crate::cli) struct Show {}

impl Show {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let now = app.settings.clock().now();
        // What is stored can be shown without the settings that it takes to renew it.
        let subject = app.max().ok().map(|(_, subject)| subject);
        let shown = match subject.as_ref().map(|subject| (&subject.renewal, subject.margin)) {
            Some((Renewal::Given(token), margin)) => ServiceTokenState::of_settings(
                token.scope.clone(),
                token.state(margin, now),
                token.expires_at(),
            ),
            _ => ServiceTokenState::of_store(app.connection(Provider::Max)?.as_ref(), now),
        };
        app.ui.show(&shown)
    }
}
