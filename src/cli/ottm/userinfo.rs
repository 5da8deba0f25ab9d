//! `qetta ottm userinfo`

use clap::Args;

use crate::app::App;
use crate::error::Error;
use crate::model::{Member, Provider, text};
use crate::ops::{self, OpError};
use crate::ui::report::MemberShown;

/// Show who logged in: the member's id, nickname and e-mail
#[derive(Debug, Args)]
pub(in crate::cli) struct Userinfo {}

impl Userinfo {
    pub(super) fn run(self, app: &App) -> Result<(), Error> {
        let user = ask(app)?;
        app.ui.show(&MemberShown { user: &user })
    }
}

/// Asks OTTM who the stored token is for.
pub(in crate::cli) fn ask(app: &App) -> Result<Member, Error> {
    let desk = app.desk()?;
    let spec = app.spec(Provider::Ottm, &desk)?;
    let subject = app.subject_at(Provider::Ottm, &spec);
    let base = spec.api_base.as_ref().ok_or(OpError::NoEndpoint { name: "api_base" })?;
    let vault = app.vault()?;
    let asking = text!("asking OTTM who logged in", "OTTM에 회원 정보를 요청하는 중");
    let (user, stale_because) =
        app.wait_for(&asking, ops::userinfo(&desk, &vault, &subject, base))?;
    app.warn_of_an_old_token(stale_because);
    Ok(user)
}
