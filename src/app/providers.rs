//! The providers as the settings describe them, and what keeps their tokens good.

use jiff::Timestamp;

use crate::app::App;
use crate::error::Error;
use crate::model::{
    AccessToken, BaseUrl, Grant, InstitutionCode, Jwt, Lang, Provider, ProviderSpec, RedirectUri,
    Registration, RegistrationId, RenewalMargin, Token, plain, text,
};
use crate::oauth::{Dialect, Discovered, TokenLife};
use crate::ops::kftc::Bank;
use crate::ops::{self, Desk, LoginParts, OpError, Renewal, Sought, Subject};
use crate::providers::hive::Hive;
use crate::providers::kftc::{self, Kftc};
use crate::providers::max::{self, Max};
use crate::providers::toss::{self, Toss};
use crate::providers::{hyfata, ottm};
use crate::settings::{CustomSettings, KftcSettings, MaxWay};
use crate::store::Vault;

/// KFTC for the connection that the settings select, and what its operations work with.
pub(crate) struct KftcParts {
    /// Where it is and who we are there.
    pub(crate) kftc: Kftc,
    /// Which connection.
    pub(crate) subject: Subject,
    /// Where the browser comes back to.
    pub(crate) redirect_uri: RedirectUri,
    /// Our institution, where somebody set it.
    pub(crate) institution: Option<InstitutionCode>,
    /// The tokens.
    pub(crate) vault: Vault,
    /// Clock and network.
    pub(crate) desk: Desk,
}

impl KftcParts {
    /// What a login works with.
    pub(crate) fn login<'a>(&'a self, spec: &'a ProviderSpec) -> LoginParts<'a> {
        LoginParts { desk: &self.desk, vault: &self.vault, subject: &self.subject, spec }
    }

    /// Ready to ask.
    pub(crate) fn bank(&self) -> Bank<'_> {
        Bank::new(&self.desk, &self.vault, &self.subject, &self.kftc, self.institution.clone())
    }
}

impl App {
    /// Toss as the settings describe it.
    pub(crate) fn toss(&self) -> Result<Toss, Error> {
        let settings = self.settings.toss()?;
        let issuer = self.issuer(&settings.oauth_base);
        let client = (settings.client_id, settings.client_secret);
        Toss::new(issuer, &settings.oauth_base, settings.api_base, client, settings.scope)
            .map_err(off_base)
    }

    /// KFTC as the settings describe it, and all it takes to ask it.
    pub(crate) fn kftc(&self) -> Result<KftcParts, Error> {
        let settings = self.settings.kftc()?;
        let redirect_uri = settings.redirect_uri.clone();
        let institution = settings.institution.clone();
        let kftc = self.kftc_at(settings)?;
        Ok(KftcParts {
            subject: self.kftc_subject(&kftc),
            kftc,
            redirect_uri,
            institution,
            vault: self.vault()?,
            desk: self.desk()?,
        })
    }

    /// KFTC, and what is needed to keep its token good.
    pub(crate) fn kftc_with_subject(&self) -> Result<(Kftc, Subject), Error> {
        let kftc = self.kftc_at(self.settings.kftc()?)?;
        let subject = self.kftc_subject(&kftc);
        Ok((kftc, subject))
    }

    fn kftc_at(&self, settings: KftcSettings) -> Result<Kftc, Error> {
        let issuer = self.issuer(&settings.api_base);
        let client = (settings.client_id, settings.client_secret);
        Kftc::new(issuer, settings.api_base, client, settings.scope).map_err(off_base)
    }

    fn kftc_subject(&self, kftc: &Kftc) -> Subject {
        Subject {
            key: self.key(Provider::Kftc),
            registration: kftc.registration.clone(),
            margin: RenewalMargin::of(Provider::Kftc),
            dialect: Dialect::refusing(kftc::token_refusal),
            renewal: Renewal::RefreshToken,
        }
    }

    /// MAX Platform as the settings describe it, and what is needed to keep its token good.
    pub(crate) fn max(&self) -> Result<(Max, Subject), Error> {
        let settings = self.settings.max()?;
        let issuer = self.issuer(&settings.api_base);
        let (client, given) = match settings.way {
            MaxWay::Client { id, secret } => (Some((id, secret)), None),
            MaxWay::Given(token) => (None, Some(token)),
        };
        let max = Max::new(issuer, settings.api_base, client, settings.scope).map_err(off_base)?;
        let subject = Subject {
            key: self.key(Provider::Max),
            registration: max.registration.clone(),
            margin: RenewalMargin::of(Provider::Max),
            dialect: Dialect {
                life: TokenLife::AsSaidOr(settings.life.seconds()),
                ..dialect(Provider::Max)
            },
            renewal: match given {
                Some(token) => Renewal::Given(Box::new(self.as_given(token, &max))),
                None => Renewal::ClientCredentials,
            },
        };
        Ok((max, subject))
    }

    /// A token that somebody else got, as far as it says itself what it is.
    fn as_given(&self, access_token: AccessToken, max: &Max) -> Token {
        let now = self.settings.clock().now();
        let jwt = Jwt::read(access_token.expose()).ok();
        let claim = |moment: fn(&Jwt) -> Option<i64>| jwt.as_ref().and_then(moment);
        let issued_at = claim(Jwt::issued_at).and_then(|at| Timestamp::from_second(at).ok());
        let issued_at = issued_at.unwrap_or(now);
        let scope = jwt.as_ref().and_then(|jwt| jwt.claims.get("scope")?.as_str());
        Token {
            refresh_token: None,
            token_type: "Bearer".to_owned(),
            scope: plain(scope.unwrap_or(&max.registration.scope)),
            issued_at,
            expires_in: claim(Jwt::expires_at).map(|end| end.saturating_sub(issued_at.as_second())),
            access_token,
        }
    }

    /// Hive as the settings describe it.
    pub(crate) fn hive(&self) -> Result<Hive, Error> {
        let settings = self.settings.hive()?;
        Ok(Hive {
            issuer: self.issuer(&settings.api_base),
            api_base: settings.api_base,
            fallback_base: settings.fallback_base,
            app_id: settings.app_id,
            idp: settings.idp,
            credentials: settings.credentials,
        })
    }

    /// What is needed to keep a token of ours at Hive good.
    pub(crate) fn hive_subject(&self, hive: &Hive) -> Result<Subject, Error> {
        Ok(Subject {
            key: self.key(Provider::Hive),
            registration: hive.registration().map_err(off_base)?,
            margin: RenewalMargin::default(),
            dialect: Dialect::RFC,
            renewal: Renewal::Hive(Box::new(hive.clone())),
        })
    }

    /// The row of a provider that a person logs in to, or that is described in the config file. One
    /// that is named by its issuer alone is asked for the rest.
    pub(crate) fn spec(&self, provider: Provider, desk: &Desk) -> Result<ProviderSpec, Error> {
        match provider {
            Provider::Kftc => {
                let settings = self.settings.kftc()?;
                let redirect_uri = settings.redirect_uri.clone();
                Ok(self.kftc_at(settings)?.spec(redirect_uri))
            }
            Provider::Hyfata => self.hyfata(),
            Provider::Ottm => self.ottm(),
            Provider::Custom(_) => self.custom(self.settings.custom(provider)?, desk),
            Provider::Toss | Provider::Max | Provider::Hive => Err(no_login(provider)),
        }
    }

    pub(super) fn hyfata(&self) -> Result<ProviderSpec, Error> {
        let settings = self.settings.hyfata()?;
        let issuer = self.issuer(&settings.api_base);
        let client = (settings.client_id, settings.client_secret);
        hyfata::spec(issuer, settings.api_base, client, settings.redirect_uri, settings.scope)
            .map_err(off_base)
    }

    pub(super) fn ottm(&self) -> Result<ProviderSpec, Error> {
        let settings = self.settings.ottm()?;
        let issuer = self.issuer(&settings.api_base);
        let client = (settings.client_id, settings.client_secret);
        let place = ottm::Place {
            member_base: settings.member_base,
            authorize_path: settings.authorize_path,
            api_base: settings.api_base,
        };
        ottm::spec(issuer, place, client, settings.redirect_uri, settings.scope).map_err(off_base)
    }

    fn custom(&self, settings: CustomSettings, desk: &Desk) -> Result<ProviderSpec, Error> {
        let provider = settings.provider;
        let Some(issuer) = settings.issuer.clone() else {
            return self.custom_spec(settings, None);
        };
        let asking = text!("reading the provider's metadata", "제공자의 메타데이터를 읽는 중");
        let discovery = ops::discover(desk, Some(provider), &issuer);
        let said = self.wait_for(&asking, discovery)?;
        self.custom_spec(settings, Some(said))
    }

    /// Which stored token of `provider` is meant. Never asks the network.
    pub(crate) fn sought(&self, provider: Provider) -> Result<Sought, Error> {
        let registration = match provider {
            Provider::Toss => self.toss()?.registration.id(),
            Provider::Max => self.max()?.0.registration.id(),
            Provider::Kftc => self.kftc_at(self.settings.kftc()?)?.registration.id(),
            Provider::Hyfata => self.hyfata()?.registration.id(),
            Provider::Ottm => self.ottm()?.registration.id(),
            Provider::Hive => self.hive()?.registration().map_err(off_base)?.id(),
            Provider::Custom(_) => {
                let settings = self.settings.custom(provider)?;
                let issuer = self.custom_issuer(&settings);
                RegistrationId::new(&issuer, &settings.client_id, &settings.scope)
            }
        };
        let margin = RenewalMargin::of(provider);
        Ok(Sought { key: self.key(provider), registration, margin })
    }

    /// What is needed to keep a token of `provider` good.
    pub(crate) fn subject(&self, provider: Provider, desk: &Desk) -> Result<Subject, Error> {
        match provider {
            Provider::Toss => Ok(self.toss_subject(&self.toss()?)),
            Provider::Max => Ok(self.max()?.1),
            Provider::Kftc => Ok(self.kftc_with_subject()?.1),
            Provider::Hive => {
                let hive = self.hive()?;
                self.hive_subject(&hive)
            }
            Provider::Hyfata | Provider::Ottm | Provider::Custom(_) => {
                Ok(self.subject_at(provider, &self.spec(provider, desk)?))
            }
        }
    }

    /// The same of Toss.
    pub(crate) fn toss_subject(&self, toss: &Toss) -> Subject {
        Subject {
            key: self.key(Toss::PROVIDER),
            registration: toss.registration.clone(),
            margin: RenewalMargin::of(Provider::Toss),
            dialect: Dialect::refusing(toss::token_refusal),
            renewal: Renewal::ClientCredentials,
        }
    }

    /// The same of a provider by its row.
    pub(crate) fn subject_at(&self, provider: Provider, spec: &ProviderSpec) -> Subject {
        Subject {
            key: self.key(provider),
            registration: spec.registration.clone(),
            margin: RenewalMargin::default(),
            dialect: dialect(provider),
            renewal: match spec.grant {
                Grant::ClientCredentials => Renewal::ClientCredentials,
                Grant::AuthorizationCode | Grant::DeviceCode => Renewal::RefreshToken,
            },
        }
    }

    /// What is named in the settings, and for the rest what the server said.
    fn custom_spec(
        &self,
        settings: CustomSettings,
        said: Option<Discovered>,
    ) -> Result<ProviderSpec, Error> {
        let server = self.custom_issuer(&settings);
        let token_endpoint = settings
            .token_endpoint
            .or_else(|| said.as_ref().and_then(|said| said.token_endpoint.clone()))
            .ok_or(OpError::NoEndpoint { name: "token_endpoint" })?;
        let has_s256 = said.as_ref().is_none_or(|said| said.has_s256);
        let issuer = said.as_ref().map(|said| said.issuer.clone());
        let endpoints = said.map(|said| said.endpoints).unwrap_or_default();
        Ok(ProviderSpec {
            pkce: settings.pkce,
            has_s256,
            registration: Registration {
                issuer: server,
                token_endpoint,
                client_id: settings.client_id,
                client_auth: settings.client_auth,
                scope: settings.scope,
            },
            endpoints: ops::completed(settings.endpoints, endpoints),
            grant: settings.grant,
            redirect_uri: settings.redirect_uri,
            issuer,
            authorize_extras: &[],
            api_base: settings.api_base,
        })
    }

    /// The server by a name that stays: its issuer, or where its tokens come from.
    fn custom_issuer(&self, settings: &CustomSettings) -> String {
        if self.settings.profile().is_sandbox() {
            return format!("sandbox {}", settings.provider);
        }
        let endpoint = || settings.token_endpoint.as_ref().map(ToString::to_string);
        settings.issuer.clone().or_else(endpoint).unwrap_or_default()
    }

    /// The embedded sandbox is the same server at every port it ever had.
    fn issuer(&self, base: &BaseUrl) -> String {
        if self.settings.profile().is_sandbox() { "sandbox".to_owned() } else { base.to_string() }
    }
}

/// How the token endpoint of `provider` departs from the RFC.
fn dialect(provider: Provider) -> Dialect {
    match provider {
        Provider::Toss => Dialect::refusing(toss::token_refusal).for_days(toss::LONGEST_DAYS),
        Provider::Kftc => Dialect::refusing(kftc::token_refusal).for_days(kftc::LONGEST_DAYS),
        Provider::Hyfata => Dialect { life: TokenLife::OfTheJwt, ..Dialect::RFC },
        Provider::Ottm => Dialect::refusing(ottm::token_refusal).for_days(ottm::LONGEST_DAYS),
        Provider::Max => Dialect::refusing(max::token_refusal).for_days(max::LONGEST_DAYS),
        Provider::Hive | Provider::Custom(_) => Dialect::RFC,
    }
}

/// The error for a provider that has nobody to log in.
pub(crate) fn no_login(provider: Provider) -> Error {
    let title = provider.title();
    let (en, ko) = (title.say(Lang::En), title.say(Lang::Ko));
    let name = provider.name();
    Error::usage(text!(
        "{en} has no login: its token is the client's own",
        "{ko}에는 로그인이 없습니다. 클라이언트 자신의 토큰을 씁니다"
    ))
    .at(provider)
    .hint(text!("`qetta token {name}` gets one", "`qetta token {name}`(으)로 발급받을 수 있습니다"))
}

fn off_base(error: crate::model::OffBase) -> Error {
    OpError::from(error).into()
}
