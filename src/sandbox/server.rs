//! Accepts connections until it is told to stop, and then stops.

use std::future::Future;
use std::pin::pin;
use std::sync::Arc;
use std::time::Duration;

use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::io::{AsyncRead, AsyncWrite};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tokio::task::JoinSet;
use tokio_rustls::TlsAcceptor;

use crate::sandbox::context::Context;
use crate::sandbox::exchange::{READ_TIME, exchange};
use crate::sandbox::{Listener, SandboxError, Scenario};

/// What an answer that is under way may still take once the end has come. Handlers do not wait for
/// anything, so this is for the last bytes.
const LAST_MOMENT: Duration = Duration::from_millis(100);

/// How long accepting rests after it failed: the system is out of something, most likely of files.
const REST: Duration = Duration::from_millis(50);

/// No request of ours has a head of more than this.
const HEAD_LIMIT: usize = 64 * 1024;

/// Plays `scenario` on `listener` until `shutdown` is done, or somebody stops it at `/__qetta/stop`. Idle connections are closed at once then,
/// answers under way get a moment, and the port is free when this returns.
///
/// Needs a tokio runtime with time and I/O.
pub async fn run(
    listener: Listener,
    scenario: Scenario,
    shutdown: impl Future<Output = ()>,
) -> Result<(), SandboxError> {
    let context = Arc::new(Context::new(scenario, listener.url(), listener.address()));
    let tls = listener.acceptor();
    let socket = TcpListener::from_std(listener.socket).map_err(SandboxError::Listen)?;

    let (running, ending) = watch::channel(());
    let mut connections = JoinSet::new();
    let mut shutdown = pin!(shutdown);
    loop {
        tokio::select! {
            biased;
            () = &mut shutdown => break,
            () = context.stopped() => break,
            // Takes the finished ones out of the set; where it is empty, this branch rests.
            Some(_) = connections.join_next() => {}
            accepted = socket.accept() => match accepted {
                Ok((stream, _)) => {
                    let connection = serve(stream, tls.clone(), context.clone(), ending.clone());
                    connections.spawn(connection);
                }
                Err(error) => {
                    tracing::warn!(target: "qetta::sandbox", %error, "accepting rests");
                    tokio::time::sleep(REST).await;
                }
            },
        }
    }
    drop((socket, running));
    let all = async { while connections.join_next().await.is_some() {} };
    // Whoever is not done by then is cut off, as the set is dropped.
    let _ = tokio::time::timeout(LAST_MOMENT, all).await;
    Ok(())
}

/// Serves one connection. What goes wrong on it is the peer's doing: it is noted, no more.
async fn serve(
    stream: TcpStream,
    tls: Option<TlsAcceptor>,
    context: Arc<Context>,
    ending: watch::Receiver<()>,
) {
    // Answers are small and written once; to hold them back would only cost the peer time.
    let _ = stream.set_nodelay(true);
    let outcome = match tls {
        None => speak(stream, &context, ending).await.map_err(|error| error.to_string()),
        Some(tls) => match tokio::time::timeout(READ_TIME, tls.accept(stream)).await {
            Ok(Ok(stream)) => {
                speak(stream, &context, ending).await.map_err(|error| error.to_string())
            }
            Ok(Err(error)) => Err(error.to_string()),
            Err(_) => Err("the TLS handshake takes too long".to_owned()),
        },
    };
    if let Err(error) = outcome {
        tracing::debug!(target: "qetta::sandbox", error, "connection lost");
    }
}

/// Speaks HTTP on a stream until its peer or the run ends.
async fn speak<S>(
    stream: S,
    context: &Context,
    mut ending: watch::Receiver<()>,
) -> hyper::Result<()>
where
    S: AsyncRead + AsyncWrite + Unpin,
{
    let service = service_fn(|request| exchange(request, context));
    let connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(READ_TIME)
        .max_buf_size(HEAD_LIMIT)
        .serve_connection(TokioIo::new(stream), service);
    let mut connection = pin!(connection);
    tokio::select! {
        outcome = connection.as_mut() => outcome,
        // The sender is never used, only dropped: that is the end.
        _ = ending.changed() => {
            connection.as_mut().graceful_shutdown();
            connection.await
        }
    }
}

#[cfg(test)]
mod tests {
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
            let address = listener.address();
            let ca_pem = listener.ca_pem().map(str::to_owned);
            let scenario = Scenario::new(Clock::System, State::in_memory().unwrap()).unwrap();
            let (end, ended) = oneshot::channel::<()>();
            let thread = std::thread::spawn(move || {
                let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
                let shutdown = async { ended.await.unwrap_or(()) };
                // Spawned, as a client in the same process would do it.
                runtime.unwrap().block_on(async {
                    tokio::spawn(run(listener, scenario, shutdown)).await.unwrap()
                })
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

    const HEALTH: &str =
        "GET /__qetta/health HTTP/1.1\r\nHost: @HOST@\r\nConnection: close\r\n\r\n";

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
        let request =
            "POST /toss/token HTTP/1.1\r\nHost: @HOST@\r\nContent-Length: 1048577\r\n\r\n";
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
}
