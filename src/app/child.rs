//! A program that is started for the user, and has the say from then on.

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::io;
use std::process::{Command, ExitCode, ExitStatus};

use tokio::sync::oneshot;

use crate::app::{App, TokenServer, interrupt};
use crate::error::{Error, Kind};
use crate::model::{Provider, plain, text};

/// A program to be, with what it is given. Nothing of that is in its arguments.
pub(crate) struct Child {
    name: String,
    command: Command,
}

impl Child {
    /// Of a program and its arguments, in our own environment.
    pub(crate) fn new(line: Vec<OsString>) -> Self {
        let mut words = line.into_iter();
        let program = words.next().unwrap_or_default();
        let name = plain(&program.to_string_lossy());
        let mut command = Command::new(program);
        command.args(words);
        Self { name, command }
    }

    /// Without these variables.
    pub(crate) fn withhold(&mut self, names: BTreeSet<String>) {
        for name in names {
            self.command.env_remove(name);
        }
    }

    /// With this variable.
    pub(crate) fn give(&mut self, name: &str, value: &str) {
        self.command.env(name, value);
    }

    /// As `env` and the shells have it: what is missing is told apart from what cannot be run.
    fn not_run(name: &str, error: io::Error) -> Error {
        if error.kind() == io::ErrorKind::NotFound {
            let words = text!("there is no program `{name}`", "`{name}` 프로그램이 없습니다");
            return Error::new(Kind::CommandNotFound, words).because(error);
        }
        let words = text!("`{name}` cannot be run", "`{name}`을(를) 실행할 수 없습니다");
        Error::new(Kind::CommandNotRunnable, words).because(error)
    }
}

impl App {
    /// Turns this process into the program, so that signals, exit code and terminal are its own.
    #[cfg(unix)]
    #[expect(clippy::unused_self, reason = "elsewhere it waits for the program")]
    pub(crate) fn become_child(&self, child: Child) -> Result<ExitCode, Error> {
        use std::os::unix::process::CommandExt as _;

        let Child { name, mut command } = child;
        Err(Child::not_run(&name, command.exec()))
    }

    /// Runs the program and waits for it.
    #[cfg(not(unix))]
    pub(crate) fn become_child(&self, child: Child) -> Result<ExitCode, Error> {
        self.attend(attended(child, async |ended| {
            let _ = ended.await;
        }))
    }

    /// Runs the program, and hands it tokens of `provider` for as long as it runs.
    pub(crate) fn run_beside(
        &self,
        child: Child,
        server: TokenServer,
        provider: Provider,
    ) -> Result<ExitCode, Error> {
        let desk = self.desk()?;
        let subject = self.subject(provider, &desk)?;
        let vault = self.vault()?;
        self.attend(async {
            let door = server.open()?;
            attended(child, async |ended| door.serve(&desk, &vault, &subject, ended).await).await
        })
    }
}

/// Runs the program with `beside` at its side, which is told when it has ended and may then finish
/// what it has begun. Signals to this process reach the program; once it has ended, one more ends us.
async fn attended(
    child: Child,
    beside: impl AsyncFnOnce(oneshot::Receiver<()>),
) -> Result<ExitCode, Error> {
    // Before there is a program, so that no signal is lost to it.
    let mut signals = Signals::listen().map_err(interrupt::unwatchable)?;
    let Child { name, command } = child;
    let mut running = tokio::process::Command::from(command)
        .spawn()
        .map_err(|error| Child::not_run(&name, error))?;
    let (over, ended) = oneshot::channel();
    let mut beside = std::pin::pin!(beside(ended));
    let mut status = None;
    let mut over = Some(over);
    loop {
        tokio::select! {
            biased;
            outcome = running.wait(), if status.is_none() => {
                status = Some(outcome.map_err(|error| Child::not_run(&name, error))?);
                over.take();
            }
            () = &mut beside => break,
            signal = signals.next() => match running.id() {
                Some(id) => Signals::forward(signal, id),
                None => break,
            },
        }
    }
    status.map_or_else(|| Ok(ExitCode::FAILURE), exit_code)
}

/// The program's own code; of one that a signal killed what shells make of it.
#[cfg(unix)]
#[expect(clippy::unnecessary_wraps, reason = "elsewhere it never returns")]
fn exit_code(status: ExitStatus) -> Result<ExitCode, Error> {
    use std::os::unix::process::ExitStatusExt as _;

    let killed = || status.signal().map(|signal| 128 + signal);
    let code = status.code().or_else(killed).and_then(|code| u8::try_from(code).ok());
    Ok(ExitCode::from(code.unwrap_or(u8::MAX)))
}

/// Codes have 32 bits here, and only the end of the process carries them.
#[cfg(not(unix))]
fn exit_code(status: ExitStatus) -> Result<ExitCode, Error> {
    match status.code().map(|code| (code, u8::try_from(code))) {
        Some((_, Ok(code))) => Ok(ExitCode::from(code)),
        Some((code, Err(_))) =>
        {
            #[expect(clippy::exit, reason = "an ExitCode has 8 bits")]
            #[expect(clippy::disallowed_methods, reason = "likewise")]
            std::process::exit(code)
        }
        None => Ok(ExitCode::FAILURE),
    }
}

#[cfg(unix)]
use unix::Signals;

#[cfg(unix)]
mod unix {
    use std::io;
    use std::task::Poll;

    use rustix::process::{Pid, Signal, getpgrp, kill_process};
    use rustix::termios::tcgetpgrp;
    use tokio::signal::unix::{self, SignalKind};

    /// The signals that ask a program for something, with how each is sent on.
    pub(super) struct Signals(Vec<(unix::Signal, Signal)>);

    impl Signals {
        const ALL: [(SignalKind, Signal); 6] = [
            (SignalKind::interrupt(), Signal::INT),
            (SignalKind::terminate(), Signal::TERM),
            (SignalKind::hangup(), Signal::HUP),
            (SignalKind::quit(), Signal::QUIT),
            (SignalKind::user_defined1(), Signal::USR1),
            (SignalKind::user_defined2(), Signal::USR2),
        ];

        pub(super) fn listen() -> io::Result<Self> {
            let listened = |(kind, signal)| Ok((unix::signal(kind)?, signal));
            Self::ALL.into_iter().map(listened).collect::<io::Result<_>>().map(Self)
        }

        /// The next of them that comes.
        pub(super) async fn next(&mut self) -> Signal {
            std::future::poll_fn(|context| {
                for (stream, signal) in &mut self.0 {
                    if let Poll::Ready(Some(())) = stream.poll_recv(context) {
                        return Poll::Ready(*signal);
                    }
                }
                Poll::Pending
            })
            .await
        }

        /// Sends it on, unless the program has it already: what is typed at a terminal goes to all
        /// that run in front there.
        pub(super) fn forward(signal: Signal, id: u32) {
            let typed = [Signal::INT, Signal::QUIT, Signal::HUP].contains(&signal);
            if typed && is_in_front() {
                return;
            }
            let id = i32::try_from(id).ok().and_then(Pid::from_raw);
            if let Some(id) = id {
                // A program that has just ended has no use for it.
                let _ = kill_process(id, signal);
            }
        }
    }

    /// Whether this process is what runs in front at its terminal.
    fn is_in_front() -> bool {
        let terminal = std::fs::File::open("/dev/tty");
        terminal.is_ok_and(|terminal| tcgetpgrp(&terminal).is_ok_and(|front| front == getpgrp()))
    }
}

/// What is typed reaches every program of the console, and nothing else can be sent.
#[cfg(not(unix))]
struct Signals;

#[cfg(not(unix))]
impl Signals {
    #[expect(clippy::unnecessary_wraps, reason = "on Unix it can fail")]
    fn listen() -> io::Result<Self> {
        Ok(Self)
    }

    async fn next(&mut self) {
        std::future::pending().await
    }

    fn forward((): (), _id: u32) {}
}
