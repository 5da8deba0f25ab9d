//! `qetta service-token check`

use clap::Args;

use crate::app::App;
use crate::error::{Error, Kind};
use crate::model::{Provider, text};
use crate::ops::{self, Finding};
use crate::ui::report::SixChecks;

/// Make the six checks of MAX Platform's document: exit 1 where one fails
///
/// Metadata, issue, access, clients, a forged token, a token without the scope. It asks for two tokens
/// and stores neither.
#[derive(Debug, Args)]
pub(in crate::cli) struct Check {}

impl Check {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let (max, subject) = app.max()?;
        let desk = app.desk()?;
        let checking = text!("checking", "점검하는 중");
        let found = app.wait_for(&checking, async {
            Ok::<_, Error>(ops::check(&desk, &max, subject.dialect).await)
        })?;
        app.ui.show(&SixChecks { found: &found })?;
        let failed = found.iter().filter(|(_, found)| matches!(found, Finding::Bad(_))).count();
        if failed == 0 {
            return Ok(());
        }
        let all = found.len();
        Err(Error::new(
            Kind::CheckFailed,
            text!("{failed} of {all} checks failed", "점검 {all}개 중 {failed}개가 실패했습니다"),
        )
        .at(Provider::Max))
    }
}
