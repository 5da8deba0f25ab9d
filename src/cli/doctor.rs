//! `qetta doctor`

use clap::Args;

use crate::app::App;
use crate::app::doctor::{self, SettingsChecked};
use crate::error::{Error, Kind};
use crate::model::text;
use crate::ops::doctor::examine;
use crate::ui::Ui;
use crate::ui::report::{Diagnosis, Symptom};

/// Look for what could be in the way: settings, network, clock, browser, keyring, store
///
/// Changes nothing, makes no file and sends no credentials. A name, a connection and an answer may
/// each take 2 seconds, or --timeout where that is shorter. Ends with exit code 1 where a check
/// fails; a warning is no failure.
#[derive(Debug, Args)]
pub(super) struct Doctor {}

impl Doctor {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let (settings, situation) = doctor::prepare(app);
        let looking = text!("looking at everything", "점검하는 중");
        let checks = app.wait_for(&looking, async { Ok::<_, Error>(examine(situation).await) })?;
        let profile = app.settings.profile();
        let mut symptoms: Vec<Symptom> = settings
            .into_iter()
            .map(|SettingsChecked { id, status, error }| {
                Symptom::of_settings(id, status, profile, error)
            })
            .collect();
        symptoms.extend(checks.into_iter().map(Symptom::of));
        tell(app.ui, &Diagnosis { symptoms })
    }

    /// What is to be said where the settings of everything are wrong: that, for all other checks
    /// follow them.
    pub(super) fn unsettled(&self, ui: Ui, error: Error) -> Result<(), Error> {
        if error.kind() != Kind::Config {
            return Err(error);
        }
        tell(ui, &Diagnosis { symptoms: vec![Symptom::of_error(doctor::GENERAL, &error)] })
    }
}

fn tell(ui: Ui, diagnosis: &Diagnosis) -> Result<(), Error> {
    ui.show(diagnosis)?;
    match diagnosis.failed().as_slice() {
        [] => Ok(()),
        failed => Err(not_passed(failed, diagnosis.symptoms.len())),
    }
}

fn not_passed(failed: &[&str], all: usize) -> Error {
    let (count, names) = (failed.len(), failed.join(", "));
    Error::new(
        Kind::CheckFailed,
        text!(
            "{count} of {all} checks failed: {names}",
            "점검 {all}개 중 {count}개가 실패했습니다: {names}"
        ),
    )
}
