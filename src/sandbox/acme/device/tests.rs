//! A device, the page where its code is typed, and what the device hears meanwhile.

use std::collections::BTreeSet;

use http::StatusCode;
use http::header::LOCATION;

use super::*;
use crate::sandbox::acme::testing::{Acme, body, error, text};
use crate::sandbox::testing::Asking;

/// A device of the public client that waits.
struct Waiting {
    acme: Acme,
    device_code: String,
    user_code: String,
}

impl Waiting {
    fn of(acme: Acme) -> Self {
        let answer = acme.of_cli("/acme/device_authorization", "scope=openid+offline_access");
        let (device_code, user_code) = (text(&answer, "device_code"), text(&answer, "user_code"));
        Self { acme, device_code, user_code }
    }

    fn new() -> Self {
        Self::of(Acme::new())
    }

    /// What the device hears, so many seconds on.
    fn polled(&self, seconds: i64) -> Answer {
        let form = format!(
            "grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code={}",
            self.device_code
        );
        self.acme.later(seconds).of_cli("/acme/token", &form)
    }

    fn hears(&self, seconds: i64) -> String {
        let answer = self.polled(seconds);
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        error(&answer)
    }

    fn page(&self) -> Asking {
        Asking::get(&format!("/acme/device?user_code={}", self.user_code))
    }

    fn decide(&self, decision: &str) -> Answer {
        let ticket = self.acme.ticket(self.page());
        self.send(&ticket, decision)
    }

    fn send(&self, ticket: &str, decision: &str) -> Answer {
        let form = format!("ticket={ticket}&person=acme-0002&decision={decision}");
        self.acme.stage.answer(Asking::form("/acme/device", &form))
    }
}

#[test]
fn a_device_is_told_what_to_show_and_how_long_to_wait() {
    let answer = Acme::new().of_cli("/acme/device_authorization", "scope=openid");
    assert_eq!(
        (&body(&answer)["expires_in"], &body(&answer)["interval"]),
        (&600.into(), &5.into())
    );
    let page = "http://127.0.0.1:9480/acme/device";
    assert_eq!(text(&answer, "verification_uri"), page);
    let user_code = text(&answer, "user_code");
    let complete = format!("{page}?user_code={user_code}");
    assert_eq!(text(&answer, "verification_uri_complete"), complete);
    assert_eq!(answer.header_map()["cache-control"], "no-store");
}

#[test]
fn user_codes_are_eight_consonants_and_differ() {
    let codes: BTreeSet<String> = (0..500).map(|_| fresh_letters().unwrap()).collect();
    assert_eq!(codes.len(), 500);
    assert!(
        codes.iter().all(|letters| letters.len() == 8 && normal(&as_shown(letters)) == *letters)
    );
    let letters: BTreeSet<u8> = codes.iter().flat_map(|letters| letters.bytes()).collect();
    assert!(letters.iter().eq(LETTERS), "all of them, and no others");
    assert_eq!(as_shown("WDJBMJHT"), "WDJB-MJHT");
}

#[test]
fn s14_a_device_is_a_client_like_any_other() {
    let acme = Acme::new();
    let path = "/acme/device_authorization";
    let answer = acme.stage.answer(Asking::form(path, "client_id=acme_web&scope=openid"));
    assert_eq!((answer.status.as_u16(), error(&answer).as_str()), (401, "invalid_client"));
    assert_eq!(acme.of_web(path, "scope=openid").status, StatusCode::OK);
    for scope in ["", "scope=admin"] {
        assert_eq!(error(&acme.of_cli(path, scope)), "invalid_scope");
    }
}

#[test]
fn s22_a_device_waits_until_somebody_agrees_and_gets_its_tokens_once() {
    let waiting = Waiting::new();
    assert_eq!(waiting.hears(0), "authorization_pending");
    assert_eq!(waiting.hears(5), "authorization_pending");
    let answer = waiting.decide("approve");
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "S18");
    assert_eq!(answer.header_map()[LOCATION], "/acme/device/done");
    // Whoever has been approved need not wait on.
    let tokens = waiting.polled(6);
    assert_eq!(tokens.status, StatusCode::OK);
    let claims = body(&waiting.acme.userinfo(&text(&tokens, "access_token")));
    assert_eq!(claims["sub"], "acme-0002", "the one that was chosen");
    assert_eq!(waiting.hears(11), "invalid_grant");
    assert_eq!(waiting.acme.refresh(&text(&tokens, "refresh_token")).status, StatusCode::OK);
}

#[test]
fn s22_a_poll_that_is_too_early_costs_five_seconds_for_good() {
    let waiting = Waiting::new();
    assert_eq!(waiting.hears(0), "authorization_pending");
    assert_eq!(waiting.hears(4), "slow_down");
    assert_eq!(waiting.hears(13), "slow_down", "now it is ten, since the last one");
    assert_eq!(waiting.hears(27), "slow_down", "and now fifteen");
    assert_eq!(waiting.hears(47), "authorization_pending");
    assert_eq!(waiting.hears(66), "slow_down", "twenty it remains");
}

#[test]
fn s22_a_refusal_is_told() {
    let waiting = Waiting::new();
    waiting.decide("refuse");
    assert_eq!(waiting.hears(0), "access_denied");
    assert_eq!(waiting.hears(1), "access_denied");
}

#[test]
fn s22_after_ten_minutes_it_is_over() {
    let waiting = Waiting::new();
    assert_eq!(waiting.hears(599), "authorization_pending");
    assert_eq!(waiting.hears(600), "expired_token");
    let late = waiting.acme.later(600).stage.answer(waiting.page());
    assert_eq!(late.status, StatusCode::BAD_REQUEST);
    waiting.decide("approve");
    assert_eq!(waiting.hears(600), "expired_token", "agreed to, and not fetched in time");
}

#[test]
fn s22_a_device_code_is_for_its_client() {
    let waiting = Waiting::new();
    waiting.decide("approve");
    let form = format!(
        "grant_type=urn:ietf:params:oauth:grant-type:device_code&device_code={}",
        waiting.device_code
    );
    assert_eq!(error(&waiting.acme.of_web("/acme/token", &form)), "invalid_grant");
    assert_eq!(waiting.polled(0).status, StatusCode::OK);
}

#[test]
fn where_the_scenario_approves_it_does_so_at_the_second_poll_in_time() {
    let waiting = Waiting::of(Acme::new().approving());
    // `later` keeps the scenario.
    assert_eq!(waiting.hears(0), "authorization_pending");
    assert_eq!(waiting.hears(1), "slow_down");
    assert_eq!(waiting.polled(11).status, StatusCode::OK);
}

#[test]
fn however_a_code_is_typed_only_its_letters_count() {
    let waiting = Waiting::new();
    let (first, second) = waiting.user_code.split_once('-').unwrap();
    for typed in [
        format!("{first}{second}"),
        format!("{first}-{second}").to_lowercase(),
        format!("+{first}++{second}%20"),
    ] {
        let answer = waiting.acme.get(&format!("/acme/device?user_code={typed}"));
        assert_eq!(answer.status, StatusCode::OK, "{typed}");
        let html = String::from_utf8(answer.body).unwrap();
        assert!(html.contains(&waiting.user_code), "to be compared");
        assert!(html.contains("name=\"ticket\""));
    }
}

#[test]
fn a_decision_needs_a_ticket_and_is_made_once() {
    let waiting = Waiting::new();
    let tickets = [waiting.acme.ticket(waiting.page()), waiting.acme.ticket(waiting.page())];
    for wrong in ["", "invented"] {
        assert_eq!(waiting.send(wrong, "approve").status, StatusCode::BAD_REQUEST);
    }
    assert_eq!(waiting.send(&tickets[0], "refuse").status, StatusCode::SEE_OTHER);
    for ticket in tickets {
        assert_eq!(waiting.send(&ticket, "approve").status, StatusCode::BAD_REQUEST);
    }
    assert_eq!(waiting.hears(0), "access_denied");
}

#[test]
fn s24_ten_wrong_user_codes_and_not_even_the_right_one_is_looked_at() {
    let waiting = Waiting::new();
    for _ in 0..10 {
        let answer = waiting.acme.get("/acme/device?user_code=BBBB-BBBB");
        assert_eq!(answer.status, StatusCode::BAD_REQUEST);
        // Who has a device of their own is not forgiven for it.
        let own = waiting.acme.of_cli("/acme/device_authorization", "scope=openid");
        waiting.acme.get(&format!("/acme/device?user_code={}", text(&own, "user_code")));
    }
    let shut = waiting.acme.stage.answer(waiting.page());
    assert_eq!(shut.status, StatusCode::TOO_MANY_REQUESTS);
    assert_eq!(shut.header_map()["retry-after"], "60");
    assert_eq!(shut.rule, Some("S24: too many wrong user codes"));
    assert_eq!(waiting.acme.later(60).stage.answer(waiting.page()).status, StatusCode::OK);
}
