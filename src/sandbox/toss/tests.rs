//! From the request to the result, through the handlers.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use http::header::{CONTENT_SECURITY_POLICY, LOCATION};
use jiff::Timestamp;
use serde_json::{Value, json};

use crate::model::Clock;
use crate::sandbox::browser::{field, html};
use crate::sandbox::testing::{Asking, Stage};
use crate::sandbox::toss::certificate;
use crate::sandbox::toss::people::Citizen;
use crate::sandbox::toss::session::Session;
use crate::sandbox::toss::testing::{
    DOCUMENT, IDENTITY, SIMPLE, Toss, begun, nobody, refusal, somebody, success,
};
use crate::sandbox::{Scenario, Seeded, State};

const DEFAULT: &str = "01000000000";

fn is(rule: &str, code: &str) -> (String, String) {
    (rule.to_owned(), code.to_owned())
}

/// A member of what is personal, as the session of its call has it.
fn personal(success: &Value, name: &str, session: &Session) -> Option<String> {
    let field = success["personalData"].get(name).unwrap_or_else(|| panic!("{name}: {success}"));
    field.as_str().map(|field| session.opened(field).unwrap())
}

#[test]
fn whoever_comes_is_the_person_of_tosss_tests() {
    let toss = Toss::agreeing();
    let begun = begun(&toss.request(IDENTITY, &nobody(&json!({}))));
    assert_eq!(begun.requested_dt, "2027-01-15T17:00:00+09:00");
    assert_eq!(begun.app_scheme.as_deref(), Some("null"));
    let page = format!("http://127.0.0.1:9480/toss/app/{}", begun.tx_id);
    assert_eq!(begun.auth_url, Some(page));
    assert_eq!(toss.progress(IDENTITY, &begun.tx_id), "COMPLETED");

    let session = Session::numbered(1);
    let found = success(&toss.result(IDENTITY, &begun.tx_id, &session));
    assert_eq!((&found["txId"], &found["status"]), (&json!(begun.tx_id), &json!("COMPLETED")));
    assert_eq!(found["completedDt"], "2027-01-15T17:00:00+09:00");
    for reserved in ["userIdentifier", "userCiToken", "randomValue"] {
        assert_eq!(found[reserved], Value::Null);
    }
    for (name, text) in [
        ("name", "김토스"),
        ("birthday", "19930324"),
        ("gender", "FEMALE"),
        ("nationality", "LOCAL"),
        ("ageGroup", "ADULT"),
    ] {
        assert_eq!(personal(&found, name, &session).as_deref(), Some(text));
    }
    assert_eq!(personal(&found, "ci", &session).unwrap().len(), 88);
    assert_eq!(personal(&found, "ci2", &session), None);
    assert_eq!(found["personalData"].as_object().unwrap().len(), 9, "no phone");
}

#[test]
fn whoever_is_named_agrees_on_the_phone() {
    let toss = Toss::new();
    let begun = begun(&toss.request(SIMPLE, &somebody(&Session::numbered(1), &json!({}))));
    let links = [&begun.app_scheme, &begun.android_app_uri, &begun.ios_app_uri];
    assert!(links.iter().all(|link| link.as_deref() == Some("null")));
    assert_eq!(begun.auth_url, None);
    let tx_id = begun.tx_id;
    assert_eq!(toss.progress(SIMPLE, &tx_id), "REQUESTED");
    let page = toss.page(&tx_id);
    assert!(html(&page).contains("김하늘") && !html(&page).contains("김토스"));
    assert_eq!(toss.progress(SIMPLE, &tx_id), "IN_PROGRESS");
    let early = toss.result(SIMPLE, &tx_id, &Session::numbered(2));
    assert_eq!(refusal(&early), is("N02", "CE3102"));

    let toss = toss.later(60);
    let answer = toss.decide(&tx_id, "01000000001", "approve");
    assert_eq!(answer.status.as_u16(), 303, "S18");
    assert_eq!(answer.header_map()[LOCATION], format!("/toss/app/{tx_id}"));
    assert!(html(&toss.page(&tx_id)).contains("인증을 마쳤습니다"));
    let session = Session::numbered(3);
    let found = success(&toss.result(SIMPLE, &tx_id, &session));
    assert_eq!(found["completedDt"], "2027-01-15T17:01:00+09:00");
    assert_eq!(personal(&found, "name", &session).as_deref(), Some("김하늘"));
    assert_eq!(personal(&found, "phone", &session).as_deref(), Some("01000000001"));
    assert_eq!(personal(&found, "email", &session), None);
    assert!(found["personalData"].get("ageGroup").is_none() && found.get("doc").is_none());
}

#[test]
fn the_app_is_reached_by_its_address() {
    let session = Session::numbered(1);
    let document = somebody(&session, &json!({ "triggerType": "APP_SCHEME" }));
    let begun = begun(&Toss::new().request(IDENTITY, &document));
    let page = Some(format!("http://127.0.0.1:9480/toss/app/{}", begun.tx_id));
    assert_eq!(
        (begun.app_scheme, begun.android_app_uri, begun.ios_app_uri),
        (page.clone(), page.clone(), page)
    );
}

#[test]
fn a_document_is_signed_encrypted_or_not() {
    let toss = Toss::agreeing();
    for (number, is_encrypted) in [(1, false), (2, true)] {
        let session = Session::numbered(number);
        let text = "계약서 본문";
        let doc = if is_encrypted { session.sealed(text).unwrap() } else { text.to_owned() };
        let document = somebody(
            &session,
            &json!({
                "serviceName": "가게", "docTitle": "계약서", "doc": doc, "docType": "TEXT",
                "docEncrypted": is_encrypted, "signatureType": "PKCS7",
            }),
        );
        let tx_id = begun(&toss.request(DOCUMENT, &document)).tx_id;
        let found = success(&toss.result(DOCUMENT, &tx_id, &Session::numbered(number + 10)));
        assert_eq!(found["doc"], text);
        assert_ne!(found["signedDoc"], found["signature"]);
    }
}

#[test]
fn no_product_knows_of_anothers_transactions() {
    let toss = Toss::agreeing();
    let families = [IDENTITY, SIMPLE];
    let begun = families.map(|family| toss.anybody(family));
    let mut number = 0;
    for (of, tx_id) in families.iter().zip(&begun) {
        for family in [IDENTITY, SIMPLE, DOCUMENT] {
            number += 1;
            let (status, result) = (
                toss.status(family, tx_id),
                toss.result(family, tx_id, &Session::numbered(number)),
            );
            if family == *of {
                success(&status);
                success(&result);
            } else {
                assert_eq!(refusal(&status), is("T01", "CE3100"), "{of} {family}");
                assert_eq!(refusal(&result), is("T01", "CE3100"), "{of} {family}");
            }
        }
    }
}

#[test]
fn another_clients_transaction_is_unknown() {
    let toss = Toss::agreeing();
    let tx_id = toss.anybody(SIMPLE);
    let other = "UPDATE toss_transaction SET client_id = 'other'";
    toss.stage.context.state().write(|open| Ok(open.execute(other, [])?)).unwrap();
    assert_eq!(refusal(&toss.status(SIMPLE, &tx_id)), is("T01", "CE3100"));
}

#[test]
fn t02_a_session_key_is_good_for_one_call() {
    let toss = Toss::agreeing();
    let session = Session::numbered(1);
    let tx_id = begun(&toss.request(SIMPLE, &somebody(&session, &json!({})))).tx_id;
    let used = is("T02", "SANDBOX_BAD_REQUEST");
    assert_eq!(refusal(&toss.result(SIMPLE, &tx_id, &session)), used);
    assert_eq!(refusal(&toss.request(SIMPLE, &somebody(&session, &json!({})))), used);
    let same_key = session.named("00000000-0000-4000-8000-00000000ffff");
    assert_eq!(refusal(&toss.result(SIMPLE, &tx_id, &same_key)), used);
    let fresh = Session::numbered(2);
    success(&toss.result(SIMPLE, &tx_id, &fresh));
    assert_eq!(refusal(&toss.result(SIMPLE, &tx_id, &fresh)), used);
    success(&toss.result(SIMPLE, &tx_id, &Session::numbered(3)));
}

#[test]
fn t03_what_cannot_be_decrypted_is_refused() {
    let toss = Toss::new();
    let (session, other) = (Session::numbered(1), Session::numbered(2));
    let foreign = other.sealed("김하늘").unwrap();
    let answer = toss.request(SIMPLE, &somebody(&session, &json!({ "userName": foreign })));
    assert_eq!(refusal(&answer), is("T03", "SANDBOX_BAD_REQUEST"));
    let cbc = somebody(&other, &json!({ "sessionKey": other.sent_as("AES_CBC") }));
    let answer = toss.request(SIMPLE, &cbc);
    assert_eq!(refusal(&answer), is("N01", "SANDBOX_NOT_EMULATED"));
    assert_eq!(answer.status.as_u16(), 501);
}

#[test]
fn members_have_their_format() {
    let toss = Toss::new();
    let mut number = 0;
    let mut refused = |family: &str, changed: Value| {
        number += 1;
        let session = Session::numbered(number);
        let sealed = |text: &Value| session.sealed(text.as_str().unwrap()).unwrap();
        let mut changed = changed;
        for name in ["userName", "userPhone", "userBirthday"] {
            if changed[name].is_string() {
                changed[name] = sealed(&changed[name]).into();
            } else {
                changed
                    .as_object_mut()
                    .unwrap()
                    .retain(|known, value| known != name || !value.is_null());
            }
        }
        refusal(&toss.request(family, &somebody(&session, &changed))).0
    };
    for (changed, rule) in [
        (json!({ "requestType": "USER" }), "R12"),
        (json!({ "triggerType": "SMS" }), "R12"),
        (json!({ "requestUrl": "nowhere" }), "R12"),
        (json!({ "nonce": 1 }), "R12"),
        (json!({ "expireSeconds": 0 }), "R12"),
        (json!({ "expireSeconds": 1_801 }), "R12"),
        (json!({ "expireSeconds": "60" }), "R12"),
        (json!({ "sessionKey": "k" }), "R12"),
        (json!({ "userPhone": "010-0000-0001" }), "R12"),
        (json!({ "userBirthday": "910304" }), "R12"),
        (json!({ "userBirthday": "19910231" }), "R12"),
        (json!({ "userName": " " }), "R12"),
        (json!({ "userName": "홍길동" }), "T05"),
        (json!({ "userPhone": "01012345678" }), "T05"),
    ] {
        assert_eq!(refused(SIMPLE, changed.clone()), rule, "{changed}");
    }
    let doc = |name: &str, value: Value| {
        let mut changed = json!({ "docTitle": "계약서", "doc": "본문" });
        changed[name] = value;
        changed
    };
    for (changed, rule) in [
        (doc("docTitle", json!("")), "R04"),
        (doc("docType", json!("HTML")), "R12"),
        (doc("signatureType", json!("PKCS1")), "R12"),
        (doc("docEncrypted", json!("no")), "R12"),
        (doc("requestType", json!("USER_NONE")), "R12"),
        (doc("docEncrypted", json!(true)), "R12"),
    ] {
        assert_eq!(refused(DOCUMENT, changed.clone()), rule, "{changed}");
    }
}

#[test]
fn members_that_are_missing_are_named_and_unknown_ones_are_not_read() {
    let toss = Toss::new();
    for name in [
        "requestType",
        "triggerType",
        "requestUrl",
        "userName",
        "userPhone",
        "userBirthday",
        "sessionKey",
    ] {
        let document = somebody(&Session::numbered(1), &json!({ name: null }));
        let answer = toss.request(SIMPLE, &document);
        assert_eq!(refusal(&answer).0, "R04", "{name}");
        assert!(String::from_utf8_lossy(&answer.body).contains(name));
    }
    success(&toss.request(SIMPLE, &nobody(&json!({ "successCallbackUrl": "shop://", "x": [1] }))));
}

#[test]
fn a_transaction_ends_when_nobody_agrees_in_time() {
    let toss = Toss::new();
    let short = nobody(&json!({ "expireSeconds": 60 }));
    let short = begun(&toss.request(SIMPLE, &short)).tx_id;
    let long = toss.anybody(SIMPLE);
    assert_eq!(toss.later(59).progress(SIMPLE, &short), "REQUESTED");
    assert_eq!(toss.later(60).progress(SIMPLE, &short), "EXPIRED");
    assert_eq!(toss.later(1_799).progress(SIMPLE, &long), "REQUESTED");
    let over = toss.later(1_800);
    assert_eq!(over.progress(SIMPLE, &long), "EXPIRED");
    let answer = over.result(SIMPLE, &long, &Session::numbered(1));
    assert_eq!(refusal(&answer), is("N05", "CE3103"));
    assert_eq!(over.page(&long).status.as_u16(), 400);
    // Whoever opened it in time and decided too late.
    let ticket = field(&toss.later(1_790).page(&long), "ticket").unwrap();
    let form = format!("ticket={ticket}&person={DEFAULT}&decision=approve");
    let late = over.stage.answer(Asking::form("/toss/app", &form));
    assert_eq!(late.rule, Some("N05: nobody agreed in time"));
}

#[test]
fn t04_a_result_is_read_twice_within_an_hour() {
    let toss = Toss::agreeing();
    let [one, other] = [toss.anybody(SIMPLE), toss.anybody(SIMPLE)];
    let read =
        |toss: &Toss, tx_id: &str, number| toss.result(SIMPLE, tx_id, &Session::numbered(number));
    success(&read(&toss, &one, 1));
    success(&read(&toss.later(3_599), &one, 2));
    assert_eq!(refusal(&read(&toss.later(3_599), &one, 3)), is("T04", "CE3101"));
    assert_eq!(refusal(&read(&toss.later(3_600), &other, 4)), is("T04", "CE3103"));
    assert_eq!(toss.later(3_600).progress(SIMPLE, &other), "COMPLETED");
}

#[test]
fn whoever_refuses_lets_it_end() {
    let toss = Toss::new();
    let tx_id = toss.anybody(SIMPLE);
    assert_eq!(toss.decide(&tx_id, DEFAULT, "refuse").status.as_u16(), 303);
    assert!(html(&toss.page(&tx_id)).contains("거절했습니다"));
    assert_eq!(toss.progress(SIMPLE, &tx_id), "IN_PROGRESS");
    let answer = toss.result(SIMPLE, &tx_id, &Session::numbered(1));
    assert_eq!(refusal(&answer), is("N03", "CE3102"));
    assert_eq!(toss.later(1_800).progress(SIMPLE, &tx_id), "EXPIRED");
}

#[test]
fn s19_the_phone_lists_what_waits_and_cannot_be_framed() {
    let toss = Toss::new();
    let list = || toss.stage.answer(Asking::get("/toss/app"));
    assert!(html(&list()).contains("기다리는 요청이 없습니다"));
    let (one, other) = (toss.anybody(SIMPLE), toss.anybody(IDENTITY));
    toss.decide(&other, DEFAULT, "approve");
    assert!(html(&list()).contains(&one) && !html(&list()).contains(&other));
    for page in [list(), toss.page(&one)] {
        let policy = page.header_map()[CONTENT_SECURITY_POLICY].to_str().unwrap().to_owned();
        assert!(policy.contains("frame-ancestors 'none'"), "{policy}");
    }
    assert_eq!(toss.page("unknown").status.as_u16(), 404);
}

#[test]
fn a_decision_wants_the_ticket_of_its_page_once_and_a_person() {
    let toss = Toss::new();
    let tx_id = toss.anybody(SIMPLE);
    let decided = |ticket: &str, person: &str| {
        let form = format!("ticket={ticket}&person={person}&decision=approve");
        toss.stage.answer(Asking::form("/toss/app", &form))
    };
    assert_eq!(decided("guessed", DEFAULT).rule, Some("S07: not a ticket"));
    let ticket = field(&toss.page(&tx_id), "ticket").unwrap();
    assert_eq!(decided(&ticket, "somebody").rule, Some("R11: nobody is chosen"));
    assert_eq!(decided(&ticket, DEFAULT).status.as_u16(), 303);
    assert_eq!(decided(&ticket, DEFAULT).rule, Some("S07: not a ticket"));
    let named = begun(&toss.request(SIMPLE, &somebody(&Session::numbered(1), &json!({}))));
    let answer = toss.decide(&named.tx_id, DEFAULT, "approve");
    assert_eq!(answer.rule, Some("R11: nobody is chosen"), "somebody else was named");
}

#[test]
fn what_stands_on_the_page_is_no_markup() {
    let toss = Toss::new();
    let session = Session::numbered(1);
    let document =
        somebody(&session, &json!({ "docTitle": "<b>1", "doc": "<b>2", "serviceName": "<b>3" }));
    let tx_id = begun(&toss.request(DOCUMENT, &document)).tx_id;
    let page = html(&toss.page(&tx_id));
    for number in 1..=3 {
        assert!(page.contains(&format!("&lt;b&gt;{number}")), "{page}");
    }
}

#[test]
fn a_certificate_of_the_sandbox_is_valid_and_no_other() {
    let toss = Toss::new();
    let check = |toss: &Toss, certificate: &str| {
        toss.call("v1/certificate/validate", &json!({ "certificate": certificate }))
    };
    let mut der = certificate::issued(Citizen::default(), toss.stage.context.now()).unwrap().der;
    let pem = |der: &[u8]| {
        let base64 = STANDARD.encode(der);
        format!("-----BEGIN CERTIFICATE-----\n{base64}\n-----END CERTIFICATE-----")
    };
    let good = json!({ "valid": true, "enabled": true });
    assert_eq!(success(&check(&toss, &pem(&der))), good);
    let later = Toss::of(toss.stage.later(4 * 366 * 86_400));
    assert_eq!(success(&check(&later, &pem(&der))), json!({ "valid": false, "enabled": true }));
    let last = der.len() - 1;
    der[last] ^= 1;
    assert_eq!(success(&check(&toss, &pem(&der))), json!({ "valid": false, "enabled": false }));
    assert_eq!(refusal(&check(&toss, "x")).0, "R12");
    assert_eq!(refusal(&check(&toss, "")).0, "R04");
}

#[test]
fn a_snapshot_brings_transactions_back() {
    let toss = Toss::new();
    let tx_id = toss.anybody(SIMPLE);
    let state = toss.stage.context.state();
    let snapshot = state.snapshot().unwrap();
    toss.decide(&tx_id, DEFAULT, "approve");
    assert_eq!(toss.progress(SIMPLE, &tx_id), "COMPLETED");
    state.restore(&snapshot).unwrap();
    assert_eq!(toss.progress(SIMPLE, &tx_id), "REQUESTED");
}

#[test]
fn the_public_key_is_among_the_settings_and_no_secret() {
    let settings = crate::sandbox::environment("http://127.0.0.1:1");
    let (_, key) = settings.iter().find(|(name, _)| *name == "TOSS_PUBLIC_KEY").unwrap();
    assert_eq!(key.len(), 392);
    assert!(!crate::sandbox::router::own_secrets().contains(key));
}

#[test]
fn personas_name_those_whom_toss_knows() {
    let stage = Stage::new();
    let token = stage.context.scenario.admin_token.expose().to_owned();
    let answer = stage.answer(Asking::get("/__qetta/personas").bearer(&token));
    let people: Value = serde_json::from_slice(&answer.body).unwrap();
    assert_eq!(people["toss"][0]["name"], "김토스");
    assert_eq!(people["toss"][1]["phone"], "01000000001");
}

/// What a client sees of a transaction under a seed, but for its token.
fn seen(seed: u64) -> Vec<Vec<u8>> {
    let (state, seeded) = Seeded::begin(seed, State::in_memory).unwrap();
    let now = Timestamp::from_second(1_800_000_000).unwrap();
    let scenario = Scenario::new(Clock::Fixed(now), state).unwrap();
    let scenario = Scenario { seed, seeded: Some(seeded), approve: true, ..scenario };
    let toss = Toss::of(Stage::playing(scenario));
    let request = toss.request(SIMPLE, &nobody(&json!({ "nonce": "n" })));
    let tx_id = begun(&request).tx_id;
    let result = toss.result(SIMPLE, &tx_id, &Session::numbered(1));
    success(&result);
    vec![request.body, result.body]
}

#[test]
fn the_same_seed_gives_the_same_transactions_and_signatures() {
    assert_eq!(seen(7), seen(7));
    assert_ne!(seen(7)[0], seen(8)[0]);
}
