//! `qetta sandbox clock`

use clap::Subcommand;

use crate::app::{App, sandbox_folder, shift_in, state_in};
use crate::cli::sandbox::remote::{Remote, answered};
use crate::error::Error;
use crate::model::{Span, text};
use crate::sandbox::{ClockChange, ClockShown, Moment};
use crate::ui::report::SandboxClock;

/// Move the sandbox's time: tokens, codes, consent, quotas and the Korean day follow it
///
/// The time is that of the running sandbox, or where none runs, of the embedded one, which every
/// command with `--sandbox` then lives at. It stays moved until it is moved back.
#[derive(Debug, Subcommand)]
pub(super) enum Clock {
    /// Show what time it is in the sandbox
    Show,
    /// Have it be this moment from now on
    Set {
        /// As in 2027-02-19, 2027-02-19T21:00:00 (Korean time) or 2027-02-19T12:00:00Z; `now` is the machine's present
        time: Moment,
    },
    /// Have it be so much later
    Advance {
        /// As in 30s, 15m, 24h or 90d
        by: Span,
    },
    /// Have time stand still
    Freeze {
        /// At this moment, as for `set`; where it is, if there is none
        time: Option<Moment>,
    },
    /// Have time that stands still run on
    Resume,
}

impl Clock {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let change = self.change();
        let (clock, url) = match there(app, change)? {
            Some((clock, url)) => (clock, Some(url)),
            None => (here(app, change)?, None),
        };
        let ClockShown { now, frozen, ahead_seconds } = clock;
        app.ui.show(&SandboxClock { now, frozen, ahead_seconds, url })
    }

    fn change(self) -> Option<ClockChange> {
        match self {
            Self::Show => None,
            Self::Set { time } => Some(ClockChange::Set { time }),
            Self::Advance { by } => Some(ClockChange::Advance { by: by.into() }),
            Self::Freeze { time } => Some(ClockChange::Freeze { time }),
            Self::Resume => Some(ClockChange::Resume {}),
        }
    }
}

/// At the sandbox that runs, where one does; with its address.
fn there(app: &App, change: Option<ClockChange>) -> Result<Option<(ClockShown, String)>, Error> {
    const PAGE: &str = "/__qetta/clock";

    let Some(remote) = Remote::announced(app)? else { return Ok(None) };
    let answer = match change {
        Some(change) => remote.post(app, PAGE, &change)?,
        None => remote.get(app, PAGE)?,
    };
    let Some(answer) = answer else { return Ok(None) };
    Ok(Some((answered(&answer)?, remote.running().url.clone())))
}

/// In the state that every embedded sandbox begins with.
fn here(app: &App, change: Option<ClockChange>) -> Result<ClockShown, Error> {
    let machine = app.machine_clock();
    let folder = sandbox_folder(app.settings.data_dir()?);
    let Some(change) = change else { return Ok(shift_in(&folder).shown(machine)) };
    let turned = state_in(&folder)?.turn_clock(change, machine)?;
    let shift = turned.map_err(|_| {
        Error::usage(text!(
            "the sandbox lives between 2000 and 2200",
            "샌드박스의 시각은 2000년과 2200년 사이여야 합니다"
        ))
    })?;
    Ok(shift.shown(machine))
}
