//! `qetta audit`

use clap::{Args, Subcommand};
use jiff::Timestamp;

use crate::app::App;
use crate::cli::global::{PROVIDER, provider};
use crate::error::{Error, log_does_not_hold};
use crate::model::{Account, KoreanDate, Lang, Profile, Provider, Span, moved, text};
use crate::store::audit::{AuditLog, Entry};
use crate::ui::report::{AuditTrail, AuditVerdict};

/// Show what was done with which token, when and by whom
///
/// Of every profile and account, or of those that are named by `--profile`, `--sandbox` and
/// `--account`; the newest last. Never a token: each has a fingerprint, by which it is known again. It
/// needs no key, no keyring and no network. The log is `audit.log` in the data folder, a JSON object a
/// line.
#[derive(Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(super) struct Audit {
    #[command(subcommand)]
    verb: Option<Verb>,

    /// From this day or moment on: 2026-10-01, 20261001, today, 30d or 24h (ago)
    #[arg(long, value_name = "D")]
    since: Option<String>,

    /// What concerns this provider alone
    #[arg(long, value_name = PROVIDER, value_parser = provider)]
    provider: Option<Provider>,
}

#[derive(Debug, Subcommand)]
enum Verb {
    Verify(Verify),
}

/// Check that no entry was altered, removed, put in or moved
///
/// Names the first line that does not hold, and ends with 1 where there is one. With the store's key
/// the seals are checked too: without it, whoever can write to the folder could have made the whole log
/// anew. Note the last hash elsewhere to know later that the log was not put back to an earlier day.
#[derive(Debug, Args)]
struct Verify {}

impl Audit {
    /// Whether its result is a list, row by row.
    pub(super) fn has_rows(&self) -> bool {
        self.verb.is_none()
    }

    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        match self.verb {
            Some(Verb::Verify(verify)) => verify.run(app),
            None => self.list(app),
        }
    }

    fn list(&self, app: &App) -> Result<(), Error> {
        let now = app.settings.clock().now();
        let since = self.since.as_deref().map(|typed| moment(typed, now)).transpose()?;
        let (profile, account) = (app.settings.named_profile(), app.settings.named_account());
        let wanted = |entry: &Entry| {
            let is = |found: &Option<String>, wanted: Option<&str>| {
                wanted.is_none_or(|wanted| found.as_deref() == Some(wanted))
            };
            let is_late = |since| entry.moment().is_none_or(|moment| moment >= since);
            since.is_none_or(is_late)
                && is(&entry.provider, self.provider.map(Provider::code))
                && is(&entry.profile, profile.map(Profile::as_str))
                && is(&entry.account, account.map(Account::as_str))
        };
        let log = AuditLog::find(app.settings.data_dir()?)?;
        let trail = AuditTrail::new(log.as_ref(), &wanted);
        let shown = app.ui.show(&trail);
        if let Some(error) = trail.failure() {
            return Err(error.into());
        }
        shown?;
        let count = trail.unreadable();
        if count > 0 {
            app.ui.warn(&text!(
                "{count} lines are no entries; `qetta audit verify` says what is wrong",
                "기록 항목이 아닌 줄이 {count}개 있습니다. `qetta audit verify`로 확인하세요"
            ));
        }
        Ok(())
    }
}

impl Verify {
    #[expect(clippy::unused_self, reason = "a verb without flags is run like every other")]
    fn run(self, app: &App) -> Result<(), Error> {
        let log = with_the_key(app)?;
        let verdict = log.as_ref().map(AuditLog::verify).transpose()?.unwrap_or_default();
        let wrong = verdict.flaw.as_ref().map(|(line, flaw)| log_does_not_hold(*line, flaw));
        let has_key = log.as_ref().is_some_and(AuditLog::has_key);
        let wrong_ref = wrong.as_ref();
        app.ui.show(&AuditVerdict { verdict: &verdict, wrong: wrong_ref, has_key })?;
        if log.is_none() {
            app.ui.note(&text!(
                "there is no audit log: nothing was recorded yet, or it was moved away",
                "감사 로그가 없습니다. 아직 기록이 없거나 다른 곳으로 옮겨졌습니다"
            ));
        }
        wrong.map_or(Ok(()), Err)
    }
}

/// The log with the store's key; where that is not to be had, without it.
fn with_the_key(app: &App) -> Result<Option<AuditLog>, Error> {
    let folder = app.settings.data_dir()?;
    let Some(log) = AuditLog::find(folder)? else { return Ok(None) };
    match app.vault_if_any() {
        Ok(Some(vault)) => Ok(vault.audit_log()?),
        Ok(None) => Ok(Some(log)),
        Err(error) => {
            let why = error.message();
            let (en, ko) = (why.english(), why.say(Lang::Ko));
            app.ui.warn(&text!(
                "the seals are not checked, for want of the store's key: {en}",
                "저장소의 키가 없어 봉인을 확인하지 않습니다: {ko}"
            ));
            Ok(Some(log))
        }
    }
}

/// A day as everywhere, a span before now, or a moment as the log has it.
fn moment(typed: &str, now: Timestamp) -> Result<Timestamp, Error> {
    if let Ok(day) = KoreanDate::typed(typed, KoreanDate::of(now)) {
        return Ok(day.begins());
    }
    if let Ok(span) = typed.parse::<Span>() {
        return Ok(moved(now, -span.duration()));
    }
    typed.parse().map_err(|_| {
        Error::usage(text!(
            "`--since {typed}` is no day and no moment",
            "`--since {typed}`은(는) 날짜도 시각도 아닙니다"
        ))
        .hint(text!(
            "write it as 2026-10-01, 20261001, today, 30d or 24h (ago), or 2026-10-01T09:00:00Z",
            "2026-10-01, 20261001, today, 30d(30일 전), 24h(24시간 전), 2026-10-01T09:00:00Z처럼 쓰세요"
        ))
    })
}
