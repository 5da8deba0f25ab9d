//! `qetta store check`

use clap::Args;

use crate::app::App;
use crate::error::{Error, Kind};
use crate::model::text;
use crate::ops::doctor::check_store;
use crate::store::{Store, StoreError};
use crate::ui::report::{Diagnosis, Symptom};

/// Look at the store from end to end: database, files, and whether every secret opens
///
/// Changes nothing. Whether the secrets open is only seen with the key. Ends with exit code 8 where
/// a check fails; a warning is no failure.
#[derive(Debug, Args)]
pub(in crate::cli) struct Check {}

impl Check {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let symptoms = match Store::find(app.settings.data_dir()?) {
            Ok(store) => check_store(store, &app.ladder()).into_iter().map(Symptom::of).collect(),
            Err(StoreError::Interrupted) => return Err(StoreError::Interrupted.into()),
            Err(error) => vec![Symptom::of_error("database", &error.into())],
        };
        let diagnosis = Diagnosis { symptoms };
        app.ui.show(&diagnosis)?;
        match diagnosis.failed().as_slice() {
            [] => Ok(()),
            failed => Err(not_sound(failed, diagnosis.symptoms.len())),
        }
    }
}

fn not_sound(failed: &[&str], all: usize) -> Error {
    let (count, names) = (failed.len(), failed.join(", "));
    Error::new(
        Kind::Store,
        text!(
            "{count} of {all} checks of the store failed: {names}",
            "저장소 점검 {all}개 중 {count}개가 실패했습니다: {names}"
        ),
    )
}
