//! `…/request`: a transaction begins, and a phone is asked.
//!
//! What is official is checked; members that only other people's clients have are checked where they
//! are sent. Unknown ones are ignored.

use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::Offset;
use serde_json::Value;
use url::Url;

use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::jwt;
use crate::sandbox::toss::app;
use crate::sandbox::toss::family::Family;
use crate::sandbox::toss::gate::{self, text, text_if_any, wrong_format};
use crate::sandbox::toss::memory::{self, Asked, Document, Transaction};
use crate::sandbox::toss::people::Citizen;
use crate::sandbox::toss::session::Session;
use crate::wire::toss::Requested;

/// How long a transaction waits for its person, in seconds: the most that may be asked for.
const LONGEST: i64 = 1_800;

/// Somebody who is not known by these three. The code is ours: Toss publishes none for it.
const NOBODY: &str = "SANDBOX_NO_SUCH_PERSON";

/// Begins a transaction.
pub(super) fn request(call: &Call, context: &Context) -> Result<Answer, Stop> {
    let client_id = gate::admitted(call, context)?;
    let question = gate::question(call)?;
    let family = Family::of(call);
    let asking = Asking::read(&question, family)?;
    let session = asking.is_named.then(|| gate::session(&question, context)).transpose()?;
    let citizen = session.as_ref().map(|it| named(&question, it, context)).transpose()?;
    let document = asking.document(session.as_ref())?;
    let agrees = citizen.unwrap_or_else(Citizen::default);
    let (now, approve) = (context.now(), context.scenario.approve);
    let person = citizen.or(approve.then_some(agrees)).map(Citizen::phone);
    let new = Transaction {
        tx_id: jwt::uuid()?,
        client_id,
        family: family.key().to_owned(),
        asked: Asked { nonce: asking.nonce, service: asking.service, document },
        person,
        requested_at: now.as_second(),
        expires_at: now.as_second() + asking.life,
        opened: false,
        refused: false,
        completed_at: approve.then_some(now.as_second()),
        reads: 0,
    };
    context.state().write(|connection| Ok(memory::keep(connection, &new, now)?))?;
    Ok(gate::granted(&begun(&new, asking.is_named, asking.is_push, context)))
}

/// Toss prints `"null"` for an address that is none.
fn begun(new: &Transaction, is_named: bool, is_push: bool, context: &Context) -> Requested {
    let page = app::address(&new.tx_id, context);
    let link = || Some(if is_named && !is_push { page.clone() } else { "null".to_owned() });
    Requested {
        tx_id: new.tx_id.clone(),
        requested_dt: written(new.requested_at),
        app_scheme: link(),
        android_app_uri: link(),
        ios_app_uri: link(),
        auth_url: (!is_named).then_some(page),
    }
}

/// A moment as Toss writes it: Korean time, and how far that is from UTC.
pub(super) fn written(seconds: i64) -> String {
    let at = Timestamp::from_second(seconds).unwrap_or_default();
    format!("{}+09:00", Offset::constant(9).to_datetime(at).strftime("%Y-%m-%dT%H:%M:%S"))
}

/// What is asked for, in the clear.
struct Asking {
    /// Whether the client says who is to agree.
    is_named: bool,
    is_push: bool,
    nonce: Option<String>,
    service: Option<String>,
    life: i64,
    /// A title, a text, and whether that is encrypted.
    unread: Option<(String, String, bool)>,
}

impl Asking {
    fn read(question: &Value, family: Family) -> Result<Self, Answer> {
        // Whoever signs a document was named.
        let kinds: &[&str] = match family {
            Family::Document => &["USER_PERSONAL"],
            _ => &["USER_PERSONAL", "USER_NONE"],
        };
        let is_named = gate::one_of(question, "requestType", kinds)? == "USER_PERSONAL";
        let mut is_push = false;
        if is_named {
            let trigger = gate::one_of(question, "triggerType", &["PUSH", "APP_SCHEME"])?;
            is_push = trigger == "PUSH";
            for name in ["userName", "userPhone", "userBirthday"] {
                text(question, name)?;
            }
        }
        Url::parse(text(question, "requestUrl")?)
            .map_err(|_| wrong_format("requestUrl", "https://…, app://…"))?;
        Ok(Self {
            is_named,
            is_push,
            nonce: text_if_any(question, "nonce")?,
            service: text_if_any(question, "serviceName")?,
            life: life(question)?,
            unread: match family {
                Family::Document => Some(unread(question)?),
                _ => None,
            },
        })
    }

    fn document(&self, session: Option<&Session>) -> Result<Option<Document>, Answer> {
        let Some((title, sent, is_encrypted)) = &self.unread else { return Ok(None) };
        let text = match session.filter(|_| *is_encrypted) {
            Some(session) => session.opened(sent).map_err(|fault| gate::closed(fault, "doc"))?,
            None => sent.clone(),
        };
        Ok(Some(Document { title: title.clone(), text }))
    }
}

fn unread(question: &Value) -> Result<(String, String, bool), Answer> {
    for (name, only) in [("docType", "TEXT"), ("signatureType", "PKCS7")] {
        if text_if_any(question, name)?.is_some_and(|sent| sent != only) {
            return Err(wrong_format(name, only));
        }
    }
    let is_encrypted = match question.get("docEncrypted") {
        None | Some(Value::Null) => false,
        Some(Value::Bool(said)) => *said,
        Some(_) => return Err(wrong_format("docEncrypted", "true, false")),
    };
    let (title, sent) = (text(question, "docTitle")?, text(question, "doc")?);
    Ok((title.to_owned(), sent.to_owned(), is_encrypted))
}

fn life(question: &Value) -> Result<i64, Answer> {
    match question.get("expireSeconds") {
        None | Some(Value::Null) => Ok(LONGEST),
        Some(sent) => sent
            .as_i64()
            .filter(|seconds| (1..=LONGEST).contains(seconds))
            .ok_or_else(|| wrong_format("expireSeconds", "1 - 1800")),
    }
}

/// Who is to agree: somebody of the sandbox, by name, birthday and telephone.
fn named(question: &Value, session: &Session, context: &Context) -> Result<Citizen, Stop> {
    let opened = |name: &str| {
        session.opened(text(question, name)?).map_err(|fault| gate::closed(fault, name))
    };
    let (name, phone) = (opened("userName")?, opened("userPhone")?);
    let birthday = opened("userBirthday")?;
    let is_digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if name.trim().is_empty() {
        return Err(wrong_format("userName", "이름").into());
    }
    if !is_digits(&phone) || !(9..=11).contains(&phone.len()) {
        return Err(wrong_format("userPhone", "01011112222").into());
    }
    if birthday.len() != 8 || !is_digits(&birthday) || day(&birthday).is_none() {
        return Err(wrong_format("userBirthday", "YYYYMMDD").into());
    }
    let known = Citizen::with_phone(&phone, context)
        .filter(|citizen| citizen.name == name && citizen.birthday() == birthday);
    known.ok_or_else(|| {
        let words = "샌드박스에 없는 사람입니다 (nobody here has this name, birthday and phone)";
        gate::refusal(http::StatusCode::BAD_REQUEST, NOBODY, words)
            .breaking("T05: nobody of that name, birthday and phone")
            .into()
    })
}

fn day(digits: &str) -> Option<Date> {
    let (year, month) = (digits.get(..4)?.parse().ok()?, digits.get(4..6)?.parse().ok()?);
    Date::new(year, month, digits.get(6..)?.parse().ok()?).ok()
}
