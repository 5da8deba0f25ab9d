//! What came in: the log, what found no route, what broke a rule, and whether what should have come
//! has come.

use std::time::Duration;

use http::StatusCode;
use http::header::CONTENT_TYPE;
use serde_json::{Value, json};

use crate::model::iso8601;
use crate::sandbox::admin::{admitted, bad_request};
use crate::sandbox::answer::{Answer, Stop};
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::journal::{Entry, Expected, metrics, near_miss};
use crate::sandbox::oauth::Query;

/// The longest that anybody is kept waiting.
const PATIENCE: Duration = Duration::from_secs(30);

/// By what they can be asked for.
const KNOWN: [&str; 7] = ["route", "provider", "status", "since", "limit", "wait", "timeout"];

/// `404`, or `4xx`.
fn is_status(words: &str) -> bool {
    let (digits, count) = words.strip_suffix("xx").map_or((words, 3), |class| (class, 1));
    digits.len() == count && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// Which exchanges are asked for.
#[derive(Default)]
struct Filter {
    /// A route or a path: `POST /toss/token`, `/toss/token`.
    route: Option<String>,
    provider: Option<String>,
    /// `404`, or all of a class: `4xx`.
    status: Option<String>,
    /// Those with a higher number.
    since: u64,
    limit: usize,
    /// Not before there are so many of them.
    wait: usize,
    patience: Duration,
}

impl Filter {
    fn read(call: &Call) -> Result<Self, Answer> {
        let query = Query::read(call);
        let is_unknown = |name: &&str| !KNOWN.contains(name);
        if let Some(name) = query.names().find(is_unknown) {
            let known = KNOWN.join(", ");
            return Err(bad_request(&format!("there is no {name}; there are {known}")));
        }
        if query.get("status").is_some_and(|words| !is_status(words)) {
            return Err(bad_request("expected a status such as 404 or 4xx"));
        }
        let number = |name: &str, default: u64| match query.get(name) {
            None => Ok(default),
            Some(words) => {
                words.parse().map_err(|_| bad_request(&format!("{name} is not a number")))
            }
        };
        let count = |name: &str, default: u64| {
            number(name, default).map(|number| usize::try_from(number).unwrap_or(usize::MAX))
        };
        let patience = Duration::from_secs(number("timeout", 10)?);
        Ok(Self {
            route: query.owned("route"),
            provider: query.owned("provider"),
            status: query.owned("status"),
            since: number("since", 0)?,
            limit: count("limit", u64::MAX)?,
            wait: count("wait", 0)?,
            patience: patience.min(PATIENCE),
        })
    }

    fn takes(&self, entry: &Entry) -> bool {
        let is_route = |wanted: &String| {
            *wanted == entry.path
                || entry
                    .outcome
                    .route
                    .is_some_and(|name| name.to_string() == *wanted || name.path == *wanted)
        };
        let is_status = |wanted: &String| {
            let status = entry.outcome.status.to_string();
            *wanted == status
                || wanted.strip_suffix("xx").is_some_and(|class| status.starts_with(class))
        };
        entry.outcome.number > self.since
            && self.route.as_ref().is_none_or(is_route)
            && self.provider.as_ref().is_none_or(|wanted| wanted == entry.outcome.provider)
            && self.status.as_ref().is_none_or(is_status)
    }

    /// How many there are now.
    fn count(&self, context: &Context) -> usize {
        context.scenario.journal.entries().iter().filter(|entry| self.takes(entry)).count()
    }
}

/// Keeps whoever asks for requests with `wait=N` until there are so many, or for `timeout` seconds.
/// Handlers do not wait, so this comes before them.
pub(in crate::sandbox) async fn patience(call: &Call, context: &Context) {
    if call.path() != "/__qetta/requests" || admitted(call, context).is_err() {
        return;
    }
    let Ok(filter) = Filter::read(call) else { return };
    let mut arrivals = context.scenario.journal.arrivals();
    let enough =
        async { while filter.count(context) < filter.wait && arrivals.changed().await.is_ok() {} };
    // Too few by then: the answer says how many there are.
    let _ = tokio::time::timeout(filter.patience, enough).await;
}

/// `GET /__qetta/requests`: the log, the oldest first.
pub(super) fn requests(call: &Call, context: &Context) -> Result<Answer, Stop> {
    admitted(call, context)?;
    let filter = Filter::read(call)?;
    let journal = &context.scenario.journal;
    let entries = journal.entries();
    let mut requests: Vec<&Entry> =
        entries.iter().map(AsRef::as_ref).filter(|entry| filter.takes(entry)).collect();
    let found = requests.len();
    requests.drain(..found.saturating_sub(filter.limit));
    let document = json!({ "total": journal.written(), "found": found, "requests": requests });
    Ok(Answer::json(StatusCode::OK, &document))
}

/// `GET /__qetta/near-misses`: what found no route, and what it was meant to be.
pub(super) fn near_misses(call: &Call, context: &Context) -> Result<Answer, Stop> {
    admitted(call, context)?;
    let entries = context.scenario.journal.entries();
    let lost = entries.iter().filter(|entry| entry.outcome.is_lost());
    let misses: Vec<_> = lost.filter_map(|entry| near_miss(entry)).collect();
    Ok(Answer::json(StatusCode::OK, &json!({ "nearMisses": misses })))
}

/// `GET /__qetta/violations`: which rules were broken, how often, and where first.
pub(super) fn violations(call: &Call, context: &Context) -> Result<Answer, Stop> {
    admitted(call, context)?;
    let told = |broken: crate::sandbox::Violation| {
        json!({
            "id": broken.rule.id,
            "title": broken.rule.title,
            "titleKo": broken.rule.title_ko,
            "provider": broken.provider,
            "count": broken.count,
            "words": broken.words.split_once(": ").map(|(_, words)| words),
            "first": {
                "number": broken.number,
                "request": broken.request,
                "time": iso8601(broken.at),
            },
        })
    };
    let violations: Vec<Value> =
        context.scenario.journal.violations().into_iter().map(told).collect();
    Ok(Answer::json(StatusCode::OK, &json!({ "violations": violations })))
}

/// `POST /__qetta/verify`: 200 where what should have come has come, else 417, with what is near.
pub(super) fn verify(call: &Call, context: &Context) -> Result<Answer, Stop> {
    admitted(call, context)?;
    let expected: Expected = serde_json::from_slice(&call.body)
        .map_err(|error| bad_request(&format!("this cannot be verified: {error}")))?;
    if let Some(words) = expected.nonsense() {
        return Err(bad_request(&format!("this cannot be verified: {words}")).into());
    }
    let verdict = expected.verified(&context.scenario.journal);
    let status = if verdict.verified { StatusCode::OK } else { StatusCode::EXPECTATION_FAILED };
    Ok(Answer::json(status, &verdict))
}

/// `GET /__qetta/metrics`: for Prometheus.
pub(super) fn measured(call: &Call, context: &Context) -> Result<Answer, Stop> {
    admitted(call, context)?;
    let page = metrics(&context.scenario.journal.counts());
    let answer = Answer { body: page.into_bytes(), ..Answer::empty(StatusCode::OK) };
    Ok(answer.with(CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8"))
}
