//! Builds the parts once, from the settings, and lends them to commands.
//!
//! What a command does not ask for is not built: no runtime, no HTTP client, no key, no file.

mod child;
pub(crate) mod doctor;
#[cfg(feature = "sandbox")]
mod embedded;
mod hardening;
mod interrupt;
mod logging;
pub(crate) mod login;
mod passphrase;
mod providers;
mod refreshing;
mod run;
#[cfg(feature = "sandbox")]
mod scenario;
mod table;
mod token_server;

use std::cell::Cell;
use std::time::Duration;

use crate::error::Error;
#[cfg(not(feature = "sandbox"))]
use crate::error::Kind;
use crate::http;
#[cfg(feature = "sandbox")]
use crate::model::Clock;
use crate::model::{Connection, ConnectionKey, Lang, Provider, Span, Text, Token, text};
use crate::oauth::Doubt;
use crate::oauth::browser::Browser;
use crate::ops::{
    self, Demand, Desk, Doubts, LoginWhy, Obtained, OpError, Purpose, Renewal, Sought,
};
use crate::settings::{Environment, Flags, Settings, StoreChoice};
use crate::store::{Backend, KeyLadder, KeySource, KeyringAccess, Store, Vault};
use crate::ui::Ui;

pub(crate) use child::Child;
pub(crate) use hardening::harden;
pub(crate) use providers::{KftcParts, no_login};
pub(crate) use token_server::TokenServer;

#[cfg(feature = "sandbox")]
pub(crate) use embedded::{sandbox_folder, shift_in, state_in};
#[cfg(feature = "sandbox")]
pub(crate) use interrupt::{Interruption, terminated};
#[cfg(feature = "sandbox")]
pub(crate) use scenario::{file_of_settings, scenario_file};

/// What another process may need to renew a token beyond its HTTP time-out: retries, the disk.
const PATIENCE: Duration = Duration::from_secs(15);

/// The parts of one run.
pub(crate) struct App {
    /// What is to be done how.
    pub(crate) settings: Settings,
    /// How to speak.
    pub(crate) ui: Ui,
    /// The providers that run inside this process, with `--sandbox`.
    #[cfg(feature = "sandbox")]
    embedded: Option<embedded::Embedded>,
    /// A warning is said once.
    warned: Cell<bool>,
    /// What was said of tokens and cannot be.
    doubts: Doubts,
}

impl App {
    /// Resolves the settings and gets ready to speak.
    pub(crate) fn build(flags: Flags, environment: Environment) -> Result<Self, Error> {
        let settings = Settings::resolve(flags, environment)?;
        let ui = Ui {
            format: settings.format(),
            lang: settings.lang(),
            quiet: settings.quiet(),
            color: settings.color(),
        };
        logging::start(settings.verbosity(), settings.color());
        Self::with_sandbox(settings, ui)
    }

    #[cfg(feature = "sandbox")]
    fn with_sandbox(settings: Settings, ui: Ui) -> Result<Self, Error> {
        let (settings, embedded) = embedded::Embedded::where_asked_for(settings)?;
        Ok(Self { settings, ui, embedded, warned: Cell::new(false), doubts: Doubts::default() })
    }

    #[cfg(not(feature = "sandbox"))]
    fn with_sandbox(settings: Settings, ui: Ui) -> Result<Self, Error> {
        if settings.profile().is_sandbox() {
            return Err(Error::new(
                Kind::Config,
                text!(
                    "this qetta was built without the sandbox",
                    "샌드박스 없이 빌드된 qetta입니다"
                ),
            )
            .hint(text!(
                "build it with the feature `sandbox`",
                "`sandbox` 기능을 켜고 빌드하세요"
            )));
        }
        Ok(Self { settings, ui, warned: Cell::new(false), doubts: Doubts::default() })
    }

    /// What network operations work with.
    pub(crate) fn desk(&self) -> Result<Desk, Error> {
        let clock = self.settings.clock();
        let http = http::Client::new(self.network()?, clock);
        Ok(Desk { clock, http, patience: self.patience(), doubts: self.doubts.clone() })
    }

    /// How the network is to be used.
    pub(crate) fn network(&self) -> Result<http::Options, Error> {
        let network = self.settings.network()?;
        Ok(http::Options {
            timeout: network.timeout,
            proxy: network.proxy.map(|proxy| proxy.expose().to_owned()),
            no_proxy: network.no_proxy,
            ca_file: network.ca_file,
            ssl_cert_file: network.ssl_cert_file,
            ssl_cert_dir: network.ssl_cert_dir,
        })
    }

    /// How long to wait for another process that is renewing the same token.
    pub(crate) fn patience(&self) -> Duration {
        self.settings.timeout() + PATIENCE
    }

    /// The store with its key, made where it is missing.
    pub(crate) fn vault(&self) -> Result<Vault, Error> {
        let store = Store::create(self.settings.data_dir()?)?;
        let asked = self.asked_backend();
        let is_new = asked == Some(Backend::Keyutils) && store.overview()?.key_source.is_none();
        let vault = store.unlock_with_secrets_in(asked, &self.ladder())?;
        if is_new {
            self.note_that_the_kernel_forgets();
        }
        if let Some(path) = vault.fresh_key_file() {
            let path = path.display();
            self.ui.note(&text!(
                "no keyring answered: the key of the encrypted store is in {path} (readable by you alone)",
                "응답하는 키링이 없어 암호화된 저장소의 키를 {path}에 두었습니다 (본인만 읽을 수 있음)"
            ));
        }
        Ok(vault)
    }

    /// The store that is there, wherever somebody said that its secrets are to rest.
    pub(crate) fn vault_to_move(&self) -> Result<Option<Vault>, Error> {
        let store = Store::find(self.settings.data_dir()?)?;
        Ok(store.map(|store| store.unlock(&self.ladder())).transpose()?)
    }

    /// The same for who gives the store another key: a passphrase that is named is then the new one,
    /// unless the store, whose key is where it is `recorded` to be, is locked with one.
    pub(crate) fn vault_to_rekey(&self, recorded: Option<KeySource>) -> Result<Vault, Error> {
        let mut ladder = self.ladder();
        match recorded {
            Some(KeySource::Passphrase) => {}
            Some(_) => ladder.passphrase.file = None,
            // Nothing is sealed with it before it is exchanged.
            None => ladder = KeyLadder::of_keyring(KeyringAccess::Off),
        }
        Ok(Store::create(self.settings.data_dir()?)?.unlock(&ladder)?)
    }

    /// The store with its key, where there are both; makes neither.
    pub(crate) fn vault_if_any(&self) -> Result<Option<Vault>, Error> {
        let Some(store) = Store::find(self.settings.data_dir()?)? else { return Ok(None) };
        if store.overview()?.key_source.is_none() {
            return Ok(None);
        }
        Ok(Some(store.unlock(&self.ladder())?))
    }

    /// Says what it means to keep tokens there.
    pub(crate) fn note_that_the_kernel_forgets(&self) {
        self.ui.note(&text!(
            "tokens rest with the kernel, which forgets them at reboot or when you log out",
            "토큰을 커널에 둡니다. 재부팅하거나 로그아웃하면 사라집니다"
        ));
    }

    /// Where somebody said that secrets are to rest.
    fn asked_backend(&self) -> Option<Backend> {
        match self.settings.store() {
            StoreChoice::Auto => None,
            StoreChoice::Keyring => Some(Backend::Keyring),
            StoreChoice::Keyutils => Some(Backend::Keyutils),
            StoreChoice::Sqlite => Some(Backend::Sqlite),
        }
    }

    /// Where the store's key may be.
    pub(crate) fn ladder(&self) -> KeyLadder {
        KeyLadder {
            key_file: self.settings.key_file().map(Into::into),
            passphrase: self.passphrase(),
            keyring: if self.settings.session_bus() {
                let deadline = self.settings.keyring_deadline();
                KeyringAccess::Within(deadline.unwrap_or(KeyringAccess::DEFAULT_DEADLINE))
            } else {
                KeyringAccess::Off
            },
        }
    }

    /// The connection to `provider` that the settings select.
    pub(crate) fn key(&self, provider: Provider) -> ConnectionKey {
        ConnectionKey {
            profile: self.settings.profile().clone(),
            provider,
            account: self.settings.account().clone(),
        }
    }

    /// An error with the commands for that connection in its hints.
    pub(crate) fn for_connection(&self, error: Error) -> Error {
        match error.provider() {
            Some(provider) => error.for_connection(&self.key(provider)),
            None => error,
        }
    }

    /// The facts of that connection, where there is one.
    pub(crate) fn connection(&self, provider: Provider) -> Result<Option<Connection>, Error> {
        match Store::find(self.settings.data_dir()?)? {
            Some(store) => Ok(store.connection(&self.key(provider))?),
            None => Ok(None),
        }
    }

    /// The stored token of that connection as it is: neither renewed nor asked about.
    pub(crate) fn stored_token(
        &self,
        provider: Provider,
        purpose: Purpose,
    ) -> Result<Token, Error> {
        if let Some(connection) = self.connection(provider)? {
            let vault = self.vault()?;
            if let Some(held) = vault.held(&connection.key)? {
                let now = self.settings.clock().now();
                ops::passed(&vault, &connection.key, &held.token.access_token, purpose, now);
                return Ok(held.token);
            }
        }
        if let Provider::Custom(_) = provider {
            // A name that nobody described is the more likely mistake.
            self.settings.custom(provider)?;
        }
        Err(OpError::LoginRequired { provider, why: LoginWhy::NeverConnected }.into())
    }

    /// The browser to open: what `$BROWSER` says, else the system's own.
    pub(crate) fn browser(&self) -> Browser {
        self.settings.browser().map_or(Browser::System, Browser::Command)
    }

    /// From now on the embedded sandbox agrees to everything by itself.
    #[cfg_attr(
        not(feature = "sandbox"),
        expect(clippy::unused_self, reason = "without a sandbox there is nobody to tell")
    )]
    pub(crate) fn let_the_sandbox_agree(&self) {
        #[cfg(feature = "sandbox")]
        if let Some(embedded) = &self.embedded {
            embedded.agree();
        }
    }

    /// Whether the embedded sandbox was told to agree, by a scenario or by a command.
    #[cfg_attr(not(feature = "sandbox"), expect(clippy::unused_self, reason = "there is none"))]
    pub(crate) fn the_sandbox_agrees(&self) -> bool {
        #[cfg(feature = "sandbox")]
        let agrees = self.embedded.as_ref().is_some_and(embedded::Embedded::agrees);
        #[cfg(not(feature = "sandbox"))]
        let agrees = false;
        agrees
    }

    /// The machine's time, whatever the sandbox's is.
    #[cfg(feature = "sandbox")]
    pub(crate) fn machine_clock(&self) -> Clock {
        self.embedded.as_ref().map_or(self.settings.clock(), embedded::Embedded::machine)
    }

    /// From now on the embedded sandbox keeps what it remembers to itself, and makes no file.
    #[cfg_attr(not(feature = "sandbox"), expect(clippy::unused_self, reason = "there is none"))]
    pub(crate) fn let_the_sandbox_forget(&self) {
        #[cfg(feature = "sandbox")]
        if let Some(embedded) = &self.embedded {
            embedded.forget();
        }
    }

    /// A good token of `provider`: the stored one without touching the network where it will do.
    pub(crate) fn token(
        &self,
        provider: Provider,
        anew: bool,
        purpose: Purpose,
    ) -> Result<Obtained, Error> {
        let given = if anew { Demand::NewerThan(0) } else { Demand::Good };
        if let Some(given) = self.given(provider, given)? {
            return Ok(given);
        }
        let sought = self.sought(provider)?;
        let vault = self.vault()?;
        let demand = ops::demand(&vault, &sought.key, anew)?;
        self.token_for(&sought, &vault, demand, purpose)
    }

    /// A token of `provider` that is good for `span` at least.
    pub(crate) fn lasting_token(
        &self,
        provider: Provider,
        span: Span,
        purpose: Purpose,
    ) -> Result<Obtained, Error> {
        let demand = Demand::Lasting(span.duration());
        match self.given(provider, demand)? {
            Some(given) => Ok(given),
            None => self.token_for(&self.sought(provider)?, &self.vault()?, demand, purpose),
        }
    }

    /// A token that will do, of which the audit log knows before anybody has it.
    fn token_for(
        &self,
        sought: &Sought,
        vault: &Vault,
        demand: Demand,
        purpose: Purpose,
    ) -> Result<Obtained, Error> {
        let clock = self.settings.clock();
        let obtained = match ops::held(vault, sought, demand, clock.now())? {
            Some(obtained) => obtained,
            None => self.ask_for_token(sought.key.provider, vault, demand)?,
        };
        // By now it is later: asking takes its time.
        ops::handed_on(vault, &sought.key, &obtained, purpose, clock.now());
        Ok(obtained)
    }

    fn ask_for_token(
        &self,
        provider: Provider,
        vault: &Vault,
        demand: Demand,
    ) -> Result<Obtained, Error> {
        let desk = self.desk()?;
        let subject = self.subject(provider, &desk)?;
        let title = provider.title();
        let asking = Text::new(
            format!("asking {} for a token", title.say(Lang::En)),
            format!("{}에 토큰을 요청하는 중", title.say(Lang::Ko)),
        );
        let mut obtained = self.wait_for(&asking, ops::obtain(&desk, vault, &subject, demand))?;
        self.warn_of_an_old_token(obtained.stale_because.take());
        Ok(obtained)
    }

    /// The token that the settings hold, where they hold one: it is neither stored nor renewed.
    fn given(&self, provider: Provider, demand: Demand) -> Result<Option<Obtained>, Error> {
        if provider != Provider::Max {
            return Ok(None);
        }
        let (_, subject) = self.max()?;
        let Renewal::Given(token) = &subject.renewal else { return Ok(None) };
        Ok(Some(ops::given(provider, token, demand, self.settings.clock().now())?))
    }

    /// Says what a provider said of a token and cannot have meant. At the end, when it is known.
    pub(crate) fn warn_of_doubts(&self) {
        let Some(Doubt { said, believed }) = self.doubts.take() else { return };
        self.ui.warn(&text!(
            "the provider says that the token lives for {said} s, which cannot be; it is taken to be {believed} s",
            "제공자가 알린 토큰 수명 {said}초는 있을 수 없는 값이어서 {believed}초로 봅니다"
        ));
    }

    /// Says why a token is the old one, where its renewal failed.
    pub(crate) fn warn_of_an_old_token(&self, stale_because: Option<OpError>) {
        let Some(error) = stale_because else { return };
        if self.warned.replace(true) {
            return;
        }
        let error = Error::from(error);
        let message = error.message();
        self.ui.warn(&Text::new(
            format!(
                "the token could not be renewed, so the old one is used while it holds: {}",
                message.english()
            ),
            format!(
                "토큰을 갱신하지 못해 아직 유효한 이전 토큰을 씁니다: {}",
                message.say(Lang::Ko)
            ),
        ));
    }
}
