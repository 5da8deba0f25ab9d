//! `qetta introspect`

use clap::Args;

use crate::app::App;
use crate::cli::global::{PROVIDER, provider};
use crate::error::Error;
use crate::model::{Provider, ProviderSpec, text};
use crate::ops::{self, Desk, OpError, Purpose};
use crate::ui::report::Introspection;

/// Ask the provider what it thinks of the token (RFC 7662)
///
/// A good token is asked about: one that is due is renewed first. JSON is the provider's own answer.
/// Most servers tell only clients that have a secret.
#[derive(Debug, Args)]
pub(super) struct Introspect {
    /// Whose
    #[arg(value_name = PROVIDER, value_parser = provider)]
    provider: Provider,
}

impl Introspect {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let desk = app.desk()?;
        let spec = self.spec(app, &desk)?;
        let endpoint = spec.endpoints.introspection.as_ref().ok_or_else(|| self.no_endpoint())?;
        let token = app.token(self.provider, false, Purpose::Use)?.token.access_token;
        let key = app.key(self.provider);
        let asking = text!("asking about the token", "토큰 상태를 묻는 중");
        let asked = ops::introspect(&desk, &key, &spec.registration, endpoint, &token);
        let answer = app.wait_for(&asking, asked)?;
        let now = app.settings.clock().now();
        app.ui.show(&Introspection { answer: &answer, now })
    }

    fn spec(&self, app: &App, desk: &Desk) -> Result<ProviderSpec, Error> {
        match self.provider {
            // They have no row, and no such endpoint either.
            Provider::Toss | Provider::Max | Provider::Hive => Err(self.no_endpoint()),
            provider => app.spec(provider, desk),
        }
    }

    fn no_endpoint(&self) -> Error {
        Error::from(OpError::NoEndpoint { name: "introspection_endpoint" }).at(self.provider)
    }
}
