//! `qetta login`

use std::time::Duration;

use clap::Args;

use crate::app::login::{self, Manner};
use crate::app::{App, no_login};
use crate::cli::global::{PROVIDER, provider};
use crate::cli::kftc;
use crate::error::Error;
use crate::model::{ClientAuth, Grant, Lang, Pkce, Provider, ProviderSpec, text};
use crate::ops::{self, LoggedIn, LoginParts, LoginRequest};
use crate::ui::report::NewLogin;

/// Log in: agree in the browser, or on another device, and keep the token
///
/// Authorization code with PKCE (S256) where the provider has it. PROVIDER is hyfata, ottm, kftc, or
/// one from the config file ([providers.NAME]).
#[derive(Debug, Args)]
pub(super) struct Login {
    /// Where
    #[arg(value_name = PROVIDER, value_parser = provider)]
    provider: Provider,

    #[command(flatten)]
    manner: LoginArgs,
}

/// How a login is made.
#[derive(Debug, Args)]
pub(super) struct LoginArgs {
    /// What to ask for, instead of what the settings say. May be repeated
    #[arg(long, value_name = "SCOPE")]
    scope: Vec<String>,

    /// Do not bind the code to this login, for a server that has no PKCE
    #[arg(long)]
    no_pkce: bool,

    /// Log in on another device: it shows a code to be typed there (RFC 8628)
    #[arg(long, conflicts_with_all = ["no_browser", "paste", "no_pkce"])]
    device: bool,

    #[command(flatten)]
    leg: BrowserLeg,
}

/// How the person is reached.
#[derive(Debug, Args)]
pub(super) struct BrowserLeg {
    /// Print the address instead of opening a browser
    #[arg(long)]
    no_browser: bool,

    /// Read the address that the browser ended on from the terminal or from stdin
    #[arg(long)]
    paste: bool,

    /// Agree without hands; in the sandbox alone
    #[arg(long, conflicts_with_all = ["no_browser", "paste"])]
    approve: bool,

    /// How long to wait for the browser, in seconds
    #[arg(long, value_name = "SECS", value_parser = clap::value_parser!(u64).range(1..=600))]
    wait: Option<u64>,
}

impl BrowserLeg {
    /// The same for whoever goes there. A sandbox that agrees by itself leaves nothing to be seen in a
    /// browser.
    pub(super) fn manner(&self, app: &App) -> Manner {
        let by_hand = self.no_browser || self.paste;
        Manner {
            browser: !self.no_browser,
            paste: self.paste,
            approve: self.approve || (app.the_sandbox_agrees() && !by_hand),
            wait: self.wait.map(Duration::from_secs),
        }
    }
}

impl Login {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        match self.provider {
            Provider::Kftc if self.manner.device => Err(no_device(self.provider)),
            Provider::Kftc => kftc::connect(app, &self.manner.leg, self.manner.scope()),
            provider => self.manner.run(app, provider),
        }
    }
}

impl LoginArgs {
    /// Logs in at `provider` and shows who it is.
    pub(super) fn run(&self, app: &App, provider: Provider) -> Result<(), Error> {
        let logged_in = self.log_in(app, provider)?;
        app.ui.show(&NewLogin { provider, login: &logged_in, user: None, custom_auth_key: None })
    }

    /// Logs in at `provider`; the token is in the store afterwards.
    pub(super) fn log_in(&self, app: &App, provider: Provider) -> Result<LoggedIn, Error> {
        let desk = app.desk()?;
        if let Provider::Custom(_) = provider {
            // Its row can need the server's word, and who typed something wrong asks nobody.
            let own = app.settings.custom(provider)?;
            self.check(provider, own.grant, &own.client_auth)?;
        }
        let spec = app.spec(provider, &desk)?;
        self.check(provider, spec.grant, &spec.registration.client_auth)?;
        let subject = app.subject_at(provider, &spec);
        let vault = app.vault()?;
        let parts = LoginParts { desk: &desk, vault: &vault, subject: &subject, spec: &spec };
        let request = LoginRequest {
            scope: self.scope().unwrap_or_else(|| spec.registration.scope.clone()),
            pkce: if self.no_pkce { Pkce::None } else { spec.pkce },
        };
        match spec.grant {
            Grant::ClientCredentials => Err(no_login(provider)),
            Grant::DeviceCode => self.on_device(app, parts, &request),
            Grant::AuthorizationCode if self.device => self.on_device(app, parts, &request),
            Grant::AuthorizationCode => self.in_browser(app, parts, &request),
        }
    }

    /// Whether what was typed is something that can be done there.
    fn check(&self, provider: Provider, grant: Grant, auth: &ClientAuth) -> Result<(), Error> {
        if grant == Grant::ClientCredentials {
            return Err(no_login(provider));
        }
        if self.device && !matches!(provider, Provider::Custom(_)) {
            return Err(no_device(provider));
        }
        if self.no_pkce && matches!(auth, ClientAuth::None) {
            return Err(public_without_pkce(provider));
        }
        Ok(())
    }

    fn in_browser(
        &self,
        app: &App,
        parts: LoginParts<'_>,
        request: &LoginRequest,
    ) -> Result<LoggedIn, Error> {
        let spec: &ProviderSpec = parts.spec;
        let provider = parts.subject.key.provider;
        ops::check_pkce(provider, request.pkce, spec.has_s256)?;
        let begin = |redirect_uri| {
            ops::begin_login(spec, request, redirect_uri, app.settings.clock().now())
        };
        let (authorization, outcome) =
            login::go(app, provider, &spec.redirect_uri, self.leg.manner(app), begin)?;
        let finishing = text!("finishing the login", "로그인을 마치는 중");
        app.wait_for(&finishing, ops::finish_login(parts, authorization, outcome))
    }

    fn on_device(
        &self,
        app: &App,
        parts: LoginParts<'_>,
        request: &LoginRequest,
    ) -> Result<LoggedIn, Error> {
        let manner = self.leg.manner(app);
        login::somebody_is_there(app, parts.subject.key.provider, manner)?;
        if manner.approve {
            app.let_the_sandbox_agree();
        }
        app.block_on(async {
            let mut login = ops::begin_device_login(parts, &request.scope).await?;
            app.ui.device_code(&login);
            login.expires_in =
                manner.wait.map_or(login.expires_in, |wait| login.expires_in.min(wait));
            Ok(ops::finish_device_login(parts, &login).await?)
        })
    }

    fn scope(&self) -> Option<String> {
        (!self.scope.is_empty()).then(|| self.scope.join(" "))
    }
}

/// Of those that are built in none has RFC 8628.
fn no_device(provider: Provider) -> Error {
    let title = provider.title();
    let (en, ko) = (title.say(Lang::En), title.say(Lang::Ko));
    Error::usage(text!(
        "{en} has no login on another device",
        "{ko}에서는 다른 기기로 로그인할 수 없습니다"
    ))
    .at(provider)
    .hint(text!(
        "drop `--device`; where no browser can be opened here, use `--no-browser` or `--paste`",
        "`--device`를 빼세요. 여기서 브라우저를 열 수 없다면 `--no-browser`나 `--paste`를 쓰세요"
    ))
}

/// RFC 9700 §2.1.1: nothing else would tie the code to us.
fn public_without_pkce(provider: Provider) -> Error {
    Error::usage(text!(
        "a client without a secret cannot do without PKCE: whoever saw the code could spend it",
        "시크릿이 없는 클라이언트는 PKCE 없이 로그인할 수 없습니다. 코드를 본 누구나 쓸 수 있기 때문입니다"
    ))
    .at(provider)
    .hint(text!(
        "drop `--no-pkce`, or set the client secret",
        "`--no-pkce`를 빼거나 클라이언트 시크릿을 설정하세요"
    ))
}
