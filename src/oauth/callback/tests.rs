//! The helper as its visitors meet it: raw sockets against a bound listener.
//!
//! The runtime's time stands still while a visit is under way (it never advances beside a blocking
//! task) and leaps to the next deadline once it is over: nothing here sleeps, and no speed matters.

use std::io::{Read as _, Write as _};
use std::net::{SocketAddr, TcpStream};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use crate::model::ExpectedIssuer;
use crate::model::RedirectUri;
use crate::oauth::callback::{CallbackError, Listener};
use crate::oauth::outcome::State;
use crate::oauth::{Expected, Outcome};

const STATE: &str = "0123456789abcdef0123456789abcdef";
const PATIENCE: Duration = Duration::from_secs(300);

/// Somebody at the helper's door.
struct Visitor {
    redirect_uri: RedirectUri,
}

impl Visitor {
    fn host(&self) -> String {
        let url = self.redirect_uri.url();
        format!("{}:{}", url.host_str().unwrap(), url.port().unwrap())
    }

    fn connect(&self) -> TcpStream {
        TcpStream::connect(self.host()).unwrap()
    }

    /// Sends a request and reads until the helper ends the connection.
    fn ask(&self, request: &str) -> String {
        asked(self.connect(), &request.replace("@HOST@", &self.host()))
    }

    fn get(&self, target: &str) -> String {
        self.ask(&format!("GET {target} HTTP/1.1\r\nHost: @HOST@\r\n\r\n"))
    }

    /// What a browser does with a good answer: follows it to the page.
    fn follow(&self, target: &str) -> String {
        let answer = self.get(target);
        assert!(answer.starts_with("HTTP/1.1 303 "), "{answer}");
        let location = header(&answer, "Location").unwrap();
        assert_eq!(location, format!("{}/done", self.redirect_uri.url().path()));
        self.get(location)
    }

    fn come_back(&self) -> String {
        self.follow(&format!("/callback?code=canary&scope=login&state={STATE}"))
    }
}

fn asked(mut stream: TcpStream, request: &str) -> String {
    // Whoever is turned away early may find the door closed before all is said.
    let _ = stream.write_all(request.as_bytes());
    let _ = stream.shutdown(std::net::Shutdown::Write);
    let mut answer = String::new();
    let _ = stream.read_to_string(&mut answer);
    answer
}

fn header<'a>(answer: &'a str, name: &str) -> Option<&'a str> {
    answer.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "))
}

fn expected(redirect_uri: &RedirectUri, issuer: Option<ExpectedIssuer>) -> Expected {
    Expected { state: State::new(STATE.to_owned()), redirect_uri: redirect_uri.clone(), issuer }
}

type Waited = Result<Outcome, CallbackError>;

/// A wait, and a visit while it lasts.
async fn visited_at<T: Send + 'static>(
    redirect_uri: &str,
    visit: impl FnOnce(&Visitor) -> T + Send + 'static,
) -> (Waited, T) {
    let listener = Listener::bind(&redirect_uri.parse().unwrap()).unwrap();
    let redirect_uri = listener.redirect_uri().clone();
    let expected = expected(&redirect_uri, None);
    let visitor = Visitor { redirect_uri };
    let visit = tokio::task::spawn_blocking(move || visit(&visitor));
    let (waited, visit) = tokio::join!(listener.wait(&expected, PATIENCE), visit);
    (waited, visit.unwrap())
}

async fn visited<T: Send + 'static>(
    visit: impl FnOnce(&Visitor) -> T + Send + 'static,
) -> (Waited, T) {
    visited_at("http://127.0.0.1:0/callback", visit).await
}

/// What comes first does not matter: the good answer after it still ends the login.
async fn survived<T: Send + 'static>(abuse: impl FnOnce(&Visitor) -> T + Send + 'static) -> T {
    let (waited, (abused, page)) = visited(|visitor| (abuse(visitor), visitor.come_back())).await;
    assert!(matches!(waited, Ok(Outcome::Code { code, .. }) if code.expose() == "canary"));
    assert!(page.starts_with("HTTP/1.1 200 OK\r\n"), "{page}");
    abused
}

fn assert_status(answer: &str, status: u16) {
    assert!(answer.starts_with(&format!("HTTP/1.1 {status} ")), "{status}: {answer}");
    assert!(!answer.contains("canary") && !answer.contains(STATE), "{answer}");
}

#[tokio::test(start_paused = true)]
async fn the_good_answer_ends_the_wait_and_leaves_a_clean_page() {
    let (waited, page) = visited(Visitor::come_back).await;
    let Ok(Outcome::Code { code, scope, .. }) = waited else { panic!("{waited:?}") };
    assert_eq!((code.expose(), scope.as_deref()), ("canary", Some("login")));
    assert_status(&page, 200);
    assert!(page.contains("터미널에서") && page.contains("in the terminal"), "{page}");
}

#[tokio::test(start_paused = true)]
async fn a_refusal_and_a_person_who_turned_back_end_it_too() {
    let target = format!("/callback?state={STATE}&error=%3Cb%3E&error_description=%3Cscript%3E");
    let (waited, page) = visited(move |visitor| visitor.follow(&target)).await;
    let Ok(Outcome::Refused { error, description }) = waited else { panic!("{waited:?}") };
    assert_eq!((error.as_str(), description.as_deref()), ("<b>", Some("<script>")));
    assert!(page.contains("&lt;b&gt;") && !page.contains("<script>"), "{page}");

    let target = format!("/callback?state={STATE}&error=server_error");
    let (waited, page) = visited(move |visitor| visitor.follow(&target)).await;
    assert!(matches!(waited, Ok(Outcome::Refused { description: None, .. })));
    assert!(page.contains("server_error"), "{page}");

    let target = format!("/callback?state={STATE}");
    let (waited, page) = visited(move |visitor| visitor.follow(&target)).await;
    assert!(matches!(waited, Ok(Outcome::Cancelled)));
    assert!(page.contains("취소"), "{page}");
}

#[tokio::test(start_paused = true)]
async fn a_browser_that_does_not_fetch_the_page_has_answered_all_the_same() {
    let target = format!("/callback?code=canary&state={STATE}");
    let (waited, answer) = visited(move |visitor| visitor.get(&target)).await;
    assert!(matches!(waited, Ok(Outcome::Code { .. })));
    assert_status(&answer, 303);
    assert!(answer.ends_with("\r\n\r\n"), "{answer}");
}

#[tokio::test(start_paused = true)]
async fn nobody_comes() {
    let (waited, ()) = visited(|_| ()).await;
    assert!(matches!(waited, Err(CallbackError::NobodyCame { after }) if after == PATIENCE));
}

#[tokio::test(start_paused = true)]
async fn nobody_is_waited_for_longer_than_a_state_lives() {
    let listener = Listener::bind(&"http://127.0.0.1:0/x".parse().unwrap()).unwrap();
    let expected = expected(listener.redirect_uri(), None);
    let began = tokio::time::Instant::now();
    let waited = listener.wait(&expected, Duration::from_secs(86_400)).await;
    assert!(matches!(waited, Err(CallbackError::NobodyCame { .. })));
    assert_eq!(began.elapsed(), Duration::from_secs(600));
}

#[tokio::test(start_paused = true)]
async fn c13_the_port_is_free_afterwards() {
    let (_, redirect_uri) = visited(|visitor| {
        visitor.come_back();
        visitor.redirect_uri.clone()
    })
    .await;
    Listener::bind(&redirect_uri).unwrap();
}

#[tokio::test(start_paused = true)]
async fn stray_requests_are_turned_away() {
    survived(|visitor| {
        assert_status(&visitor.get("/favicon.ico"), 404);
        assert_status(&visitor.get("/"), 404);
        assert_status(&visitor.get("/callback/done"), 404);
        assert_status(&visitor.get("/callback"), 404);
        for method in ["POST", "OPTIONS", "HEAD", "PUT", "CONNECT"] {
            let request = format!("{method} /callback?code=x&state={STATE} HTTP/1.1\r\n");
            let answer = visitor.ask(&format!("{request}Host: @HOST@\r\n\r\n"));
            assert_status(&answer, 405);
            assert_eq!(header(&answer, "Allow"), Some("GET"));
        }
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_form_is_turned_away_with_its_body_unread() {
    survived(|visitor| {
        let body = "x".repeat(100_000);
        let answer = visitor.ask(&format!(
            "POST /callback HTTP/1.1\r\nHost: @HOST@\r\nContent-Length: 100000\r\n\r\n{body}"
        ));
        assert_status(&answer, 405);
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn another_host_is_turned_away() {
    survived(|visitor| {
        let port = visitor.redirect_uri.port().unwrap();
        let target = format!("GET /callback?code=x&state={STATE} HTTP/1.1");
        for host in ["evil.example".to_owned(), format!("evil.example:{port}"), "localhost".into()]
        {
            assert_status(&visitor.ask(&format!("{target}\r\nHost: {host}\r\n\r\n")), 421);
        }
        assert_status(&visitor.ask(&format!("{target}\r\n\r\n")), 400);
        let twice = format!("{target}\r\nHost: @HOST@\r\nHost: @HOST@\r\n\r\n");
        assert_status(&visitor.ask(&twice), 400);
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn c06_a_wrong_missing_or_repeated_state_is_turned_away() {
    survived(|visitor| {
        assert_status(&visitor.get("/callback?code=x"), 404);
        assert_status(&visitor.get("/callback?error=access_denied"), 404);
        for query in [
            format!("code=x&state={}", "f".repeat(32)),
            format!("code=x&state={STATE}&state={STATE}"),
            format!("code=x&state={STATE}x"),
            format!("error=access_denied&state={}", STATE.to_uppercase()),
            format!("code=x&code=y&state={STATE}"),
        ] {
            assert_status(&visitor.get(&format!("/callback?{query}")), 400);
        }
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn c07_a_state_is_good_for_one_answer() {
    let (waited, again) = visited(|visitor| {
        let target = format!("/callback?code=canary&state={STATE}");
        let first = visitor.get(&target);
        assert_status(&first, 303);
        let again = visitor.get(&target);
        visitor.get("/callback/done");
        again
    })
    .await;
    assert!(matches!(waited, Ok(Outcome::Code { .. })));
    assert_status(&again, 410);
}

#[tokio::test(start_paused = true)]
async fn c09_an_answer_of_another_issuer_is_turned_away() {
    let listener = Listener::bind(&"http://127.0.0.1:0/callback".parse().unwrap()).unwrap();
    let redirect_uri = listener.redirect_uri().clone();
    let issuer = ExpectedIssuer { identifier: "https://a.example".to_owned(), always_named: true };
    let expected = expected(&redirect_uri, Some(issuer));
    let visit = tokio::task::spawn_blocking(move || {
        let visitor = Visitor { redirect_uri };
        let target = format!("/callback?code=x&state={STATE}");
        assert_status(&visitor.get(&target), 400);
        assert_status(&visitor.get(&format!("{target}&iss=https://b.example")), 400);
        visitor.follow(&format!("{target}&iss=https%3A%2F%2Fa.example"))
    });
    let (waited, visit) = tokio::join!(listener.wait(&expected, PATIENCE), visit);
    assert!(matches!(waited, Ok(Outcome::Code { issuer: Some(_), .. })));
    assert_status(&visit.unwrap(), 200);
}

#[tokio::test(start_paused = true)]
async fn who_connects_ahead_of_time_or_stops_in_the_middle_holds_up_nobody() {
    let streams = survived(|visitor| {
        let silent = visitor.connect();
        let mut half = visitor.connect();
        half.write_all(b"GET /callback?code=x HTTP/1.1\r\nHost:").unwrap();
        let mut line = visitor.connect();
        line.write_all(b"GET /callba").unwrap();
        vec![silent, half, line]
    })
    .await;
    for mut stream in streams {
        // The wait is over, and so is whatever was left of it.
        assert!(!matches!(stream.read(&mut [0; 16]), Ok(1..)));
    }
}

#[tokio::test(start_paused = true)]
async fn who_fills_the_house_is_shown_out() {
    survived(|visitor| (0..100).map(|_| visitor.connect()).collect::<Vec<_>>()).await;
}

#[tokio::test(start_paused = true)]
async fn an_endless_request_line_is_cut() {
    survived(|visitor| {
        let request = format!("GET /{} HTTP/1.1\r\nHost: @HOST@\r\n\r\n", "x".repeat(1 << 20));
        assert_status(&visitor.ask(&request), 431);
        let fields = format!("GET / HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(1_000));
        assert_status(&visitor.ask(&fields), 431);
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn what_is_not_http_is_turned_away_at_once() {
    survived(|visitor| {
        let mut stream = visitor.connect();
        stream.write_all(b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03").unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        assert_status(&answer, 400);
    })
    .await;
}

#[tokio::test(start_paused = true)]
async fn a_thousand_bad_requests_change_nothing() {
    survived(|visitor| {
        for number in 0..1_000 {
            assert_status(&visitor.get(&format!("/callback?code=x&state={number:032x}")), 400);
        }
    })
    .await;
}

/// Takes the log of one thread, which is the one that the helper runs on.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl std::io::Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test(start_paused = true)]
async fn the_log_says_why_and_repeats_nothing_that_came() {
    let visit = |visitor: &Visitor| visitor.get("/callback?code=canary&state=canary");
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing::Level::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    let guard = tracing::subscriber::set_default(subscriber);
    // Twice: whoever meets a log statement first decides for the whole process whether anybody
    // listens to it, and that may be a test beside this one, which has no log.
    survived(visit).await;
    tracing::callsite::rebuild_interest_cache();
    survived(visit).await;
    drop(guard);
    let log = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(log.contains("OtherState"), "{log}");
    assert!(!log.contains("canary") && !log.contains(STATE), "{log}");
}

#[tokio::test(start_paused = true)]
async fn c14_localhost_is_reached_in_both_families() {
    for address in ["127.0.0.1", "[::1]"] {
        let (waited, reached) = visited_at("http://localhost:0/callback", move |visitor| {
            let port = visitor.redirect_uri.port().unwrap();
            let address: SocketAddr = format!("{address}:{port}").parse().unwrap();
            let Ok(stream) = TcpStream::connect(address) else { return false };
            let host = visitor.host();
            let target = format!("/callback?code=canary&state={STATE}");
            let request = format!("GET {target} HTTP/1.1\r\nHost: {host}\r\n\r\n");
            assert_status(&asked(stream, &request), 303);
            true
        })
        .await;
        // A machine without IPv6 is still reached by the other family.
        assert!(reached || address == "[::1]");
        assert_eq!(waited.is_ok(), reached);
    }
}

#[tokio::test(start_paused = true)]
async fn c14_an_ipv6_literal_is_its_own_host() {
    if std::net::TcpListener::bind("[::1]:0").is_err() {
        return;
    }
    let (waited, page) = visited_at("http://[::1]:0/callback", Visitor::come_back).await;
    assert!(matches!(waited, Ok(Outcome::Code { .. })));
    assert_status(&page, 200);
}
