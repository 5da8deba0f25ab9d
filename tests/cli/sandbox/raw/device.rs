//! A device, which cannot show a page (RFC 8628)

use super::{Ask, Heard, Wire};

const GRANT: &str = "urn:ietf:params:oauth:grant-type:device_code";

/// A device that shows its code.
pub struct Device {
    code: String,
    pub shown: String,
}

impl Device {
    pub fn new(wire: &Wire) -> Self {
        let scope = [("client_id", "acme_cli"), ("scope", "openid offline_access")];
        let heard = wire.is_served("acme", &Ask::form("/acme/device_authorization", &scope));
        assert_eq!(
            (&heard.json()["interval"], &heard.json()["expires_in"]),
            (&5.into(), &600.into())
        );
        Self { code: heard.text("device_code"), shown: heard.text("user_code") }
    }

    pub fn poll(&self) -> Ask {
        self.poll_of("acme_cli")
    }

    fn poll_of(&self, client: &str) -> Ask {
        let secret = ("client_secret", "sandbox acme:secret+%한글 not a real one");
        let form = [("client_id", client), ("grant_type", GRANT), ("device_code", &self.code)];
        let proof = if client == "acme_web" { vec![secret] } else { Vec::new() };
        Ask::form("/acme/token", &[&form[..], &proof].concat())
    }

    pub fn page(&self) -> Ask {
        Ask::query("/acme/device", &[("user_code", &self.shown)])
    }

    /// The form of that page, where somebody is chosen.
    pub fn decision(&self, wire: &Wire, decision: &str) -> Ask {
        let page = wire.is_served("acme", &self.page());
        let (ticket, person) = (page.field("ticket"), page.field("person"));
        let form = [("ticket", ticket.as_str()), ("person", &person), ("decision", decision)];
        Ask::form("/acme/device", &form)
    }

    pub fn decided(&self, wire: &Wire, decision: &str) {
        let heard = wire.is_served("acme", &self.decision(wire, decision));
        assert_eq!((heard.status, heard.header("location")), (303, Some("/acme/device/done")));
    }
}

fn says(heard: &Heard, error: &str) {
    assert_eq!((heard.status, heard.error().as_str()), (400, error), "{heard}");
}

#[test]
fn s22_a_device_that_asks_too_early_waits_five_seconds_longer_for_good() {
    let wire = Wire::with_pages();
    let device = Device::new(&wire);
    let waits =
        || says(&wire.is_noted("acme", Some("N02"), &device.poll()), "authorization_pending");
    let hurries = || says(&wire.breaks("acme", "S22", &device.poll()), "slow_down");
    waits();
    wire.pass(4);
    hurries();
    // Now it is ten, since the last one; then fifteen, then twenty.
    wire.pass(9);
    hurries();
    wire.pass(14);
    hurries();
    wire.pass(20);
    waits();
    wire.pass(20);
    waits();
    device.decided(&wire, "approve");
    wire.is_served("acme", &device.poll());
}

#[test]
fn s22_a_device_code_is_good_once_for_its_client_and_for_ten_minutes() {
    let wire = Wire::with_pages();
    let device = Device::new(&wire);
    device.decided(&wire, "approve");
    says(&wire.breaks("acme", "S22", &device.poll_of("acme_web")), "invalid_grant");
    wire.is_served("acme", &device.poll());
    says(&wire.breaks("acme", "S22", &device.poll()), "invalid_grant");

    let device = Device::new(&wire);
    wire.pass(599);
    says(&wire.is_noted("acme", Some("N02"), &device.poll()), "authorization_pending");
    let late = device.decision(&wire, "approve");
    wire.pass(1);
    says(&wire.breaks("acme", "S22", &device.poll()), "expired_token");
    assert_eq!(wire.breaks("acme", "S22", &device.page()).status, 400);
    assert!(wire.ask(&late).status >= 400, "nobody agrees any more");
    says(&wire.breaks("acme", "S22", &device.poll()), "expired_token");
}

#[test]
fn s22_a_person_who_refuses_is_told_to_the_device() {
    let wire = Wire::with_pages();
    let device = Device::new(&wire);
    device.decided(&wire, "refuse");
    says(&wire.is_noted("acme", Some("N03"), &device.poll()), "access_denied");
}
