//! What is said at the end of a run: which rules the client broke.

use std::path::PathBuf;

use clap::Args;

use crate::app::App;
use crate::error::{Error, Kind};
use crate::model::text;
use crate::sandbox::{Journal, ReportFormat, SandboxError, report};
use crate::store::files;

#[derive(Debug, Args)]
pub(super) struct Finish {
    /// At the end say which rules the client broke: `junit`, `sarif` or `text`
    #[arg(long, value_name = "FORMAT")]
    report: Option<ReportFormat>,

    /// Write that to a file; without it, it goes to stdout
    #[arg(long, value_name = "FILE", requires = "report")]
    report_file: Option<PathBuf>,

    /// Exit with 1 where the client broke a rule
    #[arg(long)]
    fail_on_violation: bool,
}

impl Finish {
    /// Whether the report will have a place: nobody wants to learn at the end that it has none.
    pub(super) fn check(&self) -> Result<(), Error> {
        let Some(path) = &self.report_file else { return Ok(()) };
        let place = files::check_place(path);
        Ok(place.map_err(|source| SandboxError::File { path: path.clone(), source })?)
    }

    /// Reports, and judges.
    pub(super) fn run(&self, app: &App, journal: &Journal) -> Result<(), Error> {
        let violations = journal.violations();
        if let Some(format) = self.report {
            let page = report(format, &violations, journal.written(), app.ui.lang);
            match &self.report_file {
                None => app.ui.show_raw(page.as_bytes())?,
                Some(path) => files::replace(path, page.as_bytes())
                    .map_err(|source| SandboxError::File { path: path.clone(), source })?,
            }
        }
        if !self.fail_on_violation || violations.is_empty() {
            return Ok(());
        }
        let mut rules: Vec<&str> = violations.iter().map(|broken| broken.rule.id).collect();
        rules.sort_unstable();
        rules.dedup();
        let rules = rules.join(", ");
        let words = text!(
            "the client broke rules of the providers: {rules}",
            "클라이언트가 제공자의 규칙을 어겼습니다: {rules}"
        );
        Err(Error::new(Kind::CheckFailed, words).hint(text!(
            "`--report text` says where",
            "어디서 어겼는지는 `--report text`가 알려 줍니다"
        )))
    }
}
