//! What the user decides on the page, and where the browser goes then.

use http::StatusCode;
use http::header::LOCATION;
use url::{Url, form_urlencoded};

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::kftc::account::{self, Account};
use crate::sandbox::kftc::authorize::sorted_scopes;
use crate::sandbox::kftc::memory::inquiries;
use crate::sandbox::kftc::page::{self, Page};
use crate::sandbox::kftc::people::Person;
use crate::sandbox::kftc::refusal::{MISSING_OR_TWICE, SESSION};
use crate::sandbox::kftc::{CLIENT_ID, ISSUER, time};
use crate::sandbox::secrets::random_text;
use crate::sandbox::state::consents::{self, Code};
use crate::wire::kftc::{self, AuthorizeQuery, CallbackQuery};

/// `POST` of the form. Its ticket binds it to one authorization request and to the page that was
/// shown for it: no other web page can read a ticket, so none can send the form (CSRF), and a
/// ticket is used up by the decision.
pub(super) fn decide(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let form = Form::read(call)?;
    let waiting = context.state().read(|connection| {
        consents::waiting::<AuthorizeQuery>(connection, ISSUER, &form.ticket, context.now())
    })?;
    let asked = waiting.ok_or_else(|| SESSION.answer())?;
    if !form.approves {
        forget(&form, context)?;
        return Ok(refused(&asked));
    }
    let person =
        account::person(&form.user, &context.scenario).ok_or_else(|| MISSING_OR_TWICE.answer())?;
    let chosen: Vec<Account> = form
        .accounts
        .iter()
        .filter_map(|number| Account::asked_for(number, person, &context.scenario))
        .collect();
    if chosen.is_empty() {
        let page = Page { asked: &asked, ticket: &form.ticket, empty_handed: Some(person) };
        return Ok(page::shown(&page, context));
    }
    forget(&form, context)?;
    approved(&asked, person, &chosen, StatusCode::SEE_OTHER, context)
}

/// Registers the accounts and sends the browser back with a code.
pub(super) fn approved(
    asked: &AuthorizeQuery,
    person: &'static Person,
    accounts: &[Account],
    status: StatusCode,
    context: &Context,
) -> Result<Answer, Stop> {
    let code = random_text()?;
    let scope = sorted_scopes(&asked.scope).join(" ");
    let numbers: Vec<usize> = accounts.iter().map(|account| account.number).collect();
    let granted = Code {
        issuer: ISSUER,
        client_id: CLIENT_ID.to_owned(),
        redirect_uri: asked.redirect_uri.clone(),
        scope: scope.clone(),
        subject: person.user_seq_no.to_owned(),
        challenge: None,
        nonce: None,
        expires_at: context.now().as_second() + consents::LIFE,
        used: false,
    };
    let agreed_at = time::seconds(time::now(context));
    context.state().write(|transaction| {
        inquiries::register(transaction, person.user_seq_no, &numbers, &agreed_at)?;
        Ok(consents::keep(transaction, &code, &granted, context.now())?)
    })?;
    let back = CallbackQuery {
        code: Some(code),
        scope: Some(scope),
        client_info: asked.client_info.clone(),
        state: Some(asked.state.clone()),
        ..CallbackQuery::default()
    };
    Ok(sent_back(asked, &back, status))
}

/// The user does not agree. KFTC publishes the names of these parameters and no value of `error`;
/// this one is RFC 6749's.
fn refused(asked: &AuthorizeQuery) -> Answer {
    let back = CallbackQuery {
        error: Some("access_denied".to_owned()),
        error_description: Some("사용자가 동의하지 않았습니다.".to_owned()),
        state: Some(asked.state.clone()),
        ..CallbackQuery::default()
    };
    sent_back(asked, &back, StatusCode::SEE_OTHER)
}

/// Redirects; after a form with 303, so that the form is not sent on (S18).
fn sent_back(asked: &AuthorizeQuery, back: &CallbackQuery, status: StatusCode) -> Answer {
    // It was parsed when it was checked.
    let Ok(mut url) = Url::parse(&asked.redirect_uri) else { return SESSION.answer() };
    let mut pairs = kftc::pairs(back);
    // In the order of KFTC's documents.
    let order = ["error", "error_description", "code", "scope", "client_info", "state"];
    pairs.sort_by_key(|(name, _)| order.iter().position(|known| known == name));
    url.query_pairs_mut().extend_pairs(pairs);
    Answer::empty(status).with(LOCATION, url.as_str())
}

fn forget(form: &Form, context: &Context) -> Result<(), Stop> {
    // Two browsers cannot both decide: the second finds no ticket to use up.
    let first =
        context.state().write(|transaction| Ok(consents::decided(transaction, &form.ticket)?))?;
    if first { Ok(()) } else { Err(SESSION.answer().into()) }
}

/// What the page sends.
struct Form {
    ticket: String,
    user: String,
    accounts: Vec<String>,
    approves: bool,
}

impl Form {
    fn read(call: &Call) -> Result<Self, Answer> {
        if !call.is_of_type("application/x-www-form-urlencoded") {
            return Err(MISSING_OR_TWICE.answer());
        }
        let mut form = Self {
            ticket: String::new(),
            user: String::new(),
            accounts: Vec::new(),
            approves: false,
        };
        for (name, value) in form_urlencoded::parse(&call.body).into_owned() {
            match name.as_str() {
                "ticket" => form.ticket = value,
                "user" => form.user = value,
                "account" => form.accounts.push(value),
                "decision" => form.approves = value == "approve",
                _ => {}
            }
        }
        Ok(form)
    }
}

#[cfg(test)]
mod tests;
