//! Codes, refresh tokens, devices and secrets: what was good once, or for somebody else

use super::Row;
use crate::sandbox::raw::device::Device;
use crate::sandbox::raw::guesses::{DOORS, Knock};
use crate::sandbox::raw::party::{
    ACME_CLI, ACME_WEB, BARE, HYFATA_CLI, HYFATA_WEB, KFTC, OTTM, Party,
};
use crate::sandbox::raw::tokens::{BILLING, SERVICE, beside, statistics};
use crate::sandbox::raw::{Ask, Wire};

/// A code that was used, with everything else right.
fn replayed(party: &Party, wire: &Wire) -> Ask {
    let ask = party.exchange(&party.code(wire, &[]), &[]);
    wire.is_served(party.provider, &ask);
    ask
}

/// A verifier without its challenge.
fn stray(party: &Party, wire: &Wire) -> Ask {
    party.exchange(&party.code(wire, BARE), &[])
}

/// A refresh token that was replaced.
fn reused(party: &Party, wire: &Wire) -> Ask {
    let ask = party.refresh(&party.connected(wire).refresh, &[]);
    wire.is_served(party.provider, &ask);
    ask
}

/// More than was granted.
fn wider(party: &Party, wire: &Wire) -> Ask {
    let code = party.code(wire, &[("scope", Some(party.less))]);
    let pair = party.pair(wire, &party.exchange(&code, &[]));
    party.refresh(&pair.refresh, &[])
}

/// A refresh token that nobody used in time.
fn idle(party: &Party, wire: &Wire) -> Ask {
    let ask = party.refresh(&party.connected(wire).refresh, &[]);
    wire.pass(party.refresh_life);
    ask
}

/// The token of one client, that another one would end.
fn foreign(party: &Party, other: &Party, wire: &Wire) -> Ask {
    beside(other, "revoke", &[("token", &party.connected(wire).access)])
}

/// A token that was good for as long as it said.
fn outlived(party: &Party, wire: &Wire) -> Ask {
    let ask = party.whoami(&party.connected(wire).access);
    // KFTC's live the longest.
    wire.pass(7_776_000);
    ask
}

/// The eleventh secret, and it is right.
fn guessed(provider: &str, wire: &Wire) -> Ask {
    let (_, knock, _): &(&str, Knock, _) = DOORS.iter().find(|door| door.0 == provider).unwrap();
    for _ in 0..10 {
        wire.ask(&knock(wire, false));
    }
    knock(wire, true)
}

/// A code that a device has too early, or too late.
fn polled(wire: &Wire) -> Ask {
    let device = Device::new(wire);
    wire.ask(&device.poll());
    device.poll()
}

pub const ROWS: &[Row] = &[
    ("acme", "S07", |_| ACME_CLI.exchange("invented", &[])),
    ("hyfata", "S07", |_| HYFATA_WEB.exchange("invented", &[])),
    ("ottm", "S07", |_| OTTM.exchange("invented", &[])),
    ("kftc", "S07", |_| KFTC.exchange("invented", &[])),
    ("acme", "S04", |wire| {
        ACME_CLI.exchange(&ACME_CLI.code(wire, &[]), &[("code_verifier", None)])
    }),
    ("acme", "S05", |wire| stray(&ACME_WEB, wire)),
    ("hyfata", "S05", |wire| stray(&HYFATA_WEB, wire)),
    ("ottm", "S05", |wire| stray(&OTTM, wire)),
    ("acme", "S08", |wire| replayed(&ACME_CLI, wire)),
    ("hyfata", "S08", |wire| replayed(&HYFATA_WEB, wire)),
    ("ottm", "S08", |wire| replayed(&OTTM, wire)),
    ("kftc", "S08", |wire| replayed(&KFTC, wire)),
    ("acme", "S09", |wire| reused(&ACME_CLI, wire)),
    ("hyfata", "S09", |wire| reused(&HYFATA_WEB, wire)),
    ("ottm", "S09", |wire| reused(&OTTM, wire)),
    ("kftc", "S09", |wire| reused(&KFTC, wire)),
    ("kftc", "O0014", |_| KFTC.refresh("invented", &[])),
    ("acme", "S10", |wire| wider(&ACME_CLI, wire)),
    ("hyfata", "S10", |wire| wider(&HYFATA_WEB, wire)),
    ("ottm", "S10", |wire| wider(&OTTM, wire)),
    ("kftc", "O0011", |wire| wider(&KFTC, wire)),
    ("acme", "S11", |wire| idle(&ACME_CLI, wire)),
    ("hyfata", "S11", |wire| idle(&HYFATA_WEB, wire)),
    ("ottm", "S11", |wire| idle(&OTTM, wire)),
    ("kftc", "O0015", |wire| idle(&KFTC, wire)),
    ("acme", "S20", |wire| foreign(&ACME_CLI, &ACME_WEB, wire)),
    ("hyfata", "S20", |wire| foreign(&HYFATA_WEB, &HYFATA_CLI, wire)),
    ("max", "S20", |wire| {
        BILLING.form("revoke", &[("token", &SERVICE.token(wire, "admin:oauth"))])
    }),
    ("acme", "N04", |wire| outlived(&ACME_CLI, wire)),
    ("hyfata", "N04", |wire| outlived(&HYFATA_WEB, wire)),
    ("ottm", "N04", |wire| outlived(&OTTM, wire)),
    ("kftc", "O0003", |wire| outlived(&KFTC, wire)),
    ("max", "N04", |wire| {
        let token = SERVICE.token(wire, "admin:oauth");
        wire.pass(86_400);
        statistics(&token)
    }),
    ("acme", "S22", polled),
    ("acme", "N02", |wire| Device::new(wire).poll()),
    ("acme", "N03", |wire| {
        let device = Device::new(wire);
        device.decided(wire, "refuse");
        device.poll()
    }),
    ("acme", "R11", |wire| {
        let ask = Device::new(wire).decision(wire, "approve");
        Ask { body: ask.body.replace("person=", "nobody="), ..ask }
    }),
    ("acme", "S24", |wire| guessed("acme", wire)),
    ("hyfata", "S24", |wire| guessed("hyfata", wire)),
    ("ottm", "S24", |wire| guessed("ottm", wire)),
    ("max", "S24", |wire| guessed("max", wire)),
    ("toss", "S24", |wire| guessed("toss", wire)),
    ("hive", "S24", |wire| guessed("hive", wire)),
    ("kftc", "S24", |wire| guessed("kftc", wire)),
];
