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
        let shown = match app.max() {
            Ok((_, subject)) => match &subject.renewal {
                Renewal::Given(token) => Some(ServiceTokenState::of_settings(
                    token.scope.clone(),
                    token.state(subject.margin, now),
                    token.expires_at(),
                )),
                _ => None,
            },
            // What is stored can be shown without the settings that it takes to renew it.
            Err(_) => None,
        };
        let shown = match shown {
            Some(shown) => shown,
            None => {
                let kept = app.connection(Provider::Max)?;
                ServiceTokenState::of_store(kept.as_ref(), now)
            }
        };
        app.ui.show(&shown)
    }
}
