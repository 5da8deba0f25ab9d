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
    watch_for_a_block()?;
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

pub(super) fn unwatchable(error: std::io::Error) -> Error {
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

/// While it lives, Ctrl-C is another program's: the one that was started, which has it from the
/// terminal just as well.
pub(super) struct LeftToAnother {
    _awaiting: Awaiting,
    #[cfg(windows)]
    _heard: tokio::signal::windows::CtrlC,
}

/// Whether Ctrl-C is another program's.
static LEFT_TO_ANOTHER: AtomicBool = AtomicBool::new(false);

impl LeftToAnother {
    /// From now on. Needs a runtime.
    pub(super) fn begin() -> Result<Self, Error> {
        LEFT_TO_ANOTHER.store(true, Ordering::SeqCst);
        Ok(Self {
            #[cfg(windows)]
            _heard: listen().map_err(unwatchable)?,
            _awaiting: Awaiting::begin()?,
        })
    }
}

impl Drop for LeftToAnother {
    fn drop(&mut self) {
        LEFT_TO_ANOTHER.store(false, Ordering::SeqCst);
    }
}

/// How long what is awaited may take to notice Ctrl-C.
#[cfg(unix)]
const GRACE: std::time::Duration = std::time::Duration::from_millis(300);

/// A lock of the database or a file on a dead network drive can hold the one thread, and with it
/// everything that would notice Ctrl-C. So a thread of its own waits for the signal too, and ends the
/// process where nothing else has.
#[cfg(unix)]
fn watch_for_a_block() -> Result<(), Error> {
    static WATCHED: OnceLock<()> = OnceLock::new();
    if WATCHED.set(()).is_err() {
        return Ok(());
    }
    let (mut came, signalled) = std::os::unix::net::UnixStream::pair().map_err(unwatchable)?;
    signal_hook::low_level::pipe::register(SIGINT, signalled).map_err(unwatchable)?;
    std::thread::spawn(move || {
        while std::io::Read::read_exact(&mut came, &mut [0]).is_ok() {
            std::thread::sleep(GRACE);
            let awaiting = IDLE.get().is_some_and(|idle| !idle.load(Ordering::SeqCst));
            if awaiting && !LEFT_TO_ANOTHER.load(Ordering::SeqCst) {
                #[expect(clippy::exit, reason = "nobody else can: the one thread is held")]
                #[expect(clippy::disallowed_methods, reason = "likewise")]
                std::process::exit(Kind::Interrupted.exit_code().into());
            }
        }
    });
    Ok(())
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
fn watch_for_a_block() -> Result<(), Error> {
    Ok(())
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

/// Listens from now on for somebody who asks this process to end in good order; ready when they do.
/// Needs a runtime.
#[cfg(all(feature = "sandbox", unix))]
pub(crate) fn terminated() -> Result<impl Future<Output = ()>, Error> {
    use tokio::signal::unix::{SignalKind, signal};
    let mut signals = signal(SignalKind::terminate()).map_err(unwatchable)?;
    Ok(async move {
        signals.recv().await;
    })
}

/// Nobody can ask that here.
#[cfg(all(feature = "sandbox", not(unix)))]
pub(crate) fn terminated() -> Result<impl Future<Output = ()>, Error> {
    Ok(std::future::pending())
}
