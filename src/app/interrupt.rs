//! Ctrl-C, at any point, at once.
//!
//! While work is awaited, Ctrl-C drops it, so that what has to be tidied up is. Before and after
//! that the signal does what it does to any program. The runtime's handler, once installed, stays
//! for good; so a second handler gives the signal its usual meaning back whenever nothing is
//! awaited.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, OnceLock};

use signal_hook::consts::SIGINT;

use crate::error::{Error, Kind};
use crate::model::text;

/// Awaits `work`, or the user's Ctrl-C.
pub(super) async fn or_interrupted<T>(
    work: impl Future<Output = Result<T, Error>>,
) -> Result<T, Error> {
    // First somebody who listens, then the usual meaning is taken away: in between the signal would
    // be lost.
    let mut ctrl_c = listen().map_err(unwatchable)?;
    let _awaiting = Awaiting::begin()?;
    tokio::select! {
        biased;
        _ = ctrl_c.recv() => Err(interrupted()),
        outcome = work => outcome,
    }
}

#[cfg(unix)]
fn listen() -> std::io::Result<tokio::signal::unix::Signal> {
    tokio::signal::unix::signal(tokio::signal::unix::SignalKind::interrupt())
}

#[cfg(windows)]
fn listen() -> std::io::Result<tokio::signal::windows::CtrlC> {
    tokio::signal::windows::ctrl_c()
}

fn interrupted() -> Error {
    Error::new(Kind::Interrupted, text!("interrupted", "중단되었습니다"))
}

fn unwatchable(error: std::io::Error) -> Error {
    Error::io(text!("cannot watch for Ctrl-C", "Ctrl-C를 감시할 수 없습니다"), error)
}

/// While it lives, Ctrl-C is ours; otherwise it means what it means to any program.
struct Awaiting;

/// Whether nothing is awaited. One for the process, because a handler is never taken back.
static IDLE: OnceLock<Arc<AtomicBool>> = OnceLock::new();

impl Awaiting {
    fn begin() -> Result<Self, Error> {
        if let Some(idle) = IDLE.get() {
            idle.store(false, Ordering::SeqCst);
            return Ok(Self);
        }
        let idle = IDLE.get_or_init(Arc::default);
        #[cfg(unix)]
        signal_hook::flag::register_conditional_default(SIGINT, Arc::clone(idle))
            .map_err(unwatchable)?;
        Ok(Self)
    }
}

impl Drop for Awaiting {
    fn drop(&mut self) {
        if let Some(idle) = IDLE.get() {
            idle.store(true, Ordering::SeqCst);
        }
    }
}

/// Remembers Ctrl-C instead of dying of it, for work that has to be tidied up and is not awaited.
#[cfg(feature = "sandbox")]
pub(crate) struct Interruption(Arc<AtomicBool>);

#[cfg(feature = "sandbox")]
impl Interruption {
    /// From now on.
    pub(crate) fn watch() -> Result<Self, Error> {
        let came = Arc::new(AtomicBool::new(false));
        signal_hook::flag::register(SIGINT, Arc::clone(&came)).map_err(unwatchable)?;
        Ok(Self(came))
    }

    /// Fails once it came.
    pub(crate) fn check(&self) -> Result<(), Error> {
        if self.0.load(Ordering::SeqCst) { Err(interrupted()) } else { Ok(()) }
    }
}

/// Ready when somebody asks this process to end in good order.
#[cfg(all(feature = "sandbox", unix))]
pub(crate) async fn terminated() {
    use tokio::signal::unix::{SignalKind, signal};
    match signal(SignalKind::terminate()) {
        Ok(mut signals) => {
            signals.recv().await;
        }
        Err(_) => std::future::pending().await,
    }
}

/// Ready when somebody asks this process to end in good order.
#[cfg(all(feature = "sandbox", not(unix)))]
pub(crate) async fn terminated() {
    std::future::pending().await
}
