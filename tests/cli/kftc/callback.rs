//! What else comes to the helper's port before the browser does, and after it.

use std::io::{Read as _, Write as _};
use std::net::TcpStream;

use url::Url;

use crate::kftc::ANY_PORT;
use crate::kftc::browser::{Login, get, sent};
use crate::support::{CLIENT_SECRET, Home, Provider, Reply, holds};

fn gateway() -> Provider {
    let token = r#"{"access_token":"access","token_type":"Bearer","refresh_token":"refresh","expires_in":7775999,"scope":"inquiry login","user_seq_no":"1101000001"}"#;
    Provider::answering([
        Reply::json("200 OK", token),
        Reply::json("200 OK", include_str!("../../fixtures/kftc/account_list.json")),
    ])
}

fn waiting(home: &Home, gateway: &Provider, redirect_uri: &str) -> Login {
    Login::begin(
        home.qetta("kftc connect --no-browser --json")
            .env("KFTC_API_BASE", gateway.url())
            .env("KFTC_CLIENT_ID", "mine")
            .env("KFTC_CLIENT_SECRET", CLIENT_SECRET)
            .env("KFTC_REDIRECT_URI", redirect_uri),
    )
}

/// The status that `method` of `url` gets under the name `host`.
fn status(url: &Url, method: &str, host: &str) -> u16 {
    let target = &url[url::Position::BeforePath..];
    sent(url, &format!("{method} {target} HTTP/1.1\r\nhost: {host}\r\n\r\n")).status
}

#[test]
fn nothing_but_the_right_answer_ends_the_login() {
    let (home, gateway) = (Home::new(), gateway());
    let login = waiting(&home, &gateway, ANY_PORT);
    let good = login.back("code=right");
    let host = format!("localhost:{}", good.port().unwrap());

    for (path, wanted) in [
        ("/", 404),
        ("/favicon.ico", 404),
        ("/oauth/kftc/callback", 404),
        ("/oauth/kftc/callback?code=wrong", 404),
        ("/oauth/kftc/callback/done", 404),
        ("/oauth/kftc/callback?code=wrong&state=", 404),
        ("/oauth/kftc/callback?code=wrong&state=00000000000000000000000000000000", 400),
        ("/oauth/kftc/callback?error=access_denied&state=wrong", 400),
        ("/oauth/kftc/callback?code=%3Cscript%3E&state=%3Cscript%3E", 400),
    ] {
        let answer = get(&good.join(path).unwrap());
        let right = answer.status == wanted || (wanted == 404 && answer.status == 400);
        assert!(right, "{path}: {}", answer.head);
        assert!(!answer.body.contains("<script"), "{}", answer.body);
        holds(&answer.head.to_ascii_lowercase(), &["cache-control: no-store"]);
    }
    let state = login.parameter("state");
    let twice: Url = format!("{good}&state={state}").parse().unwrap();
    assert_eq!(get(&twice).status, 400);

    for method in ["POST", "HEAD", "OPTIONS", "PUT"] {
        assert_eq!(status(&good, method, &host), 405, "{method}");
    }
    for stranger in ["evil.example", "127.0.0.1:1", "localhost", ""] {
        assert!((400..500).contains(&status(&good, "GET", stranger)), "{stranger}");
    }
    for garbage in ["\u{16}\u{3}\u{1}\u{2}\u{0}", "\r\n\r\n\r\n", "GET\r\n\r\n", "가나다\r\n\r\n"]
    {
        assert!(matches!(sent(&good, garbage).status, 0 | 400..500), "{garbage:?}");
    }
    let long = format!("GET /{} HTTP/1.1\r\nhost: {host}\r\n\r\n", "x".repeat(1024 * 1024));
    assert!(matches!(sent(&good, &long).status, 0 | 431), "a line of a megabyte");
    for _ in 0..1_000 {
        let wrong = good.join("/oauth/kftc/callback?code=x&state=wrong").unwrap();
        assert_eq!(get(&wrong).status, 400);
    }

    assert_eq!(gateway.asked().len(), 0, "no code was exchanged for any of it");
    let (page, output) = login.comes_back(&good);
    assert!(!page.body.contains("right"), "the code is on no page: {}", page.body);
    output.json();
    let asked = gateway.asked();
    holds(&asked[0], &["POST /oauth/2.0/token ", "code=right"]);
    assert_eq!(asked.iter().filter(|asked| asked.contains("/token ")).count(), 1);
}

#[test]
fn who_connects_ahead_and_says_nothing_is_in_nobodys_way() {
    let (home, gateway) = (Home::new(), gateway());
    let login = waiting(&home, &gateway, ANY_PORT);
    let good = login.back("code=right");
    let port = good.port().unwrap();
    let ahead: Vec<_> = (0..8).map(|_| TcpStream::connect(("localhost", port)).unwrap()).collect();
    let mut dribbling = TcpStream::connect(("localhost", port)).unwrap();
    dribbling.write_all(b"GET /oauth").unwrap();
    login.comes_back(&good).1.json();
    for mut connection in ahead {
        // It is over for them too.
        let _ = connection.read(&mut [0; 1]);
    }
}

#[test]
fn localhost_is_both_families() {
    for family in ["127.0.0.1", "[::1]"] {
        if std::net::TcpListener::bind(format!("{family}:0")).is_err() {
            eprintln!("{family} is not to be had here");
            continue;
        }
        let (home, gateway) = (Home::new(), gateway());
        let login = waiting(&home, &gateway, ANY_PORT);
        let good = login.back("code=right");
        let address = format!("{family}:{}", good.port().unwrap());
        let target = &good[url::Position::BeforePath..];
        let request =
            format!("GET {target} HTTP/1.1\r\nhost: localhost:{}\r\n\r\n", good.port().unwrap());
        let mut connection = TcpStream::connect(&address).unwrap();
        connection.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        connection.read_to_string(&mut answer).unwrap();
        assert!(answer.starts_with("HTTP/1.1 303"), "{answer}");
        get(&good.join("/oauth/kftc/callback/done").unwrap());
        login.ends().json();
    }
}

#[test]
fn an_address_is_one_family_alone() {
    let (home, gateway) = (Home::new(), gateway());
    let login = waiting(&home, &gateway, "http://127.0.0.1:0/");
    let good = login.back("code=right");
    assert_eq!(good.host_str(), Some("127.0.0.1"));
    login.comes_back(&good).1.json();
}

#[test]
fn neither_code_nor_error_is_a_person_who_turned_back() {
    let (home, gateway) = (Home::new(), gateway());
    let login = waiting(&home, &gateway, ANY_PORT);
    let back = login.back("lang=kor");
    let error = login.comes_back(&back).1.error(4);
    holds(error["message"].as_str().unwrap(), &["cancelled"]);
    assert_eq!(gateway.asked().len(), 0);
}

#[test]
fn an_error_is_said_without_its_markup_and_its_control_characters() {
    let (home, gateway) = (Home::new(), gateway());
    let login = waiting(&home, &gateway, ANY_PORT);
    let back = login.back("error=%3Cb%3Eno&error_description=%1B%5B31m%3Cscript%3E");
    let (page, output) = login.comes_back(&back);
    assert!(!page.body.contains("<b>") && !page.body.contains("<script"), "{}", page.body);
    let error = output.error(4);
    holds(error["message"].as_str().unwrap(), &["<b>no"]);
    assert!(!error.to_string().contains("u001b"), "{error}");
}
