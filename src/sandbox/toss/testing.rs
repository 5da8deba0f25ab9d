//! For the tests of this folder: a Toss that stands ready, and its usual requests.

use serde_json::{Value, json};

use crate::sandbox::answer::Answer;
use crate::sandbox::browser::field;
use crate::sandbox::context::Scenario;
use crate::sandbox::testing::{Asking, Stage, merged};
use crate::sandbox::toss::session::Session;
use crate::wire::toss::{Envelope, Requested, ResultType};

pub(super) const IDENTITY: &str = "sign/user/auth/id";
pub(super) const SIMPLE: &str = "sign/user/auth";
pub(super) const DOCUMENT: &str = "sign/doc";

/// The Toss of one stage, and a token of its client.
pub(super) struct Toss {
    pub(super) stage: Stage,
    token: String,
}

impl Toss {
    pub(super) fn new() -> Self {
        Self::of(Stage::new())
    }

    pub(super) fn of(stage: Stage) -> Self {
        let token = stage.toss_token();
        Self { stage, token }
    }

    /// Where everybody agrees by themselves.
    pub(super) fn agreeing() -> Self {
        Self::new().playing(|scenario| scenario.approve = true)
    }

    pub(super) fn playing(&self, change: impl FnOnce(&mut Scenario)) -> Self {
        Self { stage: self.stage.changed(change), token: self.token.clone() }
    }

    /// The same, so many seconds on.
    pub(super) fn later(&self, seconds: i64) -> Self {
        Self { stage: self.stage.later(seconds), token: self.token.clone() }
    }

    pub(super) fn call(&self, path: &str, document: &Value) -> Answer {
        let path = format!("/toss/api/{path}");
        self.stage.answer(Asking::json(&path, &document.to_string()).bearer(&self.token))
    }

    pub(super) fn request(&self, family: &str, document: &Value) -> Answer {
        self.call(&format!("v2/{family}/request"), document)
    }

    /// A transaction for whoever comes.
    pub(super) fn anybody(&self, family: &str) -> String {
        begun(&self.request(family, &nobody(&json!({})))).tx_id
    }

    pub(super) fn status(&self, family: &str, tx_id: &str) -> Answer {
        self.call(&format!("v2/{family}/status"), &json!({ "txId": tx_id }))
    }

    /// How far a transaction is.
    pub(super) fn progress(&self, family: &str, tx_id: &str) -> String {
        success(&self.status(family, tx_id))["status"].as_str().unwrap().to_owned()
    }

    pub(super) fn result(&self, family: &str, tx_id: &str, session: &Session) -> Answer {
        let document = json!({ "txId": tx_id, "sessionKey": session.sent() });
        self.call(&format!("v2/{family}/result"), &document)
    }

    /// The page of the phone.
    pub(super) fn page(&self, tx_id: &str) -> Answer {
        self.stage.answer(Asking::get(&format!("/toss/app/{tx_id}")))
    }

    /// What somebody decides there.
    pub(super) fn decide(&self, tx_id: &str, person: &str, decision: &str) -> Answer {
        let ticket = field(&self.page(tx_id), "ticket").unwrap();
        let form = format!("ticket={ticket}&person={person}&decision={decision}");
        self.stage.answer(Asking::form("/toss/app", &form))
    }
}

/// A request for whoever comes.
pub(super) fn nobody(changed: &Value) -> Value {
    merged(json!({ "requestType": "USER_NONE", "requestUrl": "https://shop.example/" }), changed)
}

/// A request for 김하늘.
pub(super) fn somebody(session: &Session, changed: &Value) -> Value {
    let sealed = |text: &str| session.sealed(text).unwrap();
    let usual = json!({
        "requestType": "USER_PERSONAL", "triggerType": "PUSH", "requestUrl": "shop://back",
        "userName": sealed("김하늘"), "userPhone": sealed("01000000001"),
        "userBirthday": sealed("19910304"), "sessionKey": session.sent(),
    });
    merged(usual, changed)
}

/// What a good answer has.
pub(super) fn success(answer: &Answer) -> Value {
    let envelope: Envelope = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!((answer.status.as_u16(), envelope.result_type), (200, ResultType::Success));
    assert!(answer.rule.is_none() && envelope.error.is_none());
    envelope.success.unwrap()
}

pub(super) fn begun(answer: &Answer) -> Requested {
    serde_json::from_value(success(answer)).unwrap()
}

/// The rule of a refusal, by its id, and Toss's code.
pub(super) fn refusal(answer: &Answer) -> (String, String) {
    let envelope: Envelope = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(envelope.result_type, ResultType::Fail);
    let (rule, _) = answer.rule.unwrap().split_once(':').unwrap();
    (rule.to_owned(), envelope.error.unwrap().error_code)
}
