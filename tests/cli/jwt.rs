//! `qetta jwt`

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use serde_json::{Value, json};

use crate::support::{Home, holds};

const SIGNATURE: &str = "CANARY-SIGNATURE";

fn part(document: &Value) -> String {
    URL_SAFE_NO_PAD.encode(document.to_string())
}

/// Issued an hour before noon, good for another one.
fn token() -> String {
    let header = json!({ "alg": "HS384", "typ": "JWT" });
    let claims = json!({
        "sub": "user", "iat": 1_795_258_800, "exp": 1_795_266_000, "roles": ["a", "b"],
    });
    format!("{}.{}.{SIGNATURE}", part(&header), part(&claims))
}

#[test]
fn a_token_on_stdin_is_shown_without_its_signature() {
    let home = Home::new();
    let text = home.qetta("jwt").stdin(&token()).run().ok();
    assert_eq!(
        text,
        "\
header
alg  HS384
typ  JWT

claims
exp    2026-11-21 22:00:00 KST (1h left)
iat    2026-11-21 20:00:00 KST (1h ago)
roles  [\"a\",\"b\"]
sub    user

nothing of this was verified: anybody could have written it
"
    );
    let korean = home.qetta("jwt --lang ko").stdin(&token()).run().ok();
    holds(&korean, &["헤더", "클레임", "(1시간 남음)", "검증하지 않은 내용입니다"]);
    let signed = home.qetta("jwt --signature").stdin(&token()).run().ok();
    holds(&signed, &["signature  CANARY-SIGNATURE"]);
}

#[test]
fn programs_get_header_and_claims_and_people_the_warning() {
    let home = Home::new();
    for prefix in ["", "Bearer ", "Authorization: Bearer "] {
        let output = home.qetta("jwt --json").stdin(&format!("{prefix}{}\n", token())).run();
        holds(&output.stderr, &["nothing of this was verified"]);
        let document = output.json();
        assert_eq!(document["header"], json!({ "alg": "HS384", "typ": "JWT" }));
        assert_eq!(document["claims"]["exp"], 1_795_266_000);
        assert_eq!(document.as_object().unwrap().len(), 2, "{document}");
    }
    let document = home.qetta("jwt --json --signature").stdin(&token()).run().json();
    assert_eq!(document["signature"], SIGNATURE);
}

#[test]
fn the_stored_token_is_shown_as_it_is() {
    let home = Home::new();
    home.qetta("toss token --sandbox").run().ok();
    let before = home.qetta("status --json --sandbox").run().ok();
    // Long after its end, nobody is asked for another.
    let run = || home.qetta("jwt toss --sandbox").at("2031-11-21T12:00:00Z");
    let document = run().arg("--json").run().json();
    assert_eq!(document["header"]["kid"], "cert");
    assert_eq!(document["claims"]["iss"], "https://cert.toss.im");
    holds(&run().run().ok(), &["exp    2027-11-21 21:00:00 KST (1461d ago)"]);
    assert_eq!(home.qetta("status --json --sandbox").run().ok(), before);
}

#[test]
fn where_nothing_is_stored_it_is_said_how_to_get_it_and_nothing_is_made() {
    let home = Home::new();
    for (provider, hint) in
        [("toss", "qetta token toss"), ("kftc", "qetta kftc connect"), ("hyfata", "login hyfata")]
    {
        let error = home.qetta(&format!("jwt {provider} --json")).run().error(3);
        assert_eq!(error["kind"], "login_required");
        holds(error["hint"].as_str().unwrap(), &[hint]);
    }
    assert!(!home.data().exists());
    holds(&home.qetta("jwt nobody").run().fails(2), &["no provider `nobody`"]);
    home.qetta("jwt toss_cert").run().fails(2);
}

#[test]
fn what_is_no_jwt_is_1_and_says_why_and_not_what() {
    let home = Home::new();
    for (text, why) in [
        ("", "three parts"),
        ("CANARY", "three parts"),
        ("CANARY.b.c.d.e", "encrypted"),
        ("CANARY.e30.x", "header"),
        ("e30.CANARY.x", "claims"),
    ] {
        let error = home.qetta("jwt --json").stdin(text).run().error(1);
        assert_eq!(error["kind"], "check_failed");
        holds(error["message"].as_str().unwrap(), &["not a JWT that can be read", why]);
        let output = home.qetta("jwt --lang ko -vv").stdin(text).run();
        assert!(!output.to_string().contains("CANARY"), "{output}");
    }
}

#[test]
fn a_token_cannot_take_over_the_terminal() {
    let home = Home::new();
    let claims = json!({ "sub\u{1b}[2J": "\u{1b}]0;owned\u{7}\n\u{202e}abc" });
    let token = format!("{}.{}.", part(&json!({})), part(&claims));
    let text = home.qetta("jwt").stdin(&token).run().ok();
    holds(&text, &["header\n\nclaims\nsub[2J  ]0;owned abc\n"]);
    let json = home.qetta("jwt --json").stdin(&token).run().ok();
    assert!(!json.contains('\u{1b}'), "{json:?}");
}
