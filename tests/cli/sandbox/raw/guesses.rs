//! Whoever guesses at a secret

use serde_json::json;

use super::device::Device;
use super::party::{ACME_WEB, BARE, HYFATA_WEB, KFTC, OTTM, Party, UNVERIFIED};
use super::tokens::{SERVICE, Service, beside};
use super::{Ask, Wire};

/// A request that is served where the secret in it is right, which it is or is not.
pub type Knock = fn(&Wire, bool) -> Ask;

const SHUT: (u16, &str) = (429, "temporarily_unavailable");

/// Where a secret is checked: at whom, how, and what whoever is shut out is told.
pub const DOORS: &[(&str, Knock, (u16, &str))] = &[
    ("acme", |_, right| beside(&proving(ACME_WEB, right), "revoke", &[("token", "x")]), SHUT),
    ("hyfata", |_, right| beside(&proving(HYFATA_WEB, right), "revoke", &[("token", "x")]), SHUT),
    ("ottm", at_ottm, (429, "10073")),
    ("max", at_max, SHUT),
    ("toss", at_toss, SHUT),
    ("hive", at_hive, (200, "4001")),
    ("kftc", at_kftc, (200, "O0013")),
];

/// A client with its secret, or with a wrong one.
fn proving(party: Party, right: bool) -> Party {
    if right { party } else { party.with_secret("wrong") }
}

fn at_ottm(wire: &Wire, right: bool) -> Ask {
    proving(OTTM, right).exchange(&OTTM.code(wire, BARE), UNVERIFIED)
}

fn at_max(_: &Wire, right: bool) -> Ask {
    let service = if right { SERVICE } else { Service { secret: "wrong", ..SERVICE } };
    service.form("revoke", &[("token", "x")])
}

fn at_toss(_: &Wire, right: bool) -> Ask {
    let secret = if right { "sandbox_toss_secret_not_a_real_one" } else { "wrong" };
    let form = [
        ("grant_type", "client_credentials"),
        ("scope", "ca"),
        ("client_id", "sandbox_toss_client"),
        ("client_secret", secret),
    ];
    Ask::form("/toss/token", &form)
}

fn at_hive(_: &Wire, right: bool) -> Ask {
    let secret = if right { "sandbox_hive_secret_not_a_real_one" } else { "wrong" };
    let body = json!({
        "appid": "com.example.sandbox.google.global.normal", "grant_type": "client_credentials",
        "client_id": "sandbox_hive_client", "client_secret": secret,
    });
    Ask::json("/hive/oauth/token", &body).with("iscrypt", "0")
}

fn at_kftc(_: &Wire, right: bool) -> Ask {
    let grant = [("grant_type", "client_credentials"), ("scope", "oob")];
    proving(KFTC, right).form(KFTC.token, &grant, &[])
}

#[test]
fn s24_ten_wrong_secrets_shut_a_client_for_a_minute() {
    let wire = Wire::strict();
    for (provider, knock, (status, error)) in DOORS {
        for _ in 0..10 {
            wire.breaks(provider, "S14", &knock(&wire, false));
        }
        let shut = || {
            // Nobody hears any more whether a secret is right.
            for right in [true, false] {
                let heard = wire.breaks(provider, "S24", &knock(&wire, right));
                assert_eq!((heard.status, heard.error().as_str()), (*status, *error), "{heard}");
            }
            wire.breaks(provider, "S24", &knock(&wire, true))
        };
        let said = shut().header("retry-after").map(str::to_owned);
        assert_eq!(said.as_deref(), (*status == 429).then_some("60"), "{provider}");
        wire.pass(59);
        let said = shut().header("retry-after").map(str::to_owned);
        assert_eq!(said.as_deref(), (*status == 429).then_some("1"), "{provider}");
        wire.pass(1);
        wire.is_served(provider, &knock(&wire, true));
    }
}

#[test]
fn s24_a_slip_is_forgiven_and_no_other_client_is_shut() {
    let wire = Wire::strict();
    for (provider, knock, _) in DOORS {
        for wrong in [9, 9] {
            for _ in 0..wrong {
                wire.breaks(provider, "S14", &knock(&wire, false));
            }
            wire.is_served(provider, &knock(&wire, true));
        }
    }
    for _ in 0..10 {
        wire.breaks("max", "S14", &at_max(&wire, false));
    }
    wire.breaks("max", "S24", &at_max(&wire, true));
    wire.is_served("max", &super::tokens::BILLING.form("revoke", &[("token", "x")]));
}

#[test]
fn s24_ten_wrong_user_codes_and_no_code_is_looked_at_for_a_minute() {
    let wire = Wire::with_pages();
    let device = Device::new(&wire);
    for _ in 0..10 {
        let wrong = Ask::query("/acme/device", &[("user_code", "BBBB-BBBB")]);
        wire.breaks("acme", "S22", &wrong);
    }
    let heard = wire.breaks("acme", "S24", &device.page());
    assert_eq!((heard.status, heard.header("retry-after")), (429, Some("60")));
    wire.pass(60);
    device.decided(&wire, "approve");
}

#[test]
fn s24_ten_wrong_passwords_shut_a_person_for_a_minute() {
    let wire = Wire::with_pages();
    let page = wire.is_served("hyfata", &HYFATA_WEB.authorize(&[]));
    let ticket = page.field("ticket");
    let log_in = |password| {
        let form = [
            ("ticket", ticket.as_str()),
            ("email", "haneul.kim@example.com"),
            ("password", password),
        ];
        Ask::form("/hyfata/oauth/login", &form)
    };
    for _ in 0..10 {
        wire.breaks("hyfata", "R11", &log_in("wrong"));
    }
    let heard = wire.breaks("hyfata", "S24", &log_in("sandbox-password"));
    assert_eq!((heard.status, heard.header("retry-after")), (429, Some("60")));
    wire.pass(60);
    let heard = wire.is_served("hyfata", &log_in("sandbox-password"));
    assert_eq!(heard.status, 303);
}
