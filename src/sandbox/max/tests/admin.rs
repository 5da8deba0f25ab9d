//! The admin API, which is the same to all behaviors.

use serde_json::{Value, json};

use crate::sandbox::max::clients;
use crate::sandbox::max::testing::{
    CLIENTS, Max, OTHER, OTHER_ID, STATISTICS, TOKEN, body, refused, text,
};
use crate::sandbox::secrets;
use crate::sandbox::testing::{Asking, Stage};

fn max() -> Max {
    Max::behaving("documented")
}

/// The ids of a list.
fn ids(max: &Max, query: &str) -> Vec<String> {
    let list = body(&max.admin(&format!("{CLIENTS}{query}")));
    let rows = list.as_array().unwrap_or_else(|| panic!("{query}: {list}"));
    rows.iter().map(|row| row["client_id"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn everybody_has_an_id_and_their_order_is_that_of_the_ids() {
    assert!(clients::CLIENTS.is_sorted_by(|one, next| one.id < next.id));
    for client in &clients::CLIENTS {
        assert!(client.id.len() <= 50 && !client.name.is_empty(), "{}", client.id);
        assert!(client.scopes.iter().all(|scope| scope.contains(':')), "{}", client.id);
    }
}

#[test]
fn statistics_count_clients_and_the_tokens_that_stand() {
    let max = max();
    let token = max.token("admin:oauth admin:system");
    max.token("admin:system");
    let expected = json!({
        "total_clients": 25, "active_clients": 23, "service_clients": 10, "total_sessions": 0,
        "active_tokens": 2, "active_service_tokens": 2, "recent_authorizations_24h": 0,
        "accessed_by_service": "maxplatform-service",
        "service_scopes": ["admin:oauth", "admin:system"],
    });
    assert_eq!(body(&max.get(STATISTICS, &token)), expected);
    let later = max.later(86_400);
    assert_eq!(body(&later.admin(STATISTICS))["active_tokens"], 1);
}

#[test]
fn a_client_is_described_without_its_secret() {
    let max = max();
    let list = body(&max.admin(&format!("{CLIENTS}?search=maxlab")));
    let id = list[0]["id"].as_str().unwrap().to_owned();
    assert_eq!((id.len(), id.as_bytes()[14]), (36, b'4'));
    let expected = json!([{
        "id": id, "client_id": "maxlab", "client_name": "MAX Lab", "description": null,
        "redirect_uris": ["http://localhost:3003/oauth/callback"],
        "allowed_scopes": ["read:profile", "read:features", "read:groups", "manage:experiments"],
        "is_confidential": true, "is_active": true, "logo_url": null,
        "homepage_url": "http://localhost:3003",
        "created_at": "2025-07-21T05:12:33.482913", "updated_at": "2025-07-21T05:12:33.482913",
    }]);
    assert_eq!(list, expected);
}

#[test]
fn the_list_has_pages() {
    let max = max();
    let all = ids(&max, "?limit=100");
    assert_eq!(all.len(), 25);
    assert_eq!(ids(&max, ""), all[..20]);
    assert_eq!(ids(&max, "?skip=20"), all[20..]);
    assert_eq!(ids(&max, "?skip=3&limit=2"), all[3..5]);
    assert!(ids(&max, "?skip=25").is_empty());
    assert_eq!(ids(&max, "?limit=1&limit=2").len(), 2, "the last one counts");
}

#[test]
fn the_list_is_searched_by_id_and_by_name_in_any_case() {
    let max = max();
    assert_eq!(ids(&max, "?search=GATEWAY"), ["maxapi-gateway"]);
    assert_eq!(ids(&max, "?search=mlOps"), ["maxmlops"]);
    assert_eq!(ids(&max, "?search=%EC%82%AC%EB%82%B4"), ["old-intranet", "wiki"], "사내");
    assert_eq!(ids(&max, "?search=Service%20Token"), ["maxplatform-service"]);
    assert!(ids(&max, "?search=nobody").is_empty());
    assert_eq!(ids(&max, "?search=").len(), 20, "an empty one filters nothing");
}

#[test]
fn the_list_is_filtered_by_whether_one_is_active() {
    let max = max();
    for no in ["false", "0", "no", "OFF", "F"] {
        let inactive = ids(&max, &format!("?is_active={no}"));
        assert_eq!(inactive, ["old-intranet", "search-index"], "{no}");
    }
    assert_eq!(ids(&max, "?is_active=true&limit=100").len(), 23);
    assert_eq!(
        ids(&max, "?is_active=1&search=in").iter().filter(|id| *id == "old-intranet").count(),
        0
    );
}

#[test]
fn every_bad_parameter_is_named_with_what_it_should_be() {
    let max = max();
    let faults = |query: &str| -> Value {
        let answer = max.admin(&format!("{CLIENTS}{query}"));
        assert_eq!(answer.status.as_u16(), 422, "{query}");
        body(&answer)["detail"].take()
    };
    let too_many = json!([{
        "type": "less_than_equal", "loc": ["query", "limit"], "input": "101", "ctx": {"le": 100},
        "msg": "Input should be less than or equal to 100",
    }]);
    assert_eq!(faults("?limit=101"), too_many);
    let msg = |query: &str| faults(query)[0]["msg"].as_str().unwrap().to_owned();
    assert_eq!(msg("?limit=0"), "Input should be greater than or equal to 1");
    assert_eq!(msg("?skip=-1"), "Input should be greater than or equal to 0");
    let words = "Input should be a valid integer, unable to parse string as an integer";
    assert_eq!((msg("?limit=ten"), msg("?skip=")), (words.to_owned(), words.to_owned()));
    let words = "Input should be a valid boolean, unable to interpret input";
    assert_eq!(msg("?is_active=maybe"), words);
    assert_eq!(faults("?is_active=2&skip=-1&limit=101").as_array().unwrap().len(), 3);
    let unknown = max.get(&format!("{CLIENTS}?limit=101"), "x");
    assert_eq!(unknown.status.as_u16(), 401, "who asks comes first");
}

#[test]
fn a_new_secret_counts_at_once_and_the_old_one_no_more() {
    let max = max();
    let admin = max.token("admin:oauth");
    let theirs = text(
        &max.issue(&[&OTHER[..], &[("scope", Some("admin:system"))]].concat()),
        "access_token",
    );
    let answer = max.later(60).regenerate(OTHER_ID, &admin);
    let expected = "Client secret regenerated by service maxplatform-service";
    assert_eq!(text(&answer, "message"), expected);
    let secret = text(&answer, "client_secret");
    assert_eq!((secret.len(), &secret[..7]), (50, "secret_"));
    let scope = ("scope", Some("admin:system"));
    let old = max.issue(&[&OTHER[..], &[scope]].concat());
    assert_eq!(refused(&old), (401, "Invalid client_secret".to_owned()));
    let new = max.issue(&[("client_id", Some(OTHER_ID)), ("client_secret", Some(&secret)), scope]);
    assert_eq!(new.status.as_u16(), 200);
    // 403 and not 401: the token that the old one got still stands.
    assert_eq!(max.get(STATISTICS, &theirs).status.as_u16(), 403);
    let row = body(&max.admin(&format!("{CLIENTS}?search={OTHER_ID}")));
    assert_eq!(row[0]["updated_at"], "2027-01-15T08:01:00");
}

#[test]
fn of_a_secret_that_was_made_no_more_than_a_digest_is_remembered() {
    let max = max();
    let secret = text(&max.regenerate(OTHER_ID, &max.token("admin:oauth")), "client_secret");
    let state = max.stage.context.state();
    let kept: Vec<u8> = state
        .read(|connection| {
            Ok(connection.query_row("SELECT digest FROM max_secret", [], |row| row.get(0))?)
        })
        .unwrap();
    assert_eq!(kept, secrets::digest(&secret));
}

#[test]
fn a_service_can_lock_itself_out() {
    let max = max();
    let token = max.token("admin:oauth");
    assert_eq!(max.regenerate("maxplatform-service", &token).status.as_u16(), 200);
    assert_eq!(refused(&max.issue(&[])), (401, "Invalid client_secret".to_owned()));
    assert_eq!(max.get(STATISTICS, &token).status.as_u16(), 200);
}

#[test]
fn not_everybody_has_a_secret_to_be_made_anew() {
    let max = max();
    let token = max.token("admin:oauth");
    let nobody = max.regenerate("nobody", &token);
    assert_eq!(refused(&nobody), (404, "OAuth client not found".to_owned()));
    let public = max.regenerate("mobile-app", &token);
    let words = "Cannot regenerate secret for public clients";
    assert_eq!(refused(&public), (400, words.to_owned()));
    assert_eq!(max.regenerate("nobody", &max.token("admin:users")).status.as_u16(), 403);
}

#[test]
fn a_token_of_one_behavior_is_known_to_the_other() {
    let max = max();
    let token = max.token("admin:oauth");
    let mut scenario = max.stage.context.scenario.clone();
    scenario.behaviors = ["max=strict".parse().unwrap()].into_iter().collect();
    let stage = Stage::playing(scenario);
    assert_eq!(stage.answer(Asking::get(STATISTICS).bearer(&token)).status.as_u16(), 200);
    assert_eq!(stage.answer(Asking::get(TOKEN)).status.as_u16(), 405);
}
