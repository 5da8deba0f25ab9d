//! `qetta status`

use clap::Args;

use crate::app::App;
use crate::cli::global::{PROVIDER, provider};
use crate::error::{Error, Kind};
use crate::model::{Lang, Provider, Selection, Span, Text};
use crate::ops;
use crate::store::Store;
use crate::ui::report::Connections;

/// Show what is connected, and until when
///
/// Of every profile, or of the one that is named by `--profile`, `--sandbox` or QETTA_PROFILE; of
/// every account, or of the one that `--account` names. Reads facts only: it needs no network, no
/// keyring and no key.
#[derive(Debug, Args)]
pub(super) struct Status {
    /// One provider alone
    #[arg(value_name = PROVIDER, value_parser = provider)]
    provider: Option<Provider>,

    /// End with exit code 3 where a connection ends within this time: 30s, 15m, 24h, 7d, 1d12h
    #[arg(long, value_name = "DUR")]
    fail_within: Option<Span>,
}

impl Status {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let now = app.settings.clock().now();
        let which = Selection {
            profile: app.settings.named_profile(),
            provider: self.provider,
            account: app.settings.typed_account(),
        };
        let connections = match Store::find(app.settings.data_dir()?)? {
            Some(store) => store.selected(which)?,
            None => Vec::new(),
        };
        app.ui.show(&Connections { which, connections: &connections, now })?;
        let due = self.fail_within.map(|span| (span, ops::due_within(&connections, span, now)));
        match due {
            Some((span, due)) if !due.is_empty() => Err(ends_too_soon(span, &due)),
            _ => Ok(()),
        }
    }
}

fn ends_too_soon(span: Span, due: &[&crate::model::Connection]) -> Error {
    let typed = span.to_string();
    let span = span.in_words();
    let named = |lang| {
        let names = due.iter().map(|connection| {
            format!("{} ({})", connection.key.provider.title().say(lang), connection.key.account)
        });
        names.collect::<Vec<_>>().join(", ")
    };
    Error::new(
        Kind::LoginRequired,
        Text::new(
            format!("ends within {}: {}", span.say(Lang::En), named(Lang::En)),
            format!("{} 안에 만료됩니다: {}", span.say(Lang::Ko), named(Lang::Ko)),
        ),
    )
    .hint(Text::new(
        format!("`qetta refresh --all --within {typed}` renews what ends so soon"),
        format!("`qetta refresh --all --within {typed}`으로 곧 만료되는 토큰을 갱신할 수 있습니다"),
    ))
}
