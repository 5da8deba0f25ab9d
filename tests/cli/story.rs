//! The life of a token, told once from its beginning to its end, against the embedded sandbox.

use crate::support::{Home, holds};

#[test]
fn test_token_store_expiry_renewal_disconnect() {
    let home = Home::new();
    let sandbox = |line: &str| home.qetta(&format!("{line} --sandbox --json"));

    // Nothing is known, and nothing is made by looking.
    assert_eq!(sandbox("status").run().json(), serde_json::json!({"connected": []}));

    // The connection works; testing it stores nothing.
    assert_eq!(sandbox("toss test").run().json()["expiresIn"], 31_536_000);
    assert_eq!(sandbox("status").run().json()["connected"], serde_json::json!([]));

    // A token is issued, and kept.
    let first = sandbox("toss token").run().json();
    assert_eq!(first["expiresAt"], "2027-11-21T12:00:00.000Z");
    let kept = sandbox("toss token").at("2027-11-21T11:58:59Z").run().json();
    assert_eq!(kept["accessToken"], first["accessToken"]);
    assert_eq!(
        sandbox("status").run().json()["connected"][0],
        serde_json::json!({
            "provider": "TOSS_CERT", "account": "default", "providerUserId": null,
            "tokenExpiresAt": "2027-11-21T12:00:00.000Z", "refreshExpiresAt": null, "scope": "ca",
            "connectedAt": "2026-11-21T12:00:00.000Z", "lastUpdated": "2026-11-21T12:00:00.000Z",
            "state": "valid", "profile": "sandbox",
        })
    );

    // It is good at the API.
    let called =
        home.qetta("api toss POST /api/v2/sign/user/auth/id/status -f txId=none --sandbox");
    let called = called.run();
    holds(&called.stdout, &["CE3100"]);
    assert_eq!(called.code, Some(4));

    // A minute before its end it is renewed.
    let second = sandbox("toss token").at("2027-11-21T11:59:00Z").run().json();
    assert_ne!(second["accessToken"], first["accessToken"]);
    assert_eq!(second["expiresAt"], "2028-11-20T11:59:00.000Z");
    let status = sandbox("status").at("2027-11-21T11:59:30Z").run().json();
    assert_eq!(status["connected"][0]["connectedAt"], "2026-11-21T12:00:00.000Z");
    assert_eq!(status["connected"][0]["lastUpdated"], "2027-11-21T11:59:00.000Z");

    // Two years later it is long over, and a new one is asked for.
    let expired = sandbox("status").at("2029-01-01T00:00:00Z").run().json();
    assert_eq!(expired["connected"][0]["state"], "expired");
    let third = sandbox("toss token").at("2029-01-01T00:00:00Z").run().json();
    assert_ne!(third["accessToken"], second["accessToken"]);

    // It is forgotten, and what stays alive is said.
    let disconnected = sandbox("disconnect toss").at("2029-01-01T00:00:00Z").run();
    holds(&disconnected.stderr, &["no way to revoke", "2030-01-01 09:00:00 KST"]);
    assert_eq!(
        disconnected.json(),
        serde_json::json!({
            "success": true, "provider": "TOSS_CERT", "revoked": false,
            "stillAlive": [{"account": "default", "until": "2030-01-01T00:00:00.000Z"}],
        })
    );
    assert_eq!(sandbox("status").run().json()["connected"], serde_json::json!([]));
}
