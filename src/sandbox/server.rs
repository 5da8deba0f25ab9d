//! Accepts connections until it is told to stop, and then stops.

use std::error::Error;
use std::future::Future;
use std::pin::pin;
use std::sync::{Arc, Mutex, PoisonError};
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
use crate::sandbox::exchange::{Exchanged, READ_TIME, exchange};
use crate::sandbox::faults::Abrupt;
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

/// Speaks HTTP on a stream until its peer or the run ends, or a fault takes the stream over.
async fn speak<S>(
    stream: S,
    context: &Context,
    mut ending: watch::Receiver<()>,
) -> Result<(), Box<dyn Error + Send + Sync>>
where
    S: AsyncRead + AsyncWrite + Abrupt + Unpin,
{
    let script = Mutex::new(None);
    let service = service_fn(|request| {
        Box::pin(async {
            match exchange(request, context).await {
                Exchanged::Answered(answer) => Ok(answer),
                Exchanged::Spoilt(spoilt) => {
                    *script.lock().unwrap_or_else(PoisonError::into_inner) = Some(spoilt);
                    Err(TakenOver)
                }
            }
        })
    });
    let mut connection = http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(READ_TIME)
        .max_buf_size(HEAD_LIMIT)
        .serve_connection(TokioIo::new(stream), service);
    let outcome = tokio::select! {
        outcome = &mut connection => outcome,
        // The sender is never used, only dropped: that is the end.
        _ = ending.changed() => {
            std::pin::Pin::new(&mut connection).graceful_shutdown();
            return Ok(connection.await?);
        }
    };
    let stream = connection.into_parts().io.into_inner();
    let script = script.into_inner().unwrap_or_else(PoisonError::into_inner);
    let Some(script) = script else { return Ok(outcome?) };
    tokio::select! {
        outcome = script.play(stream) => Ok(outcome?),
        _ = ending.changed() => Ok(()),
    }
}

/// Why the HTTP library gets no answer to send: its connection is spoken on by a [fault](crate::sandbox::faults::Script).
#[derive(Clone, Copy, Debug, thiserror::Error)]
#[error("a fault was asked for")]
struct TakenOver;

#[cfg(test)]
mod tests;
