use std::io::{Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::sync::Arc;
use std::thread::JoinHandle;

use rustls::pki_types::pem::PemObject as _;
use rustls::pki_types::{CertificateDer, ServerName};
use rustls::{ClientConfig, ClientConnection, RootCertStore, StreamOwned};
use tokio::sync::oneshot;

use super::*;
use crate::model::Clock;
use crate::sandbox::State;
use crate::sandbox::testing::TOSS_FORM;

/// A sandbox on a thread of its own; its end is awaited when it is dropped.
struct Server {
    address: SocketAddr,
    ca_pem: Option<String>,
    end: Option<oneshot::Sender<()>>,
    thread: Option<JoinHandle<Result<(), SandboxError>>>,
}

impl Server {
    fn plain() -> Self {
        Self::on(Listener::bind("127.0.0.1:0".parse().unwrap()).unwrap())
    }

    fn on(listener: Listener) -> Self {
        Self::with(listener, &[])
    }

    fn faulty(faults: &[&str]) -> Self {
        Self::with(Listener::bind("127.0.0.1:0".parse().unwrap()).unwrap(), faults)
    }

    fn with(listener: Listener, faults: &[&str]) -> Self {
        let address = listener.address();
        let ca_pem = listener.ca_pem().map(str::to_owned);
        let scenario = Scenario::new(Clock::System, State::in_memory().unwrap()).unwrap();
        for fault in faults {
            scenario.faults.add(fault.parse().unwrap());
        }
        let (end, ended) = oneshot::channel::<()>();
        let thread = std::thread::spawn(move || {
            let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
            let shutdown = async { ended.await.unwrap_or(()) };
            // Spawned, as a client in the same process would do it.
            runtime
                .unwrap()
                .block_on(async { tokio::spawn(run(listener, scenario, shutdown)).await.unwrap() })
        });
        Self { address, ca_pem, end: Some(end), thread: Some(thread) }
    }

    fn connect(&self) -> TcpStream {
        TcpStream::connect(self.address).unwrap()
    }

    /// Sends a request and reads until the server closes the connection.
    fn asked(&self, request: &str) -> String {
        read_to_end(self.connect(), &self.addressed(request))
    }

    fn addressed(&self, request: &str) -> String {
        request.replace("@HOST@", &self.address.to_string())
    }

    fn stop(&mut self) {
        drop(self.end.take());
        if let Some(thread) = self.thread.take() {
            thread.join().unwrap().unwrap();
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        self.stop();
    }
}

fn read_to_end(mut stream: impl Read + Write, request: &str) -> String {
    stream.write_all(request.as_bytes()).unwrap();
    let mut answer = String::new();
    stream.read_to_string(&mut answer).unwrap();
    answer
}

fn read_until(stream: &mut TcpStream, end: &str) {
    let mut answer = Vec::new();
    while !answer.ends_with(end.as_bytes()) {
        let mut byte = [0];
        stream.read_exact(&mut byte).unwrap();
        answer.push(byte[0]);
    }
}

const HEALTH: &str = "GET /__qetta/health HTTP/1.1\r\nHost: @HOST@\r\nConnection: close\r\n\r\n";

#[test]
fn a_token_is_issued_over_the_wire() {
    let server = Server::plain();
    let request = format!(
        "POST /toss/token HTTP/1.1\r\nHost: @HOST@\r\nConnection: close\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{TOSS_FORM}",
        TOSS_FORM.len()
    );
    let answer = server.asked(&request);
    assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    for header in ["cache-control: no-store", "pragma: no-cache", "server: qetta-sandbox"] {
        assert!(answer.contains(&format!("\r\n{header}\r\n")), "{answer}");
    }
    assert!(answer.contains(r#""access_token":"eyJ"#), "{answer}");
    assert_eq!(answer.matches("date: ").count(), 1, "{answer}");
}

#[test]
fn s25_a_request_without_our_host_is_refused() {
    let server = Server::plain();
    let foreign = HEALTH.replace("@HOST@", "evil.example");
    assert!(server.asked(&foreign).starts_with("HTTP/1.1 421 "));
    let none = HEALTH.replace("Host: @HOST@\r\n", "");
    assert!(server.asked(&none).starts_with("HTTP/1.1 400 "));
    assert!(server.asked(HEALTH).starts_with("HTTP/1.1 200 "));
}

#[test]
fn an_oversized_body_is_refused_before_it_is_sent() {
    let server = Server::plain();
    let request = "POST /toss/token HTTP/1.1\r\nHost: @HOST@\r\nContent-Length: 1048577\r\n\r\n";
    let answer = server.asked(request);
    assert!(answer.starts_with("HTTP/1.1 413 "), "{answer}");
    assert!(answer.contains("connection: close"), "{answer}");
}

#[test]
fn the_end_does_not_wait_for_idle_or_half_spoken_peers() {
    let mut server = Server::plain();
    let mut idle = server.connect();
    let request = server.addressed(HEALTH).replace("Connection: close\r\n", "");
    idle.write_all(request.as_bytes()).unwrap();
    read_until(&mut idle, r#"{"status":"ok"}"#);
    let mut silent = server.connect();
    let mut half = server.connect();
    half.write_all(b"POST /toss/token HTTP/1.1\r\nHost:").unwrap();
    server.stop();
    assert_eq!(idle.read(&mut [0; 16]).unwrap(), 0);
    // These two may have been cut off in the middle.
    for stream in [&mut silent, &mut half] {
        assert!(!matches!(stream.read(&mut [0; 16]), Ok(1..)));
    }
    Listener::bind(server.address).unwrap();
}

fn handshake(server: &Server, name: &'static str) -> StreamOwned<ClientConnection, TcpStream> {
    let ca = CertificateDer::from_pem_slice(server.ca_pem.as_ref().unwrap().as_bytes());
    let mut roots = RootCertStore::empty();
    roots.add(ca.unwrap()).unwrap();
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let config = ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(roots)
        .with_no_client_auth();
    let name = ServerName::try_from(name).unwrap();
    let client = ClientConnection::new(Arc::new(config), name).unwrap();
    StreamOwned::new(client, server.connect())
}

#[test]
fn tls_is_trusted_by_the_ca_of_the_run_for_this_machines_names() {
    let listener = Listener::bind("127.0.0.1:0".parse().unwrap()).unwrap().with_tls().unwrap();
    let server = Server::on(listener);
    for name in ["localhost", "127.0.0.1", "::1"] {
        let answer = read_to_end(handshake(&server, name), &server.addressed(HEALTH));
        assert!(answer.starts_with("HTTP/1.1 200 OK\r\n"), "{answer}");
    }
    let error = handshake(&server, "evil.example").write_all(b"x").unwrap_err();
    assert!(error.to_string().contains("certificate"), "{error}");
}

#[test]
fn tls_of_another_run_is_not_trusted() {
    let tls = || Listener::bind("127.0.0.1:0".parse().unwrap()).unwrap().with_tls().unwrap();
    let (mut one, other) = (Server::on(tls()), Server::on(tls()));
    one.ca_pem.clone_from(&other.ca_pem);
    assert!(handshake(&one, "localhost").write_all(b"x").is_err());
}

/// Everything until the end of the connection, or until it is torn.
fn heard(stream: &mut impl Read) -> (Vec<u8>, std::io::Result<()>) {
    let mut bytes = Vec::new();
    let outcome = stream.read_to_end(&mut bytes).map(drop);
    (bytes, outcome)
}

/// What an ordinary request for a token hears, without `Connection: close`.
fn token_heard(fault: &str) -> (Vec<u8>, std::io::Result<()>) {
    let server = Server::faulty(&[fault]);
    let mut stream = server.connect();
    let request = format!(
        "POST /toss/token HTTP/1.1\r\nHost: @HOST@\r\n\
         Content-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{TOSS_FORM}",
        TOSS_FORM.len()
    );
    stream.write_all(server.addressed(&request).as_bytes()).unwrap();
    heard(&mut stream)
}

/// The bytes of the head and of the body.
fn parted(answer: &[u8]) -> (String, &[u8]) {
    let at = answer.windows(4).position(|four| four == b"\r\n\r\n").unwrap();
    (String::from_utf8(answer[..at].to_vec()).unwrap(), &answer[at + 4..])
}

fn length_in(head: &str) -> usize {
    let line = head.lines().find_map(|line| line.strip_prefix("content-length: "));
    line.unwrap().parse().unwrap()
}

#[test]
fn a_reset_is_a_reset_and_an_empty_answer_an_end() {
    let (bytes, outcome) = token_heard("reset");
    assert!(bytes.is_empty());
    assert_eq!(outcome.unwrap_err().kind(), std::io::ErrorKind::ConnectionReset);
    for fault in ["empty", "lost-response", "lost-response,hold=10ms"] {
        let (bytes, outcome) = token_heard(fault);
        assert!(bytes.is_empty() && outcome.is_ok(), "{fault}: {outcome:?}");
    }
}

#[test]
fn a_truncated_answer_promises_more_than_it_has() {
    let (bytes, _) = token_heard("truncated");
    let (head, body) = parted(&bytes);
    assert!(head.starts_with("HTTP/1.1 200 OK\r\n"), "{head}");
    assert_eq!(body.len(), length_in(&head) / 2);
}

#[test]
fn a_malformed_chunk_follows_a_good_one() {
    let (bytes, _) = token_heard("malformed-chunk");
    let (head, body) = parted(&bytes);
    assert!(head.contains("\r\ntransfer-encoding: chunked") && !head.contains("content-length"));
    let (size, rest) = std::str::from_utf8(body).unwrap().split_once("\r\n").unwrap();
    let size = usize::from_str_radix(size, 16).unwrap();
    assert!(rest[..size].contains("access_token"));
    assert_eq!(&rest[size..], "\r\nno chunk\r\n");
}

#[test]
fn a_drip_is_the_whole_answer_in_the_end() {
    let (bytes, _) = token_heard("drip,bytes=7,pause=0s");
    let (head, body) = parted(&bytes);
    assert_eq!(body.len(), length_in(&head));
    assert!(body.starts_with(b"{\"access_token\""));
}

#[test]
fn an_oversized_answer_says_how_large_it_is_and_is() {
    let (bytes, _) = token_heard("oversized,mib=1");
    let (head, body) = parted(&bytes);
    assert_eq!(body.len(), length_in(&head));
    assert!(body.len() > 1024 * 1024 && body.ends_with(b"  "));
}

#[test]
fn the_answer_after_a_fault_is_on_another_connection_and_good() {
    let server = Server::faulty(&["reset,nth=1"]);
    let mut first = server.connect();
    let request = server.addressed("GET /toss/x HTTP/1.1\r\nHost: @HOST@\r\n\r\n");
    first.write_all(request.as_bytes()).unwrap();
    assert!(heard(&mut first).1.is_err());
    let request = "GET /toss/x HTTP/1.1\r\nHost: @HOST@\r\nConnection: close\r\n\r\n";
    assert!(server.asked(request).starts_with("HTTP/1.1 404 "));
}

#[test]
fn a_fault_can_come_in_the_middle_of_a_connection_and_over_tls() {
    let listener = Listener::bind("127.0.0.1:0".parse().unwrap()).unwrap().with_tls().unwrap();
    let server = Server::with(listener, &["truncated,nth=2"]);
    let mut stream = handshake(&server, "localhost");
    let request = server.addressed("GET /toss/x HTTP/1.1\r\nHost: @HOST@\r\n\r\n");
    stream.write_all(request.repeat(2).as_bytes()).unwrap();
    let (bytes, _) = heard(&mut stream);
    let text = String::from_utf8(bytes).unwrap();
    assert_eq!(text.matches("HTTP/1.1 404 ").count(), 2, "{text}");
    let (_, second) = text.rsplit_once("\r\n\r\n").unwrap();
    assert!(!second.is_empty() && !second.ends_with('}'), "{second}");
}

#[test]
fn the_end_does_not_wait_for_a_fault() {
    let mut server = Server::faulty(&["lost-response,hold=1h", "latency,delay=1h,nth=2"]);
    let request = server.addressed(HEALTH).replace("/__qetta/health", "/toss/x");
    for _ in 0..2 {
        server.connect().write_all(request.as_bytes()).unwrap();
    }
    let mut waiting = server.connect();
    waiting.write_all(request.as_bytes()).unwrap();
    server.stop();
    assert!(heard(&mut waiting).0.is_empty());
}

#[test]
fn a_late_answer_is_waited_for_without_the_clock_of_the_wall() {
    let stage = crate::sandbox::testing::Stage::new();
    stage.context.scenario.faults.add("latency,delay=1h".parse().unwrap());
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build();
    let begun = std::time::Instant::now();
    let waited = runtime.unwrap().block_on(async {
        let begun = tokio::time::Instant::now();
        let request = http::Request::get("/toss/x").header("host", "127.0.0.1:9480");
        let request = request.body(http_body_util::Full::<hyper::body::Bytes>::default());
        exchange(request.unwrap(), &stage.context).await;
        begun.elapsed()
    });
    assert!(waited >= Duration::from_secs(3600) && begun.elapsed() < Duration::from_secs(600));
}
