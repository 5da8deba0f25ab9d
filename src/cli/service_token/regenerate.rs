//! `qetta service-token regenerate-secret`

use std::io::IsTerminal as _;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::app::App;
use crate::cli::service_token::Platform;
use crate::error::{Error, Kind};
use crate::model::{ClientSecret, Provider, text};
use crate::ops;
use crate::store::files;
use crate::ui::report::NewSecret;

/// Give a client a new secret; the old one is over at once
///
/// It asks before it changes the client that these settings use. With `--out` the new secret goes to a
/// file that only you can read, and for one's own client it is tried before it takes the file's place:
/// until then the old file stays as it is, and the new secret is in FILE.new.
#[derive(Debug, Args)]
pub(in crate::cli) struct RegenerateSecret {
    /// Whose
    #[arg(value_name = "CLIENT-ID")]
    client_id: String,

    /// Write the new secret to this file instead of showing it
    #[arg(long, value_name = "FILE")]
    out: Option<PathBuf>,

    /// Do not ask
    #[arg(long, short)]
    yes: bool,
}

impl RegenerateSecret {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let platform = Platform::of(app)?;
        let is_ours = platform.max.registration.client_id == self.client_id;
        if is_ours && !self.yes {
            confirm(app, &self.client_id)?;
        }
        // Where the secret cannot be written, none is made: it is shown once, and never again.
        let draft = self.out.as_deref().map(beside);
        if let Some(draft) = &draft {
            files::write_new(draft, b"").map_err(|error| cannot_begin(draft, error))?;
        }
        let asking = text!("asking for a new secret", "새 시크릿을 요청하는 중");
        let work = ops::regenerate(platform.parts(), &self.client_id);
        let outcome = app.wait_for(&asking, work);
        let secret = match (outcome, &draft) {
            (Ok(secret), _) => secret,
            (Err(error), draft) => {
                // What it would have held was never made.
                draft.as_deref().map(std::fs::remove_file);
                return Err(error);
            }
        };
        if let (Some(draft), Some(out)) = (&draft, &self.out) {
            files::replace(draft, secret.expose().as_bytes())
                .map_err(|error| cannot_write(draft, error))?;
            if is_ours {
                self.prove(app, &platform, &secret, draft)?;
            }
            std::fs::rename(draft, out).map_err(|error| cannot_write(out, error))?;
        }
        app.ui.show(&NewSecret {
            client_id: &self.client_id,
            secret: &secret,
            out: self.out.as_deref(),
            is_ours,
        })
    }

    /// That the new secret opens the door.
    fn prove(
        &self,
        app: &App,
        platform: &Platform,
        secret: &ClientSecret,
        draft: &Path,
    ) -> Result<(), Error> {
        let registration = platform.max.proving(secret.clone());
        let now = app.settings.clock().now();
        let trying = text!("trying the new secret", "새 시크릿을 확인하는 중");
        let dialect = platform.subject.dialect;
        let work = ops::issue(&platform.desk, &registration, dialect, now);
        app.wait_for(&trying, work).map(drop).map_err(|error| {
            let draft = draft.display();
            error.hint(text!(
                "the new secret is in {draft}, and the old file is as it was",
                "새 시크릿은 {draft}에 있고 기존 파일은 그대로입니다"
            ))
        })
    }
}

/// Asks on the terminal whether one's own secret is to be changed.
fn confirm(app: &App, client_id: &str) -> Result<(), Error> {
    let question = text!(
        "the old secret of `{client_id}`, which these settings use, will be over at once. Go on? [y/N] ",
        "현재 설정에서 사용하는 `{client_id}`의 기존 시크릿이 즉시 무효가 됩니다. 계속할까요? [y/N] "
    );
    let usage = |message| Error::new(Kind::Usage, message).at(Provider::Max);
    if app.settings.no_input() || !std::io::stdin().is_terminal() {
        return Err(usage(text!(
            "this changes the secret that these settings use, and nobody can be asked",
            "현재 설정에서 사용하는 시크릿을 바꾸는 작업인데 확인을 받을 수 없습니다"
        ))
        .hint(text!("say so with `--yes`", "`--yes`로 확인하세요")));
    }
    app.ui.ask(&question);
    let mut answer = String::new();
    // Whoever closes the terminal says no.
    let _ = std::io::stdin().read_line(&mut answer);
    if matches!(answer.trim().to_lowercase().as_str(), "y" | "yes" | "예" | "네") {
        return Ok(());
    }
    Err(usage(text!("nothing was changed", "아무것도 바꾸지 않았습니다")))
}

/// Where the new secret stands until it is proven.
fn beside(out: &Path) -> PathBuf {
    let mut name = out.as_os_str().to_owned();
    name.push(".new");
    name.into()
}

/// One that is there already may hold the only secret that is good: of a try whose proof failed.
fn cannot_begin(draft: &Path, error: std::io::Error) -> Error {
    if error.kind() != std::io::ErrorKind::AlreadyExists {
        return cannot_write(draft, error);
    }
    let draft = draft.display();
    Error::usage(text!(
        "{draft} is there, with a secret of an earlier try",
        "이전에 만든 시크릿이 {draft}에 남아 있습니다"
    ))
    .at(Provider::Max)
    .hint(text!(
        "try the secret in it, then move the file away; nothing was changed",
        "그 시크릿이 유효한지 확인하고 파일을 옮기세요. 아무것도 바꾸지 않았습니다"
    ))
}

fn cannot_write(path: &Path, error: std::io::Error) -> Error {
    let path = path.display();
    Error::io(text!("cannot write {path}", "{path}에 쓸 수 없습니다"), error)
}
