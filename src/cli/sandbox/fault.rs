//! `qetta sandbox fault`

use clap::Subcommand;
use http::Method;
use serde::Deserialize;
use serde_json::Value;

use crate::app::App;
use crate::cli::sandbox::remote::{Remote, answered, not_running};
use crate::error::Error;
use crate::sandbox::{Fault, HeldFault};
use crate::ui::report::{FaultRow, FaultsCleared, SandboxFaults};

const PAGE: &str = "/__qetta/faults";

/// Have the running sandbox do what providers do on bad days
///
/// A fault is what, where and when: `status,code=503,on=POST /toss/token,nth=2`. Every kind with its
/// parameters is in docs/faults.md.
#[derive(Debug, Subcommand)]
pub(super) enum FaultCommand {
    /// Set faults, until they are taken back
    Add {
        /// As in `reset`, `429,retry-after=2,on=kftc` or `latency,delay=2s,chance=5%`
        #[arg(required = true, value_name = "FAULT")]
        faults: Vec<Fault>,
    },
    /// Set faults for the next call at their place alone, one after the other
    Enqueue {
        /// As for `add`
        #[arg(required = true, value_name = "FAULT")]
        faults: Vec<Fault>,
    },
    /// Show those that stand, and how often they were met
    List,
    /// Take faults back
    Clear {
        /// These, by their numbers; all of them, if there is none
        #[arg(value_name = "ID")]
        ids: Vec<u64>,
    },
}

#[derive(Deserialize)]
struct Listed {
    faults: Vec<HeldFault>,
}

#[derive(Deserialize)]
struct Cleared {
    cleared: u64,
}

impl FaultCommand {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let remote = Remote::announced(app)?.ok_or_else(not_running)?;
        match self {
            Self::Add { faults } => set(app, &remote, PAGE, &faults)?,
            Self::Enqueue { faults } => set(app, &remote, "/__qetta/faults/enqueue", &faults)?,
            Self::List => {}
            Self::Clear { ids } => return clear(app, &remote, &ids),
        }
        list(app, &remote)
    }
}

fn set(app: &App, remote: &Remote, page: &str, faults: &[Fault]) -> Result<(), Error> {
    for fault in faults {
        let answer = remote.post(app, page, fault)?.ok_or_else(not_running)?;
        answered::<Value>(&answer)?;
    }
    Ok(())
}

fn list(app: &App, remote: &Remote) -> Result<(), Error> {
    let answer = remote.get(app, PAGE)?.ok_or_else(not_running)?;
    let Listed { faults } = answered(&answer)?;
    let rows: Vec<FaultRow> = faults
        .into_iter()
        .map(|HeldFault { id, fault, once, calls, met }| {
            let typed = fault.to_string();
            let document = serde_json::to_value(&fault).unwrap_or_default();
            FaultRow { id, typed, document, once, calls, met }
        })
        .collect();
    app.ui.show(&SandboxFaults { faults: &rows })
}

fn clear(app: &App, remote: &Remote, ids: &[u64]) -> Result<(), Error> {
    let one = |page: &str| {
        let answer = remote.ask(app, Method::DELETE, page, None)?.ok_or_else(not_running)?;
        answered::<Cleared>(&answer).map(|Cleared { cleared }| cleared)
    };
    let mut cleared = 0;
    for id in ids {
        cleared += one(&format!("{PAGE}/{id}"))?;
    }
    if ids.is_empty() {
        cleared = one(PAGE)?;
    }
    app.ui.show(&FaultsCleared { cleared })
}
