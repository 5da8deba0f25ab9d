//! What `qetta doctor` looks at, by the settings.

use std::time::Duration;

use crate::app::App;
use crate::error::Error;
use crate::http::Client;
use crate::model::{BaseUrl, Provider};
use crate::ops::doctor::{Host, Machine, Network, Redirect, Situation, Status};
use crate::settings::SettingsError;
use crate::settings::variables::{
    HIVE_API_BASE, HIVE_CLIENT_ID, HIVE_CLIENT_SECRET, HYFATA_API_BASE, HYFATA_CLIENT_ID,
    HYFATA_CLIENT_SECRET, KFTC_API_BASE, KFTC_CLIENT_ID, KFTC_CLIENT_SECRET, KFTC_REDIRECT_URI,
    OTTM_API_BASE, OTTM_CLIENT_ID, OTTM_CLIENT_SECRET, OTTM_MEMBER_BASE, SERVICE_API_BASE,
    SERVICE_CLIENT_ID, SERVICE_TOKEN, TOSS_API_BASE, TOSS_CLIENT_ID, TOSS_CLIENT_SECRET,
    TOSS_OAUTH_BASE, Variable,
};

/// What the check of the settings is called that are no provider's own.
pub(crate) const GENERAL: &str = "settings";

/// A name, a connection and an answer may each take as long as this, or `--timeout` where that is
/// shorter.
const DEADLINE: Duration = Duration::from_secs(2);

/// The addresses that are tried, and what their checks are called.
const BASES: [(&str, Provider, &Variable); 8] = [
    ("toss.oauth", Provider::Toss, &TOSS_OAUTH_BASE),
    ("toss.api", Provider::Toss, &TOSS_API_BASE),
    ("kftc.api", Provider::Kftc, &KFTC_API_BASE),
    ("max.api", Provider::Max, &SERVICE_API_BASE),
    ("hyfata.api", Provider::Hyfata, &HYFATA_API_BASE),
    ("ottm.member", Provider::Ottm, &OTTM_MEMBER_BASE),
    ("ottm.api", Provider::Ottm, &OTTM_API_BASE),
    ("hive.api", Provider::Hive, &HIVE_API_BASE),
];

/// A group of settings that was read.
pub(crate) struct SettingsChecked {
    /// What its check is called.
    pub(crate) id: String,
    /// Whether it can be used.
    pub(crate) status: Status,
    /// Why not.
    pub(crate) error: Option<Error>,
}

impl SettingsChecked {
    fn good(id: &str) -> Self {
        Self { id: id.to_owned(), status: Status::Ok, error: None }
    }

    fn bad(id: &str, status: Status, error: impl Into<Error>) -> Self {
        Self { id: id.to_owned(), status, error: Some(error.into()) }
    }
}

/// The settings, checked, and everything else that is to be looked at.
pub(crate) fn prepare(app: &App) -> (Vec<SettingsChecked>, Situation) {
    app.let_the_sandbox_forget();
    // Where these are wrong nobody gets as far as this.
    let mut checked = vec![SettingsChecked::good(GENERAL)];
    checked.extend(providers(app).map(|provider| of_provider(app, provider)));
    let network = match network(app) {
        Ok(network) => Some(network),
        Err(error) => {
            checked.push(SettingsChecked::bad("network.settings", Status::Fail, error));
            None
        }
    };
    let data_folder = match app.settings.data_dir() {
        Ok(folder) => Some(folder.to_owned()),
        Err(error) => {
            checked.push(SettingsChecked::bad("store", Status::Fail, error));
            None
        }
    };
    let machine = Machine {
        browser: app.browser(),
        search_path: app.settings.search_path().map(Into::into),
        data_folder,
        ladder: app.ladder(),
    };
    (checked, Situation { redirect: redirect(app), network, machine })
}

/// Those that are looked at: the two that people begin with, and whichever else somebody set up.
fn providers(app: &App) -> impl Iterator<Item = Provider> {
    let all = Provider::BUILT_IN.into_iter().chain(app.settings.custom_providers());
    all.filter(|provider| {
        matches!(provider, Provider::Toss | Provider::Kftc) || is_set_up(app, *provider)
    })
}

fn of_provider(app: &App, provider: Provider) -> SettingsChecked {
    let id = format!("{provider}.settings");
    match read(app, provider) {
        Ok(()) => SettingsChecked::good(&id),
        Err(error) => {
            SettingsChecked::bad(&id, Status::of_failure(is_set_up(app, provider)), error)
        }
    }
}

fn read(app: &App, provider: Provider) -> Result<(), SettingsError> {
    match provider {
        Provider::Toss => app.settings.toss().map(drop),
        Provider::Kftc => app.settings.kftc().map(drop),
        Provider::Max => app.settings.max().map(drop),
        Provider::Hyfata => app.settings.hyfata().map(drop),
        Provider::Ottm => app.settings.ottm().map(drop),
        Provider::Hive => app.settings.hive().map(drop),
        Provider::Custom(_) => app.settings.custom(provider).map(drop),
    }
}

/// Whether somebody means to use it: nobody has to be a client of every provider.
fn is_set_up(app: &App, provider: Provider) -> bool {
    let pair = match provider {
        Provider::Toss => [&TOSS_CLIENT_ID, &TOSS_CLIENT_SECRET],
        Provider::Kftc => [&KFTC_CLIENT_ID, &KFTC_CLIENT_SECRET],
        Provider::Max => [&SERVICE_CLIENT_ID, &SERVICE_TOKEN],
        Provider::Hyfata => [&HYFATA_CLIENT_ID, &HYFATA_CLIENT_SECRET],
        Provider::Ottm => [&OTTM_CLIENT_ID, &OTTM_CLIENT_SECRET],
        Provider::Hive => [&HIVE_CLIENT_ID, &HIVE_CLIENT_SECRET],
        // Whoever writes a table for it means to use it.
        Provider::Custom(_) => return true,
    };
    let missing = matches!(read(app, provider), Err(SettingsError::Missing { .. }));
    !missing || pair.into_iter().any(|variable| value(app, variable).is_some())
}

fn network(app: &App) -> Result<Network, Error> {
    let mut options = app.network()?;
    let deadline = DEADLINE.min(options.timeout);
    options.timeout = deadline;
    let clock = app.settings.clock();
    let hosts = hosts(app);
    let at_toss = |host: &Host| host.provider == Provider::Toss && is_tosss(&host.base);
    Ok(Network {
        clock,
        deadline,
        proxied: options.proxy.is_some(),
        embedded: app.settings.profile().is_sandbox(),
        toss_addresses: hosts.iter().find(|host| at_toss(host)).map(|host| host.matters),
        http: Client::new(options, clock),
        hosts,
    })
}

/// Those whose address can be read; of the others the settings say why not.
fn hosts(app: &App) -> Vec<Host> {
    let host = |(id, provider, variable): (&'static str, Provider, &Variable)| {
        let base = value(app, variable)?.parse().ok()?;
        Some(Host { id, provider, base, matters: is_set_up(app, provider) })
    };
    let looked_at: Vec<Provider> = providers(app).collect();
    let bases = BASES.into_iter().filter(|(_, provider, _)| looked_at.contains(provider));
    bases.filter_map(host).collect()
}

/// Whether it is Toss itself, whose addresses are known.
fn is_tosss(base: &BaseUrl) -> bool {
    base.host() == "toss.im" || base.host().ends_with(".toss.im")
}

fn redirect(app: &App) -> Option<Redirect> {
    let uri = value(app, &KFTC_REDIRECT_URI)?.parse();
    let any_port = app.settings.profile().is_sandbox();
    Some(Redirect { uri, any_port, matters: is_set_up(app, Provider::Kftc) })
}

/// A value as it is listed: a secret is masked.
fn value(app: &App, variable: &Variable) -> Option<String> {
    let listing = app.settings.listing();
    listing.into_iter().find(|listed| listed.name == variable.name)?.value
}
