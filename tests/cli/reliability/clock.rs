//! A clock that is set back or forward: whatever it says, a good token comes out, and the connection
//! outlives it.

use crate::reliability::rotating::{Rotating, access};
use crate::support::NOON;

/// A day and a year, either way, from [`NOON`].
const ELSEWHEN: [&str; 4] = [
    "2026-11-20T12:00:00Z",
    "2025-11-21T12:00:00Z",
    "2026-11-22T12:00:00Z",
    "2027-11-21T12:00:00Z",
];

#[test]
fn a_clock_that_is_wrong_for_a_while_costs_renewals_and_no_connection() {
    for moment in ELSEWHEN {
        let rotating = Rotating::connected();
        let mut issued = 1;
        // There, there again, back, and back again.
        for (at, renewals) in [(moment, 1), (moment, 0), (NOON, 1), (NOON, 0)] {
            issued += renewals;
            let token = rotating.run("token robot").at(at).run().ok();
            assert_eq!(token.trim(), access(issued), "{moment}, at {at}");
        }
        assert_eq!(rotating.spent().len(), 2, "{moment}");
        assert_eq!(rotating.unfinished(), 0);
        let status = rotating.run("status --json").run().json();
        assert_eq!(status["connected"][0]["state"], "valid", "{moment}");
    }
}

#[test]
fn refresh_all_sees_a_clock_that_was_set() {
    for moment in ELSEWHEN {
        let rotating = Rotating::connected();
        let config = rotating.run("refresh --all --profile test --json").at(moment).run().json();
        assert_eq!(config["refreshed"].as_array().unwrap().len(), 1, "{moment}: {config}");
        assert_eq!(rotating.run("token robot").at(moment).run().ok().trim(), access(2));
    }
}
