//! No answer, a late one, an endless one, and the certificates of those who answer.

use std::path::Path;

use crate::support::{CLIENT_SECRET, Home, Provider, Reply, closed_port, holds, silent_port};

fn toss_test(home: &Home, base: &str) -> crate::support::Run {
    home.qetta("toss test --json")
        .env("TOSS_OAUTH_BASE", base)
        .env("TOSS_CLIENT_ID", "mine")
        .env("TOSS_CLIENT_SECRET", CLIENT_SECRET)
}

#[test]
fn nobody_listens() {
    let home = Home::new();
    let error = toss_test(&home, &closed_port()).run().error(5);
    assert_eq!(error["kind"], "network");
    assert_eq!(error["retryable"], true);
    holds(error["message"].as_str().unwrap(), &["cannot connect to 127.0.0.1", "refused"]);
}

#[test]
fn a_name_that_nobody_has() {
    let home = Home::new();
    let error = toss_test(&home, "https://toss.invalid").run().error(5);
    holds(error["message"].as_str().unwrap(), &["cannot connect to toss.invalid"]);
}

#[test]
fn an_answer_that_does_not_come_is_waited_for_no_longer_than_asked() {
    let home = Home::new();
    let provider = silent_port();
    let error = toss_test(&home, provider.url()).arg("--timeout").arg("0.2").run().error(5);
    holds(error["message"].as_str().unwrap(), &["no answer from 127.0.0.1 within 0.2 s"]);
    holds(error["hint"].as_str().unwrap(), &["--timeout"]);
    assert_eq!(provider.asked().len(), 1, "a token request that may have arrived is not repeated");
}

#[test]
fn an_endless_answer_is_cut() {
    let home = Home::new();
    let body = "x".repeat(11 * 1024 * 1024);
    let provider = Provider::answering([Reply::json("200 OK", &body)]);
    let error = toss_test(&home, provider.url()).run().error(5);
    holds(error["message"].as_str().unwrap(), &["larger than 10485760 bytes"]);
}

#[test]
fn a_rate_limit_is_waited_for_up_to_a_minute() {
    let home = Home::new();
    let limited =
        |after: &str| Reply::new("429 Too Many Requests", &[&format!("retry-after: {after}")], "");
    let provider = Provider::answering([limited("0"), Reply::token()]);
    toss_test(&home, provider.url()).run().json();
    assert_eq!(provider.asked().len(), 2);

    let provider = Provider::answering([limited("3600")]);
    let error = toss_test(&home, provider.url()).run().error(5);
    assert_eq!(error["httpStatus"], 429);
    holds(error["message"].as_str().unwrap(), &["wait until 2026-11-21T13:00:00.000Z"]);
    assert_eq!(provider.asked().len(), 1);
}

#[test]
fn a_redirect_is_not_followed_with_credentials() {
    let home = Home::new();
    let elsewhere = Provider::answering([Reply::token()]);
    for status in ["302 Found", "307 Temporary Redirect", "308 Permanent Redirect"] {
        let location = format!("location: {}/token", elsewhere.url());
        let provider = Provider::answering([Reply::new(status, &[&location], "")]);
        toss_test(&home, provider.url()).run().error(5);
    }
    assert_eq!(elsewhere.asked().len(), 0);
}

#[test]
fn loopback_is_never_reached_through_a_proxy() {
    let home = Home::new();
    let provider = Provider::answering([Reply::token()]);
    let proxy = Provider::answering([Reply::new("502 Bad Gateway", &[], "")]);
    let run = toss_test(&home, provider.url());
    let run = ["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"]
        .into_iter()
        .fold(run, |run, name| run.env(name, proxy.url()));
    run.run().json();
    assert_eq!(proxy.asked().len(), 0);
}

#[test]
fn the_world_is_reached_through_the_proxy_that_the_environment_names() {
    let home = Home::new();
    let proxy = Provider::answering([Reply::new("502 Bad Gateway", &[], "")]);
    let run = || toss_test(&home, "https://oauth2.toss.invalid").env("HTTPS_PROXY", proxy.url());
    run().run().error(5);
    holds(&proxy.asked()[0], &["CONNECT oauth2.toss.invalid:443"]);
    assert!(!proxy.asked()[0].contains(CLIENT_SECRET));
    let asked = proxy.asked().len();
    run().env("NO_PROXY", ".toss.invalid").run().error(5);
    assert_eq!(proxy.asked().len(), asked);
}

#[test]
fn certificates_that_are_named_must_be_usable() {
    let home = Home::new();
    home.file("empty.pem", "");
    for (name, value) in [
        ("QETTA_CA_FILE", "none.pem"),
        ("QETTA_CA_FILE", "empty.pem"),
        ("SSL_CERT_FILE", "empty.pem"),
    ] {
        let run =
            toss_test(&home, "https://oauth2.toss.invalid").env(name, home.path().join(value));
        let error = run.run().error(7);
        holds(error["message"].as_str().unwrap(), &[value]);
    }
}

/// A sandbox that serves TLS, and the file with its certificate authority.
fn with_tls_sandbox(test: impl FnOnce(&str, &Path)) {
    let server = Home::new();
    let sandbox = crate::sandbox::Served::start(&server, "--https");
    test(sandbox.url(), &sandbox.authority());
}

#[test]
fn tls_is_trusted_by_the_named_authority_alone() {
    with_tls_sandbox(|url, authority| {
        let home = Home::new();
        let base = format!("{url}/toss");
        let run = || {
            toss_test(&home, &base)
                .env("TOSS_CLIENT_ID", "sandbox_toss_client")
                .env("TOSS_CLIENT_SECRET", "sandbox_toss_secret_not_a_real_one")
        };
        let error = run().run().error(5);
        assert_eq!(error["retryable"], false);
        holds(error["message"].as_str().unwrap(), &["no trusted TLS connection to 127.0.0.1"]);
        holds(error["hint"].as_str().unwrap(), &["--ca-file"]);

        run().env("QETTA_CA_FILE", authority).run().json();
        run().env("SSL_CERT_FILE", authority).run().json();
        run().arg("--ca-file").arg(authority).run().json();
        // The same server under a name that its certificate does not have.
        let other = base.replace("127.0.0.1", "127.0.0.2");
        let error =
            run().env("TOSS_OAUTH_BASE", other).env("QETTA_CA_FILE", authority).run().error(5);
        assert_eq!(error["kind"], "network");
    });
}
