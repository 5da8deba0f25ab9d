//! From the address that a code is sent to, to what the code is good for

use super::Wire;
use super::party::{
    ACME_WEB, ALL, BARE, CHALLENGE, ELSEWHERE, HYFATA_WEB, KFTC, NEIGHBOURS, OTTM, Party, STRICT,
    UNVERIFIED, VERIFIER,
};

/// What a code that is none is called, and that nothing came with it.
fn refused(party: &Party, wire: &Wire, rule: &str, ask: &super::Ask) {
    let heard = wire.breaks(party.provider, rule, ask);
    assert_eq!(heard.error(), party.bad_code, "{heard}");
    // KFTC says so with 200.
    assert_eq!(heard.status, if party.provider == "kftc" { 200 } else { 400 }, "{heard}");
}

#[test]
fn s03_plain_http_leads_to_no_other_machine() {
    let wire = Wire::strict();
    for party in ALL {
        for (address, rule) in [
            ("http://192.0.2.1/callback", "S03"),
            ("http://example.com/callback", "S03"),
            ("http://127.0.0.1.example.com/callback", "S03"),
            ("http://127.0.0.1:1@example.com/callback", "S03"),
            ("http://localhost.example.com:1/callback", "S03"),
            ("https://example.com/callback", "S01"),
        ] {
            let ask = party.authorize(&[("redirect_uri", Some(address))]);
            let heard = wire.breaks(party.provider, rule, &ask);
            assert_eq!(heard.header("location"), None, "{ask}\n{heard}");
            assert_eq!(heard.status, if party.provider == "kftc" { 200 } else { 400 }, "{heard}");
        }
    }
}

#[test]
fn s04_a_challenge_wants_its_verifier() {
    let wire = Wire::strict();
    for party in STRICT {
        for verifier in
            [None, Some("another-verifier-of-43-characters-or-even-more"), Some("short")]
        {
            let code = party.code(&wire, &[]);
            let ask = party.exchange(&code, &[("code_verifier", verifier)]);
            refused(&party, &wire, "S04", &ask);
        }
        for unfit in [
            ("code_challenge_method", Some("plain")),
            ("code_challenge_method", None),
            ("code_challenge", Some("short")),
        ] {
            let heard = wire.breaks(party.provider, "S04", &party.authorize(&[unfit]));
            assert_eq!(heard.back("error").as_deref(), Some("invalid_request"), "{heard}");
            assert_eq!(heard.back("code"), None);
        }
        party.connected(&wire);
    }
}

#[test]
fn s05_a_verifier_wants_its_challenge() {
    let wire = Wire::strict();
    for party in [ACME_WEB, HYFATA_WEB, OTTM] {
        // Somebody has taken the challenge out of the request on its way.
        let code = party.code(&wire, BARE);
        let ask = party.exchange(&code, &[("code_verifier", Some(VERIFIER))]);
        refused(&party, &wire, "S05", &ask);
        wire.is_served(party.provider, &party.exchange(&party.code(&wire, BARE), UNVERIFIED));
    }
}

#[test]
fn s07_a_code_is_good_for_its_time_and_no_longer() {
    for party in ALL {
        let wire = Wire::strict();
        refused(&party, &wire, "S07", &party.exchange("invented", &[]));
        let (in_time, late) = (party.code(&wire, &[]), party.code(&wire, &[]));
        assert!(party.code_life <= 600, "ten minutes at most");
        wire.pass(party.code_life - 1);
        wire.is_served(party.provider, &party.exchange(&in_time, &[]));
        wire.pass(1);
        refused(&party, &wire, "S07", &party.exchange(&late, &[]));
    }
}

#[test]
fn s07_a_code_is_bound_to_its_address_and_where_a_failure_burns_it_burned() {
    let wire = Wire::strict();
    for party in ALL {
        let code = party.code(&wire, &[]);
        refused(&party, &wire, "S01", &party.exchange(&code, &[("redirect_uri", Some(ELSEWHERE))]));
        let right = party.exchange(&code, &[]);
        if party.burns {
            refused(&party, &wire, "S08", &right);
        } else {
            wire.is_served(party.provider, &right);
        }
    }
}

#[test]
fn s07_a_code_is_for_its_client_whom_another_one_cannot_hinder() {
    let wire = Wire::strict();
    for (party, other) in NEIGHBOURS {
        let code = party.code(&wire, &[]);
        refused(&other, &wire, "S07", &other.exchange(&code, &[]));
        wire.is_served(party.provider, &party.exchange(&code, &[]));
    }
}

#[test]
fn s08_a_code_that_comes_again_ends_its_tokens_if_all_else_is_right() {
    let wire = Wire::strict();
    for party in ALL {
        let code = party.code(&wire, &[]);
        let pair = party.pair(&wire, &party.exchange(&code, &[]));
        // Whoever saw the code alone ends nothing.
        refused(&party, &wire, "S01", &party.exchange(&code, &[("redirect_uri", Some(ELSEWHERE))]));
        if party.provider != KFTC.provider {
            refused(&party, &wire, "S04", &party.exchange(&code, UNVERIFIED));
            let wrong = [("code_verifier", Some(CHALLENGE))];
            refused(&party, &wire, "S04", &party.exchange(&code, &wrong));
        }
        party.lets_in(&wire, &pair.access);

        refused(&party, &wire, "S08", &party.exchange(&code, &[]));
        party.turns_away(&wire, &pair.access);
        let heard = wire.breaks(party.provider, "S09", &party.refresh(&pair.refresh, &[]));
        assert_eq!(heard.error(), party.bad_refresh, "{heard}");
    }
}
