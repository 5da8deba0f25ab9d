//! Asking the gateway, with everything that an inquiry needs: a good token, a number of its own, and
//! another try where one helps.

use std::cell::RefCell;

use backon::{BackoffBuilder as _, ExponentialBuilder};
use tokio::sync::Mutex;

use crate::http::{Answer, Bearer, Request};
use crate::model::{BankTranId, InstitutionCode, OffBase, Provider, Refusal, RegistrationId};
use crate::oauth;
use crate::ops::kftc::TranIds;
use crate::ops::token::{Demand, Obtained, Subject, obtain};
use crate::ops::{Desk, LoginWhy, OpError, Purpose, audit};
use crate::providers::NoResult;
use crate::providers::kftc::{Kftc, Retry};
use crate::store::Vault;

/// The name under which the institution's code is remembered.
const INSTITUTION: &str = "client_use_code";
/// At most so many tries of one inquiry where it may pass by itself.
const TRIES: usize = 3;

/// A token, and the same as inquiries bear it.
#[derive(Debug)]
struct InUse {
    obtained: Obtained,
    bearer: Bearer,
}

/// KFTC for one connection, and all that it takes to ask it.
#[derive(Debug)]
pub struct Bank<'a> {
    pub(super) desk: &'a Desk,
    pub(super) vault: &'a Vault,
    pub(super) subject: &'a Subject,
    pub(super) kftc: &'a Kftc,
    numbers: TranIds<'a>,
    /// The token in use, so that a thousand inquiries do not read the store a thousand times.
    in_use: RefCell<Option<InUse>>,
    /// Whoever asks the store for a token; of many inquiries at once one does, and tells why.
    turn: Mutex<()>,
    /// That the connection is over, once that is known: who asks for many accounts need not be told
    /// so for each.
    over: RefCell<Option<Refusal>>,
    /// Whether the institution's code is learnt, and not set by the user.
    learns: bool,
    institution: RefCell<Option<InstitutionCode>>,
}

impl<'a> Bank<'a> {
    /// Ready to ask.
    pub fn new(
        desk: &'a Desk,
        vault: &'a Vault,
        subject: &'a Subject,
        kftc: &'a Kftc,
        institution: Option<InstitutionCode>,
    ) -> Self {
        Self {
            desk,
            vault,
            subject,
            kftc,
            numbers: TranIds::new(vault.store(), desk.clock),
            in_use: RefCell::default(),
            turn: Mutex::default(),
            over: RefCell::default(),
            learns: institution.is_none(),
            institution: RefCell::new(institution),
        }
    }

    /// Why the token is an old one, where its renewal failed.
    pub fn stale_because(&self) -> Option<OpError> {
        self.in_use.borrow_mut().as_mut().and_then(|held| held.obtained.stale_because.take())
    }

    /// Asks for something that has no number.
    pub(super) async fn ask<T>(
        &self,
        build: impl Fn() -> Result<Request, OffBase>,
        read: impl Fn(&Answer) -> Result<T, NoResult>,
    ) -> Result<T, OpError> {
        self.attempt(async |_| Ok(build()?), read).await
    }

    /// Makes an inquiry, which has a new number at every try.
    pub(super) async fn inquire<T>(
        &self,
        build: impl Fn(&BankTranId) -> Result<Request, OffBase>,
        read: impl Fn(&Answer) -> Result<T, NoResult>,
    ) -> Result<T, OpError> {
        let numbered = async |bank: &Self| {
            let institution = bank.institution().await?;
            Ok(build(&bank.numbers.next(&institution)?)?)
        };
        self.attempt(numbered, read).await
    }

    async fn attempt<T>(
        &self,
        build: impl AsyncFn(&Self) -> Result<Request, OpError>,
        read: impl Fn(&Answer) -> Result<T, NoResult>,
    ) -> Result<T, OpError> {
        let mut pauses =
            ExponentialBuilder::default().with_max_times(TRIES - 1).with_jitter().build();
        let mut mended = Mended::default();
        loop {
            let (version, bearer) = self.bearer(Demand::Good).await?;
            let request = build(self).await?;
            let failure = match self.send(request, &bearer).await {
                Ok(answer) => match read(&answer) {
                    Ok(value) => return Ok(value),
                    Err(no_result) => {
                        self.turned_away(&no_result);
                        Failure::of(no_result)
                    }
                },
                Err(error) => Failure::unanswered(error),
            };
            match failure.retry {
                Retry::AfterRefresh if !mended.token => {
                    mended.token = true;
                    self.bearer(Demand::NewerThan(version)).await?;
                }
                Retry::WithNewId if !mended.number => {
                    mended.number = true;
                    self.numbers.move_on();
                }
                Retry::No if !mended.institution && failure.may_be_ours() && self.forget()? => {
                    mended.institution = true;
                }
                Retry::Again => match pauses.next() {
                    Some(pause) => tokio::time::sleep(pause).await,
                    None => return Err(failure.error),
                },
                _ => return Err(failure.error.after_refresh()),
            }
        }
    }

    async fn send(&self, request: Request, bearer: &Bearer) -> Result<Answer, OpError> {
        let provider = Provider::Kftc;
        let sent = self.desk.http.send(request.borne_by(bearer)).await;
        sent.map_err(|source| OpError::Http { provider, source })
    }

    /// A token that meets `demand`, ready to be sent, and which one it is.
    async fn bearer(&self, demand: Demand) -> Result<(i64, Bearer), OpError> {
        if let Some(in_use) = self.in_use(demand) {
            return Ok(in_use);
        }
        let _turn = self.turn.lock().await;
        // Whoever had it before may have brought what we want.
        if let Some(in_use) = self.in_use(demand) {
            return Ok(in_use);
        }
        if let Some(refusal) = self.over.borrow().clone() {
            return Err(OpError::Refused { provider: Provider::Kftc, refusal });
        }
        let obtained =
            obtain(self.desk, self.vault, self.subject, demand).await.inspect_err(|error| {
                if let OpError::Refused { refusal, .. } = error {
                    *self.over.borrow_mut() = Some(refusal.clone());
                }
            })?;
        let (version, bearer) = (obtained.version, self.bearer_of(&obtained)?);
        let now = self.desk.clock.now();
        audit::handed_on(self.vault, &self.subject.key, &obtained, Purpose::Use, now);
        *self.in_use.borrow_mut() = Some(InUse { obtained, bearer: bearer.clone() });
        Ok((version, bearer))
    }

    /// The token in use, where it meets `demand`.
    fn in_use(&self, demand: Demand) -> Option<(i64, Bearer)> {
        let in_use = self.in_use.borrow();
        let held = in_use.as_ref()?;
        let version = held.obtained.version;
        let meets = match demand {
            Demand::Good | Demand::Lasting(_) => true,
            Demand::NewerThan(old) => version > old,
        };
        meets.then(|| (version, held.bearer.clone()))
    }

    /// Records that the gateway, or a bank behind it, said no.
    fn turned_away(&self, no_result: &NoResult) {
        if let (NoResult::Refused(refusal), Some(in_use)) = (no_result, &*self.in_use.borrow()) {
            let (key, now) = (&self.subject.key, self.desk.clock.now());
            audit::turned_away(self.vault, key, &in_use.obtained, refusal, now);
        }
    }

    /// With the secrets that are not sent, and that whoever issued them could still say.
    fn bearer_of(&self, obtained: &Obtained) -> Result<Bearer, OpError> {
        let bearer = Bearer::new(&obtained.token.access_token)
            .map_err(|_| OpError::Unsendable { provider: Provider::Kftc })?
            .hiding(self.subject.registration.secret());
        Ok(match &obtained.token.refresh_token {
            Some(refresh_token) => bearer.hiding(refresh_token.expose()),
            None => bearer,
        })
    }

    /// The institution's code: as it was set, as it was learnt, or learnt now.
    async fn institution(&self) -> Result<InstitutionCode, OpError> {
        if let Some(code) = &*self.institution.borrow() {
            return Ok(code.clone());
        }
        let remembered = self.vault.store().learnt(&self.registration(), INSTITUTION)?;
        let code = match remembered.and_then(|code| code.parse().ok()) {
            Some(code) => code,
            None => self.learn().await?,
        };
        *self.institution.borrow_mut() = Some(code);
        self.institution.borrow().clone().ok_or(OpError::NoInstitution)
    }

    /// The gateway names the institution in the answer to a two-legged token request, and nowhere
    /// else.
    async fn learn(&self) -> Result<InstitutionCode, OpError> {
        let registration = self.kftc.two_legged();
        let now = self.desk.clock.now();
        let issued =
            oauth::client_credentials(&self.desk.http, &registration, self.subject.dialect, now)
                .await
                .map_err(|error| OpError::oauth(Provider::Kftc, error))?;
        let code: InstitutionCode = issued
            .extra
            .client_use_code
            .and_then(|code| code.parse().ok())
            .ok_or(OpError::NoInstitution)?;
        self.vault.store().learn(&self.registration(), INSTITUTION, code.as_str())?;
        Ok(code)
    }

    /// Forgets a code that was learnt, so that it is learnt anew; one that was set is the user's.
    fn forget(&self) -> Result<bool, OpError> {
        if !self.learns {
            return Ok(false);
        }
        self.vault.store().learn(&self.registration(), INSTITUTION, "")?;
        self.institution.replace(None);
        Ok(true)
    }

    /// Who the user is to KFTC: said when the connection was made.
    pub(super) fn user(&self) -> Result<String, OpError> {
        let connection = self.vault.store().connection(&self.subject.key)?;
        let why = LoginWhy::NeverConnected;
        connection
            .and_then(|connection| connection.provider_user_id)
            .ok_or(OpError::LoginRequired { provider: Provider::Kftc, why })
    }

    fn registration(&self) -> RegistrationId {
        self.kftc.registration.id()
    }
}

/// What was already tried for one inquiry; each helps once.
#[derive(Default)]
struct Mended {
    token: bool,
    number: bool,
    institution: bool,
}

/// A try that brought nothing, and what may help.
struct Failure {
    retry: Retry,
    error: OpError,
}

impl Failure {
    fn of(no_result: NoResult) -> Self {
        let retry = Retry::of(&no_result);
        Self { retry, error: OpError::no_result(Provider::Kftc, no_result) }
    }

    /// No answer. An inquiry changes nothing, so asking again is safe, with another number.
    fn unanswered(error: OpError) -> Self {
        let passes = matches!(&error, OpError::Http { source, .. } if source.may_pass());
        Self { retry: if passes { Retry::Again } else { Retry::No }, error }
    }

    /// Whether the number's prefix could be another institution's: the gateway calls that a fault of
    /// the form.
    fn may_be_ours(&self) -> bool {
        let OpError::Refused { refusal, .. } = &self.error else { return false };
        refusal.code.as_deref() == Some("A0004")
    }
}
