//! One call with the faults that it meets.

use std::time::Duration;

use http::header::{HOST, LOCATION, RETRY_AFTER, WWW_AUTHENTICATE};
use http::{StatusCode, Uri};
use jiff::SignedDuration;
use serde_json::json;

use crate::sandbox::answer::Answer;
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::faults::kind::Kind;
use crate::sandbox::faults::script::Spoilt;
use crate::sandbox::faults::set::Met;
use crate::sandbox::faults::{Fault, edit};
use crate::sandbox::router::{self, Found};

/// How far ahead a call is judged that presents what has ended: no token lives so long.
const LONG_AFTER: SignedDuration = SignedDuration::from_hours(24 * 3653);

/// Where KFTC says which page is meant.
const TRACE: &str = "befor_inquiry_trace_info";

/// What became of one call.
#[derive(Debug)]
pub(crate) struct Played {
    /// What is said.
    pub(crate) answer: Answer,
    /// And how it is sent.
    pub(crate) delivery: Delivery,
}

/// How an answer is sent.
#[derive(Debug, Default)]
pub(crate) struct Delivery {
    /// So much later.
    pub(crate) delay: Duration,
    /// How far its `Date` is off.
    pub(crate) skew: SignedDuration,
    /// Not as HTTP has it.
    pub(crate) spoilt: Option<Spoilt>,
    /// By which faults, for the log.
    pub(crate) faults: Vec<&'static str>,
}

/// Has the call answered, with everything that goes wrong with it. Of faults of the same kind at
/// once, the last one counts.
pub(crate) fn play(found: Found, call: &Call, context: &Context) -> Played {
    let scenario = &context.scenario;
    // The sandbox's own pages go on working, so that every fault can be taken back.
    let met = if found.is_own() {
        Vec::new()
    } else {
        scenario.faults.meet(&call.head.method, call.path(), scenario.seed)
    };
    if met.is_empty() {
        let answer = router::answered(found, call, context);
        return Played { answer, delivery: Delivery::default() };
    }
    let page = page_number(call);
    let mut arrived = Call { head: call.head.clone(), body: call.body.clone() };
    for Met { fault, .. } in &met {
        before(fault, &mut arrived);
    }
    let instead = met.iter().find_map(|met| instead(&met.fault, call));
    let mut answer = instead.unwrap_or_else(|| handled(&met, found, &arrived, context));
    let mut delivery = Delivery::default();
    for Met { fault, mut dice } in met {
        answer = after(&fault, answer, page);
        let jitter = i64::try_from(fault.time("jitter").as_millis()).unwrap_or(i64::MAX);
        let jitter = u64::try_from(dice.between(0, jitter)).unwrap_or_default();
        delivery.take(&fault, Duration::from_millis(jitter));
    }
    Played { answer, delivery }
}

/// What a call loses on its way to the provider.
fn before(fault: &Fault, call: &mut Call) {
    match fault.kind() {
        Kind::PkceDropped => {
            change_query(call, "code_challenge");
            change_query(call, "code_challenge_method");
        }
        // A page of ours is one that the provider has no trace of: it starts again.
        Kind::EndlessPages => change_query(call, TRACE),
        _ => {}
    }
}

fn change_query(call: &mut Call, without: &str) {
    let Some(query) = call.head.uri.query() else { return };
    let changed = format!("{}?{}", call.path(), edit::with(query, without, None));
    if let Ok(uri) = changed.parse::<Uri>() {
        call.head.uri = uri;
    }
}

/// Which page of the endless ones is asked for.
fn page_number(call: &Call) -> u64 {
    let query = call.head.uri.query().unwrap_or_default();
    let mut pairs = url::form_urlencoded::parse(query.as_bytes());
    let trace = pairs.find(|(name, _)| name == TRACE);
    trace.and_then(|(_, trace)| trace.strip_prefix("ENDLESS")?.parse().ok()).unwrap_or_default()
}

/// The answer of somebody before the provider, which then does not act.
fn instead(fault: &Fault, call: &Call) -> Option<Answer> {
    let status = |default| {
        let code = u16::try_from(fault.number("code")).unwrap_or_default();
        StatusCode::from_u16(code).unwrap_or(default)
    };
    Some(match fault.kind() {
        Kind::Reset | Kind::Empty => Answer::empty(StatusCode::OK),
        Kind::Status => {
            let status = status(StatusCode::SERVICE_UNAVAILABLE);
            let answer = Answer::error(status, "sandbox_fault", "a fault that was asked for");
            wait(answer, fault.number("retry-after"))
        }
        Kind::TooMany => {
            let words = "too many requests; a fault that was asked for";
            let answer = Answer::error(StatusCode::TOO_MANY_REQUESTS, "too_many_requests", words);
            answer.with(RETRY_AFTER, fault.words("retry-after"))
        }
        Kind::Html => page(status(StatusCode::OK)),
        Kind::Redirect => {
            Answer::empty(status(StatusCode::TEMPORARY_REDIRECT)).with(LOCATION, fault.words("to"))
        }
        Kind::SlowDown => Answer::error(StatusCode::BAD_REQUEST, "slow_down", "a fault"),
        Kind::Scope401 => {
            let words = "the token has not the scope of this call";
            Answer::error(StatusCode::UNAUTHORIZED, "insufficient_scope", words)
                .with(WWW_AUTHENTICATE, r#"Bearer error="insufficient_scope""#)
        }
        Kind::RspCode => {
            let code = fault.words("code");
            let words = "샌드박스가 요청대로 낸 오류입니다";
            Answer::json(StatusCode::OK, &json!({ "rsp_code": code, "rsp_message": words }))
        }
        Kind::FallbackHost if is_at(call, fault.words("host")) => {
            let words = "this host is dead; a fault that was asked for";
            Answer::error(StatusCode::SERVICE_UNAVAILABLE, "sandbox_fault", words)
        }
        _ => return None,
    })
}

fn wait(answer: Answer, seconds: u64) -> Answer {
    if seconds == 0 { answer } else { answer.with(RETRY_AFTER, &seconds.to_string()) }
}

fn page(status: StatusCode) -> Answer {
    let mut answer = edit::content_type(Answer::empty(status), "text/html; charset=utf-8");
    let words = "<!doctype html><title>점검 중</title><p>서비스 점검 중입니다. Under maintenance.";
    answer.body = words.as_bytes().to_vec();
    answer
}

fn is_at(call: &Call, host: &str) -> bool {
    let sent = call.header(HOST).unwrap_or_default();
    sent.rsplit_once(':').map_or(sent, |(name, _)| name) == host
}

/// The provider's own answer.
fn handled(met: &[Met], found: Found, call: &Call, context: &Context) -> Answer {
    let is_met = |kind| met.iter().any(|met| met.fault.kind() == kind);
    if is_met(Kind::Reuse) {
        // Nobody hears of the first time.
        router::answered(found, call, context);
    }
    if is_met(Kind::Expired) {
        return router::answered(found, call, &context.ahead(LONG_AFTER));
    }
    router::answered(found, call, context)
}

/// What becomes of the answer on its way back.
fn after(fault: &Fault, answer: Answer, page: u64) -> Answer {
    match fault.kind() {
        Kind::ContentType => edit::content_type(answer, fault.words("is")),
        Kind::NoState => edit::way_back(answer, "state", None),
        Kind::WrongState => {
            edit::way_back(answer, "state", Some("a-state-that-nobody-drew-0000000"))
        }
        Kind::WrongIss => {
            let iss = fault.words("iss").to_owned();
            edit::object(edit::way_back(answer, "iss", Some(&iss)), |object| {
                if let Some(issuer) = object.get_mut("issuer") {
                    *issuer = iss.into();
                }
            })
        }
        Kind::MsExpiry => edit::expiry(answer, fault.words("as")),
        Kind::NullFields => edit::nulls(answer, fault.words("fields")),
        Kind::EndlessPages => {
            let next = if fault.words("trace") == "same" { 1 } else { page.saturating_add(1) };
            edit::object(answer, |object| {
                object.insert("next_page_yn".to_owned(), "Y".into());
                object.insert(TRACE.to_owned(), format!("ENDLESS{next:013}").into());
            })
        }
        _ => answer,
    }
}

impl Delivery {
    fn take(&mut self, fault: &Fault, jitter: Duration) {
        self.faults.push(fault.name());
        let bounded = |name| usize::try_from(fault.number(name)).unwrap_or(usize::MAX);
        let spoilt = match fault.kind() {
            Kind::Latency => {
                self.delay = self.delay.saturating_add(fault.time("delay")).saturating_add(jitter);
                return;
            }
            Kind::SkewedDate => {
                let by = SignedDuration::try_from(fault.time("by")).unwrap_or_default();
                self.skew = if fault.words("way") == "behind" { -by } else { by };
                return;
            }
            Kind::Reset => Spoilt::Reset,
            Kind::Empty => Spoilt::Silence(Duration::ZERO),
            Kind::LostResponse => Spoilt::Silence(fault.time("hold")),
            Kind::Truncated => Spoilt::Truncated,
            Kind::MalformedChunk => Spoilt::MalformedChunk,
            Kind::Drip => Spoilt::Drip { bytes: bounded("bytes"), pause: fault.time("pause") },
            Kind::Oversized => Spoilt::Oversized { mib: fault.number("mib") },
            _ => return,
        };
        self.spoilt = Some(spoilt);
    }
}

#[cfg(test)]
mod tests;
