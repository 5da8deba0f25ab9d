//! `-v` says what is done, `-vv` shows requests, masked. Only our own events: what libraries log
//! was not written with secrets in mind.

use std::io::{self, IsTerminal as _};

use tracing_subscriber::filter::{LevelFilter, Targets};
use tracing_subscriber::layer::SubscriberExt as _;
use tracing_subscriber::util::SubscriberInitExt as _;

use crate::settings::ColorChoice;

/// Starts logging to stderr where it was asked for; costs nothing where it was not.
pub(super) fn start(verbosity: u8, color: ColorChoice) {
    let level = match verbosity {
        0 => return,
        1 => LevelFilter::INFO,
        _ => LevelFilter::DEBUG,
    };
    let colored = match color {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => io::stderr().is_terminal(),
    };
    let lines = tracing_subscriber::fmt::layer()
        .with_writer(io::stderr)
        .with_ansi(colored)
        .with_target(false)
        .without_time();
    let ours = Targets::new().with_target("qetta", level);
    // A second start in one process, as tests do it, keeps the first.
    let _ = tracing_subscriber::registry().with(lines).with(ours).try_init();
}
