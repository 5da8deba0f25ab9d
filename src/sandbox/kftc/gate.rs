//! Who is let in, in the gateway's own order: a bearer token, one that stands, one that is for this;
//! then the message's format, and then what the answers that banks stand behind have in common.

use rusqlite::Connection;
use serde::de::DeserializeOwned;
use url::form_urlencoded;

use crate::model::{BankTranId, FintechUseNum};
use crate::sandbox::answer::Stop;
use crate::sandbox::bearer::misplaced;
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::kftc::account::{Account, person};
use crate::sandbox::kftc::memory::inquiries;
use crate::sandbox::kftc::people::{Person, Standing};
use crate::sandbox::kftc::refusal::{
    DUPLICATE, FORMAT, NO_BEARER, NO_CONSENT, NOT_YOURS, OTHER_USER, SCOPE_REFUSED, TOKEN_OVER,
    TOKEN_REFUSED,
};
use crate::sandbox::kftc::{CLIENT_USE_CODE, ISSUER, answers, time};
use crate::sandbox::state::pairs::{self, Kind, Token};
use crate::wire::kftc;

/// Lets in who bears a token for `scope`.
pub(super) fn admitted(
    call: &Call,
    connection: &Connection,
    context: &Context,
    scope: &str,
) -> Result<&'static Person, Stop> {
    let Some(bearer) = call.bearer() else {
        let rule = misplaced(call, "O0001: no bearer token");
        return Err(NO_BEARER.answer().breaking(rule).into());
    };
    let found = pairs::known(connection, ISSUER, Kind::Access, bearer)?;
    let token = standing(found, context)?;
    if !token.scope.split(' ').any(|granted| granted == scope) {
        return Err(SCOPE_REFUSED.of_the_gateway().into());
    }
    // Whoever has a token with such a scope is somebody.
    person(&token.audience, &context.scenario).ok_or_else(|| TOKEN_REFUSED.of_the_gateway().into())
}

/// A token that stands: one that died was never one, and one that is over was.
pub(super) fn standing(found: Option<Token>, context: &Context) -> Result<Token, Stop> {
    match found {
        Some(token) if token.dead => Err(TOKEN_REFUSED.of_the_gateway().into()),
        Some(token) if token.expires_at <= context.now().as_second() => {
            Err(TOKEN_OVER.of_the_gateway().into())
        }
        Some(token) => Ok(token),
        None => Err(TOKEN_REFUSED.of_the_gateway().into()),
    }
}

/// The question of a call: each member once, none missing.
pub(super) fn question<T: DeserializeOwned>(call: &Call, context: &Context) -> Result<T, Stop> {
    let asked = call.head.uri.query().unwrap_or_default();
    let pairs = form_urlencoded::parse(asked.as_bytes()).into_owned();
    kftc::read(pairs).map_err(|bad| FORMAT.about(&bad.to_string(), context))
}

/// `A0004` with the member's name, unless it is good.
pub(super) fn well_formed(good: bool, name: &str, context: &Context) -> Result<(), Stop> {
    if good { Ok(()) } else { Err(FORMAT.about(name, context)) }
}

/// Whether a value is one of the letters that a field knows.
pub(super) fn is_one_of(value: &str, letters: &[&str]) -> bool {
    letters.contains(&value)
}

/// AN(10), and the token's own.
pub(super) fn user(
    user_seq_no: &str,
    person: &'static Person,
    context: &Context,
) -> Result<(), Stop> {
    let good = user_seq_no.len() == 10 && user_seq_no.bytes().all(|b| b.is_ascii_alphanumeric());
    well_formed(good, "user_seq_no", context)?;
    if user_seq_no == person.user_seq_no {
        return Ok(());
    }
    Err(OTHER_USER.of_the_api(context))
}

/// What both inquiries say of themselves.
#[derive(Clone, Copy)]
pub(super) struct Inquiry<'a> {
    pub(super) bank_tran_id: &'a str,
    pub(super) fintech_use_num: &'a str,
    pub(super) tran_dtime: &'a str,
}

impl Inquiry<'_> {
    /// The format of what both have. `tran_dtime` has to be a moment; which one is not looked at,
    /// because the clock of the sandbox can be moved and its client's cannot.
    pub(super) fn well_formed(self, context: &Context) -> Result<(), Stop> {
        let id: Result<BankTranId, _> = self.bank_tran_id.parse();
        let good = id.is_ok_and(|id| id.institution() == CLIENT_USE_CODE);
        well_formed(good, "bank_tran_id", context)?;
        let good = self.fintech_use_num.parse::<FintechUseNum>().is_ok();
        well_formed(good, "fintech_use_num", context)?;
        well_formed(time::moment_of(self.tran_dtime).is_some(), "tran_dtime", context)
    }

    /// The account that a well-formed inquiry reaches: the id is new today, the account is the
    /// user's, the user agreed, and the bank has it.
    pub(super) fn reached(
        self,
        person: &'static Person,
        connection: &Connection,
        context: &Context,
    ) -> Result<Account, Stop> {
        let day = time::now(context).date().to_string();
        let account = Account::asked_for(self.fintech_use_num, person, &context.scenario);
        let is_new = inquiries::is_new(connection, &day, self.bank_tran_id)?;
        let is_registered = match &account {
            Some(account) => {
                inquiries::is_registered(connection, person.user_seq_no, account.number)?
            }
            None => false,
        };
        if !is_new {
            return Err(DUPLICATE.of_the_api(context));
        }
        let account = account.filter(|_| is_registered);
        let account = account.ok_or_else(|| NOT_YOURS.of_the_api(context))?;
        match account.plan.standing {
            Standing::Open => Ok(account),
            Standing::TransfersOnly => Err(NO_CONSENT.of_the_api(context)),
            Standing::Closed => Err(answers::closed(&account, self.bank_tran_id, context)),
        }
    }
}
