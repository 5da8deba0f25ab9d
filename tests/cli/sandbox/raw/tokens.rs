//! What is done with a token that is out: it is ended, looked at, and borne

use serde_json::json;

use super::party::{ACME_CLI, ACME_WEB, HYFATA_CLI, HYFATA_WEB, NEIGHBOURS, OTTM, Party};
use super::{Ask, Heard, Wire};

/// The services of MAX Platform, which have no people and no refresh tokens.
pub const SERVICE: Service =
    Service { id: "maxplatform-service", secret: "service_maxplatform_2025_dev_secret" };
pub const BILLING: Service =
    Service { id: "billing-batch", secret: "sandbox_billing-batch_secret_not_a_real_one" };

pub struct Service {
    pub id: &'static str,
    pub secret: &'static str,
}

impl Service {
    pub fn form(&self, endpoint: &str, more: &[(&str, &str)]) -> Ask {
        let own = [("client_id", self.id), ("client_secret", self.secret)];
        Ask::form(&format!("/max/api/oauth/{endpoint}"), &[&own[..], more].concat())
    }

    pub fn token(&self, wire: &Wire, scope: &str) -> String {
        let ask = self.form("token", &[("grant_type", "client_credentials"), ("scope", scope)]);
        wire.is_served("max", &ask).text("access_token")
    }
}

pub fn statistics(token: &str) -> Ask {
    Ask::get("/max/api/admin/oauth/service/statistics").bearer(token)
}

/// A form of a client at the endpoint beside its token endpoint.
pub fn beside(party: &Party, endpoint: &str, more: &[(&str, &str)]) -> Ask {
    let folder = party.token.strip_suffix("token").unwrap();
    party.form(&format!("{folder}{endpoint}"), more, &[])
}

fn revocation(party: &Party, token: &str) -> Ask {
    beside(party, "revoke", &[("token", token)])
}

#[test]
fn s20_a_client_ends_its_own_tokens_and_a_refresh_token_takes_its_family_along() {
    let wire = Wire::strict();
    for (party, other) in NEIGHBOURS {
        let (first, second) = (party.connected(&wire), party.connected(&wire));
        assert_eq!(wire.is_served(party.provider, &revocation(&party, "invented")).status, 200);
        for token in [&first.access, &first.refresh] {
            let heard = wire.breaks(party.provider, "S20", &revocation(&other, token));
            assert_eq!((heard.status, heard.error().as_str()), (400, "invalid_grant"), "{heard}");
        }
        party.lets_in(&wire, &first.access);

        wire.is_served(party.provider, &revocation(&party, &first.access));
        party.turns_away(&wire, &first.access);
        let next = party.pair(&wire, &party.refresh(&first.refresh, &[]));
        // A hint that is wrong is only a hint.
        let hinted = [("token", next.refresh.as_str()), ("token_type_hint", "access_token")];
        wire.is_served(party.provider, &beside(&party, "revoke", &hinted));
        party.turns_away(&wire, &next.access);
        wire.breaks(party.provider, "S09", &party.refresh(&next.refresh, &[]));
        party.lets_in(&wire, &second.access);
        wire.is_served(party.provider, &revocation(&party, &next.refresh));
    }
}

#[test]
fn s20_a_service_ends_its_own_tokens() {
    let wire = Wire::strict();
    let token = SERVICE.token(&wire, "admin:oauth");
    wire.is_served("max", &SERVICE.form("revoke", &[("token", "invented")]));
    let heard = wire.breaks("max", "S20", &BILLING.form("revoke", &[("token", &token)]));
    assert_eq!((heard.status, heard.error().as_str()), (400, "invalid_grant"), "{heard}");
    wire.is_served("max", &statistics(&token));
    wire.is_served("max", &SERVICE.form("revoke", &[("token", &token)]));
    wire.breaks("max", "S23", &statistics(&token));
}

/// Nothing is said but that the token is not active.
fn says_nothing(heard: &Heard) {
    assert_eq!((heard.status, heard.json()), (200, json!({ "active": false })), "{heard}");
}

#[test]
fn s21_a_token_is_looked_at_by_its_own_client_which_proves_who_it_is() {
    for (party, public) in [(ACME_WEB, ACME_CLI), (HYFATA_WEB, HYFATA_CLI)] {
        let wire = Wire::strict();
        let look = |party: &Party, token: &str| {
            wire.is_served(party.provider, &beside(party, "introspect", &[("token", token)]))
        };
        let (own, foreign) = (party.connected(&wire), public.connected(&wire));
        for token in [&own.access, &own.refresh] {
            let document = look(&party, token).json();
            assert_eq!(
                (&document["active"], &document["client_id"]),
                (&json!(true), &party.id.into())
            );
        }
        for token in ["invented", &foreign.access, &foreign.refresh] {
            says_nothing(&look(&party, token));
        }

        let public = beside(&public, "introspect", &[("token", &foreign.access)]);
        assert_eq!(wire.breaks(party.provider, "S21", &public).status, 401);
        let path = beside(&party, "introspect", &[]).path;
        let nobody = Ask::form(&path, &[("token", &own.access)]);
        assert_eq!(wire.breaks(party.provider, "S14", &nobody).status, 401);

        wire.is_served(party.provider, &revocation(&party, &own.access));
        says_nothing(&look(&party, &own.access));
        let late = party.connected(&wire).access;
        wire.pass(3_600);
        says_nothing(&look(&party, &late));
    }
}

#[test]
fn s21_a_service_looks_at_its_own_tokens() {
    let wire = Wire::strict();
    let token = SERVICE.token(&wire, "admin:users");
    let look = |service: &Service, token: &str| {
        wire.is_served("max", &service.form("introspect", &[("token", token)]))
    };
    assert_eq!(look(&SERVICE, &token).json()["scope"], "admin:users");
    says_nothing(&look(&BILLING, &token));
    says_nothing(&look(&SERVICE, "invented"));
    let nobody = Ask::form("/max/api/oauth/introspect", &[("token", &token)]);
    assert_eq!(wire.breaks("max", "S14", &nobody).status, 401);
    wire.pass(86_400);
    says_nothing(&look(&SERVICE, &token));
}

#[test]
fn s23_a_bearer_is_told_whether_the_token_is_missing_wrong_over_or_for_something_else() {
    let wire = Wire::strict();
    let of = |party: Party, scope| {
        let code = party.code(&wire, &[("scope", Some(scope))]);
        let token = party.pair(&wire, &party.exchange(&code, &[])).access;
        (party.provider, party.whoami(&token))
    };
    let cases = [
        of(ACME_CLI, "profile offline_access"),
        of(HYFATA_WEB, "profile:write"),
        of(OTTM, "profile"),
        ("max", statistics(&BILLING.token(&wire, "admin:system"))),
    ];
    for (provider, narrow) in cases {
        let challenged = |status, rule, ask: &Ask| {
            let heard = wire.breaks(provider, rule, ask);
            assert_eq!(heard.status, status, "{heard}");
            let challenge = heard.header("www-authenticate").unwrap().to_owned();
            assert!(challenge.starts_with(&format!("Bearer realm=\"{provider}\"")), "{challenge}");
            challenge
        };
        let nobody = narrow.clone().without("authorization");
        assert!(!challenged(401, "S23", &nobody).contains("error="), "{provider}: told no code");
        let unknown = challenged(401, "S23", &nobody.bearer("invented"));
        assert!(unknown.contains("error=\"invalid_token\""), "{unknown}");
        let narrow = challenged(403, "S23", &narrow);
        assert!(narrow.contains("error=\"insufficient_scope\""), "{narrow}");
    }
}
