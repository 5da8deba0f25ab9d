//! What a refresh token is good for

use super::Wire;
use super::party::{ALL, Changed, NEIGHBOURS, Party, STRICT};

/// Whatever was granted.
const ALL_OF_IT: Changed<'_> = &[("scope", None)];

fn refused(party: &Party, wire: &Wire, rule: &str, token: &str) {
    let heard = wire.breaks(party.provider, rule, &party.refresh(token, &[]));
    assert_eq!(heard.error(), party.bad_refresh, "{heard}");
}

#[test]
fn s09_a_refresh_token_is_replaced_and_one_that_comes_again_ends_the_family() {
    let wire = Wire::strict();
    for party in ALL {
        let first = party.connected(&wire);
        let stranger = party.connected(&wire);
        let second = party.pair(&wire, &party.refresh(&first.refresh, &[]));
        assert_ne!(first.refresh, second.refresh);
        party.lets_in(&wire, &second.access);

        refused(&party, &wire, "S09", &first.refresh);
        refused(&party, &wire, "S09", &second.refresh);
        party.turns_away(&wire, &second.access);
        party.turns_away(&wire, &first.access);
        party.lets_in(&wire, &stranger.access);
    }
}

#[test]
fn s09_a_refresh_token_that_is_none_or_another_clients_ends_nothing() {
    let wire = Wire::strict();
    for party in STRICT {
        refused(&party, &wire, "S09", "invented");
        let access = party.connected(&wire).access;
        refused(&party, &wire, "S09", &access);
    }
    for (party, other) in NEIGHBOURS {
        let pair = party.connected(&wire);
        refused(&other, &wire, "S09", &pair.refresh);
        party.lets_in(&wire, &pair.access);
        wire.is_served(party.provider, &party.refresh(&pair.refresh, &[]));
    }
}

#[test]
fn s10_a_refresh_gets_what_was_granted_or_less_and_never_more() {
    let wire = Wire::strict();
    for party in ALL {
        let code = party.code(&wire, &[("scope", Some(party.less))]);
        let little = party.pair(&wire, &party.exchange(&code, &[]));
        let rule = if party.provider == "kftc" { "O0011" } else { "S10" };
        let heard = wire.breaks(party.provider, rule, &party.refresh(&little.refresh, &[]));
        assert_eq!(heard.error(), party.bad_scope, "{heard}");
        // The question alone was wrong: the token is still there.
        wire.is_served(
            party.provider,
            &party.refresh(&little.refresh, &[("scope", Some(party.less))]),
        );
    }
    for party in STRICT {
        let all = party.connected(&wire);
        let ask = party.refresh(&all.refresh, &[("scope", Some(party.less))]);
        let heard = wire.is_served(party.provider, &ask);
        assert_eq!(heard.text("scope"), party.less);
        // Less is for that one access token.
        let ask = party.refresh(&heard.text("refresh_token"), ALL_OF_IT);
        assert_eq!(wire.is_served(party.provider, &ask).text("scope"), party.scope);
    }
}

#[test]
fn s11_a_refresh_token_lapses_when_nobody_uses_it_and_not_before() {
    for party in STRICT {
        let wire = Wire::strict();
        let mut pair = party.connected(&wire);
        // Each use begins the time anew.
        for _ in 0..3 {
            wire.pass(party.refresh_life - 1);
            pair = party.pair(&wire, &party.refresh(&pair.refresh, &[]));
        }
        wire.pass(party.refresh_life);
        refused(&party, &wire, "S11", &pair.refresh);
    }
}
