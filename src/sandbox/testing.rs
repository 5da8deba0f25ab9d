//! For the tests of this module: a request without a socket, and a sandbox that stands ready.

use http::Request;
use hyper::body::Bytes;
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use crate::model::{Clock, moved};
use crate::sandbox::answer::Answer;
use crate::sandbox::call::Call;
use crate::sandbox::context::Context;
use crate::sandbox::{Scenario, State, router};
use crate::wire::oauth::TokenAnswer;

/// A token request to Toss that succeeds.
pub(crate) const TOSS_FORM: &str = "grant_type=client_credentials&scope=ca\
    &client_id=sandbox_toss_client&client_secret=sandbox_toss_secret_not_a_real_one";

/// A request in the making.
pub(crate) struct Asking {
    head: http::request::Builder,
    body: String,
}

impl Asking {
    pub(crate) fn get(path: &str) -> Self {
        Self { head: Request::get(path), body: String::new() }
    }

    pub(crate) fn post(path: &str, body: &str) -> Self {
        Self { head: Request::post(path), body: body.to_owned() }
    }

    pub(crate) fn head(path: &str) -> Self {
        Self { head: Request::head(path), body: String::new() }
    }

    pub(crate) fn delete(path: &str) -> Self {
        Self { head: Request::delete(path), body: String::new() }
    }

    pub(crate) fn form(path: &str, body: &str) -> Self {
        Self::post(path, body).header("content-type", "application/x-www-form-urlencoded")
    }

    pub(crate) fn json(path: &str, body: &str) -> Self {
        Self::post(path, body).header("content-type", "application/json")
    }

    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.head = self.head.header(name, value);
        self
    }

    pub(crate) fn bearer(self, token: &str) -> Self {
        self.header("authorization", &format!("Bearer {token}"))
    }

    pub(crate) fn request(self) -> Request<Bytes> {
        self.head.body(self.body.into()).unwrap()
    }

    pub(crate) fn call(self) -> Call {
        let (head, body) = self.request().into_parts();
        Call { head, body }
    }
}

/// A sandbox at `http://127.0.0.1:9480` whose clock stands still.
pub(crate) struct Stage {
    pub(crate) context: Context,
}

impl Stage {
    pub(crate) fn new() -> Self {
        Self::of(State::in_memory().unwrap())
    }

    pub(crate) fn of(state: State) -> Self {
        let now = Timestamp::from_second(1_800_000_000).unwrap();
        Self::playing(Scenario::new(Clock::Fixed(now), state).unwrap())
    }

    /// The same sandbox, so many seconds on.
    pub(crate) fn later(&self, seconds: i64) -> Self {
        let now = moved(self.context.now(), SignedDuration::from_secs(seconds));
        let scenario = self.context.scenario.clone();
        Self::playing(Scenario { clock: Clock::Fixed(now), ..scenario })
    }

    /// A sandbox in which a provider behaves like this: `hyfata=strict`.
    pub(crate) fn behaving(choice: &str) -> Self {
        let choice = choice.parse().unwrap();
        Self::new().changed(|scenario| scenario.behaviors = [choice].into_iter().collect())
    }

    /// The same sandbox with something else played.
    pub(crate) fn changed(&self, change: impl FnOnce(&mut Scenario)) -> Self {
        let mut scenario = self.context.scenario.clone();
        change(&mut scenario);
        Self::playing(scenario)
    }

    /// A sandbox that plays something of one's own.
    pub(crate) fn playing(scenario: Scenario) -> Self {
        let address = "127.0.0.1:9480".parse().unwrap();
        Self { context: Context::new(scenario, "http://127.0.0.1:9480".to_owned(), address) }
    }

    pub(crate) fn answer(&self, asking: Asking) -> Answer {
        router::answer(&asking.call(), &self.context)
    }

    pub(crate) fn toss_token(&self) -> String {
        let answer = self.answer(Asking::form("/toss/token", TOSS_FORM));
        let answer: TokenAnswer = serde_json::from_slice(&answer.body).unwrap();
        answer.access_token.expose().to_owned()
    }
}

/// The body of an answer.
pub(crate) fn body(answer: &Answer) -> Value {
    serde_json::from_slice(&answer.body).unwrap_or_else(|_| panic!("not JSON: {answer:?}"))
}

/// A member of a good answer.
pub(crate) fn text(answer: &Answer, name: &str) -> String {
    let body = body(answer);
    assert_eq!(answer.status.as_u16(), 200, "{body}");
    body[name].as_str().unwrap_or_else(|| panic!("{name} in {body}")).to_owned()
}

/// `changed` over `usual`; `null` takes a member away.
pub(crate) fn merged(mut usual: Value, changed: &Value) -> Value {
    let members = usual.as_object_mut().unwrap();
    for (name, value) in changed.as_object().unwrap() {
        if value.is_null() {
            members.remove(name);
        } else {
            members.insert(name.clone(), value.clone());
        }
    }
    usual
}
