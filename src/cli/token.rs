//! `qetta token`

use clap::Args;

use crate::app::App;
use crate::cli::global::{PROVIDER, provider};
use crate::error::Error;
use crate::model::{NotASpan, Provider, Span};
use crate::ops::Purpose;
use crate::settings::Format;

/// Print a good access token and nothing else, for scripts
///
/// The stored token while it is good, else a new one, which is stored first. For example
/// `curl -H "$(qetta token toss --header)" https://…`. A token is renewed a minute before it ends;
/// work that takes longer says so with `--min-validity`.
#[derive(Debug, Args)]
pub(super) struct Token {
    /// Whose
    #[arg(value_name = PROVIDER, value_parser = provider)]
    provider: Provider,

    /// As a header line: `Authorization: Bearer …`
    #[arg(long)]
    header: bool,

    /// A token that lives for so long from now at least; the stored one is renewed where it does not
    #[arg(long, value_name = "SECS", value_parser = validity)]
    min_validity: Option<Span>,
}

/// Seconds, or a span as everywhere else.
pub(super) fn validity(typed: &str) -> Result<Span, NotASpan> {
    if typed.bytes().all(|b| b.is_ascii_digit()) { format!("{typed}s") } else { typed.to_owned() }
        .parse()
}

/// What becomes of a token that text masks, and every other format has whole.
pub(super) fn shown_whole(app: &App) -> Purpose {
    if app.ui.format == Format::Text { Purpose::Look } else { Purpose::Export }
}

impl Token {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let obtained = match self.min_validity {
            Some(span) => app.lasting_token(self.provider, span, Purpose::Export)?,
            None => app.token(self.provider, false, Purpose::Export)?,
        };
        let prefix = if self.header { "Authorization: Bearer " } else { "" };
        let line =
            zeroize::Zeroizing::new(format!("{prefix}{}\n", obtained.token.access_token.expose()));
        app.ui.show_raw(line.as_bytes())
    }
}
