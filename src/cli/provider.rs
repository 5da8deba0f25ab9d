//! `qetta provider`

use clap::{Args, Subcommand};

use crate::app::App;
use crate::cli::global::{PROVIDER, provider};
use crate::error::{Error, Kind};
use crate::model::{BadBaseUrl, EndpointUrl, Provider as Named, text};
use crate::ops;
use crate::ui::report::{ProviderTable, ServerMetadata};

/// Show the providers: those that are built in, those of the config file, and what a server says
#[derive(Debug, Subcommand)]
pub(super) enum Provider {
    List(List),
    Show(Show),
    Discover(Discover),
}

/// List every provider: how tokens are had there, and whether it is set up
///
/// Without network: by the settings alone.
#[derive(Debug, Args)]
pub(super) struct List {}

/// Show one provider in full: endpoints, client id, redirect URI, scope; no secret
///
/// Without network: by the settings alone. What a provider from the config file does not name stands in
/// the metadata of its issuer: `qetta provider discover`.
#[derive(Debug, Args)]
pub(super) struct Show {
    /// Which
    #[arg(value_name = PROVIDER, value_parser = provider)]
    name: Named,
}

/// Read what an authorization server says about itself (RFC 8414, OpenID Connect Discovery)
///
/// One that says to be another server ends with 7: issuers are compared letter by letter, the last
/// slash too. JSON is the document itself.
#[derive(Debug, Args)]
pub(super) struct Discover {
    /// Its issuer: the address before `/.well-known/`
    #[arg(value_name = "URL")]
    url: String,
}

impl Provider {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        match self {
            Self::List(list) => list.run(app),
            Self::Show(show) => show.run(app),
            Self::Discover(discover) => discover.run(app),
        }
    }
}

impl List {
    fn run(self, app: &App) -> Result<(), Error> {
        app.ui.show(&ProviderTable { rows: app.provider_table() })
    }
}

impl Show {
    fn run(self, app: &App) -> Result<(), Error> {
        app.ui.show(&app.provider_row(self.name)?)
    }
}

impl Discover {
    fn run(self, app: &App) -> Result<(), Error> {
        self.url.parse::<EndpointUrl>().map_err(no_issuer)?;
        let desk = app.desk()?;
        let asking = text!("reading the server's metadata", "서버의 메타데이터를 읽는 중");
        let said = app.wait_for(&asking, ops::discover(&desk, None, &self.url))?;
        app.ui.show(&ServerMetadata { document: &said.document })
    }
}

/// What was typed is not repeated: it may have a password in it.
fn no_issuer(why: BadBaseUrl) -> Error {
    let kind = if why == BadBaseUrl::PlainHttp { Kind::Config } else { Kind::Usage };
    Error::new(
        kind,
        text!("that is no address of an authorization server", "인가 서버 주소가 아닙니다"),
    )
    .because(why)
    .hint(text!(
        "an issuer is https, or http on this machine, as in `https://login.acme.example`",
        "`https://login.acme.example`처럼 https 또는 이 컴퓨터의 http 주소를 쓰세요"
    ))
}
