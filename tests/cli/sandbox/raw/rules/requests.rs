//! Requests that are wrong as they stand: their path, method, host, form, client

use serde_json::json;

use super::Row;
use crate::sandbox::raw::Ask;
use crate::sandbox::raw::party::{
    ACME_CLI, ACME_WEB, BARE, HYFATA_CLI, HYFATA_WEB, KFTC, OTTM, Party,
};
use crate::sandbox::raw::tokens::{BILLING, SERVICE, Service, beside, statistics};
use crate::sandbox::raw::toss_and_hive::{hive_call, hive_token, toss_call, toss_token};

const BASIC: &str = "Basic eDp5";
const TOSS_STATUS: &str = "/toss/api/v2/sign/user/auth/status";

/// A wrong address, client, response type, scope or challenge of a request to authorize.
const FOREIGN: (&str, Option<&str>) = ("redirect_uri", Some("https://example.com/callback"));
const PLAIN: (&str, Option<&str>) = ("redirect_uri", Some("http://example.com/callback"));
const NOBODY: (&str, Option<&str>) = ("client_id", Some("nobody"));
const TOKEN: (&str, Option<&str>) = ("response_type", Some("token"));
const WIDE: (&str, Option<&str>) = ("scope", Some("wallet"));
const SHORT: (&str, Option<&str>) = ("code_challenge", Some("short"));

/// The same request with a parameter that is there twice.
fn twice(party: &Party) -> Ask {
    let ask = party.authorize(&[]);
    Ask { path: format!("{}&scope=x", ask.path), ..ask }
}

/// A grant that is none.
fn password(party: &Party) -> Ask {
    party.form(party.token, &[("grant_type", "password")], &[])
}

fn wrong_secret(party: Party) -> Ask {
    party.with_secret("wrong").refresh("x", &[])
}

/// A form with a secret, and a header with another.
fn two_ways(party: &Party) -> Ask {
    party.refresh("x", &[]).with("authorization", BASIC)
}

pub const ROWS: &[Row] = &[
    // The way in.
    ("none", "R01", |_| Ask::get("/nobody")),
    ("acme", "R01", |_| Ask::get("/acme/nothing")),
    ("hyfata", "R01", |_| Ask::get("/hyfata/nothing")),
    ("ottm", "R01", |_| Ask::get("/ottm/nothing")),
    ("max", "R01", |_| Ask::get("/max/nothing")),
    ("toss", "R01", |_| Ask::get("/toss/nothing")),
    ("hive", "R01", |_| Ask::get("/hive/nothing")),
    ("acme", "R02", |_| Ask::get("/acme/token")),
    ("hyfata", "R02", |_| Ask::get("/hyfata/oauth/revoke")),
    ("ottm", "R02", |_| Ask::get("/ottm/oauth2/v1/token")),
    ("max", "R02", |_| Ask::get("/max/api/oauth/token")),
    ("toss", "R02", |_| Ask::get("/toss/token")),
    ("hive", "R02", |_| Ask::get("/hive/oauth/token")),
    ("hyfata", "S13", |_| Ask::get("/hyfata/oauth/token")),
    ("toss", "S25", |_| toss_token().with("host", "evil.example")),
    ("acme", "S25", |_| ACME_CLI.refresh("x", &[]).with("origin", "https://evil.example")),
    ("acme", "R10", |_| ACME_CLI.refresh("x", &[]).with("content-length", "1048577")),
    // The request to authorize.
    ("acme", "S01", |_| ACME_CLI.authorize(&[FOREIGN])),
    ("hyfata", "S01", |_| HYFATA_WEB.authorize(&[FOREIGN])),
    ("ottm", "S01", |_| OTTM.authorize(&[FOREIGN])),
    ("kftc", "S01", |_| KFTC.authorize(&[FOREIGN])),
    ("acme", "S02", |_| ACME_CLI.authorize(&[NOBODY])),
    ("hyfata", "S02", |_| HYFATA_WEB.authorize(&[NOBODY])),
    ("ottm", "S02", |_| OTTM.authorize(&[NOBODY])),
    ("acme", "S03", |_| ACME_CLI.authorize(&[PLAIN])),
    ("hyfata", "S03", |_| HYFATA_WEB.authorize(&[PLAIN])),
    ("ottm", "S03", |_| OTTM.authorize(&[PLAIN])),
    ("kftc", "S03", |_| KFTC.authorize(&[PLAIN])),
    ("acme", "S04", |_| ACME_CLI.authorize(&[SHORT])),
    ("hyfata", "S04", |_| HYFATA_CLI.authorize(&[SHORT])),
    ("ottm", "S04", |_| OTTM.authorize(&[SHORT])),
    ("acme", "S06", |_| ACME_CLI.authorize(BARE)),
    ("hyfata", "S06", |_| HYFATA_CLI.authorize(BARE)),
    ("acme", "S13", |_| twice(&ACME_CLI)),
    ("hyfata", "S13", |_| twice(&HYFATA_WEB)),
    ("ottm", "S13", |_| twice(&OTTM)),
    ("ottm", "R04", |_| OTTM.authorize(&[("client_id", None)])),
    ("acme", "R07", |_| ACME_CLI.authorize(&[WIDE])),
    ("hyfata", "R07", |_| HYFATA_WEB.authorize(&[WIDE])),
    ("ottm", "R07", |_| OTTM.authorize(&[WIDE])),
    ("acme", "R08", |_| ACME_CLI.authorize(&[TOKEN])),
    ("hyfata", "R08", |_| HYFATA_WEB.authorize(&[TOKEN])),
    ("ottm", "R08", |_| OTTM.authorize(&[TOKEN])),
    ("acme", "N01", |_| ACME_CLI.authorize(&[("prompt", Some("none"))])),
    ("ottm", "R11", |_| Ask::form("/ottm/auth/consent", &[("decision", "approve")])),
    ("kftc", "O0001", |_| KFTC.authorize(&[("state", Some("short"))])),
    // The token endpoint: what is sent, by whom, for which grant.
    ("acme", "R03", |_| ACME_CLI.refresh("x", &[]).without("content-type")),
    ("hyfata", "R03", |_| HYFATA_WEB.refresh("x", &[]).without("content-type")),
    ("ottm", "R03", |_| OTTM.refresh("x", &[]).without("content-type")),
    ("max", "R03", |_| SERVICE.form("token", &[]).without("content-type")),
    ("toss", "R03", |_| toss_token().without("content-type")),
    ("acme", "R04", |_| ACME_CLI.form(ACME_CLI.token, &[], &[])),
    ("hyfata", "R04", |_| HYFATA_WEB.form(HYFATA_WEB.token, &[], &[])),
    ("max", "R04", |_| SERVICE.form("token", &[])),
    ("toss", "R04", |_| Ask::form("/toss/token", &[("scope", "ca")])),
    ("acme", "S14", |_| wrong_secret(ACME_WEB)),
    ("hyfata", "S14", |_| wrong_secret(HYFATA_WEB)),
    ("ottm", "S14", |_| wrong_secret(OTTM)),
    ("kftc", "S14", |_| wrong_secret(KFTC)),
    ("max", "S14", |_| Service { secret: "wrong", ..SERVICE }.form("revoke", &[("token", "x")])),
    ("toss", "S14", |_| {
        Ask::form("/toss/token", &[("grant_type", "client_credentials")])
            .with("authorization", BASIC)
    }),
    ("acme", "R05", |_| two_ways(&ACME_WEB)),
    ("hyfata", "R05", |_| two_ways(&HYFATA_WEB)),
    ("ottm", "R05", |_| two_ways(&OTTM)),
    ("max", "R05", |_| SERVICE.form("revoke", &[("token", "x")]).with("authorization", BASIC)),
    ("toss", "R05", |_| toss_token().with("authorization", BASIC)),
    ("acme", "R06", |_| password(&ACME_CLI)),
    ("hyfata", "R06", |_| password(&HYFATA_WEB)),
    ("ottm", "R06", |_| password(&OTTM)),
    ("max", "R06", |_| SERVICE.form("token", &[("grant_type", "password")])),
    ("toss", "R06", |_| Ask::form("/toss/token", &[("grant_type", "password")])),
    ("max", "R07", |_| {
        BILLING.form("token", &[("grant_type", "client_credentials"), ("scope", "admin:oauth")])
    }),
    ("toss", "R07", |_| {
        let ask = toss_token();
        Ask { body: ask.body.replace("scope=ca", "scope=cb"), ..ask }
    }),
    ("acme", "S21", |_| beside(&ACME_CLI, "introspect", &[("token", "x")])),
    ("hyfata", "S21", |_| beside(&HYFATA_CLI, "introspect", &[("token", "x")])),
    // Tokens that are none.
    ("acme", "C18", |_| Ask::get("/acme/userinfo?access_token=x")),
    ("hyfata", "C18", |_| Ask::get("/hyfata/oauth/userinfo?access_token=x")),
    ("ottm", "C18", |_| Ask::get("/ottm/oauth2/v1/userinfo?access_token=x")),
    ("max", "C18", |_| Ask::get("/max/api/admin/oauth/service/statistics?access_token=x")),
    ("kftc", "C18", |_| Ask::get("/kftc/v2.0/user/me?access_token=x")),
    ("toss", "C18", |_| {
        Ask::json(&format!("{TOSS_STATUS}?access_token=x"), &json!({ "txId": "1" }))
    }),
    ("acme", "S23", |_| ACME_CLI.whoami("x")),
    ("hyfata", "S23", |_| HYFATA_WEB.whoami("x")),
    ("ottm", "S23", |_| OTTM.whoami("x")),
    ("max", "S23", |_| statistics("x")),
    ("toss", "S23", |_| Ask::json(TOSS_STATUS, &json!({ "txId": "1" })).bearer("x")),
    // JSON.
    ("toss", "R09", |wire| toss_call(wire, TOSS_STATUS, &json!([]))),
    ("hive", "R09", |_| hive_token().without("content-type")),
    ("hive", "R04", |_| hive_call("/oauth/token", &json!({}))),
    ("hive", "V07", |_| hive_token().without("iscrypt")),
];
